#include "domain/programme/desk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/core/text.h"
#include "domain/calendar/desk.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/pairing.h"
#include "domain/programme/queries.h"
#include "domain/programme/rules.h"
#include "domain/programme/store.h"

namespace gongkai::programme {
namespace {

namespace json = boost::json;

// The tasks of a reading in the shape in which they are stored; the cover's duties are the last task.
std::vector<StoredTask> tasks_in(const Reading& reading) {
    std::vector<StoredTask> tasks;
    const auto new_task = [&](TaskKind kind) -> StoredTask& {
        auto& task = tasks.emplace_back();
        task.kind = kind;
        task.position = static_cast<int>(tasks.size());
        return task;
    };
    for (const auto& read : reading.tasks) {
        auto& task = new_task(TaskKind::table);
        task.number = read.number;
        task.title = read.title;
        task.category = read.category.value_or("");
        for (const auto& row : read.rows)
            task.rows.push_back({0, static_cast<int>(task.rows.size()) + 1, row});
    }
    if (!reading.cover_duties.empty()) {
        auto& task = new_task(TaskKind::cover);
        for (const auto& duty : reading.cover_duties) {
            StoredRow stored{0, static_cast<int>(task.rows.size()) + 1, {}};
            stored.row.requirement = duty.what;
            stored.row.groups = {duty.who};
            stored.row.due = duty.due;
            stored.row.source = duty.source;
            task.rows.push_back(std::move(stored));
        }
    }
    label_tasks(tasks);
    return tasks;
}

std::string where(const StoredTask& task, const StoredRow& row) { return task.label() + '.' + std::to_string(row.position); }

std::string owners_as_printed(const Row& row) {
    auto names = row.units;
    names.insert(names.end(), row.groups.begin(), row.groups.end());
    return join(names, "、") + (row.open_ended ? "等" : "");
}

std::string due_as_printed(const Row& row) {
    std::vector<std::string> words;
    for (const auto& due : row.due)
        words.push_back(due.on ? due.text + "(" + gongkai::to_text(*due.on) + ")" : due.text);
    return join(words, "；");
}

class Intake {
  public:
    Intake(db::Connection& connection, const Paper& paper)
        : connection_(connection),
          paper_(paper),
          tasks_(tasks_in(paper.reading)),
          units_(units_of_place(people::directory(connection), paper.reading.document)),
          calendar_(calendar::working_days(connection)),
          year_(year_of_notice(paper.reading.document, today())),
          on_(counted_from(paper.reading.document, year_)) {}

    Import run() {
        const auto known = find_same(connection_, paper_.reading.document, paper_.sha256);
        const bool is_same_file = known && known->sha256 == paper_.sha256;
        resolve_names();
        Notice notice = describe(known);
        import_.key = notice.key;
        if (known) {
            import_.kind = Import::Kind::corrected;
            compare_heads(*known);
            if (!is_same_file)
                change_notice(connection_, notice);
            keep_groups(notice.id);
            correct(load(connection_, *known));
            // The same file again may still name owners anew: units that have been listed since, groups that have members now.
            if (is_same_file && import_.changes.empty() && import_.duties == 0 && import_.ended.empty()) {
                import_.kind = Import::Kind::unchanged;
                return import_;
            }
        } else {
            notice_ = notice;
            notice_.id = add_notice(connection_, notice);
            keep_groups(notice_.id);
            for (auto& task : tasks_)
                take_in_task(task);
        }
        put_pages(connection_, notice_.id, paper_.document.pages);
        for (const auto& task : tasks_) {
            import_.tasks += task.kind == TaskKind::table;
            import_.rows += task.kind == TaskKind::table ? static_cast<int>(task.rows.size()) : 0;
        }
        return import_;
    }

  private:
    void keep_groups(std::int64_t notice_id) {
        for (const auto& [group, units] : paper_.groups)
            for (const auto unit : units)
                add_group_member(connection_, notice_id, group, unit);
        groups_ = named_groups(connection_, notice_id);
    }

    void compare_heads(const Notice& known) {
        const auto day = [](const std::optional<Day>& on) { return on ? gongkai::to_text(*on) : std::string("-"); };
        const auto compare = [&](std::string_view field, const std::string& was, const std::string& is) {
            if (was != is)
                import_.changes.push_back({Change::Kind::changed, known.key, std::string(field), was, is});
        };
        compare("title", known.head.title, paper_.reading.document.title);
        compare("signed_on", day(known.head.signed_on), day(paper_.reading.document.signed_on));
        has_other_days_ = known.head.signed_on != paper_.reading.document.signed_on || known.year != year_;
    }

    // Every name that a row uses, as the unit it means; one that the list does not know is kept as printed, unlisted.
    void resolve_names() {
        for (const auto& task : tasks_)
            for (const auto& row : task.rows)
                for (const auto& name : row.row.units) {
                    if (names_.contains(name))
                        continue;
                    if (const auto* unit = units_.find(name, on_)) {
                        names_[name] = unit->id;
                    } else {
                        names_[name] = people::note_unlisted(connection_, name);
                        import_.unlisted_units.push_back(name);
                    }
                }
    }

    Notice describe(const std::optional<Notice>& known) {
        const auto& head = paper_.reading.document;
        Notice notice{known ? known->id : 0,
                      known ? known->key : free_key(key_of_notice(head, year_, paper_.sha256)),
                      head,
                      year_,
                      paper_.reading.layout,
                      paper_.file_name,
                      paper_.sha256,
                      now(),
                      paper_.marking == Marking::demonstration};
        notice_ = notice;
        return notice;
    }

    // Two places may have a 〔2019〕33号 each.
    std::string free_key(const std::string& wanted) {
        std::string key = wanted;
        for (int i = 2; find_notice(connection_, key); ++i)
            key = wanted + '-' + std::to_string(i);
        return key;
    }

    std::vector<Owner> owners(const StoredTask& task, const Row& row) const {
        if (task.kind == TaskKind::cover)
            return owners_of(CoverDuty{row.requirement, row.groups.front(), row.due, row.source}, names_, units_, on_);
        return owners_of(row, names_, groups_, units_, on_);
    }

    std::vector<ledger::Planned> planned(const Row& row) const {
        return ledger::occurrences_of(terms_of(row), on_, year_, calendar_);
    }

    void begin_duty(const StoredTask& task, const StoredRow& row, const Owner& owner,
                    const std::vector<ledger::Planned>& occurrences) {
        ledger::begin(connection_, {notice_.origin(), row.id, owner.unit_id, owner.group_name, occurrences});
        if (import_.kind == Import::Kind::corrected)
            tell(import_.begun, where(task, row), owner);
        ++import_.duties;
        if (!owner.unit_id && std::ranges::find(import_.unnamed_groups, owner.group_name) == import_.unnamed_groups.end())
            import_.unnamed_groups.push_back(owner.group_name);
    }

    void take_in_row(const StoredTask& task, StoredRow& row) {
        row.id = add_row(connection_, task.id, row);
        const auto occurrences = planned(row.row);
        for (const auto& owner : owners(task, row.row))
            begin_duty(task, row, owner, occurrences);
    }

    void take_in_task(StoredTask& task) {
        task.id = add_task(connection_, notice_.id, task);
        for (auto& row : task.rows)
            take_in_row(task, row);
    }

    // --- a corrected notice ---

    void correct(const Programme& before) {
        for (const auto& duty : ledger::duties_of(connection_, notice_.origin()))
            duties_[duty.part].push_back(duty);
        const auto pairing = pair(before.tasks, tasks_);
        for (auto& task : tasks_) {
            const auto former = pairing.tasks.find(&task);
            if (former == pairing.tasks.end())
                task.id = add_task(connection_, notice_.id, task);
            else
                correct_task(*former->second, task);
        }
        std::set<RowId> kept;
        for (auto& task : tasks_)
            for (auto& row : task.rows) {
                const auto former = pairing.rows.find(&row);
                if (former == pairing.rows.end()) {
                    take_in_row(task, row);
                    import_.changes.push_back({Change::Kind::added, where(task, row), {}, {}, row.row.requirement});
                    continue;
                }
                row.id = former->second.row->id;
                kept.insert(row.id);
                const auto standing = pairing.tasks.find(&task);
                if (standing == pairing.tasks.end() || standing->second != former->second.task)
                    import_.changes.push_back({Change::Kind::changed, where(task, row), "place",
                                               where(*former->second.task, *former->second.row), where(task, row)});
                correct_row(task, row, former->second.row->row);
            }
        retire_what_is_gone(before, pairing, kept);
    }

    void correct_task(const StoredTask& former, StoredTask& task) {
        task.id = former.id;
        if (former.title != task.title || former.category != task.category)
            import_.changes.push_back({Change::Kind::changed, task.label(), "task", former.category + ' ' + former.title,
                                       task.category + ' ' + task.title});
        if (former.label() != task.label())
            import_.changes.push_back({Change::Kind::changed, task.label(), "number", former.label(), task.label()});
        change_task(connection_, task);
    }

    void retire_what_is_gone(const Programme& before, const Pairing& pairing, const std::set<RowId>& kept) {
        std::set<std::int64_t> standing;
        for (const auto& [task, former] : pairing.tasks)
            standing.insert(former->id);
        for (const auto& gone : before.tasks) {
            for (const auto& row : gone.rows)
                if (!kept.contains(row.id))
                    remove_row(gone, row);
            if (!standing.contains(gone.id))
                retire_task(connection_, gone.id);
        }
    }

    void correct_row(const StoredTask& task, const StoredRow& row, const Row& before) {
        const auto compare = [&](std::string_view field, const std::string& was, const std::string& is) {
            if (was != is)
                import_.changes.push_back({Change::Kind::changed, where(task, row), std::string(field), was, is});
        };
        compare("requirement", before.requirement, row.row.requirement);
        compare("units", owners_as_printed(before), owners_as_printed(row.row));
        compare("due", due_as_printed(before), due_as_printed(row.row));
        change_row(connection_, task.id, row);

        const auto occurrences = planned(row.row);
        auto wanted = owners(task, row.row);
        for (const auto& duty : duties_[row.id]) {
            const auto still = std::ranges::find(wanted, Owner{duty.unit_id, duty.group_name});
            if (still == wanted.end()) {
                end_duty(task, row, duty);
                continue;
            }
            if (has_other_days_ || terms_of(before) != terms_of(row.row))
                ledger::replan(connection_, duty, occurrences);
            wanted.erase(still);
        }
        for (const auto& owner : wanted)
            begin_duty(task, row, owner, occurrences);
    }

    void end_duty(const StoredTask& task, const StoredRow& row, const ledger::Duty& duty) {
        ledger::end(connection_, duty.id, today());
        tell(import_.ended, where(task, row), {duty.unit_id, duty.group_name});
    }

    void tell(std::vector<Shift>& shifts, const std::string& where, const Owner& owner) {
        if (all_units_.units().empty())  // those that were noted as unlisted too
            all_units_ = people::directory(connection_);
        if (shifts.empty() || shifts.back().where != where)
            shifts.push_back({where, {}});
        const auto* unit = owner.unit_id ? all_units_.find(*owner.unit_id) : nullptr;
        shifts.back().owners.push_back(unit ? unit->name : owner.group_name);
    }

    void remove_row(const StoredTask& task, const StoredRow& row) {
        import_.changes.push_back({Change::Kind::removed, where(task, row), {}, row.row.requirement, {}});
        for (const auto& duty : duties_[row.id])
            end_duty(task, row, duty);
        retire_row(connection_, row.id);
    }

    db::Connection& connection_;
    const Paper& paper_;
    std::vector<StoredTask> tasks_;
    people::Directory units_;
    calendar::WorkingDays calendar_;
    int year_;
    Day on_;
    ResolvedNames names_;
    NamedGroups groups_;
    bool has_other_days_ = false;  // the head was signed on another day, or is of another year
    people::Directory all_units_{{}};
    Notice notice_;
    std::map<RowId, std::vector<ledger::Duty>> duties_;  // running before the correction
    Import import_;
};

}  // namespace

std::string_view word_of(Import::Kind kind) {
    switch (kind) {
        case Import::Kind::added:
            return "added";
        case Import::Kind::unchanged:
            return "unchanged";
        case Import::Kind::corrected:
            return "corrected";
    }
    return "";
}

Result<Import> take_in(db::Connection& connection, const Paper& paper, std::string_view actor) {
    if (paper.reading.outcome == Outcome::refuse) {
        const auto& message = paper.reading.message;
        return refuse(Refusal::Kind::invalid, message ? message->id : "programme.refuse.no_notice",
                      message ? message->arguments : std::vector<std::string>());
    }
    const auto import = Intake(connection, paper).run();
    if (import.kind != Import::Kind::unchanged)
        journal::note(connection, {std::string(actor), "programme.take_in", "notice/" + import.key,
                                   json::serialize(json::object{{"outcome", word_of(import.kind)},
                                                                {"sha256", paper.sha256},
                                                                {"file", paper.file_name},
                                                                {"tasks", import.tasks},
                                                                {"rows", import.rows},
                                                                {"duties", import.duties},
                                                                {"changes", import.changes.size()}})});
    return import;
}

std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor) {
    const auto count = ledger::drop_demonstration(connection);
    connection.run(sql::end_demonstration);
    if (count > 0)
        journal::note(connection, {std::string(actor), "programme.drop_demonstration", "proofs",
                                   json::serialize(json::object{{"count", count}})});
    return count;
}

}  // namespace gongkai::programme
