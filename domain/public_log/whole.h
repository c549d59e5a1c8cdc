// Proving that a log is whole, and that one checkpoint continues another: what `gongkai log verify` and `gongkai check` do.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "base/core/refusal.h"
#include "base/core/vault.h"
#include "base/db/connection.h"
#include "base/merkle/note.h"
#include "domain/public_log/store.h"

namespace gongkai::public_log {

// That of a data folder, where there is one: who only looks makes none.
std::optional<Vault> vault_in(const std::filesystem::path& data_folder);

struct Whole {
    LeafId leaves = 0, checkpoints = 0;
    merkle::Hash root;
};

// Reads every leaf, computes every hash and every root anew and compares them with what is kept and what was signed. So any two
// checkpoints are roots over the beginnings of one list, which is what a consistency proof says. With a vault the key is held
// against its sealed half too: who can write into the database alone can then not put a key of his own in its place. `progress`
// is told how many leaves have been seen. Refusals, at the first fault: public_log.refuse.leaf (its number), .subtree (the last
// leaf below it), .checkpoint (its size), .cut_off (leaves that were signed, leaves that are there), .key.
Result<Whole> check(db::Connection& connection, const std::optional<Vault>& vault,
                    const std::function<void(LeafId)>& progress = {});

// Whether this log continued `from` to `to`, two notes that somebody kept. Refusals: public_log.refuse.no_checkpoint (1 or 2:
// which of them this log has not signed), .order (the first is of more leaves), .cut_off (leaves of the second, leaves that are
// there), .not_continued (leaves of the first, of the second).
struct Continued {
    merkle::Checkpoint from, to;
};
Result<Continued> compare(db::Connection& connection, std::string_view from, std::string_view to);

}  // namespace gongkai::public_log
