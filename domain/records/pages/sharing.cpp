// What other systems fetch - OCDS releases, the catalogue of data sets - and the files that the office hands on to those of the
// state.
#include <algorithm>

#include "base/core/file.h"
#include "base/web/target.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/calendar/desk.h"
#include "domain/people/desk.h"
#include "domain/records/dataset.h"
#include "domain/records/desk.h"
#include "domain/records/exchange_file.h"
#include "domain/records/pages/console.h"
#include "domain/records/releases.h"
#include "domain/records/room.h"
#include "doors/exchange/api.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using web::Context;
using web::Form;
using web::FormView;
using web::Request;
using web::Response;

constexpr const char* hand_over_form = "records.hand_over";
constexpr int releases_a_package = 100;
// What one file that is asked for over the wire holds, and what is looked at to say how many came in time.
constexpr std::int64_t handed_over_at_most = 50'000, looked_at_for_clock = 2'000;
constexpr int days_before = 90;

// What every package says of itself. A package is what it was until a record in it changes: its day is that of the last change.
PackageHead head_of(const Doors& doors, const Request& request, const std::vector<Record>& rows) {
    const auto& site = doors.settings.text("site.address");
    Instant changed_at{};
    for (const auto& row : rows)
        changed_at = std::max(changed_at, row.changed_at);
    const auto organ = doors.portal.organ();
    return {(site.empty() ? "urn:gongkai:" : site) + request.target, doors.settings.text("exchange.ocds_prefix"),
            organ.empty() ? doors.portal.name(Language::zh) : organ, changed_at};
}

void write_licence(const Doors& doors, json::object& package) {
    if (const auto& licence = doors.settings.text("data.licence"); !licence.empty())
        package["license"] = licence;
}

// One process as a record of the standard: that of the newest notice where none is named.
Response one_process(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->exchange || !kind->exchange->is_ocds())
        return doors.site.trouble(404, request);
    return doors.database.read([&](db::Connection& connection) {
        std::string process(request.query.first("process").value_or(""));
        if (process.empty())
            for (const auto& record : newest(connection, *kind, today(), 1))
                process = record.values[kind->chain->by];
        const auto rows = of_chain(connection, *kind, process, today());
        if (rows.empty())
            return doors.site.trouble(404, request);
        auto package = record_package_of(*kind, rows, head_of(doors, request, rows), people::directory(connection));
        write_licence(doors, package);
        return Response::json(json::serialize(package));
    });
}

Response releases(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind || !kind->exchange || !kind->exchange->is_ocds())
        return doors.site.trouble(404, request);
    const auto process = request.query.first("process").value_or("");
    const auto after = request.query.first("after").value_or("");
    const auto place = after.empty() ? std::optional(Place{}) : place_from(after);
    if (!place)
        return exchange::problem(400, words(context.language, "records.list.mistake", {"after", std::string(after)}));
    return doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        std::vector<Record> rows;
        std::optional<Place> next;
        if (!process.empty()) {
            rows = of_chain(connection, *kind, process, today());
        } else {
            auto page = list_of(connection, *kind, {}, counts_for(connection, *kind, {}), *place, today(), releases_a_package);
            rows = std::move(page.rows);
            next = page.next;
        }
        if (rows.empty() && !process.empty())
            return doors.site.trouble(404, request);
        auto package = package_of(*kind, rows, head_of(doors, request, rows), units);
        write_licence(doors, package);
        if (next) {
            web::Fields query;
            query.add("after", written(*next));
            const auto& site = doors.settings.text("site.address");
            package["links"] = json::object{{"next", (site.empty() ? "urn:gongkai:" : site) +
                                                         web::write_target(address_of(*kind) + "/releases.json", query)}};
        }
        return Response::json(json::serialize(package));
    });
}

DataCatalogue catalogue_now(const Doors& doors) {
    DataCatalogue catalogue{doors.settings.text("site.address"),
                            {words(Language::zh, "records.catalogue_of", {doors.portal.name(Language::zh)}),
                             words(Language::en, "records.catalogue_of", {doors.portal.name(Language::en)})},
                            doors.portal.organ(),
                            doors.settings.text("data.licence"),
                            {}};
    const auto there = doors.database.read([](db::Connection& connection) { return kinds_there(connection); });
    for (const auto& kind : kinds().all)
        if (const auto found = there.find(kind.key); found != there.end() && found->second.records > 0)
            catalogue.sets.push_back({&kind, found->second.changed_at});
    return catalogue;
}

Response catalogue_json(const Doors& doors, Request&, Context&) {
    return Response::bytes(write_json_ld(catalogue_now(doors)), "application/ld+json; charset=utf-8");
}

Response catalogue_turtle(const Doors& doors, Request&, Context&) {
    return Response::bytes(write_turtle(catalogue_now(doors)), "text/turtle; charset=utf-8");
}

// Whose records he hands over: all, or his unit's.
people::UnitId reach_of(const Context& context) {
    return accounts::reach_of(accounts::officer(context).roles, "records.write") == accounts::Reach::all
               ? 0
               : accounts::officer(context).unit_id;
}

Response draw_hand_over(const Doors& doors, Request& request, Context& context, const Kind& kind, const Form* form,
                        int status = 200) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = say("records.hand_over_of", {kind.names.in(language)});
    page.menu = "/console/records";
    page.trail = {{say("records.title"), "/console/records"}, {kind.names.in(language), desk_address(kind)}};
    auto& html = page.content;
    const auto from = to_text(today() - std::chrono::days(days_before)), to = to_text(today());
    const auto count = doors.database.read([&](db::Connection& connection) {
        return each_exchanged(
            connection, kind, {reach_of(context), today() - std::chrono::days(days_before), today()},
            calendar::working_days(connection), looked_at_for_clock, [](const WholeRecord&) {}, looked_at_for_clock);
    });
    html << "<p>" << say("records.hand_over.text") << "</p><p><strong>"
         << say("records.hand_over.clock",
                {from, to, std::to_string(count.records), std::to_string(count.in_time), std::to_string(count.late)})
         << "</strong><br><span class='small muted'>" << kind.clock.says.in(language) << "</span></p>";
    FormView view(html, language, form);
    view.begin("/console/records/hand-over", context.visitor.form_token(hand_over_form));
    view.hidden("of_kind", kind.key);
    std::vector<web::Choice> files;
    for (const auto& file : kind.exchange->files)
        files.push_back({file.key, file.names.in(language), &file == kind.exchange->files.data()});
    view.choices("file", "records.hand_over.file", files);
    view.field({.name = "from", .label = "records.hand_over.from", .kind = web::Field::Kind::day, .value = from});
    view.field({.name = "to", .label = "records.hand_over.to", .kind = web::Field::Kind::day, .value = to});
    const auto xlsx = say("records.format_xlsx"), csv = say("records.format_csv");
    view.choices("format", "records.hand_over.format", {{"xlsx", xlsx, true}, {"csv", csv, false}});
    view.end("records.hand_over.button");
    return doors.console.show(request, context, std::move(page), status);
}

const Kind* kind_with_files(const Request& request, const Context& context) {
    const auto* kind = kind_asked(request, context);
    return kind && kind->exchange && !kind->exchange->files.empty() ? kind : nullptr;
}

Response hand_over_page(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kind_with_files(request, context);
    return kind ? draw_hand_over(doors, request, context, *kind, nullptr) : Response::redirect("/console/records");
}

Response hand_over_act(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kind_with_files(request, context);
    if (!kind)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto from = form.day("from"), to = form.day("to");
    const auto format = form.one_of("format", {"xlsx", "csv"});
    const auto file = std::ranges::find(kind->exchange->files, form.typed("file"), &ExchangeFile::key);
    if (file == kind->exchange->files.end())
        form.refuse("file", {Refusal::Kind::invalid, "records.refuse.no_exchange_file", {}, {}});
    if (from && to && *to < *from)
        form.refuse("to", {Refusal::Kind::invalid, "records.refuse.days_turned", {}, {}});
    if (!form.is_fine())
        return draw_hand_over(doors, request, context, *kind, &form, 422);
    const TemporaryFolder folder;
    const auto path = folder.path() / ("file." + format);
    const auto days = doors.settings.text("exchange.days") == "slashes" ? DayForm::slashes : DayForm::dashes;
    const auto count = doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        ExchangeWriter writer(path, heads_exchanged(*file));
        const auto all = each_exchanged(
            connection, *kind, {reach_of(context), *from, *to}, calendar::working_days(connection), handed_over_at_most,
            [&](const WholeRecord& record) { writer.add(cells_exchanged(*kind, *file, record, units, days)); });
        writer.finish();
        return all;
    });
    if (count.records == handed_over_at_most) {
        form.refuse("from",
                    {Refusal::Kind::too_large, "records.refuse.hand_over_less", {std::to_string(handed_over_at_most)}, {}});
        return draw_hand_over(doors, request, context, *kind, &form, 422);
    }
    doors.database.write([&](db::Connection& connection) {
        note_hand_over(connection, *kind, {file->key, *from, *to, count.records}, accounts::actor(context));
    });
    return Response::download(
        read_file(path).value(),
        format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        file->key + "-" + to_text(*from) + "-" + to_text(*to) + "." + format);
}

}  // namespace

void hang_sharing_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/records/{kind}/releases.json", "records.releases", with(doors, releases))
        .cached({public_data})
        .reads({"process", "after"})
        .sql_at_most(7);
    router.get("/records/{kind}/record.json", "records.process", with(doors, one_process))
        .cached({public_data})
        .reads({"process"})
        .sql_at_most(5);
    router.get("/data/catalogue.jsonld", "records.catalogue_json", with(doors, catalogue_json))
        .cached({public_data})
        .sql_at_most(1);
    router.get("/data/catalogue.ttl", "records.catalogue_turtle", with(doors, catalogue_turtle))
        .cached({public_data})
        .sql_at_most(1);
    doors.api.add_file({"/data/catalogue.jsonld", "records.api.catalogue_json"});
    doors.api.add_file({"/data/catalogue.ttl", "records.api.catalogue_turtle"});
    router.get("/console/records/hand-over", "records.hand_over_page", with(doors, hand_over_page))
        .needs("records.write")
        .sql_at_most(11);
    router.post("/console/records/hand-over", "records.hand_over", with(doors, hand_over_act))
        .needs("records.write")
        .form(hand_over_form)
        .in_lane(slow_lane);
}

}  // namespace gongkai::records
