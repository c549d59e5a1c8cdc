// A leaf of the public log: what was published, changed or withdrawn, at which address, when, and the digest of what stood there
// from then on. A leaf is never changed and never taken out, so it holds a title and a digest and nothing of the content.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"
#include "base/merkle/hash.h"

namespace gongkai::public_log {

using LeafId = std::int64_t;  // its number, 1, 2, 3 … without a gap; proofs count from 0

enum class Act { published, changed, withdrawn };
std::string_view word_of(Act act);
std::optional<Act> act_from(std::string_view word);

struct Entry {
    Act act = Act::published;
    std::string address;  // of the page on this site: "/documents/3"
    std::string title;
    std::string content_sha256;  // 64 lower-case digits
    Instant at;
    bool operator==(const Entry&) const = default;
};

struct Leaf {
    LeafId number = 0;
    Entry entry;
    std::string body;  // its octets, as they were hashed
    merkle::Hash hash;
};

// The octets of a leaf: JSON as RFC 8785 writes it - keys in order, no blanks, UTF-8 - so that anybody can make them again from
// the five values. Throws std::invalid_argument for what is no entry: another kind of address or digest, or more than 65,535
// octets.
std::string body_of(const Entry& entry);

// Nothing where body_of() would not have written it.
std::optional<Entry> entry_from(std::string_view body);

}  // namespace gongkai::public_log
