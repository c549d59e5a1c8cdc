// Known items among thousands of documents that were made and not chosen: bench/search writes them, the same each time.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "base/core/text.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "bench/search/corpus.h"
#include "domain/search/desk.h"
#include "domain/search/finder.h"
#include "domain/search/follow.h"
#include "domain/search/words_of.h"

namespace gongkai::relevance {
namespace {

constexpr std::uint64_t papers = 4'000;
constexpr std::uint64_t every = 40;  // each of these is a known item

search::Entry entry_of(const bench::Paper& paper) {
    search::Entry entry;
    entry.source = "document";
    entry.key = std::to_string(paper.id);
    entry.title = paper.title;
    entry.number = paper.number;
    entry.body = paper.body;
    entry.kind = {"policy_document", "政策文件", ""};
    entry.unit = {std::to_string(paper.unit), "单位" + std::to_string(paper.unit), ""};
    entry.published_on = paper.day;
    entry.address = "/documents/" + entry.key;
    return entry;
}

TEST(Corpus, gives_back_its_papers_by_title_by_half_a_title_by_number_and_with_a_wrong_character) {
    const bench::Corpus corpus{BENCH_DATA};
    const db::FreshDatabase fresh;
    const auto database = fresh.open();
    db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
    const search::Sources sources{{"document", nullptr, nullptr, nullptr}};
    const TemporaryFolder folder;
    std::vector<bench::Paper> known;
    std::map<std::string, int> times;
    std::map<std::string, int> numbers;
    database->write([&](db::Connection& connection) {
        for (std::uint64_t id = 1; id <= papers; ++id) {
            const auto paper = corpus.paper(id);
            search::hand_over(connection, entry_of(paper));
            ++times[paper.title];
            ++numbers[paper.number];
            if (id % every == 0)
                known.push_back(paper);
        }
    });
    std::erase_if(known, [&](const auto& paper) {
        return times[paper.title] > 1 || count_code_points(paper.title) < 10 ||
               (paper.number.empty() && numbers[paper.number] > 1);
    });
    ASSERT_GE(known.size(), 60u);
    const auto index = search::open_or_make(*database, folder.path(), sources);
    const auto suggestions = database->read([](db::Connection& connection) { return search::suggestions(connection); });

    std::map<std::string, std::pair<double, int>> classes;
    const auto ask = [&](const std::string& name, const std::string& query, const bench::Paper& paper) {
        const auto found = database->read([&](db::Connection& connection) {
            return search::find(connection, *index, suggestions.get(), search::Asked{query});
        });
        ASSERT_TRUE(found) << query;
        const auto at = std::ranges::find_if(found->hits, [&](const auto& hit) {
            return hit.kept.entry.key == std::to_string(paper.id) ||
                   (name == "half a title" && hit.kept.entry.title.find(query) != std::string::npos);
        });
        auto& [sum, count] = classes[name];
        const double one = at == found->hits.end() ? 0 : 1.0 / static_cast<double>(at - found->hits.begin() + 1);
        if (one < 1)
            std::cout << "  " << query << "  " << one << "  "
                      << (found->hits.empty() ? "-" : found->hits.front().kept.entry.title) << '\n';
        sum += one;
        ++count;
    };
    for (const auto& paper : known) {
        const auto title = to_code_points(paper.title);
        ask("whole title", paper.title, paper);
        ask("half a title", to_utf8(title.substr(title.size() / 4, std::max<std::size_t>(9, title.size() / 2))), paper);
        auto wrong = title;
        wrong[title.size() / 2] = U'曌';
        ask("wrong character", to_utf8(wrong), paper);
        if (!paper.number.empty() && numbers[paper.number] == 1) {
            ask("number as printed", paper.number, paper);
            ask("number as typed", replace_all(replace_all(paper.number, "〔", ""), "〕", " "), paper);
        }
    }
    for (const auto& [name, sum] : classes) {
        const double mrr = sum.first / sum.second;
        std::cout << "relevance: " << papers << " papers, " << name << ", " << sum.second << " known items, MRR " << mrr << '\n';
        EXPECT_GE(mrr, name == "wrong character" ? 0.98 : name == "half a title" ? 0.96 : 0.99) << name;
    }
}

}  // namespace
}  // namespace gongkai::relevance
