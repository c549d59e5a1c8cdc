#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/publishing/difference.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/store.h"
#include "doors/portal/changes.h"
#include "doors/portal/size.h"

namespace gongkai::publishing {
namespace {

using web::Html;

constexpr std::size_t same_shown = 40;  // signs of what stayed, on each side of what changed

// The class that colours it, as other rooms colour what is as good or as bad, and its sign.
std::pair<std::string_view, std::string_view> look_of(Validity validity) {
    switch (validity) {
        case Validity::in_force:
            return {"done", "✓"};
        case Validity::amended:
        case Validity::partly_repealed:
            return {"due_soon", "◔"};
        case Validity::not_yet:
            return {"not_due", "○"};
        case Validity::expired:
        case Validity::repealed:
            return {"ended", "×"};
    }
    return {"", ""};
}

}  // namespace

std::string_view sign_of(Validity validity) { return look_of(validity).second; }

const std::vector<std::string> list_query{"type", "unit", "theme", "category", "year", "validity", "item", "after"};

std::string address_of(std::string_view key) { return "/documents/" + web::encode(key); }
std::string console_address_of(DocumentId id) { return "/console/documents/" + std::to_string(id); }

std::string name_of(Language language, std::string_view type) {
    const auto* kind = find_type(type);
    return kind ? kind->name(language) : std::string(type);
}

std::string name_of(Language language, Validity validity) {
    return words(language, "publishing.validity." + std::string(word_of(validity)));
}

std::string name_of(Language language, State state) { return words(language, "publishing.state." + std::string(word_of(state))); }

bool has_hour(const Text& text, Instant published_at) {
    return text.field("moved_in_on").empty() || published_at != Instant(day_in_china(published_at)) - std::chrono::hours(8);
}

std::string spoken_publication(const Text& text, Instant published_at) {
    return has_hour(text, published_at) ? portal::spoken_moment(published_at) : to_text(day_in_china(published_at));
}

std::string label_of(std::string_view field) { return "publishing.field." + std::string(field); }

bool is_typed(const FieldKind& field) { return field.kind == FieldKind::Kind::line || field.kind == FieldKind::Kind::lines; }

std::string shown_field(Language language, const FieldKind& field, std::string_view value) {
    if (value.empty())
        return {};
    switch (field.kind) {
        case FieldKind::Kind::day:
            if (const auto day = parse_day(value))
                return portal::spoken_in_full(language, *day);
            return std::string(value);
        case FieldKind::Kind::choice:
            return words(language, "publishing.choice." + field.key + '.' + std::string(value));
        case FieldKind::Kind::line:
        case FieldKind::Kind::lines:
            return std::string(value);
    }
    return std::string(value);
}

std::string spoken_in_a_line(Language language, Day day) {
    return language == Language::en ? portal::spoken_in_full(language, day) : to_chinese(day);
}

void write_validity(Html& html, Language language, const std::optional<Validity>& validity) {
    if (!validity)
        return;
    const auto [look, sign] = look_of(*validity);
    html << "<span class='state " << look << "'><span aria-hidden='true'>" << sign << "</span>" << name_of(language, *validity)
         << "</span>";
}

void write_rows(Html& html, Language language, const std::vector<Shelved>& rows, Day as_of) {
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    html << "<ul class='lines'>";
    for (const auto& row : rows) {
        const auto validity = row.validity(as_of);
        html << "<li><div class='top'><a href='" << web::url(address_of(row.key)) << "'" << chinese
             << web::when(validity && !holds(*validity) && *validity != Validity::not_yet, " class='struck'") << ">" << row.title
             << "</a>";
        if (row.is_demonstration)
            html << "<span class='example'>" << words(language, "publishing.example") << "</span>";
        write_validity(html, language, validity);
        html << "</div><span class='small muted'>" << portal::spoken_in_full(language, row.published_on()) << "　<span" << chinese
             << ">" << row.unit_name << "</span>";
        if (!row.number.empty())
            html << "　<span class='number-of'" << chinese << ">" << row.number << "</span>";
        if (const auto next = row.has_validity ? to_come(as_of, row.facts) : std::nullopt)
            html << "　<strong>"
                 << words(language, "publishing.to_come." + std::string(word_of(next->validity)),
                          {spoken_in_a_line(language, next->from)})
                 << "</strong>";
        html << "</span></li>";
    }
    html << "</ul>";
}

void write_text(Html& html, Language language, const markup::Clean& body, std::string_view at) {
    html << "<div class='text'" << web::when(language == Language::en, " lang='zh-CN'") << ">";
    html << as_shown(body, std::string(at) + "/files/");
    html << "</div>";
}

void write_pages(Html& html, Language language, std::string_view title, std::string_view file) {
    const auto say = [&](std::string_view id) { return words(language, id, {"{0}", "{1}"}); };
    html << "<h1 lang='zh-CN'>" << title << "</h1><p><a class='way' href='" << web::url(file) << "'>"
         << say("publishing.pages.save") << "</a></p><p id='ofd-status' role='status'>" << say("publishing.pages.wait")
         << "</p><noscript><p class='told'>" << say("publishing.pages.no_script")
         << "</p></noscript><div id='ofd' class='pages-of-file' data-file='" << web::url(file) << "' data-page='"
         << say("publishing.pages.page") << "' data-lacks-words='" << say("publishing.pages.lacks") << "' data-fails='"
         << say("publishing.pages.fails") << "'></div>";
}

// A picture that stands in the text is not offered again; a scan whose text was recognised is.
void write_attachments(Html& html, Language language, std::string_view at, const Text& text, Shows shows) {
    if (std::ranges::all_of(text.attachments, [&](const Attachment& one) { return stands_in(text.body, one); }))
        return;
    html << "<section class='attached'><h2>" << words(language, "publishing.attachments") << "</h2><ol class='lines'>";
    for (const auto& file : text.attachments) {
        if (stands_in(text.body, file))
            continue;
        const auto dot = file.name.rfind('.');
        html << "<li><a href='" << web::url(std::string(at) + "/files/" + web::encode(file.name)) << "' lang='zh-CN'>"
             << file.name << "</a> <span class='small muted'>";
        if (dot != std::string::npos)
            html << file.name.substr(dot + 1) << "　";
        html << portal::spoken_size(language, file.bytes) << "</span>";
        if (shows == Shows::pages && has_pages(file.name))
            html << " <a class='way' href='" << web::url(std::string(at) + "/pages/" + web::encode(file.name)) << "'>"
                 << words(language, "publishing.pages") << "<span class='hidden' lang='zh-CN'> " << file.name << "</span></a>";
        if (differs_from_text(text, file))
            html << "<p class='small'>" << words(language, "publishing.original_differs") << "</p>";
        html << "</li>";
    }
    html << "</ol></section>";
}

// The end and the beginning of a passage that stayed, between two that changed.
void write_near(Html& html, std::string_view text, bool is_first, bool is_last) {
    const auto points = to_code_points(text);
    if (points.size() <= 2 * same_shown + 10) {
        html << text;
        return;
    }
    const std::u32string_view all(points);
    if (!is_first)
        html << to_utf8(all.substr(0, same_shown));
    html << "……";
    if (!is_last)
        html << to_utf8(all.substr(all.size() - same_shown));
}

// A line break that went or came is said: nobody sees it marked.
std::string with_breaks_said(Language language, const Passage& passage) {
    if (passage.text.find_first_not_of('\n') != std::string::npos)
        return passage.text;
    std::string said;
    for (std::size_t i = 0; i < passage.text.size(); ++i)
        said += words(language, "publishing.difference.break");
    return said;
}

void write_passages(Html& html, Language language, const std::vector<Passage>& passages, Same same) {
    for (const auto& passage : passages)
        switch (passage.kind) {
            case Passage::Kind::gone:
                portal::write_gone(html, language, with_breaks_said(language, passage));
                break;
            case Passage::Kind::came:
                portal::write_came(html, language, with_breaks_said(language, passage));
                if (passage.text.find_first_not_of('\n') == std::string::npos)
                    html << passage.text;
                break;
            case Passage::Kind::same:
                if (same == Same::near)
                    write_near(html, passage.text, &passage == &passages.front(), &passage == &passages.back());
                else
                    html << passage.text;
        }
}

void write_difference(Html& html, Language language, std::string_view before, std::string_view after, Same same) {
    const auto passages = difference(before, after);
    if (std::ranges::all_of(passages, [](const Passage& one) { return one.kind == Passage::Kind::same; })) {
        html << "<p class='empty'>" << words(language, "publishing.difference.none") << "</p>";
        return;
    }
    html << "<p class='difference said'" << web::when(language == Language::en, " lang='zh-CN'") << ">";
    write_passages(html, language, passages, same);
    html << "</p>";
}

void write_difference_in_line(Html& html, Language language, std::string_view before, std::string_view after) {
    html << "<span class='said'" << web::when(language == Language::en, " lang='zh-CN'") << ">";
    write_passages(html, language, difference(before, after), Same::whole);
    html << "</span>";
}

AskedList asked_list(const web::Request& request, Language language) {
    AskedList list;
    const auto given = [&](std::string_view name) { return trim(request.query.first(name).value_or("")); };
    const auto wrong = [&](std::string_view name) {
        list.mistakes.push_back(words(language, "publishing.wrong_query", {std::string(name), std::string(given(name))}));
    };
    auto& asked = list.asked;
    const auto take = [&](std::string_view name, std::string& into, bool is_known) {
        if (given(name).empty())
            return;
        if (is_known)
            into = given(name);
        else
            wrong(name);
    };
    take("type", asked.type, find_type(given("type")));
    take("theme", asked.theme, catalogue::find_theme(given("theme")));
    take("category", asked.category, catalogue::find_category(given("category")));
    asked.item = given("item");
    const auto number = [&](std::string_view name, std::int64_t at_most) -> std::int64_t {
        if (given(name).empty())
            return 0;
        const auto read = whole_number(given(name));
        if (read && *read > 0 && *read <= at_most)
            return *read;
        wrong(name);
        return 0;
    };
    asked.unit_id = number("unit", std::int64_t{1} << 40);
    asked.year = static_cast<int>(number("year", 2199));
    if (!given("validity").empty() && !(asked.validity = validity_from(given("validity"))))
        wrong("validity");
    if (const auto after = place_from(given("after")))
        list.after = *after;
    else if (!given("after").empty())
        wrong("after");
    return list;
}

std::string address_of(const Asked& asked, std::string_view path) {
    std::string address(path);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            address += (address.find('?') == std::string::npos ? '?' : '&') + std::string(name) + '=' + web::encode(value);
    };
    add("type", asked.type);
    add("unit", asked.unit_id == 0 ? "" : std::to_string(asked.unit_id));
    add("theme", asked.theme);
    add("category", asked.category);
    add("item", asked.item);
    add("year", asked.year == 0 ? "" : std::to_string(asked.year));
    add("validity", asked.validity ? word_of(*asked.validity) : std::string_view());
    return address;
}

}  // namespace gongkai::publishing
