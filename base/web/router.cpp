#include "base/web/router.h"

#include <algorithm>
#include <stdexcept>

#include "base/core/text.h"
#include "base/web/target.h"

namespace gongkai::web {
namespace {

constexpr std::string_view secret = "{token}";

std::vector<std::string_view> segments_of_path(std::string_view path) { return split(path.substr(path.empty() ? 0 : 1), '/'); }

}  // namespace

std::int64_t Context::id(std::string_view name) const { return whole_number(parameter(name)).value_or(0); }

bool Context::may(std::string_view ability) const { return std::ranges::find(abilities, ability) != abilities.end(); }

std::string_view Context::parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters)
        if (key == name)
            return value;
    throw std::logic_error("route " + route.name + " has no parameter " + std::string(name));
}

std::vector<Router::Segment> Router::segments_of(const std::string& pattern) {
    const auto wrong = [&] { return std::logic_error("no pattern of a route: " + pattern); };
    if (!pattern.starts_with('/') || (pattern.size() > 1 && pattern.ends_with('/')))
        throw wrong();
    std::vector<Segment> segments;
    for (const auto part : segments_of_path(pattern)) {
        if (!segments.empty() && segments.back().kind == Segment::Kind::rest)
            throw wrong();
        if (!part.starts_with('{')) {
            if (part.find_first_of("{}") != std::string_view::npos || (part.empty() && pattern != "/"))
                throw wrong();
            segments.push_back({std::string(part), Segment::Kind::literal});
        } else if (part.ends_with("...}") && part.size() > 5) {
            segments.push_back({std::string(part.substr(1, part.size() - 5)), Segment::Kind::rest});
        } else if (part.ends_with('}') && part.size() > 2) {
            segments.push_back({std::string(part.substr(1, part.size() - 2)), Segment::Kind::one});
        } else {
            throw wrong();
        }
    }
    return segments;
}

Route& Router::add(Method method, std::string pattern, std::string name, Act act) {
    auto segments = segments_of(pattern);
    auto& lines = by_first_segment_[segments.front().kind == Segment::Kind::literal ? segments.front().text : "{"];
    const auto has_same_shape = [&](const Line& line) {
        return line.route->method == method &&
               std::ranges::equal(line.segments, segments, [](const Segment& a, const Segment& b) {
                   return a.kind == b.kind && (a.kind != Segment::Kind::literal || a.text == b.text);
               });
    };
    if (std::ranges::any_of(lines, has_same_shape) ||
        std::ranges::any_of(routes_, [&](const Route& route) { return route.name == name; }))
        throw std::logic_error("a route that is there already: " + pattern + " (" + name + ")");
    if (const auto at = pattern.find(secret); at != std::string::npos) {
        if (pattern.find('{') < at)
            throw std::logic_error("a secret after another value cannot be told in a path: " + pattern);
        before_secrets_.push_back(pattern.substr(0, at));
    }
    auto& route = routes_.emplace_back();
    route.method = method;
    route.pattern = std::move(pattern);
    route.name = std::move(name);
    route.act = std::move(act);
    lines.push_back({std::move(segments), &route});
    return route;
}

bool Router::matches(const Line& line, const std::vector<std::string_view>& path) {
    const auto& segments = line.segments;
    const bool takes_rest = segments.back().kind == Segment::Kind::rest;
    if (takes_rest ? path.size() < segments.size() : path.size() != segments.size())
        return false;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments[i].kind == Segment::Kind::literal ? segments[i].text != path[i] : path[i].empty())
            return false;
    }
    return true;
}

bool Router::is_more_exact(const Line& a, const Line& b) {
    for (std::size_t i = 0; i < std::min(a.segments.size(), b.segments.size()); ++i)
        if (a.segments[i].kind != b.segments[i].kind)
            return a.segments[i].kind < b.segments[i].kind;
    return a.segments.size() > b.segments.size();
}

Router::Found Router::find(Method method, std::string_view path) const {
    Found found;
    if (!path.starts_with('/'))
        return found;
    const auto wanted = method == Method::head ? Method::get : method;
    const auto segments = segments_of_path(path);
    const Line* best = nullptr;
    const auto look_in = [&](std::string_view first) {
        const auto lines = by_first_segment_.find(first);
        if (lines == by_first_segment_.end())
            return;
        for (const auto& line : lines->second) {
            if (!matches(line, segments))
                continue;
            found.allowed.push_back(line.route->method);
            if (line.route->method == wanted && (!best || is_more_exact(line, *best)))
                best = &line;
        }
    };
    look_in(segments.front());
    look_in("{");
    if (best) {
        found.route = best->route;
        found.allowed.clear();
        for (std::size_t i = 0; i < best->segments.size(); ++i) {
            const auto& segment = best->segments[i];
            if (segment.kind == Segment::Kind::one)
                found.parameters.emplace_back(segment.text, segments[i]);
            else if (segment.kind == Segment::Kind::rest)
                found.parameters.emplace_back(segment.text,
                                              path.substr(static_cast<std::size_t>(segments[i].data() - path.data())));
        }
        return found;
    }
    std::ranges::sort(found.allowed);
    found.allowed.erase(std::ranges::unique(found.allowed).begin(), found.allowed.end());
    if (found.allowed.empty() && path.size() > 1 && path.ends_with('/') && !path.starts_with("//")) {
        const auto shorter = find(method, path.substr(0, path.size() - 1));
        found.has_slash_too_many = shorter.route || !shorter.allowed.empty();
    }
    return found;
}

std::string Router::without_secrets(std::string_view path) const {
    std::string shown(path);
    for (const auto& before : before_secrets_)
        if (shown.starts_with(before))
            shown.replace(before.size(), shown.find('/', before.size()) - before.size(), secret);
    return shown;
}

std::string Router::path(std::string_view name, std::initializer_list<std::string_view> values) const {
    const auto route = std::ranges::find(routes_, name, [](const Route& one) -> std::string_view { return one.name; });
    if (route == routes_.end())
        throw std::logic_error("no route is named " + std::string(name));
    std::string path;
    auto value = values.begin();
    for (const auto& segment : segments_of(route->pattern)) {
        path += '/';
        if (segment.kind == Segment::Kind::literal) {
            path += segment.text;
            continue;
        }
        if (value == values.end())
            throw std::logic_error("too few values for route " + route->name);
        path += segment.kind == Segment::Kind::rest ? write_target(*value, {}) : encode(*value);
        ++value;
    }
    if (value != values.end())
        throw std::logic_error("too many values for route " + route->name);
    return path;
}

}  // namespace gongkai::web
