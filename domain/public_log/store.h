// Leaves, hashes, checkpoints and the key of the log as rows of the database.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/vault.h"
#include "base/db/connection.h"
#include "base/merkle/note.h"
#include "base/merkle/tile.h"
#include "base/merkle/tree.h"
#include "domain/public_log/entry.h"

namespace gongkai::public_log {

class StoredHashes : public merkle::KeptHashes {
  public:
    explicit StoredHashes(db::Connection& connection) : connection_(connection) {}
    std::vector<merkle::Hash> read(int level, std::uint64_t first, int count) override;  // one statement
    void write(int level, std::uint64_t number, const merkle::Hash& hash) override;

  private:
    db::Connection& connection_;
};

LeafId leaf_count(db::Connection& connection);
std::optional<Leaf> find_leaf(db::Connection& connection, LeafId number);

inline constexpr LeafId from_the_newest = 0;  // in place of the number before which leaves are asked for
std::vector<Leaf> newest(db::Connection& connection, LeafId before, int at_most);
std::vector<Leaf> newest_of(db::Connection& connection, std::string_view address, LeafId before, int at_most);

// The octets of a tile; nothing where the log has not grown so far.
std::optional<std::string> bytes_of(db::Connection& connection, const merkle::Tile& tile);

// A leaf as it lies in its row, believed in nothing.
struct Row {
    LeafId number = 0;
    std::string body, hash, address;
};
std::vector<Row> rows_after(db::Connection& connection, LeafId number, int at_most);

struct Key {
    merkle::PublicKey open;
    std::string seed;  // sealed
};
Key add_key(db::Connection& connection, const Vault& vault, std::string_view seed, const std::string& name);
// Nothing where the vault is not the one that sealed it, or the seed does not belong to the public key.
std::optional<std::string> opened_seed(const Key& key, const Vault& vault);
std::optional<Key> find_key(db::Connection& connection);  // nothing where none was made, or where it cannot be read

struct SignedCheckpoint {
    merkle::Checkpoint checkpoint;
    std::string note;
    Instant at;
};
std::optional<SignedCheckpoint> checkpoint_of_all(db::Connection& connection);  // nothing where it was not signed yet

struct CheckpointRow {
    LeafId size = 0;
    std::string note;
};
std::vector<CheckpointRow> checkpoints_after(db::Connection& connection, LeafId size, int at_most);

}  // namespace gongkai::public_log
