// /search of a running server as many people use it at once, while documents are published; for bench/find/run:
//   bench_find fill DATA COUNT                         documents of bench/search by the deeds of officers, until there are COUNT
//   bench_find ask DATA PORT SECONDS CLIENTS THINK RATE   each reads THINK ms in the mean before he asks again (0: all ask
//   without end);
//                                                         RATE documents a second are published meanwhile
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/rooms.h"
#include "base/core/text.h"
#include "base/web/raw_client.h"
#include "base/web/target.h"
#include "bench/search/queries.h"
#include "domain/catalogue/desk.h"
#include "domain/people/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/rules.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

using namespace gongkai;
using namespace gongkai::publishing;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t deeds_at_once = 500;  // documents a transaction while it is filled
constexpr double most_p99_ms = 30, most_found_ms = 1'000, most_publish_ms = 200;

double ms_since(Clock::time_point from) { return std::chrono::duration<double, std::milli>(Clock::now() - from).count(); }

double at_share(std::vector<double>& all, double share) {
    if (all.empty())
        return 0;
    std::ranges::sort(all);
    return all[std::min(all.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all.size())))];
}

class Press {
  public:
    explicit Press(const char* data) : corpus_(BENCH_DATA) {
        auto opened = open_database(std::filesystem::path(data), "");
        if (!opened) {
            std::fprintf(stderr, "%s\n", words(Language::en, opened.error()).c_str());
            std::exit(1);
        }
        database_ = std::move(*opened);
        database_->write([](db::Connection& connection) { catalogue::install(connection); });
        database_->read([&](db::Connection& connection) {
            const auto directory = people::directory(connection);
            for (const auto& unit : directory.units())
                units_.push_back(unit.id);
            there_ = static_cast<std::uint64_t>(counts_for(connection, {}).total);
        });
    }
    std::uint64_t there() const { return there_; }
    const bench::Corpus& corpus() const { return corpus_; }

    // So many more, in one transaction.
    void publish(std::uint64_t count) {
        database_->write([&](db::Connection& connection) {
            for (std::uint64_t i = 1; i <= count; ++i)
                publish_one(connection, corpus_.paper(there_ + i));
        });
        there_ += count;
    }

  private:
    void publish_one(db::Connection& connection, const bench::Paper& paper) {
        const By by{"bench", {true, true, true, true, true, true}};
        const House without_steps{{}};
        setenv("GONGKAI_NOW", (to_text(paper.day) + "T02:00:00Z").c_str(), 1);
        const auto& type = *find_type("notice");
        Text text;
        text.title = paper.title;
        text.column = type.column;
        text.theme = catalogue::themes().at(paper.category % catalogue::themes().size()).code;
        text.body = body_from(paper.body);
        const auto id = begin(connection, units_[paper.unit % units_.size()], type.key, text, by);
        const auto version = [&] { return find_document(connection, *id)->version; };
        const auto check = [&](const auto& result) {
            if (!result) {
                std::fprintf(stderr, "%s\n", words(Language::en, result.error()).c_str());
                std::exit(1);
            }
        };
        check(id);
        check(submit(connection, *id, version(), by, without_steps));
        check(gongkai::publishing::publish(connection, *id, version(), by, without_steps));
    }

    bench::Corpus corpus_;
    std::unique_ptr<db::Database> database_;
    std::vector<people::UnitId> units_;
    std::uint64_t there_ = 0;
};

int fill(Press& press, std::uint64_t count) {
    const auto from = Clock::now();
    const auto before = press.there();
    while (press.there() < count) {
        press.publish(std::min(deeds_at_once, count - press.there()));
        const double seconds = ms_since(from) / 1000;
        std::fprintf(stderr, "\r%llu of %llu, %.0f a second ", static_cast<unsigned long long>(press.there()),
                     static_cast<unsigned long long>(count), static_cast<double>(press.there() - before) / seconds);
    }
    std::fprintf(stderr, "\n");
    return 0;
}

struct Heard {
    std::string kind;
    double ms = 0;
    bool is_fine = false;
};

// The first six Han characters in a row.
std::string first_run(const std::string& text) {
    std::u32string run;
    for (const char32_t c : to_code_points(text)) {
        if (run.size() == 6)
            break;
        is_han(c) ? run.push_back(c) : run.clear();
    }
    return to_utf8(run);
}

std::string get(web::RawClient& client, const std::string& target) {
    client.say("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
    return client.hear();
}

int ask(Press& press, std::uint16_t port, int seconds, int clients, int think_ms, int rate) {
    std::vector<std::pair<std::string, std::string>> targets;  // kind of query, address
    for (const auto& asked : bench::make_queries(press.corpus(), press.there())) {
        std::string text;
        for (const auto& word : asked.query.words)
            text += (text.empty() ? "" : " ") + word.text;
        targets.emplace_back(
            asked.kind, "/search?q=" + web::encode(text) + (asked.query.order == fulltext::Order::newest ? "&order=newest" : ""));
    }
    std::atomic<bool> is_over = false;
    std::atomic<std::size_t> next = 0;
    std::vector<std::vector<Heard>> heard(static_cast<std::size_t>(clients));
    std::vector<double> kept_pages, published, found;
    const auto until = Clock::now() + std::chrono::seconds(seconds);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : heard)
            threads.emplace_back([&, seed = threads.size()] {
                bench::Random chance(seed);
                web::RawClient client(port);
                const auto read = [&] {
                    if (think_ms > 0)
                        std::this_thread::sleep_for(std::chrono::milliseconds(chance.below(2 * static_cast<unsigned>(think_ms))));
                };
                read();  // people do not begin all at once
                while (!is_over) {
                    const auto& [kind, target] = targets[next++ * 7 % targets.size()];
                    const auto from = Clock::now();
                    const auto answer = get(client, target);
                    mine.push_back({kind, ms_since(from), answer.starts_with("HTTP/1.1 200")});
                    read();
                }
            });
        // A page that has nothing to do with the search.
        threads.emplace_back([&] {
            web::RawClient client(port);
            while (!is_over) {
                const auto from = Clock::now();
                get(client, "/guide");
                kept_pages.push_back(ms_since(from));
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        });
        // Every 25th document that was published is looked for.
        threads.emplace_back([&] {
            web::RawClient client(port);
            auto due = Clock::now();
            while (!is_over && rate > 0) {
                const auto from = Clock::now();
                press.publish(1);
                published.push_back(ms_since(from));
                due += std::chrono::microseconds(1'000'000 / rate);
                if (press.there() % 25 == 0) {
                    const auto paper = press.corpus().paper(press.there());
                    const auto& title = paper.title;
                    // Words of the text beside the title: a title alone is found by the database.
                    const auto target = "/api/v1/search?q=" + web::encode(title + " " + first_run(paper.body));
                    const auto acknowledged = Clock::now();
                    client.say("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    const auto is_found = [&](const std::string& answer) {  // the question is said back before the hits
                        const auto hits = answer.find("\"hits\"");
                        return hits != std::string::npos && answer.find("\"title\":\"" + title, hits) != std::string::npos;
                    };
                    while (!is_found(client.hear()) && ms_since(acknowledged) < 10'000) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(10));
                        client.say("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    }
                    found.push_back(ms_since(acknowledged));
                    if (found.back() > most_found_ms)
                        std::fprintf(stderr, "\nfound late or never: %s\n", target.c_str());
                }
                std::this_thread::sleep_until(due);
            }
        });
        while (Clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            std::fprintf(stderr, "\r%zu questions ", next.load());
        }
        is_over = true;
    }
    std::fprintf(stderr, "\n");
    std::map<std::string, std::vector<double>> by_kind;
    std::size_t refused = 0, count = 0;
    for (const auto& mine : heard)
        for (const auto& one : mine) {
            ++count;
            refused += one.is_fine ? 0 : 1;
            by_kind[one.kind].push_back(one.ms);
            by_kind["all"].push_back(one.ms);
        }
    std::printf("%llu documents, %d clients that read %d ms, %d published a second: %.0f pages a second, %zu of %zu refused\n",
                static_cast<unsigned long long>(press.there()), clients, think_ms, rate, static_cast<double>(count) / seconds,
                refused, count);
    const auto line = [](const char* name, std::vector<double>& all) {
        std::printf("%-28s %7zu  p50 %7.1f  p95 %7.1f  p99 %7.1f ms\n", name, all.size(), at_share(all, 0.5), at_share(all, 0.95),
                    at_share(all, 0.99));
    };
    for (auto& [kind, all] : by_kind)
        line(("/search, " + kind).c_str(), all);
    line("a page without search", kept_pages);
    line("publish, one deed", published);
    line("published until found", found);
    const bool is_missed = at_share(by_kind["all"], 0.99) > most_p99_ms || at_share(found, 0.99) > most_found_ms ||
                           at_share(published, 0.99) > most_publish_ms || refused > 0;
    if (is_missed)
        std::printf("missed: /search within %.0f ms, found within %.0f ms, published within %.0f ms (p99), nothing refused\n",
                    most_p99_ms, most_found_ms, most_publish_ms);
    return is_missed ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> said(argv + 1, argv + argc);
    const auto number = [&](std::size_t i) { return i < said.size() ? whole_number(said[i]).value_or(0) : 0; };
    if (said.size() == 3 && said[0] == "fill") {
        Press press(argv[2]);
        return fill(press, static_cast<std::uint64_t>(number(2)));
    }
    if (said.size() == 7 && said[0] == "ask") {
        Press press(argv[2]);
        return ask(press, static_cast<std::uint16_t>(number(2)), static_cast<int>(number(3)), static_cast<int>(number(4)),
                   static_cast<int>(number(5)), static_cast<int>(number(6)));
    }
    std::fprintf(stderr, "bench_find fill DATA COUNT | ask DATA PORT SECONDS CLIENTS THINK RATE\n");
    return 64;
}
