#include "domain/search/desk.h"

#include <array>
#include <map>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/search/library.h"
#include "domain/search/number.h"
#include "domain/search/queries.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"
#include "domain/search/turns.h"

namespace gongkai::search {
namespace {

std::string digest_of(const Entry& entry) {
    std::string all;
    const auto add = [&](std::string_view part) { all.append(part).push_back('\n'); };
    for (const auto* part : {&entry.title, &entry.title_en, &entry.number, &entry.summary, &entry.body, &entry.known_as,
                             &entry.address, &entry.act_address, &entry.telephone})
        add(*part);
    for (const auto* label : {&entry.kind, &entry.unit, &entry.theme, &entry.column})
        add(label->code + '/' + label->zh + '/' + label->en);
    for (const auto& format : entry.formats)
        add(format);
    for (const auto& file : entry.files)
        add(file);
    for (const auto& one : entry.holdings)
        add(one.name + '/' + one.format + '/' + one.address + '/' + one.pages + '/' + std::to_string(one.bytes));
    add(entry.text_version);
    add(to_text(entry.published_on));
    add(entry.dated_on ? to_text(*entry.dated_on) : "");
    add(written(entry.turns));
    add(entry.shown_until ? to_text(*entry.shown_until) : "");
    add(word_of(entry.act));
    add(entry.is_demonstration ? "demonstration" : "");
    return fingerprint(all);
}

// When it is to be looked at again.
std::optional<Day> turns_on(Day as_of, const Turns& turns, const std::optional<Day>& shown_until) {
    auto on = next_turn(as_of, turns);
    if (shown_until && (!on || *shown_until + std::chrono::days(1) < *on))
        on = *shown_until + std::chrono::days(1);
    return on;
}

LabelIds label_ids(db::Connection& connection, const Entry& entry) {
    struct Wanted {
        std::string_view facet;
        const Label& label;
        LabelId id = 0;
    };
    std::array<Wanted, 4> wanted{{{"kind", entry.kind}, {"unit", entry.unit}, {"theme", entry.theme}, {"column", entry.column}}};
    for (auto rows = connection.query(sql::labels_of, entry.kind.code, entry.unit.code, entry.theme.code, entry.column.code);
         rows.next();)
        for (auto& one : wanted)
            if (rows.text(1) == one.facet && rows.text(2) == one.label.zh && rows.text(3) == one.label.en)
                one.id = rows.get<LabelId>(0);
    for (auto& one : wanted)
        if (one.id == 0 && !one.label.code.empty())
            one.id = std::get<0>(
                *connection.query(sql::add_label, one.facet, one.label.code, one.label.zh, one.label.en).first<LabelId>());
    return {wanted[0].id, wanted[1].id, wanted[2].id, wanted[3].id};
}

void write(db::Connection& connection, const Entry& entry, const LabelIds& ids) {
    const auto number = number_of(entry.number).value_or(Number{});
    const auto as_of = today();
    connection.post(sql::hand_over, entry.source, entry.key, db::Parameter::keep(digest_of(entry)), entry.title, entry.title_en,
                    db::Parameter::keep(bare(entry.title)), entry.number, number.organ, number.year, number.serial, entry.summary,
                    entry.body, entry.known_as, ids.kind, ids.unit, ids.theme, ids.column, entry.published_on,
                    word_of(validity_on(as_of, entry.turns)), db::Parameter::keep(written(entry.turns)),
                    turns_on(as_of, entry.turns, entry.shown_until), entry.address, db::Parameter::keep(join(entry.formats, " ")),
                    word_of(entry.act), entry.act_address, entry.telephone, entry.is_demonstration, entry.shown_until,
                    entry.dated_on);
    for (const auto& file : entry.files)
        connection.post(sql::note_unread, file, entry.source, entry.key);
}

HeldUnder under(const LabelIds& ids, const Entry& entry) {
    return {ids.kind, ids.unit, ids.theme, validity_on(today(), entry.turns)};
}

}  // namespace

void hand_over(db::Connection& connection, const Entry& entry) {
    const auto ids = label_ids(connection, entry);
    write(connection, entry, ids);
    put_in_library(connection, entry, under(ids, entry));
}

void HandOver::operator()(const Entry& entry) {
    auto& [labels, ids] = last_;
    if (!(labels[0] == entry.kind && labels[1] == entry.unit && labels[2] == entry.theme && labels[3] == entry.column)) {
        labels = {entry.kind, entry.unit, entry.theme, entry.column};
        std::vector<std::string> said;
        for (const auto& label : labels)
            said.insert(said.end(), {label.code, label.zh, label.en});
        auto found = labels_.find(said);
        if (found == labels_.end())
            found = labels_.emplace(std::move(said), label_ids(connection_, entry)).first;
        ids = found->second;
    }
    write(connection_, entry, ids);
    put_new_in_library(connection_, entry, under(ids, entry), held_);
}

void HandOver::finish() {
    write_held_counts(connection_, held_);
    held_.clear();
}

void take_away(db::Connection& connection, std::string_view source, std::string_view key) {
    take_from_library(connection, source, key);
    connection.run(sql::take_away, source, key);
}

namespace {

std::map<std::string, std::string, std::less<>> digests_of(db::Connection& connection, std::string_view source) {
    std::map<std::string, std::string, std::less<>> all;
    for (auto rows = connection.query(sql::digests, source); rows.next();)
        all.emplace(rows.get<std::string>(0), rows.get<std::string>(1));
    return all;
}

}  // namespace

int compare(db::Connection& connection, std::string_view source, const std::vector<Entry>& all) {
    auto known = digests_of(connection, source);
    int changed = 0;
    for (const auto& entry : all) {
        const auto found = known.find(entry.key);
        if (found == known.end() || found->second != digest_of(entry)) {
            hand_over(connection, entry);
            ++changed;
        }
        if (found != known.end())
            known.erase(found);
    }
    for (const auto& [key, digest] : known) {
        take_away(connection, source, key);
        ++changed;
    }
    return changed;
}

bool differs(db::Connection& connection, std::string_view source, const std::vector<Entry>& all) {
    const auto known = digests_of(connection, source);
    if (known.size() != all.size())
        return true;
    for (const auto& entry : all)
        if (const auto found = known.find(entry.key); found == known.end() || found->second != digest_of(entry))
            return true;
    return false;
}

int turn(db::Connection& connection, Day today) {
    struct Due {
        EntryId id = 0;
        Turns turns;
        std::string source, key;
        std::optional<Day> shown_until;
    };
    std::vector<Due> due;
    for (auto rows = connection.query(sql::to_turn, today); rows.next();)
        due.push_back({rows.get<EntryId>(0), turns_from(rows.text(1)), rows.get<std::string>(2), rows.get<std::string>(3),
                       rows.get<std::optional<Day>>(4)});
    for (const auto& one : due)
        if (one.shown_until && *one.shown_until < today) {
            take_away(connection, one.source, one.key);
        } else {
            const auto validity = validity_on(today, one.turns);
            connection.run(sql::turn, one.id, word_of(validity), turns_on(today, one.turns, one.shown_until));
            turn_in_library(connection, one.source, one.key, validity);
        }
    return static_cast<int>(due.size());
}

bool is_due(db::Connection& connection, Day today) { return connection.query(sql::to_turn, today).next(); }

void keep_text(db::Connection& connection, const Unread& unread, std::string_view text) {
    connection.run(sql::keep_text, unread.file, text);
    connection.run(sql::drop_unread, unread.file, unread.source, unread.key);
    connection.run(sql::touch, unread.source, unread.key);
}

void leave_for_later(db::Connection& connection, std::string_view file) { connection.run(sql::leave_for_later, file); }

void set_state(db::Connection& connection, std::string_view name, std::string_view value) {
    connection.run(sql::set_state, name, value);
}

}  // namespace gongkai::search
