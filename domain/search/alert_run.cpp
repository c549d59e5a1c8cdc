#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/search/alert.h"
#include "domain/search/alert_letters.h"
#include "domain/search/desk.h"
#include "domain/search/finder.h"
#include "domain/search/queries.h"

namespace gongkai::search {
namespace {

constexpr int alerts_at_once = 200, news_a_page = 50, news_pages_at_most = 20, letters_at_once = 500;
constexpr std::chrono::days told_apart_for{60};       // what was told so long ago is no longer asked about
constexpr std::chrono::milliseconds patience{2'000};  // for one page of a question: nobody waits for it
// Days: of the last run, and of the last in which no question was cut short.
constexpr std::string_view ran_on = "alerts_ran_on", ran_whole_on = "alerts_ran_whole_on";

struct Behind {
    AlertId id = 0;
    std::string question;
    std::uint64_t seen = 0;
    Day confirmed_on;
};

std::vector<Behind> behind(db::Connection& connection, const Behind& after, std::uint64_t upto) {
    std::vector<Behind> all;
    for (auto rows = connection.query(sql::alerts_behind, after.question, after.id, upto, alerts_at_once); rows.next();)
        all.push_back(
            {rows.get<AlertId>(0), rows.get<std::string>(1), rows.get<std::uint64_t>(2), day_in_china(rows.get<Instant>(3))});
    return all;
}

struct News {
    struct One {
        EntryId id = 0;
        std::uint64_t sequence = 0;
        Day published_on;
    };
    std::vector<One> all;
    bool is_cut_short = false;  // there is more, and it has to be asked for once more
};

// As a reader of the page would find them; titles that are only like what was typed are no news.
News news_for(db::Connection& connection, const fulltext::Index& index, const std::string& question, Day from) {
    auto asked = asked_from(question);
    asked.order = Order::came;
    asked.is_as_typed = true;  // 去年 would narrow it to what is no news
    asked.came_from = from;
    asked.budget = patience;
    News news;
    for (bool is_last = false; !is_last && asked.page <= news_pages_at_most; ++asked.page) {
        const auto found = find(connection, index, nullptr, asked, news_a_page);
        if (!found)
            break;
        news.is_cut_short |= found->is_cut_short;
        if (found->way != Way::as_typed && found->way != Way::apart)
            break;
        for (const auto& hit : found->hits)
            news.all.push_back({hit.kept.id, hit.kept.sequence, hit.kept.entry.published_on});
        if (news.is_cut_short)
            break;
        // A page may lack what was withdrawn a moment ago.
        const auto before = static_cast<std::uint64_t>(asked.page - 1) * news_a_page;
        is_last = before + found->hits.size() >= found->total;
    }
    return news;
}

// Whether each question was asked to its end. Whoever's was not stays behind and is asked for again.
bool match(db::Database& database, const fulltext::Index& index, std::uint64_t upto, Day from) {
    Behind after;
    std::string asked_last;
    News news;
    bool is_whole = true;
    for (;;) {
        const auto all = database.read([&](db::Connection& connection) { return behind(connection, after, upto); });
        if (all.empty())
            return is_whole;
        std::vector<std::pair<AlertId, EntryId>> finds;
        std::vector<AlertId> up_to_date;
        for (const auto& alert : all) {
            // Alerts come by their questions: what many ask is asked once.
            if (alert.question != asked_last)
                news =
                    database.read([&](db::Connection& connection) { return news_for(connection, index, alert.question, from); });
            asked_last = alert.question;
            is_whole &= !news.is_cut_short;
            if (!news.is_cut_short)
                up_to_date.push_back(alert.id);
            for (const auto& one : news.all)
                if (one.sequence > alert.seen && one.sequence <= upto && one.published_on >= alert.confirmed_on)
                    finds.emplace_back(alert.id, one.id);
        }
        database.write([&](db::Connection& connection) {
            for (const auto& [alert, entry] : finds)
                connection.run(sql::add_find, alert, entry, today());
            for (const auto alert : up_to_date)
                connection.run(sql::alert_saw, alert, upto);
        });
        after = all.back();
    }
}

// A letter at most for each alert: of a day, or, where news is told at once, while none waits to be sent. How many were written.
int write_letters(db::Database& database, bool is_daily) {
    const auto told_before = is_daily ? today() : today() + std::chrono::days(1);
    std::vector<AlertId> due;
    database.read([&](db::Connection& connection) {
        for (auto rows = connection.query(sql::alerts_with_news, told_before, letters_at_once); rows.next();)
            if (const auto id = rows.get<AlertId>(0); !outbox::has_letter_waiting(connection, news_writer, id))
                due.push_back(id);
    });
    if (!due.empty())
        database.write([&](db::Connection& connection) {
            for (const auto id : due) {
                connection.run(sql::put_in_letter, id, outbox::send_letter(connection, news_writer, id));
                connection.run(sql::alert_told, id, today());
            }
        });
    return static_cast<int>(due.size());
}

int hour_in_china() {
    const auto in_china = now() + std::chrono::hours(8);
    return static_cast<int>(
        std::chrono::duration_cast<std::chrono::hours>(in_china - std::chrono::floor<std::chrono::days>(in_china)).count());
}

}  // namespace

void tell_alerts(db::Database& database, const fulltext::Index& index, const Settings& settings) {
    if (!has_alerts(settings))
        return;
    const auto upto = index.sequence();
    struct Before {
        std::optional<Day> last, whole;
        bool is_any_behind = false;
    };
    const auto [last, whole, is_any_behind] = database.read([&](db::Connection& connection) {
        return Before{parse_day(state(connection, ran_on)), parse_day(state(connection, ran_whole_on)),
                      connection.query(sql::any_alert_behind, upto).next()};
    });
    const bool is_daily = settings.text("search.alerts") == "daily";
    if (is_daily && (last == today() || hour_in_china() < settings.number("search.alerts_hour")))
        return;
    if (is_any_behind) {
        // What came in between was published since then; a day more, for what is dated the day before it comes.
        const auto asked_from = whole.value_or(last.value_or(today()));
        const bool is_whole = match(database, index, upto, asked_from - std::chrono::days(1));
        database.write([&](db::Connection& connection) {
            set_state(connection, ran_on, to_text(today()));
            set_state(connection, ran_whole_on, to_text(is_whole ? today() : asked_from));
            connection.run(sql::drop_old_finds, today() - told_apart_for);
        });
    }
    while (write_letters(database, is_daily) > 0) {
    }
}

}  // namespace gongkai::search
