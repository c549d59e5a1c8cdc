#include "domain/search/answers.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "domain/search/borne.h"
#include "domain/search/number.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

constexpr std::size_t characters_at_most = 40;  // who writes more asks for more than one thing
constexpr std::size_t titled_at_most = 20;      // of one kind and words
constexpr std::size_t looks_at_titles = 12;

// 邹政办字33号 is answered where one paper bears it; papers of several years are a list. What was published as a document goes
// before the notice that the programme has read from it.
std::optional<Answer> paper_of_number(const Inquiry& question, Language language) {
    const auto typed = number_in(question.typed);
    if (!typed || typed->organ.empty())
        return std::nullopt;
    std::vector<const Kept*> documents, others;
    for (const auto* hit : question.hits) {
        const auto printed = number_of(hit->entry.number);
        if (printed && is_meant(*typed, *printed))
            (hit->entry.source == "document" ? documents : others).push_back(hit);
    }
    const auto& meant = documents.empty() ? others : documents;
    if (meant.size() != 1)
        return std::nullopt;
    const auto& entry = meant.front()->entry;
    auto thing = thing_of(question, *meant.front(), language);
    thing.facts.push_back({words(language, "search.answer.number"), entry.number, "", "", false});
    if (entry.act == Act::download)
        thing.ways.push_back({words(language, "search.act.download"), entry.act_address});
    return Answer{"document", {std::move(thing)}};
}

}  // namespace

std::string Inquiry::name_of(LabelId id, Language language) const {
    const auto found = labels.find(id);
    return found == labels.end() ? std::string() : found->second.label.name(language);
}

std::string Inquiry::code_of(LabelId id) const {
    const auto found = labels.find(id);
    return found == labels.end() ? std::string() : found->second.label.code;
}

Answer::Thing thing_of(const Inquiry& question, const Kept& kept, Language language) {
    const auto& entry = kept.entry;
    Answer::Thing thing;
    thing.title = language == Language::en && !entry.title_en.empty() ? entry.title_en : entry.title;
    thing.address = entry.address;
    thing.unit = question.name_of(kept.unit, language);
    // The issuer of a notice is no unit of the directory.
    if (const auto code = question.code_of(kept.unit); whole_number(code))
        thing.unit_address = "/units/" + code;
    thing.said_on = entry.day();
    thing.validity = kept.validity;
    thing.is_demonstration = entry.is_demonstration;
    return thing;
}

std::optional<Answer> answer_to(db::Connection& connection, const fulltext::Index& index, const Sources& sources,
                                const Asked& asked, const Found& found, Language language) {
    if (trim(asked.text).empty() || asked.has_filters() || asked.page > 1 || asked.order != Order::best || !found.synonyms ||
        count_code_points(asked.text) > characters_at_most)
        return std::nullopt;
    Inquiry question{asked.text, bare(asked.text), {}, found.labels, *found.synonyms, {}};
    for (const auto& hit : found.hits)
        question.hits.push_back(&hit.kept);
    question.titled = [&](const std::vector<Titled>& wanted) {
        using Clock = std::chrono::steady_clock;
        const auto deadline = Clock::now() + budget / 5;
        std::set<std::pair<std::string_view, std::string_view>> looked_for;
        std::set<EntryId> ids;
        for (const auto& one : wanted) {
            if (!looked_for.emplace(one.kind, one.words).second)
                continue;
            const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now());
            if (looked_for.size() > looks_at_titles || left.count() <= 0)
                break;
            const auto label = std::ranges::find_if(found.labels, [&](const auto& known) {
                return known.second.facet == "kind" && known.second.label.code == one.kind;
            });
            if (label == found.labels.end())
                continue;
            fulltext::Query query;
            query.words.push_back({one.words, fulltext::Field::title});
            query.filters.push_back({static_cast<std::size_t>(Facet::kind), {label->first}});
            query.count = titled_at_most;
            query.total = fulltext::Total::unwanted;
            query.budget = left;
            for (const auto& hit : index.find(query).hits)
                ids.insert(static_cast<EntryId>(hit.key));
        }
        std::vector<Kept> all;
        for (const auto* hit : question.hits)
            if (ids.erase(hit->id) > 0)
                all.push_back(*hit);
        if (!ids.empty())
            for (auto& [id, kept] : entries(connection, {ids.begin(), ids.end()}))
                all.push_back(std::move(kept));
        return all;
    };
    const auto ask = [&]() -> std::optional<Answer> {
        for (const auto& source : sources)
            if (source.answer)
                if (auto answer = source.answer(connection, question, language))
                    return answer;
        return std::nullopt;
    };
    if (auto paper = paper_of_number(question, language))
        return paper;
    if (auto answer = ask(); answer || asked.is_as_typed)
        return answer;
    // 图书管几点开门, 空气质量 上个月: as it was understood.
    const auto days = days_in(asked.text, today());
    const auto understood = !found.asked_instead.empty() ? found.asked_instead : days ? days->written : std::string();
    if (understood.empty() || understood == asked.text)
        return std::nullopt;
    question.typed = understood;
    question.bare = bare(understood);
    return ask();
}

void add_contacts(db::Connection& connection, const Sources& sources, Found& found) {
    std::map<std::string, LabelId> units;
    for (const auto& hit : found.hits)
        if (const auto* unit = found.label(hit.kept.unit); unit && whole_number(unit->code))
            units.emplace(unit->code, hit.kept.unit);
    if (units.empty())
        return;
    std::vector<std::string> codes;
    for (const auto& [code, id] : units)
        codes.push_back(code);
    for (const auto& source : sources)
        if (source.contacts)
            for (auto& [code, contact] : source.contacts(connection, codes))
                found.contacts[units.at(code)] = std::move(contact);
}

}  // namespace gongkai::search
