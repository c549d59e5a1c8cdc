// Public documents for machines: the same as /documents and /documents/{key}.
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/net.h"
#include "domain/publishing/pages/document_view.h"
#include "doors/exchange/api.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

json::value day_or_null(const std::optional<Day>& day) { return day ? json::value(to_text(*day)) : json::value(); }

json::object json_of(const Shelved& row, Day as_of) {
    const auto validity = row.validity(as_of);
    return {{"key", row.key},
            {"title", row.title},
            {"summary", row.summary},
            {"number", row.number},
            {"type", row.type},
            {"column", row.column},
            {"theme", row.theme},
            {"category", row.category},
            {"unit", {{"id", row.unit_id}, {"name", row.unit_name}}},
            {"published_on", to_text(row.published_on())},
            {"published_at", to_text(row.published_at)},
            {"changed_at", to_text(row.changed_at)},
            {"effective_on", day_or_null(row.facts.effective_on)},
            {"expires_on", day_or_null(row.facts.expires_on)},
            {"validity", validity ? json::value(word_of(*validity)) : json::value()},
            {"is_demonstration", row.is_demonstration},
            {"catalogue_item", row.item},
            {"address", address_of(row.key)}};
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto asked = asked_list(request, context.language);
    if (!asked.mistakes.empty())
        return exchange::problem(400, asked.mistakes.front());
    return doors.database.read([&](db::Connection& connection) {
        const auto page = list_of(connection, asked.asked, asked.after, today());
        json::array all;
        for (const auto& row : page.rows)
            all.push_back(json_of(row, today()));
        return Response::json(json::serialize(
            json::object{{"documents", std::move(all)}, {"next", page.next ? json::value(written(*page.next)) : json::value()}}));
    });
}

// A machine is told in its own words that it was here and is not any more, and what is left of it; people read the same at the
// page (0260).
Response tombstone(db::Connection& connection, const Document& document, Language language) {
    const auto leaves = public_log::entries_of(connection, address_of(document.key), 1);
    const json::object left{{"key", document.key},
                            {"index_number", document.index_number},
                            {"title", find_text(connection, *document.live_id).value().text.title},
                            {"unit", {{"id", document.unit_id}, {"name", document.unit_name}}},
                            {"withdrawn_at", to_text(*document.withdrawn_at)},
                            {"reason", document.withdrawn_because},
                            {"log_entry", leaves.empty() ? json::value() : json::value(leaves.front().number)},
                            {"is_demonstration", document.is_demonstration},
                            {"address", address_of(document.key)}};
    const auto sentence = words(language, "publishing.api.withdrawn",
                                {portal::spoken_in_full(language, day_in_china(*document.withdrawn_at)),
                                 document.withdrawn_because, address_of(document.key)});
    return Response::json(json::serialize(json::object{{"error", {{"status", 410}, {"message", sentence}}}, {"withdrawn", left}}),
                          410);
}

Response one(const Doors& doors, Request&, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto document = find_document(connection, context.parameter("key"));
        if (document && document->withdrawn_at && document->live_id)
            return tombstone(connection, *document, context.language);
        if (!document || !document->is_live())
            return exchange::problem(404, words(context.language, "publishing.api.missing"));
        const auto edition = find_edition(connection, *document->live_id).value();
        const auto net = net_around(connection, document->id);
        auto object = json_of(*net.find(document->id), today());
        object["index_number"] = document->index_number;
        json::object fields;
        for (const auto& [key, value] : edition.text.fields)
            fields[key] = value;
        object["fields"] = std::move(fields);
        object["body"] = edition.text.body.html();
        json::array files;
        for (const auto& file : edition.text.attachments)
            files.push_back(json::object{{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.file}});
        object["attachments"] = std::move(files);
        json::array relations;
        for (const auto& related : related_in(net, document->id))
            relations.push_back(json::object{{"kind", word_of(related.kind)},
                                             {"side", related.side == Related::Side::does ? "does" : "undergoes"},
                                             {"from", to_text(related.holds_from)},
                                             {"key", related.key},
                                             {"title", related.title}});
        object["relations"] = std::move(relations);
        return Response::json(json::serialize(object));
    });
}

const std::vector<exchange::Parameter> query{
    {"type", "type of document", "policy_document"},
    {"unit", "number of the unit that published it", "12"},
    {"theme", "code of the theme", "02"},
    {"category", "code of the category", "20-01"},
    {"year", "year of publication", "2026"},
    {"validity", "in_force, amended, partly_repealed, not_yet, expired or repealed", "in_force"},
    {"item", "key of an item of the catalogue", "budget-1"},
    {"after", "where the list goes on: `next` of the page before", ""}};

}  // namespace

void hang_exchange_pages(Doors& doors) {
    doors.api.add_schemas(embedded_or_die("domain/publishing/pages/api.json"));
    doors.api.get({"/api/v1/documents", "documents.list", "publishing.api.documents", query, "Documents"}, with(doors, list))
        .cached({public_data})
        .sql_at_most(3);
    doors.api.get({"/api/v1/documents/{key}", "documents.one", "publishing.api.document", {}, "DocumentInFull"}, with(doors, one))
        .cached({public_data})
        .sql_at_most(7);
}

}  // namespace gongkai::publishing
