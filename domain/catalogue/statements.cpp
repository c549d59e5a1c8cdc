#include "domain/catalogue/statements.h"

#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/catalogue/queries.h"
#include "domain/journal/desk.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

Facts facts_in(const db::Rows& rows) {
    Facts facts{rows.get<std::int64_t>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2), rows.get<Day>(3), {},
                rows.get<bool>(5),         rows.get<std::string>(6), rows.get<Instant>(7),      rows.get<bool>(8)};
    const auto said = json::parse(rows.get<std::string>(4));
    for (const auto& [key, value] : said.as_object())
        facts.values.emplace(key, value.as_string());
    return facts;
}

void note(db::Connection& connection, std::string_view actor, std::string_view deed, const std::string& what,
          const json::object& detail) {
    journal::note(connection, {std::string(actor), "catalogue." + std::string(deed), what, json::serialize(detail)});
}

}  // namespace

History history_of(db::Connection& connection, std::string_view kind, std::int64_t subject) {
    History all;
    for (auto rows = connection.query(sql::statements, kind, subject); rows.next();)
        all.push_back(facts_in(rows));
    return all;
}

namespace {

std::vector<History> histories_in(db::Rows rows) {
    std::vector<History> all;
    while (rows.next()) {
        auto facts = facts_in(rows);
        if (all.empty() || all.back().back().subject != facts.subject)
            all.emplace_back();
        all.back().push_back(std::move(facts));
    }
    return all;
}

}  // namespace

std::vector<History> histories_of(db::Connection& connection, std::string_view kind) {
    return histories_in(connection.query(sql::statements_of_kind, kind));
}

std::vector<History> histories_of(db::Connection& connection, std::string_view kind, const std::vector<std::int64_t>& subjects) {
    std::vector<db::Parameter> parameters{kind};
    for (std::size_t i = 0; i < subjects_at_once; ++i)
        parameters.emplace_back(i < subjects.size() ? subjects[i] : std::int64_t{-1});
    return histories_in(connection.query(sql::statements_of_subjects, std::span<const db::Parameter>(parameters)));
}

Result<std::int64_t> state(db::Connection& connection, const Facts& facts, std::string_view actor) {
    const auto* kind = find_fact_kind(facts.kind);
    if (!kind)
        return refuse(RefusalKind::missing, "catalogue.refuse.unknown");
    json::object said;
    for (const auto& field : kind->fields) {
        const auto value = trim(facts.at(field.key));
        if (value.empty() && field.is_needed)
            return refuse(RefusalKind::invalid, "catalogue.refuse.fact_needed", {field.name(Language::zh)});
        if (!value.empty())
            said[field.key] = value;
    }
    if (facts.since_on > today())
        return refuse(RefusalKind::invalid, "catalogue.refuse.fact_future");
    const bool is_new_group = facts.kind == leading_group_kind && facts.subject == 0;
    const auto before = is_new_group ? History() : history_of(connection, facts.kind, facts.subject);
    if (before.empty() && facts.kind == leading_group_kind && !is_new_group)
        return refuse(RefusalKind::missing, "catalogue.refuse.unknown");
    const auto changed = differences(*kind, before.empty() ? Values() : before.back().values, facts.values);
    if (!before.empty()) {
        if (facts.since_on < before.back().since_on)
            return refuse(RefusalKind::conflict, "catalogue.refuse.fact_before", {to_text(before.back().since_on)});
        // The guide may be dated anew without a word changed: somebody has looked it through.
        if (changed.empty() && facts.is_ended == before.back().is_ended &&
            (facts.kind != guide_kind || facts.since_on == before.back().since_on))
            return refuse(RefusalKind::conflict, "catalogue.refuse.fact_same");
    }
    const auto subject =
        is_new_group ? std::get<0>(*connection.query(sql::next_subject, facts.kind).first<std::int64_t>()) : facts.subject;
    (void)connection
        .query(sql::state, facts.kind, subject, facts.since_on, json::serialize(said), facts.is_ended, actor, now(),
               facts.is_demonstration)
        .first<std::int64_t>();
    note(connection, actor, "state", facts.kind + '/' + std::to_string(subject),
         {{"since_on", to_text(facts.since_on)}, {"changed", json::value_from(changed)}, {"ended", facts.is_ended}});
    return subject;
}

std::vector<Training> trainings(db::Connection& connection) {
    std::vector<Training> all;
    for (auto rows = connection.query(sql::trainings); rows.next();)
        all.push_back({rows.get<std::int64_t>(0), rows.get<Day>(1), rows.get<std::string>(2), rows.get<int>(3), rows.get<int>(4),
                       rows.get<std::int64_t>(5), rows.get<std::string>(6), rows.get<std::optional<Day>>(7), rows.get<bool>(8)});
    return all;
}

Result<std::int64_t> note_training(db::Connection& connection, const Training& training, std::string_view actor) {
    if (trim(training.theme).empty())
        return refuse(RefusalKind::invalid, "catalogue.refuse.training_theme");
    if (training.held_on > today())
        return refuse(RefusalKind::invalid, "catalogue.refuse.training_future");
    if (training.people < 1 || training.minutes < 1)
        return refuse(RefusalKind::invalid, "catalogue.refuse.training_numbers");
    const auto id = std::get<0>(*connection
                                     .query(sql::add_training, training.held_on, trim(training.theme), training.people,
                                            training.minutes, training.unit_id, actor, now(), training.is_demonstration)
                                     .first<std::int64_t>());
    note(connection, actor, "note_training", "training/" + std::to_string(id),
         {{"held_on", to_text(training.held_on)}, {"people", training.people}, {"minutes", training.minutes}});
    return id;
}

Result<void> withdraw_training(db::Connection& connection, std::int64_t id, std::string_view actor) {
    if (connection.run(sql::withdraw_training, id, today()) == 0)
        return refuse(RefusalKind::missing, "catalogue.refuse.unknown");
    note(connection, actor, "withdraw_training", "training/" + std::to_string(id), {});
    return {};
}

}  // namespace gongkai::catalogue
