#include "domain/publishing/room.h"

#include "base/core/log.h"
#include "domain/catalogue/desk.h"
#include "domain/intake/pages/links.h"
#include "domain/people/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/links.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/pages/rich_text.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

// `documents code UNIT CODE`: the organisation code of a unit, for the index numbers of what it publishes from now on.
int set_code_of(terminal::Call& call) {
    const auto done = call.database().write([&](db::Connection& connection) -> Result<void> {
        const auto units = people::directory(connection);
        const auto* unit = units.find(call.value("UNIT"), today());
        if (!unit)
            return refuse(Refusal::Kind::missing, "publishing.refuse.no_unit", {std::string(call.value("UNIT"))});
        return set_code(connection, unit->id, call.value("CODE"), "terminal");
    });
    if (!done)
        return call.refuse(done.error());
    call.print(words(call.language(), "publishing.code_set",
                     {std::string(call.value("UNIT")), organisation_code(call.value("CODE")).value()}) +
               "\n");
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"documents code",
                     "publishing.verb.code",
                     {{"UNIT", Option::Kind::argument, true, "publishing.verb.code.unit"},
                      {"CODE", Option::Kind::argument, true, "publishing.verb.code.code"}},
                     set_code_of});
}

void hang_on(Doors& doors, search::Tally& tally) {
    doors.database.write([](db::Connection& connection) { catalogue::install(connection); });
    hang_library_pages(doors);
    hang_document_pages(doors, tally);
    hang_copy_pages(doors, tally);
    hang_history_pages(doors);
    hang_exchange_pages(doors);
    hang_editor_pages(doors);
    hang_rich_text_pages(doors);
    hang_console_pages(doors);
    hang_interpretation_pages(doors);
    hang_life_pages(doors);
    hang_maker_pages(doors);
    hang_cleanup_pages(doors);
    hang_check_list_pages(doors);
}

int publish_due(db::Database& database) {
    int published = 0;
    for (const auto id : database.read([](db::Connection& connection) { return due_to_publish(connection, now()); })) {
        const auto done = database.write([&](db::Connection& connection) { return publish_scheduled(connection, id); });
        if (!done)
            log(Level::error, "not_published", {{"document", std::to_string(id)}, {"why", words(Language::en, done.error())}});
        else
            published += *done;
    }
    return published;
}

// A server that answers slowly, or leads from one to the next, is given up after this, so that it holds up no other timer.
constexpr std::chrono::milliseconds links_within{8'000};

int try_links_elsewhere(db::Database& database, const Settings& settings) {
    if (!settings.flag("publishing.try_links"))
        return 0;
    const auto until = std::chrono::steady_clock::now() + links_within;
    const auto fetch = [until](const web::Ask& ask) -> Result<web::Fetched> {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= std::chrono::milliseconds(0))
            return refuse(Refusal::Kind::unavailable, "web.refuse.unreachable", {ask.address, "time limit"});
        auto hurried = ask;
        hurried.within = std::min(ask.within, left);
        return web::fetch(hurried);
    };
    return try_links(
        database, [&](const std::string& address) { return intake::status_in_the_end(address, fetch); },
        std::chrono::days(settings.number("publishing.try_links_again_days")));
}

}  // namespace gongkai::publishing
