#include "domain/intake/intake.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/rich.h"
#include "base/extract/told.h"
#include "domain/intake/compose.h"
#include "domain/intake/head.h"
#include "domain/intake/official.h"
#include "domain/intake/page_pictures.h"

namespace gongkai::intake {
namespace {

void warn(Page& page, std::string id) {
    if (std::ranges::find(page.warnings, id) == page.warnings.end())
        page.warnings.push_back(std::move(id));
}

void take_body(Page& page, markup::Cleaned cleaned) {
    for (auto& id : cleaned.removed)
        warn(page, std::move(id));
    page.body = std::move(cleaned.body);
    page.text = markup::text_of(page.body);
    if (page.body.html().find(" alt='' class='undescribed'>") != std::string::npos)
        warn(page, "intake.warn.no_alternative");
}

// <p class='centre'> lines at the beginning whose words are those of a title: what Word pastes has no h1.
std::string lift_centred_title(markup::Cleaned& cleaned) {
    constexpr std::string_view begin = "<p class='centre'>", end = "</p>\n";
    std::string_view rest = cleaned.body.html();
    std::string title;
    for (int lines = 0; lines < 3 && rest.starts_with(begin) && !ends_as_title(title); ++lines) {
        const auto close = rest.find(end);
        if (close == std::string_view::npos)
            return {};
        const auto line = rest.substr(begin.size(), close - begin.size());
        title += without_blanks(markup::text_of(markup::clean(line).body));
        rest.remove_prefix(close + end.size());
    }
    if (!ends_as_title(title))
        return {};
    cleaned.body = markup::clean(rest).body;
    return title;
}

// Of the head of a whole page.
std::string title_of(std::string_view html) {
    const auto head = lower_ascii(html.substr(0, 65536));
    const auto begin = head.find('>', std::min(head.find("<title"), head.size()));
    const auto end = head.find("</title", std::min(begin, head.size()));
    if (begin == std::string::npos || end == std::string::npos)
        return {};
    return std::string(trim(markup::text_of(markup::clean(html.substr(begin + 1, end - begin - 1)).body)));
}

std::string stem_of(std::string_view name) {
    name = name.substr(name.find_last_of("/\\") + 1);
    return std::string(name.substr(0, name.find_last_of('.')));
}

// It is not in the text, and still in the file that is offered beside it.
bool is_left_out(const extract::Hidden& hidden) {
    switch (hidden.kind) {
        case extract::Hidden::Kind::comment:
        case extract::Hidden::Kind::tracked_change:
        case extract::Hidden::Kind::hidden_text:
        case extract::Hidden::Kind::white_text:
        case extract::Hidden::Kind::hidden_row:
        case extract::Hidden::Kind::hidden_column:
        case extract::Hidden::Kind::hidden_sheet:
            return true;
        case extract::Hidden::Kind::header:
        case extract::Hidden::Kind::footer:
        case extract::Hidden::Kind::beside:
        case extract::Hidden::Kind::metadata:
            return false;
    }
    return false;
}

enum class Heading { lifted, left };

bool is_taken(std::string_view title, std::string_view known) { return known.empty() || says_the_same(title, known); }

Page page_of(extract::Rich rich, std::string_view name, std::string_view known) {
    Page page;
    auto head = take_head(rich.blocks, known);
    page.title = std::move(head.title);
    page.hints = std::move(head.hints);
    find_headings(rich.blocks);
    for (auto& id : rich.warnings)
        warn(page, std::move(id));
    if (std::ranges::any_of(rich.hidden, is_left_out))
        warn(page, std::string(hidden_left_out));
    markup::Wishes wishes;
    wishes.lift_title = page.title.empty();
    const auto composed = compose(rich.blocks, rich.pictures, page.pictures);
    auto cleaned = markup::clean(composed, wishes);
    if (!cleaned.title.empty() && !is_taken(cleaned.title, known)) {
        page.title = cleaned.title;
        wishes.lift_title = false;
        cleaned = markup::clean(composed, wishes);
    }
    if (page.title.empty())
        page.title = std::move(cleaned.title);
    // A workbook of one sheet is known by the line above its table.
    if (page.title.empty() && rich.blocks.size() == 1 && rich.blocks.front().kind == extract::RichBlock::Kind::table)
        page.title = rich.blocks.front().table.front().caption;
    if (page.title.empty())
        page.title = rich.title.empty() ? stem_of(name) : rich.title;
    take_body(page, std::move(cleaned));
    return page;
}

Page page_in_html(std::string_view pasted, Heading heading) {
    Page page;
    markup::Wishes wishes;
    wishes.lift_title = heading == Heading::lifted;
    wishes.picture = [&page](std::string_view source) {
        auto name = take_picture(page.pictures, source);
        if (name.empty() && (source.starts_with("data:") || source.starts_with("file:") || source.starts_with("cid:")))
            warn(page, "intake.warn.picture_left_out");
        return name;
    };
    auto cleaned = markup::clean(pasted, wishes);
    page.title = std::move(cleaned.title);
    if (page.title.empty() && heading == Heading::lifted)
        page.title = lift_centred_title(cleaned);
    take_body(page, std::move(cleaned));
    page.hints = hints_in(page.text);
    return page;
}

}  // namespace

Page read_html(std::string_view pasted) { return page_in_html(pasted, Heading::lifted); }

Result<Page> read_file(std::string_view bytes, std::string_view name, std::string_view known_title) {
    // HTML and plain text are read here: a site of many thousands of pages is imported, and each child would cost more than its
    // page.
    switch (extract::told_by_first_bytes(bytes)) {
        case extract::Told::html: {
            const auto decoded = extract::decode_html(bytes);
            auto page = page_in_html(decoded.text, Heading::lifted);
            if (!page.title.empty() && !is_taken(page.title, known_title))
                page = page_in_html(decoded.text, Heading::left);
            if (page.title.empty())
                page.title = title_of(decoded.text);
            if (page.title.empty())
                page.title = stem_of(name);
            if (decoded.wrong > 0)
                warn(page, "extract.warn.wrong_bytes");
            if (trim(page.text).empty() && page.pictures.empty())
                return refuse(Refusal::Kind::invalid, "extract.refuse.empty", {std::string(name)});
            return page;
        }
        case extract::Told::text: {
            auto rich = extract::read_plain_text(bytes);
            if (!rich) {
                rich.error().arguments = {std::string(name)};
                return std::unexpected(rich.error());
            }
            return page_of(std::move(*rich), name, known_title);
        }
        case extract::Told::other:
            break;
    }
    auto rich = extract::read_rich(bytes, name);
    if (!rich)
        return std::unexpected(rich.error());
    return page_of(std::move(*rich), name, known_title);
}

bool hides_something(std::string_view bytes, std::string_view name) {
    const auto rich = extract::read_rich(bytes, name);
    return !rich || std::ranges::any_of(rich->hidden, is_left_out);
}

}  // namespace gongkai::intake
