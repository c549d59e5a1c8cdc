// Blocks give back what was written into them, and a cursor finds its way through a list however its documents lie.
#include "base/fulltext/cursor.h"

#include <gtest/gtest.h>

#include "base/fulltext/invert.h"
#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

// `dense` of a hundred numbers are in the list, `repeated` of a hundred documents have the key again and again.
Postings random_list(Chance& chance, std::size_t size, std::uint32_t floor, std::uint32_t dense, std::uint32_t repeated) {
    Postings list;
    for (std::uint32_t id = floor; list.documents.size() < size; ++id) {
        if (chance.below(100) >= dense)
            continue;
        list.documents.push_back(id);
        list.counts.push_back(1);
        while (chance.below(100) < repeated)
            ++list.counts.back();
        list.in_title.push_back(chance.below(100) < repeated);
    }
    return list;
}

TEST(Blocks, give_back_documents_and_counts_whatever_code_they_take) {
    Chance chance(1);
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{127}, std::size_t{block_size}})
        for (const std::uint32_t dense : {1, 30, 90})
            for (const std::uint32_t repeated : {0, 2, 10, 20, 60}) {
                const std::uint32_t floor = chance.below(10'000);
                const Postings list = random_list(chance, size, floor, dense, repeated);
                std::string bytes;
                write_block(bytes, list, 0, size, floor);
                bytes.append(slack, '\0');
                Block block;
                block.open(bytes_of(bytes).first(bytes.size() - slack), static_cast<std::uint32_t>(size), floor);
                std::vector<std::uint32_t> documents(block_size), counts(block_size);
                std::vector<std::uint8_t> in_title(block_size);
                block.read_documents(documents.data());
                block.read_counts(counts.data(), in_title.data());
                for (std::uint32_t i = 0; i < size; ++i) {
                    ASSERT_EQ(documents[i], list.documents[i]);
                    ASSERT_EQ(counts[i], list.counts[i]);
                    ASSERT_EQ(in_title[i], list.in_title[i]);
                    ASSERT_EQ(block.place_of(list.documents[i]), i);
                    ASSERT_EQ(block.count_at(i), std::pair(list.counts[i], list.in_title[i] != 0));
                }
            }
}

TEST(Cursors, find_the_block_of_a_document_in_lists_that_lie_unevenly) {
    constexpr std::uint32_t count = 30'000;
    Chance chance(2);
    std::vector<Document> documents;
    for (std::uint32_t id = 0, left = 0; id < count; ++id) {
        // Long stretches with the word and long ones without.
        left = left > 0 ? left - 1 : chance.below(4'000);
        const bool has = left % 1'000 < 700 && left > 1'500;
        documents.push_back({count - id, "", has || chance.one_in(50) ? "甲乙" : "丙", make_day(2020, 1, 1), {}, 1});
    }
    const auto segment = make_segment(std::move(documents), {}, {}, {});
    const List list = segment->list(keys::han(U'甲', U'乙'));
    Postings all;
    read_list(*segment, list, all);
    ASSERT_GT(all.documents.size(), 20 * block_size);
    for (std::uint32_t round = 0; round < 300; ++round) {
        Cursor cursor(*segment, list);
        for (std::uint32_t id = chance.below(count), step = 1 + chance.below(8'000); id < count; id += 1 + chance.below(step)) {
            const auto next = std::ranges::lower_bound(all.documents, id);
            ASSERT_EQ(cursor.seek(id), next != all.documents.end());
            if (next == all.documents.end())
                break;
            ASSERT_EQ(cursor.block(), (next - all.documents.begin()) / block_size);
        }
    }
}

TEST(Cursors, tell_of_a_table_that_ends_beyond_its_segment) {
    constexpr std::uint32_t count = 2'000;
    std::vector<Document> documents;
    for (std::uint32_t id = 0; id < count; ++id)
        documents.push_back({count - id, "", "甲乙", make_day(2020, 1, 1), {}, 1});
    const auto segment = make_segment(std::move(documents), {}, {}, {});
    List list = segment->list(keys::han(U'甲', U'乙'));
    std::vector<std::uint8_t> bytes(list.postings.begin(), list.postings.end());
    for (unsigned i = 0; i < BlockTable::last_bytes; ++i)
        bytes[BlockTable::last_bytes + i] = static_cast<std::uint8_t>(count >> 8 * i);  // of the second block
    bytes.resize(bytes.size() + slack);
    list.postings = Bytes(bytes).first(list.postings.size());
    EXPECT_THROW(Cursor(*segment, list).seek(count + 1), Damaged);
}

TEST(Cursors, keep_those_that_the_list_has_be_they_few_or_many) {
    constexpr std::uint32_t count = 20'000;
    Chance chance(3);
    std::vector<Document> documents;
    for (std::uint32_t id = 0; id < count; ++id)
        documents.push_back({count - id, "", chance.one_in(6) ? "甲乙" : "丙", make_day(2020, 1, 1), {}, 1});
    const auto segment = make_segment(std::move(documents), {}, {}, {});
    const List list = segment->list(keys::han(U'甲', U'乙'));
    Postings all;
    read_list(*segment, list, all);
    for (const std::uint32_t one_in : {1, 10, 30, 60, 150, 1'000}) {
        std::vector<std::uint32_t> asked, expected;
        for (std::uint32_t id = 0; id < count; ++id)
            if (chance.one_in(one_in))
                asked.push_back(id);
        std::ranges::set_intersection(asked, all.documents, std::back_inserter(expected));
        asked.resize(Cursor(*segment, list).keep(asked.data(), asked.size()));
        ASSERT_EQ(asked, expected) << one_in;
    }
}

}  // namespace
}  // namespace gongkai::fulltext
