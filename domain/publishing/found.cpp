#include "domain/publishing/found.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/publishing/life.h"
#include "domain/publishing/queries.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"
#include "domain/search/desk.h"
#include "domain/search/store.h"

namespace gongkai::publishing {
namespace {

constexpr std::string_view life_events = "life_event";
constexpr std::int64_t frame_of_copy = 6 << 10;  // bytes around the text of a reading copy

// Every day on which the answer of validity_on() may change.
search::Turns turns_of(const ValidityFacts& facts, Day published_on) {
    std::set<Day> days{published_on};
    for (const auto& day : {facts.effective_on, facts.repealed_on, facts.partly_repealed_on, facts.amended_on, facts.ended_on})
        if (day)
            days.insert(*day);
    if (facts.expires_on)
        days.insert(*facts.expires_on + std::chrono::days(1));
    if (facts.said)
        days.insert(facts.said->on);
    search::Turns turns;
    for (const auto day : days)
        if (const auto validity = search::validity_from(word_of(validity_on(day, facts)));
            turns.empty() || turns.back().second != validity)
            turns.emplace_back(day, validity);
    // What holds before the first of these days is what holds on it.
    turns.front().first = search::undated;
    return turns;
}

// An interpretation is worth what the paper is worth that it explains: of several the one that holds best, as the values stand in
// their order. Whether that paper ends later is known by its deed, which hands over what explains it (hand_to_search).
search::Turns turns_of_explained(db::Connection& connection, DocumentId id) {
    std::vector<search::Turns> papers;
    std::set<Day> days;
    for (auto rows = connection.query(sql::explained_papers, id); rows.next();) {
        const auto paper = shelved_in(rows);
        for (const auto& [day, validity] : papers.emplace_back(turns_of(paper.facts, paper.published_on())))
            days.insert(day);
    }
    search::Turns turns;
    for (const auto day : days) {
        auto best = search::Validity::repealed;
        for (const auto& paper : papers)
            best = std::min(best, search::validity_on(day, paper));
        if (turns.empty() || turns.back().second != best)
            turns.emplace_back(day, best);
    }
    return turns;
}

std::string ending_of(std::string_view name) {
    const auto at = name.rfind('.');
    return at == std::string_view::npos || name.size() - at > 6 ? std::string() : lower_ascii(name.substr(at + 1));
}

// The reading copy (pages/copy.cpp), and every file that does not stand in the text.
std::vector<search::Holding> holdings_of(const std::string& address, const Text& text) {
    using search::Holding;
    Holding copy{Holding::Kind::copy, text.title + ".html", "html", address + "/copy.html", "", frame_of_copy};
    copy.bytes += static_cast<std::int64_t>(text.body.html().size());
    std::vector<Holding> all(1);
    for (const auto& file : text.attachments)
        if (stands_in(text.body, file))
            copy.bytes += file.bytes * 4 / 3;  // as it stands in the copy
        else
            all.push_back({Holding::Kind::original, file.name, ending_of(file.name), address + "/files/" + web::encode(file.name),
                           has_pages(file.name) ? address + "/pages/" + web::encode(file.name) : std::string(), file.bytes});
    all.front() = std::move(copy);
    return all;
}

// `live`: the edition that is public, with its text.
struct Live {
    EditionId id;
    const Text& text;
};

search::Entry entry_of(const Shelved& row, const std::optional<Live>& live, const catalogue::Columns& columns) {
    search::Entry entry;
    entry.source = documents_in_search;
    entry.key = std::to_string(row.id);
    entry.title = row.title;
    entry.number = row.number;
    entry.summary = row.summary;
    // An index number is also typed without its dashes.
    entry.known_as = row.key + '\n' + replace_all(row.key, "-", "");
    const auto* type = find_type(row.type);
    if (type)
        entry.kind = {type->key, type->zh, type->en};
    entry.unit = {std::to_string(row.unit_id), row.unit_name, ""};
    if (const auto* theme = catalogue::find_theme(row.theme))
        entry.theme = {theme->code, theme->zh, theme->en};
    if (const auto* column = columns.find(row.column))
        entry.column = {column->key, column->zh, column->en};
    entry.published_on = row.published_on();
    if (row.has_validity)
        entry.turns = turns_of(row.facts, entry.published_on);
    entry.address = "/documents/" + row.key;
    entry.formats.emplace_back("html");
    entry.is_demonstration = row.is_demonstration;
    entry.act = search::Act::ask;
    entry.act_address = "/units/" + entry.unit.code;
    if (!live)
        return entry;
    entry.text_version = std::to_string(live->id);
    entry.holdings = holdings_of(entry.address, live->text);
    for (const auto& file : live->text.attachments) {
        entry.files.push_back(file.file);
        if (const auto ending = ending_of(file.name);
            !ending.empty() && std::ranges::find(entry.formats, ending) == entry.formats.end())
            entry.formats.push_back(ending);
        if (entry.act != search::Act::download) {
            entry.act = search::Act::download;
            entry.act_address = entry.address + "/files/" + web::encode(file.name);
        }
    }
    return entry;
}

search::Entry entry_of(db::Connection& connection, const Shelved& row, const catalogue::Columns& columns) {
    const auto document = find_document(connection, row.id);
    const auto edition = document && document->live_id ? find_edition(connection, *document->live_id) : std::nullopt;
    auto entry = entry_of(row, edition ? std::optional(Live{edition->id, edition->text}) : std::nullopt, columns);
    if (row.type == search::explains_another)
        entry.turns = turns_of_explained(connection, row.id);
    return entry;
}

std::vector<search::Entry> piece(db::Connection& connection, std::string_view after, int at_most) {
    const auto columns = catalogue::columns(connection);
    Place place;
    if (const auto last = find_on_shelf(connection, whole_number(after).value_or(0)))
        place = {last->published_at, last->id};
    std::vector<search::Entry> all;
    for (const auto& row : list_of(connection, {}, place, today(), at_most).rows)
        all.push_back(entry_of(connection, row, columns));
    return all;
}

std::string text_of(db::Connection& connection, std::string_view key) {
    const auto document = find_document(connection, whole_number(key).value_or(0));
    if (!document || !document->is_live())
        return {};
    const auto edition = find_edition(connection, *document->live_id);
    if (!edition)
        return {};
    auto all = markup::text_of(edition->text.body);
    for (const auto& file : edition->text.attachments) {
        all += '\n' + file.name + '\n';
        all += search::text_of_file(connection, file.file).value_or("");
    }
    return all;
}

std::vector<std::string> texts(db::Connection& connection, const std::vector<std::string>& keys) {
    std::vector<std::string> all;
    all.reserve(keys.size());
    for (const auto& key : keys)
        all.push_back(text_of(connection, key));
    return all;
}

std::vector<search::Entry> all_life_events(db::Connection& connection, const LifeBook& book) {
    std::vector<search::Entry> all;
    if (!is_shown(connection, book))
        return all;
    for (const auto& cycle : book.cycles)
        for (const auto& event : cycle.events) {
            search::Entry entry;
            entry.source = life_events;
            entry.key = event.key;
            entry.title = event.zh;
            entry.title_en = event.en;
            entry.summary = event.about_zh;
            entry.known_as = replace_all(event.called_zh, " ", "\n");
            entry.kind = {"life_event", words(Language::zh, "publishing.life"), words(Language::en, "publishing.life")};
            for (const auto& step : event.steps)
                entry.body += step.zh + "：" + step.what_zh + '\n';
            entry.address = "/life/" + event.key;
            entry.is_demonstration = book.is_example;
            entry.formats.emplace_back("html");
            all.push_back(std::move(entry));
        }
    return all;
}

}  // namespace

void hand_to_search(db::Connection& connection, DocumentId id, const catalogue::Columns& columns) {
    if (const auto row = find_on_shelf(connection, id))
        search::hand_over(connection, entry_of(connection, *row, columns));
    else
        search::take_away(connection, documents_in_search, std::to_string(id));
    std::vector<DocumentId> explaining;
    for (auto rows = connection.query(sql::explaining, id); rows.next();)
        explaining.push_back(rows.get<DocumentId>(0));
    for (const auto one : explaining)
        if (const auto row = find_on_shelf(connection, one))
            search::hand_over(connection, entry_of(connection, *row, columns));
}

void hand_to_search(search::HandOver& hand_over, const Shelved& row, EditionId live, const Text& text,
                    const catalogue::Columns& columns) {
    hand_over(entry_of(row, Live{live, text}, columns));
}

search::Source found_documents() { return {std::string(documents_in_search), nullptr, piece, texts}; }
search::Source found_life_events(const Settings& settings) {
    return {std::string(life_events),
            [book = the_life_book(settings)](db::Connection& connection) { return all_life_events(connection, *book); }, nullptr,
            nullptr};
}

}  // namespace gongkai::publishing
