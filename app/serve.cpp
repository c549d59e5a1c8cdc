#include "app/serve.h"

#include <signal.h>

#include <chrono>
#include <thread>

#include "app/whole_site.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "base/web/server.h"
#include "domain/accounts/desk.h"
#include "domain/accounts/room.h"
#include "doors/doors.h"

namespace gongkai {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds look_for_changes_every{250};  // another process may write: kept pages go stale within this time
constexpr auto clear_every = std::chrono::hours(1);

Level level_from(std::string_view word) {
    if (word == "debug")
        return Level::debug;
    if (word == "warning")
        return Level::warning;
    return word == "error" ? Level::error : Level::info;
}

web::Options server_options(const Settings& settings, std::string_view listen) {
    web::Options options;
    options.listen = {listen.empty() ? settings.text("server.listen") : std::string(listen)};
    options.threads = static_cast<std::size_t>(settings.number("server.threads"));
    for (const auto address : split(settings.text("server.trusted_proxies"), ' '))
        if (!trim(address).empty())
            options.trusted_proxies.emplace_back(trim(address));
    options.lanes = {web::Lane{.workers = static_cast<std::size_t>(settings.number("server.workers"))},
                     web::Lane{.workers = accounts::lane_workers}};
    static_assert(accounts::lane == 1);
    return options;
}

// SIGINT and SIGTERM are waited for here and nowhere else; every thread that starts later keeps them blocked.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

// Sessions and lines of the access log that need not be kept any longer.
void clear_old(db::Database& database, const Settings& settings) {
    try {
        const auto lines = database.write([&](db::Connection& connection) { return accounts::clear_old(connection, settings); });
        if (lines > 0)
            log(Level::info, "access_log_cleared", {{"lines", std::to_string(lines)}});
    } catch (const Unavailable& away) {
        log(Level::warning, "access_log_not_cleared", {{"why", away.what()}});
    }
}

void wait_for_stop(const sigset_t& signals, db::Database& database, const Settings& settings, web::Site& site) {
    auto seen = database.generation();
    auto clear_next = std::chrono::steady_clock::now();
    const timespec pause{0, std::chrono::nanoseconds(look_for_changes_every).count()};
    while (sigtimedwait(&signals, nullptr, &pause) < 0) {
        const auto generation = database.generation();
        if (generation != seen)
            site.cache().touch(public_data);
        seen = generation;
        if (std::chrono::steady_clock::now() < clear_next)
            continue;
        clear_next += clear_every;
        clear_old(database, settings);
    }
}

int serve(terminal::Call& call) {
    const auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    log_at_least(level_from(settings->text("log.level")));
    const auto signals = block_stop_signals();
    auto& database = call.database();

    const auto vault = Vault::open(call.data_folder());
    if (!vault)
        return call.refuse(vault.error());
    WholeSite whole(*settings, database, *vault, call.data_folder());

    const auto server = web::Server::start(server_options(*settings, call.value("--listen")), whole.site());
    if (!server)
        return call.refuse(server.error());
    const auto port = std::to_string((*server)->port());
    call.print(words(call.language(), "app.serving", {"http://localhost:" + port + "/"}) + "\n");
    if (const auto way = accounts::first_way_in(database, *settings); !way.empty())
        call.print(words(call.language(), "accounts.first_way_in", {"http://localhost:" + port + way}) + "\n");
    wait_for_stop(signals, database, *settings, whole.site());
    call.print("\n" + words(call.language(), "app.stopping") + "\n");
    (*server)->stop();
    return terminal::done;
}

}  // namespace

void hang_serve_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"serve", "app.verb.serve", {{"--listen", Option::Kind::value, false, "app.verb.listen"}}, serve});
}

}  // namespace gongkai
