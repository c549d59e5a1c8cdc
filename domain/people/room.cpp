#include "domain/people/room.h"

#include <boost/json.hpp>
#include <filesystem>

#include "base/core/file.h"
#include "base/db/database.h"
#include "domain/people/desk.h"

namespace gongkai::people {
namespace {

int import_list(terminal::Call& call, const Hint& after_import) {
    const auto file = read_file(call.value("FILE"));
    if (!file)
        return call.refuse(file.error());
    const auto change =
        call.database().write([&](db::Connection& connection) { return take_in_list(connection, *file, "terminal"); });
    if (!change)
        return call.refuse(change.error());
    if (call.flag("--json"))
        call.print(boost::json::serialize(boost::json::object{
                       {"added", change->added}, {"changed", change->changed}, {"unchanged", change->unchanged}}) +
                   "\n");
    else
        call.print(words(call.language(), "people.imported",
                         {std::to_string(change->added), std::to_string(change->changed), std::to_string(change->unchanged)}) +
                   after_import(call));
    return terminal::done;
}

int list(terminal::Call& call) {
    if (call.database_address().empty() && !std::filesystem::exists(call.data_folder()))
        return call.refuse({Refusal::Kind::missing, "people.refuse.no_installation", {call.data_folder().string()}, {}});
    const Directory units = call.database().read([](db::Connection& connection) { return directory(connection); });
    boost::json::array all;
    for (const auto& unit : units.units()) {
        if (call.flag("--json"))
            all.push_back({{"id", unit.id},
                           {"name", unit.name},
                           {"full_name", unit.full_name},
                           {"kind", word_of(unit.kind)},
                           {"groups", boost::json::value_from(unit.groups)},
                           {"aliases", boost::json::value_from(unit.aliases)},
                           {"is_listed", unit.is_listed}});
        else
            call.print(unit.name + "\t" + unit.full_name + "\t" +
                       words(call.language(), "people.kind." + std::string(word_of(unit.kind))) + "\n");
    }
    if (call.flag("--json"))
        call.print(boost::json::serialize(all) + "\n");
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs, Hint after_import) {
    using terminal::Option;
    const Option as_json{"--json", Option::Kind::flag, false, "terminal.json"};
    verbs.push_back({"people import",
                     "people.verb.import",
                     {{"FILE", Option::Kind::argument, true, "people.verb.import.file"}, as_json},
                     [after_import = std::move(after_import)](terminal::Call& call) { return import_list(call, after_import); }});
    verbs.push_back({"people list", "people.verb.list", {as_json}, list});
}

}  // namespace gongkai::people
