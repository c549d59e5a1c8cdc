#include "domain/sections/breakdowns.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/programme/rules.h"
#include "domain/programme/store.h"
#include "domain/programme/titles.h"
#include "domain/sections/desk.h"
#include "domain/sections/queries.h"

namespace gongkai::sections {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

Breakdown breakdown_in(const db::Rows& rows) {
    Breakdown one{rows.get<BreakdownId>(0),
                  rows.get<people::UnitId>(1),
                  rows.get<std::string>(2),
                  rows.get<std::string>(3),
                  rows.get<std::string>(4),
                  rows.get<Instant>(5),
                  {},
                  {}};
    if (!rows.is_null(6))
        one.answer = rows.text(6) == "accepted" ? Breakdown::Answer::accepted : Breakdown::Answer::dropped;
    one.answered_at = rows.get<std::optional<Instant>>(7);
    return one;
}

void note(db::Connection& connection, std::string_view actor, std::string_view deed, BreakdownId id, const json::object& detail) {
    journal::note(connection, {std::string(actor), "sections." + std::string(deed), "breakdown/" + std::to_string(id),
                               json::serialize(detail)});
}

std::string source_text(const std::vector<extract::Span>& spans) {
    json::array all;
    for (const auto& span : spans)
        all.push_back(json::array{span.page, span.start, span.end});
    return json::serialize(all);
}

std::vector<extract::Span> spans_in(std::string_view text) {
    std::vector<extract::Span> spans;
    const auto all = json::parse(text);
    for (const auto& one : all.as_array())
        spans.push_back({one.at(0).to_number<int>(), one.at(1).to_number<std::size_t>(), one.at(2).to_number<std::size_t>()});
    return spans;
}

Result<void> answer(db::Connection& connection, BreakdownId id, std::string_view word, std::string_view actor) {
    if (connection.run(sql::answer_breakdown, id, word, actor, now()) == 0)
        return refuse(RefusalKind::conflict, "sections.refuse.breakdown_answered");
    return {};
}

struct InHands {
    ledger::DutyId id = 0;
    std::string origin;
    programme::RowId part = 0;
    std::optional<people::UnitId> section_id;
    std::string words;
    bool is_reported = false;
};

std::vector<InHands> duties_in_hands(db::Connection& connection, people::UnitId unit) {
    std::vector<InHands> all;
    for (auto rows = connection.query(sql::duties_in_hands, unit); rows.next();)
        if (programme::key_of(rows.text(1)))
            all.push_back({rows.get<ledger::DutyId>(0), rows.get<std::string>(1), rows.get<programme::RowId>(2),
                           rows.get<std::optional<people::UnitId>>(3), rows.get<std::string>(4), rows.get<bool>(5)});
    return all;
}

}  // namespace

std::vector<Breakdown> breakdowns_of(db::Connection& connection, people::UnitId unit) {
    std::vector<Breakdown> all;
    for (auto rows = connection.query(sql::breakdowns_of_unit, unit); rows.next();)
        all.push_back(breakdown_in(rows));
    return all;
}

std::optional<Breakdown> find_breakdown(db::Connection& connection, BreakdownId id) {
    auto rows = connection.query(sql::breakdown_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return breakdown_in(rows);
}

std::vector<std::string> pages_of_breakdown(db::Connection& connection, BreakdownId id) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::breakdown_pages, id); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

std::vector<AcceptedRow> accepted_rows(db::Connection& connection, BreakdownId id) {
    std::vector<AcceptedRow> all;
    for (auto rows = connection.query(sql::breakdown_rows, id); rows.next();) {
        AcceptedRow one;
        one.row.place = rows.get<std::string>(0);
        one.row.title = rows.get<std::string>(1);
        one.row.requirement = rows.get<std::string>(2);
        one.row.named = {rows.get<std::string>(3)};
        one.row.source = spans_in(rows.text(4));
        one.duty_id = rows.get<std::optional<ledger::DutyId>>(5);
        one.duty_label = rows.get<std::string>(6);
        one.section_id = rows.get<std::optional<people::UnitId>>(7);
        all.push_back(std::move(one));
    }
    return all;
}

Standing standing_of(db::Connection& connection, people::UnitId unit, const programme::NoticeHead& paper) {
    Standing standing;
    standing.units = people::directory(connection);
    const auto duties = duties_in_hands(connection, unit);
    auto notices = programme::notices(connection);
    std::erase_if(notices, [&](const programme::Notice& notice) {
        return std::ranges::find(duties, notice.origin(), &InHands::origin) == duties.end();
    });
    const auto* notice = notice_of(notices, paper, programme::year_of_notice(paper, today()));
    if (!notice)
        return standing;
    standing.notice = *notice;
    programme::Titles titles(connection);
    const auto* whole = titles.programme_of(notice->origin());
    std::map<programme::RowId, const InHands*> by_row;
    for (const auto& duty : duties)
        if (duty.origin == notice->origin())
            by_row[duty.part] = &duty;
    for (const auto& task : whole->tasks)
        for (const auto& row : task.rows)
            if (const auto found = by_row.find(row.id); found != by_row.end()) {
                const bool is_of_cover = task.kind == programme::TaskKind::cover;
                standing.duties.push_back({found->second->id, titles.of(notice->origin(), row.id),
                                           is_of_cover ? std::string() : task.title, row.row.requirement,
                                           found->second->section_id, found->second->words, found->second->is_reported});
            }
    return standing;
}

bool owes_something(db::Connection& connection, people::UnitId unit) { return !duties_in_hands(connection, unit).empty(); }

std::string hash_of(const Breakdown& breakdown, const Standing& standing) {
    Sha256 all;
    const auto add = [&](std::string_view text) {
        all.add(std::to_string(text.size()) + ':');
        all.add(text);
    };
    add(breakdown.file);
    add(standing.notice ? standing.notice->key : "");
    for (const auto* section : sections_of(standing.units, breakdown.unit_id, today())) {
        add(std::to_string(section->id));
        add(section->name);
    }
    for (const auto& duty : standing.duties) {
        add(std::to_string(duty.id));
        add(duty.label);
        add(duty.requirement);
        add(std::to_string(duty.section_id.value_or(0)));
        add(duty.words);
        add(duty.is_reported ? "reported" : "");
    }
    return all.hex();
}

Result<BreakdownId> hand_in_breakdown(db::Connection& connection, people::UnitId unit, std::string_view file_name,
                                      std::string_view file, const std::vector<extract::Page>& pages, std::string_view actor) {
    if (!owes_something(connection, unit))
        return refuse(RefusalKind::invalid, "sections.refuse.owes_nothing");
    const auto added = connection.query(sql::add_breakdown, unit, file_name, file, actor, now()).first<BreakdownId>();
    if (!added)
        return std::get<0>(*connection.query(sql::breakdown_waiting, unit, file).first<BreakdownId>());
    const auto id = std::get<0>(*added);
    for (std::size_t i = 0; i < pages.size(); ++i)
        connection.run(sql::add_breakdown_page, id, i + 1, pages[i].text);
    note(connection, actor, "hand_in_breakdown", id, {{"file", file_name}, {"sha256", file}});
    return id;
}

Result<Accepted> accept_breakdown(db::Connection& connection, BreakdownId id, const Acceptance& acceptance,
                                  std::string_view actor) {
    const auto breakdown = find_breakdown(connection, id);
    if (!breakdown || breakdown->answer)
        return refuse(RefusalKind::conflict, "sections.refuse.breakdown_answered");
    const auto standing = standing_of(connection, breakdown->unit_id, acceptance.head);
    if (hash_of(*breakdown, standing) != acceptance.seen)
        return refuse(RefusalKind::conflict, "sections.refuse.seen_otherwise");

    std::map<std::string, people::UnitId> noted;
    json::array new_sections;
    for (const auto& name : acceptance.new_sections) {
        const auto section = people::note_section(connection, breakdown->unit_id, name);
        if (!section)
            return std::unexpected(section.error());
        noted[name] = *section;
        new_sections.emplace_back(name);
    }
    auto answers = acceptance.answers;
    for (std::size_t i = 0; i < answers.size() && i < acceptance.row_sections.size(); ++i)
        if (const auto found = noted.find(acceptance.row_sections[i]); found != noted.end())
            answers[i].section_id = found->second;
    const auto wanted = handings(acceptance.rows, answers);
    if (!wanted)
        return std::unexpected(wanted.error());

    Accepted accepted;
    for (const auto& handing : *wanted) {
        const auto duty = std::ranges::find(standing.duties, handing.duty_id, &UnitDuty::id);
        if (duty == standing.duties.end())
            return refuse(RefusalKind::invalid, "sections.refuse.not_yours");
        switch (difference(handing, *duty)) {
            case Difference::fresh:
            case Difference::moved:
                if (duty->is_reported)
                    return refuse(RefusalKind::invalid, "sections.refuse.report_first", {duty->label});
                if (const auto done = assign(connection, handing.duty_id, handing.section_id, handing.words, actor); !done)
                    return std::unexpected(done.error());
                else
                    accepted.assigned.emplace_back(*done, handing.section_id);
                break;
            case Difference::reworded:
                connection.run(sql::change_task_words, handing.duty_id, handing.words);
                ++accepted.reworded;
                break;
            case Difference::same:
                ++accepted.same;
                break;
        }
    }
    for (std::size_t i = 0; i < acceptance.rows.size(); ++i) {
        const auto& row = acceptance.rows[i];
        const auto said = i < answers.size() ? answers[i] : RowAnswer{};
        const auto duty = std::ranges::find(standing.duties, said.duty_id, &UnitDuty::id);
        const auto label = duty == standing.duties.end() ? std::string() : duty->label;
        const auto or_null = [](std::int64_t one) { return one == 0 ? std::optional<std::int64_t>() : one; };
        connection.run(sql::add_breakdown_row, id, i + 1, row.place, row.title, row.requirement, join(row.named, "、"),
                       source_text(row.source), or_null(said.duty_id), label, or_null(said.section_id));
    }
    if (auto done = answer(connection, id, "accepted", actor); !done)
        return std::unexpected(done.error());
    note(connection, actor, "accept_breakdown", id,
         {{"file", breakdown->file_name},
          {"sha256", breakdown->file},
          {"assigned", accepted.assigned.size()},
          {"reworded", accepted.reworded},
          {"same", accepted.same},
          {"new_sections", new_sections}});
    return accepted;
}

Result<void> drop_breakdown(db::Connection& connection, BreakdownId id, std::string_view actor) {
    if (auto done = answer(connection, id, "dropped", actor); !done)
        return done;
    note(connection, actor, "drop_breakdown", id, {});
    return {};
}

}  // namespace gongkai::sections
