// A kind's file, read key by key into types. What is wrong is collected, so an author sees all of it at once.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/core/text.h"
#include "domain/records/kind_proof.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

bool is_snake_case(std::string_view key) {
    return !key.empty() && key.size() <= 60 && key[0] >= 'a' && key[0] <= 'z' &&
           std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class KindReader {
  public:
    KindReader(std::string_view file, const std::vector<Theme>& themes) : proof_(file), file_(file), themes_(themes) {}

    std::expected<Kind, std::vector<Refusal>> read(std::string_view text) {
        boost::system::error_code failed;
        json::parser parser;
        const auto consumed = parser.write(text.data(), text.size(), failed);
        if (failed) {
            const auto line = 1 + std::ranges::count(text.substr(0, consumed), '\n');
            proof_.fault("-", "no_json", {failed.message(), std::to_string(line)});
            return std::unexpected(proof_.take_faults());
        }
        const auto value = parser.release();
        if (!value.is_object()) {
            proof_.fault("-", "no_json", {"{}", "1"});
            return std::unexpected(proof_.take_faults());
        }
        const auto& whole = value.as_object();
        read_head(whole);
        read_fields(whole);
        // Without a field every name of one would be a fault.
        if (!kind_.fields.empty()) {
            read_list(whole);
            read_clock(whole);
            read_display(whole);
            read_chart(whole);
            read_checks(whole);
            read_relations(proof_, whole, kind_);
            read_answers(proof_, whole, kind_);
            read_examples(whole);
        }
        if (!proof_.is_fine())
            return std::unexpected(proof_.take_faults());
        return std::move(kind_);
    }

  private:
    void read_head(const json::object& whole) {
        proof_.only(whole, "", {"key",      "names",    "about",        "theme",  "task",    "row",     "basis",   "owner_hint",
                                "category", "fields",   "identity",     "title",  "list",    "clock",   "display", "chart",
                                "map",      "checks",   "completeness", "stages", "query",   "chain",   "compare", "exchange",
                                "examples", "measured", "answers",      "apply",  "related", "belongs", "yearly"});
        kind_.key = proof_.text(whole, "", "key");
        if (!kind_.key.empty() && !is_snake_case(kind_.key))
            proof_.fault("key", "no_key");
        else if (!kind_.key.empty() && !file_.ends_with(kind_.key + ".json"))
            proof_.fault("key", "other_file", {kind_.key});
        kind_.names = proof_.names(whole, "", "names");
        kind_.about = proof_.names(whole, "", "about");
        kind_.theme = proof_.text(whole, "", "theme");
        if (!kind_.theme.empty() && !themes_.empty() && std::ranges::find(themes_, kind_.theme, &Theme::key) == themes_.end()) {
            std::vector<std::string> keys;
            for (const auto& theme : themes_)
                keys.push_back(theme.key);
            proof_.fault("theme", "no_theme", {kind_.theme, join(keys, ", ")});
        }
        kind_.task = proof_.integer(whole, "", "task", 0, 99, 0);
        if (proof_.optional(whole, "row"))
            kind_.row = proof_.integer(whole, "", "row", 1, 99, 1);
        kind_.category = proof_.text(whole, "", "category", false);
        kind_.owner_hint = proof_.texts(whole, "", "owner_hint", true);
        int number = 0;
        for (const auto* one : proof_.objects(whole, "basis", true)) {
            const auto at = "basis[" + std::to_string(number++) + "]";
            proof_.only(*one, at, {"law", "says", "quoted"});
            // What no law says, but the office settles, has words only.
            kind_.basis.push_back(
                {proof_.text(*one, at, "law", false), proof_.text(*one, at, "says", false), proof_.flag(*one, at, "quoted")});
            if (kind_.basis.back().law.empty() && kind_.basis.back().says.empty())
                proof_.fault(at + ".law", "missing");
        }
        if (kind_.basis.empty())
            proof_.fault("basis", "missing");
    }

    void read_fields(const json::object& whole) {
        for (const auto* one : proof_.objects(whole, "fields", true))
            read_field(*one, "fields[" + std::to_string(kind_.fields.size()) + "]");
        if (kind_.fields.empty())
            proof_.fault("fields", "missing");
        prove_heads(proof_, kind_);
        if (kind_.fields.size() > fields_at_most)
            proof_.fault("fields", "range", {"1", std::to_string(fields_at_most)});
    }

    void read_field(const json::object& one, std::string at) {
        Field field;
        field.key = proof_.text(one, at, "key");
        if (!field.key.empty())
            at = "fields." + field.key;
        proof_.only(one, at,
                    {"key", "names", "type", "decimals", "unit", "required", "privacy", "meaning", "min", "max", "max_length",
                     "code", "headers", "choices", "person"});
        if (!field.key.empty() && !is_snake_case(field.key))
            proof_.fault(at + ".key", "no_key");
        // These are words of addresses beside the fields.
        static constexpr std::array<std::string_view, 6> taken{"after", "sort", "words", "at", "from", "to"};
        if (std::ranges::find(taken, std::string_view(field.key)) != taken.end())
            proof_.fault(at + ".key", "taken_key", {field.key});
        if (kind_.find_field(field.key))
            proof_.fault(at + ".key", "twice", {field.key});
        field.names = proof_.names(one, at, "names");
        field.meaning = proof_.names(one, at, "meaning");
        const auto faults_before = proof_.count();
        const auto type = proof_.text(one, at, "type");
        const auto known = type_from(type);
        if (known)
            field.type = *known;
        else if (!type.empty())
            proof_.fault(at + ".type", "no_type", {type});
        const auto privacy = proof_.text(one, at, "privacy");
        if (privacy == "public")
            field.privacy = Privacy::open;
        else if (privacy == "masked")
            field.privacy = Privacy::masked;
        else if (privacy == "internal")
            field.privacy = Privacy::internal;
        else if (!privacy.empty())
            proof_.fault(at + ".privacy", "no_privacy", {privacy});
        if (proof_.count() > faults_before)
            proof_.doubt(field.key);
        field.may_name_person = one.contains("person") && proof_.flag(one, at, "person");
        field.is_required = proof_.flag(one, at, "required");
        field.decimals = proof_.integer(one, at, "decimals", 0, 6, field.type == Type::integer ? 0 : 2);
        field.unit = proof_.text(one, at, "unit", false);
        field.least = proof_.number(one, at, "min");
        field.most = proof_.number(one, at, "max");
        field.length_at_most =
            static_cast<std::size_t>(proof_.integer(one, at, "max_length", 1, 100'000, field.type == Type::text ? 20'000 : 200));
        field.code = proof_.text(one, at, "code", false);
        field.headers = proof_.texts(one, at, "headers", false);
        read_choices(one, at, field, known.has_value());
        if (known && field.privacy == Privacy::masked && field.type != Type::line && field.type != Type::text &&
            field.type != Type::phone)
            proof_.fault(at + ".privacy", "no_mask", {type});
        kind_.fields.push_back(std::move(field));
    }

    void read_choices(const json::object& one, const std::string& at, Field& field, bool is_type_known) {
        const bool has_choices = !is_type_known || field.type == Type::choice || field.type == Type::choices;
        const auto* list = proof_.optional(one, "choices");
        if (!list) {
            if (has_choices && is_type_known)
                proof_.fault(at + ".choices", "missing");
            return;
        }
        if (!has_choices || !list->is_array()) {
            proof_.fault(at + ".choices", has_choices ? "no_list" : "no_choices");
            return;
        }
        for (const auto& value : list->as_array()) {
            if (!value.is_object()) {
                proof_.fault(at + ".choices", "no_object");
                continue;
            }
            const auto& choice = value.as_object();
            proof_.only(choice, at + ".choices", {"key", "zh", "en"});
            auto key = proof_.text(choice, at + ".choices", "key");
            if (field.find_choice(key))
                proof_.fault(at + ".choices", "twice", {key});
            field.choices.push_back(
                {key, {proof_.text(choice, at + ".choices", "zh"), proof_.text(choice, at + ".choices", "en")}});
        }
        if (field.choices.empty())
            proof_.fault(at + ".choices", "missing");
    }

    // A field that is named elsewhere in the file.
    std::optional<FieldIndex> named(std::string_view key, const std::string& at) {
        const auto found = kind_.find_field(key);
        if (!found)
            proof_.fault(at, "no_field", {std::string(key)});
        return found;
    }
    std::optional<FieldIndex> named_in(const json::object& object, const std::string& at, std::string_view key,
                                       bool is_needed = true) {
        const auto text = proof_.text(object, at, key, is_needed);
        return text.empty() ? std::nullopt : named(text, Proof::under(at, key));
    }
    // What is shown to everybody, or ordered by, is not internal; what is counted and looked for by is public whole.
    void shown(FieldIndex index, const std::string& at) {
        if (kind_.fields[index].privacy == Privacy::internal)
            proof_.fault(at, "private", {kind_.fields[index].key});
    }
    void open(FieldIndex index, const std::string& at) {
        if (kind_.fields[index].privacy != Privacy::open)
            proof_.fault(at, "private", {kind_.fields[index].key});
    }
    void number_field(std::optional<FieldIndex> index, const std::string& at) {
        if (index && !is_number(kind_.fields[*index].type))
            proof_.fault(at, "not_number", {kind_.fields[*index].key});
    }

    void read_list(const json::object& whole) {
        for (const auto& key : proof_.texts(whole, "", "identity", true))
            if (const auto field = named(key, "identity")) {
                open(*field, "identity");
                // Of what is not given, all records are one.
                if (!kind_.fields[*field].is_required)
                    proof_.fault("identity", "not_required", {key});
                kind_.identity.push_back(*field);
            }
        if (kind_.identity.empty())
            proof_.fault("identity", "missing");
        read_title(proof_.text(whole, "", "title"));
        const auto* list = proof_.object(whole, "", "list");
        if (!list) {
            proof_.fault("list", "missing");
            proof_.doubt_list();
            return;
        }
        const auto faults_before = proof_.count();
        proof_.only(*list, "list", {"columns", "filters", "order", "figure"});
        for (const auto& key : proof_.texts(*list, "list", "columns", true))
            if (const auto field = named(key, "list.columns")) {
                shown(*field, "list.columns");
                kind_.columns.push_back(*field);
            }
        if (kind_.columns.empty() || kind_.columns.size() > 7)
            proof_.fault("list.columns", "range", {"1", "7"});
        if (const auto key = proof_.text(*list, "list", "figure", false); !key.empty())
            if (const auto field = named(key, "list.figure")) {
                open(*field, "list.figure");
                number_field(field, "list.figure");
                if (std::ranges::find(kind_.columns, *field) == kind_.columns.end())
                    proof_.fault("list.figure", "no_column", {key});
                kind_.figure = field;
            }
        for (const auto& key : proof_.texts(*list, "list", "filters", false))
            if (const auto field = named(key, "list.filters")) {
                open(*field, "list.filters");
                const auto type = kind_.fields[*field].type;
                if (!is_time(type) && type != Type::choice && type != Type::choices && type != Type::unit && type != Type::town &&
                    type != Type::yes_no)
                    proof_.fault("list.filters", "no_filter", {key});
                if (kind_.slot_of(*field))
                    proof_.fault("list.filters", "twice", {key});
                kind_.filters.push_back(*field);
            }
        if (kind_.filters.size() > filters_at_most)
            proof_.fault("list.filters", "range", {"0", std::to_string(filters_at_most)});
        auto order = proof_.text(*list, "list", "order");
        kind_.order.is_descending = order.starts_with('-');
        if (kind_.order.is_descending)
            order.erase(0, 1);
        if (const auto field = order.empty() ? std::nullopt : named(order, "list.order")) {
            open(*field, "list.order");
            kind_.order.field = *field;
            const auto type = kind_.fields[*field].type;
            if (kind_.order.is_descending && !is_number(type) && !is_time(type))
                proof_.fault("list.order", "no_descent", {order});
        }
        if (proof_.count() > faults_before)
            proof_.doubt_list();
    }

    void prove_title(FieldIndex field) {
        open(field, "title");
        if (!kind_.fields[field].is_required)
            proof_.fault("title", "not_required", {kind_.fields[field].key});
    }
    void read_title(const std::string& title) {
        kind_.title = title;
        for (std::size_t at = title.find('{'); at != std::string::npos; at = title.find('{', at + 1)) {
            const auto end = title.find('}', at);
            if (end == std::string::npos) {
                proof_.fault("title", "brace");
                return;
            }
            if (const auto field = named(std::string_view(title).substr(at + 1, end - at - 1), "title"))
                prove_title(*field);
        }
    }

    void read_clock(const json::object& whole) {
        const auto* one = proof_.object(whole, "", "clock");
        if (!one)
            return;
        auto& clock = kind_.clock;
        proof_.only(*one, "clock",
                    {"kind", "day", "month", "month_offset", "year_offset", "field", "amount", "unit", "rule", "says", "source",
                     "unless", "amounts"});
        const auto word = proof_.text(*one, "clock", "kind");
        if (word == "none")
            clock.kind = Clock::Kind::none;
        else if (word == "monthly")
            clock.kind = Clock::Kind::monthly;
        else if (word == "quarterly")
            clock.kind = Clock::Kind::quarterly;
        else if (word == "yearly")
            clock.kind = Clock::Kind::yearly;
        else if (word == "within")
            clock.kind = Clock::Kind::within;
        else
            proof_.fault("clock.kind", "no_clock", {word});
        clock.rule = proof_.text(*one, "clock", "rule", false);
        clock.source = proof_.text(*one, "clock", "source", false);
        if (proof_.optional(*one, "says"))
            clock.says = proof_.names(*one, "clock", "says");
        else if (clock.kind != Clock::Kind::none)
            proof_.fault("clock.says", "missing");
        if (clock.kind == Clock::Kind::none)
            return;
        clock.day = proof_.integer(*one, "clock", "day", 1, 31, 0);
        clock.month = proof_.integer(*one, "clock", "month", 1, 12, 0);
        clock.month_offset = proof_.integer(*one, "clock", "month_offset", 0, 12, 1);
        // By the end of a year what is of this year is due; earlier in it, what is of the last.
        clock.year_offset = proof_.integer(*one, "clock", "year_offset", 0, 3, clock.month == 12 && clock.day == 31 ? 0 : 1);
        if (clock.kind == Clock::Kind::within) {
            clock.counts_from = named_in(*one, "clock", "field");
            if (clock.counts_from && kind_.fields[*clock.counts_from].type != Type::day)
                proof_.fault("clock.field", "no_day", {kind_.fields[*clock.counts_from].key});
            clock.amount = proof_.integer(*one, "clock", "amount", 1, 1000, 0);
            const auto unit = proof_.text(*one, "clock", "unit");
            clock.in_working_days = unit == "working_days";
            if (unit != "working_days" && unit != "days")
                proof_.fault("clock.unit", "no_clock_unit", {unit});
            if (clock.amount == 0)
                proof_.fault("clock.amount", "missing");
            read_amounts(*one);
            clock.unless = named_in(*one, "clock", "unless", false);
            if (clock.unless && kind_.fields[*clock.unless].type != Type::yes_no)
                proof_.fault("clock.unless", "no_yes_no", {kind_.fields[*clock.unless].key});
            return;
        }
        if (clock.day == 0)
            proof_.fault("clock.day", "missing");
        if (clock.kind == Clock::Kind::yearly && clock.month == 0)
            proof_.fault("clock.month", "missing");
        clock.counts_from = proof_.optional(*one, "field") ? named_in(*one, "clock", "field") : kind_.period();
        // Where the identity or a type of it is wrong, that is what is to be mended.
        if (!clock.counts_from && proof_.is_fine())
            proof_.fault("clock.kind", "no_period", {word});
    }

    void read_amounts(const json::object& clock) {
        const auto* one = proof_.object(clock, "clock", "amounts");
        if (!one)
            return;
        const std::string at = "clock.amounts";
        proof_.only(*one, at, {"field", "of"});
        const auto field = named_in(*one, at, "field");
        const auto* of = proof_.object(*one, at, "of");
        if (!of)
            proof_.fault(at + ".of", "missing");
        if (!field || !of)
            return;
        kind_.clock.amount_by = field;
        for (const auto& [choice, days] : *of) {
            if (!kind_.fields[*field].find_choice(std::string_view(choice)))
                proof_.fault(at + ".of", "no_choice", {std::string(choice)});
            kind_.clock.amounts[std::string(choice)] = proof_.integer(*of, at + ".of", choice, 1, 1000, kind_.clock.amount);
        }
    }

    void read_display(const json::object& whole) {
        const auto* one = proof_.object(whole, "", "display");
        if (!one)
            return;
        proof_.only(*one, "display", {"until", "after", "years", "months", "days", "ends_with"});
        Display display;
        const bool is_until = proof_.optional(*one, "until") != nullptr;
        const auto field = named_in(*one, "display", is_until ? "until" : "after");
        display.years = proof_.integer(*one, "display", "years", 0, 100, 0);
        display.months = proof_.integer(*one, "display", "months", 0, 1200, 0);
        display.days = proof_.integer(*one, "display", "days", 0, 36500, 0);
        if (!is_until && display.years + display.months + display.days == 0)
            proof_.fault("display.years", "missing");
        if (!field)
            return;
        if (kind_.fields[*field].type != Type::day)
            proof_.fault("display", "no_day", {kind_.fields[*field].key});
        display.field = *field;
        display.ends_with = named_in(*one, "display", "ends_with", false);
        if (display.ends_with && kind_.fields[*display.ends_with].type != Type::day)
            proof_.fault("display.ends_with", "no_day", {kind_.fields[*display.ends_with].key});
        kind_.display = display;
    }

    void read_chart(const json::object& whole) {
        const auto* one = proof_.object(whole, "", "chart");
        if (!one)
            return;
        proof_.only(*one, "chart", {"kind", "x", "y", "pick", "sort", "series", "sum", "says"});
        Chart chart;
        const auto word = proof_.text(*one, "chart", "kind");
        if (word == "bars")
            chart.kind = Chart::Kind::bars;
        else if (word == "line")
            chart.kind = Chart::Kind::line;
        else if (word == "counts")
            chart.kind = Chart::Kind::counts;
        else
            proof_.fault("chart.kind", "no_chart", {word});
        chart.says = proof_.names(*one, "chart", "says");
        const auto x = named_in(*one, "chart", "x");
        chart.y = named_in(*one, "chart", "y", chart.kind != Chart::Kind::counts);
        chart.pick = named_in(*one, "chart", "pick", false);
        chart.series = named_in(*one, "chart", "series", false);
        chart.sorts_by_y = proof_.text(*one, "chart", "sort", false) == "y";
        chart.adds_up = proof_.flag(*one, "chart", "sum");
        number_field(chart.y, "chart.y");
        for (const auto& field : {x, chart.y, chart.pick, chart.series})
            if (field)
                open(*field, "chart");
        if (x && chart.kind == Chart::Kind::line && !is_time(kind_.fields[*x].type))
            proof_.fault("chart.x", "not_time", {kind_.fields[*x].key});
        if (chart.pick && !kind_.slot_of(*chart.pick))
            proof_.fault("chart.pick", "no_pick", {kind_.fields[*chart.pick].key});
        if (x)
            chart.x = *x;
        kind_.chart = std::move(chart);
    }

    void read_checks(const json::object& whole) {
        int number = 0;
        for (const auto* one : proof_.objects(whole, "checks", false))
            read_check(*one, "checks[" + std::to_string(number++) + "]");
    }

    void read_check(const json::object& one, const std::string& at) {
        Check check;
        const auto faults_before = proof_.count();
        const auto word = proof_.text(one, at, "kind");
        const auto put = [&](FieldIndex& into, std::string_view key) {
            if (const auto field = named_in(one, at, key))
                into = *field;
        };
        if (word == "sum") {
            proof_.only(one, at, {"kind", "total", "of", "source"});
            check.kind = Check::Kind::sum;
            put(check.target, "total");
            for (const auto& key : proof_.texts(one, at, "of", true))
                if (const auto part = named(key, at + ".of"))
                    check.of.emplace_back(*part, 1.0);
        } else if (word == "composite") {
            proof_.only(one, at, {"kind", "field", "of", "source", "setting"});
            check.kind = Check::Kind::composite;
            put(check.target, "field");
            if (const auto* of = proof_.object(one, at, "of"))
                for (const auto& [key, standard] : *of)
                    if (const auto part = named(key, at + ".of")) {
                        const double by = standard.is_number() ? standard.to_number<double>() : 0;
                        if (by <= 0)
                            proof_.fault(at + ".of." + std::string(key), "no_number");
                        check.of.emplace_back(*part, by);
                    }
        } else if (word == "order") {
            proof_.only(one, at, {"kind", "earlier", "later"});
            check.kind = Check::Kind::order;
            FieldIndex earlier = 0;
            put(earlier, "earlier");
            put(check.target, "later");
            check.of.emplace_back(earlier, 1.0);
            if (proof_.count() == faults_before && kind_.fields[earlier].type != kind_.fields[check.target].type)
                proof_.fault(at, "no_order", {kind_.fields[earlier].key, kind_.fields[check.target].key});
        } else if (word == "rank") {
            proof_.only(one, at, {"kind", "field", "by", "within", "best"});
            check.kind = Check::Kind::rank;
            put(check.target, "field");
            FieldIndex by = 0;
            put(by, "by");
            check.of.emplace_back(by, 1.0);
            check.within = named_in(one, at, "within", false);
            if (check.within && !kind_.slot_of(*check.within))
                proof_.fault(at + ".within", "no_pick", {kind_.fields[*check.within].key});
            if (!check.within)
                proof_.fault(at + ".within", "missing");
            check.greatest_is_first = proof_.text(one, at, "best", false) == "greatest";
            if (proof_.count() == faults_before && kind_.fields[check.target].type != Type::integer)
                proof_.fault(at + ".field", "not_number", {kind_.fields[check.target].key});
        } else if (word == "since") {
            read_since(one, at, check);
        } else if (word == "percent") {
            proof_.only(one, at, {"kind", "field", "part", "whole"});
            check.kind = Check::Kind::percent;
            put(check.target, "field");
            put(check.part, "part");
            put(check.whole, "whole");
            number_field(check.part, at + ".part");
            number_field(check.whole, at + ".whole");
        } else if (word == "needed" || word == "left_out") {
            proof_.only(one, at, {"kind", "field", "where", "is"});
            check.kind = word == "needed" ? Check::Kind::needed : Check::Kind::left_out;
            put(check.target, "field");
            put(check.where, "where");
            const auto& where = kind_.fields[check.where];
            const bool is_where_known = proof_.count() == faults_before;
            check.is = proof_.text(one, at, "is");
            const bool can_be = !is_where_known              ? true
                                : where.type == Type::yes_no ? check.is == "yes" || check.is == "no"
                                                             : where.find_choice(check.is) != nullptr;
            if (!check.is.empty() && !can_be)
                proof_.fault(at + ".is", "no_choice", {check.is});
        } else {
            proof_.fault(at + ".kind", "no_check", {word});
            return;
        }
        check.source = proof_.text(one, at, "source", false);
        if (check.computes() && proof_.count() == faults_before) {
            number_field(check.target, at);
            for (const auto& [part, by] : check.of)
                number_field(part, at);
        }
        kind_.checks.push_back(std::move(check));
    }

    void read_since(const json::object& one, const std::string& at, Check& check) {
        proof_.only(one, at, {"kind", "field", "of", "before", "as"});
        check.kind = Check::Kind::since;
        if (const auto field = named_in(one, at, "field"))
            check.target = *field;
        if (const auto of = named_in(one, at, "of"))
            check.of.emplace_back(*of, 1.0);
        const auto before = proof_.text(one, at, "before"), as = proof_.text(one, at, "as");
        constexpr int months_a_year = 12;
        check.months = before == "month" ? 1 : before == "year" ? months_a_year : 0;
        const auto period = kind_.period();
        const bool has_period =
            period && kind_.fields[*period].type != Type::day && (check.months != 1 || kind_.fields[*period].type == Type::month);
        if (check.months == 0 || !has_period)
            proof_.fault(at + ".before", "no_period", {before});
        else if (!kind_.slot_of(*period))
            proof_.fault(at + ".before", "no_pick", {kind_.fields[*period].key});
        if (as != "percent" && as != "rise" && as != "fall")
            proof_.fault(at + ".as", "no_check", {as});
        check.since = as == "rise" ? Check::Since::rise : as == "fall" ? Check::Since::fall : Check::Since::percent;
    }

    void read_examples(const json::object& whole) {
        int number = 0;
        for (const auto* one : proof_.objects(whole, "examples", true)) {
            const auto at = "examples[" + std::to_string(number++) + "]";
            auto& example = kind_.examples.emplace_back();
            for (const auto& [key, value] : *one) {
                if (!kind_.find_field(key))
                    proof_.fault(at, "no_field", {std::string(key)});
                if (value.is_null())
                    continue;
                example.emplace(key, typed(value));
            }
        }
    }
    // As somebody would type it into a sheet.
    static std::string typed(const json::value& value) {
        if (value.is_string())
            return std::string(value.as_string());
        if (value.is_bool())
            return value.as_bool() ? "yes" : "no";
        if (value.is_array()) {
            std::string all;
            for (const auto& one : value.as_array())
                all += (all.empty() ? "" : ",") + typed(one);
            return all;
        }
        if (value.is_double()) {
            std::array<char, 64> digits{};
            const auto end =
                std::to_chars(digits.data(), digits.data() + digits.size(), value.as_double(), std::chars_format::fixed).ptr;
            return {digits.data(), end};
        }
        return json::serialize(value);
    }

    Proof proof_;
    std::string_view file_;
    const std::vector<Theme>& themes_;
    Kind kind_;
};

}  // namespace

std::expected<Kind, std::vector<Refusal>> read_kind(std::string_view text, std::string_view file,
                                                    const std::vector<Theme>& themes) {
    return KindReader(file, themes).read(text);
}

}  // namespace gongkai::records
