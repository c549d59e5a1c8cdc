#include "domain/search/synonyms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/text.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"

namespace gongkai::search {
namespace {

bool knows(const Synonyms& all, std::string_view word, const std::string& other) {
    return std::ranges::find(all.other_words(word), other) != all.other_words(word).end();
}

class OtherNames : public testing::Test {
  protected:
    OtherNames() { db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value(); }

    std::string change(const std::string& plain, const std::string& policy, bool is_on) {
        const auto done =
            database->write([&](db::Connection& c) { return change_synonym(c, {{plain, policy}, is_on}, "account/1"); });
        return done ? std::string() : done.error().id;
    }
    std::shared_ptr<const Synonyms> now_known() {
        return database->read([](db::Connection& c) { return synonyms(c); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
};

TEST_F(OtherNames, are_those_of_the_file_with_those_of_the_office_before_them) {
    EXPECT_TRUE(knows(*now_known(), "醫保", "医疗保险")) << "spelled as it is typed";
    EXPECT_EQ(change("医保", "基本医疗保障", true), "");
    EXPECT_EQ(now_known()->other_words("医保").front(), "基本医疗保障");
    EXPECT_TRUE(knows(*now_known(), "基本医疗保障", "医保")) << "in both directions";
    EXPECT_EQ(change("医保", "基本医疗保障", true), "search.refuse.synonym_there");
    EXPECT_EQ(change("医保", "基本医疗保障", false), "");
    EXPECT_FALSE(knows(*now_known(), "医保", "基本医疗保障"));
    EXPECT_EQ(change("医保", "基本医疗保障", false), "search.refuse.synonym_missing");
}

TEST_F(OtherNames, of_what_is_only_said_are_asked_for_and_never_the_other_way) {
    const auto all = now_known();
    const auto& papers = all->words_of_papers("打官司");
    EXPECT_NE(std::ranges::find(papers, "法律援助"), papers.end());
    EXPECT_TRUE(all->other_words("打官司").empty());
    EXPECT_TRUE(all->words_of_papers("法律援助").empty());
    EXPECT_FALSE(knows(*all, "行政诉讼", "打官司"));
    EXPECT_EQ(change("打官司", "法律援助", false), "");
    const auto& fewer = now_known()->words_of_papers("打官司");
    EXPECT_EQ(std::ranges::find(fewer, "法律援助"), fewer.end()) << "the office can switch them off as well";
}

TEST_F(OtherNames, stand_in_one_file_once) {
    std::set<Synonym> all;
    for (const auto& pair : carried_synonyms()) {
        EXPECT_TRUE(all.insert(pair).second) << pair.plain << ',' << pair.policy;
        EXPECT_FALSE(all.contains({pair.policy, pair.plain})) << pair.plain << ',' << pair.policy;
        EXPECT_LE(count_code_points(pair.plain), synonym_at_most);
    }
    EXPECT_GT(all.size(), 1'000u);
}

TEST_F(OtherNames, are_known_as_words_the_longest_first) {
    EXPECT_EQ(now_known()->known_at(U"社保卡丢了"), 3u);
    EXPECT_EQ(now_known()->known_at(U"义务教育招生"), 0u) << "it is made of words";
    EXPECT_EQ(now_known()->known_at(U"打官司要钱吗"), 3u);
    EXPECT_EQ(now_known()->known_at(U"曌"), 0u);
}

TEST_F(OtherNames, of_the_file_can_be_switched_off_and_on_again) {
    EXPECT_EQ(change("医保", "医疗保险", false), "");
    EXPECT_FALSE(knows(*now_known(), "医保", "医疗保险"));
    EXPECT_TRUE(knows(*now_known(), "医保", "医疗保障")) << "the others stay";
    EXPECT_EQ(change("医保", "医疗保险", true), "");
    EXPECT_TRUE(knows(*now_known(), "医保", "医疗保险"));
    EXPECT_TRUE(database->read([](db::Connection& c) { return synonym_changes(c); }).empty()) << "nothing is left of it";
    const auto lines = database->read([](db::Connection& c) {
        return std::get<0>(*c.query({"lines", "SELECT count(*) FROM journal_line WHERE deed LIKE 'search.%'"}).first<int>());
    });
    EXPECT_EQ(lines, 2);
}

TEST_F(OtherNames, are_refused_where_they_say_nothing) {
    EXPECT_EQ(change("低保", "，", true), "search.refuse.synonym_empty");
    EXPECT_EQ(change("低保", "低 保", true), "search.refuse.synonym_same");
    EXPECT_EQ(change(std::string(synonym_at_most + 1, 'a'), "b", true), "search.refuse.synonym_long");
}

}  // namespace
}  // namespace gongkai::search
