#include "base/core/text.h"
#include "domain/catalogue/pages/pages.h"

namespace gongkai::catalogue {
namespace {

using web::Html;

std::string phrase_of_levels(Language language, const ItemText& text) {
    std::vector<std::string> levels;
    for (const auto level : {Level::county, Level::town, Level::village})
        if (is_of(text, level))
            levels.push_back(words(language, "catalogue.level." + std::string(word_of(level))));
    return join(levels, words(language, "catalogue.and"));
}

std::string phrase_of_audience(Language language, const ItemText& text) {
    std::vector<std::string> all;
    if (text.for_everyone)
        all.push_back(words(language, "catalogue.everyone"));
    if (text.for_group)
        all.push_back(text.group.empty() ? words(language, "catalogue.group")
                                         : words(language, "catalogue.group_named", {text.group}));
    return join(all, words(language, "catalogue.and"));
}

std::string phrase_of_manner(Language language, const ItemText& text) {
    std::vector<std::string> all;
    if (text.is_proactive)
        all.push_back(words(language, "catalogue.proactive"));
    if (text.on_request)
        all.push_back(words(language, "catalogue.on_request"));
    return join(all, words(language, "catalogue.and"));
}

// A category has a name in English too.
web::Raw chinese_name(Language language, const Item& item) {
    return find_category(item.category) ? web::Raw("") : chinese(language);
}

void write_list(Html& html, const std::vector<std::string>& list) {
    if (list.size() == 1) {
        html << list[0];
        return;
    }
    html << "<ul class='plain'>";
    for (const auto& one : list)
        html << "<li>" << one << "</li>";
    html << "</ul>";
}

}  // namespace

std::string address_of(const Item& item) { return "/catalogue/" + item.key; }

std::string name_of(Language language, const Item& item) {
    if (language == Language::en)
        if (const auto* category = find_category(item.category))
            return category->en;
    return item.name();
}

std::string spoken(Language language, const Limit& limit) {
    const auto unit = [&] { return words(language, "catalogue.unit." + std::string(word_of(limit.unit))); };
    const auto anchor = [&] {
        return words(language, "catalogue.anchor." + (limit.anchor.empty() ? std::string("formed") : limit.anchor));
    };
    const auto count = std::to_string(std::abs(limit.count));
    if (limit.kind == Limit::Kind::within)
        return words(language, limit.count < 0 ? "catalogue.limit.before" : "catalogue.limit.within", {count, unit(), anchor()});
    const std::string id = "catalogue.limit." + std::string(word_of(limit.kind));
    return limit.unit == Limit::Unit::none ? words(language, id) : words(language, id, {count, unit()});
}

void write_items(Html& html, Language language, const std::vector<Item>& items, std::string_view base, bool says_field) {
    const auto head = [&](const char* id) { return words(language, id); };
    const auto name = head("catalogue.item"), elements = head("catalogue.elements"), limit = head("catalogue.limit"),
               subject = head("catalogue.subject"), level = head("catalogue.level"), field = head("catalogue.field");
    html << "<table class='stack'><thead><tr>";
    if (says_field)
        html << "<th scope='col'>" << field << "</th>";
    for (const auto* one : {&name, &elements, &limit, &subject, &level})
        html << "<th scope='col'>" << *one << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& item : items) {
        html << "<tr>";
        if (says_field)
            html << "<td data-head='" << field << "'>" << name_of_field(language, item.field, item.field_name) << "</td>";
        html << "<td data-head='" << name << "'><span>";
        if (!item.text.second_level.empty() && !item.text.first_level.empty())
            html << "<span class='small muted'" << chinese(language) << ">" << item.text.first_level << "</span><br>";
        html << "<a href='" << web::url(std::string(base) + (base == "/catalogue/" ? item.key : std::to_string(item.id))) << "'"
             << chinese_name(language, item) << ">" << name_of(language, item) << "</a>";
        if (item.is_demonstration)
            html << " <span class='example'>" << words(language, "catalogue.example") << "</span>";
        html << "</span></td><td data-head='" << elements << "'>";
        const std::size_t shown = 4;
        html << "<span" << chinese(language) << ">";
        for (std::size_t i = 0; i < item.text.elements.size() && i < shown; ++i)
            html << web::when(i > 0, "、") << item.text.elements[i];
        html << web::when(item.text.elements.size() > shown, "……") << "</span></td><td data-head='" << limit << "'"
             << chinese(language) << ">" << item.limit() << "</td><td data-head='" << subject << "'" << chinese(language) << ">"
             << item.text.subject << "</td><td data-head='" << level << "'>" << phrase_of_levels(language, item.text)
             << "</td></tr>";
    }
    html << "</tbody></table>";
}

void write_facts(Html& html, Language language, const Item& item, const people::Directory& units) {
    const auto& text = item.text;
    const auto fact = [&](const char* id, const auto& value) {
        html << "<dt>" << words(language, id) << "</dt><dd>" << value << "</dd>";
    };
    const auto printed = [&](const char* id, const auto& value) {
        html << "<dt>" << words(language, id) << "</dt><dd" << chinese(language) << ">" << value << "</dd>";
    };
    const auto lines = [&](const std::vector<std::string>& list) { return [&list](Html& h) { write_list(h, list); }; };
    html << "<dl class='facts'>";
    fact("catalogue.field", name_of_field(language, item.field, item.field_name));
    if (!text.first_level.empty() && !text.second_level.empty())
        printed("catalogue.first_level", text.first_level);
    printed("catalogue.elements", lines(text.elements));
    if (!text.basis.empty())
        printed("catalogue.basis", lines(text.basis));
    fact("catalogue.limit", [&](Html& h) {
        h << "<span" << chinese(language) << ">" << item.limit() << "</span>";
        for (const auto& limit : read_limits(item.limit()))
            if (limit.kind != Limit::Kind::unread)
                h << "<br><span class='small muted'>" << spoken(language, limit) << "</span>";
        if (item.own_limit)
            h << "<br><span class='small'>"
              << words(language, "catalogue.own_limit.said",
                       {item.own_limit->because, portal::spoken_in_full(language, item.own_limit->given_on), text.limit})
              << "</span>";
    });
    printed("catalogue.subject", [&](Html& h) {
        h << text.subject;
        if (item.units.empty() || (item.units.size() == 1 && units.find(item.units[0])->name == text.subject))
            return;
        h << "<br><span class='small muted'>";
        for (std::size_t i = 0; i < item.units.size(); ++i)
            h << web::when(i > 0, "、") << units.find(item.units[i])->name;
        h << "</span>";
    });
    std::vector<std::string> channels_named;
    for (const auto& one : text.channels) {
        const auto* channel = find_channel(one);
        channels_named.push_back(channel ? channel->name(language) : one);
    }
    if (!channels_named.empty())
        fact("catalogue.channels", lines(channels_named));
    fact("catalogue.audience", phrase_of_audience(language, text));
    fact("catalogue.manner", phrase_of_manner(language, text));
    fact("catalogue.level", phrase_of_levels(language, text));
    if (!text.form.empty())
        printed("catalogue.form", text.form);
    if (!text.phases.empty())
        printed("catalogue.phases", join(text.phases, "、"));
    if (!text.note.empty())
        printed("catalogue.note", text.note);
    html << "</dl>";
}

}  // namespace gongkai::catalogue
