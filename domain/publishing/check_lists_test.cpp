#include "domain/intake/check_lists.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/publishing/links.h"
#include "domain/publishing/proves.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

using intake::check_list;
using intake::CheckList;
using intake::office_checking;
using intake::set_check_list;

class CheckLists : public WithPublishing {
  protected:
    std::string set(CheckList list, std::string_view csv) {
        return id_of(write([&](db::Connection& c) { return set_check_list(c, list, csv, "office"); }));
    }
    std::vector<std::string> found(std::string_view text) {
        std::vector<std::string> kinds;
        const auto checking = database->read([](db::Connection& c) { return office_checking(c, Language::zh); });
        for (const auto& finding : intake::check_text(text, checking))
            kinds.push_back(finding.kind + ' ' + std::string(intake::word_of(finding.level)));
        return kinds;
    }
    using Kinds = std::vector<std::string>;
};

TEST_F(CheckLists, are_those_of_the_program_until_the_office_says_otherwise) {
    EXPECT_EQ(found("联系电话13812345678"), Kinds{"mobile block"});
    EXPECT_EQ(set(CheckList::levels, "kind,sure,doubtful\nmobile,warn,warn\n"), "");
    EXPECT_EQ(last_deed(), "publishing.set_check_list");
    EXPECT_EQ(found("联系电话13812345678"), Kinds{"mobile warn"});
    EXPECT_EQ(found("身份证号11010519491231002X"), Kinds{"id_number block"}) << "what it does not name stays";
    EXPECT_EQ(set(CheckList::levels, "kind,sure,doubtful\nmobile,off,warn\n"), "");
    EXPECT_EQ(found("联系电话13812345678"), Kinds{});
    EXPECT_EQ(set(CheckList::levels, ""), "");
    EXPECT_EQ(found("联系电话13812345678"), Kinds{"mobile block"});
}

TEST_F(CheckLists, of_words_take_the_place_of_the_carried_ones) {
    EXPECT_EQ(found("请按装设备，不谈甲公司"), Kinds{"wrong_word warn"});
    EXPECT_EQ(set(CheckList::sensitive_words, "word\n甲公司\n"), "");
    EXPECT_EQ(found("不谈甲公司"), Kinds{"sensitive_word block"});
    EXPECT_EQ(set(CheckList::sensitive_words, "word,level,reason\n甲公司,warn,已更名\n"), "");
    EXPECT_EQ(found("不谈甲公司"), Kinds{"sensitive_word warn"});
    EXPECT_EQ(set(CheckList::wrong_words, "wrong,right,unless\n设备,设施,设备科\n"), "");
    EXPECT_EQ(found("请按装设备，由设备科办理"), Kinds{"wrong_word warn"}) << "按装 stands on it no more";
}

TEST_F(CheckLists, come_out_as_they_went_in) {
    const std::string words = "wrong,right,unless\n设备,设施,设备科|设备处\n", levels = "kind,sure,doubtful\nmobile,warn,block\n";
    EXPECT_EQ(set(CheckList::wrong_words, words), "");
    EXPECT_EQ(set(CheckList::levels, levels), "");
    database->read([&](db::Connection& c) {
        EXPECT_EQ(check_list(c, CheckList::wrong_words), words);
        EXPECT_NE(check_list(c, CheckList::levels).find("\nmobile,warn,block\n"), std::string::npos);
    });
    const auto all = database->read([&](db::Connection& c) { return check_list(c, CheckList::levels); });
    EXPECT_EQ(set(CheckList::levels, all), "") << "the whole is understood as well";
}

TEST_F(CheckLists, that_cannot_be_read_are_refused_and_change_nothing) {
    EXPECT_EQ(set(CheckList::levels, "kind,sure,doubtful\nmobile,never,warn\n"), "checks.refuse.list");
    EXPECT_EQ(set(CheckList::levels, "kind,sure,doubtful\nno_such_kind,warn,warn\n"), "checks.refuse.list");
    EXPECT_EQ(set(CheckList::levels, "kind,sure\nmobile,warn\n"), "core.refuse.csv_column");
    EXPECT_EQ(set(CheckList::wrong_words, "wrong,right,unless\n设备,,\n"), "checks.refuse.words");
    EXPECT_EQ(set(CheckList::sensitive_words, "word\n\"\"\n"), "checks.refuse.words");
    EXPECT_EQ(set(CheckList::sensitive_words, "word,level\n甲公司,never\n"), "checks.refuse.words");
    EXPECT_EQ(found("联系电话13812345678"), Kinds{"mobile block"});
}

class Links : public WithPublishing {
  protected:
    static Text linking(std::string_view html) {
        auto text = news("标题");
        text.body = body_from(html);
        return text;
    }
    int try_all(const std::function<std::optional<int>(const std::string&)>& ask) {
        return try_links(*database, ask, std::chrono::days(30));
    }
    std::map<std::string, int> statuses(DocumentId id) {
        return database->read(
            [&](db::Connection& c) { return statuses_of_links(c, id, find_text(c, document(c, id).work_id)->text.body); });
    }
    using Statuses = std::map<std::string, int>;
};

TEST_F(Links, that_lead_elsewhere_are_those_of_the_web) {
    EXPECT_EQ(links_elsewhere(body_from("<p><a href='https://a.example/b?c=1&amp;d=2#e'>a</a><a href='/documents/1'>b</a>"
                                        "<a href='mailto:a@b.example'>c</a><a href='https://a.example/b?c=1&amp;d=2'>d</a></p>")),
              std::vector<std::string>{"https://a.example/b?c=1&d=2"});
}

TEST_F(Links, to_this_portal_are_looked_up_together) {
    auto text = news("有附件");
    text.attachments = {{"附 表.pdf", "application/pdf", "abc", 3}};
    const auto live = published("news", text), gone = published("news", text), draft = begin_it("news", text);
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, gone, document(c, gone).version, "有误", signer, house); }));
    const auto at = "/documents/" + document(live).key, was_at = "/documents/" + document(gone).key;
    const std::vector<std::pair<std::string, int>> all{{at, 200},
                                                       {at + "/files/%E9%99%84%20%E8%A1%A8.pdf", 200},
                                                       {at + "/files/none.pdf", 404},
                                                       {was_at, 410},
                                                       {was_at + "/files/%E9%99%84%20%E8%A1%A8.pdf", 410},
                                                       {"/documents/" + std::to_string(draft), 404},
                                                       {"/documents/news", 404},
                                                       {"/columns/news", 200},
                                                       {"/columns/none", 404}};
    std::string html = "<p><a href='/board'>b</a><a href='" + at +
                       "/proof'>p</a><a href='https://a.example/documents/x'>e</a>"
                       "<a href='" +
                       at + "#part'>same</a>";
    for (const auto& [address, status] : all)
        html += "<a href='" + address + "'>a</a>";
    const auto statuses =
        database->read([&](db::Connection& c) { return statuses_of_links(c, draft, body_from(html + "</p>")); });
    EXPECT_EQ(statuses, Statuses(all.begin(), all.end())) << "pages of others are asked for themselves";
    std::string many = "<p>";
    for (int i = 0; i < 40; ++i)
        many += "<a href='/documents/" + std::to_string(i) + "'>a</a>";
    const auto dead = database->read([&](db::Connection& c) { return statuses_of_links(c, draft, body_from(many + "</p>")); });
    EXPECT_EQ(dead.size(), 40u);
    EXPECT_EQ(dead.at("/documents/39"), 404);
}

TEST_F(Links, are_tried_once_after_the_text_was_saved_and_again_where_nobody_answered) {
    const auto id = begin_it("news", linking("<p><a href='https://a.example/'>a</a><a href='https://b.example/'>b</a></p>"));
    EXPECT_EQ(statuses(id), Statuses{}) << "nobody has tried yet";
    const auto ask = [](const std::string& address) {
        return address == "https://a.example/" ? std::optional(404) : std::nullopt;
    };
    EXPECT_EQ(try_all(ask), 2);
    EXPECT_EQ(statuses(id), (Statuses{{"https://a.example/", 404}, {"https://b.example/", 0}}));
    EXPECT_EQ(try_all(ask), 0);
    change_it(id, linking("<p><a href='https://b.example/'>b</a></p>"));
    EXPECT_EQ(try_all([](const std::string&) { return std::optional(200); }), 1) << "the silent one";
    EXPECT_EQ(statuses(id), (Statuses{{"https://b.example/", 200}}));
}

TEST_F(Links, of_public_pages_are_tried_again_and_dead_ones_wait_on_the_list_of_the_unit) {
    const std::string address = "https://a.example/old";
    const auto id = begin_it("news", linking("<p><a href='https://a.example/old'>a</a></p>"));
    begin_it("news", linking("<p><a href='https://draft.example/'>a</a></p>"));
    const auto answers = [&](std::optional<int> status) { return try_all([=](const std::string&) { return status; }); };
    EXPECT_EQ(answers(200), 2);
    pass_all(id);
    const auto told = [&] {
        return database->read([&](db::Connection& c) {
            const auto all = waiting(c, town);
            const auto found = std::ranges::find(all, id, [](const Waiting& one) { return one.document.id; });
            return found == all.end() ? 0 : found->dead_links;
        });
    };
    const auto wait = [](const char* until) { setenv("GONGKAI_NOW", until, 1); };
    wait("2026-12-01T04:00:00Z");
    EXPECT_EQ(answers(404), 0) << "not yet";
    wait("2026-12-03T04:00:00Z");
    EXPECT_EQ(answers(std::nullopt), 1) << "that of the public page alone";
    EXPECT_EQ(told(), 0) << "a server that is away today is no dead link";
    EXPECT_EQ(answers(std::nullopt), 0);
    wait("2026-12-05T04:00:00Z");
    EXPECT_EQ(answers(std::nullopt), 1) << "a silent one is asked the next day";
    wait("2026-12-07T04:00:00Z");
    EXPECT_EQ(answers(std::nullopt), 1);
    EXPECT_EQ(told(), 1);
    EXPECT_EQ(database->read([&](db::Connection& c) { return what_hangs_on(c, document(c, id)).dead_links; }),
              std::vector<std::string>{address});
    wait("2027-01-20T04:00:00Z");
    EXPECT_EQ(answers(200), 1);
    EXPECT_EQ(told(), 0) << "it answers again";
    wait("2027-03-20T04:00:00Z");
    EXPECT_EQ(answers(410), 1);
    EXPECT_EQ(told(), 1) << "gone is gone at once";
    ASSERT_TRUE(write([&](db::Connection& c) { return withdraw(c, id, document(c, id).version, "有误", signer, house); }));
    EXPECT_EQ(told(), 0);
}

TEST_F(Links, of_many_texts_to_one_address_are_tried_once_for_all) {
    const auto one = begin_it("news", linking("<p><a href='https://a.example/'>a</a></p>")),
               two = begin_it("news", linking("<p><a href='https://a.example/'>a</a></p>"));
    EXPECT_EQ(try_all([](const std::string&) { return std::optional(200); }), 1);
    EXPECT_EQ(statuses(one), statuses(two));
}

}  // namespace
}  // namespace gongkai::publishing
