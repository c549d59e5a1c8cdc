#include "domain/public_log/whole.h"

#include <deque>

#include "base/core/hash.h"
#include "base/merkle/proof.h"
#include "domain/public_log/queries.h"

namespace gongkai::public_log {
namespace {

constexpr int rows_at_once = 1000;

std::unexpected<Refusal> broken(std::string_view what, std::vector<std::string> arguments = {}) {
    return refuse(Refusal::Kind::conflict, "public_log.refuse." + std::string(what), std::move(arguments));
}

// The checkpoint that a note of this log holds.
std::optional<merkle::Checkpoint> checkpoint_in(std::string_view note, const merkle::PublicKey& key) {
    const auto text = merkle::opened(note, key);
    auto checkpoint = text ? merkle::checkpoint_from(*text) : std::nullopt;
    return checkpoint && checkpoint->origin == key.name ? checkpoint : std::nullopt;
}

// Every kept checkpoint, the smallest first, page by page.
class Checkpoints {
  public:
    explicit Checkpoints(db::Connection& connection) : connection_(connection) { fill(); }
    const CheckpointRow* next() const { return waiting_.empty() ? nullptr : &waiting_.front(); }
    void pass() {
        const auto size = waiting_.front().size;
        waiting_.pop_front();
        ++passed_;
        if (waiting_.empty())
            fill(size);
    }
    LeafId passed() const { return passed_; }

  private:
    void fill(LeafId after = -1) {
        for (auto& row : checkpoints_after(connection_, after, rows_at_once))
            waiting_.push_back(std::move(row));
    }
    db::Connection& connection_;
    std::deque<CheckpointRow> waiting_;
    LeafId passed_ = 0;
};

// The kept hashes of full subtrees, held against those that follow from the leaves.
class Subtrees {
  public:
    explicit Subtrees(db::Connection& connection) : connection_(connection) {}
    // False where one that this leaf fills is not kept as it should be.
    bool add(merkle::Hash hash) {
        for (std::size_t level = 0;; ++level) {
            if (level == levels_.size())
                levels_.emplace_back();
            auto& [gathered, filled] = levels_[level];
            gathered.push_back(std::move(hash));
            if (gathered.size() < merkle::tile_width)
                return true;
            hash = merkle::hash_of_whole(gathered);
            gathered = {};
            const auto kept = connection_.query(sql::subtree_hashes, level + 1, filled, filled + 1).first<std::string>();
            if (!kept || std::get<0>(*kept) != hex(hash))
                return false;
            ++filled;
            ++count_;
        }
    }
    bool are_all() { return std::get<0>(connection_.query(sql::subtree_count).first<LeafId>().value()) == count_; }

  private:
    struct Level {
        std::vector<merkle::Hash> gathered;
        LeafId filled = 0;
    };
    db::Connection& connection_;
    std::vector<Level> levels_;
    LeafId count_ = 0;
};

}  // namespace

std::optional<Vault> vault_in(const std::filesystem::path& data_folder) {
    if (!std::filesystem::exists(data_folder / Vault::file_name))
        return std::nullopt;
    auto vault = Vault::open(data_folder);
    return vault ? std::optional(std::move(*vault)) : std::nullopt;
}

Result<Whole> check(db::Connection& connection, const std::optional<Vault>& vault, const std::function<void(LeafId)>& progress) {
    const auto key = find_key(connection);
    if (key && vault && !opened_seed(*key, *vault))
        return broken("key");
    Checkpoints checkpoints(connection);
    if (checkpoints.next() && !key)
        return broken("key");
    merkle::Frontier frontier;
    Subtrees subtrees(connection);
    // That of the log before its first leaf, which may have been handed out.
    if (const auto* first = checkpoints.next(); first && first->size == 0) {
        if (checkpoint_in(first->note, key->open) != merkle::Checkpoint{key->open.name, 0, merkle::hash_of_nothing()})
            return broken("checkpoint", {"0"});
        checkpoints.pass();
    }
    for (LeafId last = 0;;) {
        const auto rows = rows_after(connection, last, rows_at_once);
        for (const auto& row : rows) {
            const auto number = std::to_string(last + 1);
            const auto entry = entry_from(row.body);
            const auto hash = merkle::hash_of_leaf(row.body);
            if (row.number != last + 1 || !entry || entry->address != row.address || hex(hash) != row.hash)
                return broken("leaf", {number});
            if (!subtrees.add(hash))
                return broken("subtree", {number});
            frontier.add(hash);
            last = row.number;
            const auto* next = checkpoints.next();
            if (!next || next->size != last)
                continue;
            if (checkpoint_in(next->note, key->open) != merkle::Checkpoint{key->open.name, frontier.size(), frontier.root()})
                return broken("checkpoint", {number});
            checkpoints.pass();
        }
        if (progress)
            progress(last);
        if (static_cast<int>(rows.size()) < rows_at_once)
            break;
    }
    const auto leaves = static_cast<LeafId>(frontier.size());
    if (const auto* next = checkpoints.next())
        return broken("cut_off", {std::to_string(next->size), std::to_string(leaves)});
    if (!subtrees.are_all())
        return broken("subtree", {std::to_string(leaves)});
    return Whole{leaves, checkpoints.passed(), frontier.root()};
}

Result<Continued> compare(db::Connection& connection, std::string_view from, std::string_view to) {
    const auto key = find_key(connection);
    const auto older = key ? checkpoint_in(from, key->open) : std::nullopt;
    if (!older)
        return refuse(Refusal::Kind::invalid, "public_log.refuse.no_checkpoint", {"1"});
    const auto newer = checkpoint_in(to, key->open);
    if (!newer)
        return refuse(Refusal::Kind::invalid, "public_log.refuse.no_checkpoint", {"2"});
    if (older->size > newer->size)
        return refuse(Refusal::Kind::invalid, "public_log.refuse.order",
                      {std::to_string(older->size), std::to_string(newer->size)});
    const auto leaves = static_cast<std::uint64_t>(leaf_count(connection));
    if (newer->size > leaves)
        return broken("cut_off", {std::to_string(newer->size), std::to_string(leaves)});
    StoredHashes hashes(connection);
    const auto path = merkle::Tree(hashes, newer->size).consistency(older->size);
    if (!merkle::proves_consistency(path, older->size, older->root, newer->size, newer->root))
        return broken("not_continued", {std::to_string(older->size), std::to_string(newer->size)});
    return Continued{*older, *newer};
}

}  // namespace gongkai::public_log
