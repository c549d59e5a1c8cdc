#include "base/web/request.h"

#include <array>
#include <stdexcept>

#include "base/core/text.h"
#include "base/web/target.h"
#include "base/web/weights.h"

namespace gongkai::web {
namespace {

constexpr std::array<std::string_view, 7> names = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

}  // namespace

std::string_view name_of(Method method) { return names[static_cast<std::size_t>(method)]; }

std::optional<Method> method_from(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name)
            return static_cast<Method>(i);
    return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    auto rest = header("Cookie").value_or("");
    while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        const auto pair = trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
    }
    return std::nullopt;
}

Language Request::language() const {
    if (const auto chosen = cookie("language"))
        return language_from(*chosen);
    for (const auto& wish : wishes_in(header("Accept-Language").value_or("")))
        for (const std::string_view known : {"zh", "en"})
            if (wish.weight > 0 && same_ignoring_case(wish.name.substr(0, 2), known))
                return language_from(known);
    return Language::zh;
}

void Request::clear() {
    target.clear();
    path.clear();
    query.clear();
    headers.clear();
    body.clear();
    id.clear();
    is_secure = false;
}

Request Request::of(Method method, std::string_view target) {
    Request request;
    request.method = method;
    request.target = target;
    request.peer = "127.0.0.1";
    if (!read_target(target, request.path, request.query))
        throw std::logic_error("no target: " + request.target);
    return request;
}

}  // namespace gongkai::web
