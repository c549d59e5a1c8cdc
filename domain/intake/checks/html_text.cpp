#include "domain/intake/checks/html_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/core/text.h"

namespace gongkai::intake {
namespace {

constexpr std::array<std::string_view, 22> on_lines{"p",      "h2",      "h3",         "h4", "h5", "h6", "li",  "tr",
                                                    "table",  "caption", "dt",         "dd", "ul", "ol", "pre", "blockquote",
                                                    "figure", "hr",      "figcaption", "br", "dl", "div"};
constexpr std::array<std::string_view, 3> read_attributes{"alt", "title", "href"};

// Clean HTML knows few entities; any other sign & stands for itself.
std::pair<std::string, std::size_t> entity_at(std::string_view html) {
    for (const auto& [name, sign] : {std::pair{"&amp;", "&"},
                                     {"&lt;", "<"},
                                     {"&gt;", ">"},
                                     {"&quot;", "\""},
                                     {"&#39;", "'"},
                                     {"&nbsp;", " "},
                                     {"&#160;", " "}})
        if (html.starts_with(name))
            return {sign, std::string_view(name).size()};
    return {"&", 1};
}

std::size_t size_of_sign(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return std::min(size, text.size());
}

class Reader {
  public:
    explicit Reader(std::string_view html) : html_(html) {}

    HtmlText read() {
        for (std::size_t at = 0; at < html_.size();) {
            if (html_[at] == '<')
                at = tag(at);
            else
                at = sign(at, out_);
        }
        if (!out_.text.empty() && out_.text.back() != '\n')
            put('\n', out_);
        out_.asides_at = out_.sources.size();
        out_.text += asides_.text;
        out_.sources.insert(out_.sources.end(), asides_.sources.begin(), asides_.sources.end());
        return std::move(out_);
    }

  private:
    static void put(char c, HtmlText& into) {
        into.text += c;
        into.sources.emplace_back();
    }

    // A line end inside a cell would end its row.
    void end_line() {
        const char last = out_.text.empty() ? '\n' : out_.text.back();
        if (last != '\n' && (depth_of_cells_ == 0 || (last != '\t' && last != ' ')))
            put(depth_of_cells_ > 0 ? ' ' : '\n', out_);
    }

    std::size_t sign(std::size_t at, HtmlText& into) const {
        auto [text, size] =
            html_[at] == '&' ? entity_at(html_.substr(at)) : std::pair(std::string(), size_of_sign(html_.substr(at)));
        if (text.empty())
            text = html_.substr(at, size);
        if (text == "\t" || text == "\r" || (text == "\n" && depth_of_cells_ > 0))
            text = " ";
        into.text += text;
        into.sources.push_back({at, at + size});
        return at + size;
    }

    std::size_t tag(std::size_t at) {
        const auto end = std::min(html_.find('>', at), html_.size() - 1);
        const bool is_end = html_.substr(at + 1).starts_with('/');
        const auto first = at + (is_end ? 2 : 1);
        const auto name = html_.substr(first, html_.find_first_of(" />", first) - first);
        if (name == "td" || name == "th") {
            depth_of_cells_ += is_end ? -1 : 1;
            if (is_end)
                put('\t', out_);
        } else if (name == "tr" && is_end) {
            if (!out_.text.empty() && out_.text.back() == '\t') {
                out_.text.pop_back();
                out_.sources.pop_back();
            }
            put('\n', out_);
        } else if (std::ranges::find(on_lines, name) != on_lines.end()) {
            end_line();
        }
        for (const auto attribute : read_attributes)
            aside(at, end, attribute);
        return end + 1;
    }

    void aside(std::size_t at, std::size_t end, std::string_view attribute) {
        const auto tag = html_.substr(at, end - at);
        const auto name = ' ' + std::string(attribute) + '=';
        const auto found = tag.find(name);
        if (found == std::string_view::npos || found + name.size() >= tag.size())
            return;
        const char quote = tag[found + name.size()];
        if (quote != '\'' && quote != '"')
            return;
        const auto first = at + found + name.size() + 1, last = html_.find(quote, first);
        if (last == std::string_view::npos || last > end)
            return;
        for (auto place = first; place < last;)
            place = sign(place, asides_);
        put('\n', asides_);
    }

    std::string_view html_;
    HtmlText out_, asides_;
    int depth_of_cells_ = 0;
};

}  // namespace

HtmlText text_with_sources(std::string_view html) { return Reader(html).read(); }

}  // namespace gongkai::intake
