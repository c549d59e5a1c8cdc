// Attacks on the way in and on who is in. Each test has an office of its own, whose clock stands still until it is opened again.
#include <gtest/gtest.h>
#include <liboath/oath.h>

#include <algorithm>
#include <memory>
#include <regex>
#include <set>

#include "base/core/text.h"
#include "base/web/target.h"
#include "tests/database.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

constexpr const char* door = "/console/sign-in";
constexpr const char* own = "/console/account";
constexpr const char* wrong = "Wrong-2019-password";
constexpr const char* fresh = "Another-2020-password";
constexpr std::chrono::sys_seconds opened = std::chrono::sys_days(std::chrono::year{2026} / 3 / 2) + std::chrono::hours(1);

class Office : public testing::Test {
  protected:
    Office() {
        const auto list = source_file("data/units-zoucheng.tsv");
        EXPECT_EQ(run_program({"people", "import", list}, {data_, {}, {}}).code, 0);
        open_at("01:00:00");
    }

    // The same data, the same morning, another time.
    void open_at(std::string_view time) {
        portal_.reset();
        surroundings_ = {data_, {{"GONGKAI_NOW", "2026-03-02T" + std::string(time) + "Z"}}, {}};
        portal_.emplace(surroundings_);
    }

    Officer account(const std::string& name, const std::string& role = "information_officer") {
        return open_account(surroundings_, portal_->port(), role, "市财政局", name);
    }
    Client somebody(bool over_ipv6 = false) const { return Client(portal_->port(), over_ipv6, Client::Cookies::kept); }
    Client with_session(const std::string& session) const {
        auto client = somebody();
        client.plant("session", session);
        return client;
    }
    static Answer try_password(Client& client, const std::string& name, const std::string& password) {
        return send_form(client, door, door, {{"name", name}, {"password", password}});
    }
    static Lines new_password(const Officer& officer) { return {{"old", officer.password}, {"new", fresh}, {"again", fresh}}; }
    const Surroundings& surroundings() const { return surroundings_; }
    Portal& portal() { return *portal_; }
    const std::filesystem::path& data() const { return data_; }
    std::string everything_kept() const {
        std::string all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(data_))
            if (entry.is_regular_file())
                all += read_file(entry.path()).value();
        return all;
    }

  private:
    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    Surroundings surroundings_;
    std::optional<Portal> portal_;
};

bool is_in(Client& client) { return client.get(own).status == 200; }

// An answer without what is new each time and without the name that was typed.
std::string lasting(std::string body, const std::string& name) {
    body = std::regex_replace(body, std::regex("name='form_token' value='[^']*'"), "");
    return replace_all(body, name, "NAME");
}

TEST_F(Office, five_wrong_tries_lock_a_name_for_a_quarter_of_an_hour_and_do_not_say_whether_it_exists) {
    auto officer = account("wang.fang");
    open_at("01:00:10");
    const std::string known = "wang.fang", unknown = "wang.fong";
    std::string first;
    for (int i = 0; i < 6; ++i) {
        auto one = somebody(), other = somebody();
        const auto here = try_password(one, known, i == 5 ? officer.password : wrong);  // the last one is right, and too late
        const auto there = try_password(other, unknown, wrong);
        EXPECT_EQ(here.status, 403);
        EXPECT_EQ(there.status, 403);
        EXPECT_EQ(lasting(here.body, known), lasting(there.body, unknown)) << "try " << i + 1;
        if (i == 0)
            first = lasting(here.body, known);
        else
            EXPECT_EQ(lasting(here.body, known) == first, i < 5) << "try " << i + 1;
        EXPECT_TRUE(one.cookie("session").empty());
    }
    auto inside = with_session(officer.client.cookie("session"));
    EXPECT_TRUE(is_in(inside)) << "a lock keeps out; it throws nobody out";
    open_at("01:14:00");
    auto early = somebody(), late = somebody();
    EXPECT_EQ(try_password(early, known, officer.password).status, 403);
    open_at("01:16:00");
    late = somebody();
    EXPECT_EQ(try_password(late, known, officer.password).status, 303);
    EXPECT_TRUE(is_in(late));
}

TEST_F(Office, thirty_wrong_tries_lock_an_address_whatever_it_says_it_is) {
    auto officer = account("wang.fang");
    auto guesser = somebody(true);
    std::string tried;  // a while ago: each try costs what argon2id costs
    for (int i = 0; i < 27; ++i)
        tried += (i ? ", (" : "(") + std::to_string(opened.time_since_epoch().count() * 1000) + ", 'sign_in.wrong', 'name." +
                 std::to_string(i) + "', '::1', '::/64')";
    database_rows(data(), "INSERT INTO access_line (at, what, name, address, household) VALUES " + tried);
    for (int i = 27; i < 30; ++i)
        ASSERT_EQ(try_password(guesser, "name." + std::to_string(i), wrong).status, 403);
    const auto page = read_page(guesser.get(door).body);
    auto fields = page.form_to(door)->hidden;
    fields.insert(fields.end(), {{"name", officer.name}, {"password", officer.password}});
    for (const std::string header : {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"})
        EXPECT_EQ(guesser.post(door, fields, {{header, header == "Forwarded" ? "for=203.0.113.9" : "203.0.113.9"}}).status, 403);
    auto neighbour = somebody();
    EXPECT_EQ(try_password(neighbour, officer.name, officer.password).status, 303);
}

TEST_F(Office, a_form_that_its_owner_did_not_open_does_nothing) {
    auto officer = account("wang.fang"), other = account("li.wei");
    const std::string deed = "/console/account/password";
    const auto token = officer.token_for(own, deed);
    auto altered = token;
    altered.back() = altered.back() == '0' ? '1' : '0';
    const auto with_token = [&](const std::string& value) {
        auto fields = new_password(officer);
        fields.emplace_back("form_token", value);
        return fields;
    };
    auto& client = officer.client;
    for (const auto& [what, value] : Lines{{"none", ""},
                                           {"another form's", officer.token_for(own, "/console/sign-out")},
                                           {"another session's", other.token_for(own, deed)},
                                           {"an altered one", altered}})
        EXPECT_EQ(client.post(deed, with_token(value)).status, 403) << what;
    EXPECT_EQ(client.post(deed, new_password(officer)).status, 403);
    EXPECT_EQ(client.post(deed + "?form_token=" + token, new_password(officer)).status, 403) << "in the address";
    EXPECT_EQ(client.ask("POST", deed, {{"Content-Type", "text/plain"}}, "form_token=" + token).status, 403) << "as plain text";
    for (const auto& [header, value] : Lines{{"Origin", "https://evil.example"},
                                             {"Origin", "null"},
                                             {"Origin", "http://localhost.evil.example"},
                                             {"Origin", "http://localhost:8"},
                                             {"Sec-Fetch-Site", "cross-site"},
                                             {"Sec-Fetch-Site", "same-site"}})
        EXPECT_EQ(client.post(deed, with_token(token), {{header, value}}).status, 403) << header << ": " << value;
    // Nothing of it was done: the old password is still the one that changes.
    EXPECT_EQ(client.post(deed, with_token(token), {{"Origin", "http://localhost"}, {"Sec-Fetch-Site", "same-origin"}}).status,
              303);
}

TEST_F(Office, nobody_is_signed_in_by_a_form_of_somebody_else) {
    auto officer = account("wang.fang");
    auto attacker = somebody(), victim = somebody();
    const auto page = read_page(attacker.get(door).body);
    victim.get(door);
    auto fields = page.form_to(door)->hidden;
    fields.insert(fields.end(), {{"name", officer.name}, {"password", officer.password}});
    EXPECT_EQ(victim.post(door, fields).status, 403);
    EXPECT_EQ(Client(portal().port()).post(door, fields).status, 403) << "without any cookie";
    EXPECT_EQ(attacker.post(door, fields).status, 303);
}

TEST_F(Office, a_session_is_always_new_and_ends_for_good) {
    auto officer = account("wang.fang");
    const std::string planted = "9mVbQ1uvSRzpSMkMWwC2YGCyCFrBSYd0rFUbhd6Vz4Q";
    officer.client = with_session(planted);
    const auto in = officer.sign_in();
    ASSERT_EQ(in.status, 303);
    const auto first = officer.client.cookie("session");
    EXPECT_NE(first, planted);
    auto thief = with_session(planted);
    EXPECT_FALSE(is_in(thief));

    const auto cookie = in.header_or_nothing("Set-Cookie");
    for (const std::string_view part : {"HttpOnly", "SameSite=", "Path=/"})
        EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
    for (const std::string_view part : {"Domain", "Expires", "Max-Age", "SameSite=None"})
        EXPECT_EQ(cookie.find(part), std::string::npos) << cookie;
    EXPECT_GE(first.size(), 43u) << "256 bits";
    EXPECT_EQ(everything_kept().find(first), std::string::npos) << "who reads the database may not come in with what he finds";

    officer.client = somebody();
    ASSERT_EQ(officer.sign_in().status, 303);
    const auto second = officer.client.cookie("session");
    EXPECT_NE(second, first);

    const auto out = send_form(officer.client, own, "/console/sign-out", {});
    EXPECT_EQ(out.status, 303);
    EXPECT_TRUE(officer.client.cookie("session").empty()) << "the browser forgets it";
    auto again = with_session(second), elsewhere = with_session(first);
    EXPECT_FALSE(is_in(again)) << "and so does the server";
    EXPECT_TRUE(is_in(elsewhere)) << "another one goes on";
}

TEST_F(Office, a_new_password_leaves_only_who_chose_it_in) {
    auto officer = account("wang.fang");
    const auto here = officer.client.cookie("session");
    officer.client = somebody();
    ASSERT_EQ(officer.sign_in().status, 303);
    auto elsewhere = with_session(here);
    ASSERT_TRUE(is_in(elsewhere));
    const auto there = officer.client.cookie("session");
    ASSERT_EQ(send_form(officer.client, own, "/console/account/password", new_password(officer)).status, 303);
    EXPECT_TRUE(is_in(officer.client));
    EXPECT_NE(officer.client.cookie("session"), there);
    auto before = with_session(there);
    EXPECT_FALSE(is_in(before));
    EXPECT_FALSE(is_in(elsewhere));
}

TEST_F(Office, who_is_idle_for_half_an_hour_is_out) {
    const auto session = account("wang.fang").client.cookie("session");
    for (const auto& [time, stays] : std::vector<std::pair<std::string, bool>>{
             {"01:29:00", true}, {"01:58:00", true}, {"02:28:01", false}, {"02:28:02", false}}) {
        open_at(time);
        auto client = with_session(session);
        EXPECT_EQ(is_in(client), stays) << time;
    }
}

TEST_F(Office, what_somebody_may_do_changes_at_once) {
    auto officer = account("wang.fang");
    auto keeper = account("zhao.min", "security_administrator");
    std::string page;
    for (const auto& link : read_page(keeper.client.get("/console/accounts").body).links)
        if (read_page(keeper.client.get(link.address).body).headings_1 == std::vector{officer.person()})
            page = link.address;
    ASSERT_NE(page, "");
    EXPECT_EQ(officer.client.get("/console/accesses").status, 403);
    ASSERT_EQ(send_form(keeper.client, page, page + "/roles", {{"unit", "1"}, {"roles", "audit_administrator"}}).status, 303);
    EXPECT_EQ(officer.client.get("/console/accesses").status, 200);
    ASSERT_EQ(send_form(keeper.client, page, page + "/close", {}).status, 303);
    EXPECT_FALSE(is_in(officer.client));
    EXPECT_EQ(officer.sign_in().status, 403);
}

TEST_F(Office, signing_in_leads_nowhere_but_to_the_console) {
    auto officer = account("wang.fang");
    const std::vector<std::string> baits{"//evil.example",
                                         "https://evil.example/console",
                                         "/\\evil.example",
                                         "\\\\evil.example",
                                         "/console\\@evil.example",
                                         "/console@evil.example",
                                         "/console.evil.example",
                                         "/consolevil",
                                         "javascript:alert(1)",
                                         "/console/\r\nLocation: https://evil.example",
                                         "/console/\tx",
                                         "/%2f/evil.example",
                                         "http:evil.example",
                                         "/console/sign-out",
                                         "/console/sign-in?to=//evil.example",
                                         "/",
                                         ""};
    for (const auto& bait : baits) {
        const auto at = std::string(door) + "?to=" + web::encode(bait);
        const auto to = officer.client.get(at).header_or_nothing("Location");
        EXPECT_EQ(to, "/console") << bait;
        auto stranger = somebody();
        EXPECT_EQ(read_page(stranger.get(at).body).form_to(door)->hidden.at(1).second, "/console") << bait;
    }
    EXPECT_EQ(officer.client.get(std::string(door) + "?to=%2Fconsole%2Faccount%3Fdone%3D1").header_or_nothing("Location"),
              "/console/account?done=1");
    // The field of the form is not believed either.
    auto client = somebody();
    const auto page = read_page(client.get(door).body);
    auto fields = page.form_to(door)->hidden;
    for (auto& [name, value] : fields)
        if (name == "to")
            value = "//evil.example";
    fields.insert(fields.end(), {{"name", officer.name}, {"password", officer.password}});
    EXPECT_EQ(client.post(door, fields).header_or_nothing("Location"), "/console");
}

// As an authenticator counts it, `seconds` after the office opened at 01:00:00.
std::string code_of(const std::string& secret_text, int seconds) {
    const auto text = replace_all(secret_text, " ", "");
    char* secret = nullptr;
    std::size_t length = 0;
    EXPECT_EQ(oath_base32_decode(text.data(), text.size(), &secret, &length), OATH_OK);
    const std::unique_ptr<char, void (*)(void*)> guard(secret, std::free);
    char code[7];
    EXPECT_EQ(oath_totp_generate(secret, length, opened.time_since_epoch().count() + seconds, 30, 0, 6, code), OATH_OK);
    return code;
}

std::string text_of_secret(const std::string& body) {
    std::smatch match;
    return std::regex_search(body, match, std::regex("<code>([A-Z2-7 ]+)</code>")) ? match[1].str() : std::string();
}

TEST_F(Office, a_password_alone_is_not_enough_where_a_second_factor_is_set) {
    auto officer = account("wang.fang"), other = account("li.wei");
    const auto drawn = officer.client.get(own).body;
    const auto secret = text_of_secret(drawn);
    auto fields = read_page(drawn).form_to("/console/account/second-factor")->hidden;
    fields.emplace_back("code", code_of(secret, 0));
    EXPECT_EQ(officer.client.post("/console/account/second-factor", fields).status, 422) << "the password is asked once more";
    fields.emplace_back("password", officer.password);
    ASSERT_EQ(officer.client.post("/console/account/second-factor", fields).status, 303);

    open_at("01:02:00");
    const std::string next = "/console/sign-in/code";
    auto client = somebody();
    const auto half = try_password(client, officer.name, officer.password);
    ASSERT_EQ(half.status, 200);
    EXPECT_TRUE(client.cookie("session").empty());
    const auto hidden = read_page(half.body).form_to(next)->hidden;
    const auto send = [&](Client& sender, Lines sent, const std::string& code) {
        sent.emplace_back("code", code);
        return sender.post(next, sent).status;
    };
    // Who has passed with his own password does not go on under another name.
    auto as_another = hidden;
    for (auto& [name, value] : as_another)
        if (name == "who")
            value = "2 li.wei";
    EXPECT_EQ(send(client, as_another, code_of(secret, 120)), 403);
    EXPECT_EQ(send(client, hidden, "000000"), 403);
    auto thief = somebody();
    EXPECT_EQ(send(thief, hidden, code_of(secret, 120)), 403) << "the form is of another visitor";
    EXPECT_EQ(send(client, hidden, code_of(secret, 120)), 303);
    EXPECT_TRUE(is_in(client));
    auto again = somebody();
    const auto second = read_page(try_password(again, officer.name, officer.password).body).form_to(next)->hidden;
    EXPECT_EQ(send(again, second, code_of(secret, 120)), 403) << "a code counts once";
    open_at("01:08:00");
    auto late = somebody();
    late.plant("visitor", again.cookie("visitor"));
    EXPECT_EQ(send(late, second, code_of(secret, 480)), 403) << "the password was given too long ago";
    EXPECT_FALSE(is_in(late));
}

TEST_F(Office, no_secret_is_logged_kept_or_shown_again) {
    const auto link = new_link(surroundings(), "reviewer", "市财政局");
    auto officer = account("wang.fang");
    auto client = somebody();
    std::set<std::string> secrets{link.substr(link.rfind('/') + 1)}, passwords{officer.password, fresh, wrong};
    std::string shown;
    const auto see = [&](const Answer& answer) { shown += answer.body; };
    client.get(link);
    client.get(link + "/");
    client.ask("POST", link);
    client.ask("DELETE", link);
    see(send_form(client, link, link,
                  {{"name", "li.wei"}, {"person", "李"}, {"password", wrong}, {"again", "Wrong-2019-passwort"}}));
    see(try_password(client, officer.name, wrong));
    see(try_password(client, "nobody", wrong));
    const auto drawn = officer.client.get(own).body;
    secrets.insert(replace_all(text_of_secret(drawn), " ", ""));
    see(send_form(officer.client, own, "/console/account/password",
                  {{"old", officer.password}, {"new", wrong}, {"again", fresh}}));
    secrets.insert(officer.client.cookie("session"));
    ASSERT_EQ(send_form(officer.client, own, "/console/account/password", new_password(officer)).status, 303);
    secrets.insert(officer.client.cookie("session"));
    secrets.insert(officer.token_for(own, "/console/sign-out"));

    for (const auto& password : passwords)
        EXPECT_EQ(shown.find(password), std::string::npos) << password << " comes back in a page";
    secrets.insert(passwords.begin(), passwords.end());
    const auto kept = everything_kept();
    portal().program().signal(SIGTERM);
    ASSERT_EQ(portal().program().wait(), 0);
    const auto logged = portal().program().complained();
    EXPECT_NE(logged.find("\"path\":\"/console/link/{token}\""), std::string::npos) << logged;
    EXPECT_NE(logged.find("\"path\":\"/console/account/password\""), std::string::npos);
    for (const auto& secret : secrets) {
        ASSERT_GE(secret.size(), 10u);
        EXPECT_EQ(logged.find(secret), std::string::npos) << secret << " is in the log";
        EXPECT_EQ(kept.find(secret), std::string::npos) << secret << " lies in the data folder";
    }
    EXPECT_EQ(kept.find(officer.person()), std::string::npos) << "names of people are sealed";
}

}  // namespace
}  // namespace gongkai::http
