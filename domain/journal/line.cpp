#include "domain/journal/line.h"

#include "base/core/hash.h"

namespace gongkai::journal {

std::string hash_of(const Line& line) {
    // Every field goes in with its length, so that no two different lines are the same bytes.
    std::string bytes;
    const auto add = [&bytes](const std::string& field) { bytes += std::to_string(field.size()) + ':' + field + '\n'; };
    add(line.previous_hash);
    add(std::to_string(line.sequence));
    add(std::to_string(line.at.time_since_epoch().count()));
    add(line.deed.actor);
    add(line.deed.deed);
    add(line.deed.subject);
    add(line.deed.detail);
    return sha256_hex(bytes);
}

}  // namespace gongkai::journal
