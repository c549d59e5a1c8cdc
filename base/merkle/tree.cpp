#include "base/merkle/tree.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "base/merkle/tile.h"

namespace gongkai::merkle {
namespace {

constexpr std::size_t most_known = 512;  // tiles of at most 16 KB

std::shared_ptr<const KnownTiles::Tile> with_all_between(const std::vector<Hash>& hashes) {
    auto tile = std::make_shared<KnownTiles::Tile>(1);
    tile->front().reserve(hashes.size() * hash_bytes);
    for (const auto& hash : hashes)
        tile->front() += hash;
    for (auto count = hashes.size() / 2; count > 0; count /= 2)
        tile->push_back(hashes_of_nodes(tile->back(), count));
    return tile;
}

// Where RFC 6962 divides a tree of `size` > 1 leaves: the greatest power of two below it.
std::uint64_t left_part(std::uint64_t size) { return std::bit_floor(size - 1); }

}  // namespace

void keep_filled(KeptHashes& kept, std::uint64_t size) {
    for (int level = 0; size > 0 && size % tile_width == 0; ++level) {
        size /= tile_width;
        kept.write(level + 1, size - 1, hash_of_whole(kept.read(level, (size - 1) * tile_width, tile_width)));
    }
}

Hash Tree::root_of_first(std::uint64_t size) {
    assert(size <= size_);
    return size == 0 ? hash_of_nothing() : range(0, size);
}

Path Tree::inclusion(std::uint64_t number) {
    assert(number < size_);
    Path path;
    inclusion(number, 0, size_, path);
    return path;
}

Path Tree::consistency(std::uint64_t smaller) {
    assert(smaller <= size_);
    Path path;
    if (smaller > 0 && smaller < size_)
        consistency(smaller, 0, size_, Known::yes, path);
    return path;
}

Hash Tree::range(std::uint64_t from, std::uint64_t to) {
    const auto size = to - from;
    if (std::has_single_bit(size))
        return whole(from, std::countr_zero(size));
    const auto middle = from + left_part(size);
    return hash_of_node(range(from, middle), range(middle, to));
}

Hash Tree::whole(std::uint64_t from, int height) {
    const int level = height / levels_of_tile;
    const auto first = from >> (level * levels_of_tile);
    const auto within = static_cast<std::size_t>(height % levels_of_tile);
    return tile(level, first / tile_width).at(within).substr((first % tile_width >> within) * hash_bytes, hash_bytes);
}

void Tree::inclusion(std::uint64_t number, std::uint64_t from, std::uint64_t to, Path& path) {
    if (to - from == 1)
        return;
    const auto middle = from + left_part(to - from);
    if (number < middle) {
        inclusion(number, from, middle, path);
        path.push_back(range(middle, to));
    } else {
        inclusion(number, middle, to, path);
        path.push_back(range(from, middle));
    }
}

void Tree::consistency(std::uint64_t smaller, std::uint64_t from, std::uint64_t to, Known known, Path& path) {
    if (smaller == to) {
        if (known == Known::no)
            path.push_back(range(from, to));
        return;
    }
    const auto middle = from + left_part(to - from);
    if (smaller <= middle) {
        consistency(smaller, from, middle, known, path);
        path.push_back(range(middle, to));
    } else {
        consistency(smaller, middle, to, Known::no, path);
        path.push_back(range(from, middle));
    }
}

const KnownTiles::Tile& Tree::tile(int level, std::uint64_t number) {
    auto& found = tiles_[{level, number}];
    if (!found && known_)
        found = known_->find(level, number);
    if (!found) {
        const auto first = number * tile_width;
        const auto left = (size_ >> (level * levels_of_tile)) - first;
        found = with_all_between(hashes_.read(level, first, static_cast<int>(std::min<std::uint64_t>(left, tile_width))));
        if (known_)
            known_->keep(level, number, found);
    }
    return *found;
}

std::shared_ptr<const KnownTiles::Tile> KnownTiles::find(int level, std::uint64_t number) const {
    const std::scoped_lock lock(mutex_);
    const auto found = tiles_.find({level, number});
    return found == tiles_.end() ? nullptr : found->second;
}

void KnownTiles::keep(int level, std::uint64_t number, std::shared_ptr<const Tile> tile) {
    const std::scoped_lock lock(mutex_);
    if (tiles_.size() >= most_known)
        tiles_.clear();
    tiles_.emplace(std::pair(level, number), std::move(tile));
}

void Frontier::add(Hash leaf) {
    for (auto filled = size_; filled % 2 == 1; filled /= 2) {
        leaf = hash_of_node(full_.back(), leaf);
        full_.pop_back();
    }
    full_.push_back(std::move(leaf));
    ++size_;
}

Hash Frontier::root() const {
    if (full_.empty())
        return hash_of_nothing();
    auto root = full_.back();
    for (auto next = full_.rbegin() + 1; next != full_.rend(); ++next)
        root = hash_of_node(*next, root);
    return root;
}

}  // namespace gongkai::merkle
