#include "domain/publishing/document.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <stdexcept>

#include "base/core/embed.h"
#include "base/core/hash.h"
#include "base/core/text.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<std::string_view, State>, 7> state_words{{{"draft", State::draft},
                                                                         {"in_review", State::in_review},
                                                                         {"returned", State::returned},
                                                                         {"signed", State::signed_off},
                                                                         {"scheduled", State::scheduled},
                                                                         {"published", State::published},
                                                                         {"withdrawn", State::withdrawn}}};

constexpr std::array<std::pair<std::string_view, Relation>, 7> relation_words{{{"repeals", Relation::repeals},
                                                                               {"partly_repeals", Relation::partly_repeals},
                                                                               {"ends", Relation::ends},
                                                                               {"amends", Relation::amends},
                                                                               {"replaces", Relation::replaces},
                                                                               {"interprets", Relation::interprets},
                                                                               {"implements", Relation::implements}}};

using Outcome = StepTaken::Outcome;
constexpr std::array<std::pair<std::string_view, Outcome>, 6> outcome_words{{{"submitted", Outcome::submitted},
                                                                             {"passed", Outcome::passed},
                                                                             {"returned", Outcome::returned},
                                                                             {"looked_over", Outcome::looked_over},
                                                                             {"published", Outcome::published},
                                                                             {"withdrawn", Outcome::withdrawn}}};

template <class Words, class Value>
std::string_view word_among(const Words& all, Value value) {
    return std::ranges::find(all, value, &Words::value_type::second)->first;
}

template <class Words>
auto value_among(const Words& all, std::string_view word) {
    const auto found = std::ranges::find(all, word, &Words::value_type::first);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

std::string text_at(const json::value& object, json::string_view key) { return std::string(object.at(key).as_string()); }

FieldKind field_in(const json::value& object) {
    static constexpr std::array<std::pair<std::string_view, FieldKind::Kind>, 4> kinds{{{"line", FieldKind::Kind::line},
                                                                                        {"lines", FieldKind::Kind::lines},
                                                                                        {"day", FieldKind::Kind::day},
                                                                                        {"choice", FieldKind::Kind::choice}}};
    FieldKind field{text_at(object, "key"),
                    value_among(kinds, text_at(object, "kind")).value(),
                    text_at(object, "need") == "required",
                    false,
                    {}};
    if (const auto* choices = object.as_object().if_contains("choices"))
        field.choices = json::value_to<std::vector<std::string>>(*choices);
    return field;
}

// Of a document that came from another site, whatever its type: what was said there of its validity and when, its address there,
// the day on which it came.
void add_inherited_fields(DocumentType& type) {
    const auto add = [&](const char* key, FieldKind::Kind kind, std::vector<std::string> choices = {}) {
        type.fields.push_back({key, kind, false, true, std::move(choices)});
    };
    if (type.has_validity) {
        add("said_validity", FieldKind::Kind::choice, {"repealed", "expired", "partly_repealed", "amended", "not_yet"});
        add("said_on", FieldKind::Kind::day);
    }
    add("moved_from", FieldKind::Kind::line);
    add("moved_in_on", FieldKind::Kind::day);
}

}  // namespace

std::string_view word_of(State state) { return word_among(state_words, state); }
std::optional<State> state_from(std::string_view word) { return value_among(state_words, word); }
std::string_view word_of(Relation relation) { return word_among(relation_words, relation); }
std::optional<Relation> relation_from(std::string_view word) { return value_among(relation_words, word); }

std::string_view word_of(StepTaken::Outcome outcome) { return word_among(outcome_words, outcome); }
std::optional<StepTaken::Outcome> outcome_from(std::string_view word) { return value_among(outcome_words, word); }

const std::vector<Relation>& all_relations() {
    static const auto all = [] {
        std::vector<Relation> relations;
        for (const auto& [word, relation] : relation_words)
            relations.push_back(relation);
        return relations;
    }();
    return all;
}

const FieldKind* DocumentType::field(std::string_view wanted) const {
    const auto found = std::ranges::find(fields, wanted, &FieldKind::key);
    return found == fields.end() ? nullptr : &*found;
}

const std::vector<DocumentType>& document_types() {
    static const auto all = [] {
        const auto text = embedded_or_die("data/document_types.json");
        std::vector<DocumentType> types;
        const auto read = json::parse(json::string_view(text.data(), text.size()));
        for (const auto& one : read.as_array()) {
            DocumentType type{text_at(one, "key"),
                              text_at(one, "zh"),
                              text_at(one, "en"),
                              text_at(one, "column"),
                              one.at("is_red_head").as_bool(),
                              one.at("has_validity").as_bool(),
                              one.at("needs_interpretation").as_bool(),
                              one.at("needs_maker").as_bool(),
                              one.at("is_urgent").as_bool(),
                              {}};
            for (const auto& field : one.at("fields").as_array())
                type.fields.push_back(field_in(field));
            add_inherited_fields(type);
            types.push_back(std::move(type));
        }
        return types;
    }();
    return all;
}

const DocumentType* find_type(std::string_view key) {
    const auto found = std::ranges::find(document_types(), key, &DocumentType::key);
    return found == document_types().end() ? nullptr : &*found;
}

std::string_view Text::field(std::string_view key) const {
    const auto found = fields.find(std::string(key));
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Day> Text::day(std::string_view key) const { return parse_day(field(key)); }

const DocumentType& Document::kind() const {
    if (const auto* type_found = find_type(type))
        return *type_found;
    throw std::runtime_error("document " + std::to_string(id) + " has a type that this program does not know: " + type);
}

bool is_picture(std::string_view type) {
    return type == "image/png" || type == "image/jpeg" || type == "image/gif" || type == "image/webp";
}

bool stands_in(const markup::Clean& body, const Attachment& file) {
    return is_picture(file.type) && body.html().find("'picture:" + file.name + "'") != std::string::npos;
}

std::string digest_of_words(const markup::Clean& body) {
    auto words = to_code_points(markup::text_of(body));
    std::erase_if(words, [](char32_t c) { return c <= U' ' || c == U'\u00a0' || c == U'\u3000'; });
    return sha256_hex(to_utf8(words));
}

bool differs_from_text(const Text& text, const Attachment& file) {
    return !file.words_digest.empty() && file.words_digest != digest_of_words(text.body);
}

bool has_pages(std::string_view name) { return name.ends_with(".pdf") || name.ends_with(".ofd"); }

std::string content_of(const Document& document, const Text& text) {
    if (document.withdrawn_at)
        return json::serialize(json::object{{"key", document.key}, {"withdrawn_because", document.withdrawn_because}});
    json::array attachments;
    for (const auto& file : text.attachments)
        attachments.push_back(json::object{{"bytes", file.bytes}, {"name", file.name}, {"sha256", file.file}});
    json::object fields;
    for (const auto& [key, value] : text.fields)
        fields[key] = value;
    return json::serialize(json::object{{"attachments", std::move(attachments)},
                                        {"body", text.body.html()},
                                        {"column", text.column},
                                        {"fields", std::move(fields)},
                                        {"key", document.key},
                                        {"summary", text.summary},
                                        {"title", text.title},
                                        {"type", document.type}});
}

}  // namespace gongkai::publishing
