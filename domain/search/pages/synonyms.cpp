// The office's page of other names: what would be found is shown before anything is changed.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/forms.h"
#include "base/web/target.h"
#include "domain/accounts/pages/guard.h"
#include "domain/search/pages/console.h"
#include "domain/search/spelling.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Form;
using web::Html;
using web::Request;
using web::Response;

constexpr const char *list_address = "/console/search/synonyms", *change_form = "search.change_synonym";
constexpr int hits_compared = 5;
constexpr std::size_t carried_shown = 100;

// What is thought of, as the address says: GET, so that it can be shown to somebody else.
struct Thought {
    SynonymChange change;
    std::string query;  // to try it with
    std::string among;  // which of the carried pairs are looked for
};

Thought thought_in(const Request& request) {
    const auto field = [&](std::string_view name) { return std::string(trim(request.query.first(name).value_or(""))); };
    Thought thought{{{field("plain"), field("policy")}, field("change") != "drop"}, field("q"), field("among")};
    if (thought.query.empty())
        thought.query = thought.change.pair.plain;
    return thought;
}

std::string address_of(const Synonym& pair, std::string_view change) {
    return std::string(list_address) + "?plain=" + web::encode(pair.plain) + "&policy=" + web::encode(pair.policy) +
           "&change=" + std::string(change);
}

// How the question would be answered: how many, and the first.
void write_answer(Html& html, Language language, const char* title, const Result<Found>& found) {
    html << "<section><h3>" << words(language, title) << "</h3>";
    if (!found) {
        html << "<p>" << words(language, found.error()) << "</p></section>";
        return;
    }
    html << "<p>" << words(language, found->is_exact ? "search.total" : "search.total.at_least", {std::to_string(found->total)});
    if (!found->instead.empty())
        html << " " << words(language, "search.instead", {join(found->instead, "、")});
    html << "</p><ol lang='zh-CN'>";
    for (const auto& hit : found->hits)
        html << "<li><a href='" << web::url(hit.kept.entry.address) << "'>" << hit.kept.entry.title << "</a></li>";
    html << "</ol></section>";
}

void write_thought(Html& html, Context& context, const Keeper& keeper, db::Connection& connection, const Thought& thought) {
    const auto language = context.language;
    const auto& [pair, is_on] = thought.change;
    html << "<h2 id='preview'>"
         << words(language, is_on ? "search.synonym.preview" : "search.synonym.preview.drop", {pair.plain, pair.policy})
         << "</h2>";
    const auto index = keeper.index();
    const auto changes = with_change(synonym_changes(connection), thought.change);
    if (!changes || !index) {
        html << "<p class='errors' role='alert'>"
             << (changes ? words(language, "search.being_opened") : words(language, changes.error())) << "</p>";
        return;
    }
    const auto known = keeper.suggestions();
    const Synonyms then(*changes);
    const Asked asked{thought.query};
    const auto before = find_with(*synonyms(connection), connection, *index, known.get(), asked, hits_compared);
    const auto after = find_with(then, connection, *index, known.get(), asked, hits_compared);
    html << "<p>" << words(language, "search.synonym.tried", {thought.query}) << "</p><div class='two'>";
    write_answer(html, language, "search.synonym.before", before);
    write_answer(html, language, "search.synonym.after", after);
    html << "</div><form method='post' action='" << web::url(list_address) << "'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(change_form) << "'><input type='hidden' name='plain' value='" << pair.plain
         << "'><input type='hidden' name='policy' value='" << pair.policy << "'><input type='hidden' name='change' value='"
         << (is_on ? "add" : "drop") << "'><p><button>" << words(language, is_on ? "search.synonym.add" : "search.synonym.drop")
         << "</button> <a class='way' href='" << web::url(list_address) << "'>" << words(language, "search.synonym.not")
         << "</a></p></form>";
}

struct Line {
    Synonym pair;
    const char* origin;  // id of words
    bool is_on;
};

void write_table(Html& html, Language language, const std::vector<Line>& lines) {
    const auto plain = words(language, "search.synonym.plain"), policy = words(language, "search.synonym.policy"),
               origin = words(language, "search.synonym.origin");
    html << "<table class='sheet-table stack'><thead><tr><th scope='col'>" << plain << "</th><th scope='col'>" << policy
         << "</th><th scope='col'>" << origin << "</th><td></td></tr></thead><tbody>";
    for (const auto& [pair, from, is_on] : lines)
        html << "<tr><th scope='row' lang='zh-CN'>" << pair.plain << "</th><td lang='zh-CN' data-head='" << policy << "'>"
             << pair.policy << "</td><td data-head='" << origin << "'>" << words(language, from)
             << "</td><td><a class='way' href='" << web::url(address_of(pair, is_on ? "drop" : "add")) << "'>"
             << words(language, is_on ? "search.synonym.try_drop" : "search.synonym.try_back") << "<span class='hidden'> "
             << pair.plain << "</span></a></td></tr>";
    html << "</tbody></table>";
}

// Those that hold what is looked for; there are too many for one page.
void write_carried(Html& html, Language language, const std::vector<SynonymChange>& changes, const std::string& among) {
    std::vector<Line> found;
    std::size_t count = 0;
    const auto wanted = bare(among);
    for (const auto& pair : carried_synonyms()) {
        if ((bare(pair.plain) + '\n' + bare(pair.policy)).find(wanted) == std::string::npos ||
            std::ranges::find(changes, pair, &SynonymChange::pair) != changes.end())
            continue;
        if (++count <= carried_shown)
            found.push_back({pair, is_only_said(pair) ? "search.synonym.only_said" : "search.synonym.carried", true});
    }
    html << "<h2 id='carried'>" << words(language, "search.synonym.carried_ones", {std::to_string(carried_synonyms().size())})
         << "</h2><form class='sheet' action='" << web::url(std::string(list_address) + "#carried") << "'>";
    write_question_field(html, language, {"among", "search.synonym.among", "search.synonym.among.hint", among, synonym_at_most});
    html << "<p><button>" << words(language, "search.synonym.among.look") << "</button></p></form><p role='status'>"
         << words(language, "search.synonym.among.found", {std::to_string(count), std::to_string(found.size())}) << "</p>";
    if (!found.empty())
        write_table(html, language, found);
}

void write_list(Html& html, Language language, const std::vector<SynonymChange>& changes, const std::string& among) {
    std::vector<Line> changed;
    for (const auto& change : changes)
        changed.push_back({change.pair, change.is_on ? "search.synonym.of_office" : "search.synonym.switched_off", change.is_on});
    html << "<h2>" << words(language, "search.synonym.all") << "</h2>";
    if (changed.empty())
        html << "<p class='empty'>" << words(language, "search.synonym.none") << "</p>";
    else
        write_table(html, language, changed);
    write_carried(html, language, changes, among);
}

Response draw(const Doors& doors, const Keeper& keeper, Request& request, Context& context, const Thought& thought,
              const Refusal* refused, int status = 200) {
    const auto language = context.language;
    auto page = page_of(language, "search.synonyms", list_address);
    auto& html = page.content;
    html << "<p>" << words(language, "search.synonyms.text") << "</p>";
    if (refused)
        html << "<p class='errors' role='alert'>" << words(language, *refused) << "</p>";
    doors.database.read([&](db::Connection& connection) {
        if (!refused && !thought.change.pair.policy.empty())
            write_thought(html, context, keeper, connection, thought);
        html << "<h2>" << words(language, "search.synonym.new") << "</h2><form class='sheet' action='" << web::url(list_address)
             << "'>";
        const bool is_new = thought.change.is_on;
        const auto typed = [&](const std::string& text) { return is_new ? text : std::string(); };
        write_question_field(
            html, language,
            {"plain", "search.synonym.plain", "search.synonym.plain.hint", typed(thought.change.pair.plain), synonym_at_most});
        write_question_field(html, language,
                             {"policy", "search.synonym.policy", "search.synonym.policy.hint", typed(thought.change.pair.policy),
                              synonym_at_most});
        write_question_field(html, language, {"q", "search.synonym.try", "search.synonym.try.hint", typed(thought.query)});
        html << "<p><button>" << words(language, "search.synonym.look") << "</button></p></form>";
        write_list(html, language, synonym_changes(connection), thought.among);
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response change_act(const Doors& doors, const Keeper& keeper, Request& request, Context& context) {
    Form form(context.form);
    Thought thought;
    thought.change.pair = {form.text("plain"), form.text("policy")};
    thought.change.is_on = form.one_of("change", {"add", "drop"}) != "drop";
    thought.query = thought.change.pair.plain;
    if (!form.is_fine())
        return draw(doors, keeper, request, context, thought, &form.errors().front().refusal, 422);
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return change_synonym(connection, thought.change, accounts::actor(context)); });
    return done ? Response::redirect(list_address) : draw(doors, keeper, request, context, thought, &done.error(), 422);
}

}  // namespace

void hang_synonym_pages(Doors& doors, Keeper& keeper) {
    auto& router = doors.site.router();
    router
        .get(list_address, "search.synonyms",
             [doors, &keeper](Request& request, Context& context) {
                 return draw(doors, keeper, request, context, thought_in(request), nullptr);
             })
        .needs(office)
        .reads({"plain", "policy", "change", "q", "among"})
        .in_lane(lane)
        .sql_at_most(11);
    router
        .post(list_address, "search.change_synonym",
              [doors, &keeper](Request& request, Context& context) { return change_act(doors, keeper, request, context); })
        .needs(office)
        .form(change_form);
}

}  // namespace gongkai::search
