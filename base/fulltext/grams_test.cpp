#include "base/fulltext/grams.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/file.h"
#include "base/fulltext/invert.h"
#include "base/fulltext/plan.h"
#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

// The rows at the front of a text, longest last.
std::vector<std::size_t> lengths_at_front(const Grams& grams, std::string_view text) {
    std::vector<Unit> units;
    read_units(text, *Fold::standard(), 0, units);
    std::vector<std::size_t> lengths;
    grams.at_front(units, [&](std::uint32_t, std::size_t length) { lengths.push_back(length); });
    return lengths;
}

std::vector<std::string> sample(std::size_t texts) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < texts; ++i)
        all.push_back(std::string(i % 4 == 0 ? "市政府办公室" : "各镇街") + "，" + (i % 50 == 0 ? "临时救助" : "通知") +
                      std::string(600, ' '));
    return all;
}

TEST(fulltext_grams, rows_that_many_texts_have_are_learned_with_all_they_begin_with) {
    const auto grams = Grams::learn(sample(200), *Fold::standard());
    EXPECT_EQ(lengths_at_front(*grams, "市政府办公室主任"), (std::vector<std::size_t>{3, 4, 5, 6}));
    EXPECT_EQ(lengths_at_front(*grams, "市政府，办公室"), (std::vector<std::size_t>{3})) << "no row goes across a sign";
    EXPECT_EQ(lengths_at_front(*grams, "各镇街"), (std::vector<std::size_t>{3}));
    EXPECT_TRUE(lengths_at_front(*grams, "通知各镇街").empty());
    EXPECT_TRUE(lengths_at_front(*grams, "市政").empty()) << "a pair is none";
}

TEST(fulltext_grams, rows_take_no_more_than_their_share_of_the_text) {
    std::vector<std::string> texts = sample(200);
    for (auto& text : texts)
        text.resize(text.find(' '));  // short texts leave room for few lists
    EXPECT_LT(Grams::learn(texts, *Fold::standard())->size(), Grams::learn(sample(200), *Fold::standard())->size());
}

TEST(fulltext_grams, the_bytes_give_the_same_rows_and_wrong_bytes_are_refused) {
    const auto grams = Grams::learn(sample(200), *Fold::standard());
    const Grams again(grams->bytes());
    EXPECT_EQ(again.size(), grams->size());
    EXPECT_EQ(lengths_at_front(again, "市政府办公室"), lengths_at_front(*grams, "市政府办公室"));
    EXPECT_THROW(Grams(grams->bytes().substr(0, grams->bytes().size() - 1)), Damaged);
    EXPECT_THROW(Grams(std::string(grams->bytes()) + std::string(grams->bytes())), Damaged) << "each row once";
    EXPECT_THROW(Grams("\x09\x10"), Damaged) << "a row that continues one not yet there";
    Chance chance(3);
    for (int i = 0; i < 2'000; ++i) {
        std::string bytes(grams->bytes());
        bytes[chance.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<char>(chance.below(256));
        try {
            lengths_at_front(Grams(bytes), "市政府办公室");
        } catch (const Damaged&) {
        }
    }
}

// A frequent word of three characters and more is one key, and nothing is left to prove.
TEST(fulltext_grams, a_frequent_word_is_one_list_without_proof) {
    const TemporaryFolder folder;
    Settings settings;
    settings.learn_from = 100;
    const auto index = std::move(*open_index(folder.path(), settings));
    std::vector<Change> changes;
    for (std::uint64_t key = 0; key < 200; ++key)
        changes.push_back(Document{key, "通知", sample(200)[key], make_day(2019, 6, 25), {}, 1});
    index->apply(1, changes);
    index->settle();  // learns
    const auto segment = Segment::open(folder.path() / "segment-00000001");
    ASSERT_GT(segment->grams().size(), 0U);
    const auto plan_for = [&](const char* word, Field field, const Snapshot& snapshot) {
        Query query;
        query.words = {{word, field}};
        return plan_of(query.words, query.match, *Fold::standard(), snapshot);
    };
    const Snapshot snapshot{{{segment, nullptr}}, 1};
    const Plan whole = plan_for("市政府办公室", Field::anywhere, snapshot);
    ASSERT_EQ(whole.terms.size(), 1U);
    EXPECT_TRUE(whole.proofs.empty());
    EXPECT_EQ(whole.terms[0].lists[0].size, 50U);
    const Plan longer = plan_for("市政府办公室和", Field::anywhere, snapshot);
    EXPECT_EQ(longer.terms.size(), 2U) << "the row and the pair behind it";
    EXPECT_EQ(longer.proofs.size(), 1U);
    EXPECT_EQ(plan_for("市政府", Field::title, snapshot).terms.size(), 2U) << "titles have pairs alone";
    const Part unlearned{make_segment({std::get<Document>(changes[0])}, settings, Learned(), {}), nullptr};
    EXPECT_EQ(plan_for("市政府", Field::anywhere, {{{segment, nullptr}, unlearned}, 1}).terms.size(), 2U)
        << "only rows that every segment knows are asked for";
}

// What was not learned yet when a segment was made is there after it has been merged.
TEST(fulltext_grams, segments_that_know_other_rows_are_merged_into_one_that_says_what_the_texts_say) {
    const TemporaryFolder folder;
    Settings settings;
    settings.learn_from = 150;
    const auto index = std::move(*open_index(folder.path(), settings));
    const auto texts = sample(200);
    for (std::uint64_t batch = 0; batch < 4; ++batch) {
        std::vector<Change> changes;
        for (std::uint64_t key = batch * 50; key < batch * 50 + 50; ++key)
            changes.push_back(Document{key, "通知", texts[key], make_day(2019, 1, 1) + std::chrono::days(key % 7), {}, 1});
        index->apply(batch + 1, changes);
        if (batch < 3)
            index->settle();
    }
    index->apply(5, {Removal{0}});
    index->settle();
    Query query;
    query.words = {{"市政府办公室", Field::anywhere}};
    EXPECT_EQ(index->find(query).total, 49U);
    EXPECT_TRUE(index->verify().is_clean());
}

}  // namespace
}  // namespace gongkai::fulltext
