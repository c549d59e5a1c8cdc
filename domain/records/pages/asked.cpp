#include "domain/records/pages/asked.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

// Whether a filter could have this value at all; which values there are is asked of the database.
bool is_possible(const Field& field, std::string_view value) {
    switch (field.type) {
        case Type::choice:
        case Type::choices:
            return field.find_choice(value) != nullptr;
        case Type::unit:
        case Type::town:
            return whole_number(value).value_or(0) > 0;
        case Type::year:
        case Type::day:
            return value.size() == 4 && day_of(value).has_value();
        case Type::month:
            return value.size() == 7 && day_of(value).has_value();
        default:
            return value == "yes" || value == "no";
    }
}

Mistake passed_over(Language language, std::string_view id, std::vector<std::string> arguments) {
    return {words(language, id, arguments), words(language, "records.list.passed_over")};
}

void ask(AskedList& list, const Kind& kind, std::size_t slot, std::string_view value, Language language) {
    if (value.empty())
        return;
    const auto& field = kind.fields[kind.filters[slot]];
    if (is_possible(field, value))
        list.asked.filters[slot] = std::string(value);
    else
        list.mistakes.push_back(passed_over(language, "records.list.mistake", {field.names.in(language), std::string(value)}));
}

void ask_place(AskedList& list, std::string_view after, Language language) {
    if (after.empty())
        return;
    list.is_first = false;
    if (const auto skipped = whole_number(after); skipped && list.sort && *skipped > 0 && *skipped <= sorted_at_most)
        list.skipped = static_cast<std::size_t>(*skipped);
    else if (auto place = place_from(after))
        list.after = std::move(*place);
    else {
        list.is_first = true;
        list.mistakes.push_back(passed_over(language, "records.list.mistake", {"after", std::string(after)}));
    }
}

// `?at=大律村&from=2026-01-01&to=2026-06-30`, of kinds that are asked for by place and day.
// A page may have a filter of that name beside them; programs name filters in `filter`.
enum class Filters { by_name, in_one_field };
void ask_place_and_days(AskedList& list, const web::Request& request, const Kind& kind, Filters filters, Language language) {
    for (const std::string_view name : {"at", "from", "to"}) {
        const bool is_asked_by = kind.query && (name != "at" || !kind.query->places.empty());
        const auto field = kind.find_field(name);
        const bool is_filter = filters == Filters::by_name && field && kind.slot_of(*field);
        if (!is_asked_by && !is_filter && !request.query.first(name).value_or("").empty())
            list.mistakes.push_back(passed_over(language, "records.list.not_asked", {std::string(name)}));
    }
    if (!kind.query)
        return;
    constexpr std::size_t place_at_most = 100;
    if (const auto place = trim(request.query.first("at").value_or("")); !place.empty() && !kind.query->places.empty()) {
        if (place.size() <= place_at_most && is_utf8(place))
            list.asked.place = place;
        else
            list.mistakes.push_back(
                passed_over(language, "records.list.mistake", {name_of_places(kind, language), mend_utf8(place)}));
    }
    const auto day = [&](std::string_view name, std::optional<Day>& into) {
        const auto said = trim(request.query.first(name).value_or(""));
        into = parse_day(said);
        if (!into && !said.empty())
            list.mistakes.push_back(passed_over(language, "records.list.mistaken_day",
                                                {words(language, "records.query." + std::string(name)), std::string(said)}));
    };
    day("from", list.asked.from);
    day("to", list.asked.to);
    if (list.asked.from && list.asked.to && *list.asked.to < *list.asked.from) {
        list.mistakes.push_back({words(language, "records.query.turned"), words(language, "records.query.turned_round")});
        std::swap(list.asked.from, list.asked.to);
    }
}

}  // namespace

std::vector<std::string> list_query() {
    std::set<std::string> all{"after", "sort", "words", "at", "from", "to"};
    for (const auto& kind : kinds().all)
        for (const auto filter : kind.filters)
            all.insert(kind.fields[filter].key);
    return {all.begin(), all.end()};
}

AskedList asked_list(const web::Request& request, const Kind& kind, Language language) {
    AskedList list;
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot)
        ask(list, kind, slot, request.query.first(kind.fields[kind.filters[slot]].key).value_or(""), language);
    if (auto sort = request.query.first("sort").value_or(""); !sort.empty()) {
        const bool is_descending = sort.starts_with('-');
        const auto field = kind.find_field(sort.substr(is_descending ? 1 : 0));
        if (field && std::ranges::find(kind.columns, *field) != kind.columns.end())
            list.sort = Sort{*field, is_descending};
        else
            list.mistakes.push_back(passed_over(language, "records.list.mistake", {"sort", std::string(sort)}));
    }
    ask_place_and_days(list, request, kind, Filters::by_name, language);
    constexpr std::size_t words_at_most = 100;
    if (const auto wanted = trim(request.query.first("words").value_or("")); wanted.size() <= words_at_most && is_utf8(wanted))
        list.words = wanted;
    else
        list.mistakes.push_back(passed_over(language, "records.list.mistake", {"words", mend_utf8(wanted)}));
    ask_place(list, request.query.first("after").value_or(""), language);
    return list;
}

AskedList asked_of_program(const web::Request& request, const Kind& kind, Language language) {
    AskedList list;
    for (const auto part : split(request.query.first("filter").value_or(""), ';')) {
        if (part.empty())
            continue;
        const auto colon = part.find(':');
        const auto field = kind.find_field(part.substr(0, colon));
        const auto slot = field ? kind.slot_of(*field) : std::nullopt;
        if (!slot || colon == std::string_view::npos)
            list.mistakes.push_back(passed_over(language, "records.list.mistake", {"filter", std::string(part)}));
        else
            ask(list, kind, *slot, part.substr(colon + 1), language);
    }
    ask_place_and_days(list, request, kind, Filters::in_one_field, language);
    ask_place(list, request.query.first("after").value_or(""), language);
    return list;
}

std::string address_of(const Kind& kind) { return "/records/" + kind.key; }

std::string address_of(const Kind& kind, std::int64_t serial) { return address_of(kind) + "/" + std::to_string(serial); }

namespace {

web::Fields query_of(const Kind& kind, const Asked& asked, const std::optional<Sort>& sort) {
    web::Fields query;
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot)
        if (!asked.filters[slot].empty())
            query.add(kind.fields[kind.filters[slot]].key, asked.filters[slot]);
    if (!asked.place.empty())
        query.add("at", asked.place);
    if (asked.from)
        query.add("from", to_text(*asked.from));
    if (asked.to)
        query.add("to", to_text(*asked.to));
    if (sort)
        query.add("sort", (sort->is_descending ? "-" : "") + kind.fields[sort->field].key);
    return query;
}

}  // namespace

std::string address_of(const Kind& kind, std::string_view below, const Asked& asked, const std::optional<Sort>& sort,
                       std::string_view after) {
    auto query = query_of(kind, asked, sort);
    if (!after.empty())
        query.add("after", std::string(after));
    return web::write_target(address_of(kind) + std::string(below), query);
}

std::string address_of_file(const Kind& kind, std::string_view below, const AskedList& list) {
    auto query = query_of(kind, list.asked, list.words.empty() ? list.sort : std::nullopt);
    if (!list.words.empty())
        query.add("words", list.words);
    return web::write_target(address_of(kind) + std::string(below), query);
}

namespace {

// People say 停车费 and 污水费 for 机动车停放服务费 and 污水处理费: every character of it stands in one short line, in any order.
// Of one character, and of letters and digits, that would say nothing.
bool is_said_otherwise(std::string_view wanted, std::string_view said) {
    const auto characters = to_code_points(wanted);
    constexpr std::size_t least = 2, short_line = 40;
    if (characters.size() < least || !std::ranges::all_of(characters, is_han))
        return false;
    return std::ranges::any_of(split(said, '\n'), [&](std::string_view line) {
        const auto has = to_code_points(line);
        return has.size() <= short_line &&
               std::ranges::all_of(characters, [&](char32_t one) { return has.find(one) != std::u32string::npos; });
    });
}

}  // namespace

std::optional<std::vector<Record>> rows_with(db::Connection& connection, const Kind& kind, const AskedList& list,
                                             const Counts& counts, Day as_of, const people::Directory& units, Language language) {
    if (rows_to_look_at(kind, list.asked, counts) > sorted_at_most)
        return std::nullopt;
    auto page = list_of(connection, kind, list.asked, counts, {}, as_of, sorted_at_most, sorted_at_most);
    std::vector<std::string> wanted;
    for (const auto one : split(lower_ascii(nfkc(list.words)), ' '))
        if (!one.empty())
            wanted.emplace_back(one);
    std::vector<Record> found, alike;
    for (auto& record : page.rows) {
        std::string said;
        for (FieldIndex i = 0; i < kind.fields.size(); ++i)
            if (!record.values[i].empty())
                said += lower_ascii(nfkc(spoken(kind.fields[i], record.values[i], language, units))) + "\n";
        if (std::ranges::all_of(wanted, [&](const std::string& one) { return said.find(one) != std::string::npos; }))
            found.push_back(std::move(record));
        else if (found.empty() &&
                 std::ranges::all_of(wanted, [&](const std::string& one) { return is_said_otherwise(one, said); }))
            alike.push_back(std::move(record));
    }
    return found.empty() ? std::move(alike) : std::move(found);
}

std::optional<std::vector<Record>> sorted_rows(db::Connection& connection, const Kind& kind, const Asked& asked,
                                               const Counts& counts, const Sort& sort, Day as_of,
                                               const people::Directory& units) {
    auto page = list_of(connection, kind, asked, counts, {}, as_of, sorted_at_most, sorted_at_most);
    if (page.next)
        return std::nullopt;
    const auto& field = kind.fields[sort.field];
    const auto key = [&](const Record& record) { return sort_key(field, false, record.values[sort.field], units); };
    // What is not given comes last, whichever way.
    std::ranges::stable_sort(page.rows, [&](const Record& a, const Record& b) {
        const bool a_empty = a.values[sort.field].empty(), b_empty = b.values[sort.field].empty();
        if (a_empty || b_empty)
            return !a_empty && b_empty;
        return sort.is_descending ? key(a) > key(b) : key(a) < key(b);
    });
    return std::move(page.rows);
}

}  // namespace gongkai::records
