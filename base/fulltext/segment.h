// A segment: an immutable set of documents, numbered newest first (by day, then by key), with everything that answers for them.
// It is a folder of six files, or the same bytes in memory:
//
//   documents    columns, one value a document: key, day, order by key; facets, of one, two or four bytes each; then for each
//                document length, end of the title and weight side by side, for they are looked at together
//   dictionary   the frequent rows (grams.h); all keys ascending in blocks of up to 32: key, documents, bytes of the list; then
//   the first key of each block postings     the lists. Fewer than 128 documents: one block. Else a table of blocks and the
//   blocks (see block.h). The table
//                has columns: last document, end of the block, end of its positions, best impact; an end is as wide as the
//                number of the bytes that it ends in
//   positions    where the keys stand, read only for words of three characters and more. In segments of at least
//                Settings::large_from documents short lists have none (Settings::least_with_positions): the texts of their few
//                documents prove the word, and a quarter of the file is saved
//   texts        a zstd dictionary; title and body of each document as a zstd frame, then where each frame ends
//   seal         written last: sizes and checksums of the others, and of itself
#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/fulltext/block.h"
#include "base/fulltext/facet_rows.h"
#include "base/fulltext/files.h"
#include "base/fulltext/grams.h"
#include "base/fulltext/index.h"
#include "base/fulltext/texts.h"
#include "base/fulltext/units.h"

namespace gongkai::fulltext {

inline constexpr std::uint32_t dictionary_block = 32;

// One key's list as it lies in the files.
struct List {
    std::uint32_t size = 0;
    Bytes postings;
    Bytes positions;
    bool is_long() const { return size >= block_size; }
};

// The table in front of a long list; a short list is one block without a table.
class BlockTable {
  public:
    static constexpr unsigned last_bytes = bytes_of_number(most_documents - 1);

    BlockTable() = default;
    BlockTable(const List& list, std::uint32_t documents);  // throws Damaged

    std::uint32_t count() const { return count_; }
    // The last document of the block; of a short list only what it cannot exceed.
    std::uint32_t last(std::uint32_t block) const {
        return lasts_ ? load_narrow(lasts_ + block * std::size_t{last_bytes}, last_bytes) : most_;
    }
    std::uint8_t best(std::uint32_t block) const { return bests_ ? bests_[block] : 255; }
    bool is_short() const { return !lasts_; }
    std::uint32_t floor(std::uint32_t block) const { return block == 0 ? 0 : last(block - 1) + 1; }
    std::uint32_t size(std::uint32_t block) const { return block + 1 < count_ ? block_size : size_ - block * block_size; }
    Bytes bytes(std::uint32_t block) const { return part(blocks_, ends_, end_bytes_, block); }
    bool has_positions() const { return !positions_.empty(); }
    Bytes positions(std::uint32_t block) const { return part(positions_, position_ends_, position_end_bytes_, block); }

  private:
    Bytes part(Bytes all, const std::uint8_t* ends, unsigned width, std::uint32_t block) const;

    const std::uint8_t* lasts_ = nullptr;
    const std::uint8_t* ends_ = nullptr;
    const std::uint8_t* position_ends_ = nullptr;
    const std::uint8_t* bests_ = nullptr;
    Bytes blocks_;
    Bytes positions_;
    std::uint32_t size_ = 0;
    std::uint32_t count_ = 0;
    std::uint32_t most_ = 0;
    unsigned end_bytes_ = 0;
    unsigned position_end_bytes_ = 0;
};

// The columns of documents that become a segment, in its order.
struct Columns {
    std::vector<std::uint64_t> keys;
    std::vector<std::int32_t> days;         // since 1970
    std::vector<std::uint32_t> lengths;     // positions
    std::vector<std::uint32_t> title_ends;  // position after the title
    std::vector<std::uint8_t> weights;
    std::vector<std::vector<std::uint32_t>> facets;
    std::size_t size() const { return keys.size(); }
};

// What was learned from a sample of the texts: once, and handed on from segment to segment. Segments in memory share it.
struct Learned {
    std::shared_ptr<const TextDictionary> texts = std::make_shared<const TextDictionary>("");
    std::shared_ptr<const Grams> grams = std::make_shared<const Grams>();

    static Learned from(const std::vector<std::string>& sample, const Fold& fold) {
        return {TextDictionary::train(sample), Grams::learn(sample, fold)};
    }
    bool is_nothing() const { return texts->bytes().empty() && grams->size() == 0; }
};

struct SegmentFiles {
    std::shared_ptr<const Memory> documents;
    std::shared_ptr<const Memory> dictionary;
    std::shared_ptr<const Memory> postings;
    std::shared_ptr<const Memory> positions;
    std::shared_ptr<const Memory> texts;
    std::string seal;
};

class Segment {
  public:
    // A column in as few bytes a value as its greatest needs; `stride` bytes lie between two values.
    struct Narrow {
        const std::uint8_t* values = nullptr;
        unsigned width = 1;
        unsigned stride = 1;
        std::uint32_t most = 0;
        const std::uint8_t* place(std::uint32_t id) const { return values + std::size_t{id} * stride; }
        std::uint32_t at(std::uint32_t id) const {
            return width == 1 ? *place(id) : width == 2 ? load<std::uint16_t>(place(id)) : load<std::uint32_t>(place(id));
        }
    };

    // Checks the seal, all sizes and the checksum of the documents file; the rest is left to check_files(). Throws Damaged.
    static std::shared_ptr<const Segment> open(const std::filesystem::path& folder);
    // Without `learned` it is read from the files.
    Segment(SegmentFiles files, std::filesystem::path folder, std::optional<Learned> learned = {});

    std::uint32_t size() const { return size_; }
    std::uint64_t key(std::uint32_t id) const { return keys_[id]; }
    std::int32_t day(std::uint32_t id) const { return days_[id]; }
    std::uint32_t length(std::uint32_t id) const { return lengths_.at(id); }
    std::uint32_t title_end(std::uint32_t id) const { return title_ends_.at(id); }
    std::uint8_t weight(std::uint32_t id) const { return *weights_.place(id); }
    // What a score and what positions need of a document, and what a hit does.
    void prefetch_extent(std::uint32_t id) const { __builtin_prefetch(lengths_.place(id)); }
    void prefetch_for_hit(std::uint32_t id) const {
        __builtin_prefetch(days_ + id);
        __builtin_prefetch(keys_ + id);
    }
    std::size_t facet_columns() const { return facets_.size(); }
    const Narrow& facet_column(std::size_t column) const { return facets_[column]; }
    std::uint32_t facet(std::size_t column, std::uint32_t id) const { return facets_[column].at(id); }
    // Null until somebody has made them, which a large segment takes a tenth of a second for, and where they are too many.
    const FacetRows* facet_rows() const { return facet_rows_.load(std::memory_order_acquire); }
    void make_facet_rows(std::size_t columns) const {
        if (has_made_facet_rows_.exchange(true))
            return;
        made_facet_rows_ = FacetRows::of(*this, columns);
        facet_rows_.store(made_facet_rows_.get(), std::memory_order_release);
    }

    std::optional<std::uint32_t> id_of(std::uint64_t key) const;
    // Numbers of the documents of these days: [first, second).
    std::pair<std::uint32_t, std::uint32_t> ids_of(std::optional<Day> from, std::optional<Day> to) const;

    List list(Key key) const;  // empty where the key is nowhere
    // Asks memory for all that list() will look at for these keys.
    void prefetch_lists(std::span<const Key> keys) const;
    // Every key from `first` on and below `beyond`, with its list.
    template <class Take>
    void for_each_list(Key first, Key beyond, Take take) const;
    std::uint64_t key_count() const { return key_count_; }
    // A key about a share of the way through the dictionary, to part work by.
    Key key_at(double share) const;

    TextParts text(std::uint32_t id) const;
    // Asks memory for where a text begins, and, once that is there, for the text.
    void prefetch_text_end(std::uint32_t id) const { __builtin_prefetch(text_ends_ + id); }
    void prefetch_text(std::uint32_t id) const;
    Document document(std::uint32_t id) const;  // with the weight as it is kept
    Bytes frame(std::uint32_t id) const;

    // For a reader of very many segments at once, who says what it reads next (see Memory::fetch).
    void read_nothing_ahead() const;
    void fetch_lists(Key first, Key beyond) const;
    void fetch_texts(std::uint32_t first, std::uint32_t beyond) const;

    const Learned& learned() const { return learned_; }
    const Grams& grams() const { return *learned_.grams; }

    std::uint64_t fold_digest() const { return fold_digest_; }
    const SegmentFiles& files() const { return files_; }
    const std::filesystem::path& folder() const { return folder_; }  // empty where it lies in memory
    std::uint64_t index_bytes() const;
    std::uint64_t text_bytes() const { return files_.texts->bytes().size(); }
    void check_files() const;  // reads all files of the folder; throws Damaged

  private:
    struct Place {  // of a block of the dictionary and of its first list
        std::uint64_t bytes;
        std::uint64_t postings;
        std::uint64_t positions;
    };
    template <class T>
    const T* column(std::uint64_t& at) const;
    const std::uint8_t* column_of_bytes(std::uint64_t& at, unsigned width) const;
    Narrow narrow_column(const std::uint8_t* values, unsigned width, unsigned stride) const;
    const Key* landmark_before(Key key) const;
    std::uint64_t block_before(Key key) const;
    static constexpr std::uint64_t blocks_of_a_landmark = 16;

    SegmentFiles files_;
    std::filesystem::path folder_;
    std::uint32_t size_ = 0;
    std::uint64_t fold_digest_ = 0;
    std::uint64_t key_count_ = 0;
    const std::uint64_t* keys_ = nullptr;
    const std::uint64_t* text_ends_ = nullptr;
    const std::int32_t* days_ = nullptr;
    const std::uint32_t* by_key_ = nullptr;
    Narrow lengths_;
    Narrow title_ends_;
    Narrow weights_;
    std::vector<Narrow> facets_;
    mutable std::shared_ptr<const FacetRows> made_facet_rows_;
    mutable std::atomic<const FacetRows*> facet_rows_ = nullptr;
    mutable std::atomic<bool> has_made_facet_rows_ = false;
    const Key* first_keys_ = nullptr;
    const Place* places_ = nullptr;
    std::uint64_t block_count_ = 0;
    std::vector<Key> landmarks_;  // every 16th of first_keys_: near enough together to stay at hand
    Learned learned_;
    std::uint64_t texts_from_ = 0;
    std::uint64_t sums_[5] = {};

    friend class DictionaryWalk;
};

// One key after another, with its list.
class DictionaryWalk {
  public:
    DictionaryWalk(const Segment& segment, Key from);  // at the first key not below `from`

    bool is_at_end() const { return is_at_end_; }
    Key key() const { return key_; }
    const List& list() const { return list_; }
    void advance();  // throws Damaged

  private:
    void open_block();

    const Segment* segment_;
    std::uint64_t block_;
    std::uint32_t entry_ = 0;
    Scanner entries_{{}};
    Scanner postings_{{}};
    Scanner positions_{{}};
    Key next_ = 0;
    Key key_ = 0;
    List list_;
    bool has_key_ = false;
    bool is_at_end_ = false;
};

template <class Take>
void Segment::for_each_list(Key first, Key beyond, Take take) const {
    for (DictionaryWalk walk(*this, first); !walk.is_at_end() && walk.key() < beyond; walk.advance())
        take(walk.key(), walk.list());
}

}  // namespace gongkai::fulltext
