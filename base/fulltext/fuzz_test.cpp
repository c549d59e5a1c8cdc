#include "base/fulltext/fuzz.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/core/file.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

std::uint32_t rounds(std::uint32_t quick) { return std::getenv("GONGKAI_LONG") ? quick * 20 : quick; }

std::string random_bytes_of(Chance& chance, std::uint32_t size) {
    std::string bytes;
    while (bytes.size() < size)
        bytes.push_back(static_cast<char>(chance.below(256)));
    return bytes;
}

TEST(fulltext_fuzz, any_bytes_are_a_query) {
    Chance chance(5);
    for (std::uint32_t i = 0; i < rounds(2'000); ++i) {
        std::string bytes = chance.one_in(2) ? random_bytes_of(chance, chance.below(60)) : random_text(chance, chance.below(12));
        if (chance.one_in(3) && !bytes.empty())
            bytes[chance.below(static_cast<std::uint32_t>(bytes.size()))] = static_cast<char>(chance.below(256));
        fuzz_query(bytes);
    }
}

TEST(fulltext_fuzz, an_altered_segment_is_read_without_harm) {
    ASSERT_GT(sound_part().segment->files().positions->bytes().size(), slack);
    Chance chance(6);
    for (std::uint32_t i = 0; i < rounds(400); ++i)
        fuzz_segment(random_bytes_of(chance, 6 * (1 + chance.below(12))));
}

// Every file of a segment, cut or with one byte altered: noticed, set aside, reported, and the rest answers.
TEST(fulltext_fuzz, damage_on_disk_is_noticed_set_aside_and_reported) {
    Chance chance(7);
    for (const char* name : {"documents", "dictionary", "postings", "positions", "texts", "seal"})
        for (const bool cut : {true, false}) {
            SCOPED_TRACE(name);
            const TemporaryFolder folder;
            {
                auto index = std::move(*open_index(folder.path(), fuzz_settings()));
                std::vector<Change> changes;
                for (std::uint64_t key = 1; key <= 200; ++key)
                    changes.push_back(random_document(chance, key));
                index->apply(1, std::move(changes));
                index->settle();
                index->apply(2, {random_document(chance, 999)});
            }
            std::filesystem::path file;
            for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
                if (entry.path().filename() == name)
                    file = entry.path();
            const auto size = std::filesystem::file_size(file);
            if (cut) {
                std::filesystem::resize_file(file, size / 2);
            } else {
                std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
                out.seekg(static_cast<std::streamoff>(size / 3));
                const char byte = static_cast<char>(out.get());
                out.seekp(static_cast<std::streamoff>(size / 3));
                out.put(static_cast<char>(byte ^ 0x40));
            }
            const auto index = std::move(*open_index(folder.path(), fuzz_settings()));
            const auto verification = index->verify();
            EXPECT_TRUE(!verification.is_clean() || !index->status().damaged.empty());
            EXPECT_EQ(index->status().damaged.size(), 1u);
            EXPECT_EQ(index->status().documents, 1u);
            EXPECT_TRUE(index->document(999).has_value());
        }
}

TEST(fulltext_fuzz, a_cut_or_altered_log_gives_back_its_whole_records) {
    Chance chance(8);
    for (std::uint32_t i = 0; i < rounds(200); ++i) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "log-00000001";
        std::string records;
        std::vector<std::size_t> ends{0};
        for (std::uint64_t sequence = 1; sequence <= 5; ++sequence) {
            ChangeLog::add_record(records, {sequence, {random_document(chance, sequence), Removal{sequence + 1}}});
            ends.push_back(records.size());
        }
        const std::size_t hurt = chance.below(static_cast<std::uint32_t>(records.size()));
        std::string bytes = records;
        if (chance.one_in(2))
            bytes.resize(hurt);
        else
            bytes[hurt] = static_cast<char>(bytes[hurt] ^ (1 + chance.below(255)));
        write_file(path, bytes);
        const auto whole = static_cast<std::size_t>(std::ranges::upper_bound(ends, hurt) - ends.begin() - 1);
        std::uint64_t read = 0;
        ChangeLog::read(path, [&](const Batch& batch) { EXPECT_EQ(batch.sequence, ++read); });
        EXPECT_EQ(read, whole);
        EXPECT_EQ(std::filesystem::file_size(path), ends[whole]);
    }
}

}  // namespace
}  // namespace gongkai::fulltext
