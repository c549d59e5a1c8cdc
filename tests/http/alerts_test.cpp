// Alerts over the wire, without a mail server that answers: the same page for everybody who asks, nothing by a secret that was
// guessed, nothing of anybody on any page.
#include <boost/json.hpp>

#include "tests/database.h"
#include "tests/http/alert.h"
#include "tests/http/open_records.h"
#include "tests/http/page.h"

namespace gongkai::http {
namespace {

class Alerts : public OpenRecords {
  protected:
    Alerts() {
        // The portal reads its schema and finds one alert there.
        run_program({"index", "status"}, surroundings_);
        keep_alert(data_, "to-confirm", "to-end");
        surroundings_.variables.insert(surroundings_.variables.end(), {{"GONGKAI_MAIL_SERVER", "127.0.0.1:9"},
                                                                       {"GONGKAI_MAIL_FROM", "office@example.cn"},
                                                                       {"GONGKAI_SITE_ADDRESS", "https://gongkai.example.cn"}});
        open();
        reader_ = Client(portal_->port(), false, Client::Cookies::kept);
    }
    Answer ask(const std::string& address) {
        return send_form(reader_, "/alerts/new?q=%E9%98%B2%E6%B1%9B", "/alerts", {{"address", address}});
    }
    std::string count(const std::string& sql) { return database_rows(data_, "SELECT count(*) FROM " + sql).at(0).at(0); }
};

TEST_F(Alerts, say_the_same_to_everybody_and_do_nothing_by_being_looked_at) {
    const auto first = ask("reader@example.cn"), again = ask("reader@example.cn"), other = ask("other@example.cn");
    for (const auto& answer : {first, again, other}) {
        EXPECT_EQ(answer.status, 303);
        EXPECT_EQ(answer.header_or_nothing("Location"), "/alerts/asked");
    }
    EXPECT_EQ(count("search_alert"), "3");
    EXPECT_EQ(count("outbox_letter"), "2") << "what was asked for today is not asked again";

    const auto wrong = ask("nobody");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_TRUE(says(wrong, "value='nobody'")) << "what was typed is kept";
    EXPECT_TRUE(says(wrong, "1234@example.cn"));

    // The question that a form brings back may have been changed on its way.
    const auto page = read_page(reader_.get("/alerts/new?q=a").body);
    auto fields = page.form_to("/alerts")->hidden;
    for (const auto* question : {"", "{}", "[]", "{\"q\":1}", "no", "{\"q\":\"\"}"}) {
        Lines sent;
        for (const auto& [name, value] : fields)
            sent.emplace_back(name, name == "question" ? question : value);
        sent.emplace_back("address", "reader@example.cn");
        EXPECT_EQ(reader_.post("/alerts", sent).status, 400) << question;
    }

    // Looked at, by whomever: nothing is confirmed and nothing ended.
    const auto confirm = reader_.get("/alerts/confirm/to-confirm");
    EXPECT_EQ(confirm.status, 200);
    EXPECT_NE(confirm.header_or_nothing("Cache-Control").find("no-store"), std::string::npos);
    EXPECT_EQ(reader_.get("/alerts/end/to-end").status, 200);
    EXPECT_EQ(count("search_alert WHERE confirmed_at IS NOT NULL"), "0");
    EXPECT_EQ(count("search_alert"), "3");
    // One secret is not the other, and no number is one.
    for (const auto* guessed : {"/alerts/confirm/to-end", "/alerts/end/to-confirm", "/alerts/end/1", "/alerts/confirm/1"})
        EXPECT_EQ(reader_.get(guessed).status, 404) << guessed;

    EXPECT_EQ(send_form(reader_, "/alerts/confirm/to-confirm", "/alerts/confirm/to-confirm", {}).status, 303);
    EXPECT_EQ(count("search_alert WHERE confirmed_at IS NOT NULL"), "1");
    // RFC 8058: no cookies, no form token.
    Client mail_program(portal_->port());
    EXPECT_EQ(mail_program.post("/alerts/end/to-end", {{"List-Unsubscribe", "One-Click"}}).status, 200);
    EXPECT_EQ(mail_program.post("/alerts/end/to-end", {{"List-Unsubscribe", "One-Click"}}).status, 404);
    EXPECT_EQ(count("search_alert"), "2");

    // No address in the log of the office, nor on the page where it sees how many there are.
    EXPECT_EQ(count("journal_line WHERE detail LIKE '%example.cn%' OR subject LIKE '%example.cn%'"), "0");
    EXPECT_EQ(count("journal_line WHERE deed = 'search.end_alert'"), "1");
}

}  // namespace
}  // namespace gongkai::http
