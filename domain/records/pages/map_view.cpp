// A map that is drawn here, without tiles of anybody: areas by their borders, places as numbers where they are, towns by name
// beside theirs, a bar of length. It is a picture; what is to be pressed stands in the list below it.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "base/core/text.h"
#include "domain/records/area.h"
#include "domain/records/pages/relations.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

using web::Html;

constexpr double width = 400, height = 320, margin = 30, apart = 21, letter = 12;

struct Spot {
    const Record* record;
    Corner place;  // of its number: where it is, else the middle of its area
    std::vector<Corner> border;
};

std::vector<Spot> spots_of(const Kind& kind, const std::vector<Record>& records) {
    std::vector<Spot> all;
    for (const auto& record : records) {
        const auto place = point_of(record.values[*kind.map]);
        auto border = kind.area ? corners_of(record.values[*kind.area]) : std::vector<Corner>();
        if (place || !border.empty())
            all.push_back({&record, place ? *place : middle_of(border), std::move(border)});
    }
    return all;
}

std::string at(double value) { return unscaled(std::llround(value * 10), 1); }

struct Drawn {
    double x = 0, y = 0;
};

// How degrees become a drawing in which all of it has room.
class Scale {
  public:
    explicit Scale(const std::vector<Spot>& spots) {
        double south = 90, north = -90, west = 180, east = -180;
        const auto take = [&](const Corner& corner) {
            south = std::min(south, corner.north);
            north = std::max(north, corner.north);
            west = std::min(west, corner.east);
            east = std::max(east, corner.east);
        };
        for (const auto& spot : spots) {
            take(spot.place);
            std::ranges::for_each(spot.border, take);
        }
        constexpr double turn = 180, least = 0.01;
        middle_ = {(north + south) / 2, (west + east) / 2};
        // A degree of longitude is shorter by the cosine of the latitude.
        shrink_ = std::cos(middle_.north / turn * std::acos(-1.0));
        const double tall = std::max(north - south, least), wide = std::max((east - west) * shrink_, least);
        per_degree_ = std::min((width - 2 * margin) / wide, (height - 2 * margin) / tall);
    }
    Drawn operator()(const Corner& corner) const {
        return {width / 2 + (corner.east - middle_.east) * shrink_ * per_degree_,
                height / 2 - (corner.north - middle_.north) * per_degree_};
    }
    double per_degree() const { return per_degree_; }

  private:
    Corner middle_;
    double shrink_ = 1, per_degree_ = 1;
};

// Places that would cover each other give way a little.
void move_apart(std::vector<Drawn>& all) {
    constexpr int rounds = 60;
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                double dx = all[j].x - all[i].x, dy = all[j].y - all[i].y;
                auto far = std::hypot(dx, dy);
                if (far >= apart)
                    continue;
                if (far < 0.01) {
                    // In the same place: each in a direction of its own.
                    dx = std::cos(static_cast<double>(j));
                    dy = std::sin(static_cast<double>(j));
                    far = 1;
                }
                const auto by = (apart - std::min(far, apart)) / 2 / far;
                all[i].x -= dx * by;
                all[i].y -= dy * by;
                all[j].x += dx * by;
                all[j].y += dy * by;
            }
}

void write_borders(Html& html, const std::vector<Spot>& spots, const Scale& scale) {
    for (const auto& spot : spots) {
        if (spot.border.empty())
            continue;
        html << "<path class='area' d='";
        const char* go = "M";
        for (const auto& corner : spot.border) {
            const auto drawn = scale(corner);
            html << std::exchange(go, "L") << at(drawn.x) << "," << at(drawn.y);
        }
        html << "Z'/>";
    }
}

// Each town once: above, below, right, left of its first place; where all is taken the list says it.
void write_towns(Html& html, Language language, const Kind& kind, const std::vector<Spot>& spots, const std::vector<Drawn>& drawn,
                 const people::Directory& units) {
    const auto town = std::ranges::find(kind.fields, Type::town, &Field::type);
    if (town == kind.fields.end())
        return;
    std::set<std::string> said;
    std::vector<std::array<double, 4>> taken;  // left, top, right, bottom
    for (const auto& one : drawn)
        taken.push_back({one.x - apart / 2, one.y - apart / 2, one.x + apart / 2, one.y + apart / 2});
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const auto& key = spots[i].record->values[static_cast<std::size_t>(town - kind.fields.begin())];
        if (key.empty() || !said.insert(key).second)
            continue;
        const auto name = spoken(*town, key, Language::zh, units);
        const double half = static_cast<double>(count_code_points(name)) * letter / 2;
        for (const auto& [dx, dy] : {std::pair{0.0, -16.0}, {0.0, 24.0}, {half + 14, 4.0}, {-half - 14, 4.0}}) {
            const std::array<double, 4> box{drawn[i].x + dx - half, drawn[i].y + dy - letter, drawn[i].x + dx + half,
                                            drawn[i].y + dy + 2};
            const bool is_free = box[0] > 0 && box[2] < width && box[1] > 0 && box[3] < height &&
                                 std::ranges::none_of(
                                     taken,
                                     [&](const std::array<double, 4>& other) {
                                         return box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
                                     });
            if (!is_free)
                continue;
            taken.push_back(box);
            html << "<text class='town' x='" << at(drawn[i].x + dx) << "' y='" << at(drawn[i].y + dy) << "'"
                 << chinese(language, name) << ">" << name << "</text>";
            break;
        }
    }
}

// As long as a round number of kilometres that fits a quarter of the width.
void write_length(Html& html, Language language, double per_degree) {
    constexpr double degree_km = 111.32;
    double kilometres = 1;
    for (const double round : {2.0, 5.0, 10.0, 20.0, 50.0})
        if (round / degree_km * per_degree < width / 4)
            kilometres = round;
    html << "<path class='scale' d='M12," << at(height - 12) << "h" << at(kilometres / degree_km * per_degree)
         << "'/><text class='scale-text' x='12' y='" << at(height - 18) << "'>"
         << words(language, "records.map.length", {std::to_string(static_cast<int>(kilometres))}) << "</text>";
}

}  // namespace

std::vector<const Record*> write_map(Html& html, Language language, const Kind& kind, const std::vector<Record>& records,
                                     const people::Directory& units) {
    const auto spots = spots_of(kind, records);
    std::vector<const Record*> shown;
    if (spots.empty())
        return shown;
    const Scale scale(spots);
    std::vector<Drawn> drawn;
    for (const auto& spot : spots) {
        shown.push_back(spot.record);
        drawn.push_back(scale(spot.place));
    }
    move_apart(drawn);
    const auto areas = std::ranges::count_if(spots, [](const Spot& spot) { return !spot.border.empty(); });
    html << "<figure class='map'><svg viewBox='0 0 400 320' role='img' aria-label='"
         << words(language, areas > 0 ? "records.map.says_areas" : "records.map.says",
                  {std::to_string(spots.size()), std::to_string(areas)})
         << "'><rect class='ground' width='400' height='320'/>";
    write_borders(html, spots, scale);
    write_towns(html, language, kind, spots, drawn, units);
    int number = 0;
    for (const auto& one : drawn)
        html << "<circle cx='" << at(one.x) << "' cy='" << at(one.y) << "' r='9.5'/><text class='place' x='" << at(one.x)
             << "' y='" << at(one.y + 3.7) << "'>" << ++number << "</text>";
    write_length(html, language, scale.per_degree());
    html << "</svg><figcaption class='small muted'>" << words(language, areas > 0 ? "records.map.note_areas" : "records.map.note")
         << "</figcaption></figure>";
    return shown;
}

}  // namespace gongkai::records
