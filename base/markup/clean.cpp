#include "base/markup/clean.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/markup/parse.h"
#include "base/markup/part.h"
#include "base/markup/read.h"
#include "base/markup/tree.h"

namespace gongkai::markup {
namespace {

// The first h1, taken out.
std::string lift_title(Blocks& blocks) {
    const auto found =
        std::ranges::find_if(blocks, [](const Block& block) { return block.kind == Block::Kind::heading && block.level == 1; });
    if (found == blocks.end())
        return {};
    auto title = plain(found->line);
    blocks.erase(found);
    return title;
}

// A walk over HTML that clean() wrote: its tags hold no '>' in a value, its entities are five.
template <class OnTag, class OnText>
void walk(std::string_view html, OnTag on_tag, OnText on_text) {
    while (!html.empty()) {
        if (html.front() != '<') {
            const auto end = std::min(html.find('<'), html.size());
            on_text(html.substr(0, end));
            html.remove_prefix(end);
            continue;
        }
        const auto end = html.find('>');
        if (end == std::string_view::npos)
            return;
        on_tag(html.substr(1, end - 1));
        html.remove_prefix(end + 1);
    }
}

// In one go: a text may hold millions of them.
std::string unescaped(std::string_view text) {
    static constexpr std::pair<std::string_view, char> entities[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}};
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto plain = std::min(text.find('&'), text.size());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        const auto found = std::ranges::find_if(entities, [&](const auto& entity) { return text.starts_with(entity.first); });
        if (found != std::end(entities)) {
            out += found->second;
            text.remove_prefix(found->first.size());
        } else if (!text.empty()) {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

Cleaned cleaned_from(Blocks blocks, const std::set<std::string>& removed, const Wishes& wishes) {
    Cleaned cleaned;
    cleaned.removed.assign(removed.begin(), removed.end());
    if (wishes.lift_title)
        cleaned.title = lift_title(blocks);
    mend_headings(blocks);
    cleaned.body = Clean::kept(write(blocks));
    return cleaned;
}

int heading_level(std::string_view tag) {
    return tag.size() > 1 && tag[0] == 'h' && tag[1] >= '2' && tag[1] <= '6' ? tag[1] - '0' : 0;
}

}  // namespace

void Clean::operator()(web::Html& page) const { page << web::Vetted{html_}; }

bool is_picture_name(std::string_view name) {
    return !name.empty() && name.size() <= 100 && name.front() != '.' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
}

Cleaned clean(std::string_view html, const Wishes& wishes) {
    const std::string mended = is_utf8(html) ? std::string() : mend_utf8(html);
    if (!mended.empty())
        html = mended;
    if (const Tree tree(html); tree.document()) {
        auto reading = read(tree.document(), wishes);
        return cleaned_from(std::move(reading.blocks), reading.removed, wishes);
    }
    return cleaned_from(paragraphs_of(text_between_tags(html)), {"markup.removed.structure"}, wishes);
}

Cleaned clean_part(const GumboNode* top, const Wishes& wishes, const LeavesOut& leaves_out) {
    auto reading = read(top, wishes, leaves_out);
    return cleaned_from(std::move(reading.blocks), reading.removed, wishes);
}

std::string text_of(const Clean& body) {
    std::string out;
    bool is_preformatted = false, is_new_cell = false;
    int cells = 0;  // open ones, inside one another
    const auto end_line = [&] {
        while (out.ends_with(' '))
            out.pop_back();
        if (!out.empty() && out.back() != '\n' && out.back() != '\t')
            out += cells > 0 ? ' ' : '\n';
    };
    walk(
        body.html(),
        [&](std::string_view tag) {
            const bool is_end = tag.starts_with('/');
            tag.remove_prefix(is_end);
            const auto name = tag.substr(0, tag.find(' '));
            if (name == "td" || name == "th") {
                cells += is_end ? -1 : 1;
                if (!is_end && is_new_cell)
                    out += '\t';
                is_new_cell = is_end;
            } else if (name == "tr") {
                is_new_cell = false;
                while (is_end && (out.ends_with('\t') || out.ends_with(' ')))
                    out.pop_back();
                end_line();
            } else if (name == "pre") {
                is_preformatted = !is_end;
                end_line();
            } else if (name != "a" && name != "strong" && name != "em" && name != "u" && name != "s" && name != "sub" &&
                       name != "sup" && name != "code" && name != "img") {
                end_line();
            }
        },
        [&](std::string_view text) {
            auto plain = unescaped(text);
            if (!is_preformatted) {
                std::erase(plain, '\n');
                if (out.empty() || out.ends_with('\n') || out.ends_with('\t'))
                    plain.erase(0, plain.find_first_not_of(' '));
            }
            out += plain;
        });
    end_line();
    return out;
}

std::vector<Heading> headings(const Clean& body) {
    std::vector<Heading> all;
    bool is_inside = false;
    walk(
        body.html(),
        [&](std::string_view tag) {
            if (const int level = heading_level(tag)) {
                const auto id = tag.find("id='");
                const auto begin = id == std::string_view::npos ? tag.size() : id + 4;
                all.push_back({level, {}, std::string(tag.substr(begin, tag.find('\'', begin) - begin))});
                is_inside = true;
            } else if (tag.starts_with("/h")) {
                is_inside = false;
            }
        },
        [&](std::string_view text) {
            if (is_inside)
                all.back().text += unescaped(text);
        });
    return all;
}

}  // namespace gongkai::markup
