#include "base/extract/pdf/drawing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/extract/office/xml.h"

namespace gongkai::extract {
namespace {

constexpr double thickest = 3.5;             // a filled box up to this is a line
constexpr double shortest = 5;               // a joined line below this is part of a sign
constexpr double same_line = 1.5;            // how far apart pieces of one line may be drawn
constexpr std::size_t most_rules = 200'000;  // of a page

using Matrix = std::array<double, 6>;

struct Point {
    double x = 0, y = 0;
};

Point apply(const Matrix& m, Point p) { return {m[0] * p.x + m[2] * p.y + m[4], m[1] * p.x + m[3] * p.y + m[5]}; }

Matrix multiply(const Matrix& a, const Matrix& b) {
    return {a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1],        a[0] * b[2] + a[2] * b[3],
            a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]};
}

// The next number of a list parted by blanks and commas.
std::optional<double> next_number(std::string_view& text) {
    const auto begin = text.find_first_not_of(" ,\n\t");
    if (begin == std::string_view::npos)
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data() + begin, text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value) || std::abs(value) > 1e7)
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

Matrix read_matrix(std::string_view text) {
    constexpr Matrix identity{1, 0, 0, 1, 0, 0};
    if (!text.starts_with("matrix("))
        return identity;
    text.remove_prefix(7);
    Matrix matrix{};
    for (double& number : matrix) {
        const auto value = next_number(text);
        if (!value)
            return identity;
        number = *value;
    }
    return matrix;
}

bool is_white(std::string_view colour) { return colour.starts_with("rgb(100%,100%,100%)"); }

std::string_view property(std::string_view style, std::string_view name) {
    for (std::size_t at = style.find(name); at != std::string_view::npos; at = style.find(name, at + 1)) {
        const bool is_whole =
            (at == 0 || style[at - 1] == ';' || style[at - 1] == ' ') && style.substr(at + name.size()).starts_with(':');
        if (is_whole) {
            const auto value = style.substr(at + name.size() + 1);
            return value.substr(0, value.find(';'));
        }
    }
    return {};
}

class Painter {
  public:
    explicit Painter(Drawing& drawing) : drawing_(drawing) {}

    void walk(const pugi::xml_node& node, const Matrix& outer, int depth) {
        if (depth > 64)
            return;
        for (const auto& inner : node) {
            const auto name = name_of(inner);
            if (name != "g" && name != "path")
                continue;
            const auto matrix = multiply(outer, read_matrix(attribute(inner, "transform")));
            if (name == "g")
                walk(inner, matrix, depth + 1);
            else
                path(inner, matrix);
        }
    }

  private:
    void path(const pugi::xml_node& node, const Matrix& matrix) {
        const auto style = attribute(node, "style");
        const auto stroke = property(style, "stroke"), fill = property(style, "fill");
        const bool is_stroked = !stroke.empty() && stroke != "none" && !is_white(stroke);
        const bool is_filled = !is_stroked && !fill.empty() && fill != "none" && !is_white(fill);
        if (!is_stroked && !is_filled)
            return;
        std::vector<Point> points;
        bool is_curved = false;
        const auto flush = [&] {
            if (is_stroked)
                strokes(points);
            else if (!is_curved)
                box(points);
            points.clear();
            is_curved = false;
        };
        auto text = attribute(node, "d");
        char command = 'M';
        Point first;
        for (;;) {
            const auto at = text.find_first_not_of(" ,\n\t");
            if (at == std::string_view::npos)
                break;
            if (const char c = text[at]; c == 'M' || c == 'L' || c == 'C' || c == 'Z' || c == 'H' || c == 'V') {
                text.remove_prefix(at + 1);
                command = c;
                if (command == 'Z') {
                    if (!points.empty())
                        points.push_back(first);
                    flush();
                    continue;
                }
            }
            Point point = current_;
            const auto x = command == 'V' ? std::optional(point.x) : next_number(text);
            const auto y = command == 'H' ? std::optional(point.y) : next_number(text);
            if (!x || !y)
                break;
            point = {*x, *y};
            if (command == 'C') {
                const auto a = next_number(text), b = next_number(text), c = next_number(text), d = next_number(text);
                if (!a || !b || !c || !d)
                    break;
                if (is_stroked) {  // the straight parts of a rounded box still count
                    strokes(points);
                    points.clear();
                }
                is_curved = true;
                point = {*c, *d};
            }
            if (command == 'M') {
                flush();
                first = apply(matrix, point);
                command = 'L';
            }
            current_ = point;
            points.push_back(apply(matrix, point));
        }
        flush();
    }

    void strokes(const std::vector<Point>& points) {
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const Point a = points[i], b = points[i + 1];
            if (std::abs(a.y - b.y) < 0.5)
                add(drawing_.horizontal, {(a.y + b.y) / 2, std::min(a.x, b.x), std::max(a.x, b.x)});
            else if (std::abs(a.x - b.x) < 0.5)
                add(drawing_.vertical, {(a.x + b.x) / 2, std::min(a.y, b.y), std::max(a.y, b.y)});
        }
    }

    void box(const std::vector<Point>& points) {
        if (points.size() < 4 || points.size() > 6)
            return;
        auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
        auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
        const double width = right.x - left.x, height = bottom.y - top.y;
        if (height <= thickest && width > height)
            add(drawing_.horizontal, {(top.y + bottom.y) / 2, left.x, right.x});
        else if (width <= thickest && height > width)
            add(drawing_.vertical, {(left.x + right.x) / 2, top.y, bottom.y});
    }

    static void add(std::vector<Rule>& rules, Rule rule) {
        if (rules.size() < most_rules)
            rules.push_back(rule);
    }

    Drawing& drawing_;
    Point current_;
};

}  // namespace

std::vector<Rule> joined(std::vector<Rule> rules) {
    std::ranges::sort(rules, {}, &Rule::at);
    std::vector<Rule> out;
    for (std::size_t i = 0; i < rules.size();) {
        std::size_t end = i + 1;
        while (end < rules.size() && rules[end].at - rules[end - 1].at <= same_line &&
               rules[end].at - rules[i].at <= 2 * same_line)
            ++end;
        const auto group = rules.begin() + static_cast<std::ptrdiff_t>(i),
                   group_end = rules.begin() + static_cast<std::ptrdiff_t>(end);
        std::sort(group, group_end, [](const Rule& a, const Rule& b) { return a.from < b.from; });
        double sum = 0;
        for (auto it = group; it != group_end; ++it)
            sum += it->at;
        const double at = sum / static_cast<double>(end - i);
        const auto first = out.size();
        for (auto it = group; it != group_end; ++it) {
            if (out.size() > first && it->from <= out.back().to + 2 * same_line)
                out.back().to = std::max(out.back().to, it->to);
            else
                out.push_back({at, it->from, it->to});
        }
        i = end;
    }
    std::erase_if(out, [](const Rule& rule) { return rule.to - rule.from < shortest; });
    return out;
}

Drawing read_drawing(const pugi::xml_node& page) {
    Drawing drawing;
    Painter(drawing).walk(page, {1, 0, 0, 1, 0, 0}, 0);
    drawing.horizontal = joined(std::move(drawing.horizontal));
    drawing.vertical = joined(std::move(drawing.vertical));
    return drawing;
}

}  // namespace gongkai::extract
