#include "domain/publishing/shelf.h"

#include <algorithm>

#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

class Shelf : public WithPublishing {
  protected:
    DocumentId publish_at(int minute, const std::string& title, people::UnitId unit, const std::string& theme = "") {
        setenv("GONGKAI_NOW", ("2026-11-02T04:" + std::string(minute < 10 ? "0" : "") + std::to_string(minute) + ":00Z").c_str(),
               1);
        auto text = news(title);
        text.theme = theme;
        return published("news", text, unit);
    }
    std::vector<std::string> titles(const Asked& asked, int at_most = rows_a_page) {
        std::vector<std::string> all;
        Place after;
        for (;;) {
            const auto page = database->read([&](db::Connection& c) { return list_of(c, asked, after, today(), at_most); });
            EXPECT_LE(page.rows.size(), static_cast<std::size_t>(at_most));
            for (const auto& row : page.rows)
                all.push_back(row.title);
            if (!page.next)
                return all;
            after = *page.next;
        }
    }
    Counts counts(const Asked& asked) {
        return database->read([&](db::Connection& c) { return counts_for(c, asked); });
    }
};

using Titles = std::vector<std::string>;

TEST_F(Shelf, lists_newest_first_page_by_page_without_loss_or_repetition) {
    for (int minute = 1; minute <= 7; ++minute)
        publish_at(minute, std::to_string(minute), town);
    EXPECT_EQ(titles({}, 3), (Titles{"7", "6", "5", "4", "3", "2", "1"}));
    EXPECT_EQ(titles({}, 7).size(), 7u);
}

TEST_F(Shelf, finds_by_each_facet_and_by_several_and_counts_what_it_finds) {
    publish_at(1, "镇财", town, "04");
    publish_at(2, "镇教", town, "11");
    publish_at(3, "局财", finance, "04");
    EXPECT_EQ(titles({.theme = "04"}), (Titles{"局财", "镇财"}));
    EXPECT_EQ(titles({.unit_id = town}), (Titles{"镇教", "镇财"}));
    EXPECT_EQ(titles({.theme = "04", .unit_id = town}), Titles{"镇财"});
    EXPECT_EQ(titles({.column = "news", .type = "news", .year = 2026}).size(), 3u);
    EXPECT_TRUE(titles({.year = 2025}).empty());
    EXPECT_TRUE(titles({.column = "policies"}).empty());
    const auto all = counts({});
    EXPECT_EQ(all.total, 3);
    EXPECT_EQ(all.themes.at("04"), 2);
    EXPECT_EQ(all.units.at(town).documents, 2);
    EXPECT_EQ(all.units.at(town).name, "甲镇");
    const auto of_town = counts({.unit_id = town});
    EXPECT_EQ(of_town.total, 2);
    EXPECT_EQ(of_town.themes.at("04"), 1);
    EXPECT_EQ(of_town.units.at(finance).documents, 1) << "what another choice would give";
    EXPECT_TRUE(of_town.is_exact);
    const auto of_both = counts({.theme = "11", .unit_id = town});
    EXPECT_FALSE(of_both.is_exact);
    EXPECT_FALSE(of_both.themes.contains("99"));
    EXPECT_TRUE(counts({.year = 2025}).types.empty());
}

TEST_F(Shelf, a_column_shows_what_stands_in_the_columns_below_it) {
    const auto id = published_policy("甲政发〔2026〕1号");
    EXPECT_EQ(titles({.column = "government_papers"}).size(), 1u);
    EXPECT_EQ(titles({.column = "policies"}).size(), 1u);
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "有误", signer, house); }));
    EXPECT_TRUE(titles({.column = "policies"}).empty());
    EXPECT_TRUE(titles({}).empty());
    const auto newest = database->read([](db::Connection& c) { return newest_by_column(c); });
    EXPECT_FALSE(newest.contains("policies"));
}

// The rule is said twice, in C++ and in the statement that lists: they must not drift apart.
TEST_F(Shelf, lists_by_validity_what_the_rule_says) {
    struct Case {
        const char *number, *effective_on, *expires_on;
        std::optional<Relation> undergoes;
        const char *said = "", *said_on = "";
    };
    const std::vector<Case> all{{"甲政发〔2020〕1号", "", "", {}},
                                {"甲政发〔2020〕2号", "2027-01-01", "", {}},
                                {"甲政发〔2020〕3号", "2020-01-01", "2026-11-01", {}},
                                {"甲政发〔2020〕4号", "2020-01-01", "2026-11-02", {}},
                                {"甲政发〔2020〕5号", "", "", Relation::repeals},
                                {"甲政发〔2020〕6号", "", "2025-01-01", Relation::replaces},
                                {"甲政发〔2020〕7号", "", "", Relation::amends},
                                {"甲政发〔2020〕8号", "", "", Relation::partly_repeals},
                                {"甲政发〔2020〕9号", "", "", {}, "repealed", "2026-11-02"},
                                {"甲政发〔2020〕10号", "", "", {}, "repealed", "2026-11-03"},
                                {"甲政发〔2020〕11号", "", "2030-01-01", {}, "expired", "2026-01-02"},
                                {"甲政发〔2020〕12号", "", "", {}, "not_yet", "2026-01-02"},
                                {"甲政发〔2020〕13号", "2020-01-01", "", {}, "not_yet", "2026-01-02"},
                                {"甲政发〔2020〕14号", "", "", Relation::repeals, "amended", "2026-01-02"},
                                {"甲政发〔2020〕15号", "", "", Relation::amends, "partly_repealed", "2026-01-02"}};
    for (const auto& one : all) {
        auto text = policy_text(one.number);
        for (const auto& [key, value] : {std::pair{"effective_on", one.effective_on},
                                         {"expires_on", one.expires_on},
                                         {"said_validity", one.said},
                                         {"said_on", one.said_on}})
            if (*value)
                text.fields[key] = value;
        const auto id = published_policy(one.number, text);
        if (one.undergoes) {
            auto later = news("后来的");
            later.links = {{*one.undergoes, id}};
            published("news", later);
        }
    }
    std::size_t seen = 0;
    for (const auto validity : all_validities())
        for (const auto& title : titles({.validity = validity})) {
            const auto id = database->read([&](db::Connection& c) {
                return find_target(c, title.substr(std::string("关于").size(), title.find("的通知") - 6));
            });
            ASSERT_TRUE(id) << title;
            EXPECT_EQ(on_shelf(*id)->validity(today()), validity) << title;
            ++seen;
        }
    EXPECT_EQ(seen, all.size()) << "each has one validity, and news have none";
}

TEST_F(Shelf, warns_before_a_paper_expires_but_not_of_what_is_repealed) {
    auto text = policy_text("甲政发〔2020〕1号");
    text.fields["expires_on"] = "2026-11-30";
    const auto id = published_policy("甲政发〔2020〕1号", text);
    const auto expiring = [&](people::UnitId unit) {
        return database->read([&](db::Connection& c) {
            const auto all = waiting(c, unit);
            return std::ranges::count_if(all, [](const Waiting& one) { return one.expires_on.has_value(); });
        });
    };
    EXPECT_EQ(expiring(town), 1);
    EXPECT_EQ(expiring(finance), 0);
    auto later = news("废止的通知");
    later.links = {{Relation::repeals, id}};
    published("news", later);
    EXPECT_EQ(expiring(town), 0);
}

TEST_F(Shelf, a_sitemap_has_every_public_document_once) {
    const auto first = publish_at(1, "一", town), second = publish_at(2, "二", town);
    database->read([&](db::Connection& c) {
        EXPECT_EQ(newest_id(c), second);
        EXPECT_EQ(sitemap(c, 1).size(), 2u);
        EXPECT_EQ(sitemap(c, first + 1).size(), 1u);
    });
}

TEST(Places, are_read_back_from_addresses) {
    const Place place{Instant(std::chrono::milliseconds(1785000000000)), 42};
    EXPECT_EQ(written(place), "1785000000000-42");
    EXPECT_EQ(place_from("1785000000000-42")->id, 42);
    for (const auto* wrong : {"", "5", "a-b", "1785000000000-", "-"})
        EXPECT_FALSE(place_from(wrong)) << wrong;
}

}  // namespace
}  // namespace gongkai::publishing
