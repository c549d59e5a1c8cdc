#include "app/whole_site.h"

#include "app/common_pages.h"
#include "app/operation_pages.h"
#include "app/rooms.h"
#include "base/core/file.h"
#include "domain/accounts/pages/guard.h"
#include "domain/publishing/old_address.h"
#include "domain/search/pages/counted.h"

namespace gongkai {
namespace {

web::SiteSettings site_settings(const Settings& settings, const portal::Portal& portal, const Vault& vault,
                                web::Sessions& sessions, const Doors& doors, search::Tally& tally) {
    web::SiteSettings out;
    out.draw_error = [&portal](const web::Trouble& trouble, const web::Request& request) {
        return request.path.starts_with("/api/") ? exchange::problem(trouble.status, trouble.title)
                                                 : portal.show_error(request, trouble);
    };
    out.moved_to = [&doors](const web::Request& request) {
        const auto found = doors.database.read(
            [&](db::Connection& connection) { return publishing::where_it_moved(connection, request.path, request.query); });
        return found ? std::optional(found->leads_to) : std::nullopt;  // empty: it is not public yet
    };
    out.answered = [&tally, address = settings.text("site.address")](const web::Request& request, const web::Sent& sent) {
        search::count_opening(tally, request, sent, address);
    };
    out.asset_folders = {"doors/portal/assets/", "doors/console/assets/"};
    out.looks = {"elder", "contrast", "elder-contrast"};
    out.guard = accounts::Guard(doors);
    out.sessions = &sessions;
    out.seal_key = vault.key_for("forms");
    out.cache_bytes = static_cast<std::size_t>(settings.number("server.cache_mb")) << 20;
    out.log_one_in = settings.flag("log.access") ? 1 : 0;
    if (settings.flag("server.count_statements"))
        out.statements_run = db::statements_run;
    return out;
}

}  // namespace

WholeSite::WholeSite(const Settings& settings, db::Database& database, const Vault& vault,
                     const std::filesystem::path& data_folder)
    : data_folder_(data_folder),
      files_(data_folder / "files"),
      tally_({settings.flag("search.count_need"), settings.flag("search.count_questions")}),
      session_store_(database),
      sessions_(session_store_, {.idle_at_most = std::chrono::minutes(settings.number("accounts.idle_minutes"))}),
      portal_(settings),
      console_(settings),
      site_(site_settings(settings, portal_, vault, sessions_, doors_, tally_)),
      api_(site_.router()),
      doors_{site_, portal_, console_, api_, database, settings, vault, files_, sessions_},
      keeper_(database, files_, data_folder, search_sources(settings)) {
    portal_.set_assets(site_.assets());
    console_.set_assets(site_.assets());
    hang_common_pages_on(doors_);
    hang_rooms_on(doors_, keeper_, tally_);
    hang_operation_pages_on(doors_);
    // What this process has written is on its pages before the deed is acknowledged; what others write is noticed by `serve`.
    database.after_commit([this] {
        site_.cache().touch(public_data);
        keeper_.wake();
    });
}

// A picture in a page runs nothing, and asked for by itself it is kept in a sandbox by the headers of every answer.
Result<void> WholeSite::obey_settings() {
    constexpr std::size_t largest_emblem = std::size_t{256} << 10;
    const auto& name = doors_.settings.text("site.emblem");
    if (!name.empty()) {
        const auto wrong = [&] { return refuse(Refusal::Kind::invalid, "app.refuse.emblem", {(data_folder_ / name).string()}); };
        const std::filesystem::path inside(name);
        const std::string type(web::content_type_of(name));
        if (inside.is_absolute() || inside != inside.filename() || !type.starts_with("image/"))
            return wrong();
        auto bytes = read_file(data_folder_ / inside, largest_emblem);
        if (!bytes)
            return wrong();
        const auto address = "/emblem" + inside.extension().string();
        site_.router()
            .get(address, "emblem",
                 [bytes = std::move(*bytes), type](web::Request&, web::Context&) { return web::Response::bytes(bytes, type); })
            .cached({});
        portal_.set_emblem(address, type);
    }
    return portal_.arrange_menu();
}

WholeSite::~WholeSite() { doors_.database.after_commit({}); }

}  // namespace gongkai
