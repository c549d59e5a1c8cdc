// The form of a kind: a control for each field, drawn from the kind and read back into values.
#include <algorithm>

#include "base/core/text.h"
#include "domain/accounts/rules.h"
#include "domain/records/import.h"
#include "domain/records/pages/console.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

std::string hint_of(const Kind& kind, FieldIndex index, Language language) {
    const auto& field = kind.fields[index];
    auto hint = field.meaning.in(language);
    if (field.privacy != Privacy::open)
        hint += " " + words(language, field.privacy == Privacy::masked ? "records.hint.masked" : "records.hint.internal");
    if (kind.is_computed(index))
        hint += " " + words(language, "records.hint.computed");
    return hint;
}

std::vector<std::pair<std::string, std::string>> offered(const Field& field, Language language, const people::Directory& units) {
    std::vector<std::pair<std::string, std::string>> all;
    if (field.type == Type::choice || field.type == Type::choices)
        for (const auto& choice : field.choices)
            all.emplace_back(choice.key, choice.names.in(language));
    if (field.type == Type::yes_no)
        all = {{"yes", words(language, "records.yes")}, {"no", words(language, "records.no")}};
    if (field.type == Type::unit || field.type == Type::town)
        for (const auto& unit : units.units())
            if (field.type == Type::unit || unit.kind == people::Kind::town || unit.kind == people::Kind::subdistrict)
                all.emplace_back(unit.name, unit.name);
    return all;
}

// Units in whose name an officer may write, with the one that a form offers first.
std::vector<web::Choice> units_to_write_for(const accounts::Account& account, const people::Directory& units, const Kind& kind,
                                            std::deque<std::string>& kept) {
    const auto usual = usual_unit(kind, units);
    const bool has_usual = usual && accounts::may(account, "records.write", *usual, units);
    std::vector<web::Choice> choices;
    for (const auto& unit : units.units())
        if (unit.is_listed && accounts::may(account, "records.write", unit.id, units))
            choices.push_back({kept.emplace_back(std::to_string(unit.id)), unit.name,
                               has_usual ? unit.id == *usual : unit.id == account.unit_id});
    return choices;
}

}  // namespace

void write_form_fields(web::FormView& view, Language language, const Kind& kind, const Values& standing,
                       const people::Directory& units, std::deque<std::string>& kept) {
    // Fields look into these texts until the form is drawn.
    const auto keep = [&](std::string text) -> std::string_view { return kept.emplace_back(std::move(text)); };
    view.labels(web::FormView::Labels::given);
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        const auto label = keep(named_with_unit(field, language));
        const auto all = offered(field, language, units);
        const auto value =
            keep(field.type == Type::unit || field.type == Type::town ? written(field, standing[i], units) : standing[i]);
        if (all.empty()) {
            view.field({.name = field.key,
                        .label = label,
                        .hint = keep(hint_of(kind, i, language)),
                        .kind = field.type == Type::text  ? web::Field::Kind::many_lines
                                : field.type == Type::day ? web::Field::Kind::day
                                                          : web::Field::Kind::text,
                        .need = field.is_required && !kind.is_computed(i) ? web::Need::required : web::Need::optional,
                        .value = value});
            continue;
        }
        std::vector<web::Choice> choices;
        const auto nothing = words(language, field.is_required ? "records.choose" : "records.choose_none");
        if (field.type != Type::choices)
            choices.push_back({"", nothing, value.empty()});
        const auto chosen = keys_of(value);
        for (const auto& [key, text] : all)
            choices.push_back(
                {key, text, field.type == Type::choices ? std::ranges::find(chosen, key) != chosen.end() : key == value});
        if (field.type == Type::choices)
            view.tick_boxes(field.key, label, choices);
        else
            view.choices(field.key, label, choices);
    }
    view.labels(web::FormView::Labels::words);
}

Values read_form_fields(web::Form& form, Language language, const Kind& kind, const people::Directory& units) {
    const ValueReader reader(units, today());
    Values values(kind.fields.size());
    const auto say = [&](FieldIndex field, const Refusal& refusal) {
        form.refuse(kind.fields[field].key, {Refusal::Kind::invalid,
                                             "records.refuse.in_field",
                                             {kind.fields[field].names.in(language), words(language, refusal)},
                                             {}});
    };
    bool is_fine = true;
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        std::string typed(form.typed(field.key));
        if (field.type == Type::choices) {
            typed.clear();
            for (const auto& choice : field.choices)
                if (form.is_among(field.key, choice.key))
                    typed += choice.key + ";";
        }
        if (auto value = reader.read(field, typed)) {
            values[i] = std::move(*value);
        } else {
            say(i, value.error());
            is_fine = false;
        }
    }
    if (is_fine)
        for (const auto& fault : complete(kind, values))
            say(fault.field, fault.refusal);
    return values;
}

void say_refusal(web::Form& form, const Refusal& refusal) {
    const bool is_of_reason = refusal.id == "records.refuse.no_reason" || refusal.id == "checks.refuse.public_words";
    form.refuse(is_of_reason ? "because" : "", refusal);
}

void write_unit(web::FormView& view, const accounts::Account& account, const people::Directory& units, const Kind& kind,
                std::deque<std::string>& kept) {
    const auto choices = units_to_write_for(account, units, kind, kept);
    if (choices.size() == 1)
        view.hidden("of_unit", choices.front().value);
    else
        view.choices("of_unit", "records.unit", choices);
}

}  // namespace gongkai::records
