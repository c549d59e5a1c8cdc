#include <algorithm>

#include "base/core/log.h"
#include "base/fulltext/invert.h"
#include "base/fulltext/live_index.h"

namespace gongkai::fulltext {
namespace {

constexpr std::size_t memory_segments_at_most = 64;  // the scribe waits for the caretaker above
constexpr std::size_t batches_at_once = 4'096;

std::uint64_t key_of(const Change& change) {
    return std::visit([](const auto& it) { return it.key; }, change);
}

std::size_t in_memory(const Snapshot& snapshot) {
    return static_cast<std::size_t>(
        std::ranges::count_if(snapshot.parts, [](const Part& part) { return part.segment->folder().empty(); }));
}

}  // namespace

std::future<void> LiveIndex::submit(std::uint64_t sequence, std::vector<Change> changes) {
    Waiting waiting{{sequence, std::move(changes)}, {}};
    auto done = waiting.done.get_future();
    const std::lock_guard lock(state_);
    if (broken_) {
        waiting.done.set_exception(broken_);
    } else {
        waiting_.push_back(std::move(waiting));
        has_work_.notify_one();
    }
    return done;
}

void LiveIndex::scribe() {
    std::vector<Waiting> group;
    for (;;) {
        group.clear();
        {
            std::unique_lock lock(state_);
            has_work_.wait(lock, [this] { return !waiting_.empty() || is_closing_; });
            if (waiting_.empty())
                return;
            has_parts_.wait(lock, [this] { return in_memory(*snapshot_) < memory_segments_at_most || is_closing_; });
            const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), batches_at_once));
            std::move(waiting_.begin(), waiting_.begin() + count, std::back_inserter(group));
            waiting_.erase(waiting_.begin(), waiting_.begin() + count);
        }
        try {
            write(group);
            for (Waiting& one : group)
                one.done.set_value();
        } catch (...) {
            const std::lock_guard lock(state_);
            broken_ = std::current_exception();
            std::move(waiting_.begin(), waiting_.end(), std::back_inserter(group));
            waiting_.clear();
            for (Waiting& one : group)
                one.done.set_exception(broken_);
        }
    }
}

void LiveIndex::write(std::vector<Waiting>& group) {
    const std::lock_guard writing(writing_);
    std::uint64_t reached = sequence();
    std::string records;
    Changes changes;
    for (Waiting& one : group) {
        if (one.batch.sequence <= reached)
            continue;
        reached = one.batch.sequence;
        ChangeLog::add_record(records, one.batch);
        take(changes, std::move(one.batch));
    }
    if (records.empty())
        return;
    log_->append(records);
    Snapshot fresh = with(*snapshot(), changes);
    fresh.sequence = reached;
    publish(std::move(fresh));
}

void LiveIndex::take(Changes& changes, Batch batch) const {
    for (Change& change : batch.changes) {
        const std::uint64_t key = key_of(change);
        changes.insert_or_assign(key, std::move(change));
    }
}

// The snapshot after the changes: older versions are marked as removed, new ones are a segment in memory.
Snapshot LiveIndex::with(Snapshot old, const Changes& changes) const {
    std::vector<Document> documents;
    for (const auto& [key, change] : changes)
        if (const auto* document = std::get_if<Document>(&change))
            documents.push_back(*document);
    for (Part& part : old.parts) {
        std::shared_ptr<Removed> removed;
        for (const auto& [key, change] : changes) {
            const auto id = part.segment->id_of(key);
            if (!id || !part.is_live(*id))
                continue;
            if (!removed)
                removed = part.removed ? std::make_shared<Removed>(*part.removed) : std::make_shared<Removed>();
            removed->add(*id);
        }
        if (removed)
            part.removed = std::move(removed);
    }
    std::erase_if(old.parts, [](const Part& part) { return part.segment->folder().empty() && part.live() == 0; });
    if (!documents.empty()) {
        const Segment* teacher = nullptr;
        for (const Part& part : old.parts)
            if (!part.segment->learned().is_nothing() && (!teacher || teacher->size() < part.segment->size()))
                teacher = part.segment.get();
        old.parts.push_back(
            {make_segment(std::move(documents), settings_, teacher ? teacher->learned() : Learned(), {}), nullptr});
    }
    return old;
}

void LiveIndex::publish(Snapshot fresh) {
    auto shared = std::make_shared<const Snapshot>(std::move(fresh));
    {
        const std::lock_guard lock(state_);
        snapshot_.swap(shared);  // what nobody holds any more goes away outside the lock
    }
    has_parts_.notify_all();
}

void LiveIndex::write_manifest(const Snapshot& state, std::uint64_t reached, std::uint64_t first_log) {
    Manifest manifest;
    manifest.sequence = manifest_sequence_ = reached;
    manifest.first_log = first_log_ = first_log;
    manifest.fold_digest = settings_.fold->digest();
    manifest.facet_columns = settings_.facet_columns;
    manifest.damaged = damaged_;
    for (const Part& part : state.parts)
        if (!part.segment->folder().empty())
            manifest.segments.push_back(
                {*number_in(part.segment->folder().filename().string(), "segment"), part.removed ? *part.removed : Removed()});
    manifest.write(folder_);
}

}  // namespace gongkai::fulltext
