#include "doors/exchange/api.h"

#include <boost/json.hpp>

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

}  // namespace

web::Route& Api::get(Operation operation, web::Act act) {
    std::vector<std::string> reads;
    for (const auto& parameter : operation.query)
        reads.push_back(parameter.name);
    auto& route = router_.get(operation.pattern, operation.name, std::move(act)).reads(std::move(reads));
    operations_.push_back(std::move(operation));
    return route;
}

std::string Api::openapi(std::string_view title, std::string_view version, std::string_view address) const {
    json::object paths;
    for (const auto& operation : operations_) {
        auto parameters = path_parameters(operation.pattern);
        const bool has_path_parameter = !parameters.empty();
        for (const auto& parameter : operation.query)
            parameters.push_back(json::object{{"name", parameter.name},
                                              {"in", "query"},
                                              {"description", parameter.meaning},
                                              {"schema", {{"type", "string"}}},
                                              {"example", parameter.example}});
        json::object responses{
            {"200", json::object{{"description", "OK"},
                                 {"content", {{"application/json", {{"schema", json::parse(operation.schema)}}}}}}},
            {"400", json::object{{"description", "a query that cannot be understood, with a sentence"}}}};
        if (has_path_parameter)
            responses["404"] = json::object{{"description", "there is no such thing"}};
        paths[operation.pattern] = json::object{{"get", json::object{{"operationId", operation.name},
                                                                     {"summary", operation.summary},
                                                                     {"parameters", parameters},
                                                                     {"responses", responses}}}};
    }
    json::object document{{"openapi", "3.1.0"}, {"info", {{"title", title}, {"version", version}}}, {"paths", paths}};
    if (!address.empty())
        document["servers"] = json::array{json::object{{"url", address}}};
    return json::serialize(document);
}

web::Response problem(int status, std::string_view message) {
    return web::Response::json(json::serialize(json::object{{"error", {{"status", status}, {"message", message}}}}), status);
}

}  // namespace gongkai::exchange
