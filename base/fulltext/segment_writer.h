// Writes a segment: columns, lists by ascending key, texts by ascending number. Lists may be written in several shards at once,
// each a span of keys, and joined in order.
#pragma once
#include <filesystem>
#include <optional>

#include "base/fulltext/segment.h"

namespace gongkai::fulltext {

class ListShard {
  public:
    // Without a path it is kept in memory; with one in files that begin with it and go away with the shard.
    ListShard(const Columns& columns, std::uint32_t positions_from, const std::optional<std::filesystem::path>& path);
    ~ListShard();
    ListShard(const ListShard&) = delete;
    ListShard& operator=(const ListShard&) = delete;

    // Keys ascending, no empty list. Positions are left out where the list has none or is short in a large segment.
    void add(Key key, const Postings& list);

  private:
    struct Place {
        Key first_key;
        std::uint64_t bytes, postings, positions;
    };
    void add_long(const Postings& list, bool with_positions);
    void write_positions(const Postings& list, std::size_t from, std::size_t to, std::size_t first_position);
    std::size_t write_part(std::string& out, const Postings& list, std::size_t from, std::size_t to,
                           std::size_t first_position) const;

    const Columns& columns_;
    std::uint32_t positions_from_;
    std::optional<std::filesystem::path> path_;
    Stream dictionary_, postings_, positions_;
    std::vector<Place> places_;
    Key last_key_ = 0;
    std::uint64_t keys_ = 0;
    std::string list_, blocks_, position_bits_, entry_;  // kept for their room

    friend class SegmentWriter;
};

class SegmentWriter {
  public:
    // In memory without a folder.
    SegmentWriter(Columns columns, const Settings& settings, Learned learned, std::optional<std::filesystem::path> folder);

    const Columns& columns() const { return columns_; }
    const Learned& learned() const { return learned_; }
    std::unique_ptr<ListShard> shard(std::size_t number) const;

    void add_text(std::string_view frame);
    std::shared_ptr<const Segment> close(std::vector<std::unique_ptr<ListShard>> shards);

  private:
    Stream stream(const char* name) const;
    std::vector<unsigned> write_documents(Stream& out);

    Columns columns_;
    std::uint64_t fold_digest_;
    std::uint32_t positions_from_;  // documents of a list that has positions
    Learned learned_;
    std::optional<std::filesystem::path> folder_;
    Stream texts_;
    std::vector<std::uint64_t> text_ends_;
};

}  // namespace gongkai::fulltext
