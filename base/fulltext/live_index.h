// The index of one folder: a scribe thread that makes changes durable and visible, two caretaker threads that merge, and readers
// that hold a snapshot.
//
// Why nothing acknowledged is lost. A change is acknowledged after its record is durable in the log. A log is removed only after
// a manifest is durable that names segments with all its changes; segments are durable before a manifest names them. What the
// manifest says has been removed may run ahead of its sequence, for then the log still holds the change that removed it. So at
// every moment the manifest and the logs from `first_log` on give the acknowledged state, and replaying a change twice does no
// harm.
//
// Locks, in this order: `writing_` is held by whoever changes what is on disk or appends to the log; `state_` guards the fields
// for moments. Readers take `state_` only to copy a pointer.
#pragma once
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "base/fulltext/change_log.h"
#include "base/fulltext/manifest.h"
#include "base/fulltext/merge.h"

namespace gongkai::fulltext {

class LiveIndex final : public Index {
  public:
    LiveIndex(std::filesystem::path folder, Settings settings, const std::optional<Manifest>& manifest);
    ~LiveIndex() override;

    std::future<void> submit(std::uint64_t sequence, std::vector<Change> changes) override;
    std::uint64_t sequence() const override;
    Answer find(const Query& query) const override;
    std::uint64_t at_most(const Word& word) const override;
    std::optional<Document> document(std::uint64_t key) const override;
    Status status() const override;
    Verification verify(const Source& source) const override;
    void rebuild(const Source& source) override;
    void settle() override;

  private:
    using Changes = std::map<std::uint64_t, Change>;  // the last one of each key
    struct Waiting {
        Batch batch;
        std::promise<void> done;
    };

    std::shared_ptr<const Snapshot> snapshot() const;

    // live_write.cpp
    void scribe();
    void write(std::vector<Waiting>& group);
    void take(Changes& changes, Batch batch) const;
    Snapshot with(Snapshot snapshot, const Changes& changes) const;
    void publish(Snapshot snapshot);
    void write_manifest(const Snapshot& snapshot, std::uint64_t sequence, std::uint64_t first_log);

    // live_open.cpp
    void open(const std::optional<Manifest>& manifest);
    Changes read_logs(std::uint64_t first, std::uint64_t& sequence);
    void remove_leftovers(const Manifest& manifest) const;
    void set_aside(const std::filesystem::path& segment, const std::string& why);
    void drop_damaged(const std::vector<std::pair<const Segment*, std::string>>& damaged);

    // caretaker.cpp
    void tend_memory();
    void tend_disk();
    bool flush_if(bool is_due);
    bool merge_once(bool on_disk, bool everything);
    bool replace(const std::vector<Part>& old_parts, Merged merged,
                 std::optional<std::pair<std::uint64_t, std::uint64_t>> flushed);
    void begin_log();

    const std::filesystem::path folder_;
    const Settings settings_;

    std::mutex writing_;
    std::unique_ptr<ChangeLog> log_;
    std::uint64_t log_number_ = 0;
    std::uint64_t first_log_ = 0;            // of the manifest
    std::uint64_t manifest_sequence_ = 0;    // of the manifest
    std::optional<std::uint64_t> kept_log_;  // a rebuild needs this one and the later ones
    std::vector<std::string> damaged_;

    mutable std::mutex state_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::uint64_t next_segment_ = 1;
    std::vector<Waiting> waiting_;
    std::exception_ptr broken_;  // the disk failed: nothing more is taken
    std::atomic<bool> is_closing_ = false;
    std::condition_variable has_work_;   // for the scribe
    std::condition_variable has_parts_;  // for the caretakers, and for a scribe that waits for them

    std::mutex tending_memory_;  // held through a merge, so that settle() has its turn
    std::mutex tending_disk_;
    std::mutex rebuilding_;
    std::jthread scribe_, memory_caretaker_, disk_caretaker_;
};

}  // namespace gongkai::fulltext
