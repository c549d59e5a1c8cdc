// kill -9 in the middle of everything, again and again on the same folder: it opens, has all that was acknowledged, verifies, and
// answers as the scan does. Ten rounds; five hundred with GONGKAI_LONG=1, and then each phase must have been hit.
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "base/core/file.h"
#include "base/fulltext/expect_same.h"
#include "base/fulltext/manifest.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

Settings settings() {
    Settings it;
    it.facet_columns = 2;
    it.log_bytes = 40'000;  // a flush every few dozen batches
    it.large_from = 500;
    it.build_batch = 100;
    return it;
}

// What is submitted with a sequence depends on nothing else, so both sides know it.
std::vector<Change> changes_of(std::uint64_t sequence) {
    Chance chance(sequence);
    std::vector<Change> changes;
    for (std::uint32_t n = 1 + chance.below(6); n > 0; --n) {
        const std::uint64_t key = 1 + chance.below(700);
        if (chance.one_in(4))
            changes.push_back(Removal{key});
        else
            changes.push_back(random_document(chance, key));
    }
    return changes;
}

class KnownDocuments {
  public:
    void up_to(std::uint64_t sequence) {
        for (; reached_ < sequence; ++reached_)
            for (Change& change : changes_of(reached_ + 1))
                if (auto* document = std::get_if<Document>(&change))
                    documents_.insert_or_assign(document->key, Scanned(std::move(*document)));
                else
                    documents_.erase(std::get<Removal>(change).key);
    }
    Source source() const {
        return [this](const auto& take) {
            for (const auto& [key, scanned] : documents_)
                take(scanned.document);
        };
    }
    const Truth& truth() const { return documents_; }

  private:
    std::uint64_t reached_ = 0;
    Truth documents_;
};

// Writes until it is killed, and tells each acknowledged sequence.
[[noreturn]] void write_until_killed(const std::filesystem::path& folder, int acknowledged, std::uint64_t round) {
    auto index = std::move(*open_index(folder, settings()));
    std::uint64_t sequence = index->sequence();
    std::jthread other;
    if (round % 3 == 1)
        other = std::jthread([&] {
            for (;;)
                index->settle();
        });
    if (round % 3 == 2)
        other = std::jthread([&] {
            for (;;) {
                index->rebuild([&](const auto& take) {
                    KnownDocuments known;
                    known.up_to(index->sequence());
                    known.source()(take);
                });
            }
        });
    for (;;) {
        std::vector<std::future<void>> together;
        for (int i = 0; i < 3; ++i)
            together.push_back(index->submit(sequence + 1 + static_cast<std::uint64_t>(i),
                                             changes_of(sequence + 1 + static_cast<std::uint64_t>(i))));
        for (auto& one : together) {
            one.get();
            ++sequence;
            if (::write(acknowledged, &sequence, sizeof sequence) != sizeof sequence)
                ::_exit(1);
        }
    }
}

// A segment that no manifest names was being written when its writer died.
bool holds_unfinished_segments(const std::filesystem::path& folder) {
    const auto manifest = Manifest::read(folder);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const auto number = number_in(name, "segment");
        if (name.starts_with("segment-") &&
            (!number || !manifest ||
             std::ranges::find(manifest->segments, *number, &Manifest::Entry::segment) == manifest->segments.end()))
            return true;
    }
    return false;
}

TEST(fulltext_crash, nothing_acknowledged_is_lost_by_kill_9) {
    const bool is_long = std::getenv("GONGKAI_LONG") != nullptr;
    const TemporaryFolder folder;
    KnownDocuments known;
    Chance chance(33);
    std::uint64_t last_sequence = 0;
    int died_between_log_and_answer = 0;
    int died_writing_a_segment[3] = {};  // flushing, merging, rebuilding: what the rounds do
    for (std::uint64_t round = 0; round < (is_long ? 500 : 10); ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            write_until_killed(folder.path(), ends[1], round);
        }
        ::close(ends[1]);
        // Most live until they have acknowledged something, however slow the machine is; some die while they open.
        pollfd first_answer{ends[0], POLLIN, 0};
        if (!chance.one_in(5))
            ::poll(&first_answer, 1, 20'000);
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + chance.below(200)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself in round " << round;
        std::uint64_t acknowledged = last_sequence;
        while (::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
        }
        ::close(ends[0]);
        died_writing_a_segment[round % 3] += holds_unfinished_segments(folder.path());

        const auto index = std::move(*open_index(folder.path(), settings()));
        ASSERT_GE(index->sequence(), acknowledged) << "round " << round;
        ASSERT_GE(index->sequence(), last_sequence);
        last_sequence = index->sequence();
        died_between_log_and_answer += last_sequence > acknowledged;
        known.up_to(last_sequence);
        const auto verification = index->verify(known.source());
        ASSERT_EQ(verification.faults, std::vector<std::string>()) << "round " << round;
        ASSERT_EQ(index->status().damaged, std::vector<std::string>());
        for (int i = 0; i < 20; ++i) {
            const Query query = random_query(chance);
            expect_same(index->find(query), query, known.truth());
            if (HasFatalFailure())
                return;
        }
    }
    EXPECT_GT(last_sequence, 10u);
    if (is_long) {
        EXPECT_GT(died_between_log_and_answer, 0);
        for (const int times : died_writing_a_segment)
            EXPECT_GT(times, 0);
    }
    RecordProperty("died_between_log_and_answer", died_between_log_and_answer);
    RecordProperty("died_flushing", died_writing_a_segment[0]);
    RecordProperty("died_merging", died_writing_a_segment[1]);
    RecordProperty("died_rebuilding", died_writing_a_segment[2]);
}

}  // namespace
}  // namespace gongkai::fulltext
