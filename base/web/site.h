// The site stands between the transport and the handlers: it finds the route, keeps pages, catches what handlers throw, guards
// staff pages and forms, and adds the headers that every answer carries. A door makes one, fills its router, and starts a Server
// on it:
//
//   web::Site site(settings);
//   site.router().get("/", "home", show_home).cached({"duties"});
//   auto server = web::Server::start({.listen = {"[::]:8080"}}, site);
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/words.h"
#include "base/web/access_log.h"
#include "base/web/assets.h"
#include "base/web/cache.h"
#include "base/web/counters.h"
#include "base/web/router.h"
#include "base/web/server.h"
#include "base/web/session.h"

namespace gongkai::web {

// What went wrong, in words for the reader: title "没有找到这个页面", text what to do next. `request_id` finds it in the log.
struct Trouble {
    int status = 500;
    std::string request_id;
    Language language = Language::zh;
    std::string title;
    std::string text;
};

// An error page without any frame, in the language of the reader.
Response plain_error_page(const Trouble& trouble);

struct SiteSettings {
    // Draws an error in the door's frame (or as JSON below /api). It is also called on I/O threads and before a header is read to
    // its end, so it must not block or ask a database.
    std::function<Response(const Trouble&, const Request&)> draw_error = [](const Trouble& trouble, const Request&) {
        return plain_error_page(trouble);
    };

    // Asked before every staff route who it is: an answer (the way to sign in) or nothing, the context's user, person and
    // abilities set. Whether the route's ability is among them is the site's matter. Without a guard, staff routes answer 403.
    std::function<std::optional<Response>(const Request&, Context&)> guard = {};

    std::vector<std::string> looks = {};          // values of the cookie `look` that pages differ by, e.g. "elder", "contrast"
    std::vector<std::string> asset_folders = {};  // of the repository, "doors/portal/assets/"; see Assets
    Sessions* sessions = nullptr;
    std::string seal_key = {};  // 32 random bytes that are kept; without one, forms opened before a restart are refused after it

    std::string content_security_policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "media-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    std::size_t cache_bytes = std::size_t{64} << 20;
    std::chrono::seconds cached_at_most{600};   // a kept page is drawn anew after this, and at midnight in China
    std::chrono::seconds shared_cache_for{60};  // what a CDN in front may keep a public page for; browsers always ask

    // Asked where the answer to a reader would be 404: the place of this site where it stands now, encoded, or nothing. It is
    // asked last, so it can take no address from a route.
    std::function<std::optional<std::string>(const Request&)> moved_to = {};

    // How many database statements this thread has run; where set, every answer says in its Server-Timing how many it took.
    std::function<std::uint64_t()> statements_run = {};

    // Told of every answer after it was handed to the socket, kept pages too. It is called on I/O threads, so it must not block.
    std::function<void(const Request&, const Sent&)> answered = {};

    // The access log: one line for every n-th request that went well (0: none). Answers of 500 and more are always logged.
    unsigned log_one_in = 1;
};

class Site : public Handler {
  public:
    explicit Site(SiteSettings settings);

    Router& router() { return router_; }
    const Router& router() const { return router_; }
    PageCache& cache() { return cache_; }
    const Assets& assets() const { return assets_; }
    const Seals& seals() const { return seals_; }
    const Counters& counters() const { return counters_; }

    // The page for a rule that said no; handlers return it.
    Response refused(const Refusal& refusal, const Request& request, Language language) const;
    Response trouble(int status, const Request& request, std::optional<Language> language = std::nullopt) const;

    // What it answers to another request, from within a handler: for who has just come in and is shown a page at once. Without
    // the headers that every answer carries; those are added to the handler's own.
    Response from_within(Request& request) { return dispatch(request); }

    std::shared_ptr<const Prepared> try_cached(const Request& request) override;
    Plan plan(const Request& request) override;
    Response answer(Request& request) override;
    Response refuse(int status, const Request& request) override;
    void sent(const Request& request, const Sent& sent) override;

  private:
    Response dispatch(Request& request);
    Response find_and_act(Request& request);
    std::optional<Response> moved(const Request& request) const;
    std::uint64_t statements() const { return settings_.statements_run ? settings_.statements_run() : 0; }
    // `statements_before`: what this thread had run when it took up the request; the guard's own are among those of the answer.
    Response act(const Route& route, Request& request, Context& context, std::uint64_t statements_before) const;
    Response answer_cached(const Route& route, Request& request, Context& context, std::uint64_t statements_before);
    Response with_common_headers(Response response, const char* cache_control) const;
    Response compressed(Response response, const Request& request) const;
    Response answer_asset(const Request& request, std::string_view name) const;
    std::string look_of(const Request& request) const;

    const SiteSettings settings_;
    Router router_;
    PageCache cache_;
    const Assets assets_;
    const Seals seals_;
    Counters counters_;
    AccessLog access_log_;
};

int status_of(Refusal::Kind kind);

}  // namespace gongkai::web
