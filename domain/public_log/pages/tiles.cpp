// The log as C2SP tlog-tiles has it, for clients and witnesses that were written for other logs: /log is its prefix.
#include "domain/public_log/pages/pages.h"

namespace gongkai::public_log {
namespace {

using web::Context;
using web::Request;
using web::Response;

// Never kept, neither here nor elsewhere: whoever asks gets one that covers all that was committed before he asked.
Response checkpoint(const Doors& doors, const Request&, Context&) {
    return Response::text(current_checkpoint(doors.database, doors.vault, doors.settings).note);
}

// A tile never changes: a wider one at the same place has another name.
Response tile(const Doors& doors, Request& request, Context& context) {
    const auto wanted = merkle::tile_from(context.parameter("path"));
    auto bytes =
        wanted ? doors.database.read([&](db::Connection& connection) { return bytes_of(connection, *wanted); }) : std::nullopt;
    if (!bytes)
        return doors.site.trouble(404, request);
    return Response::bytes(std::move(*bytes), "application/octet-stream")
        .with("Cache-Control", "public, max-age=31536000, immutable");
}

}  // namespace

void hang_tile_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/log/checkpoint", "public_log.checkpoint", with(doors, checkpoint)).sql_at_most(3);
    router.get("/log/tile/{path...}", "public_log.tile", with(doors, tile)).cached({public_data}).sql_at_most(2);
    doors.api.add_file({"/log/checkpoint", "public_log.api.checkpoint"});
}

}  // namespace gongkai::public_log
