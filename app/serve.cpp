#include "app/serve.h"

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "app/metrics.h"
#include "app/redirect.h"
#include "app/rooms.h"
#include "app/timers.h"
#include "app/whole_site.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "base/web/server.h"
#include "base/web/tls.h"
#include "domain/accounts/room.h"
#include "domain/outbox/postman.h"
#include "domain/programme/room.h"
#include "domain/search/need.h"
#include "domain/search/room.h"
#include "doors/doors.h"

namespace gongkai {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds look_for_changes_every{100};  // another process may write: kept pages go stale within this time

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
                     web::Lane{.workers = accounts::lane_workers}, web::Lane{.workers = programme::slow_workers},
                     web::Lane{.workers = search::workers}};
    static_assert(accounts::lane == 1 && programme::slow_lane == 2 && search::lane == 3);
    options.only_tls_for = std::chrono::days(settings.number("server.tls_only_days"));
    return options;
}

// Null where neither is named.
Result<std::shared_ptr<web::Tls>> open_tls(const std::string& certificate, const std::string& key) {
    if (certificate.empty() && key.empty())
        return nullptr;
    if (certificate.empty() || key.empty())
        return refuse(Refusal::Kind::invalid, "app.refuse.tls_half");
    auto tls = web::Tls::open(certificate, key);
    if (!tls)
        return std::unexpected(tls.error());
    return std::move(*tls);
}

std::string or_setting(std::string_view given, const Settings& settings, std::string_view key) {
    return given.empty() ? settings.text(key) : std::string(given);
}

// What makes the server stop or read its certificate again is waited for here and nowhere else; every thread that starts later
// keeps it blocked. SIGHUP is `systemctl reload`; only where it can mean that a terminal went away does it end the server.
sigset_t block_signals(bool has_tls) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (has_tls || ::isatty(STDIN_FILENO) == 0)
        sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

void reload(web::Tls& tls) {
    if (const auto loaded = tls.reload(); loaded)
        log(Level::info, "certificate_reloaded", {{"good_until", to_text(tls.good_until())}});
    else  // the old one stays in use
        log(Level::error, "certificate_refused", {{"why", words(Language::en, loaded.error())}});
}

void wait_for_stop(const sigset_t& signals, db::Database& database, web::Site& site, web::Tls* tls) {
    auto seen = database.generation();
    const timespec pause{0, std::chrono::nanoseconds(look_for_changes_every).count()};
    for (;;) {
        const int signal = sigtimedwait(&signals, nullptr, &pause);
        if (signal == SIGINT || signal == SIGTERM)
            return;
        if (tls && (signal == SIGHUP || tls->has_changed()))
            reload(*tls);
        else if (signal == SIGHUP)
            log(Level::info, "nothing_to_reload", {{"why", "no certificate is set; settings are read at a start"}});
        const auto generation = database.generation();
        if (generation != seen)
            site.cache().touch(public_data);
        seen = generation;
    }
}

// One that is asked now and then: a thread, a worker, few places. Null where `address` is empty.
Result<std::unique_ptr<web::Server>> small_server(const std::string& address, std::size_t connections, web::Handler& handler) {
    if (address.empty())
        return nullptr;
    web::Options options;
    options.listen = {address};
    options.threads = 1;
    options.lanes = {web::Lane{.workers = 1, .queue_at_most = connections}};
    options.limits.connections = connections;
    return web::Server::start(std::move(options), handler);
}

int serve(terminal::Call& call) {
    const auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    log_at_least(level_from(settings->text("log.level")));
    db::log_statements_slower_than(milliseconds(settings->number("log.slow_statement_ms")));
    const auto tls = open_tls(or_setting(call.value("--tls-certificate"), *settings, "server.tls_certificate"),
                              or_setting(call.value("--tls-key"), *settings, "server.tls_key"));
    if (!tls)
        return call.refuse(tls.error());
    const auto signals = block_signals(*tls != nullptr);
    auto& database = call.database();

    const auto vault = open_vault(database, call.data_folder());
    if (!vault)
        return call.refuse(vault.error());
    WholeSite whole(*settings, database, *vault, call.data_folder());
    if (const auto obeyed = whole.obey_settings(); !obeyed)
        return call.refuse(obeyed.error());

    const auto postman = outbox::Postman::hire(database, *settings, *vault, letter_writers(*settings));
    if (!postman)
        return call.refuse(postman.error());
    auto options = server_options(*settings, call.value("--listen"));
    options.tls = *tls;
    const auto server = web::Server::start(std::move(options), whole.site());
    if (!server)
        return call.refuse(server.error());
    Metrics metrics(whole.site(), **server, database, tls->get());
    const auto metrics_server = small_server(settings->text("server.metrics_listen"), 16, metrics);
    if (!metrics_server)
        return call.refuse(metrics_server.error());
    ToTls to_tls;
    to_tls.set_port((*server)->port());
    const auto plain_server = small_server(*tls ? settings->text("server.redirect_listen") : "", 1024, to_tls);
    if (!plain_server)
        return call.refuse(plain_server.error());

    const auto here = (*tls ? "https://localhost:" : "http://localhost:") + std::to_string((*server)->port());
    call.print(words(call.language(), "app.serving", {here + "/"}) + "\n");
    if (settings->text("site.address").empty())
        call.print(words(call.language(), "app.no_address") + "\n");
    for (const auto& variable : Settings::unknown_variables())
        call.print(words(call.language(), "app.unknown_variable", {variable}) + "\n");
    if (const auto way = accounts::first_way_in(database, *settings); !way.empty())
        call.print(words(call.language(), "accounts.first_way_in", {here + way}) + "\n");
    if (*metrics_server)
        call.print(words(call.language(), "app.metrics", {"http://" + (*metrics_server)->endpoints().front() + "/metrics"}) +
                   "\n");
    if (*plain_server)
        call.print(words(call.language(), "app.redirecting", {"http://" + (*plain_server)->endpoints().front() + "/"}) + "\n");
    whole.keeper().begin();
    const Timers timers(timers_of_rooms(database, *settings, whole.keeper(), whole.tally())),
        waiting_timers(waiting_timers_of_rooms(database, *vault, *settings));
    wait_for_stop(signals, database, whole.site(), tls->get());
    call.print("\n" + words(call.language(), "app.stopping") + "\n");
    (*server)->stop();
    search::write_tally(database, whole.tally());
    return terminal::done;
}

}  // namespace

void hang_serve_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"serve",
                     "app.verb.serve",
                     {{"--listen", Option::Kind::value, false, "app.verb.listen"},
                      {"--tls-certificate", Option::Kind::value, false, "app.verb.tls_certificate"},
                      {"--tls-key", Option::Kind::value, false, "app.verb.tls_key"}},
                     serve});
}

}  // namespace gongkai
