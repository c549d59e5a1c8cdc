// Who may do what, asked of the real binary: every route of the staff for every role, and without a session. The table of
// abilities is the one that lawyers read; a new route is held to it without a line here.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/web/target.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

Place& place() { return Place::get(); }

constexpr const char* nothing = "999999999";  // in an address: what is not there, so no deed finds anything to do

void for_each_staff_route(auto&& visit) {
    std::size_t count = 0;
    for (const auto& route : place().routes())
        if (route.is_staff) {
            visit(route);
            ++count;
        }
    EXPECT_GE(count, 10u);
}

// An address of the route that this officer's own pages link to.
const Visited* page_for(const RouteLine& route, const Officer& officer) {
    for (const auto& visited : place().pages())
        if (visited.visitor == &officer && visited.route == &route)
            return &visited;
    return nullptr;
}

std::string any_address(const RouteLine& route) {
    const auto known = place().instances(route, 1);
    return known.empty() ? route.filled_with(nothing) : known.front()->target;
}

void expect_refusal(const std::string& what, const Answer& answer) {
    EXPECT_EQ(answer.status, 403) << what;
    EXPECT_EQ(answer.header_or_nothing("Cache-Control"), "no-store") << what;
    const auto page = read_page(answer.body);
    EXPECT_EQ(page.headings_1.size(), 1u) << what << " is refused without a page";
    EXPECT_EQ(page.mains, 1u) << what;
}

TEST(Staff, every_route_needs_an_ability_that_somebody_has) {
    for_each_staff_route([](const RouteLine& route) { EXPECT_NO_THROW(place().officer_who_may(route.ability)) << route.name; });
    for (const auto& route : place().routes()) {
        EXPECT_EQ(route.is_staff, !route.ability.empty()) << route.name;
        // Below /console only the way in is open to all.
        const bool is_way_in = route.pattern.starts_with("/console/sign-in") || route.pattern == "/console/link/{token}";
        EXPECT_TRUE(route.is_staff || is_way_in || !route.pattern.starts_with("/console")) << route.pattern;
    }
}

// An ability that no route asks for is a promise to its role that nobody keeps.
TEST(Staff, every_ability_is_asked_for_by_a_route) {
    const auto table = read_csv_table(read_file(source_file("domain/accounts/cases/abilities.csv")).value(), {"ability"});
    ASSERT_TRUE(table);
    ASSERT_GT(table->rows.size(), 8u);
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto ability = table->at(row, "ability");
        EXPECT_TRUE(std::ranges::any_of(place().routes(), [&](const RouteLine& route) { return route.ability == ability; }))
            << ability << " names no route";
    }
}

TEST(Staff, a_page_is_seen_by_those_who_have_its_ability_and_by_nobody_else) {
    std::size_t seen = 0, refused = 0;
    for_each_staff_route([&](const RouteLine& route) {
        if (!route.is_get())
            return;
        for (auto& officer : place().officers()) {
            const auto what = officer.name + " (" + officer.role + ") " + route.pattern;
            if (!place().may(officer.role, route.ability)) {
                expect_refusal(what, officer.client.get(any_address(route)));
                EXPECT_EQ(page_for(route, officer), nullptr) << what << " is linked to for nothing";
                ++refused;
            } else if (const auto* visited = page_for(route, officer)) {
                EXPECT_EQ(officer.client.get(visited->target).status, 200) << what;
                ++seen;
            }
        }
    });
    EXPECT_GT(seen, 10u);
    EXPECT_GT(refused, 10u);
}

// The form token is right each time, so nothing but the ability stands between.
TEST(Staff, a_deed_is_done_by_those_who_have_its_ability_and_by_nobody_else) {
    const std::set<int> heard{200, 303, 404, 409, 422};
    std::size_t refused = 0;
    for_each_staff_route([&](const RouteLine& route) {
        if (route.is_get())
            return;
        for (auto& officer : place().officers()) {
            const auto what = officer.name + " (" + officer.role + ") " + route.pattern;
            const auto answer =
                officer.client.post(route.filled_with(nothing), {{"form_token", place().form_token(officer, route.form)}});
            if (place().may(officer.role, route.ability)) {
                EXPECT_TRUE(heard.contains(answer.status)) << what << ": " << answer.status;
                EXPECT_FALSE(answer.header_or_nothing("Location").starts_with("/console/sign-in?")) << what;
            } else {
                expect_refusal(what, answer);
                ++refused;
            }
            if (officer.client.cookie("session").empty()) {  // the deed was to sign out
                ASSERT_EQ(officer.sign_in().status, 303) << what;
            }
        }
    });
    EXPECT_GT(refused, 10u);
}

TEST(Staff, who_has_no_session_is_shown_the_way_in_and_back) {
    for (const std::string session : {"", "session=", "session=abc", "session=9mVbQ1uvSRzpSMkMWwC2YGCyCFrBSYd0rFUbhd6Vz4Q"})
        for_each_staff_route([&](const RouteLine& route) {
            const auto target = route.is_get() ? any_address(route) : route.filled_with(nothing);
            const auto answer = place().client().ask(route.method, target, {{"Cookie", session}});
            EXPECT_EQ(answer.status, 303) << route.name;
            EXPECT_EQ(answer.header_or_nothing("Cache-Control"), "no-store") << route.name;
            EXPECT_EQ(answer.header_or_nothing("Location"),
                      "/console/sign-in?to=" + web::encode(route.is_get() ? target : "/console"))
                << route.name;
            EXPECT_EQ(answer.body, "") << route.name;
        });
}

// Everything that is of one unit, whatever room it belongs to: an address that takes a number and reaches no farther than a tree.
TEST(Staff, what_is_of_another_unit_is_not_there) {
    auto& officers = place().officers();
    const auto owner = std::ranges::find(officers, "information_officer", &Officer::role);
    const auto stranger = std::find_if(std::next(owner), officers.end(),
                                       [&](const Officer& one) { return one.role == owner->role && one.unit != owner->unit; });
    ASSERT_NE(stranger, officers.end());
    std::set<std::string> rooms;
    for (const auto& visited : place().pages()) {
        const auto* route = visited.route;
        if (visited.visitor != &*owner || !route || !route->is_staff || !route->has_parameters())
            continue;
        EXPECT_EQ(owner->client.get(visited.target).status, 200) << visited.target;
        EXPECT_EQ(stranger->client.get(visited.target).status, 404) << visited.target;
        for (const auto& form : visited.page.forms) {
            const auto deed = std::ranges::find_if(place().routes(), [&](const RouteLine& one) {
                return one.method == "POST" && one.has_parameters() && one.matches(form.action);
            });
            if (deed == place().routes().end())
                continue;
            Lines fields = form.hidden;
            std::erase_if(fields, [](const auto& field) { return field.first == "form_token"; });
            fields.emplace_back("form_token", place().form_token(*stranger, deed->form));
            EXPECT_EQ(stranger->client.post(form.action, fields).status, 404) << form.action;
            rooms.insert(deed->name);
        }
        rooms.insert(route->name);
    }
    EXPECT_GE(rooms.size(), 4u);  // a duty, offering its proof, a proof, its file
}

// Roles × units × routes: what the information officer of a unit is linked to, asked for by every role of that unit, of another
// one and of another section of his. What the table says reaches a "tree" ends at the unit; "all" ends nowhere.
TEST(Staff, each_role_in_each_unit_reaches_what_the_table_says_and_no_farther) {
    const auto table = read_csv_table(read_file(source_file("domain/accounts/cases/abilities.csv")).value(), {"ability"}).value();
    const auto reach_of = [&](std::string_view ability, std::string_view role) {
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            if (table.at(row, "ability") == ability)
                return table.at(row, role);
        ADD_FAILURE() << ability << " is not in the table";
        return std::string_view();
    };
    auto& officers = place().officers();
    const auto owner = std::ranges::find(officers, "information_officer", &Officer::role);
    const auto other = std::ranges::find_if(officers, [&](const Officer& one) {
        return one.role == owner->role && one.unit != owner->unit && one.unit != section_name;
    });
    ASSERT_NE(other, officers.end());
    const Surroundings there{place().data(), {}, {}};
    const TemporaryFolder folder;
    const std::string sibling = "综合科";
    write_file(folder.path() / "sections.tsv", "name\tkind\tparent\n" + sibling + "\tsection\t" + owner->unit + "\n");
    ASSERT_EQ(run_program({"people", "import", folder.path() / "sections.tsv"}, there).code, 0);

    int number = 0;
    std::map<std::pair<std::string, int>, std::size_t> answers;  // by unit and status
    for (std::size_t column = 1; column < table.header.size(); ++column)
        for (const std::string& unit : {owner->unit, other->unit, sibling}) {
            const auto& role = table.header[column];
            auto officer = open_account(there, place().port(), role, unit, "matrix." + std::to_string(++number));
            for (const auto& visited : place().pages()) {
                const auto* route = visited.route;
                if (visited.visitor != &*owner || !route || !route->is_staff || !route->has_parameters())
                    continue;
                const auto reach = reach_of(route->ability, role);
                const int wanted = reach.empty() ? 403 : reach == "all" || unit == owner->unit ? 200 : 404;
                const int got = officer.client.get(visited.target).status;
                EXPECT_EQ(got, wanted) << role << " of " << unit << " asks for " << visited.target;
                ++answers[{unit, got}];
                for (const auto& form : visited.page.forms) {
                    const auto deed = std::ranges::find_if(place().routes(), [&](const RouteLine& one) {
                        return one.method == "POST" && one.has_parameters() && one.matches(form.action);
                    });
                    if (deed == place().routes().end() || unit == owner->unit || reach_of(deed->ability, role) == "all")
                        continue;
                    Lines fields = form.hidden;
                    std::erase_if(fields, [](const auto& field) { return field.first == "form_token"; });
                    fields.emplace_back("form_token", place().form_token(officer, deed->form));
                    EXPECT_EQ(officer.client.post(form.action, fields).status, reach_of(deed->ability, role).empty() ? 403 : 404)
                        << role << " of " << unit << " does " << form.action;
                }
            }
        }
    for (const std::string& unit : {owner->unit, other->unit, sibling}) {
        EXPECT_GT((answers[{unit, 403}]), 10u) << unit;
        EXPECT_GT((answers[{unit, 200}]), 5u) << unit;
        EXPECT_EQ((answers[{unit, 404}] > 10), unit != owner->unit) << unit;
    }
}

TEST(Staff, what_one_sees_holds_no_password_and_no_cookie) {
    for (const auto& visited : place().pages())
        for (const auto& officer : place().officers()) {
            EXPECT_EQ(visited.answer.body.find(officer.password), std::string::npos) << visited.target;
            EXPECT_EQ(visited.answer.body.find(officer.client.cookie("session")), std::string::npos) << visited.target;
        }
}

}  // namespace
}  // namespace gongkai::http
