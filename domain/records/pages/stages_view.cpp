#include <algorithm>

#include "base/web/target.h"
#include "domain/people/desk.h"
#include "domain/records/pages/relations.h"
#include "domain/records/rules.h"

namespace gongkai::records {

using web::Html;

// The day by which a record of a kind is told in time.
std::string time_of(const Kind& kind, const Record& record) {
    const auto& field = kind.fields[kind.order.field];
    return is_time(field.type) ? record.values[kind.order.field] : std::string();
}

void write_records(Html& html, Language language, const Kind& kind, const std::vector<const Record*>& records, std::int64_t here,
                   const people::Directory& units) {
    html << "<ul class='told-by'>";
    for (const auto* one : records) {
        html << "<li>";
        if (const auto time = time_of(kind, *one); !time.empty())
            html << "<span class='small muted number'>" << time << "</span> ";
        const auto title = title_of(kind, one->values, language, units);
        if (one->serial == here)
            html << "<strong" << chinese(language, title) << ">" << title << "</strong>";
        else
            html << "<a href='" << web::url(address_of(kind, one->serial)) << "'" << chinese(language, title) << ">" << title
                 << "</a>";
        html << "</li>";
    }
    html << "</ul>";
}

std::vector<const Record*> in_time(const Kind& kind, const std::vector<Record>& records) {
    std::vector<const Record*> all;
    for (const auto& record : records)
        all.push_back(&record);
    // Of one day in the order in which they were numbered.
    const auto last = kind.identity.empty() ? std::optional<FieldIndex>() : std::optional(kind.identity.back());
    std::ranges::stable_sort(all, {}, [&](const Record* record) {
        const auto number = last && kind.fields[*last].type == Type::integer ? number_of(record->values[*last]) : std::nullopt;
        return std::pair(time_of(kind, *record), number.value_or(0));
    });
    return all;
}

std::string choice_name(const Field& field, const std::string& key, Language language) {
    const auto* choice = field.find_choice(key);
    return choice ? choice->names.in(language) : key;
}

namespace {

// What is told of one stage: by records that say so themselves, and by others that belong to the same.
struct Told {
    std::string stage;
    std::vector<const Record*> rows;
    const BesideIt* also = nullptr;
    std::size_t in_also = 0;
    std::string first_on;  // of all of them
    bool is_now = false, is_optional = false, is_past = false;

    std::size_t count() const { return rows.size() + in_also; }
};

void note_day(Told& told, const std::string& day) {
    if (!day.empty() && (told.first_on.empty() || day < told.first_on))
        told.first_on = day;
}

std::vector<Told> told_of(const Kind& kind, const Record& record, const Kind& teller, const std::vector<const Record*>& rows,
                          const std::vector<BesideIt>& beside) {
    std::vector<Told> all;
    for (const auto& key : kind.stages->order) {
        auto& told = all.emplace_back(Told{key, {}, nullptr, 0, {}, false, false, false});
        told.is_now = record.values[kind.stages->field] == key;
        if (told.is_now)
            note_day(told, time_of(kind, record));  // since when it stands there
        told.is_optional = std::ranges::count(kind.stages->optional, key) > 0;
        for (const auto* one : rows)
            if (one->values[teller.chain->step] == key) {
                told.rows.push_back(one);
                note_day(told, time_of(teller, *one));
            }
        const auto also = kind.stages->also.find(key);
        if (also == kind.stages->also.end())
            continue;
        for (const auto& one : beside) {
            if (one.kind.key != also->second)
                continue;
            told.also = &one;
            for (const auto& other : one.rows)
                if (!one.kind.belongs || other.values[*one.kind.belongs] == record.values[one.related.by]) {
                    ++told.in_also;
                    note_day(told, time_of(one.kind, other));
                }
        }
    }
    // A stage without information is over where a later one has some, or is the one it stands in; one that not every project
    // has may never have been.
    bool is_later = false;
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        one->is_past = is_later && !one->is_optional;
        is_later = is_later || one->count() > 0;
    }
    return all;
}

// Which information of a project is public is settled, not in which order it comes: land may be taken before works are tendered.
bool is_in_order(const std::vector<Told>& all) {
    std::string last;
    for (const auto& told : all) {
        if (told.first_on.empty())
            continue;
        if (told.first_on < last)
            return false;
        last = told.first_on;
    }
    return true;
}

const char* state_of(const Told& told, bool is_in_order, bool is_ahead) {
    if (told.is_now)
        return told.count() > 0 ? "records.stage.now" : "records.stage.now_untold";
    if (told.count() > 0)
        return "records.stage.told";
    if (told.is_optional)
        return "records.stage.optional";
    if (is_in_order && is_ahead && !told.is_past)
        return "records.stage.ahead";
    return is_in_order && told.is_past ? "records.stage.past" : "records.stage.untold";
}

}  // namespace

void write_stages(Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                  const std::vector<BesideIt>& beside, const people::Directory& units) {
    if (!kind.stages || record.values[kind.stages->field].empty())
        return;
    const auto& field = kind.fields[kind.stages->field];
    const auto* teller = kinds().find(kind.stages->told_by);
    html << "<h2>" << field.names.in(language) << "</h2>";
    if (!teller || !teller->chain) {
        html << "<ol class='stages'>";
        for (const auto& key : kind.stages->order)
            html << "<li" << web::when(record.values[kind.stages->field] == key, " aria-current='step'") << ">"
                 << choice_name(field, key, language) << "</li>";
        html << "</ol>";
        return;
    }
    std::vector<Record> told;
    if (!record.values[kind.stages->by].empty())
        told = of_chain(connection, *teller, record.values[kind.stages->by], today());
    auto all = told_of(kind, record, *teller, in_time(*teller, told), beside);
    const bool is_ordered = is_in_order(all);
    if (!is_ordered) {
        // In the order of their days; what has none is told behind them.
        std::ranges::stable_sort(all, {}, [](const Told& one) { return std::pair(one.first_on.empty(), one.first_on); });
        html << "<p class='small muted'>" << words(language, "records.stage.by_day") << "</p>";
    }
    html << web::when(is_ordered, "<ol class='stages'>") << web::when(!is_ordered, "<ul class='stages'>");
    bool is_ahead = false;
    for (const auto& one : all) {
        html << "<li" << web::when(one.is_now, " aria-current='step'") << ">" << choice_name(field, one.stage, language)
             << " <span class='small muted'>"
             << words(language, state_of(one, is_ordered, is_ahead), {std::to_string(one.count())}) << "</span>";
        if (one.is_now && !time_of(kind, record).empty())
            html << " <span class='small muted number'>" << words(language, "records.stage.since", {time_of(kind, record)})
                 << "</span>";
        is_ahead = is_ahead || one.is_now;
        if (!one.rows.empty())
            write_records(html, language, *teller, one.rows, 0, units);
        if (one.in_also > 0)
            html << "<p><a href='#" << one.also->kind.key << "'>" << one.also->related.says.in(language)
                 << "</a> <span class='small muted'>" << words(language, "records.count", {std::to_string(one.in_also)})
                 << "</span></p>";
        html << "</li>";
    }
    html << web::when(is_ordered, "</ol>") << web::when(!is_ordered, "</ul>");
}

}  // namespace gongkai::records
