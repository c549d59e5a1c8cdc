#include "base/core/hash.h"
#include "domain/public_log/pages/pages.h"

namespace gongkai::public_log {
namespace {

using web::Html;

constexpr std::string_view beginning_of_leaf = "0x00";

// A name, a digest, a key: what is compared sign by sign.
auto code(const std::string& text) {
    return [&text](Html& html) { html << "<code>" << text << "</code>"; };
}

void write_step_table(Html& html, Language language, const std::vector<merkle::Step>& steps) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    const auto step_head = say("public_log.step"), neighbour_head = say("public_log.neighbour"),
               side_head = say("public_log.side"), together_head = say("public_log.together");
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << say("public_log.steps")
         << "'><table class='sheet-table stack'><thead><tr>";
    for (const auto& head : {step_head, neighbour_head, side_head, together_head})
        html << "<th scope='col'>" << head << "</th>";
    html << "</tr></thead><tbody>";
    int number = 0;
    for (const auto& step : steps) {
        const bool is_left = step.side == merkle::Step::Side::left;
        html << "<tr><td class='number' data-head='" << step_head << "'>" << ++number << "</td><td data-head='" << neighbour_head
             << "'>" << code(hex(step.neighbour)) << "</td><td data-head='" << side_head << "'>"
             << say(is_left ? "public_log.side.left" : "public_log.side.right") << "</td><td data-head='" << together_head << "'>"
             << code(hex(step.result)) << "</td></tr>";
    }
    html << "</tbody></table></div>";
}

}  // namespace

std::string name_of(Language language, Act act) { return words(language, "public_log.act." + std::string(word_of(act))); }

std::string address_of(const Leaf& leaf) { return "/log/entries/" + std::to_string(leaf.number); }

void write_leaves(Html& html, Language language, const std::vector<Leaf>& leaves) {
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    html << "<ul class='lines'>";
    for (const auto& leaf : leaves)
        html << "<li><div class='top'><a href='" << web::url(address_of(leaf)) << "'><span class='number'>"
             << words(language, "public_log.number", {std::to_string(leaf.number)}) << "</span>　<span" << chinese << ">"
             << leaf.entry.title << "</span></a><span class='small muted'>" << name_of(language, leaf.entry.act) << "　"
             << portal::spoken_moment(leaf.entry.at) << "</span></div></li>";
    html << "</ul>";
}

void write_log(Html& html, Language language, const SignedCheckpoint& covering, const merkle::PublicKey& key) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    html << "<dl class='facts'><dt>" << say("public_log.entries") << "</dt><dd>"
         << say("public_log.entries.count", {std::to_string(covering.checkpoint.size)}) << "</dd><dt>" << say("public_log.root")
         << "</dt><dd>" << code(hex(covering.checkpoint.root)) << "</dd><dt>" << say("public_log.signed_at") << "</dt><dd>"
         << portal::spoken_moment(covering.at) << "</dd><dt>" << say("public_log.origin") << "</dt><dd>"
         << code(covering.checkpoint.origin) << "</dd><dt>" << say("public_log.public_key") << "</dt><dd>" << code(key.text())
         << "</dd></dl>";
}

void write_how(Html& html, Language language, LeafId leaves) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto count = static_cast<std::uint64_t>(leaves);
    const auto hashes = "/log/tile/" + merkle::path_of(merkle::last_tile(0, count));
    const auto entries = "/log/tile/" + merkle::path_of(merkle::last_tile(std::nullopt, count));
    html << "<h2>" << say("public_log.how") << "</h2><ol><li>" << say("public_log.how.keep") << "</li><li>"
         << say("public_log.how.entry") << "</li><li>" << say("public_log.how.whole", {"C2SP tlog-tiles", "RFC 6962"})
         << "</li></ol><p class='downloads'><a href='/log/checkpoint'>" << say("public_log.checkpoint") << "</a><a href='"
         << web::url(hashes) << "'>" << say("public_log.newest_hashes") << "</a><a href='" << web::url(entries) << "'>"
         << say("public_log.newest_entries") << "</a><a href='/api/v1/log/entries'>" << say("public_log.json") << "</a></p>";
}

void write_proof(Html& html, Language language, const Proved& proved) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto& [leaf, covering, path, of_same_page, key] = proved;
    const auto found = verified(proved);
    const auto number = static_cast<std::uint64_t>(leaf.number - 1);
    const auto steps = merkle::steps(path, leaf.hash, number, covering.checkpoint.size);
    const auto size = std::to_string(covering.checkpoint.size);
    html << "<p class='verdict " << (found.is_in_tree && found.is_signed ? std::string_view("fine") : std::string_view("wrong"))
         << "' role='status'>" << say(found.is_in_tree && found.is_signed ? "public_log.entry.fine" : "public_log.entry.wrong")
         << "</p><dl class='facts'><dt>" << say("public_log.page") << "</dt><dd><a href='" << web::url(leaf.entry.address) << "'"
         << web::when(language == Language::en, " lang='zh-CN'") << ">" << leaf.entry.title << "</a></dd><dt>"
         << say("public_log.act") << "</dt><dd>" << name_of(language, leaf.entry.act) << "</dd><dt>" << say("public_log.at")
         << "</dt><dd>" << portal::spoken_moment(leaf.entry.at) << "</dd><dt>" << say("public_log.digest") << "</dt><dd>"
         << code(leaf.entry.content_sha256) << "</dd></dl><h2 id='proof'>" << say("public_log.proof") << "</h2><p>"
         << say("public_log.proof.says", {size, std::to_string(path.size())}) << "</p><p>" << say("public_log.proof.not")
         << "</p><h3>" << say("public_log.proof.leaf") << "</h3><p>"
         << say("public_log.proof.leaf.text", {std::string(beginning_of_leaf), "SHA-256"}) << "</p><pre class='record'><code>"
         << leaf.body << "</code></pre><p>" << code(hex(leaf.hash)) << "</p><h3>" << say("public_log.proof.path") << "</h3>";
    if (steps.empty())
        html << "<p>" << say("public_log.proof.alone") << "</p>";
    else {
        html << "<p>" << say("public_log.proof.path.text", {"0x01", "SHA-256"}) << "</p>";
        write_step_table(html, language, steps);
    }
    html << "<h3>" << say("public_log.proof.checkpoint") << "</h3><p>" << say("public_log.proof.checkpoint.text", {size})
         << "</p><pre class='record'><code>" << covering.note << "</code></pre><p>" << say("public_log.root") << "　"
         << code(hex(covering.checkpoint.root)) << "</p><p class='downloads'><a href='/api/v1/log/entries/" << leaf.number << "'>"
         << say("public_log.proof.json") << "</a><a href='/log/checkpoint'>" << say("public_log.checkpoint") << "</a></p>";
    if (of_same_page.size() > 1) {
        html << "<h2>" << say("public_log.same_page") << "</h2>";
        write_leaves(html, language, of_same_page);
    }
}

}  // namespace gongkai::public_log
