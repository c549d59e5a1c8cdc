#include "domain/records/area.h"

#include <cmath>

#include "base/core/text.h"
#include "domain/records/value.h"

namespace gongkai::records {
namespace {

constexpr std::size_t corners_least = 3, corners_most = 200;

// On which side of the line from a to b c lies.
double side(const Corner& a, const Corner& b, const Corner& c) {
    return (b.east - a.east) * (c.north - a.north) - (b.north - a.north) * (c.east - a.east);
}

bool cross(const Corner& a, const Corner& b, const Corner& c, const Corner& d) {
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

bool crosses_itself(const std::vector<Corner>& corners) {
    const auto count = corners.size();
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = i + 2; j < count; ++j)
            if ((j + 1) % count != i && cross(corners[i], corners[i + 1], corners[j], corners[(j + 1) % count]))
                return true;
    return false;
}

// Twice the surface in square degrees, and the middle of it; measured from the first corner, so that no digits are lost.
std::pair<double, Corner> surface_of(const std::vector<Corner>& corners) {
    double twice = 0;
    Corner middle;
    const auto& from = corners.front();
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const auto &a = corners[i], &b = corners[i + 1];
        const double part = side(from, a, b);
        twice += part;
        middle.north += part * (from.north + a.north + b.north) / 3;
        middle.east += part * (from.east + a.east + b.east) / 3;
    }
    return {std::abs(twice), twice == 0 ? from : Corner{middle.north / twice, middle.east / twice}};
}

}  // namespace

std::optional<std::string> read_point(std::string_view typed) {
    constexpr double north_most = 90, east_most = 180, finest = 1e6;
    const auto text = nfkc(typed);
    const auto comma = text.find(',');
    if (comma == std::string::npos)
        return std::nullopt;
    const auto north = number_of(trim(std::string_view(text).substr(0, comma))),
               east = number_of(trim(std::string_view(text).substr(comma + 1)));
    if (!north || !east || !(std::abs(*north) <= north_most) || !(std::abs(*east) <= east_most))
        return std::nullopt;
    return unscaled(std::llround(*north * finest), 6) + "," + unscaled(std::llround(*east * finest), 6);
}

std::optional<Corner> point_of(std::string_view canonical) {
    const auto comma = canonical.find(',');
    if (comma == std::string_view::npos)
        return std::nullopt;
    const auto north = number_of(canonical.substr(0, comma)), east = number_of(canonical.substr(comma + 1));
    return north && east ? std::optional(Corner{*north, *east}) : std::nullopt;
}

std::expected<std::string, AreaFault> read_area(std::string_view typed) {
    auto text = nfkc(typed);
    for (auto& c : text)
        if (c == ';' || c == '\n' || c == '\r' || c == '\t')
            c = ' ';
    // A blank behind the comma of a pair parts nothing.
    for (auto at = text.find(", "); at != std::string::npos; at = text.find(", ", at))
        text.erase(at + 1, 1);
    std::vector<std::string> points;
    for (const auto part : split(text, ' ')) {
        if (part.empty())
            continue;
        auto point = read_point(part);
        if (!point)
            return std::unexpected(AreaFault::unreadable);
        points.push_back(std::move(*point));
    }
    if (points.size() > 1 && points.front() == points.back())
        points.pop_back();
    if (points.size() < corners_least || points.size() > corners_most)
        return std::unexpected(AreaFault::unreadable);
    auto canonical = join(points, " ");
    const auto corners = corners_of(canonical);
    if (surface_of(corners).first == 0 || crosses_itself(corners))
        return std::unexpected(AreaFault::crosses);
    return canonical;
}

std::vector<Corner> corners_of(std::string_view canonical) {
    std::vector<Corner> all;
    if (!canonical.empty())
        for (const auto pair : split(canonical, ' '))
            if (const auto corner = point_of(pair))
                all.push_back(*corner);
    return all;
}

double square_kilometres(const std::vector<Corner>& corners) {
    constexpr double degree_km = 111.32, turn = 180;
    if (corners.empty())
        return 0;
    const auto [twice, middle] = surface_of(corners);
    return twice / 2 * degree_km * degree_km * std::cos(middle.north / turn * std::acos(-1.0));
}

Corner middle_of(const std::vector<Corner>& corners) { return surface_of(corners).second; }

}  // namespace gongkai::records
