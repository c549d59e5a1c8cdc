// Every verb in every state by everybody: what domain/publishing/cases/verbs.csv says of powers is what the wire answers.
#include <algorithm>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

struct Asked {
    std::string path, form;
    Lines fields;
    std::string ability;
};

// How each verb is asked for, and what its route demands before the rules are asked.
const std::map<std::string, Asked, std::less<>>& asked() {
    static const std::map<std::string, Asked, std::less<>> all{
        {"change", {"edit", "publishing.change", {{"title", "改过的标题"}, {"column", "emergencies"}}, "writes"}},
        {"submit", {"submit", "publishing.submit", {}, "writes"}},
        {"take_back", {"take_back", "publishing.take_back", {}, "writes"}},
        {"pass", {"review", "publishing.review", {}, "reviews"}},
        {"give_back", {"give_back", "publishing.give_back", {{"reason", "请写明时间"}}, "sees"}},
        {"publish", {"publish", "publishing.publish", {}, "sees"}},
        {"schedule", {"schedule", "publishing.schedule", {{"publish_on", "2026-03-02"}, {"publish_time", "23:00"}}, "sees"}},
        {"publish_urgently", {"publish_urgently", "publishing.publish_urgently", {}, "writes"}},
        {"look_over", {"look_over", "publishing.look_over", {}, "sees"}},
        {"force", {"force", "publishing.force", {{"forced_because", "按上级要求"}}, "forces"}},
        {"revise", {"revise", "publishing.revise", {}, "writes"}},
        {"withdraw", {"withdraw", "publishing.withdraw", {{"withdrawn_because", "内容有误"}}, "sees"}},
        {"mend_reason",
         {"mend_reason",
          "publishing.mend_reason",
          {{"withdrawn_because", "内容有误，已另行发布"}, {"mended_because", "原来的理由写得不清楚"}},
          "sees"}},
        {"drop", {"drop", "publishing.drop", {}, "writes"}}};
    return all;
}

const std::map<std::string, std::set<std::string, std::less<>>, std::less<>>& powers_of_roles() {
    static const std::map<std::string, std::set<std::string, std::less<>>, std::less<>> all{
        {"information_officer", {"sees", "writes"}},
        {"reviewer", {"sees", "reviews"}},
        {"signer", {"sees", "signs"}},
        {"request_officer", {}},
        {"assessor", {"sees"}},
        {"supervisor", {"sees", "releases", "forces"}},
        {"system_administrator", {}},
        {"security_administrator", {}},
        {"audit_administrator", {}}};
    return all;
}

class Verbs : public Newsroom {
  protected:
    // An emergency that is public and was not looked over; beside it an edition in that state.
    std::string in_state(const std::string& state) {
        const auto page = begin("emergency_update", {{"title", "暴雨橙色预警"}, {"body", "请立即转移"}, {"level", "orange"}});
        deed(writer(), page, "publish_urgently");
        if (state == "withdrawn")
            deed(officer("signer"), page, "withdraw", {{"withdrawn_because", "内容有误"}});
        if (state == "published" || state == "withdrawn")
            return page;
        deed(writer(), page, "revise");
        EXPECT_EQ(post(writer().client, page, "edit", "publishing.change",
                       {{"title", "暴雨橙色预警"},
                        {"body", "请立即转移"},
                        {"level", "orange"},
                        {"column", "emergencies"},
                        {"change_note", "补充转移地点"}})
                      .status,
                  303);
        if (state == "draft")
            return page;
        deed(writer(), page, "submit");
        if (state == "returned")
            deed(officer("reviewer"), page, "give_back", {{"reason", "请写明地点"}});
        if (state == "signed" || state == "scheduled") {
            deed(officer("reviewer"), page, "review");
            deed(officer("signer"), page, "sign");
        }
        if (state == "scheduled")
            deed(writer(), page, "schedule", {{"publish_on", "2026-03-02"}, {"publish_time", "22:00"}});
        EXPECT_EQ(value("state", page), state);
        return page;
    }
    Answer ask(Client& client, const std::string& page, const Asked& how) {
        return post(client, page, how.path, how.form, how.fields);
    }
};

// The table speaks of the step that is waited for as of a reviewer's; what is signed waits for the last one, which is the
// signer's. Whoever looks over what was published by one act waits for no step.
std::vector<std::string> who_may(std::string_view verb, std::string_view who, std::string_view state) {
    const bool is_signed = (state == "signed" || state == "scheduled") && verb != "look_over";
    std::vector<std::string> all;
    for (const auto one : split(who, ' '))
        all.emplace_back(one == "reviews" && is_signed ? "signs" : one);
    return all;
}

TEST_F(Verbs, are_answered_to_everybody_as_the_table_says) {
    const auto table =
        read_csv_table(read_file(source_file("domain/publishing/cases/verbs.csv")).value(), {"verb", "who"}).value();
    std::size_t allowed_count = 0, refused_count = 0;
    std::map<std::string, std::string> ready;  // pages that stand in a state and were changed by nobody
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string verb(table.at(row, "verb"));
        const auto& how = asked().at(verb);
        for (const std::string state : {"draft", "in_review", "returned", "signed", "scheduled", "published", "withdrawn"}) {
            const bool is_time = table.at(row, state) == "yes" && !(verb == "look_over" && state == "withdrawn") &&
                                 !(verb == "withdraw" && state == "withdrawn");
            // What the table says of a withdrawn document that is live all the same is a case of the rules alone.
            auto& page = ready[state];
            if (page.empty())
                page = in_state(state);
            const auto version = value("version", page);
            const auto who = who_may(verb, table.at(row, "who"), state);
            std::vector<Officer*> allowed;
            for (const auto& [role, powers] : powers_of_roles()) {
                const bool is_office = role == "supervisor" || role == "assessor";
                for (const auto* of : {unit, other_unit}) {
                    auto& one = officer(role, is_office ? office_unit : of);
                    const bool has_power = std::ranges::any_of(who, [&](const auto& power) { return powers.contains(power); });
                    const int expected = !powers.contains(how.ability)    ? 403
                                         : !is_office && of == other_unit ? 404
                                         : !has_power                     ? 403
                                         : !is_time                       ? 422
                                                                          : 303;
                    if (expected == 303) {
                        if (std::ranges::find(allowed, &one) == allowed.end())
                            allowed.push_back(&one);
                        continue;
                    }
                    EXPECT_EQ(ask(one.client, page, how).status, expected)
                        << verb << " in " << state << " by " << role << " of " << of;
                    ++refused_count;
                }
            }
            const auto stranger = ask(reader_, page, how);
            EXPECT_TRUE(stranger.header_or_nothing("Location").starts_with("/console/sign-in")) << verb << stranger.status;
            EXPECT_EQ(value("version", page), version) << verb << " in " << state << ": a refused verb has changed something";
            for (auto* one : allowed) {
                if (page.empty())
                    page = in_state(state);
                EXPECT_EQ(ask(one->client, page, how).status, 303) << verb << " in " << state << " by " << one->role;
                page.clear();
                ++allowed_count;
            }
        }
    }
    EXPECT_GT(allowed_count, 35u);
    EXPECT_GT(refused_count, 1000u);
}

TEST_F(Verbs, of_a_sections_documents_are_its_units_too_but_not_the_other_way) {
    const auto list = folder_.path() / "sections.tsv";
    write_file(list, std::string("name\tkind\tparent\n预算科\tsection\t") + unit + "\n");
    ASSERT_EQ(run_program({"people", "import", list}, surroundings_).code, 0);
    auto& section = officer("information_officer", "预算科");
    const auto page = begin(section, "news", {{"title", "科室的稿子"}, {"body", "正文"}});
    EXPECT_EQ(send_form(writer().client, page + "/edit", page + "/edit", {{"title", "本单位改过的稿子"}}).status, 303);
    deed(writer(), page, "submit");
    EXPECT_EQ(officer("information_officer", other_unit).client.get(page).status, 404);
    const auto own = begin("news", {{"title", "本单位的稿子"}, {"body", "正文"}});
    EXPECT_EQ(section.client.get(own).status, 404) << "what stands above a section is not its own";
    EXPECT_EQ(value("unit_id", page), database_rows(data_, "SELECT id FROM unit WHERE name = '预算科'").at(0).at(0))
        << "it stays a document of the section";
}

}  // namespace
}  // namespace gongkai::http
