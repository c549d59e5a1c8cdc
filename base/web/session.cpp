#include "base/web/session.h"

#include <charconv>
#include <stdexcept>

#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::web {
namespace {

constexpr auto form_good_for = std::chrono::hours(24);  // long forms are filled in over a working day

// Over TLS the browser itself guards the name: a cookie called __Host-… can be set by this host only, and only securely.
std::string cookie_name(std::string_view name, const Request& request) {
    return (request.is_secure ? "__Host-" : "") + std::string(name);
}

Cookie cookie_of(std::string_view name, std::string value, const Request& request) {
    Cookie cookie;
    cookie.name = cookie_name(name, request);
    cookie.value = std::move(value);
    cookie.only_secure = request.is_secure;
    return cookie;
}

}  // namespace

std::string Seals::mac(std::string_view purpose, std::string_view text, std::string_view until, std::string_view salt) const {
    std::string message;
    for (const auto part : {purpose, text, until, salt})
        message.append(std::to_string(part.size())).append(":").append(part);
    return hex(hmac_sha256(key_, message)).substr(0, 40);
}

std::string Seals::seal(std::string_view purpose, std::string_view text, Instant until) const {
    const auto moment = std::to_string(until.time_since_epoch().count());
    const auto salt = hex(random_bytes(8));
    return moment + '.' + salt + '.' + mac(purpose, text, moment, salt);
}

bool Seals::holds(std::string_view seal, std::string_view purpose, std::string_view text) const {
    const auto parts = split(seal, '.');
    std::int64_t until = 0;
    if (parts.size() != 3 || std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), until).ec != std::errc())
        return false;
    return equal_in_constant_time(parts[2], mac(purpose, text, parts[0], parts[1])) &&
           now() < Instant(std::chrono::milliseconds(until));
}

void MemorySessions::keep(const Session& session) {
    const std::scoped_lock lock(mutex_);
    sessions_.insert_or_assign(session.key, session);
}

std::optional<Session> MemorySessions::find(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto found = sessions_.find(key);
    return found == sessions_.end() ? std::nullopt : std::optional(found->second);
}

void MemorySessions::see(std::string_view key, Instant at) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = sessions_.find(key); found != sessions_.end())
        found->second.seen_at = at;
}

void MemorySessions::forget(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = sessions_.find(key); found != sessions_.end())
        sessions_.erase(found);
}

std::string Sessions::begin(std::string_view user, const Request& request, Response& response) {
    if (const auto former = request.cookie(cookie_name("session", request)))
        store_.forget(sha256_hex(*former));
    const auto token = random_token();
    store_.keep({sha256_hex(token), std::string(user), now(), now()});
    response.with(cookie_of("session", token, request));
    return cookie_name("session", request) + '=' + token;
}

std::optional<Session> Sessions::of(const Request& request) {
    const auto token = request.cookie(cookie_name("session", request));
    if (!token || token->empty())
        return std::nullopt;
    auto session = store_.find(sha256_hex(*token));
    if (!session)
        return std::nullopt;
    const auto at = now();
    if (at - session->seen_at >= terms_.idle_at_most || at - session->began_at >= terms_.in_all_at_most) {
        store_.forget(session->key);
        return std::nullopt;
    }
    if (at - session->seen_at >= std::chrono::minutes(1))  // one write a minute is exact enough
        store_.see(session->key, at);
    return session;
}

void Sessions::end(const Request& request, Response& response) {
    if (const auto token = request.cookie(cookie_name("session", request)))
        store_.forget(sha256_hex(*token));
    auto cookie = cookie_of("session", "", request);
    cookie.life = Cookie::Life::forgotten;
    response.with(cookie);
}

const std::optional<Session>& Visitor::session() {
    if (!is_looked_up_ && sessions_)
        session_ = sessions_->of(request_);
    is_looked_up_ = true;
    return session_;
}

const std::string& Visitor::identity() {
    if (identity_.empty()) {
        if (session())
            identity_ = session_->key;
        else if (const auto cookie = request_.cookie(cookie_name("visitor", request_)); cookie && cookie->size() == 43)
            identity_ = *cookie;
    }
    return identity_;
}

std::string Visitor::form_token(std::string_view form) {
    if (is_everybody_)
        throw std::logic_error("a form token in a page that is kept for everybody: " + std::string(form));
    if (identity().empty()) {
        identity_ = random_token();
        is_new_ = true;
    }
    const auto until = now() + form_good_for;
    const auto token = seals_.seal("form " + std::string(form), identity_, until);
    if (!session_)
        return token;
    // user ~ seal of the user ~ the token itself
    return session_->user + '~' + seals_.seal("drawn " + std::string(form), session_->user, until) + '~' + token;
}

bool Visitor::holds(std::string_view token, std::string_view form) {
    const auto own = token.substr(token.rfind('~') + 1);  // all of it where there is no ~
    return !identity().empty() && seals_.holds(own, "form " + std::string(form), identity_);
}

std::string Visitor::drawn_for(std::string_view token, std::string_view form) const {
    const auto parts = split(token, '~');
    return parts.size() == 3 && seals_.holds(parts[1], "drawn " + std::string(form), parts[0]) ? std::string(parts[0]) : "";
}

void Visitor::add_cookies(Response& response) const {
    if (is_new_)
        response.with(cookie_of("visitor", identity_, request_));
}

}  // namespace gongkai::web
