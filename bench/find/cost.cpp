// What the questions of bench/search cost the processor, class by class and without a server: what the room does for one page,
// and how much of it the index takes; for bench/find/run --cost:
//   bench_find_cost ask DATA [ANSWERS]   ANSWERS: a file that gets all answers, a line each, to be compared with those of another
//   build bench_find_cost fill DATA COUNT      where nothing else is measured: so many documents as the search has them, without
//   deeds, and
//                                        their index: ten times faster than bench_find, and no document has a page
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "app/rooms.h"
#include "base/core/text.h"
#include "bench/search/queries.h"
#include "domain/catalogue/desk.h"
#include "domain/search/answers.h"
#include "domain/search/desk.h"
#include "domain/search/finder.h"
#include "domain/search/follow.h"
#include "domain/search/suggest.h"
#include "domain/search/told.h"

using namespace gongkai;

namespace {

constexpr int rounds = 3;            // the middle one counts
constexpr std::uint32_t units = 45;  // as a county has them

// Of all threads: one question is asked at a time, and a large count is parted between two.
double now_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// The index, with what it was asked.
class Watched final : public fulltext::Index {
  public:
    enum What { counted, all, any, bounds, texts, whats };
    struct Spent {
        double ms[whats] = {};
        int times[whats] = {};
    };

  private:
    template <class Ask>
    auto timed(What what, Ask ask) const {
        const double from = now_ms();
        auto answer = ask();
        spent_.ms[what] += now_ms() - from;
        ++spent_.times[what];
        return answer;
    }

  public:
    explicit Watched(fulltext::Index& index) : index_(index) {}
    std::future<void> submit(std::uint64_t sequence, std::vector<fulltext::Change> changes) override {
        return index_.submit(sequence, std::move(changes));
    }
    std::uint64_t sequence() const override { return index_.sequence(); }
    fulltext::Answer find(const fulltext::Query& query) const override {
        return timed(query.match == fulltext::Match::any     ? any
                     : query.total == fulltext::Total::exact ? counted
                                                             : all,
                     [&] { return index_.find(query); });
    }
    std::uint64_t at_most(const fulltext::Word& word) const override {
        return timed(bounds, [&] { return index_.at_most(word); });
    }
    std::optional<fulltext::Document> document(std::uint64_t key) const override {
        return timed(texts, [&] { return index_.document(key); });
    }
    fulltext::Status status() const override { return index_.status(); }
    fulltext::Verification verify(const fulltext::Source& source) const override { return index_.verify(source); }
    void rebuild(const fulltext::Source& source) override { index_.rebuild(source); }
    void settle() override { index_.settle(); }
    Spent take() const { return std::exchange(spent_, {}); }

  private:
    fulltext::Index& index_;
    mutable Spent spent_;
};

struct Cost {
    double ms = 0;
    Watched::Spent index;
    double statements = 0;
    std::string text;
};

double at_share(std::vector<double> all, double share) {
    std::ranges::sort(all);
    return all[std::min(all.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all.size())))];
}

constexpr const char* names_of_spent[] = {"counted", "first page", "any word", "bounds", "texts"};

void print_slowest(std::vector<Cost> costs) {
    constexpr std::size_t shown = 20;
    std::ranges::sort(costs, std::ranges::greater(), &Cost::ms);
    costs.resize(std::min(costs.size(), shown));
    for (const auto& cost : costs) {
        std::printf("%7.2f ms  %s:", cost.ms, cost.text.c_str());
        for (int what = 0; what < Watched::whats; ++what)
            if (cost.index.times[what] > 0)
                std::printf("  %s %d in %.2f", names_of_spent[what], cost.index.times[what], cost.index.ms[what]);
        std::printf("\n");
    }
}

void print(const std::string& name, const std::vector<Cost>& costs) {
    std::vector<double> ms;
    double sum = 0, statements = 0;
    Watched::Spent spent;
    for (const auto& cost : costs) {
        ms.push_back(cost.ms);
        sum += cost.ms;
        statements += cost.statements;
        for (int what = 0; what < Watched::whats; ++what) {
            spent.ms[what] += cost.index.ms[what];
            spent.times[what] += cost.index.times[what];
        }
    }
    const auto count = static_cast<double>(costs.size());
    std::printf("%-9s p50 %6.2f  p95 %6.2f  p99 %6.2f  mean %6.2f ms; %4.1f SQL;", name.c_str(), at_share(ms, 0.5),
                at_share(ms, 0.95), at_share(ms, 0.99), sum / count, statements / count);
    for (int what = 0; what < Watched::whats; ++what)
        std::printf("  %s %.1f in %.2f", names_of_spent[what], spent.times[what] / count, spent.ms[what] / count);
    std::printf("\n");
}

const bench::Corpus& corpus() {
    static const bench::Corpus all(BENCH_DATA);
    return all;
}

search::Entry entry_of(const bench::Paper& paper) {
    search::Entry entry;
    entry.source = "document";
    entry.key = std::to_string(paper.id);
    entry.title = paper.title;
    entry.kind = {"notice", "通知公告", "Notice"};
    entry.unit = {std::to_string(paper.unit % units + 1), "单位" + std::to_string(paper.unit % units + 1), ""};
    const auto& theme = catalogue::themes().at(paper.category % catalogue::themes().size());
    entry.theme = {theme.code, theme.zh, theme.en};
    entry.published_on = paper.day;
    entry.address = "/documents/" + entry.key;
    entry.formats = {"html"};
    entry.act = search::Act::ask;
    entry.act_address = "/units/" + entry.unit.code;
    return entry;
}

int fill(const std::filesystem::path& data, std::int64_t count) {
    constexpr std::int64_t at_once = 5'000;
    auto database = open_database(data, "").value();
    for (auto there = database->read(search::count_entries); there < count;) {
        const auto to = std::min(count, there + at_once);
        database->write([&](db::Connection& connection) {
            search::HandOver hand_over(connection);
            while (there < to)
                hand_over(entry_of(corpus().paper(static_cast<std::uint64_t>(++there))));
            hand_over.finish();
        });
        std::fprintf(stderr, "\r%lld ", static_cast<long long>(there));
    }
    const search::Texts texts = [](db::Connection&, const std::vector<std::string>& keys) {
        std::vector<std::string> all;
        for (const auto& key : keys)
            all.push_back(corpus().paper(static_cast<std::uint64_t>(whole_number(key).value_or(1))).body);
        return all;
    };
    search::Source documents{"document", nullptr, nullptr, texts};
    search::throw_away(search::folder_in(data));
    const auto lock = search::FolderLock::take(search::folder_in(data));
    search::open_or_make(*database, search::folder_in(data), {documents},
                         [](std::size_t done, std::size_t total) { std::fprintf(stderr, "\rindex %zu of %zu ", done, total); });
    return 0;
}

int ask(const std::filesystem::path& data, const char* answers_file) {
    auto opened = open_database(data, "");
    const auto settings = Settings::load(data);
    auto copy = search::ReadingCopy::of(search::folder_in(data));
    if (!opened || !settings || !copy) {
        std::fprintf(stderr, "%s has no database, no settings or no index\n", data.c_str());
        return 1;
    }
    auto& database = **opened;
    const auto sources = search_sources(*settings);
    const Watched index(copy->index());
    const auto known = database.read([](db::Connection& connection) { return search::suggestions(connection); });
    std::ofstream answers(answers_file);
    std::map<std::string, std::vector<Cost>> by_kind;
    for (const auto& [kind, query] : bench::make_queries(corpus(), index.status().documents)) {
        search::Asked asked;
        for (const auto& word : query.words)
            asked.text += (asked.text.empty() ? "" : " ") + word.text;
        if (query.order == fulltext::Order::newest)
            asked.order = search::Order::newest;
        std::vector<Cost> costs;
        for (int round = 0; round < rounds; ++round) {
            index.take();
            const auto statements = db::statements_run();
            const double from = now_ms();
            std::optional<search::Answer> answer;
            auto found = database.read([&](db::Connection& connection) {
                auto all = search::find(connection, index, known.get(), asked);
                if (all) {
                    answer = search::answer_to(connection, index, sources, asked, *all, Language::zh);
                    search::add_contacts(connection, sources, *all);
                }
                return all;
            });
            costs.push_back(
                {now_ms() - from, index.take(), static_cast<double>(db::statements_run() - statements), kind + ' ' + asked.text});
            if (round == 0 && found) {
                found->took = {};
                answers << kind << '\t' << asked.text << '\t' << boost::json::serialize(search::told(*found, asked, answer))
                        << '\n';
            }
        }
        std::ranges::sort(costs, {}, &Cost::ms);
        by_kind[kind].push_back(costs[rounds / 2]);
        by_kind["~ all"].push_back(costs[rounds / 2]);
    }
    for (const auto& [kind, costs] : by_kind)
        print(kind, costs);
    print_slowest(by_kind["~ all"]);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view verb = argc > 2 ? argv[1] : "";
    if (verb == "ask" && argc <= 4)
        return ask(argv[2], argc == 4 ? argv[3] : "/dev/null");
    if (const auto count = verb == "fill" && argc == 4 ? whole_number(argv[3]) : std::nullopt)
        return fill(argv[2], *count);
    std::fprintf(stderr, "bench_find_cost ask DATA [ANSWERS] | fill DATA COUNT\n");
    return 64;
}
