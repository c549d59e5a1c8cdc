// How records stand beside each other and where they are handed on, read from a kind's file.
#include <algorithm>

#include "base/core/text.h"
#include "domain/records/kind_proof.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

class RelationReader {
  public:
    RelationReader(Proof& proof, Kind& kind) : proof_(proof), kind_(kind) {}

    void read(const json::object& whole) {
        read_map(whole);
        for (const auto& key : proof_.texts(whole, "", "measured", false))
            if (const auto field = named(key, "measured")) {
                open(*field, "measured");
                if (!is_number(type_of(*field)))
                    proof_.fault("measured", "not_number", {key});
                kind_.measured.push_back(*field);
            }
        if (!kind_.measured.empty() && !kind_.period() && proof_.is_fine())
            proof_.fault("measured", "no_period_measured");
        if (const auto* one = proof_.object(whole, "", "completeness")) {
            proof_.only(*one, "completeness", {"by", "over", "owed_by"});
            kind_.owed_by = proof_.texts(*one, "completeness", "owed_by", false);
            const auto by = named_in(*one, "completeness", "by"), over = named_in(*one, "completeness", "over");
            if (by && over)
                kind_.completeness = {*by, *over};
            for (const auto& field : {by, over})
                if (field && !kind_.slot_of(*field))
                    proof_.fault("completeness", "no_pick", {kind_.fields[*field].key});
        }
        if (const auto* one = proof_.object(whole, "", "yearly"))
            read_yearly(*one);
        if (const auto* one = proof_.object(whole, "", "stages"))
            read_stages(*one);
        if (const auto* one = proof_.object(whole, "", "query"))
            read_query(*one);
        if (const auto key = proof_.text(whole, "", "belongs", false); !key.empty())
            if (const auto field = named(key, "belongs")) {
                open(*field, "belongs");
                kind_.belongs = field;
            }
        int number = 0;
        for (const auto* one : proof_.objects(whole, "related", false))
            read_related(*one, "related[" + std::to_string(number++) + "]");
        if (kind_.stages)
            for (const auto& [stage, key] : kind_.stages->also)
                if (std::ranges::find(kind_.related, key, &Related::kind) == kind_.related.end())
                    proof_.fault("stages.also." + stage, "no_related", {key});
        if (const auto* one = proof_.object(whole, "", "chain"))
            read_chain(*one);
        if (const auto* one = proof_.object(whole, "", "compare"))
            read_comparison(*one);
        if (const auto* one = proof_.object(whole, "", "exchange"))
            read_exchange(*one);
    }

  private:
    Type type_of(FieldIndex field) const { return kind_.fields[field].type; }
    std::optional<FieldIndex> named(std::string_view key, const std::string& at) {
        const auto found = kind_.find_field(key);
        if (!found)
            proof_.fault(at, "no_field", {std::string(key)});
        return found;
    }
    std::optional<FieldIndex> named_in(const json::object& object, const std::string& at, std::string_view key) {
        const auto text = proof_.text(object, at, key);
        return text.empty() ? std::nullopt : named(text, Proof::under(at, key));
    }
    void open(FieldIndex field, const std::string& at) {
        if (kind_.fields[field].privacy != Privacy::open)
            proof_.fault(at, "private", {kind_.fields[field].key});
    }
    std::vector<std::string> steps(const json::object& one, const std::string& at, std::optional<FieldIndex> field) {
        auto order = proof_.texts(one, at, "order", true);
        if (field)
            for (const auto& key : order)
                if (!kind_.fields[*field].find_choice(key))
                    proof_.fault(at + ".order", "no_choice", {key});
        return order;
    }

    // One field, or a point and an area beside it.
    void read_map(const json::object& whole) {
        const auto* value = proof_.optional(whole, "map");
        if (!value)
            return;
        const auto take = [&](const std::optional<FieldIndex>& field, const std::string& at, Type type) {
            if (!field)
                return field;
            open(*field, at);
            if (type_of(*field) != type)
                proof_.fault(at, type == Type::point ? "no_point" : "no_area", {kind_.fields[*field].key});
            return field;
        };
        if (!value->is_object()) {
            if (const auto key = proof_.text(whole, "", "map"); !key.empty())
                kind_.map = take(named(key, "map"), "map", Type::point);
            return;
        }
        const auto& one = value->as_object();
        proof_.only(one, "map", {"point", "area"});
        kind_.map = take(named_in(one, "map", "point"), "map.point", Type::point);
        kind_.area = take(named_in(one, "map", "area"), "map.area", Type::area);
    }

    void read_yearly(const json::object& one) {
        proof_.only(one, "yearly", {"over", "by", "counts", "says"});
        Yearly yearly;
        yearly.says = proof_.names(one, "yearly", "says");
        if (const auto over = named_in(one, "yearly", "over")) {
            yearly.over = *over;
            if (!kind_.slot_of(*over))
                proof_.fault("yearly.over", "no_pick", {kind_.fields[*over].key});
            if (type_of(*over) != Type::year && type_of(*over) != Type::day)
                proof_.fault("yearly.over", "not_time", {kind_.fields[*over].key});
        }
        if (proof_.optional(one, "by"))
            if (const auto by = named_in(one, "yearly", "by")) {
                open(*by, "yearly.by");
                if (type_of(*by) != Type::choice)
                    proof_.fault("yearly.by", "no_counted", {kind_.fields[*by].key});
                yearly.by = by;
            }
        for (const auto& key : proof_.texts(one, "yearly", "counts", true))
            if (const auto field = named(key, "yearly.counts")) {
                open(*field, "yearly.counts");
                if (type_of(*field) != Type::choice && type_of(*field) != Type::yes_no)
                    proof_.fault("yearly.counts", "no_counted", {key});
                yearly.counts.push_back(*field);
            }
        // What leaves the lists would leave the counts of its year too.
        if (kind_.display)
            proof_.fault("yearly", "yearly_display");
        kind_.yearly = std::move(yearly);
    }

    void read_stages(const json::object& one) {
        proof_.only(one, "stages", {"field", "order", "told_by", "optional", "also"});
        const auto field = named_in(one, "stages", "field");
        auto order = steps(one, "stages", field);
        Stages stages{field.value_or(0), std::move(order), {}, 0};
        const auto is_step = [&](std::string_view key, const std::string& at) {
            if (std::ranges::find(stages.order, key) == stages.order.end())
                proof_.fault(at, "no_choice", {std::string(key)});
        };
        stages.optional = proof_.texts(one, "stages", "optional", false);
        for (const auto& key : stages.optional)
            is_step(key, "stages.optional");
        if (proof_.optional(one, "also"))
            if (const auto* also = proof_.object(one, "stages", "also"))
                for (const auto& [stage, key] : *also) {
                    is_step(stage, "stages.also");
                    stages.also.emplace(stage, key.is_string() ? std::string(key.as_string()) : std::string());
                }
        if (const auto* told = proof_.object(one, "stages", "told_by")) {
            proof_.only(*told, "stages.told_by", {"kind", "by"});
            stages.told_by = proof_.text(*told, "stages.told_by", "kind");
            if (const auto by = named_in(*told, "stages.told_by", "by")) {
                open(*by, "stages.told_by.by");
                stages.by = *by;
            }
        }
        if (field)
            kind_.stages = std::move(stages);
    }

    void read_related(const json::object& one, const std::string& at) {
        proof_.only(one, at, {"kind", "by", "says", "look"});
        Related related{proof_.text(one, at, "kind"), 0, proof_.names(one, at, "says")};
        if (const auto look = proof_.text(one, at, "look", false); look == "table")
            related.look = Related::Look::table;
        else if (!look.empty() && look != "list")
            proof_.fault(at + ".look", "no_look", {look});
        if (const auto by = named_in(one, at, "by")) {
            open(*by, at + ".by");
            related.by = *by;
            kind_.related.push_back(std::move(related));
        }
    }

    void read_query(const json::object& one) {
        proof_.only(one, "query", {"days", "places", "says"});
        PlaceAndDay query{{}, {}, proof_.names(one, "query", "says")};
        for (const auto& key : proof_.texts(one, "query", "days", true))
            if (const auto day = named(key, "query.days")) {
                open(*day, "query.days");
                if (type_of(*day) != Type::day)
                    proof_.fault("query.days", "no_day", {key});
                query.days.push_back(*day);
            }
        if (query.days.empty())
            proof_.fault("query.days", "missing");
        for (const auto& key : proof_.texts(one, "query", "places", false))
            if (const auto place = named(key, "query.places")) {
                open(*place, "query.places");
                if (type_of(*place) != Type::line && type_of(*place) != Type::town)
                    proof_.fault("query.places", "no_place", {key});
                query.places.push_back(*place);
            }
        kind_.query = std::move(query);
    }

    void read_chain(const json::object& one) {
        proof_.only(one, "chain", {"by", "step", "order", "shows", "name"});
        const auto by = named_in(one, "chain", "by"), step = named_in(one, "chain", "step");
        auto order = steps(one, "chain", step);
        if (!by || !step)
            return;
        open(*by, "chain.by");
        open(*step, "chain.step");
        kind_.chain = {*by, *step, std::move(order)};
        if (proof_.optional(one, "name"))
            if (const auto name = named_in(one, "chain", "name")) {
                open(*name, "chain.name");
                kind_.chain->name = name;
            }
        for (const auto& key : proof_.texts(one, "chain", "shows", false))
            if (const auto field = named(key, "chain.shows")) {
                open(*field, "chain.shows");
                kind_.chain->shows.push_back(*field);
            }
    }

    void read_comparison(const json::object& one) {
        proof_.only(one, "compare", {"with", "on", "fields"});
        if (const auto with = proof_.text(one, "compare", "with"); with != "upper_level")
            proof_.fault("compare.with", "no_comparison", {with});
        Comparison comparison;
        if (const auto on = named_in(one, "compare", "on")) {
            open(*on, "compare.on");
            comparison.on = *on;
        }
        for (const auto& key : proof_.texts(one, "compare", "fields", true))
            if (const auto field = named(key, "compare.fields")) {
                open(*field, "compare.fields");
                comparison.fields.push_back(*field);
            }
        kind_.compare = std::move(comparison);
    }

    void read_exchange(const json::object& one) {
        Exchange exchange;
        const auto word = proof_.text(one, "exchange", "kind");
        if (word == "double_publicity") {
            proof_.only(one, "exchange", {"kind", "file"});
            exchange.files.push_back(coded_file(proof_.text(one, "exchange", "file")));
        } else if (word == "inspection") {
            proof_.only(one, "exchange", {"kind", "files"});
            for (const auto* file : proof_.objects(one, "files", true))
                exchange.files.push_back(named_file(*file));
        } else if (word == "ocds") {
            proof_.only(one, "exchange", {"kind", "fields", "methods", "tags"});
            read_ocds(one, exchange);
        } else {
            proof_.fault("exchange.kind", "no_exchange", {word});
        }
        // A file is asked for by days, and lists by days are walked along their order.
        if (proof_.is_fine() && !exchange.files.empty() &&
            (kind_.clock.kind != Clock::Kind::within || kind_.order.field != kind_.clock.counts_from ||
             !kind_.order.is_descending))
            proof_.fault("exchange", "no_exchange_day");
        kind_.exchange = std::move(exchange);
    }

    // Of the national columns: every field that has a code, in the order of the kind.
    ExchangeFile coded_file(const std::string& word) {
        ExchangeFile file{lower_ascii(word), kind_.names, {}};
        for (FieldIndex i = 0; i < kind_.fields.size(); ++i)
            if (!kind_.fields[i].code.empty())
                file.columns.emplace_back(kind_.fields[i].code, i);
        if (file.columns.empty())
            proof_.fault("exchange.file", "no_codes");
        return file;
    }

    ExchangeFile named_file(const json::object& one) {
        proof_.only(one, "exchange.files", {"key", "names", "columns"});
        ExchangeFile file{proof_.text(one, "exchange.files", "key"), proof_.names(one, "exchange.files", "names"), {}};
        for (const auto* column : proof_.objects(one, "columns", true)) {
            proof_.only(*column, "exchange.files.columns", {"head", "field"});
            auto head = proof_.text(*column, "exchange.files.columns", "head");
            if (const auto field = named_in(*column, "exchange.files.columns", "field"))
                file.columns.emplace_back(std::move(head), *field);
        }
        return file;
    }

    void read_ocds(const json::object& one, Exchange& exchange) {
        if (const auto* fields = proof_.object(one, "exchange", "fields"))
            for (const auto& [role, key] : *fields) {
                const auto at = "exchange.fields." + std::string(role);
                if (std::ranges::find(ocds_roles(), std::string_view(role)) == ocds_roles().end())
                    proof_.fault(at, "no_role", {std::string(role)});
                if (const auto field = key.is_string() ? named(key.as_string(), at) : std::nullopt) {
                    open(*field, at);
                    exchange.roles.emplace(std::string(role), *field);
                }
            }
        for (std::size_t i = 0; i < ocds_roles_needed; ++i)
            if (!exchange.roles.contains(ocds_roles()[i]))
                proof_.fault("exchange.fields." + std::string(ocds_roles()[i]), "missing");
        if (!kind_.chain)
            proof_.fault("chain", "missing");
        if (kind_.chain)
            read_codes(one, "tags", kind_.chain->step, exchange.tags);
        if (const auto method = exchange.roles.find("method"); method != exchange.roles.end())
            read_codes(one, "methods", method->second, exchange.methods);
    }

    // Choices of a field, each with the word that another system has for it.
    void read_codes(const json::object& one, std::string_view key, FieldIndex field,
                    std::map<std::string, std::string, std::less<>>& into) {
        const auto at = "exchange." + std::string(key);
        const auto* codes = proof_.object(one, "exchange", key);
        if (!codes) {
            proof_.fault(at, "missing");
            return;
        }
        for (const auto& [choice, code] : *codes) {
            if (!kind_.fields[field].find_choice(std::string_view(choice)))
                proof_.fault(at, "no_choice", {std::string(choice)});
            into.emplace(std::string(choice), code.is_string() ? std::string(code.as_string()) : std::string());
        }
    }

    Proof& proof_;
    Kind& kind_;
};

}  // namespace

const std::vector<std::string_view>& ocds_roles() {
    static const std::vector<std::string_view> all{
        "process",         "title",         "day",          "buyer",       "category",      "buyer_phone",
        "method",          "budget",        "most",         "description", "qualification", "documents_from",
        "documents_until", "bids_until",    "lot",          "supplier",    "supplier_code", "supplier_address",
        "award_amount",    "change_note",   "reason",       "contract",    "signed_on",     "contract_amount",
        "accepted_on",     "accepted_note", "documents_how"};
    return all;
}

void read_relations(Proof& proof, const json::object& whole, Kind& kind) { RelationReader(proof, kind).read(whole); }

}  // namespace gongkai::records
