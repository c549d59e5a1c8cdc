// What was asked, after the transport has read and checked it. A plain value: tests make one with Request::of().
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/words.h"
#include "base/web/fields.h"

namespace gongkai::web {

enum class Method { get, head, post, put, patch, delete_, options };

std::string_view name_of(Method method);  // "GET"
std::optional<Method> method_from(std::string_view name);

struct Request {
    Method method = Method::get;
    std::string target;  // as sent: "/tasks?year=2019"
    std::string path;    // decoded: "/tasks"
    Fields query;        // decoded
    Headers headers;
    std::string body;
    std::string peer;        // address of the asker, "203.0.113.7" or "2001:db8::1"; behind a trusted proxy the one it names
    bool is_secure = false;  // came over TLS, as far as a trusted proxy says so
    std::string id;          // names this request in the log and on an error page: "k3f9x0a1"

    std::optional<std::string_view> header(std::string_view name) const { return headers.first(name); }
    std::optional<std::string_view> cookie(std::string_view name) const;
    bool is_read() const { return method == Method::get || method == Method::head; }

    // The cookie `language`, else the first of Accept-Language that there are words for, else Chinese.
    Language language() const;

    // Makes it empty for the next request of the connection; peer stays.
    void clear();

    // For tests: a target that can be read, no headers.
    static Request of(Method method, std::string_view target);
};

}  // namespace gongkai::web
