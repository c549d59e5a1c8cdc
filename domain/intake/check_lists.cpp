#include "domain/intake/check_lists.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "domain/intake/queries.h"
#include "domain/journal/desk.h"

namespace gongkai::intake {
namespace {

namespace json = boost::json;

constexpr std::string_view off = "off";

std::unexpected<Refusal> wrong_line(std::size_t row) {
    return refuse(Refusal::Kind::invalid, "checks.refuse.list", {std::to_string(row + 2)});
}

Result<void> take_levels(Checking& checking, std::string_view csv) {
    const auto table = read_csv_table(csv, {"kind", "sure", "doubtful"});
    if (!table)
        return std::unexpected(table.error());
    const auto level_of = [](std::string_view word) -> std::optional<Level> {
        return word == "block"                 ? std::optional(Level::block)
               : word == "warn" || word == off ? std::optional(Level::warn)
                                               : std::nullopt;
    };
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto found = std::ranges::find(checking.kinds, table->at(row, "kind"), &KindRule::kind);
        const auto sure = level_of(table->at(row, "sure")), doubtful = level_of(table->at(row, "doubtful"));
        if (found == checking.kinds.end() || !sure || !doubtful)
            return wrong_line(row);
        *found = {found->kind, *sure, *doubtful, table->at(row, "sure") != off};
    }
    return {};
}

Result<void> take_wrong_words(Checking& checking, std::string_view csv) {
    auto read = read_wrong_words(csv);
    if (!read)
        return std::unexpected(read.error());
    checking.wrong_words = *std::move(read);
    return {};
}

Result<void> take_sensitive_words(Checking& checking, std::string_view csv) {
    auto read = read_sensitive_words(csv);
    if (!read)
        return std::unexpected(read.error());
    checking.sensitive_words = *std::move(read);
    return {};
}

Result<void> take(Checking& checking, CheckList list, std::string_view csv) {
    switch (list) {
        case CheckList::levels:
            return take_levels(checking, csv);
        case CheckList::wrong_words:
            return take_wrong_words(checking, csv);
        case CheckList::sensitive_words:
            return take_sensitive_words(checking, csv);
    }
    return {};
}

}  // namespace

std::string_view word_of(CheckList list) {
    switch (list) {
        case CheckList::levels:
            return "levels";
        case CheckList::wrong_words:
            return "wrong_words";
        case CheckList::sensitive_words:
            return "sensitive_words";
    }
    return "";
}

const std::vector<CheckList>& all_check_lists() {
    static const std::vector<CheckList> all{CheckList::levels, CheckList::wrong_words, CheckList::sensitive_words};
    return all;
}

std::string written(const Checking& checking, CheckList list) {
    std::string csv;
    switch (list) {
        case CheckList::levels:
            csv = csv_line({"kind", "sure", "doubtful"});
            for (const auto& rule : checking.kinds)
                csv += csv_line(
                    {rule.kind, std::string(rule.is_on ? word_of(rule.sure) : off), std::string(word_of(rule.doubtful))});
            return csv;
        case CheckList::wrong_words:
            csv = csv_line({"wrong", "right", "unless"});
            for (const auto& word : checking.wrong_words)
                csv += csv_line({word.wrong, word.right, join(word.unless, "|")});
            return csv;
        case CheckList::sensitive_words:
            csv = csv_line({"word", "instead", "level", "unless", "reason"});
            for (const auto& word : checking.sensitive_words)
                csv += csv_line({word.word, word.instead, word.level ? std::string(word_of(*word.level)) : std::string(),
                                 join(word.unless, "|"), word.reason});
            return csv;
    }
    return csv;
}

std::string check_list(db::Connection& connection, CheckList list) {
    return written(office_checking(connection, Language::zh), list);
}

Result<Checking> checking_with(Checking checking, CheckList list, std::string_view csv) {
    if (const auto taken = take(checking, list, csv); !taken)
        return std::unexpected(taken.error());
    return checking;
}

Result<void> set_check_list(db::Connection& connection, CheckList list, std::string_view csv, std::string_view actor) {
    std::size_t lines = 0;
    if (trim(csv).empty()) {
        connection.run(sql::forget_check_list, word_of(list));
    } else {
        const auto known = checking_with(carried_checking(Language::zh, today()), list, csv);
        if (!known)
            return std::unexpected(known.error());
        const auto kept = written(*known, list);
        lines = static_cast<std::size_t>(std::ranges::count(kept, '\n')) - 1;
        connection.run(sql::keep_check_list, word_of(list), kept, now());
    }
    journal::note(connection, {std::string(actor), "publishing.set_check_list", "checks/" + std::string(word_of(list)),
                               json::serialize(json::object{{"lines", lines}, {"sha256", sha256_hex(csv)}})});
    return {};
}

void take_kept(Checking& checking, std::string_view name, std::string_view csv) {
    for (const auto list : all_check_lists())
        if (name == word_of(list))
            if (const auto taken = take(checking, list, csv); !taken)
                log(gongkai::Level::warning, "check_list_unread", {{"list", std::string(word_of(list))}});
}

Checking office_checking(db::Connection& connection, Language language) {
    auto checking = carried_checking(language, today());
    for (auto rows = connection.query(sql::check_lists); rows.next();)
        take_kept(checking, rows.text(0), rows.text(1));
    return checking;
}

}  // namespace gongkai::intake
