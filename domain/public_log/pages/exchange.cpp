// Entries for machines; one comes with all that proves it.
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/public_log/pages/pages.h"
#include "doors/exchange/api.h"

namespace gongkai::public_log {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr int leaves_at_once = 100;
constexpr const char* before_field = "before";

json::object json_of(const Leaf& leaf) {
    return {{"number", leaf.number},
            {"act", word_of(leaf.entry.act)},
            {"address", leaf.entry.address},
            {"title", leaf.entry.title},
            {"content_sha256", leaf.entry.content_sha256},
            {"at", to_text(leaf.entry.at)},
            {"proof", "/api/v1" + address_of(leaf)}};
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto typed = request.query.first(before_field).value_or("");
    const auto before = typed.empty() ? std::optional(from_the_newest) : whole_number(typed);
    if (!before || *before < 0)
        return exchange::problem(400, words(context.language, "public_log.api.before", {before_field, std::string(typed)}));
    const auto address = request.query.first("address").value_or("");
    json::array all;
    for (const auto& leaf : doors.database.read([&](db::Connection& connection) {
             return address.empty() ? newest(connection, *before, leaves_at_once)
                                    : newest_of(connection, address, *before, leaves_at_once);
         }))
        all.push_back(json_of(leaf));
    return Response::json(json::serialize(json::object{{"entries", std::move(all)}}));
}

Response entry(const Doors& doors, Request&, Context& context) {
    const auto found = prove_leaf(doors, context.id("number"));
    if (!found)
        return exchange::problem(404, words(context.language, "public_log.api.missing"));
    json::array path;
    for (const auto& hash : found->path)
        path.emplace_back(hex(hash));
    auto object = json_of(found->leaf);
    object["leaf"] = found->leaf.body;
    object["leaf_index"] = found->leaf.number - 1;
    object["leaf_hash"] = hex(found->leaf.hash);
    object["inclusion_path"] = std::move(path);
    object["tree_size"] = found->covering.checkpoint.size;
    object["root_hash"] = hex(found->covering.checkpoint.root);
    object["checkpoint"] = found->covering.note;
    return Response::json(json::serialize(object));
}

}  // namespace

void hang_exchange_pages(Doors& doors) {
    doors.api.add_schemas(embedded_or_die("domain/public_log/pages/api.json"));
    doors.api
        .get({"/api/v1/log/entries",
              "log.entries",
              "public_log.api.entries",
              {{before_field, "only entries with a smaller number: the number of the last one seen", "21"},
               {"address", "only those about the page at this address of the site", "/documents/3"}},
              "LogEntries"},
             with(doors, list))
        .cached({public_data})
        .sql_at_most(1);
    doors.api.get({"/api/v1/log/entries/{number}", "log.entry", "public_log.api.entry", {}, "LogEntryProved"}, with(doors, entry))
        .cached({public_data})
        .sql_at_most(10);
}

}  // namespace gongkai::public_log
