// Checking proofs (RFC 9162 §2.1.3.2 and §2.1.4.2) with nothing in hand but roots: what a stranger does who trusts nobody.
#pragma once
#include <cstdint>

#include "base/merkle/tree.h"

namespace gongkai::merkle {

// Whether `leaf`, as number `number`, lies in the tree of `size` leaves with this root.
bool proves_inclusion(const Path& path, const Hash& leaf, std::uint64_t number, std::uint64_t size, const Hash& root);

// Whether the tree of `smaller` leaves is the beginning of that of `larger`.
bool proves_consistency(const Path& path, std::uint64_t smaller, const Hash& smaller_root, std::uint64_t larger,
                        const Hash& larger_root);

// Every step of an inclusion proof, for people: on which side the neighbour stands and what both make.
struct Step {
    enum class Side { left, right } side;
    Hash neighbour, result;
};
std::vector<Step> steps(const Path& path, Hash leaf, std::uint64_t number, std::uint64_t size);

}  // namespace gongkai::merkle
