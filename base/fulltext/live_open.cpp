#include <algorithm>

#include "base/core/log.h"
#include "base/fulltext/bulk.h"
#include "base/fulltext/find.h"
#include "base/fulltext/live_index.h"

namespace gongkai::fulltext {

LiveIndex::LiveIndex(std::filesystem::path folder, Settings settings, const std::optional<Manifest>& manifest)
    : folder_(std::move(folder)), settings_(std::move(settings)) {
    open(manifest);
    scribe_ = std::jthread([this] { scribe(); });
    memory_caretaker_ = std::jthread([this] { tend_memory(); });
    disk_caretaker_ = std::jthread([this] { tend_disk(); });
}

LiveIndex::~LiveIndex() {
    {
        const std::lock_guard lock(state_);
        is_closing_ = true;
    }
    has_work_.notify_all();
    has_parts_.notify_all();
}

void LiveIndex::open(const std::optional<Manifest>& known) {
    const Manifest manifest = known.value_or(Manifest{});
    Snapshot fresh;
    damaged_ = manifest.damaged;
    manifest_sequence_ = fresh.sequence = manifest.sequence;
    first_log_ = log_number_ = manifest.first_log;
    for (const auto& entry : manifest.segments) {
        const auto path = segment_path(folder_, entry.segment);
        next_segment_ = std::max(next_segment_, entry.segment + 1);
        try {
            Part part{Segment::open(path), nullptr};
            if (!entry.removed.isEmpty())
                part.removed = std::make_shared<const Removed>(entry.removed);
            fresh.parts.push_back(std::move(part));
        } catch (const Damaged& fault) {
            set_aside(path, fault.what());
        }
    }
    remove_leftovers(manifest);
    const Changes changes = read_logs(manifest.first_log, fresh.sequence);
    const std::uint64_t reached = fresh.sequence;
    fresh = with(std::move(fresh), changes);
    fresh.sequence = reached;
    begin_log();
    if (!known || damaged_ != manifest.damaged)
        write_manifest(fresh, manifest_sequence_, first_log_);
    publish(std::move(fresh));
}

// Changes after `sequence`, which moves on to the last one.
LiveIndex::Changes LiveIndex::read_logs(std::uint64_t first, std::uint64_t& reached) {
    std::vector<std::uint64_t> numbers;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        if (const auto number = number_in(entry.path().filename().string(), "log"); number && *number >= first)
            numbers.push_back(*number);
    std::ranges::sort(numbers);
    Changes changes;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        log_number_ = std::max(log_number_, numbers[i]);
        const std::uint64_t cut = ChangeLog::read(log_path(folder_, numbers[i]), [&](Batch batch) {
            if (batch.sequence <= reached)
                return;
            reached = batch.sequence;
            take(changes, std::move(batch));
        });
        if (cut == 0)
            continue;
        log(Level::warning, "the end of a full-text log is not whole and was cut off",
            {{"log", log_path(folder_, numbers[i]).string()}, {"bytes", std::to_string(cut)}});
        // Later logs follow a gap; the caller repeats their changes, for the sequence stands before them.
        for (std::size_t later = i + 1; later < numbers.size(); ++later)
            std::filesystem::remove(log_path(folder_, numbers[later]));
        log_number_ = std::max(log_number_, numbers.back());
        break;
    }
    return changes;
}

void LiveIndex::remove_leftovers(const Manifest& manifest) const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const std::string name = entry.path().filename().string();
        if (const auto number = number_in(name, "log"); number && *number < manifest.first_log)
            std::filesystem::remove(entry.path());
        const auto number = number_in(name, "segment");
        const bool is_named =
            number && std::ranges::find(manifest.segments, *number, &Manifest::Entry::segment) != manifest.segments.end();
        if (name.starts_with("segment-") && !is_named && !name.ends_with(".damaged"))
            std::filesystem::remove_all(entry.path());
    }
}

void LiveIndex::set_aside(const std::filesystem::path& segment, const std::string& why) {
    log(Level::error, "a full-text segment is damaged and was set aside", {{"segment", segment.string()}, {"why", why}});
    {
        const std::lock_guard lock(state_);
        damaged_.push_back(segment.filename().string() + ": " + why);
    }
    std::error_code ignored;
    std::filesystem::rename(segment, segment.string() + ".damaged", ignored);
}

void LiveIndex::drop_damaged(const std::vector<std::pair<const Segment*, std::string>>& damaged) {
    const std::lock_guard writing(writing_);
    Snapshot fresh = *snapshot();
    for (const auto& [segment, why] : damaged) {
        const auto found = std::ranges::find_if(fresh.parts, [&](const Part& part) { return part.segment.get() == segment; });
        if (found == fresh.parts.end() || segment->folder().empty())
            continue;
        set_aside(segment->folder(), why);
        fresh.parts.erase(found);
    }
    write_manifest(fresh, manifest_sequence_, first_log_);
    publish(std::move(fresh));
}

std::shared_ptr<const Snapshot> LiveIndex::snapshot() const {
    const std::lock_guard lock(state_);
    return snapshot_;
}

std::uint64_t LiveIndex::sequence() const { return snapshot()->sequence; }

Answer LiveIndex::find(const Query& query) const {
    const auto state = snapshot();
    std::vector<std::pair<const Segment*, std::string>> damaged;
    Answer answer = fulltext::find(*state, query, *settings_.fold, damaged);
    if (!damaged.empty())
        const_cast<LiveIndex*>(this)->drop_damaged(damaged);
    return answer;
}

std::uint64_t LiveIndex::at_most(const Word& word) const { return fulltext::at_most(*snapshot(), word, *settings_.fold); }

std::optional<Document> LiveIndex::document(std::uint64_t key) const {
    const auto state = snapshot();
    for (const Part& part : state->parts) {
        const Segment& segment = *part.segment;
        const auto id = segment.id_of(key);
        if (!id || !part.is_live(*id))
            continue;
        return segment.document(*id);
    }
    return std::nullopt;
}

Status LiveIndex::status() const {
    const auto state = snapshot();
    Status status;
    status.sequence = state->sequence;
    for (const Part& part : state->parts) {
        status.documents += part.live();
        status.removed += part.segment->size() - part.live();
        if (part.segment->folder().empty()) {
            ++status.segments_in_memory;
            continue;
        }
        ++status.segments_on_disk;
        status.index_bytes += part.segment->index_bytes();
        status.text_bytes += part.segment->text_bytes();
    }
    const std::lock_guard lock(state_);
    status.damaged = damaged_;
    return status;
}

Result<std::unique_ptr<Index>> open_index(const std::filesystem::path& folder, const Settings& settings) {
    std::filesystem::create_directories(folder);
    std::optional<Manifest> manifest;
    try {
        manifest = Manifest::read(folder);
    } catch (const OtherFormat& other) {
        return refuse(Refusal::Kind::conflict, "fulltext.refuse.other_format", {folder.string()}, other.what());
    } catch (const Damaged& fault) {
        log(Level::error, "the manifest of the full-text index is damaged", {{"folder", folder.string()}, {"why", fault.what()}});
        return refuse(Refusal::Kind::unavailable, "fulltext.refuse.manifest", {folder.string()}, fault.what());
    }
    if (manifest && manifest->fold_digest != settings.fold->digest())
        return refuse(Refusal::Kind::conflict, "fulltext.refuse.other_fold", {folder.string()});
    if (manifest && manifest->facet_columns != settings.facet_columns)
        return refuse(Refusal::Kind::conflict, "fulltext.refuse.other_columns",
                      {folder.string(), std::to_string(manifest->facet_columns), std::to_string(settings.facet_columns)});
    return std::make_unique<LiveIndex>(folder, settings, manifest);
}

void build_index(const std::filesystem::path& folder, const Settings& settings, std::uint64_t sequence, const Source& source) {
    std::filesystem::create_directories(folder);
    const auto segment = build_segment(segment_path(folder, 1), settings, source);
    Manifest manifest;
    manifest.sequence = sequence;
    manifest.fold_digest = settings.fold->digest();
    manifest.facet_columns = settings.facet_columns;
    if (segment)
        manifest.segments.push_back({1, {}});
    manifest.write(folder);
}

}  // namespace gongkai::fulltext
