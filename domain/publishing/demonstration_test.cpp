#include "domain/publishing/demonstration.h"
#include "domain/publishing/net.h"

#include <map>

#include "base/core/file.h"
#include "base/files/files.h"
#include "domain/intake/checks.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

const std::filesystem::path carried = std::filesystem::path(GONGKAI_SOURCE_DIR) / "data" / "demonstration";

class Demonstration : public WithPublishing {
  protected:
    Demonstration() {
        const auto list = read_file(std::filesystem::path(GONGKAI_SOURCE_DIR) / "data" / "units-zoucheng.tsv").value();
        database->write([&](db::Connection& c) { EXPECT_TRUE(people::take_in_list(c, list, "test")); });
        std::filesystem::create_directories(own / "documents");
    }
    // A folder of its own with what a test is about.
    void tell(const std::string& name, const std::string& text) { write_file(own / "documents" / (name + ".txt"), text); }
    Result<std::int64_t> load(const std::filesystem::path& from) {
        const Files files(folder.path() / "files");
        return database->write([&](db::Connection& c) { return demonstrate(c, files, from, "test"); });
    }
    std::int64_t drop() {
        return database->write([](db::Connection& c) { return drop_demonstration(c, "test"); });
    }
    std::vector<Shelved> all(const Asked& asked = {}) {
        return database->read([&](db::Connection& c) { return newest_of(c, asked, 1000); });
    }
    std::int64_t rows_of(const std::string& table) {
        // Statements are kept by their name, and outlive the call.
        static std::map<std::string, std::pair<std::string, std::string>> texts;
        const auto& [name, sql] = texts.try_emplace(table, "test.count_" + table, "SELECT count(*) FROM " + table).first->second;
        return database->read(
            [&](db::Connection& c) { return std::get<0>(*c.query(db::Statement{name, sql}).first<std::int64_t>()); });
    }
    static std::string head(const std::string& title, const std::string& more) {
        return "type: news\nunit: 甲镇\ntitle: " + title + "\npublished: 2025-03-12 09:30\n" + more + "\n正文。\n";
    }

    TemporaryFolder folder;
    std::filesystem::path own = folder.path() / "demonstration";
};

TEST_F(Demonstration, is_taken_in_by_the_real_deeds_on_the_days_it_tells_of) {
    tell("a", head("春季植树", "files: \n"));
    ASSERT_EQ(load(own).value_or(0), 1);
    const auto shelved = all();
    ASSERT_EQ(shelved.size(), 1u);
    EXPECT_TRUE(shelved[0].is_demonstration);
    EXPECT_EQ(to_text(shelved[0].published_on()), "2025-03-12");
    EXPECT_EQ(shelved[0].year, 2025);
    EXPECT_TRUE(shelved[0].key.starts_with("SL")) << "a series of its own: " << shelved[0].key;
    const auto steps = database->read([&](db::Connection& c) { return steps_of(c, shelved[0].id); });
    EXPECT_EQ(steps.size(), 4u) << "it was handed in, reviewed, signed and published";
    EXPECT_EQ(rows_of("log_leaf"), 0) << "the public log knows nothing of it";
    EXPECT_EQ(id_of(load(own)), "publishing.refuse.told_already");
}

TEST_F(Demonstration, that_is_written_wrongly_is_refused_as_a_whole_and_says_which_file) {
    tell("a", head("甲", ""));
    for (const auto& [name, text] : {std::pair<std::string, std::string>{"b", "no head at all"},
                                     {"c", head("丙", "interprets: nobody\n")},
                                     {"d", "type: news\nunit: 甲镇\ntitle: 丁\npublished: 12 March\n\n文\n"},
                                     {"e", "type: poem\nunit: 甲镇\ntitle: 戊\npublished: 2025-03-12 09:30\n\n文\n"}}) {
        tell(name, text);
        const auto refused = load(own);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().id, "publishing.refuse.told");
        EXPECT_EQ(refused.error().arguments.at(0), name);
        EXPECT_EQ(rows_of("document"), 0);
        std::filesystem::remove(own / "documents" / (name + ".txt"));
    }
    EXPECT_EQ(id_of(load(folder.path() / "absent")), "core.refuse.file_missing");
}

TEST_F(Demonstration, goes_without_leaving_anything_and_what_is_real_stays) {
    const auto real = published_policy("甲政发〔2020〕1号");
    const auto before = all();
    const std::map<std::string, std::int64_t> there = [&] {
        std::map<std::string, std::int64_t> counts;
        for (const auto* table : {"document", "edition", "edition_link", "edition_file", "edition_step", "shelf", "shelf_place",
                                  "shelf_count", "effect", "index_series"})
            counts[table] = rows_of(table);
        return counts;
    }();
    tell("a", head("春季植树", ""));
    ASSERT_TRUE(load(own));
    // A real document speaks of a demonstration one.
    const auto example = all({.type = "news"}).at(0);
    auto text = news("更正");
    text.links = {{Relation::implements, example.id}};
    const auto later = published("news", text);
    EXPECT_EQ(drop(), 1);
    EXPECT_EQ(drop(), 0);
    EXPECT_TRUE(on_shelf(later));
    EXPECT_TRUE(database->read([&](db::Connection& c) { return net_around(c, later).edges; }).empty());
    EXPECT_EQ(rows_of("effect"), there.at("effect"));
    EXPECT_EQ(all().size(), before.size() + 1);
    EXPECT_TRUE(on_shelf(real));
    EXPECT_EQ(rows_of("document"), there.at("document") + 1) << "the later real one";
    EXPECT_EQ(rows_of("index_series"), there.at("index_series"));
}

TEST(CarriedDemonstration, has_documents_for_every_task) {
    std::map<int, int> of_task;
    const auto told_all = read_told(carried / "documents").value();
    for (const auto& told : told_all)
        ++of_task[std::stoi(told.name.substr(0, 2))];
    for (int task = 1; task <= 35; ++task)
        EXPECT_GE(of_task[task], task == 4 || task == 6 || task == 12 || task == 21 || task == 23 || task == 25 ? 5 : 3) << task;
}

TEST(CarriedDemonstration, holds_nothing_that_would_have_to_be_masked) {
    const auto checking = intake::carried_checking(Language::zh, today());
    const auto told_all = read_told(carried / "documents").value();
    for (const auto& told : told_all) {
        auto found = intake::check_page(body_from(told.text), checking);
        for (auto& one : intake::check_text(std::string(told.at("title")) + '\n' + std::string(told.at("summary")), checking))
            found.push_back(one);
        for (const auto& one : found)
            EXPECT_NE(one.level, intake::Level::block) << told.name << ": " << one.kind << ' ' << one.text;
    }
}

}  // namespace
}  // namespace gongkai::publishing
