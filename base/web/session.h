// Who comes again. A signed-in user has a session: a random cookie of which only the hash is stored. Everybody else gets a
// visitor cookie when a form is first drawn for him. Form tokens are bound to the one or the other, to one form and to a time, so
// nobody can make a browser send a form that its owner did not open.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"
#include "base/web/request.h"
#include "base/web/response.h"

namespace gongkai::web {

// Signs that something was said by this site, for one purpose, until a moment. Each seal looks different (a compressed page must
// not give it away letter by letter).
class Seals {
  public:
    explicit Seals(std::string key) : key_(std::move(key)) {}
    std::string seal(std::string_view purpose, std::string_view text, Instant until) const;
    bool holds(std::string_view seal, std::string_view purpose, std::string_view text) const;

  private:
    std::string mac(std::string_view purpose, std::string_view text, std::string_view until, std::string_view salt) const;
    std::string key_;
};

struct Session {
    std::string key;  // SHA-256 of the cookie, in hex
    std::string user;
    Instant began_at, seen_at;
};

class SessionStore {
  public:
    virtual ~SessionStore() = default;
    virtual void keep(const Session& session) = 0;
    virtual std::optional<Session> find(std::string_view key) = 0;
    virtual void see(std::string_view key, Instant at) = 0;
    virtual void forget(std::string_view key) = 0;
};

// In memory: for tests, and where signing in again after a restart does no harm.
class MemorySessions : public SessionStore {
  public:
    void keep(const Session& session) override;
    std::optional<Session> find(std::string_view key) override;
    void see(std::string_view key, Instant at) override;
    void forget(std::string_view key) override;

  private:
    std::mutex mutex_;
    std::map<std::string, Session, std::less<>> sessions_;
};

class Sessions {
  public:
    struct Terms {
        std::chrono::seconds idle_at_most = std::chrono::hours(2);
        std::chrono::seconds in_all_at_most = std::chrono::hours(12);
    };
    explicit Sessions(SessionStore& store) : Sessions(store, Terms{}) {}
    Sessions(SessionStore& store, Terms terms) : store_(store), terms_(terms) {}

    // Always under a new cookie; the one he came with ends. What is returned is the cookie as the browser will send it.
    std::string begin(std::string_view user, const Request& request, Response& response);
    std::optional<Session> of(const Request& request);  // nothing where there is none or its time is over
    void end(const Request& request, Response& response);

  private:
    SessionStore& store_;
    Terms terms_;
};

// Who asks, looked up only when somebody wants to know.
class Visitor {
  public:
    Visitor(const Request& request, const Seals& seals, Sessions* sessions)
        : request_(request), seals_(seals), sessions_(sessions) {}

    const std::optional<Session>& session();

    // For a hidden field `form_token`. Throws std::logic_error in a kept page, which is the same for everybody.
    std::string form_token(std::string_view form);
    bool holds(std::string_view token, std::string_view form);

    // The signed-in user for whom a form was drawn, whether or not his session still lasts; empty where it was drawn for nobody
    // or the token is not ours.
    std::string drawn_for(std::string_view token, std::string_view form) const;

    void is_everybody() { is_everybody_ = true; }
    void add_cookies(Response& response) const;  // the visitor cookie, where a form was drawn for a new one

  private:
    const std::string& identity();

    const Request& request_;
    const Seals& seals_;
    Sessions* sessions_;
    bool is_everybody_ = false, is_looked_up_ = false, is_new_ = false;
    std::optional<Session> session_;
    std::string identity_;
};

}  // namespace gongkai::web
