// The public pages' handlers: what was asked, one look at the database, one drawing.

#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/ledger/rules.h"
#include "domain/people/names.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "domain/programme/rules.h"
#include "domain/programme/store.h"
#include "doors/doors.h"

namespace gongkai::programme {
namespace {

using web::Context;
using web::Request;
using web::Response;

const Notice* find_in(const std::vector<Notice>& all, std::string_view key) {
    const auto found = std::ranges::find(all, key, &Notice::key);
    return found == all.end() ? nullptr : &*found;
}

// What the frame and other rooms' pages say of the notices that are here: whose site this is, which papers it stands on.
void tell_portal(portal::Portal& portal, const std::vector<Notice>& all) {
    if (!all.empty())
        portal.set_organ(all.front().head.issuer);
    std::vector<std::string> numbers;
    for (const auto& notice : all)
        numbers.push_back(notice.head.number);
    portal.set_papers(std::move(numbers));
}

// The page of an installation without a notice.
Response no_notice(const Doors& doors, const Request& request, Language language) {
    portal::Page page;
    page.title = words(language, "board.none.title");
    page.content << "<h1>" << page.title << "</h1><p class='empty'>" << words(language, "board.none.text") << "</p>";
    return doors.portal.show(request, std::move(page));
}

// Its front page: what other rooms have to show, under the name of the site.
Response home_without_notice(const Doors& doors, const Request& request, Language language, const web::Html& of_rooms) {
    if (of_rooms.view().empty() && doors.portal.sentence(language).empty())
        return no_notice(doors, request, language);
    portal::Page page;
    page.title = doors.portal.name(language);
    page.content << "<h1>" << page.title << "</h1>";
    if (const auto& sentence = doors.portal.sentence(language); !sentence.empty())
        page.content << "<p class='lead'>" << sentence << "</p>";
    page.content << "<div class='front'>" << of_rooms << "</div>";
    return doors.portal.show(request, std::move(page));
}

// Draws one page of the programme: finds the notice - `key`, else the one asked for - settles the day, and says above the page
// what of the query could not be understood.
template <class Draw>
Response with_board_of(AskedNotice asked, const Doors& doors, const Request& request, const Context& context,
                       std::optional<std::string_view> key, db::Connection& connection, Draw&& draw, Rows rows = Rows::standing,
                       Cells cells = Cells::all) {
    if (key)
        asked.notice = find_in(asked.all, *key);
    if (!asked.notice)
        return asked.all.empty() && !key ? no_notice(doors, request, context.language) : doors.site.trouble(404, request);
    const auto& notice = *asked.notice;
    const auto day = parse_day(request.query.first("as_of").value_or(""));
    const Day usual = ledger::as_of_default(notice.year, today());
    const Day as_of = day.value_or(usual);
    const auto board = load_board(connection, notice, as_of, soon_days(doors), rows, cells);
    const View view{*board, context.language, as_of == usual ? std::nullopt : std::optional(as_of), asked.all};
    portal::Page page;
    page.organ = notice.head.issuer;
    tell_portal(doors.portal, asked.all);
    if (notice.is_demonstration)
        page.demonstration_of = place_of(notice.head);
    for (const auto& mistake : mistakes_in(request, context.language))
        page.content << "<p class='empty' role='status'>" << mistake << "</p>";
    if (!draw(page, view, *board))
        return doors.site.trouble(404, request);
    return doors.portal.show(request, std::move(page));
}

template <class Draw>
Response with_board(const Doors& doors, const Request& request, const Context& context, std::optional<std::string_view> key,
                    db::Connection& connection, Draw&& draw, Rows rows = Rows::standing, Cells cells = Cells::all) {
    return with_board_of(asked_notice(connection, request), doors, request, context, key, connection, draw, rows, cells);
}

// The way back to the notice of a page.
portal::Crumb crumb_of(const View& view) {
    const auto& notice = view.board.programme().notice;
    return {notice.head.number.empty() ? notice.head.title : notice.head.number, "/notices/" + notice.key};
}

Response home(const Doors& doors, Request& request, Context& context) {
    web::Html of_rooms;
    doors.portal.write_front_blocks(of_rooms, context.language);
    return doors.database.read([&](db::Connection& connection) {
        auto asked = asked_notice(connection, request);
        if (asked.all.empty())
            return home_without_notice(doors, request, context.language, of_rooms);
        const auto draw = [&](portal::Page& page, const View& view, Board&) {
            page.title = doors.portal.name(context.language);
            page.feed = "/duties.atom";
            write_home(page.content, view, doors.portal.sentence(context.language), of_rooms);
            return true;
        };
        return with_board_of(std::move(asked), doors, request, context, std::nullopt, connection, draw);
    });
}

Response board(const Doors& doors, Request& request, Context& context) {
    web::Html of_rooms;
    doors.portal.write_blocks_on("board", of_rooms, context.language, {});
    return doors.database.read([&](db::Connection& connection) {
        return with_board(
            doors, request, context, std::nullopt, connection, [&](portal::Page& page, const View& view, Board& all) {
                page.title = view.say("board.title", {std::to_string(all.programme().notice.year)});
                page.menu = "/board";
                page.feed = "/duties.atom";
                const auto filter = filter_of(request);
                all.keep_only(filter);
                const auto at = request.target.find('?');
                web::Fields without_day;
                for (const auto& [name, value] : request.query)
                    if (name != "as_of" && !value.empty())
                        without_day.add(name, value);
                write_board(page.content, view, filter, at == std::string::npos ? std::string() : request.target.substr(at),
                            web::write_target("/board", without_day));
                page.content << of_rooms;
                return true;
            });
    });
}

// Where no notice says what they owe, units are what they are: other rooms have things of them.
Response units_without_notice(const Doors& doors, const Request& request, Language language, db::Connection& connection) {
    portal::Page page;
    page.title = words(language, "board.units.title");
    page.menu = "/units";
    page.content << "<h1>" << page.title << "</h1><ul class='lines many'>";
    const auto all = people::names(connection);
    if (all.units().empty())
        return no_notice(doors, request, language);
    for (const auto& unit : all.units())
        if (unit.is_listed && unit.kind != people::Kind::section && (!unit.valid_until || *unit.valid_until >= today()))
            page.content << "<li><a href='/units/" << unit.id << "'" << web::when(language == Language::en, " lang='zh-CN'")
                         << ">" << unit.name << "</a></li>";
    page.content << "</ul>";
    return doors.portal.show(request, std::move(page));
}

Response unit_without_notice(const Doors& doors, const Request& request, const Context& context, db::Connection& connection,
                             const web::Html& of_rooms) {
    const auto all = people::names(connection);
    const auto* found = all.find(context.id("id"));
    if (!found)
        return doors.site.trouble(404, request);
    portal::Page page;
    page.title = found->name;
    page.menu = "/units";
    page.trail = {{words(context.language, "board.units.title"), "/units"}};
    write_unit_head(page.content, context.language, *found);
    page.content << of_rooms;
    return doors.portal.show(request, std::move(page));
}

Response units(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        auto asked = asked_notice(connection, request);
        if (asked.all.empty())
            return units_without_notice(doors, request, context.language, connection);
        const auto draw = [&](portal::Page& page, const View& view, Board&) {
            page.title = view.say("board.units.title");
            page.menu = "/units";
            page.content << "<h1>" << page.title << "</h1>";
            write_other_notices(page.content, view, "/units");
            write_as_of(page.content, view, view.in("/units"));
            write_legend(page.content, view);
            page.content << "<p><a class='way' href='" << web::url(view.in("/plans")) << "'>" << view.say("board.plans.title")
                         << "</a></p>";
            write_units(page.content, view);
            return true;
        };
        return with_board_of(std::move(asked), doors, request, context, std::nullopt, connection, draw);
    });
}

Response unit(const Doors& doors, Request& request, Context& context) {
    web::Html of_rooms;
    doors.portal.write_blocks_on("unit", of_rooms, context.language, context.parameter("id"));
    return doors.database.read([&](db::Connection& connection) {
        auto asked = asked_notice(connection, request);
        if (asked.all.empty())
            return unit_without_notice(doors, request, context, connection, of_rooms);
        const auto draw = [&](portal::Page& page, const View& view, Board& all) {
            const auto* found = all.units().find(context.id("id"));
            if (!found)
                return false;
            page.title = found->name;
            page.menu = "/units";
            page.trail = {{view.say("board.units.title"), view.to("/units")}};
            write_unit(page.content, view, *found, of_rooms);
            return true;
        };
        return with_board_of(std::move(asked), doors, request, context, std::nullopt, connection, draw);
    });
}

Response notice_list(const Doors& doors, Request& request, Context& context) {
    const auto all = doors.database.read([](db::Connection& connection) { return notices(connection); });
    if (all.empty())
        return no_notice(doors, request, context.language);
    portal::Page page;
    page.title = words(context.language, "board.notices.title");
    page.menu = "/notices";
    page.content << "<h1>" << page.title << "</h1><ul class='lines'>";
    const auto chinese = web::when(context.language == Language::en, " lang='zh-CN'");
    for (const auto& one : all) {
        if (one.is_demonstration)
            page.demonstration_of = place_of(one.head);
        page.content << "<li><div class='top'><a href='/notices/" << web::url(one.key) << "'" << chinese << ">" << one.head.title
                     << "</a><span class='small muted'" << chinese << ">" << one.head.number << "</span></div></li>";
    }
    page.content << "</ul>";
    return doors.portal.show(request, std::move(page));
}

Response notice(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        return with_board(doors, request, context, context.parameter("key"), connection,
                          [&](portal::Page& page, const View& view, Board&) {
                              page.title = view.board.programme().notice.head.title;
                              page.menu = "/notices";
                              page.trail = {{view.say("board.notices.title"), "/notices"}};
                              write_notice(page.content, view);
                              return true;
                          });
    });
}

Response task(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        return with_board(doors, request, context, context.parameter("key"), connection,
                          [&](portal::Page& page, const View& view, Board& all) {
                              const auto* task = all.programme().find_task(context.id("position"));
                              if (!task)
                                  return false;
                              page.title = task->kind == TaskKind::cover ? view.say("board.cover") : task->title;
                              page.menu = "/board";
                              page.trail = {crumb_of(view)};
                              write_task(page.content, view, *task, pages_of(connection, view.board.programme().notice));
                              return true;
                          });
    });
}

Response source(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        return with_board(
            doors, request, context, context.parameter("key"), connection, [&](portal::Page& page, const View& view, Board& all) {
                const auto pages = pages_of(connection, view.board.programme().notice);
                const auto number = request.query.has("page") ? whole_number(*request.query.first("page")).value_or(0) : 1;
                if (number < 1 || number > static_cast<std::int64_t>(pages.size()))
                    return false;
                page.title = view.say("board.source.page", {std::to_string(number)});
                page.menu = "/notices";
                page.trail = {crumb_of(view)};
                const auto row = whole_number(request.query.first("row").value_or("")).value_or(0);
                write_source_page(page.content, view, pages, static_cast<std::size_t>(number), all.programme().find_row(row));
                return true;
            });
    });
}

Response duty(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto shown = find_public_duty(connection, context.id("id"));
        if (!shown)
            return doors.site.trouble(404, request);
        const auto* found = &shown->duty;
        const auto draw = [&](portal::Page& page, const View& view, Board& all) {
            const StoredTask* task = nullptr;
            const auto* row = all.programme().find_row(found->part, &task);
            if (!row)
                return false;
            const auto* owner = found->unit_id ? all.units().find(*found->unit_id) : nullptr;
            page.title =
                view.say("board.duty.title", {owner ? owner->name : found->group_name,
                                              task->kind == TaskKind::cover ? view.say("board.cover_short") : task->title});
            if (task->rows.size() > 1)
                page.title += view.say("board.duty.row", {std::to_string(row->position)});
            page.menu = "/board";
            page.trail = {crumb_of(view)};
            if (!task->is_retired)
                page.trail = {
                    {task->kind == TaskKind::cover ? view.say("board.cover") : task->title, view.to(view.task_address(*task))}};
            write_duty(page.content, view, *found, ledger::proofs_of(connection, found->id),
                       pages_of(connection, view.board.programme().notice), soon_days(doors));
            return true;
        };
        // What a correction took back keeps its address.
        return with_board(doors, request, context, shown->key, connection, draw, found->ended_on ? Rows::all : Rows::standing,
                          Cells::none);
    });
}

}  // namespace

std::optional<PublicDuty> find_public_duty(db::Connection& connection, ledger::DutyId id) {
    auto duty = ledger::find_duty(connection, id);
    const auto key = duty ? key_of(duty->origin) : std::nullopt;
    if (!key)
        return std::nullopt;
    std::string of_notice(*key);
    return PublicDuty{std::move(*duty), std::move(of_notice)};
}

AskedNotice asked_notice(db::Connection& connection, const Request& request) {
    AskedNotice asked{notices(connection), nullptr};
    if (const auto key = request.query.first("notice"); key && !key->empty())
        asked.notice = find_in(asked.all, *key);
    else if (!asked.all.empty())
        asked.notice = &asked.all.front();
    return asked;
}

std::vector<std::string> mistakes_in(const Request& request, Language language) {
    std::vector<std::string> mistakes;
    const auto refuse = [&](std::string_view field, std::string_view id, auto&& is_understood) {
        const auto value = request.query.first(field);
        if (value && !value->empty() && !is_understood(*value))
            mistakes.push_back(words(language, id, {std::string(*value)}));
    };
    for (const std::string_view field : {"as_of", "notice", "state", "category", "kind", "q"})
        if (request.query.all(field).size() > 1)
            mistakes.push_back(words(language, "board.field_twice", {std::string(field)}));
    refuse("as_of", "board.wrong_day", [](std::string_view text) { return parse_day(text).has_value(); });
    refuse("state", "board.wrong_state", [](std::string_view text) { return ledger::state_from(text).has_value(); });
    refuse("kind", "board.wrong_kind", [](std::string_view text) { return people::kind_from(text).has_value(); });
    return mistakes;
}

Filter filter_of(const Request& request) {
    const auto text = [&](std::string_view name) { return std::string(trim(request.query.first(name).value_or(""))); };
    return {text("q"), text("category"), people::kind_from(text("kind")), ledger::state_from(text("state"))};
}

int soon_days(const Doors& doors) { return static_cast<int>(doors.settings.number("ledger.soon_days")); }

void hang_portal_pages(Doors& doors) {
    tell_portal(doors.portal, doors.database.read([](db::Connection& connection) { return notices(connection); }));
    const auto page = [&doors](const char* pattern, const char* name, Response (*draw)(const Doors&, Request&, Context&),
                               std::vector<std::string> reads, unsigned statements) {
        doors.site.router()
            .get(pattern, name, with(doors, draw))
            .cached({public_data})
            .reads(std::move(reads))
            .sql_at_most(statements);
    };
    page("/", "home", home, {"as_of", "notice"}, 11);
    page("/board", "programme.board", board, {"as_of", "notice", "state", "category", "kind", "q"}, 11);
    page("/units", "programme.units", units, {"as_of", "notice"}, 8);
    page("/units/{id}", "programme.unit", unit, {"as_of", "notice"}, 11);
    page("/notices", "programme.notices", notice_list, {}, 2);
    page("/notices/{key}", "programme.notice", notice, {"as_of"}, 9);
    page("/notices/{key}/tasks/{position}", "programme.task", task, {"as_of"}, 9);
    page("/notices/{key}/source", "programme.source", source, {"page", "row"}, 9);
    page("/duties/{id}", "programme.duty", duty, {"as_of"}, 11);
    doors.portal.add_menu_entry({"/board", "board.menu.board"});
    doors.portal.add_menu_entry({"/units", "board.menu.units"});
    doors.portal.add_menu_entry({"/notices", "board.menu.notices"});
}

}  // namespace gongkai::programme
