#include "app/routes.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "app/rooms.h"
#include "app/whole_site.h"
#include "base/core/file.h"

namespace gongkai {
namespace {

namespace json = boost::json;

json::object json_of(const web::Route& route) {
    return {{"method", web::name_of(route.method)},
            {"pattern", route.pattern},
            {"name", route.name},
            {"audience", route.audience == web::Audience::staff      ? "staff"
                         : route.audience == web::Audience::machines ? "machines"
                                                                     : "everyone"},
            {"ability", route.ability},
            {"cached", route.cache_tags.has_value()},
            {"reads", json::value_from(route.query_fields)},
            {"form", route.form_name},
            {"body_at_most", route.body_limit},
            {"lane", route.lane},
            {"sql_at_most", route.sql_budget ? json::value(*route.sql_budget) : json::value()}};
}

// Nothing is asked, so an empty database will do and the data folder is left alone.
int list_routes(terminal::Call& call) {
    const auto settings = Settings::defaults();
    const TemporaryFolder folder;
    const auto database = open_database(folder.path(), "");
    const auto vault = Vault::open(folder.path());
    if (!database || !vault)
        return call.refuse(database ? vault.error() : database.error());
    WholeSite whole(settings, **database, *vault, folder.path());
    json::array all;
    for (const auto& route : whole.site().router().routes()) {
        if (call.flag("--json"))
            all.push_back(json_of(route));
        else
            call.print(fmt::format("{:7} {:40} {}\n", web::name_of(route.method), route.pattern, route.name));
    }
    if (call.flag("--json"))
        call.print(json::serialize(all) + "\n");
    return terminal::done;
}

}  // namespace

void hang_routes_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"routes", "app.verb.routes", {{"--json", Option::Kind::flag, false, "terminal.json"}}, list_routes});
}

}  // namespace gongkai
