// Walks a kind's file and remembers where it stands, so that a fault can say where it is.
#pragma once
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/records/kind.h"

namespace gongkai::records {

class Proof {
  public:
    explicit Proof(std::string_view file) : file_(file) {}

    void fault(const std::string& at, std::string id, std::vector<std::string> more = {}) {
        // What follows from a fault says nothing new: a field that was not understood is not what is wanted here, and where the
        // list has a fault, what should stand in it may.
        constexpr std::array<std::string_view, 14> of_its_nature{
            "private",  "not_number", "no_filter", "no_descent", "no_day",   "not_time", "no_counted",
            "no_point", "no_area",    "no_place",  "no_yes_no",  "no_order", "no_link",  "no_answer_unit"};
        constexpr std::array<std::string_view, 4> of_the_list{"no_pick", "no_newest", "no_column", "no_exchange_day"};
        const auto is_among = [&](const auto& ids) { return std::ranges::find(ids, id) != ids.end(); };
        const bool is_doubted = std::ranges::any_of(more, [&](const std::string& key) { return doubted_.contains(key); });
        if ((is_doubted && is_among(of_its_nature)) || (is_list_doubted_ && is_among(of_the_list)))
            return;
        std::vector<std::string> arguments{file_, at};
        for (auto& one : more)
            arguments.push_back(std::move(one));
        id.insert(0, "records.fault.");
        const bool is_told =
            std::ranges::any_of(faults_, [&](const Refusal& fault) { return fault.id == id && fault.arguments == arguments; });
        if (!is_told)
            faults_.push_back({Refusal::Kind::invalid, std::move(id), std::move(arguments), {}});
    }
    std::vector<Refusal> take_faults() { return std::move(faults_); }
    bool is_fine() const { return faults_.empty(); }
    std::size_t count() const { return faults_.size(); }
    // A field whose type or privacy is itself a fault.
    void doubt(std::string key) { doubted_.insert(std::move(key)); }
    void doubt_list() { is_list_doubted_ = true; }

    void only(const boost::json::object& object, const std::string& at, std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : object)
            if (std::ranges::find(known, std::string_view(key)) == known.end())
                fault(at.empty() ? std::string(key) : at + "." + std::string(key), "unknown_key");
    }
    // Null where it is not there or is null.
    const boost::json::value* optional(const boost::json::object& object, std::string_view key) {
        const auto* value = object.if_contains(key);
        return value && !value->is_null() ? value : nullptr;
    }
    const boost::json::value* needed(const boost::json::object& object, const std::string& at, std::string_view key) {
        const auto* value = optional(object, key);
        if (!value)
            fault(under(at, key), "missing");
        return value;
    }
    std::string text(const boost::json::object& object, const std::string& at, std::string_view key, bool is_needed = true) {
        const auto* value = is_needed ? needed(object, at, key) : optional(object, key);
        if (!value)
            return {};
        if (!value->is_string() || (is_needed && value->as_string().empty())) {
            fault(under(at, key), "no_text");
            return {};
        }
        return std::string(value->as_string());
    }
    std::optional<double> number(const boost::json::object& object, const std::string& at, std::string_view key) {
        const auto* value = optional(object, key);
        if (!value)
            return std::nullopt;
        if (!value->is_number()) {
            fault(under(at, key), "no_number");
            return std::nullopt;
        }
        return value->to_number<double>();
    }
    int integer(const boost::json::object& object, const std::string& at, std::string_view key, int least, int most,
                int otherwise) {
        const auto value = number(object, at, key);
        if (!value)
            return otherwise;
        if (*value < least || *value > most || *value != static_cast<int>(*value)) {
            fault(under(at, key), "range", {std::to_string(least), std::to_string(most)});
            return otherwise;
        }
        return static_cast<int>(*value);
    }
    bool flag(const boost::json::object& object, const std::string& at, std::string_view key) {
        const auto* value = optional(object, key);
        if (value && !value->is_bool())
            fault(under(at, key), "no_flag");
        return value && value->is_bool() && value->as_bool();
    }
    Names names(const boost::json::object& object, const std::string& at, std::string_view key) {
        const auto* value = needed(object, at, key);
        if (!value)
            return {};
        const auto here = under(at, key);
        if (!value->is_object()) {
            fault(here, "no_object");
            return {};
        }
        only(value->as_object(), here, {"zh", "en"});
        return {text(value->as_object(), here, "zh"), text(value->as_object(), here, "en")};
    }
    std::vector<std::string> texts(const boost::json::object& object, const std::string& at, std::string_view key,
                                   bool is_needed) {
        const auto* value = is_needed ? needed(object, at, key) : optional(object, key);
        std::vector<std::string> all;
        if (!value)
            return all;
        if (!value->is_array()) {
            fault(under(at, key), "no_list");
            return all;
        }
        for (const auto& one : value->as_array()) {
            if (!one.is_string())
                fault(under(at, key), "no_text");
            else
                all.emplace_back(one.as_string());
        }
        return all;
    }
    const boost::json::object* object(const boost::json::object& from, const std::string& at, std::string_view key) {
        const auto* value = optional(from, key);
        if (value && !value->is_object()) {
            fault(under(at, key), "no_object");
            return nullptr;
        }
        return value ? &value->as_object() : nullptr;
    }
    std::vector<const boost::json::object*> objects(const boost::json::object& from, std::string_view key, bool is_needed) {
        const auto* value = is_needed ? needed(from, "", key) : optional(from, key);
        std::vector<const boost::json::object*> all;
        if (!value)
            return all;
        if (!value->is_array()) {
            fault(std::string(key), "no_list");
            return all;
        }
        for (const auto& one : value->as_array()) {
            if (one.is_object())
                all.push_back(&one.as_object());
            else
                fault(std::string(key), "no_object");
        }
        return all;
    }
    static std::string under(const std::string& at, std::string_view key) {
        return at.empty() ? std::string(key) : at + "." + std::string(key);
    }

  private:
    std::string file_;
    std::vector<Refusal> faults_;
    std::set<std::string> doubted_;
    bool is_list_doubted_ = false;
};

// The parts of a kind's file by which records are put beside each other and handed on: map, completeness, yearly, stages, chain,
// compare, exchange. The fields are read before.
void read_relations(Proof& proof, const boost::json::object& whole, Kind& kind);

// How a search answers from its records. Title, filters and order are read before.
void read_answers(Proof& proof, const boost::json::object& whole, Kind& kind);

// A column must mean one field: by its own names, and by the other heads that it is known by. By the number that a download has
// beside the fields no field may be called.
void prove_heads(Proof& proof, const Kind& kind);

}  // namespace gongkai::records
