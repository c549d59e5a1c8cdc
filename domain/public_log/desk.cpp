#include "domain/public_log/desk.h"

#include <boost/json.hpp>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/core/hash.h"
#include "base/merkle/proof.h"
#include "domain/journal/desk.h"
#include "domain/public_log/appending.h"
#include "domain/public_log/queries.h"

namespace gongkai::public_log {
namespace {

// "https://www.example.gov.cn/" without what is no name of a host.
std::string_view host_of(std::string_view address) {
    if (const auto scheme = address.find("://"); scheme != std::string_view::npos)
        address.remove_prefix(scheme + 3);
    while (address.ends_with('/'))
        address.remove_suffix(1);
    return address;
}

// The key, made where there is none; its seed.
std::pair<Key, std::string> key_of_log(db::Connection& connection, const Vault& vault, const std::string& origin) {
    if (auto key = find_key(connection)) {
        auto seed = opened_seed(*key, vault);
        if (!seed)
            throw std::runtime_error("the key of the public log was sealed with another secret.key");
        return {std::move(*key), std::move(*seed)};
    }
    auto seed = merkle::new_seed();
    auto key = add_key(connection, vault, seed, origin);
    journal::note(connection, {"portal", "public_log.make_key", "log",
                               boost::json::serialize(boost::json::object{{"public_key", key.open.text()}})});
    return {std::move(key), std::move(seed)};
}

// A checkpoint says what the tree under it is, whichever database keeps it: all proofs under the last one share what was read.
std::shared_ptr<merkle::KnownTiles> tiles_under(const merkle::Checkpoint& checkpoint) {
    static std::mutex mutex;
    static merkle::Checkpoint last;
    static std::shared_ptr<merkle::KnownTiles> tiles;
    const std::scoped_lock lock(mutex);
    if (!tiles || last != checkpoint) {
        tiles = std::make_shared<merkle::KnownTiles>();
        last = checkpoint;
    }
    return tiles;
}

}  // namespace

LeafId append(db::Connection& connection, const Entry& entry) { return Appending(connection).append(entry); }

Appending::Appending(db::Connection& connection) : connection_(connection), last_(leaf_count(connection)) {}

LeafId Appending::append(const Entry& entry) {
    const auto body = body_of(entry);
    connection_.post(sql::add_leaf, last_ + 1, entry.address, body, db::Parameter::keep(hex(merkle::hash_of_leaf(body))));
    ++last_;
    StoredHashes hashes(connection_);
    merkle::keep_filled(hashes, static_cast<std::uint64_t>(last_));
    return last_;
}

std::vector<Leaf> entries_of(db::Connection& connection, std::string_view address, int at_most) {
    return newest_of(connection, address, from_the_newest, at_most);
}

std::string origin_from(const Settings& settings) {
    if (const auto& origin = settings.text("log.origin"); !origin.empty())
        return merkle::name_from(origin);
    if (const auto& address = settings.text("site.address"); !address.empty())
        return merkle::name_from(std::string(host_of(address)) + "/log");
    return merkle::name_from(settings.text("site.name") + "/log");
}

SignedCheckpoint sign_checkpoint(db::Connection& connection, const Vault& vault, const std::string& origin) {
    if (auto kept = checkpoint_of_all(connection))
        return std::move(*kept);
    const auto size = leaf_count(connection);
    const auto [key, seed] = key_of_log(connection, vault, origin);
    StoredHashes hashes(connection);
    merkle::Checkpoint checkpoint{key.open.name, static_cast<std::uint64_t>(size), {}};
    checkpoint.root = merkle::Tree(hashes, checkpoint.size).root();
    SignedCheckpoint made{checkpoint, merkle::sign(merkle::text_of(checkpoint), seed, key.open.name), now()};
    connection.run(sql::add_checkpoint, size, made.note, made.at);
    return made;
}

SignedCheckpoint current_checkpoint(db::Database& database, const Vault& vault, const Settings& settings) {
    if (auto kept = database.read(checkpoint_of_all))
        return std::move(*kept);
    return database.write([&](db::Connection& connection) { return sign_checkpoint(connection, vault, origin_from(settings)); });
}

merkle::Path prove(db::Connection& connection, const Leaf& leaf, const merkle::Checkpoint& checkpoint) {
    StoredHashes hashes(connection);
    const auto number = static_cast<std::uint64_t>(leaf.number - 1);
    const auto known = tiles_under(checkpoint);
    auto path = merkle::Tree(hashes, checkpoint.size, known.get()).inclusion(number);
    if (merkle::proves_inclusion(path, leaf.hash, number, checkpoint.size, checkpoint.root))
        return path;
    // What was read before may have been damaged and mended since, so what proves nothing is not kept.
    return merkle::Tree(hashes, checkpoint.size).inclusion(number);
}

}  // namespace gongkai::public_log
