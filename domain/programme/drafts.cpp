#include "domain/programme/drafts.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/programme/queries.h"
#include "domain/programme/reading/due.h"
#include "domain/programme/reading/reading_words.h"
#include "domain/programme/rules.h"

namespace gongkai::programme {
namespace {

namespace json = boost::json;

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    auto one_line = replace_all(replace_all(std::string(text), "\r", "\n"), "、", "\n");
    for (const std::string_view mark : {"，", ",", "；", ";"})
        one_line = replace_all(one_line, mark, "\n");
    for (const auto part : split(one_line, '\n'))
        if (const auto name = trim(part); !name.empty() && std::ranges::find(names, name) == names.end())
            names.emplace_back(name);
    return names;
}

std::vector<Due> dues_in(const Reading& reading, std::string_view text) {
    const DueContext context{year_of_notice(reading.document, today()), reading.document.signed_on};
    std::vector<Due> dues;
    for (auto& found : read_dues(to_code_points(text), context, DuePlace::cell, reading_words()))
        dues.push_back(std::move(found.due));
    return dues;
}

Row* row_at(Reading& reading, std::string_view place) {
    std::size_t task = 0, row = 0;
    const auto dot = place.find('.');
    if (dot == std::string_view::npos)
        return nullptr;
    std::from_chars(place.data(), place.data() + dot, task);
    std::from_chars(place.data() + dot + 1, place.data() + place.size(), row);
    if (task < 1 || task > reading.tasks.size() || row < 1 || row > reading.tasks[task - 1].rows.size())
        return nullptr;
    return &reading.tasks[task - 1].rows[row - 1];
}

Result<void> put_head_right(NoticeHead& head, const Correction& correction) {
    const auto value = std::string(trim(correction.value));
    if (correction.field == "title")
        head.title = value;
    else if (correction.field == "number")
        head.number = value;
    else if (correction.field == "issuer")
        head.issuer = value;
    else if (correction.field == "signed_on") {
        const auto day = parse_day(value);
        if (!day && !value.empty())
            return refuse(Refusal::Kind::invalid, "programme.refuse.signed_on", {value});
        head.signed_on = day;
    } else {
        return refuse(Refusal::Kind::invalid, "programme.refuse.correction", {correction.place, correction.field});
    }
    return {};
}

// Lead and support units that are no longer named fall away with their names.
void keep_named(std::vector<std::string>& part, const std::vector<std::string>& names) {
    std::erase_if(part, [&](const std::string& name) { return std::ranges::find(names, name) == names.end(); });
}

void note(db::Connection& connection, std::string_view actor, std::string deed, DraftId id, json::object detail = {}) {
    journal::note(connection,
                  {std::string(actor), std::move(deed), "notice_draft/" + std::to_string(id), json::serialize(detail)});
}

Draft draft_of(const db::Rows& rows) {
    return {rows.get<DraftId>(0),
            rows.get<std::string>(1),
            rows.get<std::string>(2),
            rows.get<std::string>(3),
            rows.get<Instant>(4),
            !rows.is_null(5),
            rows.is_null(6) ? std::string() : rows.get<std::string>(6)};
}

Result<void> answer(db::Connection& connection, DraftId id, std::string_view word, const std::optional<std::string>& key,
                    std::string_view actor) {
    if (connection.run(sql::answer_draft, id, word, key, actor, now()) == 0)
        return refuse(Refusal::Kind::conflict, "programme.refuse.draft_answered");
    return {};
}

}  // namespace

Result<void> put_right(Reading& reading, const std::vector<Correction>& corrections) {
    for (const auto& correction : corrections) {
        if (correction.place == "head") {
            if (auto done = put_head_right(reading.document, correction); !done)
                return done;
            continue;
        }
        auto* row = row_at(reading, correction.place);
        if (!row)
            return refuse(Refusal::Kind::invalid, "programme.refuse.correction", {correction.place, correction.field});
        if (correction.field == "requirement")
            row->requirement = trim(correction.value);
        else if (correction.field == "groups")
            row->groups = names_in(correction.value);
        else if (correction.field == "due")
            row->due = dues_in(reading, correction.value);
        else if (correction.field == "units") {
            row->units = names_in(correction.value);
            keep_named(row->lead, row->units);
            keep_named(row->support, row->units);
        } else {
            return refuse(Refusal::Kind::invalid, "programme.refuse.correction", {correction.place, correction.field});
        }
        row->confidence = 1;
    }
    return {};
}

std::vector<Draft> drafts_waiting(db::Connection& connection) {
    std::vector<Draft> all;
    for (auto rows = connection.query(sql::drafts_waiting); rows.next();)
        all.push_back(draft_of(rows));
    return all;
}

std::optional<Draft> find_draft(db::Connection& connection, DraftId id) {
    auto rows = connection.query(sql::draft_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return draft_of(rows);
}

std::vector<Correction> corrections_of(db::Connection& connection, DraftId id) {
    std::vector<Correction> all;
    for (auto rows = connection.query(sql::corrections_of_draft, id); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2)});
    return all;
}

DraftId hand_in(db::Connection& connection, std::string_view file_name, std::string_view file, std::string_view actor) {
    const auto id = std::get<0>(*connection.query(sql::add_draft, file_name, file, actor, now()).first<DraftId>());
    note(connection, actor, "programme.hand_in", id, {{"file", file_name}, {"sha256", file}});
    return id;
}

Result<void> correct(db::Connection& connection, DraftId id, const std::vector<Correction>& corrections, std::string_view actor) {
    const auto draft = find_draft(connection, id);
    if (!draft || draft->is_answered)
        return refuse(Refusal::Kind::conflict, "programme.refuse.draft_answered");
    json::array told;
    for (const auto& one : corrections) {
        connection.run(sql::put_correction, id, one.place, one.field, one.value, actor, now());
        told.push_back({{"place", one.place}, {"field", one.field}, {"value", one.value}});
    }
    if (!corrections.empty())
        note(connection, actor, "programme.correct", id, {{"corrections", told}});
    return {};
}

Result<Import> accept(db::Connection& connection, DraftId id, const Paper& paper, std::string_view actor) {
    auto import = take_in(connection, paper, actor);
    if (!import)
        return import;
    if (auto done = answer(connection, id, "accepted", import->key, actor); !done)
        return std::unexpected(done.error());
    note(connection, actor, "programme.accept_notice", id, {{"key", import->key}});
    return import;
}

Result<void> drop(db::Connection& connection, DraftId id, std::string_view actor) {
    if (auto done = answer(connection, id, "dropped", std::nullopt, actor); !done)
        return done;
    note(connection, actor, "programme.drop_notice", id);
    return {};
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_named); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::programme
