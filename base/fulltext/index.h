// Full text for Chinese: any word, phrase, number or title among millions of documents, exactly, within milliseconds.
//
// The idea. A run of Han characters is cut into overlapping pairs (政务公开 is 政务, 务公, 公开), a run of letters and digits is
// one token. A word of two characters is one list of documents; a longer word is the intersection of its lists, and the positions
// of its pairs prove that they stand side by side. Documents are numbered newest first, so "by date" costs nothing and a span of
// days is a range of numbers. Lists are cut into blocks of 128 documents that carry the best score inside, so that blocks which
// cannot enter the first page are never opened.
//
// Documents live in immutable segments. A change is first written to a log and made durable, then becomes a small segment in
// memory; a caretaker thread merges segments in the background. Readers hold a snapshot and never wait.
//
// The caller owns the truth. The index is derived from it, follows its sequence number, can be rebuilt beside the live one, and
// `verify` proves that it agrees with what it was given. `Index` is an interface: a remote engine could stand behind it.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "base/fulltext/fold.h"

namespace gongkai::fulltext {

struct Document {
    std::uint64_t key = 0;  // the caller's; a document with the same key replaces the older one
    std::string title;
    std::string body;
    Day day{};                          // documents are ordered by it
    std::vector<std::uint32_t> facets;  // one value a column, Settings::facet_columns of them; missing ones count as 0
    double weight = 1;                  // factor on the score, 0 to 2: validity, freshness, need

    bool operator==(const Document&) const = default;
};

struct Removal {
    std::uint64_t key = 0;
};

using Change = std::variant<Document, Removal>;

enum class Field { anywhere, title };

// A word is found where its Han runs stand as part of a text and its runs of letters and digits as whole tokens, next to each
// other; brackets, blanks and other signs between a Han run and a token are passed over (邹政办字33 finds 邹政办字〔33〕), and
// where they part two Han runs each is a word of its own. The fold (width, case, …) is the index's. A word of signs alone is
// ignored.
struct Word {
    std::string text;
    Field field = Field::anywhere;
};

struct Filter {
    std::size_t column = 0;
    std::vector<std::uint32_t> values;  // any of them
};

struct FacetWish {
    std::size_t column = 0;
    std::size_t at_most = 20;  // the most frequent values
};

// `all`: every word is found. `any`: at least one pair or token of the words, best first, for words that may be wrong.
enum class Match { all, any };
enum class Order { relevance, newest };
enum class Total { exact, unwanted };

struct Query {
    std::vector<Word> words;                // none: every document
    std::vector<std::vector<Word>> others;  // each as good as `words`: other names of the same. A hit has the best score of them
    Match match = Match::all;
    std::vector<Filter> filters;  // all of them
    std::optional<Day> from;      // both included
    std::optional<Day> to;
    Order order = Order::relevance;
    std::size_t skip = 0;
    std::size_t count = 10;
    Total total = Total::exact;
    std::vector<FacetWish> facets;
    std::chrono::microseconds budget{0};  // 0: as long as it takes
    unsigned threads = 1;                 // among which a segment is parted where …
    std::uint32_t threads_from = 8'192;   // … so many of its documents are looked at and counted: some milliseconds
};

struct Hit {
    std::uint64_t key = 0;
    double score = 0;
    Day day{};
};

struct FacetCount {
    std::uint32_t value = 0;
    std::uint64_t documents = 0;
};

struct Answer {
    std::vector<Hit> hits;
    std::uint64_t total = 0;                      // at least so many; exactly so many if `is_exact`
    bool is_exact = false;                        // asked for and not cut short
    bool is_cut_short = false;                    // the budget ran out, or a damaged segment was left out
    std::vector<std::vector<FacetCount>> facets;  // as wished, each by falling count, then value
};

struct Status {
    std::uint64_t sequence = 0;
    std::uint64_t documents = 0;  // live ones
    std::uint64_t removed = 0;    // dead versions not yet merged away
    std::size_t segments_on_disk = 0;
    std::size_t segments_in_memory = 0;
    std::uint64_t index_bytes = 0;  // on disk, without texts
    std::uint64_t text_bytes = 0;
    std::vector<std::string> damaged;  // segments set aside; the caller should rebuild or give their documents again
};

struct Verification {
    std::vector<std::string> faults;  // empty: all is well
    std::uint64_t documents = 0;
    bool is_clean() const { return faults.empty(); }
};

// All documents of the caller, each handed to `take`.
using Source = std::function<void(const std::function<void(Document)>& take)>;

class Index {
  public:
    virtual ~Index() = default;

    // The future is ready when the changes are visible and durable, all or none. The sequence is the caller's and only grows from
    // call to call: changes up to the one the index stands at are known already and passed over, so after a crash the caller
    // repeats from `sequence()` + 1. Calls that wait together share one fsync. The future throws std::system_error where the disk
    // fails; from then on nothing more is taken.
    virtual std::future<void> submit(std::uint64_t sequence, std::vector<Change> changes) = 0;
    void apply(std::uint64_t sequence, std::vector<Change> changes) { submit(sequence, std::move(changes)).get(); }
    virtual std::uint64_t sequence() const = 0;

    virtual Answer find(const Query& query) const = 0;
    // No more documents than this hold the word: how long the shortest of its lists is. Nothing is read but the dictionary.
    virtual std::uint64_t at_most(const Word& word) const = 0;
    virtual std::optional<Document> document(std::uint64_t key) const = 0;

    virtual Status status() const = 0;

    // Checksums, lists against texts, and with a source every document against what the caller has.
    virtual Verification verify(const Source& source = {}) const = 0;

    // Builds the whole index anew beside the live one, which answers and takes changes meanwhile. The source is read at the
    // sequence the index stands at when this is called, or later.
    virtual void rebuild(const Source& source) = 0;

    // Writes what is in memory to disk and merges all into one segment.
    virtual void settle() = 0;
};

struct Settings {
    std::size_t facet_columns = 0;
    std::shared_ptr<const Fold> fold = Fold::standard();
    std::size_t counted_together = 0;    // of the facet columns, the first ones: those that a page asks for (see facet_rows.h)
    std::uint64_t log_bytes = 16 << 20;  // above this the memory segments go to disk and the log begins anew
    std::size_t build_batch = 6'000;     // documents a thread gathers in memory while building
    std::uint32_t large_from = 65'536;   // documents of a segment whose short lists go without positions (see segment.h)
    std::uint32_t positions_from = 256;  // documents of a list that has positions in a large segment, at least
    std::size_t learn_from = 2'000;      // documents from which it is learned which rows are frequent and how texts compress
    unsigned build_threads = 2;
    std::uint32_t counted_together_from = 65'536;  // documents of a segment

    // Documents of the shortest list that has positions in a segment of `documents`. Of a very large segment it is a share:
    // its rare words have more documents, and its texts are no slower to read.
    std::uint32_t least_with_positions(std::size_t documents) const {
        return documents < large_from ? 0 : std::max(positions_from, static_cast<std::uint32_t>(documents / 6'000));
    }
};

// Opens the index in `folder`, makes an empty one where there is none. Damaged segments are set aside and reported in the status.
// Refuses `fulltext.refuse.other_fold`, `fulltext.refuse.other_columns` and `fulltext.refuse.other_format` where the index was
// built with other settings or by a program of another format: the caller builds it again.
Result<std::unique_ptr<Index>> open_index(const std::filesystem::path& folder, const Settings& settings);

// Makes a new index of all documents at once on all threads; `folder` must be empty or absent.
void build_index(const std::filesystem::path& folder, const Settings& settings, std::uint64_t sequence, const Source& source);

// Byte ranges of `text` where words stand, in order, not overlapping: what a page highlights.
std::vector<std::pair<std::size_t, std::size_t>> places(std::string_view text, const std::vector<Word>& words, const Fold& fold);

}  // namespace gongkai::fulltext
