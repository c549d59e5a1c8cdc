#include "doors/exchange/api.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "base/core/words.h"

namespace gongkai::exchange {
namespace {

namespace json = boost::json;

// "/api/v1/notices/{key}": the names in braces are its path parameters.
json::array path_parameters(std::string_view pattern) {
    json::array all;
    for (std::size_t at = 0; (at = pattern.find('{', at)) != std::string_view::npos; ++at)
        all.push_back(json::object{{"name", pattern.substr(at + 1, pattern.find('}', at) - at - 1)},
                                   {"in", "path"},
                                   {"required", true},
                                   {"schema", {{"type", "string"}}}});
    return all;
}

json::value schema_named(std::string_view name) { return json::object{{"$ref", "#/components/schemas/" + std::string(name)}}; }

json::object answer(std::string_view description, std::string_view schema) {
    return {{"description", description}, {"content", {{"application/json", {{"schema", schema_named(schema)}}}}}};
}

// What problem() writes.
constexpr std::string_view error_schema =
    R"({"type":"object","required":["error"],"properties":{"error":{"type":"object","required":["status","message"],
    "properties":{"status":{"type":"integer"},"message":{"type":"string","description":"a sentence in the reader's language"}}},
    "withdrawn":{"type":"object","description":"with 410: what is left of what was withdrawn - its key, title and unit, when, the reason"}}})";

}  // namespace

namespace {

std::vector<std::string> names_of(const std::vector<Parameter>& parameters) {
    std::vector<std::string> names;
    for (const auto& parameter : parameters)
        names.push_back(parameter.name);
    return names;
}

void add_parameters(json::array& into, const std::vector<Parameter>& parameters, std::string_view place) {
    for (const auto& parameter : parameters) {
        json::object described{{"name", parameter.name},
                               {"in", place},
                               {"description", has_words(Language::en, parameter.meaning) ? words(Language::en, parameter.meaning)
                                                                                          : parameter.meaning},
                               {"schema", schema_named(parameter.schema)}};
        // What is posted is known again by what its head says; a body that comes without it is refused.
        if (place == "header")
            described["required"] = true;
        if (!parameter.example.empty())
            described["example"] = parameter.example;
        into.push_back(std::move(described));
    }
}

// A field that nobody reads is a mistake of whoever wrote the address: a filter that is spelt wrongly, or that another operation
// has, would pass for an answer to what was meant.
web::Instead refuse_unknown(std::vector<std::string> known) {
    return [known = std::move(known)](const web::Request& request, const web::Context& context) -> std::optional<web::Response> {
        constexpr std::size_t shown_at_most = 100;
        for (const auto& [name, value] : request.query)
            if (std::ranges::find(known, name) == known.end()) {
                const auto shown = to_utf8(to_code_points(name).substr(0, shown_at_most));
                return problem(400, known.empty() ? words(context.language, "web.refuse.no_parameters", {shown})
                                                  : words(context.language, "web.refuse.unknown_parameter",
                                                          {shown, join(known, context.language == Language::en ? ", " : "、")}));
            }
        return std::nullopt;
    };
}

}  // namespace

web::Route& Api::get(Operation operation, web::Act act) {
    const auto known = names_of(operation.query);
    auto& route = router_.get(operation.pattern, operation.name, std::move(act)).reads(known).unless(refuse_unknown(known));
    operations_.push_back(std::move(operation));
    return route;
}

web::Route& Api::post(Operation operation, web::Act act) {
    const auto known = names_of(operation.query);
    auto& route =
        router_.post(operation.pattern, operation.name, std::move(act)).reads(known).by_token().unless(refuse_unknown(known));
    operations_.push_back(std::move(operation));
    return route;
}

std::string Api::openapi(std::string_view title, std::string_view version, std::string_view address) const {
    json::object schemas{{"Error", json::parse(error_schema)}, {"Text", {{"type", "string"}}}};
    for (const auto& text : schemas_) {
        const auto parsed = json::parse(text);
        for (const auto& [name, schema] : parsed.as_object())
            schemas[name] = schema;
    }
    json::object paths;
    for (const auto& operation : operations_) {
        auto parameters = path_parameters(operation.pattern);
        add_parameters(parameters, operation.query, "query");
        add_parameters(parameters, operation.header, "header");
        const bool is_posted = !operation.body.empty();
        json::object responses{{"200", answer("what was asked for", operation.schema)},
                               {"400", answer("a query that cannot be understood, with a sentence", "Error")},
                               {"404", answer("there is no such thing", "Error")},
                               {"410", answer("it was here and was withdrawn, with the reason", "Error")},
                               {"503", answer("too much is asked at once; Retry-After says when again", "Error")}};
        json::object described{
            {"operationId", operation.name}, {"summary", words(Language::en, operation.summary)}, {"parameters", parameters}};
        if (is_posted) {
            described["security"] = json::array{json::object{{"token", json::array{}}}};
            json::object content{{"application/json", {{"schema", schema_named(operation.body)}}}};
            // Another type in which it is taken too, and how long it may be, stand with its schema.
            const auto posted = schemas.find(operation.body);
            const auto also_as = posted == schemas.end() ? nullptr : posted->value().as_object().if_contains("x-also-taken-as");
            const auto at_most = posted == schemas.end() ? nullptr : posted->value().as_object().if_contains("x-bytes-at-most");
            if (also_as)
                content[also_as->as_string()] = json::object{{"schema", schema_named("Text")}};
            described["requestBody"] = json::object{{"required", true}, {"content", std::move(content)}};
            responses["401"] = answer("no token, or one that is good no more", "Error");
            responses["403"] = answer("the token is for something else", "Error");
            responses["405"] =
                json::object{{"description", "not with this method here; Allow says with which. A page for people, not JSON"}};
            responses["413"] =
                json::object{{"description", at_most ? "the body is longer than " + json::serialize(*at_most) +
                                                           " bytes; send it in parts. A page for people, not JSON"
                                                     : std::string("the body is too long; a page for people, not JSON")}};
            responses["415"] = answer("the body is of another type than those named here", "Error");
            // Rows are told each; what stops all of it before any row is read is a sentence.
            responses["422"] =
                json::object{{"description",
                              "rows with faults, each told; or an Error: needed heads are missing, or the key was used for "
                              "something else. Nothing was written"},
                             {"content",
                              {{"application/json",
                                {{"schema", {{"oneOf", json::array{schema_named(operation.schema), schema_named("Error")}}}}}}}}};
        }
        described["responses"] = std::move(responses);
        auto& path = paths[operation.pattern];
        if (!path.is_object())
            path = json::object{};
        path.as_object()[is_posted ? "post" : "get"] = std::move(described);
    }
    json::object document{
        {"openapi", "3.1.0"},
        {"info", {{"title", title}, {"version", version}}},
        {"paths", paths},
        {"components", {{"schemas", schemas}, {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
    if (!address.empty())
        document["servers"] = json::array{json::object{{"url", address}}};
    return json::serialize(document);
}

web::Response problem(int status, std::string_view message) {
    // What was asked stands in the message. No reader takes JSON for a page; that it could not be one even so costs nothing.
    std::string body;
    for (const char c : json::serialize(json::object{{"error", {{"status", status}, {"message", message}}}})) {
        if (c == '<')
            body += "\\u003c";
        else if (c == '>')
            body += "\\u003e";
        else
            body += c;
    }
    return web::Response::json(std::move(body), status);
}

}  // namespace gongkai::exchange
