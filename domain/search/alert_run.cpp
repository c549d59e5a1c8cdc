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
constexpr std::string_view ran_on = "alerts_ran_on";  // the day of the last run

struct Behind {
    AlertId id = 0;
    std::string question;
    std::uint64_t seen = 0;
    Day confirmed_on;
    std::optional<Day> seen_on;  // asked to its end
    // What came in between was published since then; a day more, for what is dated the day before it comes. What was told so long
    // ago that nobody knows of it any more is not asked for.
    Day asked_from() const { return std::max(seen_on.value_or(confirmed_on) - std::chrono::days(1), today() - told_apart_for); }
};

// Those that were asked to their end the last time; or those that were not, and have not been tried today.
enum class Which { usual, cut_short };

std::vector<Behind> behind(db::Connection& connection, Which which, const Behind& after, std::uint64_t upto) {
    std::vector<Behind> all;
    auto rows = which == Which::usual
                    ? connection.query(sql::alerts_behind, after.question, after.id, upto, alerts_at_once)
                    : connection.query(sql::alerts_to_try_again, after.question, after.id, upto, today(), alerts_at_once);
    while (rows.next())
        all.push_back({rows.get<AlertId>(0), rows.get<std::string>(1), rows.get<std::uint64_t>(2),
                       day_in_china(rows.get<Instant>(3)), rows.get<std::optional<Day>>(4)});
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

// Whoever's question is not asked to its end keeps what was found, stays behind, and waits for another day: what never ends would
// else be asked again with each thing that comes.
void match(db::Database& database, const fulltext::Index& index, Which which, std::uint64_t upto) {
    Behind after;
    std::string asked_last;
    Day asked_from;
    News news;
    for (;;) {
        const auto all = database.read([&](db::Connection& connection) { return behind(connection, which, after, upto); });
        if (all.empty())
            return;
        std::vector<std::pair<AlertId, EntryId>> finds;
        std::vector<AlertId> up_to_date, cut_short;
        for (const auto& alert : all) {
            // Alerts come by their questions: what many ask is asked once.
            if (alert.question != asked_last || alert.asked_from() < asked_from) {
                asked_from = alert.asked_from();
                news = database.read(
                    [&](db::Connection& connection) { return news_for(connection, index, alert.question, asked_from); });
            }
            asked_last = alert.question;
            (news.is_cut_short ? cut_short : up_to_date).push_back(alert.id);
            for (const auto& one : news.all)
                if (one.sequence > alert.seen && one.sequence <= upto && one.published_on >= alert.confirmed_on)
                    finds.emplace_back(alert.id, one.id);
        }
        database.write([&](db::Connection& connection) {
            for (const auto& [alert, entry] : finds)
                connection.run(sql::add_find, alert, entry, today());
            for (const auto alert : up_to_date)
                connection.run(sql::alert_saw, alert, upto, today());
            for (const auto alert : cut_short)
                connection.run(sql::alert_was_cut_short, alert, today());
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
    const auto [last, is_any_behind] = database.read([&](db::Connection& connection) {
        return std::pair(parse_day(state(connection, ran_on)), connection.query(sql::any_alert_behind, upto, today()).next());
    });
    const bool is_daily = settings.text("search.alerts") == "daily";
    if (is_daily && (last == today() || hour_in_china() < settings.number("search.alerts_hour")))
        return;
    const auto write_all_letters = [&] {
        while (write_letters(database, is_daily) > 0) {
        }
    };
    if (is_any_behind) {
        match(database, index, Which::usual, upto);
        write_all_letters();  // before what may take long again
        match(database, index, Which::cut_short, upto);
        database.write([&](db::Connection& connection) {
            set_state(connection, ran_on, to_text(today()));
            connection.run(sql::drop_old_finds, today() - told_apart_for);
        });
    }
    write_all_letters();
}

}  // namespace gongkai::search
