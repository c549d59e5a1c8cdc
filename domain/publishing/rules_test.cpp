#include "domain/publishing/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/catalogue/column.h"
#include "domain/publishing/validity.h"

namespace gongkai::publishing {
namespace {

CsvTable cases(const std::string& name, std::initializer_list<std::string_view> columns) {
    return read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/publishing/cases/" + name).value(), columns).value();
}

const House usual{{Step::review, Step::sign}};

Document in_state(State state) {
    Document document;
    document.type = "emergency_update";
    document.state = state;
    if (state == State::published || state == State::withdrawn)
        document.live_id = 1;
    if (state == State::withdrawn)
        document.withdrawn_at = Instant();
    return document;
}

const std::vector<std::pair<std::string, Powers>> single_powers{{"nothing", {.sees = true}},
                                                                {"writes", {.sees = true, .writes = true}},
                                                                {"reviews", {.sees = true, .reviews = true}},
                                                                {"signs", {.sees = true, .signs = true}},
                                                                {"releases", {.sees = true, .releases = true}},
                                                                {"forces", {.sees = true, .forces = true}}};

std::string why(const auto& result) { return result ? std::string() : result.error().id; }

TEST(Verbs, are_allowed_to_whom_and_when_the_table_says) {
    const auto table = cases("verbs.csv", {"verb", "who"});
    ASSERT_EQ(table.rows.size(), all_verbs().size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto verb = all_verbs()[row];
        ASSERT_EQ(word_of(verb), table.at(row, "verb"));
        const auto who = split(table.at(row, "who"), ' ');
        for (const auto state : {State::draft, State::in_review, State::returned, State::signed_off, State::scheduled,
                                 State::published, State::withdrawn}) {
            auto document = in_state(state);
            if (verb == Verb::look_over || verb == Verb::withdraw) {  // they speak of the live edition, beside what is in hand
                document.live_id = 1;
                document.look_due_at = Instant();
            }
            for (const auto& [name, powers] : single_powers) {
                const bool has_power = std::ranges::find(who, name) != who.end();
                const bool is_time = table.at(row, word_of(state)) == "yes";
                EXPECT_EQ(why(may(verb, document, powers, {}, usual)), !has_power ? "publishing.refuse.not_yours"
                                                                       : !is_time ? "publishing.refuse.not_now"
                                                                                  : "")
                    << word_of(verb) << " in " << word_of(state) << " by who " << name;
            }
        }
    }
}

TEST(Steps, are_passed_each_by_who_may_and_not_by_who_wrote_it_or_passed_another) {
    auto document = in_state(State::in_review);
    const Powers reviewer{.sees = true, .reviews = true}, signer{.sees = true, .signs = true},
        both{.sees = true, .reviews = true, .signs = true};
    EXPECT_EQ(why(may(Verb::pass, document, reviewer, {.wrote = true}, usual)), "publishing.refuse.own_text");
    EXPECT_EQ(why(may(Verb::pass, document, signer, {}, usual)), "publishing.refuse.not_yours") << "it is not his step yet";
    document.step = 1;
    EXPECT_EQ(why(may(Verb::pass, document, reviewer, {}, usual)), "publishing.refuse.not_yours");
    EXPECT_EQ(why(may(Verb::pass, document, signer, {}, usual)), "");
    EXPECT_EQ(why(may(Verb::pass, document, both, {.passed = true}, usual)), "publishing.refuse.second_step");
    EXPECT_EQ(why(may(Verb::pass, document, both, {.passed = true}, {usual.steps, false})), "") << "a setting of the house";
    EXPECT_EQ(why(may(Verb::pass, document, both, {.wrote = true}, {usual.steps, false})), "publishing.refuse.own_text");
    EXPECT_EQ(why(may(Verb::give_back, document, signer, {.wrote = true}, usual)), "") << "to return one's own harms nobody";
    document.step = 2;
    EXPECT_EQ(why(may(Verb::pass, document, signer, {}, usual)), "publishing.refuse.not_now");
}

TEST(Steps, are_read_from_a_setting) {
    EXPECT_EQ(steps_from("review review sign release"), (Steps{Step::review, Step::review, Step::sign, Step::release}));
    EXPECT_EQ(steps_from("  sign  nonsense"), Steps{Step::sign});
}

TEST(Urgent, publication_is_for_types_that_say_so_and_looked_over_by_another) {
    auto document = in_state(State::draft);
    const Powers writer{.sees = true, .writes = true, .reviews = true};
    EXPECT_EQ(why(may(Verb::publish_urgently, document, writer, {.wrote = true}, usual)), "");
    document.type = "news";
    EXPECT_EQ(why(may(Verb::publish_urgently, document, writer, {.wrote = true}, usual)), "publishing.refuse.not_now");
    document = in_state(State::published);
    EXPECT_EQ(why(may(Verb::look_over, document, writer, {}, usual)), "publishing.refuse.not_now")
        << "nothing is to be looked at";
    document.look_due_at = Instant();
    EXPECT_EQ(why(may(Verb::look_over, document, writer, {.wrote = true}, usual)), "publishing.refuse.own_text");
    EXPECT_EQ(why(may(Verb::look_over, document, writer, {}, usual)), "");
}

TEST(Validity, follows_from_days) {
    const auto table = cases("validity.csv", {"story", "effective_on", "expires_on", "repealed_on", "partly_repealed_on",
                                              "amended_on", "ended_on", "said", "said_on", "as_of", "validity"});
    ASSERT_GT(table.rows.size(), 10u);
    std::set<std::string> seen;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto day = [&](std::string_view column) { return parse_day(table.at(row, column)); };
        ValidityFacts facts{day("effective_on"),       day("expires_on"), day("repealed_on"),
                            day("partly_repealed_on"), day("amended_on"), day("ended_on")};
        if (const auto said = validity_from(table.at(row, "said")))
            facts.said = Said{*said, day("said_on").value()};
        EXPECT_EQ(word_of(validity_on(*day("as_of"), facts)), table.at(row, "validity")) << table.at(row, "story");
        seen.emplace(table.at(row, "validity"));
    }
    EXPECT_EQ(seen.size(), all_validities().size()) << "a state is shown by no example";
}

TEST(Validity, tells_what_is_settled_for_a_later_day) {
    const auto day = [](const char* text) { return *parse_day(text); };
    ValidityFacts facts;
    facts.effective_on = day("2023-05-01");
    facts.repealed_on = day("2027-01-01");
    facts.amended_on = day("2026-12-01");
    EXPECT_EQ(to_come(day("2026-11-02"), facts), (ToCome{Validity::amended, day("2026-12-01")}));
    EXPECT_EQ(to_come(day("2026-12-01"), facts), (ToCome{Validity::repealed, day("2027-01-01")}));
    EXPECT_EQ(to_come(day("2027-01-01"), facts), std::nullopt) << "it has come";
    facts.amended_on = facts.repealed_on;
    EXPECT_EQ(to_come(day("2026-11-02"), facts), (ToCome{Validity::repealed, day("2027-01-01")})) << "the weightiest of a day";
    facts.expires_on = day("2025-01-01");
    EXPECT_EQ(to_come(day("2026-11-02"), facts), std::nullopt) << "what is over already changes no more";
}

TEST(Closing, is_drawn_from_the_data_where_a_red_head_paper_has_none) {
    const auto& paper = *find_type("official_paper");
    Text text;
    text.fields = {{"signed_on", "2026-03-02"}};
    text.body = body_from("各单位：\n请照此办理。");
    const auto drawn = closing_of(paper, "甲县财政局", text);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(drawn->by, "甲县财政局");
    EXPECT_EQ(drawn->on, make_day(2026, 3, 2));
    text.fields["issuers"] = "甲县财政局 甲县教育局";
    EXPECT_EQ(closing_of(paper, "甲县财政局", text)->by, "甲县财政局 甲县教育局");
    text.fields["signature"] = "财政局";
    EXPECT_EQ(closing_of(paper, "甲县财政局", text)->by, "财政局");
    text.fields.erase("signature");
    text.body = body_from("请照此办理。\n甲县财政局\n2026年3月2日\n（此件主动公开）");
    EXPECT_FALSE(closing_of(paper, "甲县财政局", text)) << "the text ends with its own";
    text.body = body_from("请照此办理。");
    EXPECT_FALSE(closing_of(*find_type("notice"), "甲县财政局", text)) << "no red head";
    text.fields.erase("signed_on");
    EXPECT_FALSE(closing_of(paper, "甲县财政局", text)) << "no day to print";
}

TEST(Validity, is_read_as_lists_of_elsewhere_print_it) {
    EXPECT_EQ(read_validity("有效"), Validity::in_force);
    EXPECT_EQ(read_validity(" 部分废止"), Validity::partly_repealed);
    EXPECT_EQ(read_validity("0"), std::nullopt);
}

TEST(Numbers, are_mended) {
    const auto table = cases("numbers.csv", {"written", "number"});
    ASSERT_GT(table.rows.size(), 10u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto mended = mended_number(table.at(row, "written"));
        EXPECT_EQ(mended.value_or("-"), table.at(row, "number")) << table.at(row, "written");
        if (mended) {
            EXPECT_EQ(mended_number(*mended), mended) << "mending twice changes " << *mended;
        }
    }
}

TEST(IndexNumbers, are_twenty_characters_with_the_code_of_the_publisher) {
    EXPECT_EQ(written(IndexNumber{"000014349", 2017, 110}), "000014349/2017-00110");
    EXPECT_EQ(key_of({"000014349", 2017, 110}), "000014349-2017-00110");
    EXPECT_TRUE(is_index_number("000014349/2017-00110"));
    for (const auto* wrong : {"11441700007280420Y/2021-00050", "000014349/2017-0110", "00001434a/2017-00110", "暂无", ""})
        EXPECT_FALSE(is_index_number(wrong)) << wrong;
    for (const people::UnitId unit : {1, 12, 999'999}) {
        EXPECT_TRUE(is_index_number(written(IndexNumber{stand_in_code(unit), 2026, 1}))) << unit;
        EXPECT_FALSE(organisation_code(stand_in_code(unit))) << "a stand-in is taken for a real code";
    }
}

TEST(OrganisationCodes, are_read_with_their_check_character) {
    EXPECT_EQ(organisation_code("00001434-9"), "000014349");
    EXPECT_EQ(organisation_code("11100000000014349U"), "000014349") << "a unified code holds it";
    EXPECT_EQ(organisation_code("000014348"), std::nullopt);
    EXPECT_EQ(organisation_code("12345"), std::nullopt);
}

TEST(Types, are_complete_data) {
    std::set<std::string> keys;
    const catalogue::Columns columns(catalogue::carried_columns());
    const auto described = read_file(GONGKAI_SOURCE_DIR "/domain/publishing/pages/api.json").value();
    for (const auto& type : document_types()) {
        EXPECT_TRUE(keys.insert(type.key).second) << type.key;
        EXPECT_NE(columns.find(type.column), nullptr) << type.key << " goes to no column";
        std::set<std::string> fields;
        for (const auto& field : type.fields) {
            EXPECT_TRUE(fields.insert(field.key).second) << type.key << ' ' << field.key;
            EXPECT_NE(described.find('"' + field.key + '"'), std::string::npos) << field.key << " is not described to machines";
            EXPECT_EQ(field.kind == FieldKind::Kind::choice, !field.choices.empty()) << type.key << ' ' << field.key;
        }
        EXPECT_TRUE(!type.has_validity || (type.field("effective_on") && type.field("expires_on"))) << type.key;
        EXPECT_TRUE(!type.needs_interpretation || type.field("interpretation_plan")) << type.key;
    }
    EXPECT_GE(keys.size(), 9u);
}

TEST(Wanting, is_what_must_be_there_before_it_may_be_published) {
    const auto& type = *find_type("normative_document");
    Text text;
    std::set<std::string> fields;
    for (const auto& one : wanting(type, text))
        fields.insert(one.field);
    EXPECT_EQ(fields, (std::set<std::string>{"title", "column", "body", "number", "signed_on", "disclosure", "effective_on",
                                             "expires_on"}));
    text.title = "管理办法";
    text.column = "normative";
    text.body = body_from("第一条　为了");
    text.fields = {{"number", "甲政发〔2026〕1号"},
                   {"signed_on", "2026-01-05"},
                   {"disclosure", "public"},
                   {"effective_on", "2026-02-01"},
                   {"expires_on", "2031-01-31"}};
    EXPECT_TRUE(wanting(type, text).empty());
    text.fields["disclosure"] = "on_request";
    EXPECT_EQ(wanting(type, text).at(0).refusal.id, "publishing.refuse.not_public");
    text.fields["disclosure"] = "public";
    text.fields["expires_on"] = "2026-01-31";
    EXPECT_EQ(wanting(type, text).at(0).refusal.id, "publishing.refuse.days_backwards");
}

TEST(Wanting, of_a_policy_names_its_plan_of_interpretation_from_the_beginning) {
    const auto ids = [](const char* type, const char* plan) {
        Text text;
        text.fields["interpretation_plan"] = plan;
        std::set<std::string> all;
        for (const auto& one : wanting_till_signed(*find_type(type), text))
            all.insert(one.refusal.id);
        return all;
    };
    EXPECT_TRUE(ids("normative_document", "").contains("publishing.refuse.no_plan"));
    EXPECT_FALSE(ids("normative_document", "同日发布").contains("publishing.refuse.no_plan"));
    EXPECT_FALSE(ids("news", "").contains("publishing.refuse.no_plan"));
}

TEST(Interpretation, comes_with_a_plan_and_with_material) {
    const auto& policy = *find_type("policy_document");
    Text text;
    EXPECT_EQ(why(interpretation_gate(policy, text, 1)), "publishing.refuse.no_plan");
    text.fields["interpretation_plan"] = "与文件同日在门户发布图解";
    EXPECT_EQ(why(interpretation_gate(policy, text, 0)), "publishing.refuse.no_material");
    EXPECT_EQ(why(interpretation_gate(policy, text, 1)), "");
    EXPECT_EQ(why(interpretation_gate(*find_type("news"), Text(), 0)), "");
}

TEST(Moments, are_read_in_the_time_of_china) {
    EXPECT_EQ(moment_in_china("2026-11-02", "09:30"), Instant(make_day(2026, 11, 2)) + std::chrono::minutes(90));
    EXPECT_EQ(moment_in_china("2026-11-02", "0:05"), Instant(make_day(2026, 11, 1)) + std::chrono::minutes(16 * 60 + 5));
    for (const auto* wrong : {"", "9", "24:00", "9:60", "9:5", "-1:00", "09:30:00"})
        EXPECT_FALSE(moment_in_china("2026-11-02", wrong)) << wrong;
    EXPECT_FALSE(moment_in_china("", "09:30"));
}

TEST(Bodies, come_back_as_they_were_typed) {
    for (const auto* typed : {"第一段\n第二段 1 < 2 & \"引号\"\n", "<h2>标题</h2>\n<p>正文</p>\n"}) {
        const auto body = body_from(typed);
        EXPECT_EQ(body_from(typed_from(body)), body) << typed;
    }
    EXPECT_EQ(typed_from(body_from("甲\n乙")), "甲\n乙\n");
    EXPECT_EQ(body_from(typed_from(body_from("&lt;b&gt; 是标签"))), body_from("&lt;b&gt; 是标签"));
}

TEST(Bodies, are_paragraphs_or_clean_html) {
    EXPECT_EQ(body_from("第一段\n\n  第二段 1 < 2\n").html(), "<p>第一段</p>\n<p>第二段 1 &lt; 2</p>\n");
    EXPECT_EQ(body_from("<p onclick='x'>甲<script>alert(1)</script></p>").html().find("script"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::publishing
