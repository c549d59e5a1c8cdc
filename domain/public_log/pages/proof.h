// A leaf with all that proves it, and the same as people read it. Rooms whose pages prove themselves use it too.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/merkle/proof.h"
#include "domain/public_log/desk.h"
#include "doors/doors.h"

namespace gongkai::public_log {

// The path leads to the root of a checkpoint that covers the leaf.
struct Proved {
    Leaf leaf;
    SignedCheckpoint covering;
    merkle::Path path;
    std::vector<Leaf> of_same_page;  // the newest first, this one among them
    merkle::PublicKey key;
};
std::optional<Proved> prove_leaf(const Doors& doors, LeafId number);
// The last leaf about a page; nothing where none was entered.
std::optional<Proved> prove_newest(const Doors& doors, std::string_view address);

// What a stranger would compute from these octets alone, trusting nothing that the database says of them.
struct Verified {
    bool is_in_tree = false;  // the leaf is in the tree with the root of the checkpoint
    bool is_signed = false;   // the checkpoint is signed with the key of the log
};
Verified verified(const Proved& proved);

// The proof in sentences, each with what the server has just found. `is_same`: what stands at the page has the digest of the
// leaf; `content` is the address of its octets.
void write_proved(web::Html& html, Language language, const Proved& proved, bool is_same, std::string_view content);

}  // namespace gongkai::public_log
