// Relations as a drawing: one box a row, what acts above, what is acted upon below, further steps set in. It is as wide as a
// telephone and grows with the size of letters, so that nobody has to push it about; every box is a link, and boxes follow each
// other in the source as they do on paper.
#include <fmt/format.h>

#include "base/core/text.h"
#include "domain/publishing/pages/document_view.h"

namespace gongkai::publishing {
namespace {

using web::Html;

constexpr std::size_t boxes_at_most = 14;
constexpr int width = 360, step_in = 28, gap = 18, inner = 10, letter = 14, line_high = 20, small_high = 17;
constexpr std::size_t title_lines = 2;

// In letters of Chinese, two of what is narrow being a good one.
double breadth(char32_t c) { return c < 0x2e80 ? 0.56 : 1; }

std::vector<std::string> folded(std::string_view text, double room, std::size_t lines_at_most) {
    std::vector<std::u32string> lines{{}};
    double used = 0;
    for (const char32_t c : to_code_points(text)) {
        if (used + breadth(c) > room) {
            if (lines.size() == lines_at_most) {
                lines.back().back() = U'…';
                break;
            }
            lines.emplace_back();
            used = 0;
        }
        lines.back() += c;
        used += breadth(c);
    }
    std::vector<std::string> all;
    for (const auto& line : lines)
        all.push_back(to_utf8(line));
    return all;
}

struct Drawn {
    int x = 0, y = 0, high = 0;
    std::string relation;
    std::vector<std::string> title;
    int middle() const { return y + high / 2; }
};

std::string short_name(const Shelved& paper) {
    return paper.number.empty() ? folded("《" + paper.title + "》", 12, 1).front() : paper.number;
}

std::string relation_of(Language language, const NetRows& net, const NetRow& row) {
    if (row.depth == 0)
        return words(language, "publishing.net.this");
    const auto& parent = net.rows[row.parent];
    return words(language, (row.acts ? "publishing.net.does." : "publishing.net.undergoes.") + std::string(word_of(row.kind)),
                 {parent.depth == 0 ? words(language, "publishing.net.this") : short_name(*parent.paper)});
}

std::vector<Drawn> placed(Language language, const NetRows& net) {
    std::vector<Drawn> all;
    int y = 4;
    for (const auto& row : net.rows) {
        Drawn one{row.depth * step_in + 2, y, 0, relation_of(language, net, row), {}};
        const double room = static_cast<double>(width - one.x - 2 - 2 * inner) / letter;
        one.title = folded(row.paper->title, room, title_lines);
        one.relation = folded(one.relation, room * letter / 12, 1).front();
        one.high = 2 * inner + 2 * small_high + static_cast<int>(one.title.size()) * line_high;
        y += one.high + gap;
        all.push_back(std::move(one));
    }
    return all;
}

// From the child's side to its parent; the head of the arrow is where something is done to.
void write_line(Html& html, const Drawn& child, const Drawn& parent, bool acts) {
    const int trunk = child.x - step_in / 2;
    const bool is_above = child.y < parent.y;
    const int end = is_above ? parent.y : parent.y + parent.high;
    html << "<path class='way' d='" << fmt::format("M{} {}H{}V{}", child.x, child.middle(), trunk, end) << "'/>";
    const int tip = is_above ? end - 7 : end + 7;
    html << "<path class='head' d='"
         << (acts ? fmt::format("M{} {}L{} {}L{} {}Z", trunk, end, trunk - 5, tip, trunk + 5, tip)
                  : fmt::format("M{0} {1}L{2} {3}L{2} {4}Z", child.x, child.middle(), child.x - 7, child.middle() - 5,
                                child.middle() + 5))
         << "'/>";
}

void write_box(Html& html, Language language, const NetRow& row, const Drawn& at) {
    const auto validity = row.paper->validity(today());
    const bool has_ended = validity && (*validity == Validity::expired || *validity == Validity::repealed);
    const auto lang = web::when(language == Language::en, " lang='zh-CN'");
    int y = at.y + inner + 12;
    html << "<a href='" << web::url(address_of(row.paper->key)) << "'" << web::when(row.depth == 0, " aria-current='page'")
         << " class='"
         << (has_ended        ? std::string_view("ended")
             : row.depth == 0 ? std::string_view("this")
                              : std::string_view())
         << "'><rect x='" << at.x << "' y='" << at.y << "' width='" << width - at.x - 2 << "' height='" << at.high
         << "' rx='4'/><text class='small' x='" << at.x + inner << "' y='" << y << "'>" << at.relation << "</text>";
    y += 3;
    for (const auto& line : at.title)
        html << "<text class='title' x='" << at.x + inner << "' y='" << (y += line_high) << "'" << lang << ">" << line
             << "</text>";
    const auto day = to_text(row.paper->published_on());
    html << "<text class='small' x='" << at.x + inner << "' y='" << (y += line_high) << "'>";
    if (row.paper->number.empty())
        html << day;
    else
        html << "<tspan" << lang << ">" << row.paper->number << "</tspan>";
    if (validity)
        html << "　<tspan class='"
             << (has_ended                         ? std::string_view("state ended")
                 : *validity == Validity::in_force ? std::string_view("state holds")
                                                   : std::string_view("state changed"))
             << "'>" << sign_of(*validity) << " " << name_of(language, *validity) << "</tspan>";
    html << "</text></a>";
}

}  // namespace

void write_net(Html& html, Language language, const Net& net, DocumentId id) {
    const auto drawn = rows_of(net, id, boxes_at_most);
    if (drawn.rows.empty())
        return;
    const auto all = placed(language, drawn);
    html << "<figure class='net'><figcaption class='small muted' id='net'>" << words(language, "publishing.net")
         << "</figcaption>"
         << "<svg viewBox='0 0 " << width << " " << all.back().y + all.back().high + 4 << "' role='group' aria-labelledby='net'>";
    for (std::size_t i = 0; i < all.size(); ++i)
        if (drawn.rows[i].depth > 0)
            write_line(html, all[i], all[drawn.rows[i].parent], drawn.rows[i].acts);
    for (std::size_t i = 0; i < all.size(); ++i)
        write_box(html, language, drawn.rows[i], all[i]);
    html << "</svg>";
    if (drawn.left_out > 0)
        html << "<p class='small muted'>" << words(language, "publishing.net.left_out", {std::to_string(drawn.left_out)})
             << "</p>";
    html << "</figure>";
}

}  // namespace gongkai::publishing
