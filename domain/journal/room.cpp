#include "domain/journal/room.h"

#include <boost/json.hpp>

#include "base/core/text.h"
#include "base/db/database.h"
#include "domain/journal/desk.h"

namespace gongkai::journal {
namespace {

namespace json = boost::json;

constexpr int lines_at_once = 1000;

json::object json_of(const Line& line) {
    return {{"line", line.sequence},
            {"at", to_text(line.at)},
            {"actor", line.deed.actor},
            {"deed", line.deed.deed},
            {"subject", line.deed.subject},
            {"detail", json::parse(line.deed.detail)},
            {"previous_hash", line.previous_hash},
            {"hash", line.hash}};
}

int list(terminal::Call& call) {
    const auto typed = call.value("--after");
    const auto from = typed.empty() ? std::optional<std::int64_t>(0) : whole_number(typed);
    if (!from || *from < 0)
        return call.refuse({Refusal::Kind::invalid, "journal.refuse.after", {std::string(typed)}, {}});
    json::array all;
    for (auto last = *from;;) {
        const auto lines =
            call.database().read([&](db::Connection& connection) { return after(connection, last, lines_at_once); });
        for (const auto& line : lines) {
            last = line.sequence;
            if (call.flag("--json"))
                all.push_back(json_of(line));
            else
                call.print(std::to_string(line.sequence) + '\t' + to_text(line.at) + '\t' + line.deed.actor + '\t' +
                           line.deed.deed + '\t' + line.deed.subject + '\t' + line.deed.detail + '\t' + line.hash + '\n');
        }
        if (static_cast<int>(lines.size()) < lines_at_once)
            break;
    }
    if (call.flag("--json"))
        call.print(json::serialize(all) + "\n");
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"journal list",
                     "journal.verb.list",
                     {{"--after", Option::Kind::value, false, "journal.verb.list.after"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     list});
}

}  // namespace gongkai::journal
