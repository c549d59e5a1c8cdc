#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/people/desk.h"
#include "domain/search/apart.h"
#include "domain/search/desk.h"
#include "domain/search/finder.h"
#include "domain/search/follow.h"
#include "domain/search/number.h"
#include "domain/search/query.h"
#include "domain/search/recommended.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"
#include "domain/search/suggest.h"

namespace gongkai::search {
namespace {

std::vector<CsvRow> cases(const std::string& name) {
    auto rows = read_csv(read_file(std::string(GONGKAI_SOURCE_DIR "/domain/search/cases/") + name).value()).value();
    rows.erase(rows.begin());
    EXPECT_FALSE(rows.empty());
    return rows;
}

TEST(Number, is_read_in_any_writing) {
    for (const auto& row : cases("numbers.csv")) {
        const auto found = number_in(row.at(0)).value_or(Number{});
        EXPECT_EQ(found, (Number{row.at(1), static_cast<int>(whole_number(row.at(2)).value()),
                                 static_cast<int>(whole_number(row.at(3)).value())}))
            << row.at(0) << " was read as " << found.organ << ' ' << found.year << ' ' << found.serial;
    }
}

TEST(Number, is_written_in_digits_where_it_was_said_in_numerals) {
    for (const auto& [typed, digits] : {std::pair{"提案第五十七号", "提案第57号"}, std::pair{"第一百零五号", "第105号"},
                                        std::pair{"第六届第二〇号", "第六届第20号"}, std::pair{"第三季度", "第三季度"},
                                        std::pair{"第", "第"}, std::pair{"第五", "第五"}, std::pair{"第号", "第号"}})
        EXPECT_EQ(with_digits(typed), digits);
}

TEST(Spelling, makes_one_of_two_scripts_widths_and_cases) {
    EXPECT_EQ(bare("《醫療保險》 ＰＭ２．５"), bare("医疗保险PM25"));
    EXPECT_EQ(bare("二○一九"), bare("二〇一九"));
    EXPECT_EQ(bare("医\xE5\x8C保\xFF😀Ａ1"), "医保a1");
    EXPECT_NE(bare("医保"), bare("医宝"));
}

TEST(Spelling, measures_how_much_of_a_text_another_has) {
    EXPECT_DOUBLE_EQ(likeness(U"空气质量", U"邹城市空气质量月报"), 1);
    EXPECT_DOUBLE_EQ(likeness(U"空气质最", U"邹城市空气质量月报"), 0.75);
    EXPECT_DOUBLE_EQ(likeness(U"", U"空"), 0);
}

TEST(Query, is_taken_apart_at_blanks_and_kept_between_quotation_marks) {
    EXPECT_EQ(read_query("空气质量　排名").value().words, (std::vector<std::string>{"空气质量", "排名"}));
    const auto quoted = read_query("“政务公开 工作” 邹城").value();
    EXPECT_EQ(quoted.words, (std::vector<std::string>{"政务公开 工作", "邹城"}));
    EXPECT_TRUE(quoted.has_quoted);
    EXPECT_FALSE(read_query("“” 邹城").value().has_quoted);
    EXPECT_EQ(read_query("，。？").error().id, "search.refuse.no_words");
    EXPECT_EQ(read_query(std::string(3 * (typed_at_most + 1), 'a')).error().id, "search.refuse.too_long");
}

TEST(Query, typed_in_one_piece_falls_into_words_and_leaves_out_what_only_asks) {
    for (const auto& row : cases("apart.csv"))
        EXPECT_EQ(join(apart(row.at(0), Synonyms(std::vector<SynonymChange>())).words, " "), row.at(1)) << row.at(0);
}

TEST(Validity, turns_with_the_days) {
    const Turns turns{
        {undated, Validity::not_yet}, {make_day(2019, 6, 25), Validity::in_force}, {make_day(2024, 6, 25), Validity::expired}};
    EXPECT_EQ(validity_on(make_day(2019, 6, 24), turns), Validity::not_yet);
    EXPECT_EQ(validity_on(make_day(2019, 6, 25), turns), Validity::in_force);
    EXPECT_EQ(validity_on(make_day(2030, 1, 1), turns), Validity::expired);
    EXPECT_EQ(next_turn(make_day(2019, 6, 25), turns), make_day(2024, 6, 25));
    EXPECT_EQ(validity_on(make_day(2019, 6, 25), {}), Validity::none);
}

// A small site: what stands here is handed over, indexed and found.
std::vector<Entry> things;  // what the compared source has

class WithSearch : public testing::Test {
  protected:
    WithSearch() {
        setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
        things.clear();
        db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
        hand(entry("1", "关于印发《2019年邹城市政务公开工作要点》任务分解的通知",
                   "各镇街：现将任务分解印发给你们。空气质量排名每月公开。", "邹政办字〔2019〕33号", make_day(2019, 6, 25)));
        hand(entry("2", "关于调整城乡居民基本医疗保险报销比例的通知", "住院报销比例由70%提高到75%。", "邹医保发〔2026〕4号",
                   make_day(2026, 3, 2)));
        hand(entry("3", "邹城市环境空气质量月报（2026年9月）", "各镇街环境空气质量排名如下。", "", make_day(2026, 10, 12)));
        auto old = entry("4", "邹城市临时救助办法", "救助标准。", "邹政发〔2010〕8号", make_day(2010, 1, 5));
        old.turns = {{undated, Validity::in_force}, {make_day(2015, 1, 5), Validity::expired}};
        hand(old);
        auto example = entry("5", "示例：小学招生范围", "招生范围的公告。", "", make_day(2026, 5, 1));
        example.is_demonstration = true;
        hand(example);
        index = open_or_make(*database, folder.path(), sources);
    }
    ~WithSearch() override { unsetenv("GONGKAI_NOW"); }

    static Entry entry(std::string key, std::string title, std::string body, std::string number, Day on) {
        Entry one;
        one.source = "document";
        one.key = std::move(key);
        one.title = std::move(title);
        one.body = std::move(body);
        one.number = std::move(number);
        one.kind = {"policy_document", "政策文件", "Policy"};
        one.unit = {"7", "市政府办公室", ""};
        one.published_on = on;
        one.turns = {{undated, Validity::in_force}};
        one.address = "/documents/" + one.key;
        return one;
    }
    void hand(const Entry& one) {
        database->write([&](db::Connection& c) { hand_over(c, one); });
    }
    void follow() {
        while (feed(*database, *index, sources) > 0) {
        }
    }
    Found ask(const Asked& asked) {
        const auto known = database->read([](db::Connection& c) { return suggestions(c); });
        auto found = database->read([&](db::Connection& c) { return find(c, *index, known.get(), asked); });
        EXPECT_TRUE(found) << asked.text;
        return found ? std::move(*found) : Found{};
    }
    Found ask(const std::string& text) { return ask(Asked{text}); }
    std::string first(const std::string& text) {
        const auto found = ask(text);
        return found.hits.empty() ? std::string() : found.hits.front().kept.entry.key;
    }
    bool agrees() {
        const auto agreement = verify(*database, folder.path(), sources);
        if (!agreement)
            return false;
        for (const auto& fault : agreement->found.faults)
            ADD_FAILURE() << fault;
        return agreement->found.is_clean() && agreement->behind == 0;
    }

    const Sources sources{{"document", nullptr, nullptr, nullptr},
                          {"thing", [](db::Connection&) { return things; }, nullptr, nullptr}};
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    TemporaryFolder folder;
    std::unique_ptr<fulltext::Index> index;
};

TEST_F(WithSearch, finds_a_paper_by_its_number_in_any_writing) {
    for (const auto* typed : {"邹政办字〔2019〕33号", "邹政办字33号", "邹政办字[2019]33号", "2019 33号", "〔2019〕33号", "33号"})
        EXPECT_EQ(first(typed), "1") << typed;
    EXPECT_EQ(ask("邹政办字33号").total, 1u);
    for (const auto* typed : {"33号文", "33号文件", "邹政办字33号文件", "邹政办字〔2019〕33号 全文", "邹政办字〔2019〕33号通知",
                              "邹政办[2019]33号", "邹政办33号"}) {
        EXPECT_EQ(first(typed), "1") << typed;
        EXPECT_EQ(ask(typed).way, Way::as_typed) << typed;
    }
    EXPECT_EQ(first("邹政发字〔2010〕8号"), "4");
    for (const auto* typed : {"zzbz33", "ZZB33", "zouzhengbanzi33", "zouzhengbanzi33hao", "zzbz 2019 33hao"})
        EXPECT_EQ(first(typed), "1") << typed;
}

TEST_F(WithSearch, says_that_no_paper_bears_a_number_and_offers_only_what_is_near) {
    for (const auto* typed : {"邹正办字〔2019〕33号", "邹政办发〔2019〕33号", "邹政办字〔2019〕31号", "邹政办子33号",
                              "邹政半字33号", "邹正办子〔2019〕33号"}) {
        const auto found = ask(typed);
        EXPECT_EQ(found.way, Way::other_number) << typed;
        ASSERT_EQ(found.hits.size(), 1u) << typed;
        EXPECT_EQ(found.hits.front().kept.entry.key, "1") << typed;
    }
    for (const auto* typed : {"邹政规字〔2024〕2号", "邹政办字〔2020〕33号", "邹政办字〔2019〕330号", "邹政办字99号"}) {
        const auto found = ask(typed);
        EXPECT_EQ(found.way, Way::other_number) << typed;
        EXPECT_TRUE(found.hits.empty()) << typed;
        EXPECT_TRUE(found.wider.empty()) << typed;
    }
    for (const auto* typed : {"救助33号", "孟子湖路33号", "g33", "pm33"})
        EXPECT_NE(ask(typed).way, Way::other_number) << typed << " is words";
}

TEST_F(WithSearch, finds_by_words_by_a_whole_title_and_by_a_part_of_it) {
    EXPECT_EQ(first("空气质量 排名"), "3");
    EXPECT_EQ(ask("空气质量 排名").total, 2u);
    EXPECT_TRUE(ask("空气质量 排名").is_exact);
    EXPECT_EQ(first("关于印发《2019年邹城市政务公开工作要点》任务分解的通知"), "1");
    EXPECT_EQ(first("关于印发2019年邹城市政务公开工作要点任务分解的通知"), "1");
    EXPECT_EQ(first("政务公开工作要点"), "1");
    EXPECT_EQ(first("環境空氣質量月報"), "3");
}

TEST_F(WithSearch, finds_with_a_wrong_character_and_by_sound_and_says_so) {
    const auto mended = ask("邹城市环境空气质最月报");
    ASSERT_FALSE(mended.hits.empty());
    EXPECT_EQ(mended.hits.front().kept.entry.key, "3");
    EXPECT_EQ(mended.asked_instead, "邹城市环境空气质量月报");
    EXPECT_TRUE(mended.is_exact);
    const auto alike = ask("邹城市环境空气质曌月报");
    ASSERT_FALSE(alike.hits.empty());
    EXPECT_EQ(alike.hits.front().kept.entry.key, "3");
    EXPECT_EQ(alike.way, Way::alike);
    EXPECT_FALSE(alike.is_exact);
    const auto sounds = ask("yiliaobaoxian");
    EXPECT_EQ(sounds.way, Way::sounds_alike);
    EXPECT_EQ(sounds.hits.at(0).kept.entry.key, "2");
}

TEST_F(WithSearch, finds_what_people_call_otherwise_and_what_they_ask_in_one_piece) {
    const auto found = ask("医保报销");
    ASSERT_FALSE(found.hits.empty());
    EXPECT_EQ(found.hits.front().kept.entry.key, "2");
    EXPECT_NE(std::ranges::find(found.instead, "医疗保险"), found.instead.end()) << "what was asked for as well is said";
    const auto apart = ask("空气质量怎么排名");
    EXPECT_EQ(apart.way, Way::apart);
    EXPECT_EQ(apart.hits.at(0).kept.entry.key, "3");
    EXPECT_EQ(first("医保"), "2");
    EXPECT_EQ(first("医保怎么报销"), "2");
}

TEST_F(WithSearch, finds_in_the_words_of_papers_what_is_only_said) {
    hand(entry("6", "法律援助申请指南", "经济困难的公民可以申请。", "", make_day(2026, 5, 1)));
    hand(entry("7", "关于加强普法工作的通知", "律师进社区。", "", make_day(2026, 6, 1)));
    follow();
    EXPECT_EQ(first("请不起律师怎么办"), "6");
    const auto alone = ask("打官司");
    ASSERT_FALSE(alone.hits.empty());
    EXPECT_EQ(alone.hits.front().kept.entry.key, "6");
    EXPECT_EQ(alone.total, 1u) << "what papers say instead is counted";
    EXPECT_FALSE(alone.instead.empty()) << "and told";
    EXPECT_TRUE(ask("曌曌曌").hits.empty());
    // One paper that happens to say it so is not all there is of it.
    hand(entry("8", "城区养犬管理办法解读", "打疫苗时一并登记。", "", make_day(2026, 6, 1)));
    hand(entry("9", "预防接种门诊名录", "接种时间。", "", make_day(2026, 6, 1)));
    follow();
    for (const auto* typed : {"打疫苗", "打疫苗在哪"}) {
        EXPECT_EQ(first(typed), "9") << typed;
        EXPECT_EQ(ask(typed).total, 2u) << typed;
    }
}

TEST_F(WithSearch, takes_a_long_name_apart_where_papers_hardly_give_it_in_full) {
    hand(entry("6", "2026年9月居民医疗保险", "参保人数。", "", make_day(2026, 9, 30)));
    hand(entry("7", "出生", "参加居民医保：出生后及时参保。", "", make_day(2026, 5, 1)));
    follow();
    const auto found = ask("居民医保多少钱");
    EXPECT_EQ(found.total, 3u);
    EXPECT_NE(std::ranges::find(found.hits, "6", [](const Hit& hit) { return hit.kept.entry.key; }), found.hits.end());
}

TEST_F(WithSearch, weighs_a_character_that_is_a_word_like_one) {
    hand(entry("6", "城区养犬管理办法", "到犬只登记点。", "", make_day(2024, 5, 1)));
    for (const auto* key : {"7", "8", "9"})
        hand(entry(key, "行政许可", "许可决定书 证书", "", make_day(2026, 5, 1)));
    follow();
    EXPECT_EQ(first("给狗办证"), "6");
}

TEST_F(WithSearch, finds_parts_of_what_stands_nowhere_as_it_was_said) {
    hand(entry("6", "城区养犬管理办法", "应当登记。", "", make_day(2026, 5, 1)));
    follow();
    EXPECT_EQ(first("狗证丢了怎么补"), "6");
}

TEST_F(WithSearch, shows_what_no_longer_holds_behind_and_never_hides_it) {
    const auto found = ask("邹城市临时救助办法");
    ASSERT_EQ(found.hits.size(), 1u);
    EXPECT_EQ(found.hits.front().kept.validity, Validity::expired);
    Asked in_force{"临时救助"};
    in_force.validity = Validity::in_force;
    EXPECT_EQ(ask(in_force).total, 0u);
}

TEST_F(WithSearch, narrows_by_year_unit_and_kind_and_counts_them_exactly) {
    Asked asked{"邹城市"};
    const auto all = ask(asked);
    EXPECT_EQ(all.total, 3u);
    std::uint64_t sum = 0;
    for (const auto& year : all.facets[static_cast<std::size_t>(Facet::year)])
        sum += year.documents;
    EXPECT_EQ(sum, all.total);
    asked.year = 2026;
    EXPECT_EQ(ask(asked).total, 1u);
    asked = Asked{"邹城市"};
    asked.unit = "7";
    EXPECT_EQ(ask(asked).total, 3u);
    asked.unit = "8";
    EXPECT_EQ(ask(asked).total, 0u);
}

TEST_F(WithSearch, gives_for_every_facet_what_it_counts_in_the_way_that_the_whole_is_found) {
    for (const auto* text : {"空气质量", "政务公开工作要点", "环境空气质量月抱", "医疗保险 报销", "救助"}) {
        const auto whole = ask(text);
        EXPECT_GT(whole.total, 0u) << text;
        EXPECT_FALSE(whole.facets[static_cast<std::size_t>(Facet::year)].empty()) << text;
        for (const auto& year : whole.facets[static_cast<std::size_t>(Facet::year)]) {
            Asked narrowed{text};
            narrowed.year = static_cast<int>(whole_number(year.code).value());
            const auto found = ask(narrowed);
            EXPECT_EQ(found.total, year.documents) << text << " in " << year.code;
            EXPECT_EQ(found.way, whole.way) << text << " in " << year.code;
        }
        for (const auto& validity : whole.facets[static_cast<std::size_t>(Facet::validity)]) {
            Asked narrowed{text};
            narrowed.validity = validity_from(validity.code);
            EXPECT_EQ(ask(narrowed).total, validity.documents) << text << " " << validity.code;
        }
    }
}

TEST_F(WithSearch, offers_wider_questions_where_nothing_is_found) {
    const auto found = ask("空气质量 火星移民");
    EXPECT_EQ(found.total, 0u);
    ASSERT_FALSE(found.wider.empty());
    EXPECT_EQ(found.wider.front().text, "空气质量");
    EXPECT_EQ(found.wider.front().total, 2u);
    const auto one_word = ask("招生简章");
    EXPECT_EQ(one_word.total, 0u);
    ASSERT_FALSE(one_word.wider.empty());
    EXPECT_EQ(one_word.wider.front().text, "招生");
}

TEST_F(WithSearch, says_how_much_there_is_where_a_page_beyond_the_last_is_asked_for) {
    Asked asked{"空气质量"};
    asked.page = 9;
    const auto found = ask(asked);
    EXPECT_TRUE(found.hits.empty());
    EXPECT_EQ(found.total, 2u);
    EXPECT_TRUE(found.is_exact);
}

TEST_F(WithSearch, goes_on_with_what_holds_most_of_the_words_and_does_not_count_it) {
    auto found = ask("各镇街 排名 火星");
    for (int again = 0; found.near_hits == 0 && again < 20; ++again)  // a busy machine has no time left for it
        found = ask("各镇街 排名 火星");
    EXPECT_EQ(found.total, 0u);
    ASSERT_GE(found.near_hits, 1u);
    EXPECT_EQ(found.hits.at(0).kept.entry.key, "3");
    Asked second{"各镇街 排名 火星"};
    second.page = 2;
    EXPECT_EQ(ask(second).near_hits, 0u);
}

TEST_F(WithSearch, does_not_lose_what_holds_all_that_was_typed_among_much_that_holds_its_words) {
    std::string long_text;
    for (int i = 0; i < 300; ++i)
        long_text += "其他事项另行通知。";
    hand(entry("old", "会议纪要", "城市集中供热老旧管网改造提升工程。" + long_text, "", make_day(2012, 1, 1)));
    for (int i = 0; i < 80; ++i)
        hand(entry("k" + std::to_string(i), "城市集中供热管网改造", "集中供热、老旧管网、改造提升、城市。", "",
                   make_day(2026, 5, 1)));
    follow();
    const auto found = ask("城市集中供热老旧管网改造提升");
    EXPECT_EQ(found.way, Way::apart);
    EXPECT_EQ(found.total, 81u);
    EXPECT_EQ(found.hits.front().kept.entry.key, "old");
}

TEST_F(WithSearch, shows_where_the_words_stand) {
    const auto found = ask("住院报销");
    ASSERT_FALSE(found.hits.empty());
    const auto& hit = found.hits.front();
    ASSERT_FALSE(hit.passage_marks.empty());
    const auto [begin, end] = hit.passage_marks.front();
    EXPECT_EQ(hit.passage.substr(begin, end - begin), "住院报销");
}

TEST_F(WithSearch, follows_what_is_handed_over_and_taken_away) {
    hand(entry("6", "关于开展防汛工作的通知", "汛期来临。", "", make_day(2026, 7, 1)));
    EXPECT_EQ(ask("防汛").total, 0u);
    follow();
    EXPECT_EQ(first("防汛"), "6");
    EXPECT_TRUE(agrees());
    database->write([](db::Connection& c) { take_away(c, "document", "6"); });
    EXPECT_EQ(ask("防汛").total, 0u) << "what was withdrawn is shown by nobody, whatever the index says";
    follow();
    EXPECT_EQ(index->status().documents, 5u);
    EXPECT_TRUE(agrees());
}

TEST_F(WithSearch, takes_what_is_said_again_for_nothing_new) {
    const auto last = [&] { return database->read([](db::Connection& c) { return last_sequence(c); }); };
    const auto before = last();
    hand(entry("3", "邹城市环境空气质量月报（2026年9月）", "各镇街环境空气质量排名如下。", "", make_day(2026, 10, 12)));
    EXPECT_EQ(last(), before);
    hand(entry("3", "邹城市环境空气质量月报（2026年10月）", "各镇街环境空气质量排名如下。", "", make_day(2026, 10, 12)));
    EXPECT_EQ(last(), before + 1);
}

TEST_F(WithSearch, compares_what_there_is_little_of) {
    auto unit = entry("a", "市教育和体育局", "义务教育招生", "", undated);
    unit.source = "thing";
    things = {unit};
    EXPECT_TRUE(look_again(*database, sources));
    EXPECT_FALSE(look_again(*database, sources));
    follow();
    EXPECT_EQ(first("市教育和体育局"), "a");
    things.clear();
    EXPECT_TRUE(look_again(*database, sources));
    follow();
    EXPECT_EQ(ask("市教育和体育局").total, 0u);
}

TEST_F(WithSearch, reckons_validity_anew_when_its_day_comes_and_takes_away_what_may_be_shown_no_longer) {
    auto one = entry("7", "关于限行的通告", "限行。", "", make_day(2026, 11, 1));
    one.turns = {{undated, Validity::in_force}, {make_day(2026, 11, 3), Validity::expired}};
    hand(one);
    auto shown = entry("8", "拟录用人员公示", "公示。", "", make_day(2026, 11, 1));
    shown.shown_until = make_day(2026, 11, 2);
    hand(shown);
    EXPECT_EQ(database->write([](db::Connection& c) { return turn(c, today()); }), 0);
    setenv("GONGKAI_NOW", "2026-11-03T04:00:00Z", 1);
    follow();
    EXPECT_EQ(ask("拟录用人员公示").hits.size(), 0u) << "its time is over, whether or not anybody has noticed";
    EXPECT_EQ(database->write([](db::Connection& c) { return turn(c, today()); }), 2);
    follow();
    EXPECT_EQ(ask("限行").hits.at(0).kept.validity, Validity::expired);
    EXPECT_TRUE(agrees());
}

TEST_F(WithSearch, goes_on_from_where_a_killed_server_stood_and_makes_anew_what_is_lost) {
    hand(entry("6", "关于开展防汛工作的通知", "汛期来临。", "", make_day(2026, 7, 1)));
    index.reset();
    index = open_or_make(*database, folder.path(), sources);
    follow();
    EXPECT_EQ(first("防汛"), "6");
    index.reset();
    std::filesystem::remove(folder.path() / "made_from");
    index = open_or_make(*database, folder.path(), sources);
    EXPECT_EQ(index->status().documents, 6u);
    EXPECT_TRUE(agrees());
}

TEST_F(WithSearch, reads_scans_last_and_finds_them_by_their_text) {
    auto scanned = entry("9", "关于转发文件的通知", "见附件。", "", make_day(2026, 7, 1));
    scanned.files = {"0123", "4567"};
    hand(scanned);
    const auto waiting = [&] { return database->read([](db::Connection& c) { return waiting_files(c); }); };
    const auto next = [&](Pace pace) {
        const auto found = database->read([&](db::Connection& c) { return unread_files(c, pace, 1); });
        return found.empty() ? std::string() : found.front().file;
    };
    EXPECT_EQ(waiting().quick, 2);
    database->write([](db::Connection& c) { leave_for_later(c, "0123"); });
    EXPECT_EQ(next(Pace::quick), "4567");
    EXPECT_EQ(next(Pace::slow), "0123");
    database->write([](db::Connection& c) {
        keep_text(c, {"4567", "document", "9"}, "");
        keep_text(c, {"0123", "document", "9"}, "扫描件里的字");
    });
    EXPECT_EQ(waiting().quick + waiting().slow, 0);
    hand(scanned);
    EXPECT_EQ(waiting().quick, 0) << "what was read is not read again";
}

TEST_F(WithSearch, is_read_beside_its_writer) {
    const auto copy = ReadingCopy::of(folder.path());
    ASSERT_TRUE(copy);
    hand(entry("6", "关于开展防汛工作的通知", "汛期来临。", "", make_day(2026, 7, 1)));
    follow();
    index->settle();
    auto later = ReadingCopy::of(folder.path());
    ASSERT_TRUE(later);
    EXPECT_EQ(later->index().status().documents, 6u);
}

TEST_F(WithSearch, puts_what_people_open_before_what_is_found_as_well_and_orders_by_downloads) {
    hand(entry("6", "关于防汛工作的通知甲", "汛期来临。", "", make_day(2026, 7, 1)));
    hand(entry("7", "关于防汛工作的通知乙", "汛期来临。", "", make_day(2026, 7, 1)));
    hand(entry("8", "关于其他工作的通知", "也提到防汛。", "", make_day(2026, 7, 1)));
    follow();
    const auto before = first("防汛");
    const std::string other = before == "6" ? "7" : "6";
    Tally tally({});
    for (int i = 0; i < 20; ++i) {
        tally.opened("/documents/" + other);
        tally.opened("/documents/8");
    }
    tally.downloaded("document", "8");
    write_tally(*database, tally);
    EXPECT_EQ(first("防汛"), other);
    EXPECT_EQ(ask("防汛").hits.back().kept.entry.key, "8") << "words in the title are more than need";
    Asked asked{"防汛"};
    asked.order = Order::downloads;
    EXPECT_EQ(ask(asked).hits.front().kept.entry.key, "8");
    EXPECT_EQ(ask(asked).hits.front().need.downloaded, 1);
    EXPECT_EQ(ask(asked).total, 3u);
}

TEST_F(WithSearch, puts_on_top_what_the_office_recommends_also_under_other_names_and_where_words_find_nothing) {
    const auto recommends = [&](const std::string& query, const std::string& key) {
        database->write([&](db::Connection& c) {
            const auto entry = entry_at(c, "/documents/" + key, "");
            const auto unit = people::note_unlisted(c, "市政府办公室");
            recommend(c, {0, query, entry.value(), unit, "办事入口", today()}, today(), "account/1").value();
        });
    };
    recommends("医疗保险", "3");
    const auto found = ask("医保");
    EXPECT_EQ(found.hits.front().kept.entry.key, "3") << "another name of its question";
    EXPECT_EQ(found.hits.front().recommended_by, "市政府办公室");
    EXPECT_EQ(found.hits.size(), 2u);
    EXPECT_EQ(found.total, 2u);
    EXPECT_TRUE(found.hits.back().recommended_by.empty());
    recommends("火星移民", "4");
    EXPECT_EQ(first("火星移民"), "4");
    EXPECT_EQ(ask("火星移民").total, 1u);
    Asked asked{"火星移民"};
    asked.year = 2026;
    EXPECT_EQ(ask(asked).total, 0u) << "filters hold for it too";
    asked = Asked{"医保"};
    asked.order = Order::newest;
    EXPECT_EQ(ask(asked).total, 1u) << "and it is on top, not among the newest";
    database->write([](db::Connection& c) { take_away(c, "document", "3"); });
    EXPECT_EQ(first("医保"), "2");
}

TEST_F(WithSearch, asks_for_the_names_that_the_office_has_added_and_can_be_tried_with_others_before) {
    EXPECT_EQ(ask("看大夫").total, 0u);
    const SynonymChange change{{"看大夫", "医疗保险"}, true};
    const auto known = database->read([](db::Connection& c) { return suggestions(c); });
    const auto tried = database->read([&](db::Connection& c) {
        const Synonyms then(with_change(synonym_changes(c), change).value());
        return find_with(then, c, *index, known.get(), Asked{"看大夫"}, 5);
    });
    ASSERT_TRUE(tried);
    EXPECT_EQ(tried->hits.at(0).kept.entry.key, "2");
    EXPECT_EQ(tried->way, Way::as_typed);
    EXPECT_EQ(ask("看大夫").total, 0u) << "nothing was changed by a look";
    database->write([&](db::Connection& c) { change_synonym(c, change, "account/1").value(); });
    EXPECT_EQ(first("看大夫"), "2");
}

TEST_F(WithSearch, suggests_words_that_are_one_and_no_halves_of_them) {
    for (const std::string key : {"11", "12"})
        hand(entry(key, "市教育和体育局第" + key + "号居住证办理、养老保险转移通知", "", "", make_day(2026, 4, 1)));
    const auto known = database->read([](db::Connection& c) { return suggestions(c); });
    const auto suggests = [&](std::string_view typed, const std::string& word) {
        const auto all = known->for_typed(typed);
        return std::ranges::find(all, word) != all.end();
    };
    EXPECT_TRUE(suggests("养老", "养老保险"));
    EXPECT_TRUE(suggests("教育", "教育"));
    EXPECT_FALSE(suggests("教育", "教育和"));
    EXPECT_FALSE(suggests("市教", "市教育"));
    EXPECT_FALSE(suggests("办理", "办理养老")) << "a sign stands between them";
}

TEST_F(WithSearch, is_written_by_one_process_only) {
    const auto lock = FolderLock::take(folder.path());
    EXPECT_TRUE(lock);
    EXPECT_FALSE(FolderLock::take(folder.path()));
}

}  // namespace
}  // namespace gongkai::search
