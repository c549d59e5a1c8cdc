#include "domain/catalogue/demonstration.h"

#include <boost/json.hpp>

#include "base/core/file.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/items.h"
#include "domain/catalogue/queries.h"
#include "domain/catalogue/statements.h"
#include "domain/catalogue/store.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

std::int64_t number_in(db::Rows rows) { return std::get<0>(*rows.first<std::int64_t>()); }

// `columns` names the column of each field.
Result<std::int64_t> take_items(db::Connection& connection, const std::filesystem::path& file, const json::object& columns,
                                std::string_view actor) {
    const auto read = read_catalogue(file, file.filename().string());
    if (!read)
        return std::unexpected(read.error());
    Import report;
    if (const auto taken = take_in(connection, *read, actor, report); !taken)
        return std::unexpected(taken.error());
    for (const auto& row : report.rows) {
        const auto* column = columns.if_contains(row.read.field);
        connection.run(sql::mark_item, row.key, column ? std::string_view(column->as_string()) : std::string_view());
    }
    return static_cast<std::int64_t>(report.rows.size());
}

// One statement, or several of one subject, oldest first.
Result<std::int64_t> say(db::Connection& connection, std::string_view kind, std::int64_t subject, const json::array& statements,
                         std::string_view actor) {
    for (const auto& one : statements) {
        Facts facts;
        facts.kind = kind;
        facts.subject = subject;
        facts.since_on = parse_day(one.at("since_on").as_string()).value();
        facts.is_demonstration = true;
        for (const auto& [key, value] : one.at("values").as_object())
            facts.values.emplace(key, value.as_string());
        const auto stated = state(connection, facts, actor);
        if (!stated)
            return stated;
        subject = *stated;
    }
    return static_cast<std::int64_t>(statements.size());
}

Result<std::int64_t> take_facts(db::Connection& connection, const json::object& facts, std::string_view actor) {
    const auto units = people::directory(connection);
    std::int64_t count = 0;
    const auto add = [&](const Result<std::int64_t>& said) {
        count += said.value_or(0);
        return said.has_value();
    };
    if (const auto said = say(connection, guide_kind, 0, facts.at("guide").as_array(), actor); !add(said))
        return said;
    for (const auto& one : facts.at("profiles").as_array())
        if (const auto* unit = units.find(std::string_view(one.at("unit").as_string()), today()))
            if (const auto said = say(connection, profile_kind, unit->id, one.at("says").as_array(), actor); !add(said))
                return said;
    for (const auto& one : facts.at("leading_groups").as_array())
        if (const auto said = say(connection, leading_group_kind, 0, one.as_array(), actor); !add(said))
            return said;
    for (const auto& one : facts.at("trainings").as_array()) {
        const auto* unit = units.find(std::string_view(one.at("unit").as_string()), today());
        if (!unit)
            continue;
        Training training;
        training.held_on = parse_day(one.at("held_on").as_string()).value();
        training.theme = one.at("theme").as_string();
        training.people = static_cast<int>(one.at("people").as_int64());
        training.minutes = static_cast<int>(one.at("minutes").as_int64());
        training.unit_id = unit->id;
        training.is_demonstration = true;
        if (const auto noted = note_training(connection, training, actor); !noted)
            return noted;
        ++count;
    }
    return count;
}

}  // namespace

Result<std::int64_t> demonstrate(db::Connection& connection, const Files&, const std::filesystem::path& folder,
                                 std::string_view actor) {
    install(connection);
    install_items(connection);
    if (number_in(connection.query(sql::in_the_way)) > 0)
        return refuse(RefusalKind::conflict, "catalogue.refuse.demonstration");
    const auto file = folder / "facts.json";
    const auto text = read_file(file);
    if (!text)
        return std::unexpected(text.error());
    try {
        const auto facts = json::parse(*text).as_object();
        const auto items = take_items(connection, folder / "catalogue.csv", facts.at("columns").as_object(), actor);
        if (!items)
            return items;
        const auto said = take_facts(connection, facts, actor);
        return said ? Result<std::int64_t>(*items + *said) : said;
    } catch (const std::exception&) {  // the file is no JSON, or lacks what is asked for
        return refuse(RefusalKind::invalid, "catalogue.refuse.demonstration_file", {file.string()});
    }
}

std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor) {
    const auto count = number_in(connection.query(sql::demonstrations));
    if (count == 0)
        return 0;
    for (const auto* statement : {&sql::drop_demonstration_units, &sql::drop_demonstration_items,
                                  &sql::drop_demonstration_statements, &sql::drop_demonstration_trainings})
        connection.run(*statement);
    journal::note(connection, {std::string(actor), "catalogue.drop_demonstration", "demonstration",
                               json::serialize(json::object{{"count", count}})});
    return count;
}

}  // namespace gongkai::catalogue
