#include "app/database.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <filesystem>

#include "app/rooms.h"
#include "base/db/address.h"
#include "base/db/copy.h"
#include "base/db/in_use.h"

namespace gongkai {
namespace {

std::string address_of(std::string_view given) {
    const bool is_folder = !db::names_a_server(given) && std::filesystem::is_directory(given);
    return is_folder ? database_in(given) : std::string(given);
}

int copy(terminal::Call& call) {
    const auto from_address = address_of(call.value("FROM"));
    if (!db::names_a_server(from_address) && db::unknown_scheme(from_address).empty() && !std::filesystem::exists(from_address))
        return call.refuse({Refusal::Kind::missing, "core.refuse.file_missing", {from_address}, {}});
    // What a server writes after the snapshot was taken would be missing from the copy, and nobody would notice.
    try {
        if (db::unknown_scheme(from_address).empty() && db::is_open_elsewhere(from_address))
            return call.refuse({Refusal::Kind::conflict, "app.refuse.database_in_use", {db::shown(from_address)}, {}});
    } catch (const std::runtime_error&) {  // opening it says what is wrong
    }
    const auto from = open_database(from_address);
    if (!from)
        return call.refuse(from.error());
    const auto to = open_database(address_of(call.value("TO")));
    if (!to)
        return call.refuse(to.error());
    const auto copied = db::copy(
        **from, **to, [&](const std::string& table, std::size_t done, std::size_t all) { call.progress(table, done, all); });
    if (!copied)
        return call.refuse(copied.error());

    std::int64_t rows = 0;
    boost::json::array all;
    for (const auto& table : *copied) {
        rows += table.rows;
        all.push_back({{"table", table.name}, {"row_count", table.rows}, {"sha256", table.sha256}});
        if (!call.flag("--json"))
            call.print(fmt::format("{:24} {:>9}  {}\n", table.name, table.rows, table.sha256));
    }
    if (call.flag("--json"))
        call.print(boost::json::serialize(all) + "\n");
    else
        call.print(words(call.language(), "app.copied", {std::to_string(rows), std::to_string(copied->size())}) + "\n");
    return terminal::done;
}

}  // namespace

void hang_database_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"database copy",
                     "app.verb.database_copy",
                     {{"FROM", Option::Kind::argument, true, "app.verb.database_from"},
                      {"TO", Option::Kind::argument, true, "app.verb.database_to"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     copy});
}

}  // namespace gongkai
