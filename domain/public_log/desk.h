// The deeds of the public log: a leaf is appended inside the deed that publishes, and a checkpoint is signed when somebody asks
// for it. Appending writes no line of the journal: the deed that publishes writes its own.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "domain/public_log/entry.h"
#include "domain/public_log/store.h"

namespace gongkai::public_log {

// Must run inside the transaction of the deed itself: a deed that is rolled back takes its leaf along, and leaves are numbered in
// the order of commits. Throws what body_of() throws.
LeafId append(db::Connection& connection, const Entry& entry);

// What was entered about a page, the newest first.
std::vector<Leaf> entries_of(db::Connection& connection, std::string_view address, int at_most = 100);

// The name of a log that has no key yet: log.origin, else the site's address with "/log" behind it, else its name.
std::string origin_from(const Settings& settings);

// Signs all leaves that are there, unless somebody has; of none too: RFC 6962 §2.1 has a root for the empty tree. The key is made
// by the first call and keeps the name that the log had then. Throws where the vault does not open the key.
SignedCheckpoint sign_checkpoint(db::Connection& connection, const Vault& vault, const std::string& origin);

// The same with a transaction only where something is to be signed. It covers every leaf that was committed before the call.
SignedCheckpoint current_checkpoint(db::Database& database, const Vault& vault, const Settings& settings);

// From a leaf to the root of a checkpoint that covers it.
merkle::Path prove(db::Connection& connection, const Leaf& leaf, const merkle::Checkpoint& checkpoint);

}  // namespace gongkai::public_log
