#include "domain/public_log/room.h"

#include <boost/json.hpp>
#include <filesystem>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/db/database.h"
#include "domain/public_log/pages/pages.h"
#include "domain/public_log/whole.h"

namespace gongkai::public_log {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_note = 64 << 10;

int verify_two(terminal::Call& call) {
    const auto from = read_file(std::filesystem::path(call.value("--from")), longest_note);
    if (!from)
        return call.refuse(from.error());
    const auto to = read_file(std::filesystem::path(call.value("--to")), longest_note);
    if (!to)
        return call.refuse(to.error());
    const auto continued = call.database().read([&](db::Connection& connection) { return compare(connection, *from, *to); });
    if (!continued)
        return call.refuse(continued.error());
    if (call.flag("--json"))
        call.print(json::serialize(
                       json::object{{"is_continued", true},
                                    {"from", {{"leaf_count", continued->from.size}, {"root_hash", hex(continued->from.root)}}},
                                    {"to", {{"leaf_count", continued->to.size}, {"root_hash", hex(continued->to.root)}}}}) +
                   "\n");
    else
        call.print(words(call.language(), "public_log.continued",
                         {std::to_string(continued->from.size), std::to_string(continued->to.size)}) +
                   "\n");
    return terminal::done;
}

int verify(terminal::Call& call) {
    if (call.value("--from").empty() != call.value("--to").empty())
        return call.refuse({Refusal::Kind::invalid, "public_log.refuse.one_of_two", {}, {}});
    if (!call.value("--from").empty())
        return verify_two(call);
    const auto vault = vault_in(call.data_folder());
    const auto whole = call.database().read([&](db::Connection& connection) {
        const auto all = static_cast<std::size_t>(leaf_count(connection));
        return check(connection, vault, [&](LeafId seen) {
            call.progress(words(call.language(), "public_log.title"), static_cast<std::size_t>(seen), all);
        });
    });
    if (!whole)
        return call.refuse(whole.error());
    if (call.flag("--json"))
        call.print(json::serialize(json::object{{"is_whole", true},
                                                {"leaf_count", whole->leaves},
                                                {"checkpoint_count", whole->checkpoints},
                                                {"root_hash", hex(whole->root)}}) +
                   "\n");
    else
        call.print(words(call.language(), "public_log.whole",
                         {std::to_string(whole->leaves), std::to_string(whole->checkpoints), hex(whole->root)}) +
                   "\n");
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"log verify",
                     "public_log.verb.verify",
                     {{"--from", Option::Kind::value, false, "public_log.verb.verify.from"},
                      {"--to", Option::Kind::value, false, "public_log.verb.verify.to"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     verify});
}

void hang_on(Doors& doors) {
    hang_log_pages(doors);
    hang_tile_pages(doors);
    hang_exchange_pages(doors);
}

}  // namespace gongkai::public_log
