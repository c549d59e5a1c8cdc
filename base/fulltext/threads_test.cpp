// Readers, a writer, merges, a rebuild and a check at the same time: a reader sees each batch whole or not at all.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/core/file.h"
#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

constexpr std::uint64_t pairs = 40;

// Two documents with one version; only together are they right.
std::vector<Change> pair_of(std::uint64_t number, std::uint64_t version) {
    const std::string text = "政务公开 pair" + std::to_string(number) + " version" + std::to_string(version);
    return {Document{number * 2, text, "工作要点", make_day(2019, 1, 1), {1, 2}, 1},
            Document{number * 2 + 1, text, "公开年报", make_day(2019, 6, 1), {2, 3}, 1}};
}

TEST(fulltext_threads, readers_see_each_batch_whole_while_everything_moves) {
    const TemporaryFolder folder;
    Settings settings;
    settings.facet_columns = 2;
    settings.log_bytes = 20'000;
    settings.build_batch = 10;
    const auto index = std::move(*open_index(folder.path(), settings));
    std::atomic<bool> is_over = false;
    std::atomic<std::uint64_t> torn = 0, asked = 0;
    std::vector<std::uint64_t> versions(pairs, 0);
    {
        std::vector<std::jthread> threads;
        for (std::uint64_t reader = 0; reader < 3; ++reader)
            threads.emplace_back([&, reader] {
                Chance chance(reader);
                while (!is_over) {
                    Query query;
                    query.words = {{"政务公开"}, {"pair" + std::to_string(chance.below(pairs))}};
                    query.facets = {{0, 5}};
                    const Answer answer = index->find(query);
                    torn += answer.total % 2 != 0 || answer.total > 2;
                    if (!answer.hits.empty()) {
                        const auto one = index->document(answer.hits[0].key);
                        torn += !one || !one->title.contains("政务公开");
                    }
                    ++asked;
                }
            });
        threads.emplace_back([&] {
            while (!is_over) {
                index->settle();
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                torn += !index->verify().is_clean();
            }
        });
        Chance chance(7);
        std::uint64_t sequence = 0;
        std::map<std::uint64_t, std::future<void>> done;
        for (int i = 0; i < 600; ++i) {
            const std::uint64_t number = chance.below(pairs);
            ++sequence;
            done[number] = index->submit(sequence, pair_of(number, versions[number] = sequence));
            if (i == 300) {
                done.clear();
                index->apply(++sequence, {});
                index->rebuild([&](const auto& take) {
                    for (std::uint64_t pair = 0; pair < pairs; ++pair)
                        if (versions[pair] > 0)
                            for (Change& change : pair_of(pair, versions[pair]))
                                take(std::get<Document>(std::move(change)));
                });
            }
        }
        for (auto& [number, one] : done)
            one.get();
        is_over = true;
    }
    EXPECT_EQ(torn, 0u);
    EXPECT_GT(asked, 0u);
    for (std::uint64_t number = 0; number < pairs; ++number)
        if (versions[number] > 0) {
            Query query;
            query.words = {{"version" + std::to_string(versions[number])}};
            EXPECT_EQ(index->find(query).total, 2u);
        }
}

}  // namespace
}  // namespace gongkai::fulltext
