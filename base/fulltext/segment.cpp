#include "base/fulltext/segment.h"

#include <algorithm>
#include <limits>

#include "base/core/file.h"
#include "base/fulltext/score.h"
#include "base/fulltext/seal.h"

namespace gongkai::fulltext {

BlockTable::BlockTable(const List& list, std::uint32_t documents)
    : blocks_(list.postings),
      positions_(list.positions),
      size_(list.size),
      count_((list.size + block_size - 1) / block_size),
      most_(documents - 1),
      end_bytes_(bytes_of_number(list.postings.size())),
      position_end_bytes_(has_positions() ? bytes_of_number(list.positions.size()) : 0) {
    if (!list.is_long())
        return;
    const std::size_t bytes = std::size_t{count_} * (last_bytes + end_bytes_ + position_end_bytes_ + 1);
    if (list.postings.size() < bytes || std::max(end_bytes_, position_end_bytes_) > 4)
        throw Damaged("a list has another size than its table");
    lasts_ = list.postings.data();
    ends_ = lasts_ + std::size_t{last_bytes} * count_;
    position_ends_ = ends_ + std::size_t{end_bytes_} * count_;
    bests_ = list.postings.data() + bytes - count_;
    blocks_ = list.postings.subspan(bytes);
    if (last(count_ - 1) >= documents)
        throw Damaged("a list ends beyond the documents");
}

Bytes BlockTable::part(Bytes all, const std::uint8_t* ends, unsigned width, std::uint32_t block) const {
    if (is_short())
        return all;
    const std::uint32_t from = block == 0 ? 0 : load_narrow(ends + (block - 1) * std::size_t{width}, width);
    const std::uint32_t to = load_narrow(ends + block * std::size_t{width}, width);
    if (from > to || to > all.size())
        throw Damaged("a block lies outside its list");
    return all.subspan(from, to - from);
}

std::shared_ptr<const Segment> Segment::open(const std::filesystem::path& folder) {
    auto seal = read_file(folder / "seal", 1 << 20);
    if (!seal)
        throw Damaged(folder.string() + " has no seal");
    SegmentFiles files{Memory::load(folder / "documents"), Memory::load(folder / "dictionary"), Memory::map(folder / "postings"),
                       Memory::map(folder / "positions"),  Memory::map(folder / "texts"),       std::move(*seal)};
    return std::make_shared<const Segment>(std::move(files), folder);
}

Segment::Segment(SegmentFiles files, std::filesystem::path folder, std::optional<Learned> learned)
    : files_(std::move(files)), folder_(std::move(folder)) {
    const Seal seal = Seal::read(files_.seal);
    const Memory* all[] = {files_.documents.get(), files_.dictionary.get(), files_.postings.get(), files_.positions.get(),
                           files_.texts.get()};
    for (std::size_t i = 0; i < std::size(all); ++i) {
        if (all[i]->bytes().size() != seal.files[i].size)
            throw Damaged(folder_.string() + " has a file of another size than sealed");
        sums_[i] = seal.files[i].sum;
    }
    if (!folder_.empty() && checksum(files_.documents->bytes()) != sums_[0])
        throw Damaged(folder_.string() + " has altered documents");

    size_ = seal.documents;
    fold_digest_ = seal.fold_digest;
    key_count_ = seal.keys;
    std::uint64_t at = 0;
    keys_ = column<std::uint64_t>(at);
    days_ = column<std::int32_t>(at);
    by_key_ = column<std::uint32_t>(at);
    if (seal.widths.size() < 2)
        throw Damaged(folder_.string() + " has too few columns");
    for (std::size_t i = 2; i < seal.widths.size(); ++i)
        facets_.push_back(narrow_column(column_of_bytes(at, seal.widths[i]), seal.widths[i], seal.widths[i]));
    const unsigned to_title_end = seal.widths[0];
    const unsigned to_weight = to_title_end + seal.widths[1];
    const unsigned extent = to_weight + 1;
    const std::uint8_t* extents = column_of_bytes(at, extent);
    lengths_ = narrow_column(extents, seal.widths[0], extent);
    title_ends_ = narrow_column(extents + to_title_end, seal.widths[1], extent);
    weights_ = narrow_column(extents + to_weight, 1, extent);

    block_count_ = seal.key_blocks;
    const auto dictionary = files_.dictionary->bytes();
    if (seal.gram_bytes > seal.first_keys_at)
        throw Damaged(folder_.string() + " has more frequent rows than sealed");
    const std::uint64_t places_bytes = block_count_ * (sizeof(Key) + sizeof(Place));
    if (block_count_ > dictionary.size() || seal.first_keys_at % 8 != 0 || seal.first_keys_at > dictionary.size() ||
        dictionary.size() - seal.first_keys_at < places_bytes + slack)
        throw Damaged(folder_.string() + " has a dictionary of another shape than sealed");
    first_keys_ = reinterpret_cast<const Key*>(dictionary.data() + seal.first_keys_at);
    places_ = reinterpret_cast<const Place*>(first_keys_ + block_count_);
    for (std::uint64_t block = 0; block < block_count_; block += blocks_of_a_landmark)
        landmarks_.push_back(first_keys_[block]);
    const auto texts = files_.texts->bytes();
    const std::uint64_t ends_bytes = std::uint64_t{size_} * sizeof(std::uint64_t);
    if (texts.size() % 8 != 0 || texts.size() < seal.text_dictionary_bytes + ends_bytes + slack)
        throw Damaged(folder_.string() + " has texts of another shape than sealed");
    text_ends_ = reinterpret_cast<const std::uint64_t*>(texts.data() + texts.size() - slack - ends_bytes);
    texts_from_ = seal.text_dictionary_bytes;
    const auto text_of = [](Bytes bytes) { return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()); };
    learned_ = learned ? std::move(*learned)
                       : Learned{std::make_shared<const TextDictionary>(text_of(texts.first(seal.text_dictionary_bytes))),
                                 std::make_shared<const Grams>(text_of(dictionary.first(seal.gram_bytes)))};
}

template <class T>
const T* Segment::column(std::uint64_t& at) const {
    return reinterpret_cast<const T*>(column_of_bytes(at, sizeof(T)));
}

const std::uint8_t* Segment::column_of_bytes(std::uint64_t& at, unsigned width) const {
    const auto bytes = files_.documents->bytes();
    const std::uint64_t from = at;
    at += (std::uint64_t{size_} * width + 7) / 8 * 8;
    if (at > bytes.size())
        throw Damaged(folder_.string() + " has too few documents");
    return bytes.data() + from;
}

Segment::Narrow Segment::narrow_column(const std::uint8_t* values, unsigned width, unsigned stride) const {
    Narrow narrow{values, width, stride, 0xFF};
    if (width > 1)
        for (std::uint32_t id = 0; id < size_; ++id)
            narrow.most = std::max(narrow.most, narrow.at(id));
    return narrow;
}

std::optional<std::uint32_t> Segment::id_of(std::uint64_t key) const {
    const auto* found = std::lower_bound(by_key_, by_key_ + size_, key, [&](std::uint32_t id, std::uint64_t wanted) {
        return (id < size_ ? keys_[id] : throw Damaged("the order by key is altered")) < wanted;
    });
    if (found == by_key_ + size_ || keys_[*found] != key)
        return std::nullopt;
    return *found;
}

std::pair<std::uint32_t, std::uint32_t> Segment::ids_of(std::optional<Day> from, std::optional<Day> to) const {
    const auto number = [](Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); };
    const auto* begin =
        to ? std::partition_point(days_, days_ + size_, [&](std::int32_t day) { return day > number(*to); }) : days_;
    const auto* end =
        from ? std::partition_point(days_, days_ + size_, [&](std::int32_t day) { return day >= number(*from); }) : days_ + size_;
    return {static_cast<std::uint32_t>(begin - days_), static_cast<std::uint32_t>(std::max(begin, end) - days_)};
}

// Where in first_keys_ to look for the key.
const Key* Segment::landmark_before(Key key) const {
    const auto passed = static_cast<std::uint64_t>(std::ranges::upper_bound(landmarks_, key) - landmarks_.begin());
    return first_keys_ + (passed == 0 ? 0 : passed - 1) * blocks_of_a_landmark;
}

std::uint64_t Segment::block_before(Key key) const {
    const Key* begin = landmark_before(key);
    const auto* end = std::min(begin + blocks_of_a_landmark, first_keys_ + block_count_);
    const auto block = static_cast<std::uint64_t>(std::upper_bound(begin, end, key) - first_keys_);
    return block == 0 ? 0 : block - 1;
}

// Three steps, of which each waits for what the one before has named.
void Segment::prefetch_lists(std::span<const Key> keys) const {
    constexpr std::size_t usual_block = 192;  // bytes
    if (block_count_ == 0)
        return;
    for (const Key key : keys)
        prefetch_all({reinterpret_cast<const std::uint8_t*>(landmark_before(key)), blocks_of_a_landmark * sizeof(Key)});
    for (const Key key : keys)
        __builtin_prefetch(&places_[block_before(key)]);
    const Bytes dictionary = files_.dictionary->bytes();
    for (const Key key : keys)
        if (const std::uint64_t at = places_[block_before(key)].bytes; at < dictionary.size())
            prefetch_all(dictionary.subspan(at, std::min(usual_block, dictionary.size() - at)));
}

namespace {

std::uint64_t quick_number(const std::uint8_t*& at) {
    std::uint64_t value = *at & 0x7F;
    for (unsigned shift = 7; *at++ >= 0x80 && shift < 64; shift += 7)
        value |= std::uint64_t{*at & 0x7Fu} << shift;
    return value;
}

}  // namespace

// As DictionaryWalk does it, but without looking for the end of the file at every number.
List Segment::list(Key wanted) const {
    constexpr std::ptrdiff_t most_entry = 4 * 10;
    const std::uint64_t block = block_before(wanted);
    const Bytes dictionary = files_.dictionary->bytes();
    if (block >= block_count_ || places_[block].bytes > dictionary.size())
        return {};
    const std::uint8_t* at = dictionary.data() + places_[block].bytes;
    const std::uint8_t* end = dictionary.data() + dictionary.size();
    std::uint64_t postings = places_[block].postings;
    std::uint64_t positions = places_[block].positions;
    Key key = first_keys_[block];
    for (std::uint32_t entry = 0; entry < dictionary_block && end - at > most_entry; ++entry) {
        key += quick_number(at);
        const std::uint64_t size = quick_number(at);
        if (size == 0 || key > wanted)
            return {};
        const std::uint64_t bytes = quick_number(at);
        const std::uint64_t position_bytes = bytes & 1 ? quick_number(at) : 0;
        if (key == wanted) {
            const auto part = [](const Memory& file, std::uint64_t from, std::uint64_t count) {
                const std::size_t all = file.bytes().size() - slack;
                if (from > all || count > all - from)
                    throw Damaged("a list lies outside its file");
                return file.bytes().subspan(from, count);
            };
            if (size > size_)
                throw Damaged("a list has more documents than the segment");
            return {static_cast<std::uint32_t>(size), part(*files_.postings, postings, bytes >> 1),
                    part(*files_.positions, positions, position_bytes)};
        }
        postings += bytes >> 1;
        positions += position_bytes;
    }
    const DictionaryWalk walk(*this, wanted);
    return !walk.is_at_end() && walk.key() == wanted ? walk.list() : List{};
}

DictionaryWalk::DictionaryWalk(const Segment& segment, Key from) : segment_(&segment), block_(segment.block_before(from)) {
    if (block_ >= segment.block_count_) {
        is_at_end_ = true;
        return;
    }
    open_block();
    advance();
    while (!is_at_end_ && key_ < from)
        advance();
}

void DictionaryWalk::open_block() {
    const auto& place = segment_->places_[block_];
    const auto within = [](const Memory& file, std::uint64_t from) {
        const Bytes all = file.bytes();
        if (all.size() < slack || from > all.size() - slack)
            throw Damaged("a list lies outside its file");
        return Scanner(all.first(all.size() - slack).subspan(static_cast<std::size_t>(from)));
    };
    entries_ = within(*segment_->files_.dictionary, place.bytes);
    postings_ = within(*segment_->files_.postings, place.postings);
    positions_ = within(*segment_->files_.positions, place.positions);
    next_ = segment_->first_keys_[block_];
    entry_ = 0;
}

void DictionaryWalk::advance() {
    while (!is_at_end_) {
        if (entry_++ < dictionary_block) {
            next_ += entries_.number();
            if (const std::uint64_t size = entries_.number(); size > 0) {
                if (size > segment_->size())
                    throw Damaged("a list has more documents than the segment");
                if (has_key_ && next_ <= key_)
                    throw Damaged("the keys are out of order");
                key_ = next_;
                has_key_ = true;
                const std::uint64_t bytes = entries_.number();
                list_ = {static_cast<std::uint32_t>(size), postings_.bytes(bytes >> 1), {}};
                if (bytes & 1)
                    list_.positions = positions_.bytes(entries_.number());
                return;
            }
        }
        is_at_end_ = ++block_ >= segment_->block_count_;  // the block is at its end, or a shard ended in it
        if (!is_at_end_)
            open_block();
    }
}

Key Segment::key_at(double share) const {
    if (block_count_ == 0)
        return 0;
    return first_keys_[std::min(block_count_ - 1, static_cast<std::uint64_t>(share * static_cast<double>(block_count_)))];
}

Bytes Segment::frame(std::uint32_t id) const {
    const std::uint64_t from = id == 0 ? texts_from_ : text_ends_[id - 1];
    if (from > text_ends_[id] || text_ends_[id] > files_.texts->bytes().size())
        throw Damaged("a text lies outside its file");
    return files_.texts->bytes().subspan(from, text_ends_[id] - from);
}

Document Segment::document(std::uint32_t id) const {
    const TextParts parts = text(id);
    Document document{key(id), std::string(parts.title), std::string(parts.body), Day(std::chrono::days(day(id))), {}, 0};
    for (std::size_t i = 0; i < facets_.size(); ++i)
        document.facets.push_back(facet(i, id));
    document.weight = weight(id) * most_weight / 255;
    return document;
}

void Segment::prefetch_text(std::uint32_t id) const {
    constexpr std::size_t enough = 4096;  // of a longer one the processor sees by itself that it is read in a row
    const Bytes all = frame(id);
    prefetch_all(all.first(std::min(enough, all.size())));
}

void Segment::read_nothing_ahead() const {
    for (const auto* file : {&files_.dictionary, &files_.postings, &files_.positions, &files_.texts})
        (*file)->read_nothing_ahead();
}

void Segment::fetch_lists(Key first, Key beyond) const {
    if (block_count_ == 0)
        return;
    const Place& from = places_[block_before(first)];
    const std::uint64_t last = block_before(beyond) + 1;  // the block that `beyond` stands in is read to its end
    const auto fetch = [&](const Memory& file, std::uint64_t Place::* at) {
        const std::uint64_t end = last < block_count_ ? places_[last].*at : file.bytes().size();
        if (from.*at <= end && end <= file.bytes().size())
            file.fetch(file.bytes().subspan(from.*at, end - from.*at));
    };
    fetch(*files_.dictionary, &Place::bytes);
    fetch(*files_.postings, &Place::postings);
    fetch(*files_.positions, &Place::positions);
}

void Segment::fetch_texts(std::uint32_t first, std::uint32_t beyond) const {
    if (first >= std::min(beyond, size_))
        return;
    const Bytes from = frame(first), last = frame(std::min(beyond, size_) - 1);
    if (from.data() <= last.data())
        files_.texts->fetch({from.data(), last.data() + last.size()});
}

TextParts Segment::text(std::uint32_t id) const { return learned_.texts->decompress(frame(id)); }

std::uint64_t Segment::index_bytes() const {
    return files_.documents->bytes().size() + files_.dictionary->bytes().size() + files_.postings->bytes().size() +
           files_.positions->bytes().size() + files_.seal.size();
}

void Segment::check_files() const {
    if (folder_.empty())
        return;
    std::size_t i = 0;
    for (const char* name : {"documents", "dictionary", "postings", "positions", "texts"})
        if (checksum_of_file(folder_ / name) != sums_[i++])
            throw Damaged((folder_ / name).string() + " is altered");
}

}  // namespace gongkai::fulltext
