#include "base/fulltext/segment_writer.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "base/core/file.h"
#include "base/fulltext/score.h"
#include "base/fulltext/seal.h"

namespace gongkai::fulltext {
namespace {

Stream stream_at(const std::optional<std::filesystem::path>& path, const char* name) {
    if (!path)
        return Stream();
    return Stream(path->string() + name);
}

template <class T>
void append_column(Stream& out, const std::vector<T>& values) {
    out.append({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
    out.align();
}

// Of a column whose greatest value is this one.
unsigned width_of_column(const std::vector<std::uint32_t>& column) {
    const std::uint32_t most = column.empty() ? 0 : *std::ranges::max_element(column);
    return most <= 0xFF ? 1 : most <= 0xFFFF ? 2 : 4;
}

}  // namespace

ListShard::ListShard(const Columns& columns, std::uint32_t positions_from, const std::optional<std::filesystem::path>& path)
    : columns_(columns),
      positions_from_(positions_from),
      path_(path),
      dictionary_(stream_at(path, "dictionary")),
      postings_(stream_at(path, "postings")),
      positions_(stream_at(path, "positions")) {}

ListShard::~ListShard() {
    std::error_code ignored;
    if (path_)
        for (const char* name : {"dictionary", "postings", "positions"})
            std::filesystem::remove(path_->string() + name, ignored);
}

void ListShard::add(Key key, const Postings& list) {
    assert(!list.documents.empty() && (keys_ == 0 || key > last_key_));
    if (keys_ % dictionary_block == 0) {
        places_.push_back({key, dictionary_.size(), postings_.size(), positions_.size()});
        last_key_ = key;
    }
    const bool is_long = list.documents.size() >= block_size;
    const bool with_positions = !list.positions.empty() && list.documents.size() >= positions_from_;
    const std::uint64_t positions_before = positions_.size();
    list_.clear();
    position_bits_.clear();
    if (is_long) {
        add_long(list, with_positions);
    } else {
        write_block(list_, list, 0, list.documents.size(), 0);
        if (with_positions)
            write_positions(list, 0, list.documents.size(), 0);
    }
    positions_.append(position_bits_);
    postings_.append(list_);

    entry_.clear();
    store_number(entry_, key - last_key_);
    store_number(entry_, list.documents.size());
    store_number(entry_, list_.size() << 1 | with_positions);
    if (with_positions)
        store_number(entry_, positions_.size() - positions_before);
    dictionary_.append(entry_);
    last_key_ = key;
    ++keys_;
}

void ListShard::add_long(const Postings& list, bool with_positions) {
    std::string bests;
    std::vector<std::uint32_t> lasts, ends, position_ends;
    blocks_.clear();
    std::size_t position = 0;
    std::uint32_t floor = 0;
    for (std::size_t from = 0; from < list.documents.size(); from += block_size) {
        const std::size_t to = std::min<std::size_t>(from + block_size, list.documents.size());
        write_block(blocks_, list, from, to, floor);
        float best = 0;
        for (std::size_t i = from; i < to; ++i) {
            const std::uint32_t id = list.documents[i];
            best = std::max(best, impact(list.counts[i], list.in_title[i], columns_.lengths[id], columns_.weights[id]));
        }
        if (with_positions)
            write_positions(list, from, to, position);
        position = std::accumulate(list.counts.begin() + static_cast<std::ptrdiff_t>(from),
                                   list.counts.begin() + static_cast<std::ptrdiff_t>(to), position);
        floor = list.documents[to - 1] + 1;
        lasts.push_back(list.documents[to - 1]);
        ends.push_back(static_cast<std::uint32_t>(blocks_.size()));
        position_ends.push_back(static_cast<std::uint32_t>(position_bits_.size()));
        store(bests, impact_code(best));
    }
    const unsigned position_end_bytes = with_positions ? bytes_of_number(position_bits_.size()) : 0;
    // The reader knows the width of the ends from the size of the whole, which they are part of.
    unsigned end_bytes = 1;
    while (bytes_of_number(blocks_.size() + lasts.size() * (BlockTable::last_bytes + end_bytes + position_end_bytes + 1)) >
           end_bytes)
        ++end_bytes;
    const auto add_column = [&](const std::vector<std::uint32_t>& values, unsigned width) {
        for (const std::uint32_t value : values)
            store_narrow(list_, value, width);
    };
    add_column(lasts, BlockTable::last_bytes);
    add_column(ends, end_bytes);
    add_column(position_ends, position_end_bytes);
    list_ += bests;
    list_ += blocks_;
}

void ListShard::write_positions(const Postings& list, std::size_t from, std::size_t to, std::size_t first_position) {
    const auto counts = std::span(list.counts).subspan(from, to - from);
    const auto occurrences = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    if (!has_quarters(to - from, occurrences)) {
        write_part(position_bits_, list, from, to, first_position);
        return;
    }
    std::string parts;
    std::vector<std::uint32_t> begins;
    for (std::size_t part = from; part < to; part += quarter_size) {
        begins.push_back(static_cast<std::uint32_t>(parts.size()));
        first_position = write_part(parts, list, part, part + quarter_size, first_position);
    }
    unsigned width = 1;
    while (bytes_of_number(parts.size() + 3 * width) > width)
        ++width;
    for (std::size_t quarter = 1; quarter < begins.size(); ++quarter)
        store_narrow(position_bits_, begins[quarter], width);
    position_bits_ += parts;
}

// Answers the place after the last position.
std::size_t ListShard::write_part(std::string& out, const Postings& list, std::size_t from, std::size_t to,
                                  std::size_t first_position) const {
    BitWriter bits(out);
    for (std::size_t i = from; i < to; ++i) {
        const std::uint32_t title_end = columns_.title_ends[list.documents[i]];
        const std::uint32_t length = columns_.lengths[list.documents[i]];
        auto positions = std::span(list.positions).subspan(first_position, list.counts[i]);
        first_position += positions.size();
        std::uint32_t floor = title_end;
        if (list.in_title[i]) {
            add_below(bits, positions[0], title_end);
            floor = positions[0] + 1;
            positions = positions.subspan(1);
        }
        add_ascending(bits, positions, floor, length);
    }
    bits.close();
    return first_position;
}

SegmentWriter::SegmentWriter(Columns columns, const Settings& settings, Learned learned,
                             std::optional<std::filesystem::path> folder)
    : columns_(std::move(columns)),
      fold_digest_(settings.fold->digest()),
      positions_from_(settings.least_with_positions(columns_.size())),
      learned_(std::move(learned)),
      folder_(std::move(folder)),
      texts_([&] {
          if (folder_)
              std::filesystem::create_directories(*folder_);
          return stream("texts");
      }()) {
    if (folder_)
        texts_.append(learned_.texts->bytes());
    text_ends_.reserve(columns_.size());
}

Stream SegmentWriter::stream(const char* name) const { return folder_ ? Stream(*folder_ / name) : Stream(); }

std::unique_ptr<ListShard> SegmentWriter::shard(std::size_t number) const {
    std::optional<std::filesystem::path> path;
    if (folder_)
        path = *folder_ / ("shard-" + std::to_string(number) + "-");
    return std::make_unique<ListShard>(columns_, positions_from_, path);
}

void SegmentWriter::add_text(std::string_view frame) {
    texts_.append(frame);
    text_ends_.push_back(texts_.size());
}

std::vector<unsigned> SegmentWriter::write_documents(Stream& out) {
    std::vector<std::uint32_t> by_key(columns_.size());
    std::iota(by_key.begin(), by_key.end(), 0u);
    std::ranges::sort(by_key, {}, [&](std::uint32_t id) { return columns_.keys[id]; });
    append_column(out, columns_.keys);
    append_column(out, columns_.days);
    append_column(out, by_key);
    std::vector<unsigned> widths{width_of_column(columns_.lengths), width_of_column(columns_.title_ends)};
    std::string bytes;
    for (const auto& column : columns_.facets) {
        widths.push_back(width_of_column(column));
        bytes.clear();
        for (const std::uint32_t value : column)
            store_narrow(bytes, value, widths.back());
        out.append(bytes);
        out.align();
    }
    bytes.clear();
    for (std::size_t id = 0; id < columns_.size(); ++id) {
        store_narrow(bytes, columns_.lengths[id], widths[0]);
        store_narrow(bytes, columns_.title_ends[id], widths[1]);
        store(bytes, columns_.weights[id]);
    }
    out.append(bytes);
    out.align();
    return widths;
}

std::shared_ptr<const Segment> SegmentWriter::close(std::vector<std::unique_ptr<ListShard>> shards) {
    assert(text_ends_.size() == columns_.size());
    Stream documents = stream("documents");
    Stream dictionary = stream("dictionary");
    Stream postings = stream("postings");
    Stream positions = stream("positions");
    Seal seal;
    seal.documents = static_cast<std::uint32_t>(columns_.size());
    seal.fold_digest = fold_digest_;
    if (folder_) {
        dictionary.append(learned_.grams->bytes());
        seal.text_dictionary_bytes = learned_.texts->bytes().size();
        seal.gram_bytes = learned_.grams->bytes().size();
    }
    seal.widths = write_documents(documents);

    std::vector<Key> first_keys;
    std::vector<std::uint64_t> places;
    for (auto& shard : shards) {
        for (const auto& place : shard->places_) {
            first_keys.push_back(place.first_key);
            places.insert(places.end(), {place.bytes + dictionary.size(), place.postings + postings.size(),
                                         place.positions + positions.size()});
        }
        seal.keys += shard->keys_;
        seal.key_blocks += shard->places_.size();
        dictionary.append(shard->dictionary_);
        dictionary.append(std::string_view("\0\0", 2));  // no list is empty: the end of a block that is not full
        postings.append(shard->postings_);
        positions.append(shard->positions_);
        shard.reset();  // all of them together are as large as what is made of them
    }
    dictionary.align();
    seal.first_keys_at = dictionary.size();
    append_column(dictionary, first_keys);
    append_column(dictionary, places);

    texts_.align();
    append_column(texts_, text_ends_);

    Stream* all[] = {&documents, &dictionary, &postings, &positions, &texts_};
    for (std::size_t i = 0; i < std::size(all); ++i) {
        seal.files[i].sum = all[i]->close();
        seal.files[i].size = all[i]->size();
    }
    if (!folder_)
        return std::make_shared<const Segment>(
            SegmentFiles{Memory::hold(documents.take()), Memory::hold(dictionary.take()), Memory::hold(postings.take()),
                         Memory::hold(positions.take()), Memory::hold(texts_.take()), seal.write()},
            std::filesystem::path(), learned_);
    write_file(*folder_ / "seal", seal.write());
    make_durable(folder_->parent_path());
    return Segment::open(*folder_);
}

}  // namespace gongkai::fulltext
