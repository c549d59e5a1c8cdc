// An append-only tree over hashes that somebody keeps. Only leaves and the roots of full subtrees of 256, 65 536, … leaves are
// kept (that is what tiles hold); every hash between them follows from one tile. A proof reads a tile or two a level, however
// many leaves there are: three levels hold 16 million.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/merkle/hash.h"

namespace gongkai::merkle {

// Where the hashes are kept: for level L those of the full subtrees of 256^L leaves, from the left, the first is number 0. Level
// 0 holds the leaves.
class Hashes {
  public:
    virtual ~Hashes() = default;
    // `count` of them, 1 to 256, from number `first` on, which is a multiple of 256. Throws where one is not there.
    virtual std::vector<Hash> read(int level, std::uint64_t first, int count) = 0;
};

class KeptHashes : public Hashes {
  public:
    virtual void write(int level, std::uint64_t number, const Hash& hash) = 0;  // of levels above 0
};

// After the hash of leaf `size - 1` has been kept: keeps those of the subtrees that it filled.
void keep_filled(KeptHashes& kept, std::uint64_t size);

// The hashes beside the way from a leaf, or from an older root, to a root: RFC 6962 §2.1.1 and §2.1.2.
using Path = std::vector<Hash>;

// Tiles of one tree that were read, with every hash between theirs: what many proofs have in common is read and computed once.
// From several threads at once.
class KnownTiles {
  public:
    // By height: the hashes of the tile, then those of the full subtrees of 2, 4, … of them; one after the other, without gaps.
    using Tile = std::vector<std::string>;

    std::shared_ptr<const Tile> find(int level, std::uint64_t number) const;
    void keep(int level, std::uint64_t number, std::shared_ptr<const Tile> tile);

  private:
    mutable std::mutex mutex_;
    std::map<std::pair<int, std::uint64_t>, std::shared_ptr<const Tile>> tiles_;
};

// The tree of the first `size` leaves. Everything is asked of `hashes` at most once, and nothing that is in `known`, which must
// be of a tree of this size.
class Tree {
  public:
    Tree(Hashes& hashes, std::uint64_t size, KnownTiles* known = nullptr) : hashes_(hashes), size_(size), known_(known) {}

    std::uint64_t size() const { return size_; }
    Hash root() { return root_of_first(size_); }
    Hash root_of_first(std::uint64_t size);   // size <= size()
    Path inclusion(std::uint64_t number);     // that leaf `number` < size() lies under root()
    Path consistency(std::uint64_t smaller);  // that the tree of the first `smaller` <= size() leaves was continued to this one

  private:
    // Of leaves [from, to), a range as RFC 6962 divides a tree, so `from` is a multiple of every power of two that it holds.
    Hash range(std::uint64_t from, std::uint64_t to);
    Hash whole(std::uint64_t from, int height);  // of 2^height leaves
    void inclusion(std::uint64_t number, std::uint64_t from, std::uint64_t to, Path& path);
    enum class Known { yes, no };  // whether who checks has the hash of the older range himself
    void consistency(std::uint64_t smaller, std::uint64_t from, std::uint64_t to, Known known, Path& path);
    const KnownTiles::Tile& tile(int level, std::uint64_t number);

    Hashes& hashes_;
    std::uint64_t size_;
    KnownTiles* known_;
    std::map<std::pair<int, std::uint64_t>, std::shared_ptr<const KnownTiles::Tile>> tiles_;
};

// The same roots by another way, leaf after leaf and with nothing kept but one hash a level: what a whole log is proved with.
class Frontier {
  public:
    void add(Hash leaf);
    std::uint64_t size() const { return size_; }
    Hash root() const;

  private:
    std::vector<Hash> full_;  // subtrees, the widest first, as the bits of size_ say
    std::uint64_t size_ = 0;
};

}  // namespace gongkai::merkle
