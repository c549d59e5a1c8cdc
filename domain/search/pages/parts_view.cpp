// Parts that several pages of this room show.
#include <algorithm>

#include "domain/search/pages/pages.h"

namespace gongkai::search {
namespace {

using web::Html;

constexpr std::size_t choices_seen = 8;

std::string_view look_of(Validity validity) {
    switch (validity) {
        case Validity::in_force:
            return "done";
        case Validity::amended:
        case Validity::partly_repealed:
            return "due_soon";
        case Validity::not_yet:
        case Validity::none:
            return "not_due";
        case Validity::expired:
        case Validity::repealed:
            return "ended";
    }
    return "not_due";
}
std::string_view sign_of(Validity validity) {
    switch (validity) {
        case Validity::in_force:
            return "✓";
        case Validity::amended:
        case Validity::partly_repealed:
            return "◔";
        case Validity::not_yet:
        case Validity::none:
            return "○";
        case Validity::expired:
        case Validity::repealed:
            return "×";
    }
    return "○";
}

}  // namespace

std::string name_of(Language language, Validity validity) {
    return words(language, "search.validity." + std::string(word_of(validity)));
}

void write_validity(Html& html, Language language, Validity validity, std::string_view kind) {
    if (validity == Validity::none)
        return;
    const auto name = name_of(language, validity);
    html << "<span class='state " << look_of(validity) << "'><span aria-hidden='true'>" << sign_of(validity) << "</span>"
         << (kind == explains_another ? words(language, "search.validity.of_explained", {name}) : name) << "</span>";
}

void write_facet(Html& html, Language language, std::string_view title, const std::vector<Choice>& choices, std::string_view all,
                 bool is_open) {
    if (choices.empty())
        return;
    const bool has_choice = std::ranges::any_of(choices, &Choice::is_chosen);
    html << "<details" << web::when(is_open || has_choice, " open") << "><summary>" << words(language, title) << "</summary><ul>";
    if (has_choice)
        html << "<li><a href='" << web::url(all) << "'>" << words(language, "search.facet.all") << "</a></li>";
    const auto lines = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to && i < choices.size(); ++i)
            html << "<li><a href='" << web::url(choices[i].address) << "'"
                 << web::when(choices[i].is_chosen, " aria-current='true'")
                 << web::when(choices[i].is_chinese && language == Language::en, " lang='zh-CN'") << ">" << choices[i].text
                 << "</a> <span class='muted small number'>" << choices[i].documents << "</span></li>";
    };
    lines(0, choices_seen);
    html << "</ul>";
    if (choices.size() > choices_seen) {
        html << "<details><summary>" << words(language, "search.facet.more", {std::to_string(choices.size() - choices_seen)})
             << "</summary><ul>";
        lines(choices_seen, choices.size());
        html << "</ul></details>";
    }
    html << "</details>";
}

void write_chosen(Html& html, Language language, const std::vector<Chosen>& all) {
    if (all.empty())
        return;
    html << "<p class='chosen'><span>" << words(language, "search.chosen") << "</span>";
    for (const auto& [name, value, without] : all) {
        const auto text = words(language, "search.described.filter", {words(language, name), value});
        html << "<a href='" << web::url(without) << "' aria-label='" << words(language, "search.chosen.drop", {text}) << "'>"
             << text << "<span aria-hidden='true'>×</span></a>";
    }
    html << "</p>";
}

}  // namespace gongkai::search
