// Where entries come from. The list of sources stands in app/rooms.cpp; a source is plain functions of the room that owns the
// things, so that an index can be made anew from what the rooms have.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/db/connection.h"
#include "domain/search/answer.h"
#include "domain/search/entry.h"

namespace gongkai::search {

// The texts of entries that stay with their owner, each with that of its files: one for each key, in their order.
using Texts = std::vector<std::string> (*)(db::Connection& connection, const std::vector<std::string>& keys);

struct Source {
    std::string name;
    // Few: all of them, compared when the database has changed.
    std::function<std::vector<Entry>(db::Connection& connection)> all;
    // Many, handed over by deeds: a piece of all that there is after `after` ("" at first; then the last key), for what was there
    // before this room was.
    std::vector<Entry> (*piece)(db::Connection& connection, std::string_view after, int at_most) = nullptr;
    Texts texts = nullptr;  // null: their text stands in the entries
    // A direct answer, where the question is understood whole; at most five statements.
    std::function<std::optional<Answer>(db::Connection& connection, const Inquiry& question, Language language)> answer = {};
    // Whom to ask: of these units, by their numbers, those that say how they are reached. One statement.
    std::function<std::map<std::string, Contact>(db::Connection& connection, const std::vector<std::string>& units)> contacts =
        {};
};
using Sources = std::vector<Source>;
using SourcesOf = Sources (*)(const Settings& settings);

}  // namespace gongkai::search
