#include "domain/search/alert.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/core/file.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/search/alert_letters.h"
#include "domain/search/desk.h"
#include "domain/search/follow.h"
#include "domain/search/queries.h"

namespace gongkai::search {
namespace {

using outbox::LetterWaiting;
using std::chrono::seconds;

constexpr db::Statement kept_texts{"test.kept",
                                   "SELECT question, address, address_mark, secret, confirm_hash, end_hash FROM search_alert"};
constexpr db::Statement all_finds{"test.finds", "SELECT count(*) FROM search_alert_find"};
constexpr std::string_view reader = "reader@example.cn";

class Alerts : public testing::Test {
  protected:
    Alerts() {
        at("2026-11-02T04:00:00Z");  // noon in China
        setenv("GONGKAI_MAIL_SERVER", "127.0.0.1:9", 1);
        setenv("GONGKAI_SITE_ADDRESS", "https://gongkai.example.cn", 1);
        setenv("GONGKAI_SEARCH_ALERTS", "at_once", 1);
        settings = *Settings::load(folder.path());
        db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "accounts", "outbox", "search"}))
            .value();
        publish("1", "关于防汛工作的通知", "7");
        index = open_or_make(*database, folder.path() / "index", sources);
    }
    ~Alerts() override {
        for (const auto* name : {"GONGKAI_NOW", "GONGKAI_MAIL_SERVER", "GONGKAI_SITE_ADDRESS", "GONGKAI_SEARCH_ALERTS"})
            unsetenv(name);
    }
    static void at(const char* moment) { setenv("GONGKAI_NOW", moment, 1); }
    void set(const char* name, const char* value) {
        setenv(name, value, 1);
        settings = *Settings::load(folder.path());
        unsetenv(name);
    }

    void publish(const std::string& key, const std::string& title, const std::string& unit, std::optional<Day> dated_on = {}) {
        Entry one;
        one.source = "document";
        one.key = key;
        one.title = title;
        one.kind = {"notice", "通知", ""};
        one.unit = {unit, "单位" + unit, ""};
        one.published_on = today();
        one.dated_on = dated_on;
        one.address = "/documents/" + key;
        database->write([&](db::Connection& c) { hand_over(c, one); });
        if (index)
            follow();
    }
    void follow() {
        while (feed(*database, *index, sources) > 0) {
        }
    }
    void tell() { tell_alerts(*database, *index, settings); }

    Result<void> ask(const Asked& asked, std::string_view address = reader) {
        return database->write(
            [&](db::Connection& c) { return ask_for_alert(c, vault, settings, asked, address, Language::zh); });
    }
    // What the postman would send now; what he has taken he sends.
    std::vector<mail::Letter> letters() {
        std::vector<mail::Letter> all;
        database->write([&](db::Connection& c) {
            for (const auto& waiting : outbox::take_due_letters(c, seconds(600), 100)) {
                for (const auto& writer : alert_writers(settings))
                    if (writer.name == waiting.writer)
                        if (auto letter = writer.write(c, vault, waiting))
                            all.push_back(std::move(*letter));
                outbox::note_letter_sent(c, waiting.id);
            }
        });
        return all;
    }
    static std::string token_in(const mail::Letter& letter, std::string_view before) {
        const auto from = letter.body.find(before) + before.size();
        return letter.body.substr(from, letter.body.find('\n', from) - from);
    }
    // Asked for and confirmed; the secret that ends it is learned from its letters.
    void confirmed(const Asked& asked, std::string_view address = reader) {
        ASSERT_TRUE(ask(asked, address));
        const auto sent = letters();
        ASSERT_EQ(sent.size(), 1u);
        const auto token = token_in(sent.front(), "/alerts/confirm/");
        ASSERT_TRUE(database->write([&](db::Connection& c) { return confirm_alert(c, settings, token); }));
    }
    std::int64_t finds() {
        return database->read([](db::Connection& c) {
            auto rows = c.query(all_finds);
            rows.next();
            return rows.get<std::int64_t>(0);
        });
    }
    AlertCount count() {
        return database->read([](db::Connection& c) { return count_alerts(c); });
    }

    const Sources sources{{"document", nullptr, nullptr, nullptr}};
    TemporaryFolder folder;
    Vault vault = *Vault::open(folder.path());
    Settings settings = Settings::defaults();
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    std::unique_ptr<fulltext::Index> index;
};

TEST_F(Alerts, begin_with_a_letter_that_asks_and_with_nothing_before_it_is_answered) {
    ASSERT_TRUE(ask(Asked{"防汛"}));
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent.front().to, reader);
    EXPECT_NE(sent.front().body.find("“防汛”"), std::string::npos) << sent.front().body;
    EXPECT_TRUE(sent.front().headers.empty());
    publish("2", "关于做好防汛值守的通知", "7");
    tell();
    EXPECT_TRUE(letters().empty()) << "nobody has confirmed";
    EXPECT_EQ(count().waiting, 1);
    // Neither the address nor the secret of a link stands in the database.
    const auto token = token_in(sent.front(), "/alerts/confirm/");
    database->read([&](db::Connection& c) {
        for (auto rows = c.query(kept_texts); rows.next();)
            for (int column = 0; column < 6; ++column)
                for (const auto& secret : {std::string(reader), token})
                    EXPECT_EQ(rows.text(column).find(secret), std::string_view::npos) << column;
    });
    EXPECT_FALSE(database->write([&](db::Connection& c) { return confirm_alert(c, settings, "0" + token); }));
    EXPECT_FALSE(database->write([&](db::Connection& c) { return end_alert(c, token); }))
        << "one secret does not do for the other";
}

TEST_F(Alerts, tell_what_is_new_once_with_its_address_and_how_to_stop_and_nothing_after_that) {
    confirmed(Asked{"防汛"});
    tell();
    EXPECT_TRUE(letters().empty()) << "what was there already is not news";
    publish("2", "关于做好防汛值守的通知", "7");
    publish("3", "关于植树的通知", "7");
    tell();
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_NE(sent.front().body.find("关于做好防汛值守的通知"), std::string::npos);
    EXPECT_NE(sent.front().body.find("https://gongkai.example.cn/documents/2"), std::string::npos);
    EXPECT_EQ(sent.front().body.find("植树"), std::string::npos);
    ASSERT_EQ(sent.front().headers.size(), 2u);
    const auto token = token_in(sent.front(), "/alerts/end/");
    EXPECT_EQ(sent.front().headers[0].second, "<https://gongkai.example.cn/alerts/end/" + token + ">");
    EXPECT_EQ(sent.front().headers[1].second, "List-Unsubscribe=One-Click");
    // Corrected, it is the same news.
    publish("2", "关于做好防汛值守工作的通知", "7");
    tell();
    EXPECT_TRUE(letters().empty());

    publish("4", "防汛应急预案", "7");
    tell();
    EXPECT_TRUE(database->write([&](db::Connection& c) { return end_alert(c, token); }));
    EXPECT_TRUE(letters().empty()) << "what waited is gone with him";
    publish("5", "防汛物资清单", "7");
    tell();
    EXPECT_TRUE(letters().empty());
    EXPECT_EQ(count().confirmed + count().waiting, 0);
    EXPECT_FALSE(database->write([&](db::Connection& c) { return end_alert(c, token); }));
}

TEST_F(Alerts, lose_nothing_of_a_day_on_which_much_came_whatever_its_own_day_is) {
    confirmed(Asked{"防汛"});
    constexpr int many = 60;
    for (int i = 0; i < many; ++i)
        publish("new" + std::to_string(i), "防汛值守第" + std::to_string(i) + "号通知", "7", make_day(2026, 10, 1));
    tell();
    EXPECT_EQ(finds(), many);
    // The second delivery of the day is of older years.
    for (int i = 0; i < many; ++i)
        publish("old" + std::to_string(i), "防汛值守第" + std::to_string(i) + "号旧通知", "7", make_day(2019, 10, 1));
    tell();
    EXPECT_EQ(finds(), 2 * many);
}

// It runs out of time before it has found anything; of all questions, or of those with one word.
class Late final : public fulltext::Index {
  public:
    explicit Late(fulltext::Index& index, std::string word = "") : index_(index), word_(std::move(word)) {}
    fulltext::Answer find(const fulltext::Query& query) const override {
        if (!word_.empty() && (query.words.empty() || query.words.front().text != word_))
            return index_.find(query);
        ++asked;
        fulltext::Answer answer;
        answer.is_cut_short = true;
        return answer;
    }
    std::future<void> submit(std::uint64_t sequence, std::vector<fulltext::Change> changes) override {
        return index_.submit(sequence, std::move(changes));
    }
    std::uint64_t sequence() const override { return index_.sequence(); }
    std::uint64_t at_most(const fulltext::Word& word) const override { return index_.at_most(word); }
    std::optional<fulltext::Document> document(std::uint64_t key) const override { return index_.document(key); }
    fulltext::Status status() const override { return index_.status(); }
    fulltext::Verification verify(const fulltext::Source& source) const override { return index_.verify(source); }
    void rebuild(const fulltext::Source& source) override { index_.rebuild(source); }
    void settle() override { index_.settle(); }
    mutable int asked = 0;

  private:
    fulltext::Index& index_;
    const std::string word_;
};

TEST_F(Alerts, ask_again_what_was_cut_short_however_many_days_later) {
    confirmed(Asked{"防汛"});
    publish("2", "关于做好防汛值守的通知", "7");
    for (const auto* day : {"2026-11-02T05:00:00Z", "2026-11-03T05:00:00Z", "2026-11-05T05:00:00Z"}) {
        at(day);
        tell_alerts(*database, Late(*index), settings);
        EXPECT_TRUE(letters().empty()) << day;
    }
    tell();
    EXPECT_TRUE(letters().empty()) << "once a day";
    at("2026-11-06T05:00:00Z");
    tell();
    EXPECT_EQ(letters().size(), 1u);
}

TEST_F(Alerts, that_never_end_are_tried_once_a_day_behind_all_others_and_told_to_the_office) {
    confirmed(Asked{"防汛"}, "slow@example.cn");
    confirmed(Asked{"植树"}, "quick@example.cn");
    const Late late(*index, "防汛");
    const auto cut_short = [&] { return database->read([](db::Connection& c) { return alerts_cut_short(c); }); };
    publish("2", "关于做好防汛值守的通知", "7");
    publish("3", "关于植树的通知", "7");
    int one_look = 0;
    for (int i = 0; i < 5; ++i) {
        publish("more" + std::to_string(i), "植树第" + std::to_string(i) + "号通知", "7");
        tell_alerts(*database, late, settings);
        const auto sent = letters();
        ASSERT_EQ(sent.size(), 1u) << "others go on";
        EXPECT_EQ(sent.front().to, "quick@example.cn");
        if (i == 0)
            one_look = late.asked;
    }
    EXPECT_GT(one_look, 0);
    EXPECT_EQ(late.asked, one_look) << "one look a day at what never ends";
    ASSERT_EQ(cut_short().size(), 1u);
    EXPECT_EQ(cut_short().front().asked.text, "防汛");
    EXPECT_EQ(cut_short().front().alerts, 1);

    at("2026-11-09T05:00:00Z");
    tell_alerts(*database, late, settings);
    tell_alerts(*database, late, settings);
    EXPECT_EQ(late.asked, 2 * one_look);
    EXPECT_EQ(cut_short().front().since, make_day(2026, 11, 2));
    at("2026-11-10T05:00:00Z");
    publish("4", "防汛物资清单", "7");
    tell();
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    for (const auto* title : {"关于做好防汛值守的通知", "防汛物资清单"})
        EXPECT_NE(sent.front().body.find(title), std::string::npos) << title << " came while it was cut short";
    EXPECT_TRUE(cut_short().empty());
}

TEST_F(Alerts, keep_to_the_filters_and_leave_out_what_was_withdrawn) {
    Asked of_unit;
    of_unit.unit = "8";
    confirmed(of_unit);
    publish("2", "单位七的通知", "7");
    publish("3", "单位八的通知", "8");
    publish("4", "单位八的公告", "8");
    tell();
    database->write([](db::Connection& c) { take_away(c, "document", "4"); });
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_NE(sent.front().body.find("单位八的通知"), std::string::npos);
    EXPECT_EQ(sent.front().body.find("单位七的通知"), std::string::npos);
    EXPECT_EQ(sent.front().body.find("单位八的公告"), std::string::npos);
    publish("5", "单位八的意见", "8");
    tell();
    database->write([](db::Connection& c) { take_away(c, "document", "5"); });
    EXPECT_TRUE(letters().empty()) << "nothing is left to say";
}

TEST_F(Alerts, come_once_a_day_from_an_hour_on_where_that_is_settled) {
    set("GONGKAI_SEARCH_ALERTS", "daily");
    confirmed(Asked{"防汛"});
    publish("2", "关于做好防汛值守的通知", "7");
    tell();
    EXPECT_EQ(letters().size(), 1u);
    publish("3", "防汛应急预案", "7");
    tell();
    EXPECT_TRUE(letters().empty()) << "one a day";
    at("2026-11-02T23:00:00Z");  // seven in the morning
    tell();
    EXPECT_TRUE(letters().empty()) << "nobody is woken";
    at("2026-11-03T00:30:00Z");
    tell();
    const auto sent = letters();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_NE(sent.front().body.find("防汛应急预案"), std::string::npos);
    EXPECT_EQ(sent.front().body.find("值守"), std::string::npos);
}

TEST_F(Alerts, answer_the_same_to_whoever_asks_and_write_no_more_than_is_allowed) {
    for (const auto* wrong : {"", "reader", "reader@example", "a b@example.cn", "a@b.cn\r\nBcc: c@d.cn"})
        EXPECT_EQ(ask(Asked{"防汛"}, wrong).error().id, "search.refuse.mail_address") << wrong;
    confirmed(Asked{"防汛"});
    EXPECT_TRUE(ask(Asked{"防汛"}));
    EXPECT_TRUE(ask(Asked{" 防汛 "}, "Reader@example.cn"));
    EXPECT_TRUE(letters().empty()) << "it is confirmed already";
    for (const auto* other : {"植树", "救灾", "供水", "供电"})
        EXPECT_TRUE(ask(Asked{other}));
    EXPECT_EQ(letters().size(), 3u) << "letters that ask, of a day";
    EXPECT_TRUE(ask(Asked{"植树"}));
    EXPECT_TRUE(letters().empty()) << "one was sent today";
    set("GONGKAI_SEARCH_ALERTS_AN_HOUR", "4");
    EXPECT_TRUE(ask(Asked{"植树"}, "other@example.cn"));
    EXPECT_EQ(ask(Asked{"植树"}, "third@example.cn").error().id, "search.refuse.alerts_busy");
}

TEST_F(Alerts, that_nobody_confirms_are_erased_with_their_addresses) {
    ASSERT_TRUE(ask(Asked{"防汛"}));
    const auto token = token_in(letters().at(0), "/alerts/confirm/");
    at("2026-11-05T05:00:00Z");
    EXPECT_FALSE(database->write([&](db::Connection& c) { return confirm_alert(c, settings, token); })) << "its time is over";
    EXPECT_EQ(database->write([&](db::Connection& c) { return forget_unconfirmed(c, settings); }), 1);
    EXPECT_EQ(count().waiting, 0);
    EXPECT_EQ(database->write([&](db::Connection& c) { return forget_unconfirmed(c, settings); }), 0);
}

TEST_F(Alerts, keep_a_question_with_all_its_filters) {
    Asked asked{"空气质量"};
    asked.unit = "7";
    asked.column = "environment";
    asked.year = 2026;
    asked.validity = Validity::in_force;
    asked.from = make_day(2026, 1, 1);
    const auto back = asked_from(written(asked));
    EXPECT_EQ(written(back), written(asked));
    EXPECT_EQ(back.from, asked.from);
    EXPECT_EQ(back.validity, asked.validity);
}

}  // namespace
}  // namespace gongkai::search
