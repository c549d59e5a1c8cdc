// bench_search make DOCUMENTS FOLDER   writes documents.tsv and queries.tsv
// bench_search build FOLDER            builds the index and says how fast and how large
// bench_search ask FOLDER [EVERY]      asks all queries in both modes, compares every EVERYth answer with a scan, adds documents
// bench_search table FOLDER            ours beside the other engine's
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <thread>

#include "base/core/file.h"
#include "base/core/text.h"
#include "base/fulltext/scan.h"
#include "bench/search/queries.h"

namespace gongkai::bench {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr std::array kinds{"frequent", "rare", "and", "phrase", "number", "title", "facets", "by date", "filter"};
constexpr std::array modes{"exact", "unwanted"};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double processor_seconds(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

fulltext::Settings settings() {
    fulltext::Settings settings;
    settings.facet_columns = 4;
    return settings;
}

fulltext::Document document_of(std::string_view line) {
    const auto fields = split(line, '\t');
    const auto number = [&](std::size_t i) { return static_cast<std::uint32_t>(std::stoul(std::string(fields.at(i)))); };
    return {number(0),
            std::string(fields.at(1)),
            std::string(fields.at(8)),
            *parse_day(fields.at(3)),
            {number(4), number(5), number(6), number(7)},
            1};
}

// More documents than this are made anew each time they are read: as a file they would take more disk than the index.
constexpr std::uint64_t written_at_most = 2'000'000;

std::string line_of(const Paper& it) {
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", it.id, it.title, it.number, to_text(it.day), it.category, it.unit,
                       it.year, it.validity, it.body);
}

// Answers how many bytes they are as lines.
std::uint64_t for_each_document(const fs::path& folder, const std::function<void(fulltext::Document)>& take) {
    std::uint64_t bytes = 0;
    const auto read = [&](const std::string& line) {
        bytes += line.size() + 1;
        take(document_of(line));
    };
    if (std::ifstream in(folder / "documents.tsv"); in) {
        for (std::string line; std::getline(in, line);)
            read(line);
        return bytes;
    }
    std::uint64_t count = 0;
    if (!(std::ifstream(folder / "count") >> count))
        throw std::runtime_error(folder.string() + " has no corpus: bench_search make DOCUMENTS FOLDER");
    const Corpus corpus(BENCH_DATA);
    for (std::uint64_t id = 1; id <= count; ++id)
        read(line_of(corpus.paper(id)));
    return bytes;
}

std::vector<Asked> read_queries(const fs::path& folder) {
    std::vector<Asked> all;
    std::ifstream in(folder / "queries.tsv");
    for (std::string line; std::getline(in, line);)
        all.push_back(from_line(line));
    return all;
}

void make(std::uint64_t count, const fs::path& folder) {
    fs::create_directories(folder);
    const Corpus corpus(BENCH_DATA);
    std::ofstream(folder / "count") << count << '\n';
    if (count <= written_at_most) {
        std::ofstream out(folder / "documents.tsv");
        for (std::uint64_t id = 1; id <= count; ++id)
            out << line_of(corpus.paper(id)) << '\n';
    }
    std::ofstream queries(folder / "queries.tsv");
    for (const Asked& asked : make_queries(corpus, count))
        queries << to_line(asked);
}

std::string memory(const char* name) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name))
            return fmt::format("{} MB", std::stoul(line.substr(line.find_first_of("0123456789"))) / 1024);
    return "?";
}

void build(const fs::path& folder) {
    fs::remove_all(folder / "index");
    std::uint64_t documents = 0, bytes = 0;
    const auto start = Clock::now();
    fulltext::build_index(folder / "index", settings(), 1, [&](const auto& take) {
        bytes = for_each_document(folder, [&](fulltext::Document document) {
            ++documents;
            if (documents % 500'000 == 0)
                fmt::print(stderr, "{} documents read after {:.0f} s\n", documents, seconds_since(start));
            take(std::move(document));
        });
    });
    const double seconds = seconds_since(start);
    const double processors = processor_seconds(CLOCK_PROCESS_CPUTIME_ID);
    const auto opening = Clock::now();
    const auto index = std::move(*fulltext::open_index(folder / "index", settings()));
    const double opened = seconds_since(opening) * 1e3;
    const auto status = index->status();
    const auto raw = static_cast<double>(bytes);
    fmt::print("build: {} documents in {:.1f} s, {:.0f} documents/s; {:.1f} s of two processors, {:.0f} documents/s; peak {}\n",
               documents, seconds, static_cast<double>(documents) / seconds, processors / 2,
               static_cast<double>(documents) * 2 / processors, memory("VmHWM"));
    fmt::print("size: index {:.0f} MB = {:.3f} of raw, texts {:.0f} MB = {:.3f} of raw; opened in {:.1f} ms\n",
               static_cast<double>(status.index_bytes) / 1e6, static_cast<double>(status.index_bytes) / raw,
               static_cast<double>(status.text_bytes) / 1e6, static_cast<double>(status.text_bytes) / raw, opened);
}

// Time on the clock, and time of the processor: the two differ by what else the machine did meanwhile.
struct Measured {
    std::string kind;
    double ms = 0;
    double processor_ms = 0;
    std::uint64_t total = 0;
};

// Of three passes, the middle one for each query.
std::vector<Measured> middle(std::vector<std::vector<Measured>> passes) {
    const auto middle_of = [&](std::size_t query, double Measured::* what) {
        std::array<double, 3> three{};
        for (std::size_t i = 0; i < three.size(); ++i)
            three[i] = passes[i][query].*what;
        std::ranges::sort(three);
        return three[1];
    };
    std::vector<Measured> all = passes[0];
    for (std::size_t query = 0; query < all.size(); ++query) {
        all[query].ms = middle_of(query, &Measured::ms);
        all[query].processor_ms = middle_of(query, &Measured::processor_ms);
    }
    return all;
}

void write_measured(const fs::path& path, const std::vector<Measured>& all, double queries_a_second) {
    std::ofstream out(path);
    for (const auto& it : all)
        out << fmt::format("{}\t{:.4f}\t{:.4f}\t{}\n", it.kind, it.ms, it.processor_ms, it.total);
    out << fmt::format("queries a second\t{:.0f}\t0\t0\n", queries_a_second);
}

void ask_all(const fulltext::Index& index, const std::vector<Asked>& queries, const fs::path& folder, const std::string& mode) {
    const auto ask = [&](const Asked& asked) {
        fulltext::Query query = asked.query;
        query.total = mode == "exact" ? fulltext::Total::exact : fulltext::Total::unwanted;
        return index.find(query).total;
    };
    std::vector<std::vector<Measured>> passes(4);
    for (auto& pass : passes)
        for (const Asked& asked : queries) {
            const auto start = Clock::now();
            const double processor_start = processor_seconds(CLOCK_THREAD_CPUTIME_ID);
            const auto total = ask(asked);
            const double processor_ms = (processor_seconds(CLOCK_THREAD_CPUTIME_ID) - processor_start) * 1e3;
            pass.push_back({asked.kind, seconds_since(start) * 1e3, processor_ms, total});
        }
    passes.erase(passes.begin());  // to warm up
    std::atomic<std::size_t> next = 0;
    const auto start = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back([&] {
                for (std::size_t at = 0; (at = next++) < queries.size();)
                    ask(queries[at]);
            });
    }
    write_measured(folder / ("ours-" + mode + ".tsv"), middle(std::move(passes)),
                   static_cast<double>(queries.size()) / seconds_since(start));
}

// Totals against a scan of all texts.
void check(const fulltext::Index& index, const std::vector<Asked>& queries, const fs::path& folder, std::size_t every) {
    std::vector<const Asked*> some;
    for (std::size_t i = 0; i < queries.size(); i += every)
        some.push_back(&queries[i]);
    std::vector<fulltext::Scan> scans;
    for (const Asked* asked : some)
        scans.emplace_back(asked->query);
    std::vector<std::atomic<std::uint64_t>> totals(some.size());
    std::vector<fulltext::Document> batch;
    const auto scan = [&] {
        std::atomic<std::size_t> next = 0;
        std::vector<std::jthread> threads;
        for (int i = 0; i < 2; ++i)
            threads.emplace_back([&] {
                for (std::size_t at = 0; (at = next++) < batch.size();) {
                    const fulltext::Scanned scanned(std::move(batch[at]));
                    for (std::size_t q = 0; q < scans.size(); ++q)
                        totals[q] += scans[q].fits(scanned);
                }
            });
        threads.clear();
        batch.clear();
    };
    for_each_document(folder, [&](fulltext::Document document) {
        batch.push_back(std::move(document));
        if (batch.size() == 10'000)
            scan();
    });
    scan();
    std::size_t same = 0;
    std::ofstream out(folder / "scan.tsv");
    for (std::size_t q = 0; q < some.size(); ++q) {
        const auto answer = index.find(some[q]->query);
        same += answer.is_exact && answer.total == totals[q];
        out << q * every << '\t' << totals[q] << '\n';
    }
    fmt::print("scan: {} of {} totals are equal\n", same, some.size());
}

// To a copy of hard links, for segments never change.
void add_documents(const fs::path& folder) {
    const Corpus corpus(BENCH_DATA);
    const fs::path copy = folder / "index-added";
    fs::remove_all(copy);
    fs::copy(folder / "index", copy, fs::copy_options::recursive | fs::copy_options::create_hard_links);
    const auto opened = std::move(*fulltext::open_index(copy, settings()));
    fulltext::Index& index = *opened;
    std::vector<double> ms;
    std::uint64_t sequence = index.sequence();
    for (std::uint64_t id = 900'000'000; id < 900'000'500; ++id) {
        const Paper it = corpus.paper(id);
        fulltext::Document document{id, it.title, it.body, it.day, {it.category, it.unit, it.year, it.validity}, 1};
        const auto start = Clock::now();
        index.apply(++sequence, {std::move(document)});
        ms.push_back(seconds_since(start) * 1e3);
    }
    std::ranges::sort(ms);
    fmt::print("added, visible and durable: p50 {:.2f} ms, p95 {:.2f} ms, p99 {:.2f} ms\n", ms[250], ms[475], ms[495]);
}

void ask(const fs::path& folder, std::size_t every) {
    const auto queries = read_queries(folder);
    const auto opening = Clock::now();
    const auto index = std::move(*fulltext::open_index(folder / "index", settings()));
    fmt::print("opened in {:.1f} ms\n", seconds_since(opening) * 1e3);
    for (const char* mode : modes)
        ask_all(*index, queries, folder, mode);
    fmt::print("resident while serving: {}, of which {} are its own and the rest files that the system may take back\n",
               memory("VmRSS"), memory("RssAnon"));
    std::cout << std::flush;
    if (every > 0)
        check(*index, queries, folder, every);
    add_documents(folder);
}

std::vector<Measured> read_measured(const fs::path& path) {
    std::vector<Measured> all;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const auto fields = split(line, '\t');
        all.push_back({std::string(fields.at(0)), std::stod(std::string(fields.at(1))), std::stod(std::string(fields.at(2))),
                       std::stoull(std::string(fields.at(3)))});
    }
    return all;
}

struct Row {
    double p50, p95, p99, mean;
};

Row row_of(const std::vector<Measured>& all, std::string_view kind, double Measured::* what) {
    std::vector<double> ms;
    double sum = 0;
    for (const auto& it : all)
        if (kind == "all" || it.kind == kind) {
            ms.push_back(it.*what);
            sum += it.*what;
        }
    std::ranges::sort(ms);
    const auto at = [&](double share) {
        return ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ms.size())))];
    };
    return {at(0.5), at(0.95), at(0.99), sum / static_cast<double>(ms.size())};
}

std::string to_text(const Row& row) { return fmt::format("{:8.3f} {:8.3f} {:8.3f}", row.p50, row.p95, row.p99); }

// How many of the totals that the scan counted are the other engine's too.
void compare_with_scan(const std::vector<Measured>& other, const fs::path& scanned) {
    std::ifstream in(scanned);
    std::size_t same = 0, all = 0;
    for (std::string line; std::getline(in, line); ++all) {
        const auto fields = split(line, '\t');
        same += other.at(std::stoul(std::string(fields.at(0)))).total == std::stoull(std::string(fields.at(1)));
    }
    fmt::print("scan: {} of {} of Lucene's totals are equal\n", same, all);
}

void print_alone(std::string_view mode, const std::vector<Measured>& ours, double rate) {
    fmt::print("\ntotals {}, ms p50 / p95 / p99, on the clock | of the processor\n", mode);
    const auto line = [&](std::string_view kind) {
        fmt::print("{:10} {} | {}\n", kind, to_text(row_of(ours, kind, &Measured::ms)),
                   to_text(row_of(ours, kind, &Measured::processor_ms)));
    };
    std::ranges::for_each(kinds, line);
    line("all");
    fmt::print("queries/s, 2 threads: {:.0f}\n", rate);
}

void table(const fs::path& folder) {
    for (const char* mode : modes) {
        auto ours = read_measured(folder / fmt::format("ours-{}.tsv", mode));
        auto other = read_measured(folder / fmt::format("lucene-{}.tsv", mode));
        if (ours.empty())
            throw std::runtime_error("nothing was asked yet: bench_search ask FOLDER");
        const double our_rate = ours.back().ms;
        if (other.empty()) {
            ours.pop_back();
            print_alone(mode, ours, our_rate);
            continue;
        }
        const double other_rate = other.back().ms;
        ours.pop_back();
        other.pop_back();
        fmt::print(
            "\ntotals {}, ms p50 / p95 / p99:        ours |                     Lucene | ratio of means, processor, medians\n",
            mode);
        double product = 1, processor_product = 1, median_product = 1, least = std::numeric_limits<double>::max(),
               least_median = least;
        const auto line = [&](std::string_view kind) {
            const Row a = row_of(ours, kind, &Measured::ms), b = row_of(other, kind, &Measured::ms);
            const double ratio = b.mean / a.mean;
            const double processor_ratio =
                row_of(other, kind, &Measured::processor_ms).mean / row_of(ours, kind, &Measured::processor_ms).mean;
            fmt::print("{:10} {} | {} | {:6.2f} {:6.2f} {:6.2f}\n", kind, to_text(a), to_text(b), ratio, processor_ratio,
                       b.p50 / a.p50);
            return std::array{ratio, processor_ratio, b.p50 / a.p50};
        };
        for (const char* kind : kinds) {
            const auto [ratio, processor_ratio, median_ratio] = line(kind);
            product *= ratio;
            processor_product *= processor_ratio;
            median_product *= median_ratio;
            least = std::min(least, processor_ratio);
            least_median = std::min(least_median, median_ratio);
        }
        line("all");
        fmt::print("processor  {} | {}\n", to_text(row_of(ours, "all", &Measured::processor_ms)),
                   to_text(row_of(other, "all", &Measured::processor_ms)));
        const auto mean = [](double product_of_all) { return std::pow(product_of_all, 1.0 / kinds.size()); };
        fmt::print("queries/s, 2 threads: {:.0f} | {:.0f}; of two whole processors: {:.0f} | {:.0f}\n", our_rate, other_rate,
                   2e3 / row_of(ours, "all", &Measured::processor_ms).mean,
                   2e3 / row_of(other, "all", &Measured::processor_ms).mean);
        fmt::print(
            "geometric mean over the classes: of means {:.2f}, of processor time {:.2f} (least {:.2f}), of medians {:.2f} "
            "(least {:.2f})\n",
            mean(product), mean(processor_product), least, mean(median_product), least_median);
        if (mode != std::string_view("exact"))
            continue;
        std::size_t same = 0;
        for (std::size_t i = 0; i < std::min(ours.size(), other.size()); ++i)
            same += ours[i].total == other[i].total;
        fmt::print("Lucene has the same total in {} of {}\n", same, ours.size());
        compare_with_scan(other, folder / "scan.tsv");
    }
}

}  // namespace
}  // namespace gongkai::bench

int main(int count, char** arguments) try {
    using namespace gongkai::bench;
    const std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() == 3 && words[0] == "make")
        make(std::stoull(words[1]), words[2]);
    else if (words.size() == 2 && words[0] == "build")
        build(words[1]);
    else if (words.size() >= 2 && words[0] == "ask")
        ask(words[1], words.size() > 2 ? std::stoull(words[2]) : 0);
    else if (words.size() == 2 && words[0] == "table")
        table(words[1]);
    else
        return std::cerr << "bench_search make DOCUMENTS FOLDER | build FOLDER | ask FOLDER [EVERY] | table FOLDER\n", 2;
} catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
}
