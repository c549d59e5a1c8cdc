// The table of all addresses. A room adds lines to it; the site finds the line for a request; tests read it whole (HTTP laws, the
// OpenAPI check), so everything that is promised about an address stands here as data:
//
//   router.get("/tasks/{number}", "programme.task", [&](Request&, Context& context) { … })
//       .cached({"duties"})             // one drawing for everybody until the tag "duties" is touched
//       .reads({"as_of"})               // the query fields that make a difference; a cached page sees no others
//       .sql_at_most(4);
//   router.post("/requests", "requests.take_in", take_in).form("requests.take_in").body_at_most(20 << 20);
//
// A pattern's `{name}` stands for one segment, `{name...}` at its end for all that is left. A literal segment beats a `{name}`.
// `{token}` is a secret: who has the address may go in.
#pragma once
#include <any>
#include <deque>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/words.h"
#include "base/web/multipart.h"
#include "base/web/request.h"
#include "base/web/response.h"
#include "base/web/session.h"

namespace gongkai::web {

struct Context;
using Act = std::function<Response(Request&, Context&)>;
using Instead = std::function<std::optional<Response>(const Request&, const Context&)>;

// Machines bring a token of their own in Authorization, which no browser sends by itself: their posts need no form token, and the
// handler itself says who may.
enum class Audience { everyone, staff, machines };

struct Route {
    Method method = Method::get;
    std::string pattern;
    std::string name;
    Act act;
    Instead instead;  // asked before the handler and before what is kept, with the whole query: what it answers is the answer

    Audience audience = Audience::everyone;
    std::string ability;                                 // that an officer must have; empty for everyone's pages
    std::optional<std::vector<std::string>> cache_tags;  // nothing: every answer is made anew
    std::vector<std::string> query_fields;
    std::string form_name;  // the form token that a post must carry; empty: none
    std::size_t body_limit = 64 << 10;
    std::size_t lane = 0;                // pool of workers, see Options::lanes
    std::optional<unsigned> sql_budget;  // statements that one answer may take

    Route& needs(std::string what) { return audience = Audience::staff, ability = std::move(what), *this; }
    Route& by_token() { return audience = Audience::machines, *this; }
    Route& cached(std::vector<std::string> tags) { return cache_tags = std::move(tags), *this; }
    Route& reads(std::vector<std::string> fields) { return query_fields = std::move(fields), *this; }
    Route& unless(Instead what) { return instead = std::move(what), *this; }
    Route& form(std::string form) { return form_name = std::move(form), *this; }
    Route& body_at_most(std::size_t bytes) { return body_limit = bytes, *this; }
    Route& in_lane(std::size_t number) { return lane = number, *this; }
    Route& sql_at_most(unsigned statements) { return sql_budget = statements, *this; }
};

using Parameters = std::vector<std::pair<std::string_view, std::string>>;  // name in the pattern, decoded value

// What a handler knows beside the request.
struct Context {
    const Route& route;
    Parameters parameters;
    Language language = Language::zh;
    std::string look;  // "elder", "contrast"…, one of SiteSettings::looks, or empty
    Visitor& visitor;  // session and form tokens
    FormData form;     // what was posted, if it was a form

    // Set by the guard of staff pages, empty for everybody else.
    std::string user;                    // the account
    std::string person;                  // as the frame greets him
    std::vector<std::string> abilities;  // of all his roles, for the menu; how far each reaches is the rooms' matter
    std::any officer;                    // all that the guard has read of him, in its own type
    bool may(std::string_view ability) const;

    std::string_view parameter(std::string_view name) const;  // throws std::logic_error where the pattern has no such name
    std::int64_t id(std::string_view name) const;  // the same as the number of a row; 0, which no row has, where it is none
};

class Router {
  public:
    // Throws std::logic_error for a pattern or a name that is taken already, or a pattern that cannot be read.
    Route& add(Method method, std::string pattern, std::string name, Act act);
    Route& get(std::string pattern, std::string name, Act act) {
        return add(Method::get, std::move(pattern), std::move(name), std::move(act));
    }
    Route& post(std::string pattern, std::string name, Act act) {
        return add(Method::post, std::move(pattern), std::move(name), std::move(act));
    }

    struct Found {
        const Route* route = nullptr;
        Parameters parameters;
        std::vector<Method> allowed;      // where no route is found: the methods that the path knows; empty: no such path
        bool has_slash_too_many = false;  // the path without its last "/" is known
    };
    Found find(Method method, std::string_view path) const;  // HEAD finds what GET finds

    // The encoded path of a route, e.g. path("programme.task", {"18"}). Throws std::logic_error for an unknown name or a wrong
    // count.
    std::string path(std::string_view name, std::initializer_list<std::string_view> values = {}) const;

    // As logs name it: "/console/link/{token}" where a secret stands in the path, known or not.
    std::string without_secrets(std::string_view path) const;

    const std::deque<Route>& routes() const { return routes_; }

  private:
    struct Segment {
        std::string text;
        enum class Kind { literal, one, rest } kind = Kind::literal;
    };
    struct Line {
        std::vector<Segment> segments;
        const Route* route;
    };
    static std::vector<Segment> segments_of(const std::string& pattern);
    static bool matches(const Line& line, const std::vector<std::string_view>& path);
    static bool is_more_exact(const Line& a, const Line& b);

    std::deque<Route> routes_;
    std::vector<std::string> before_secrets_;                                 // "/console/link/"
    std::map<std::string, std::vector<Line>, std::less<>> by_first_segment_;  // "{" for a first segment that is none
};

}  // namespace gongkai::web
