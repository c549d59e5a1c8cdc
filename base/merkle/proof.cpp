#include "base/merkle/proof.h"

#include <bit>

namespace gongkai::merkle {
namespace {

// The way up from one node of the tree: `node` is its number on its level, `last` that of the level's last one.
class Way {
  public:
    Way(std::uint64_t node, std::uint64_t last) : node_(node), last_(last) {}

    bool is_at_root() const { return last_ == 0; }
    bool has_left_neighbour() const { return node_ % 2 == 1 || node_ == last_; }
    void go_up() { node_ /= 2, last_ /= 2; }
    // A last node without neighbour is its own parent's hash: no step of a path, only levels.
    void pass_lone_levels() {
        while (node_ % 2 == 0 && node_ != 0)
            go_up();
    }

  private:
    std::uint64_t node_, last_;
};

}  // namespace

std::vector<Step> steps(const Path& path, Hash leaf, std::uint64_t number, std::uint64_t size) {
    std::vector<Step> all;
    Way way(number, size - 1);
    for (const auto& neighbour : path) {
        if (way.is_at_root())
            return {};
        if (way.has_left_neighbour()) {
            leaf = hash_of_node(neighbour, leaf);
            way.pass_lone_levels();
            all.push_back({Step::Side::left, neighbour, leaf});
        } else {
            leaf = hash_of_node(leaf, neighbour);
            all.push_back({Step::Side::right, neighbour, leaf});
        }
        way.go_up();
    }
    return way.is_at_root() ? all : std::vector<Step>();
}

bool proves_inclusion(const Path& path, const Hash& leaf, std::uint64_t number, std::uint64_t size, const Hash& root) {
    if (number >= size)
        return false;
    if (size == 1)
        return path.empty() && leaf == root;
    const auto all = steps(path, leaf, number, size);
    return !all.empty() && all.back().result == root;
}

bool proves_consistency(const Path& path, std::uint64_t smaller, const Hash& smaller_root, std::uint64_t larger,
                        const Hash& larger_root) {
    if (smaller > larger)
        return false;
    if (smaller == larger)
        return path.empty() && smaller_root == larger_root;
    if (smaller == 0)
        return path.empty() && smaller_root == hash_of_nothing();
    if (path.empty())
        return false;
    auto next = path.begin();
    // A smaller tree that is whole stands in the larger one as it is, so its root need not be sent.
    Hash old = std::has_single_bit(smaller) ? smaller_root : *next++;
    Hash now = old;
    const int full_levels = std::countr_one(smaller - 1);
    Way way((smaller - 1) >> full_levels, (larger - 1) >> full_levels);
    for (; next != path.end(); ++next) {
        if (way.is_at_root())
            return false;
        if (way.has_left_neighbour()) {
            old = hash_of_node(*next, old);
            now = hash_of_node(*next, now);
            way.pass_lone_levels();
        } else {
            now = hash_of_node(now, *next);
        }
        way.go_up();
    }
    return way.is_at_root() && old == smaller_root && now == larger_root;
}

}  // namespace gongkai::merkle
