#include <algorithm>
#include <bit>

#include "base/core/log.h"
#include "base/fulltext/bulk.h"
#include "base/fulltext/live_index.h"

namespace gongkai::fulltext {
namespace {

constexpr std::size_t fan_in = 8;

bool is_in_memory(const Part& part) { return part.segment->folder().empty(); }

// Segments of one size merge when there are eight of them, so that a document is merged once for each eightfold growth.
unsigned size_class(const Part& part) { return (static_cast<unsigned>(std::bit_width(part.live())) + 2) / 3; }

std::vector<Part> due(const Snapshot& snapshot, bool on_disk, bool everything) {
    std::map<unsigned, std::vector<Part>> classes;
    for (const Part& part : snapshot.parts)
        if (is_in_memory(part) != on_disk)
            classes[everything ? 0 : size_class(part)].push_back(part);
    for (auto& [size, parts] : classes) {
        std::ranges::stable_sort(parts, {}, &Part::live);
        std::uint64_t documents = 0;
        parts.erase(std::ranges::find_if(parts, [&](const Part& part) { return (documents += part.live()) > most_documents; }),
                    parts.end());
        if (parts.size() >= fan_in || (everything && (parts.size() > 1 || (parts.size() == 1 && parts[0].removed))))
            return std::move(parts);
    }
    for (const Part& part : snapshot.parts)  // a third is dead
        if (is_in_memory(part) != on_disk && part.removed && part.removed->cardinality() * 3 > part.segment->size())
            return {part};
    return {};
}

}  // namespace

void LiveIndex::tend_memory() {
    while (!is_closing_) {
        const auto seen = snapshot();
        try {
            const std::lock_guard tending(tending_memory_);
            const auto log_is_full = [this] {
                const std::lock_guard writing(writing_);
                return log_->bytes() > settings_.log_bytes;
            }();
            if (flush_if(log_is_full) || merge_once(false, false))
                continue;
        } catch (const std::exception& fault) {
            log(Level::error, "the full-text index could not write to disk", {{"why", fault.what()}});
        }
        std::unique_lock lock(state_);
        has_parts_.wait_for(lock, std::chrono::seconds(1), [&] { return is_closing_ || snapshot_ != seen; });
    }
}

void LiveIndex::tend_disk() {
    while (!is_closing_) {
        const auto seen = snapshot();
        try {
            const std::lock_guard tending(tending_disk_);
            for (const Part& part : seen->parts)
                if (part.segment->size() >= settings_.counted_together_from)
                    part.segment->make_facet_rows(settings_.counted_together);
            if (merge_once(true, false))
                continue;
        } catch (const std::exception& fault) {
            log(Level::error, "full-text segments could not be merged", {{"why", fault.what()}});
        }
        std::unique_lock lock(state_);
        has_parts_.wait_for(lock, std::chrono::seconds(1), [&] { return is_closing_ || snapshot_ != seen; });
    }
}

void LiveIndex::begin_log() {
    log_ = std::make_unique<ChangeLog>(log_path(folder_, log_number_ + 1));
    ++log_number_;
}

// All that is in memory goes to disk as one segment, and the logs that held it go.
bool LiveIndex::flush_if(bool is_due) {
    if (!is_due)
        return false;
    std::vector<Part> parts;
    std::pair<std::uint64_t, std::uint64_t> flushed;  // sequence, first log still needed
    std::uint64_t number = 0;
    {
        const std::lock_guard writing(writing_);
        begin_log();
        const std::lock_guard lock(state_);
        std::ranges::copy_if(snapshot_->parts, std::back_inserter(parts), is_in_memory);
        flushed = {snapshot_->sequence, log_number_};
        number = next_segment_++;
    }
    Merged merged;
    if (!parts.empty()) {
        auto done = merge(parts, settings_, segment_path(folder_, number), 1, [this] { return is_closing_.load(); });
        if (!done)
            return false;
        merged = std::move(*done);
    }
    return replace(parts, std::move(merged), flushed);
}

bool LiveIndex::merge_once(bool on_disk, bool everything) {
    const std::vector<Part> parts = due(*snapshot(), on_disk, everything);
    if (parts.empty())
        return false;
    std::optional<std::filesystem::path> path;
    if (on_disk) {
        const std::lock_guard lock(state_);
        path = segment_path(folder_, next_segment_++);
    }
    try {
        auto merged =
            merge(parts, settings_, path, everything ? settings_.build_threads : 1, [this] { return is_closing_.load(); });
        return merged && replace(parts, std::move(*merged), {});
    } catch (const Damaged& fault) {
        // Which of them it is, their checksums say.
        std::vector<std::pair<const Segment*, std::string>> damaged;
        for (const Part& part : parts) {
            try {
                part.segment->check_files();
            } catch (const Damaged& why) {
                damaged.emplace_back(part.segment.get(), why.what());
            }
        }
        if (damaged.empty())
            throw;
        drop_damaged(damaged);
        return true;
    }
}

// Puts the merged segment in the place of its parts. What has been removed from them meanwhile is removed from it.
bool LiveIndex::replace(const std::vector<Part>& old_parts, Merged merged,
                        std::optional<std::pair<std::uint64_t, std::uint64_t>> flushed) {
    std::unique_lock writing(writing_);
    Snapshot fresh = *snapshot();
    Removed late;
    bool all_are_there = true;
    for (std::size_t i = 0; i < old_parts.size(); ++i) {
        const auto now = std::ranges::find(fresh.parts, old_parts[i].segment, &Part::segment);
        if (now == fresh.parts.end()) {
            // A segment in memory goes when all its documents are gone; one on disk was dropped as damaged.
            if (!is_in_memory(old_parts[i])) {
                all_are_there = false;
                break;
            }
            for (const std::uint32_t id : merged.new_ids[i])
                if (id != Merged::gone)
                    late.add(id);
            continue;
        }
        if (now->removed)
            for (const std::uint32_t id : *now->removed)
                if (merged.new_ids[i][id] != Merged::gone)
                    late.add(merged.new_ids[i][id]);
        fresh.parts.erase(now);
    }
    if (!all_are_there) {
        if (merged.segment && !is_in_memory({merged.segment, nullptr}))
            std::filesystem::remove_all(merged.segment->folder());
        return false;
    }
    if (merged.segment)
        fresh.parts.insert(fresh.parts.begin(),
                           {merged.segment, late.isEmpty() ? nullptr : std::make_shared<const Removed>(std::move(late))});
    const bool touches_disk = flushed || std::ranges::any_of(old_parts, [](const Part& part) { return !is_in_memory(part); });
    const std::uint64_t logs_before = first_log_;
    if (touches_disk)
        write_manifest(fresh, flushed ? flushed->first : manifest_sequence_,
                       flushed ? std::min(flushed->second, kept_log_.value_or(flushed->second)) : first_log_);
    publish(std::move(fresh));
    for (std::uint64_t number = logs_before; number < first_log_; ++number)
        std::filesystem::remove(log_path(folder_, number));
    writing.unlock();
    for (const Part& part : old_parts)
        if (!is_in_memory(part))
            std::filesystem::remove_all(part.segment->folder());
    return true;
}

void LiveIndex::settle() {
    const std::scoped_lock tending(tending_memory_, tending_disk_);
    flush_if(true);
    while (merge_once(true, true)) {
    }
}

void LiveIndex::rebuild(const Source& source) {
    const std::lock_guard one_at_a_time(rebuilding_);
    std::uint64_t base = 0;
    std::uint64_t number = 0;
    {
        const std::lock_guard writing(writing_);
        begin_log();
        kept_log_ = log_number_;
        const std::lock_guard lock(state_);
        base = snapshot_->sequence;
        number = next_segment_++;
    }
    std::shared_ptr<const Segment> built;
    try {
        built = build_segment(segment_path(folder_, number), settings_, source);
    } catch (...) {
        const std::lock_guard writing(writing_);
        kept_log_.reset();
        throw;
    }

    // Nobody merges or writes while the new one catches up with the logs and takes over.
    const std::scoped_lock tending(tending_memory_, tending_disk_);
    const std::lock_guard writing(writing_);
    const std::uint64_t first_log = *kept_log_;
    kept_log_.reset();
    Snapshot fresh;
    if (built)
        fresh.parts.push_back({built, nullptr});
    Changes changes;
    std::uint64_t reached = base;
    for (std::uint64_t log_number = first_log; log_number <= log_number_; ++log_number)
        ChangeLog::read(log_path(folder_, log_number), [&](Batch batch) {
            reached = std::max(reached, batch.sequence);
            take(changes, std::move(batch));
        });
    fresh = with(std::move(fresh), changes);
    fresh.sequence = reached;
    damaged_.clear();
    const auto old = snapshot();
    const std::uint64_t logs_before = first_log_;
    write_manifest(fresh, base, first_log);
    publish(std::move(fresh));
    for (std::uint64_t log_number = logs_before; log_number < first_log; ++log_number)
        std::filesystem::remove(log_path(folder_, log_number));
    for (const Part& part : old->parts)
        if (!is_in_memory(part))
            std::filesystem::remove_all(part.segment->folder());
}

}  // namespace gongkai::fulltext
