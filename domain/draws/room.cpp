#include "domain/draws/room.h"

#include "base/core/file.h"
#include "domain/draws/desk.h"
#include "domain/draws/pages/pages.h"
#include "domain/people/desk.h"

namespace gongkai::draws {
namespace {

using terminal::Call;

// `draw verify FILE`: asks no database; whoever has the program and the file can do it.
int verify_file(Call& call) {
    const auto file = read_file(std::string(call.value("FILE")));
    if (!file)
        return call.refuse(file.error());
    const auto verified = verify(*file);
    if (!verified)
        return call.refuse(verified.error());
    call.print(words(call.language(), verified->is_drawn ? "draws.verified" : "draws.verified_settled",
                     {verified->title, std::to_string(verified->picks), std::to_string(verified->named)}) +
               "\n");
    return terminal::done;
}

// `draw library LIBRARY FILE --unit UNIT`
int fill(Call& call) {
    const auto library = library_from(call.value("LIBRARY"));
    if (!library)
        return call.refuse({Refusal::Kind::invalid, "draws.refuse.library", {std::string(call.value("LIBRARY"))}, {}});
    const auto file = read_file(std::string(call.value("FILE")));
    if (!file)
        return call.refuse(file.error());
    const auto entries = read_library(*file);
    if (!entries)
        return call.refuse(entries.error());
    const auto units = call.database().read([](db::Connection& connection) { return people::directory(connection); });
    const auto* unit = units.find(call.value("--unit"), today());
    if (!unit)
        return call.refuse({Refusal::Kind::missing, "draws.refuse.no_unit", {std::string(call.value("--unit"))}, {}});
    call.database().write(
        [&](db::Connection& connection) { fill_library(connection, unit->id, *library, *entries, "terminal"); });
    call.print(words(call.language(), "draws.filled", {std::to_string(entries->size())}) + "\n");
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back(
        {"draw verify", "draws.verb.verify", {{"FILE", Option::Kind::argument, true, "draws.verb.file"}}, verify_file});
    verbs.push_back({"draw library",
                     "draws.verb.library",
                     {{"LIBRARY", Option::Kind::argument, true, "draws.verb.which"},
                      {"FILE", Option::Kind::argument, true, "draws.verb.table"},
                      {"--unit", Option::Kind::value, true, "draws.verb.unit"}},
                     fill});
}

void hang_on(Doors& doors) {
    hang_portal_pages(doors);
    hang_console_pages(doors);
}

}  // namespace gongkai::draws
