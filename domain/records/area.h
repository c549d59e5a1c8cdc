// Places on a map: a point, and an area by its corners, in degrees of WGS 84.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::records {

struct Corner {
    double north = 0, east = 0;
};

// "35.405, 117.007" as it is kept: "35.405000,117.007000". Nothing where it is no place on the earth.
std::optional<std::string> read_point(std::string_view typed);
std::optional<Corner> point_of(std::string_view canonical);

// Corners one after the other, parted by semicolons, blanks or lines: "35.40,117.00; 35.41,117.00; 35.41,117.02"; that the last
// is the first again need not be said. As it is kept: points as above with a blank between them.
enum class AreaFault { unreadable, crosses };  // crosses: two lines of its border meet, or nothing lies within it
std::expected<std::string, AreaFault> read_area(std::string_view typed);
std::vector<Corner> corners_of(std::string_view canonical);

double square_kilometres(const std::vector<Corner>& corners);
Corner middle_of(const std::vector<Corner>& corners);  // of its surface

}  // namespace gongkai::records
