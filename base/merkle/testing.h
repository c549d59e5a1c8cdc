// For tests: hashes kept in memory, and the tree as RFC 6962 defines it, computed from all leaves at once.
#pragma once
#include <bit>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/merkle/hash.h"
#include "base/merkle/tree.h"

namespace gongkai::merkle {

class HashesInMemory : public KeptHashes {
  public:
    std::vector<Hash> read(int level, std::uint64_t first, int count) override {
        ++reads;
        std::vector<Hash> hashes;
        for (int i = 0; i < count; ++i)
            hashes.push_back(kept.at({level, first + static_cast<std::uint64_t>(i)}));
        return hashes;
    }
    void write(int level, std::uint64_t number, const Hash& hash) override { kept[{level, number}] = hash; }
    void add(std::string_view leaf) {
        write(0, size++, hash_of_leaf(leaf));
        keep_filled(*this, size);
    }
    std::map<std::pair<int, std::uint64_t>, Hash> kept;
    std::uint64_t size = 0;
    int reads = 0;
};

// MTH of RFC 6962 §2.1, PATH of §2.1.1 and PROOF of §2.1.2, word for word.
inline Hash naive_root(std::span<const std::string> leaves) {
    if (leaves.empty())
        return hash_of_nothing();
    if (leaves.size() == 1)
        return hash_of_leaf(leaves[0]);
    const auto k = std::bit_floor(leaves.size() - 1);
    return hash_of_node(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

inline Path naive_inclusion(std::size_t m, std::span<const std::string> leaves) {
    if (leaves.size() == 1)
        return {};
    const auto k = std::bit_floor(leaves.size() - 1);
    auto path = m < k ? naive_inclusion(m, leaves.first(k)) : naive_inclusion(m - k, leaves.subspan(k));
    path.push_back(naive_root(m < k ? leaves.subspan(k) : leaves.first(k)));
    return path;
}

inline Path naive_subproof(std::size_t m, std::span<const std::string> leaves, bool is_known) {
    if (m == leaves.size())
        return is_known ? Path() : Path{naive_root(leaves)};
    const auto k = std::bit_floor(leaves.size() - 1);
    auto path = m <= k ? naive_subproof(m, leaves.first(k), is_known) : naive_subproof(m - k, leaves.subspan(k), false);
    path.push_back(naive_root(m <= k ? leaves.subspan(k) : leaves.first(k)));
    return path;
}

}  // namespace gongkai::merkle
