#include "domain/public_log/pages/proof.h"

#include "domain/public_log/pages/pages.h"

namespace gongkai::public_log {
namespace {

Proved prove_it(const Doors& doors, Leaf leaf, std::vector<Leaf> of_same_page) {
    // Asked for after the leaf was seen, so it covers the leaf.
    auto checkpoint = current_checkpoint(doors.database, doors.vault, doors.settings);
    return doors.database.read([&](db::Connection& connection) {
        auto path = prove(connection, leaf, checkpoint.checkpoint);
        auto key = find_key(connection).value().open;
        return Proved{std::move(leaf), std::move(checkpoint), std::move(path), std::move(of_same_page), std::move(key)};
    });
}

}  // namespace

std::optional<Proved> prove_leaf(const Doors& doors, LeafId number) {
    struct Found {
        Leaf leaf;
        std::vector<Leaf> of_same_page;
    };
    auto found = doors.database.read([&](db::Connection& connection) -> std::optional<Found> {
        auto leaf = find_leaf(connection, number);
        if (!leaf)
            return std::nullopt;
        auto same = entries_of(connection, leaf->entry.address, leaves_a_page);
        return Found{std::move(*leaf), std::move(same)};
    });
    if (!found)
        return std::nullopt;
    return prove_it(doors, std::move(found->leaf), std::move(found->of_same_page));
}

std::optional<Proved> prove_newest(const Doors& doors, std::string_view address) {
    auto same = doors.database.read([&](db::Connection& connection) { return entries_of(connection, address, leaves_a_page); });
    if (same.empty())
        return std::nullopt;
    auto leaf = same.front();
    return prove_it(doors, std::move(leaf), std::move(same));
}

Verified verified(const Proved& proved) {
    const auto& [leaf, covering, path, of_same_page, key] = proved;
    const auto signed_text = merkle::opened(covering.note, key);
    const auto checkpoint = signed_text ? merkle::checkpoint_from(*signed_text) : std::nullopt;
    Verified found;
    found.is_signed = checkpoint == covering.checkpoint;
    found.is_in_tree =
        entry_from(leaf.body) == leaf.entry &&
        merkle::proves_inclusion(path, merkle::hash_of_leaf(leaf.body), static_cast<std::uint64_t>(leaf.number - 1),
                                 covering.checkpoint.size, covering.checkpoint.root);
    return found;
}

void write_proved(web::Html& html, Language language, const Proved& proved, bool is_same, std::string_view content) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto [is_in_tree, is_signed] = verified(proved);
    const auto& leaf = proved.leaf;
    const auto number = std::to_string(leaf.number);
    const bool is_fine = is_same && is_in_tree && is_signed;
    html << "<p class='" << (is_fine ? std::string_view("verdict fine") : std::string_view("verdict wrong")) << "' role='status'>"
         << say(is_fine ? "public_log.proved.fine" : "public_log.proved.wrong",
                {portal::spoken_moment(leaf.entry.at), name_of(language, leaf.entry.act)})
         << "</p><p class='small muted'>" << say("public_log.proved.checked") << "</p><ol class='proved'>";
    const auto check = [&](bool holds, std::string_view id, const std::vector<std::string>& arguments) {
        const std::string text(id);
        html << "<li><h2><span class='state " << (holds ? std::string_view("done") : std::string_view("late"))
             << "'><span aria-hidden='true'>" << (holds ? std::string_view("✓") : std::string_view("×")) << "</span>"
             << say(holds ? "public_log.proved.holds" : "public_log.proved.fails") << "</span> " << say(text) << "</h2><p>"
             << say(text + (holds ? ".text" : ".wrong"), arguments) << "</p></li>";
    };
    check(is_same, "public_log.proved.content", {portal::spoken_moment(leaf.entry.at), name_of(language, leaf.entry.act)});
    check(is_in_tree, "public_log.proved.leaf", {number, std::to_string(proved.path.size())});
    check(is_signed, "public_log.proved.signed",
          {std::to_string(proved.covering.checkpoint.size), portal::spoken_moment(proved.covering.at)});
    html << "</ol><h2>" << say("public_log.proved.means") << "</h2><p>" << say("public_log.proof.not") << "</p><h2>"
         << say("public_log.proved.yourself") << "</h2><p>" << say("public_log.proved.yourself.text")
         << "</p><p class='downloads'><a href='" << web::url(content) << "' download='content.json'>"
         << say("public_log.proved.octets") << "</a><a href='" << web::url("/api/v1" + address_of(leaf)) << "' download='proof-"
         << number << ".json'>" << say("public_log.proof.json") << "</a><a href='/log/checkpoint' download='checkpoint.txt'>"
         << say("public_log.checkpoint") << "</a><a href='" << web::url(address_of(leaf)) << "'>"
         << say("public_log.proved.steps") << "</a></p>";
    if (proved.of_same_page.size() > 1) {
        html << "<h2>" << say("public_log.same_page") << "</h2>";
        write_leaves(html, language, proved.of_same_page);
    }
}

}  // namespace gongkai::public_log
