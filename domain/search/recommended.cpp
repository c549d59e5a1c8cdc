#include "domain/search/recommended.h"

#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/search/queries.h"
#include "domain/search/query.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;

Recommended recommended_in(const db::Rows& rows) {
    Recommended one;
    one.id = rows.get<RecommendedId>(0);
    one.query = rows.get<std::string>(1);
    one.entry_id = rows.get<EntryId>(2);
    one.unit_id = rows.get<people::UnitId>(3);
    one.reason = rows.get<std::string>(4);
    one.until = rows.get<Day>(5);
    one.unit_name = rows.get<std::string>(6);
    one.title = rows.get<std::string>(7);
    one.address = rows.get<std::string>(8);
    one.is_gone = rows.get<bool>(9);
    return one;
}

std::unexpected<Refusal> missing() { return refuse(Refusal::Kind::missing, "search.refuse.recommend_missing"); }

void note(db::Connection& connection, std::string_view actor, const char* deed, const Recommended& one) {
    journal::note(connection, {std::string(actor), deed, "recommended/" + std::to_string(one.id),
                               json::serialize(json::object{{"query", one.query},
                                                            {"entry", one.entry_id},
                                                            {"unit", one.unit_id},
                                                            {"reason", one.reason},
                                                            {"until", to_text(one.until)}})});
}

}  // namespace

std::vector<Recommended> all_recommended(db::Connection& connection) {
    std::vector<Recommended> all;
    for (auto rows = connection.query(sql::all_recommended, recommended_at_most); rows.next();)
        all.push_back(recommended_in(rows));
    return all;
}

std::optional<Recommended> find_recommended(db::Connection& connection, RecommendedId id) {
    auto rows = connection.query(sql::find_recommended, id);
    return rows.next() ? std::optional(recommended_in(rows)) : std::nullopt;
}

std::vector<OnTop> recommended_for(db::Connection& connection, const std::vector<std::string>& spelled, Day on) {
    std::vector<db::Parameter> parameters;
    for (std::size_t i = 0; i < spellings_looked_at; ++i)
        parameters.emplace_back(i < spelled.size() ? std::string_view(spelled[i]) : std::string_view());
    parameters.emplace_back(on);
    parameters.emplace_back(recommended_a_question);
    std::vector<OnTop> all;
    for (auto rows = connection.query(sql::recommended_for, std::span<const db::Parameter>(parameters)); rows.next();)
        all.push_back({rows.get<EntryId>(0), rows.get<std::string>(1)});
    return all;
}

std::optional<EntryId> entry_at(db::Connection& connection, std::string_view address, std::string_view site_address) {
    address = trim(address);
    if (!site_address.empty() && address.starts_with(site_address))
        address.remove_prefix(site_address.size());
    address = address.substr(0, address.find_first_of("?#"));
    const auto found = connection.query(sql::at_address, address).first<EntryId>();
    return found ? std::optional(std::get<0>(*found)) : std::nullopt;
}

Result<RecommendedId> recommend(db::Connection& connection, const Recommended& one, Day today, std::string_view actor) {
    const auto typed = read_query(one.query);
    if (!typed)
        return std::unexpected(typed.error());
    if (entries(connection, {one.entry_id}).empty())
        return refuse(Refusal::Kind::invalid, "search.refuse.recommend_no_entry");
    if (!people::directory(connection).find(one.unit_id))
        return refuse(Refusal::Kind::invalid, "search.refuse.recommend_no_unit");
    if (trim(one.reason).empty())
        return refuse(Refusal::Kind::invalid, "search.refuse.recommend_no_reason");
    if (one.is_over(today))
        return refuse(Refusal::Kind::invalid, "search.refuse.recommend_past", {to_text(one.until)});
    const auto known = recommended_for(connection, {typed->bare}, today);
    for (const auto& other : known)
        if (other.entry_id == one.entry_id)
            return refuse(Refusal::Kind::conflict, "search.refuse.recommend_twice", {one.query});
    if (known.size() >= static_cast<std::size_t>(recommended_a_question))
        return refuse(Refusal::Kind::conflict, "search.refuse.recommend_many", {std::to_string(recommended_a_question)});
    auto added = one;
    added.query = trim(one.query);
    added.reason = trim(one.reason);
    added.id = std::get<0>(
        *connection.query(sql::recommend, added.query, typed->bare, added.entry_id, added.unit_id, added.reason, added.until)
             .first<RecommendedId>());
    note(connection, actor, "search.recommend", added);
    return added.id;
}

Result<void> prolong(db::Connection& connection, RecommendedId id, Day until, Day today, std::string_view actor) {
    auto one = find_recommended(connection, id);
    if (!one)
        return missing();
    one->until = until;
    if (one->is_over(today))
        return refuse(Refusal::Kind::invalid, "search.refuse.recommend_past", {to_text(until)});
    connection.run(sql::prolong, id, until);
    note(connection, actor, "search.prolong", *one);
    return {};
}

Result<void> end_recommended(db::Connection& connection, RecommendedId id, std::string_view actor) {
    const auto one = find_recommended(connection, id);
    if (!one)
        return missing();
    connection.run(sql::end_recommended, id, now());
    note(connection, actor, "search.end_recommended", *one);
    return {};
}

}  // namespace gongkai::search
