#include "domain/search/pages/answer_view.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/search/pages/pages.h"
#include "doors/portal/portal.h"

namespace gongkai::search {
namespace {

using web::Html;

class Writer {
  public:
    Writer(Html& html, Language language) : html_(html), language_(language) {}

    void thing(const Answer::Thing& thing) {
        html_ << "<article><h3>";
        write_validity(html_, language_, thing.validity);
        html_ << "<a href='" << web::url(thing.address) << "'" << chinese(thing.title) << ">" << thing.title << "</a>";
        if (thing.is_demonstration)
            html_ << " <span class='example'>" << words(language_, "search.example") << "</span>";
        html_ << "</h3>";
        if (!thing.facts.empty()) {
            html_ << "<dl class='facts'>";
            for (const auto& fact : thing.facts)
                one(thing, fact);
            html_ << "</dl>";
        }
        if (!thing.table.rows.empty())
            table(thing);
        if (!thing.ways.empty()) {
            html_ << "<p class='acts'>";
            for (const auto& way : thing.ways)
                html_ << "<a href='" << web::url(way.address) << "'>" << way.text << "</a> ";
            html_ << "</p>";
        }
        source(thing);
        html_ << "</article>";
    }

  private:
    // What stands in Chinese on an English page says so.
    web::Raw chinese(std::string_view text) const {
        return web::when(language_ == Language::en && std::ranges::any_of(to_code_points(text), is_han), " lang='zh-CN'");
    }

    void one(const Answer::Thing& thing, const Answer::Fact& fact) {
        html_ << "<dt>" << fact.name << "</dt><dd" << chinese(fact.value) << ">";
        if (fact.address.starts_with("tel:"))
            html_ << "<a class='number' href='" << web::url(fact.address) << "' aria-label='"
                  << words(language_, "search.dial", {thing.title, fact.value}) << "'>" << fact.value << "</a>";
        else if (!fact.address.empty())
            html_ << "<a href='" << web::url(fact.address) << "'>" << fact.value << "</a>";
        else
            html_ << fact.value;
        if (!fact.state.empty())
            html_ << " <span class='state " << std::string_view(fact.is_good ? "done" : "not_due") << "'>" << fact.state
                  << "</span>";
        html_ << "</dd>";
    }

    void table(const Answer::Thing& thing) {
        html_ << "<table><caption class='hidden'>" << thing.title << "</caption><thead><tr>";
        for (const auto& head : thing.table.head)
            html_ << "<th scope='col'>" << head << "</th>";
        html_ << "</tr></thead><tbody>";
        for (const auto& row : thing.table.rows) {
            html_ << "<tr>";
            for (const auto& cell : row)
                html_ << "<td" << chinese(cell) << ">" << cell << "</td>";
            html_ << "</tr>";
        }
        html_ << "</tbody></table>";
    }

    void source(const Answer::Thing& thing) {
        html_ << "<p class='small muted'>";
        if (!thing.unit.empty()) {
            html_ << words(language_, "search.answer.source") << " ";
            if (thing.unit_address.empty())
                html_ << "<span" << chinese(thing.unit) << ">" << thing.unit << "</span>";
            else
                html_ << "<a href='" << web::url(thing.unit_address) << "'" << chinese(thing.unit) << ">" << thing.unit << "</a>";
            html_ << "　";
        }
        if (thing.said_on != undated)
            html_ << words(language_, "search.answer.said_on", {portal::spoken_in_full(language_, thing.said_on)});
        html_ << "</p>";
    }

    Html& html_;
    const Language language_;
};

}  // namespace

void write_answer(Html& html, Language language, const Answer& answer) {
    html << "<section class='answer' aria-labelledby='answer'><h2 id='answer'>" << words(language, "search.answer") << "</h2>";
    Writer writer(html, language);
    for (const auto& thing : answer.things)
        writer.thing(thing);
    html << "</section>";
}

}  // namespace gongkai::search
