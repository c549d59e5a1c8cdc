// Takes a table of penalties in, and a tenth as many again to those that are there by then, and reads pages of its list: rows a
// second, and milliseconds a page. Or only writes the table, for a portal that is asked over HTTP.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <random>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/db/migrate.h"
#include "domain/people/desk.h"
#include "domain/records/import.h"

using namespace gongkai;
using namespace gongkai::records;
using Watch = std::chrono::steady_clock;

namespace {

double seconds_since(Watch::time_point from) { return std::chrono::duration<double>(Watch::now() - from).count(); }

// The examples of the kind again and again, each with a number, a day and an authority of its own.
void write_table(const std::filesystem::path& file, const Kind& kind, const people::Directory& units, std::int64_t from,
                 std::int64_t records) {
    std::mt19937 random(1);
    std::vector<std::string> authorities;
    for (const auto& unit : units.units())
        if (unit.kind == people::Kind::department)
            authorities.push_back(unit.name);
    CsvRow heads;
    for (const auto& field : kind.fields)
        heads.push_back(field.names.zh);
    std::ofstream csv(file, std::ios::binary);
    csv << csv_line(heads);
    for (auto i = from; i < from + records; ++i) {
        auto example = kind.examples[static_cast<std::size_t>(i) % kind.examples.size()];
        example["doc_no"] = fmt::format("邹罚〔2026〕{}号", i);
        example["authority"] = authorities[random() % authorities.size()];
        example["decided_on"] = to_text(make_day(2016, 1, 1) + std::chrono::days(random() % 3900));
        example["publish_until"] = "2099-12-31";
        CsvRow row;
        for (const auto& field : kind.fields) {
            const auto found = example.find(field.key);
            row.push_back(found == example.end() || field.key == "valid_to" ? std::string() : found->second);
        }
        csv << csv_line(row);
    }
}

// The most memory that this program has held, in MB.
long most_memory() {
    struct rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

void measure_page(db::Database& database, const Kind& kind, const std::string& what, const Asked& asked,
                  const Place& after = {}) {
    constexpr int times = 200;
    std::vector<double> taken;
    std::size_t rows = 0;
    for (int i = 0; i < times; ++i) {
        const auto from = Watch::now();
        database.read([&](db::Connection& connection) {
            const auto counts = counts_for(connection, kind, asked);
            rows = list_of(connection, kind, asked, counts, after, today()).rows.size();
        });
        taken.push_back(seconds_since(from) * 1000);
    }
    std::ranges::sort(taken);
    std::cout << fmt::format("{:<44} {:>3} rows  median {:.2f} ms  95 % {:.2f} ms\n", what, rows, taken[times / 2],
                             taken[times * 95 / 100]);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) {
        std::cerr << "bench_records UNITS.tsv RECORDS [TABLE.csv]\n";
        return 64;
    }
    const auto records = whole_number(argv[2]).value_or(0);
    const auto* kind = kinds().find("penalty");
    if (!kind || records < 1)
        return 64;
    const TemporaryFolder folder;
    const auto database = db::open(folder.path() / "gongkai.db");
    db::migrate(*database,
                db::embedded_migrations({"journal", "calendar", "people", "public_log", "ledger", "search", "records"}))
        .value();
    database->write(
        [&](db::Connection& connection) { people::take_in_list(connection, read_file(argv[1]).value(), "bench").value(); });
    const auto units = database->read([](db::Connection& connection) { return people::directory(connection); });
    const auto file = argc == 4 ? std::filesystem::path(argv[3]) : folder.path() / "table.csv";
    write_table(file, *kind, units, 0, records);
    if (argc == 4)
        return 0;
    const auto before = most_memory();
    const auto take = [&](std::int64_t there) {
        Report report;
        const auto from = Watch::now();
        const auto worked_from = std::clock();
        const auto sheet = Sheet::open(file, "table.csv", *kind).value();
        // Rows are told while they are proved, and from the first on again while they are written.
        double proved = 0;
        std::int64_t told = 0;
        const auto progress = [&](std::int64_t row) {
            if (row < std::exchange(told, row))
                proved = seconds_since(from);
        };
        if (const auto done = take_in(
                *database, sheet, {*kind, units.units().front().id, Marking::real, "bench.csv", "", "bench", progress}, report);
            !done) {
            std::cerr << words(Language::en, done.error()) << "\n" << faults_csv(report, Language::en).substr(0, 2000);
            return false;
        }
        const auto took = seconds_since(from);
        // Of the processor: what says the same on a machine that is busy with other things.
        const auto worked = static_cast<double>(std::clock() - worked_from) / CLOCKS_PER_SEC;
        std::cout << fmt::format(
            "import of {} records to {}: {:.1f} s ({:.1f} until they were proved), {:.0f} rows/s; of the processor {:.1f} s, "
            "{:.0f} rows/s\n",
            report.added, there, took, proved, static_cast<double>(report.added) / took, worked,
            static_cast<double>(report.added) / worked);
        std::cout << fmt::format("the table has {} MB; memory at most {} MB, {} MB before\n",
                                 std::filesystem::file_size(file) >> 20, most_memory(), before);
        return true;
    };
    if (!take(0))
        return 1;
    if (const auto more = records / 10; more > 0) {
        write_table(file, *kind, units, records, more);
        if (!take(records))
            return 1;
    }
    const auto counts = database->read([&](db::Connection& connection) { return counts_for(connection, *kind, {}); });
    Asked authority, year, both, category;
    const auto set = [&](Asked& asked, std::string_view key) {
        const auto slot = kind->slot_of(kind->find_field(key).value()).value();
        asked.filters[slot] =
            std::ranges::max_element(counts.by_value[slot], {}, &std::pair<const std::string, std::int64_t>::second)->first;
    };
    set(authority, "authority");
    set(year, "decided_on");
    set(category, "category");
    both = authority;
    set(both, "decided_on");
    measure_page(*database, *kind, "first page", {});
    measure_page(*database, *kind, "first page of an authority", authority);
    measure_page(*database, *kind, "first page of a year", year);
    measure_page(*database, *kind, "first page of an authority in a year", both);
    measure_page(*database, *kind, "first page of one of several choices", category);
    // Days are kept newest first, each digit turned round: this is about 2021.
    const Place middle{"7978", 0};
    measure_page(*database, *kind, "a page deep in the list", {}, middle);
    return 0;
}
