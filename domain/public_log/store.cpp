#include "domain/public_log/store.h"

#include <limits>
#include <stdexcept>

#include "base/core/hash.h"
#include "domain/public_log/queries.h"

namespace gongkai::public_log {
namespace {

Leaf leaf_of(const db::Rows& rows) {
    const auto number = rows.get<LeafId>(0);
    auto body = rows.get<std::string>(1);
    auto entry = entry_from(body);
    auto hash = merkle::from_hex(rows.text(2));
    if (!entry || !hash)
        throw std::runtime_error("leaf " + std::to_string(number) + " of the public log is damaged");
    return {number, std::move(*entry), std::move(body), std::move(*hash)};
}

std::vector<Leaf> leaves_in(db::Rows rows) {
    std::vector<Leaf> leaves;
    while (rows.next())
        leaves.push_back(leaf_of(rows));
    return leaves;
}

constexpr std::string_view seed_purpose = "public_log.seed";

LeafId limit(LeafId before) { return before > 0 ? before : std::numeric_limits<LeafId>::max(); }

}  // namespace

std::vector<merkle::Hash> StoredHashes::read(int level, std::uint64_t first, int count) {
    const auto from = static_cast<std::int64_t>(first);
    auto rows = level == 0 ? connection_.query(sql::leaf_hashes, from, from + count)
                           : connection_.query(sql::subtree_hashes, level, from, from + count);
    std::vector<merkle::Hash> hashes;
    while (rows.next())
        if (auto hash = merkle::from_hex(rows.text(0)); hash && hash->size() == merkle::hash_bytes)
            hashes.push_back(std::move(*hash));
    if (hashes.size() != static_cast<std::size_t>(count))
        throw std::runtime_error("hashes of level " + std::to_string(level) + " of the public log are missing from " +
                                 std::to_string(first) + " on");
    return hashes;
}

void StoredHashes::write(int level, std::uint64_t number, const merkle::Hash& hash) {
    connection_.run(sql::add_subtree, level, number, db::Parameter::keep(hex(hash)));
}

LeafId leaf_count(db::Connection& connection) { return std::get<0>(connection.query(sql::leaf_count).first<LeafId>().value()); }

std::optional<Leaf> find_leaf(db::Connection& connection, LeafId number) {
    auto rows = connection.query(sql::leaf, number);
    return rows.next() ? std::optional(leaf_of(rows)) : std::nullopt;
}

std::vector<Leaf> newest(db::Connection& connection, LeafId before, int at_most) {
    return leaves_in(connection.query(sql::leaves_before, limit(before), at_most));
}

std::vector<Leaf> newest_of(db::Connection& connection, std::string_view address, LeafId before, int at_most) {
    return leaves_in(connection.query(sql::leaves_of_address, address, limit(before), at_most));
}

std::optional<std::string> bytes_of(db::Connection& connection, const merkle::Tile& tile) {
    const int level = tile.level.value_or(0);
    const auto there = level < 8 ? static_cast<std::uint64_t>(leaf_count(connection)) >> (level * merkle::levels_of_tile) : 0;
    if (tile.number > there / merkle::tile_width)
        return std::nullopt;
    const auto first = tile.number * merkle::tile_width;
    if (first + static_cast<std::uint64_t>(tile.width) > there)
        return std::nullopt;
    std::string bytes;
    if (tile.level) {
        for (const auto& hash : StoredHashes(connection).read(level, first, tile.width))
            bytes += hash;
        return bytes;
    }
    for (auto rows = connection.query(sql::leaf_bodies, first, first + static_cast<std::uint64_t>(tile.width)); rows.next();)
        merkle::add_to_bundle(bytes, rows.text(0));
    return bytes;
}

std::vector<Row> rows_after(db::Connection& connection, LeafId number, int at_most) {
    std::vector<Row> all;
    for (auto rows = connection.query(sql::leaves_after, number, at_most); rows.next();)
        all.push_back({rows.get<LeafId>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)});
    return all;
}

std::optional<Key> find_key(db::Connection& connection) {
    const auto row = connection.query(sql::key).first<std::string, std::string>();
    if (!row)
        return std::nullopt;
    auto open = merkle::public_key_from(std::get<0>(*row));
    return open ? std::optional(Key{std::move(*open), std::get<1>(*row)}) : std::nullopt;
}

Key add_key(db::Connection& connection, const Vault& vault, std::string_view seed, const std::string& name) {
    Key key{merkle::public_key_of(seed, name), vault.seal(seed, seed_purpose)};
    connection.run(sql::add_key, db::Parameter::keep(key.open.text()), key.seed);
    return key;
}

std::optional<std::string> opened_seed(const Key& key, const Vault& vault) {
    auto seed = vault.unseal(key.seed, seed_purpose);
    return seed && merkle::public_key_of(*seed, key.open.name) == key.open ? seed : std::nullopt;
}

std::optional<SignedCheckpoint> checkpoint_of_all(db::Connection& connection) {
    const auto row = connection.query(sql::checkpoint_of_all).first<LeafId, std::string, Instant>();
    if (!row)
        return std::nullopt;
    auto checkpoint = merkle::checkpoint_from(std::get<1>(*row));
    if (!checkpoint)
        throw std::runtime_error("the checkpoint of " + std::to_string(std::get<0>(*row)) + " leaves is damaged");
    return SignedCheckpoint{std::move(*checkpoint), std::get<1>(*row), std::get<2>(*row)};
}

std::vector<CheckpointRow> checkpoints_after(db::Connection& connection, LeafId size, int at_most) {
    std::vector<CheckpointRow> all;
    for (auto rows = connection.query(sql::checkpoints_after, size, at_most); rows.next();)
        all.push_back({rows.get<LeafId>(0), rows.get<std::string>(1)});
    return all;
}

}  // namespace gongkai::public_log
