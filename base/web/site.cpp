#include "base/web/site.h"

#include <algorithm>

#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/web/forms.h"
#include "base/web/html.h"
#include "base/web/target.h"

namespace gongkai::web {
namespace {

// Kept pages differ by these; the cookie holds language and look.
constexpr std::string_view page_varies_by = "Accept-Language, Cookie";

std::string page_key(std::string_view target, Language language, std::string_view look) {
    std::string key;
    key.reserve(target.size() + look.size() + 8);
    key.append(target).append("\n").append(tag_of(language)).append("\n").append(look);
    return key;
}

bool is_html(const Response& response) { return response.content_type.starts_with("text/html"); }

Instant next_midnight_in_china() { return Instant(day_in_china(now()) + std::chrono::days(1)) - std::chrono::hours(8); }

Trouble trouble_of(int status, const Request& request, Language language) {
    Trouble trouble{status, request.id, language, {}, {}};
    auto id = "web.error." + std::to_string(status);
    if (!has_words(language, id + ".title"))
        id = status < 500 ? "web.error.400" : "web.error.500";
    trouble.title = words(language, id + ".title");
    trouble.text = words(language, id + ".text");
    return trouble;
}

// Two words that say who may press: a browser names where a form came from, and the form must be ours.
bool is_from_elsewhere(const Request& request) {
    if (const auto site = request.header("Sec-Fetch-Site"))
        return *site != "same-origin" && *site != "none";
    const auto origin = request.header("Origin");
    if (!origin)
        return false;
    const auto host = origin->find("://");
    return host == std::string_view::npos || !same_ignoring_case(origin->substr(host + 3), request.header("Host").value_or(""));
}

}  // namespace

int status_of(Refusal::Kind kind) {
    switch (kind) {
        case Refusal::Kind::invalid:
            return 422;
        case Refusal::Kind::missing:
            return 404;
        case Refusal::Kind::forbidden:
            return 403;
        case Refusal::Kind::conflict:
            return 409;
        case Refusal::Kind::too_large:
            return 413;
        case Refusal::Kind::unavailable:
            return 503;
    }
    return 500;
}

Response plain_error_page(const Trouble& trouble) {
    Html page(1 << 10);
    page << "<!doctype html>\n<html lang='" << tag_of(trouble.language) << "'><head><meta charset='utf-8'>"
         << "<meta name='viewport' content='width=device-width'><title>" << trouble.title << "</title></head><body><main><h1>"
         << trouble.title << "</h1><p>" << trouble.text << "</p>";
    if (!trouble.request_id.empty())
        page << "<p>" << words(trouble.language, "web.error.request", {trouble.request_id}) << "</p>";
    page << "</main></body></html>\n";
    return Response::html(page.take(), trouble.status);
}

Site::Site(SiteSettings settings)
    : settings_(std::move(settings)),
      cache_(settings_.cache_bytes),
      assets_(settings_.asset_folders),
      seals_(settings_.seal_key.empty() ? random_bytes(32) : settings_.seal_key),
      access_log_(settings_.log_one_in) {
    router_.get("/assets/{hash}/{name...}", "web.asset",
                [this](Request& request, Context& context) { return answer_asset(request, context.parameter("name")); });
}

std::string Site::look_of(const Request& request) const {
    if (settings_.looks.empty())
        return {};
    const auto look = request.cookie("look");
    return look && std::ranges::find(settings_.looks, *look) != settings_.looks.end() ? std::string(*look) : std::string();
}

std::shared_ptr<const Prepared> Site::try_cached(const Request& request) {
    if (const auto asset = assets_.find(request.path))
        return asset->ready(request);
    const auto page = cache_.find(page_key(request.target, request.language(), look_of(request)));
    return page ? page->ready(request) : nullptr;
}

Plan Site::plan(const Request& request) {
    const auto found = router_.find(request.method, request.path);
    return found.route ? Plan{found.route->body_limit, found.route->lane} : Plan{};
}

Response Site::answer(Request& request) {
    counters_.begin();
    Response response;
    try {
        response = dispatch(request);
    } catch (const Unavailable& away) {
        log(Level::warning, "not_now", {{"request", request.id}, {"path", request.path}, {"why", away.what()}});
        response = trouble(503, request).with("Retry-After", "5");
    } catch (const std::exception& fault) {
        log(Level::error, "handler_threw",
            {{"request", request.id}, {"path", router_.without_secrets(request.path)}, {"fault", fault.what()}});
        response = trouble(500, request);
    }
    if (!response.prepared)
        response = compressed(with_common_headers(std::move(response), "no-store"), request);
    counters_.end();
    return response;
}

Response Site::refuse(int status, const Request& request) { return with_common_headers(trouble(status, request), "no-store"); }

Response Site::dispatch(Request& request) {
    auto response = find_and_act(request);
    if (response.status == 404 && request.is_read())
        if (auto instead = moved(request))
            return std::move(*instead);
    return response;
}

std::optional<Response> Site::moved(const Request& request) const {
    const auto target = settings_.moved_to ? settings_.moved_to(request) : std::nullopt;
    if (!target)
        return std::nullopt;
    // An address without a place: what stood there came in and is not public yet.
    if (target->empty()) {
        auto later = trouble_of(404, request, request.language());
        later.title = words(later.language, "web.error.later.title");
        later.text = words(later.language, "web.error.later.text");
        return settings_.draw_error(later, request);
    }
    // For good, and still for no longer than a day: what an office moves it may move again.
    return Response::redirect(*target, 301).with("Cache-Control", "public, max-age=86400");
}

Response Site::find_and_act(Request& request) {
    if (request.path == "*")  // OPTIONS *
        return Response::no_content().with("Allow", "OPTIONS, GET, HEAD, POST");
    auto found = router_.find(request.method, request.path);
    if (!found.route) {
        if (found.has_slash_too_many) {
            const auto path = std::string_view(request.path).substr(0, request.path.size() - 1);
            return Response::redirect(write_target(path, request.query), request.is_read() ? 301 : 308);
        }
        if (found.allowed.empty())
            return trouble(404, request);
        std::string allowed = "OPTIONS";
        for (const auto method : found.allowed)
            allowed.append(", ").append(name_of(method)).append(method == Method::get ? ", HEAD" : "");
        if (request.method == Method::options)
            return Response::no_content().with("Allow", allowed);
        return trouble(405, request).with("Allow", allowed);
    }

    const auto& route = *found.route;
    const auto statements_before = statements();
    Visitor visitor(request, seals_, settings_.sessions);
    Context context{route, std::move(found.parameters), request.language(), look_of(request), visitor, {}, {}, {}, {}, {}};
    if (!request.is_read() && is_from_elsewhere(request))
        return trouble(403, request);
    if (route.audience == Audience::staff) {
        if (auto instead = settings_.guard ? settings_.guard(request, context) : std::nullopt) {
            visitor.add_cookies(*instead);
            return std::move(*instead);
        }
        if (!context.may(route.ability))
            return trouble(403, request);
    }
    if (route.instead)
        if (auto instead = route.instead(request, context))
            return std::move(*instead);
    if (route.audience != Audience::staff && route.cache_tags && request.is_read()) {
        visitor.is_everybody();
        return answer_cached(route, request, context, statements_before);
    }
    if (!request.is_read() && route.audience != Audience::machines) {
        auto form = read_form(request);
        if (!form)
            return refused(form.error(), request, context.language);
        context.form = std::move(*form);
        if (!route.form_name.empty() && !visitor.holds(context.form.fields.first("form_token").value_or(""), route.form_name))
            return trouble(403, request);
    }
    auto response = act(route, request, context, statements_before);
    visitor.add_cookies(response);
    return response;
}

Response Site::act(const Route& route, Request& request, Context& context, std::uint64_t statements_before) const {
    auto response = route.act(request, context);
    if (settings_.statements_run)
        response.with("Server-Timing", "sql;desc=" + std::to_string(statements() - statements_before));
    return response;
}

Response Site::answer_asset(const Request& request, std::string_view name) const {
    if (const auto asset = assets_.find(request.path)) {
        Response response;
        response.prepared = asset->answer(request);
        return response;
    }
    // A page from before an update, or a picture named in a style sheet: the newest version is elsewhere.
    if (assets_.has(name))
        return Response::redirect(assets_.url(name), 302).with("Cache-Control", "no-cache");
    return trouble(404, request);
}

Response Site::answer_cached(const Route& route, Request& request, Context& context, std::uint64_t statements_before) {
    Fields query;
    for (const auto& field : route.query_fields)
        for (const auto value : request.query.all(field))
            query.add(field, std::string(value));
    request.query = std::move(query);
    request.target =
        write_target(request.path, request.query);  // the page is everybody's: nothing of who asked first stays in it
    const auto key = page_key(request.target, context.language, context.look);
    auto page = cache_.find(key);
    if (!page) {
        auto stamp = cache_.stamp(*route.cache_tags);
        auto response = act(route, request, context, statements_before);
        // What is gone is gone for everybody, and as often asked for by those who have its old address.
        const bool is_for_everybody = (response.status == 200 || response.status == 410) && !response.prepared &&
                                      !response.next && !response.header("Set-Cookie");
        if (!is_for_everybody)
            return response;
        const auto freshness =
            "public, max-age=0, must-revalidate, s-maxage=" + std::to_string(settings_.shared_cache_for.count());
        page = std::make_shared<Page>(with_common_headers(std::move(response), freshness.c_str()), page_varies_by);
        cache_.keep(key, page, std::move(stamp), std::min(now() + settings_.cached_at_most, next_midnight_in_china()));
    }
    Response response;
    response.prepared = page->answer(request);
    response.status = response.prepared->status;
    return response;
}

Response Site::with_common_headers(Response response, const char* cache_control) const {
    if (!response.header("Cache-Control"))
        response.with("Cache-Control", cache_control);
    response.with("X-Content-Type-Options", "nosniff");
    if (!response.header("Content-Security-Policy"))
        response.with("Content-Security-Policy",
                      is_html(response) ? settings_.content_security_policy.c_str() : "default-src 'none'; sandbox");
    response.with("Referrer-Policy", "same-origin");
    if (is_html(response))
        response
            .with("X-Frame-Options", "DENY")  // what frame-ancestors says, for browsers and scanners that do not read it
            .with("Cross-Origin-Opener-Policy", "same-origin")
            .with("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    return response;
}

Response Site::compressed(Response response, const Request& request) const {
    constexpr std::size_t unknown = std::size_t{1} << 20;
    if (!is_compressible(response.content_type, response.next ? unknown : response.body.size()) ||
        response.header("Content-Encoding"))
        return response;
    response.with("Vary", "Accept-Encoding");
    const auto encoding = encoding_for(request);
    if (response.next) {
        if (encoding == Encoding::identity)
            return response;
        // Who reads Brotli reads gzip.
        response.next = gzipped(std::move(response.body), std::move(response.next));
        response.body.clear();
        return response.with("Content-Encoding", name_of(Encoding::gzip));
    }
    if (encoding != Encoding::identity) {
        response.body = compress(response.body, encoding, Effort::now);
        response.with("Content-Encoding", name_of(encoding));
    }
    return response;
}

Response Site::trouble(int status, const Request& request, std::optional<Language> language) const {
    return settings_.draw_error(trouble_of(status, request, language.value_or(request.language())), request);
}

Response Site::refused(const Refusal& refusal, const Request& request, Language language) const {
    auto trouble = trouble_of(status_of(refusal.kind), request, language);
    trouble.text = words(language, refusal);
    return settings_.draw_error(trouble, request);
}

void Site::sent(const Request& request, const Sent& sent) {
    counters_.count(sent.status, sent.took, sent.bytes, sent.from_memory);
    access_log_.note(request, router_.without_secrets(request.path), sent);
    if (settings_.answered)
        settings_.answered(request, sent);
}

}  // namespace gongkai::web
