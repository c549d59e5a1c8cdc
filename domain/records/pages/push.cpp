// Other systems deliver: the API takes in what they post, the console makes and ends their tokens.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/people/desk.h"
#include "domain/records/delivery.h"
#include "domain/records/pages/console.h"
#include "domain/records/room.h"
#include "doors/exchange/api.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using web::Context;
using web::Form;
using web::FormView;
using web::Html;
using web::Request;
using web::Response;

constexpr const char *make_form = "records.make_token", *close_form = "records.close_token";
constexpr std::size_t delivery_bytes = std::size_t{16} << 20, key_at_most = 200;
constexpr int tokens_shown = 100, days_good = 365, days_good_at_most = 3 * 366;

Response wrong(const Context& context, const Refusal& refusal, int status = 0) {
    return exchange::problem(status == 0 ? web::status_of(refusal.kind) : status, words(context.language, refusal));
}

Response wrong(const Context& context, int status, std::string_view id) {
    auto response = exchange::problem(status, words(context.language, id));
    if (status == 401)
        response.with("WWW-Authenticate", "Bearer");
    return response;
}

std::string_view bearer(const Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const auto said = request.header("Authorization").value_or("");
    return said.size() > scheme.size() && web::same_ignoring_case(said.substr(0, scheme.size()), scheme)
               ? trim(said.substr(scheme.size()))
               : std::string_view();
}

// Rows count as the sender counts them: the first of `records`, or the first line under the head, is 1.
json::object told(const Kind& kind, const Report& report, bool is_written, Language language) {
    json::array faults;
    for (const auto& fault : report.faults) {
        std::string field;
        for (const auto& one : kind.fields)
            if (!fault.column.empty() && (one.key == fault.column || one.names.zh == fault.column ||
                                          one.names.en == fault.column || one.code == fault.column))
                field = one.key;
        faults.push_back(json::object{{"row", fault.row - 1},
                                      {"field", field.empty() ? fault.column : field},
                                      {"given", mend_utf8(fault.typed)},
                                      {"fault", fault.refusal.id},
                                      {"message", words(language, fault.refusal)}});
    }
    json::object changed;
    for (const auto& [field, records] : report.changed_fields)
        changed[kind.fields[field].key] = records;
    return {{"kind", kind.key},
            {"is_written", is_written},
            {"rows", report.rows},
            {"added", report.added},
            {"changed", report.changed},
            {"changed_fields", std::move(changed)},
            {"unchanged", report.unchanged},
            {"withdrawn", report.withdrawn},
            {"faulty", report.faulty_rows},
            {"unknown_fields", json::value_from(report.unknown)},
            {"faults", std::move(faults)}};
}

Response answered(const Answered& answer) {
    auto response = Response::json(answer.body, answer.status);
    if (answer.is_replayed)
        response.with("Idempotent-Replayed", "true");
    return response;
}

Response deliver(const Doors& doors, Request& request, Context& context) {
    const auto secret = bearer(request);
    const auto token = secret.empty()
                           ? std::nullopt
                           : doors.database.read([&](db::Connection& connection) { return find_token(connection, secret); });
    if (!token || !token->is_good(today()))
        return wrong(context, 401, "records.deliver.who");
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return wrong(context, 404, "records.api.no_kind");
    if (!token->may_deliver(kind->key))
        return wrong(context, 403, "records.deliver.not_this");
    const auto dry = request.query.first("dry_run").value_or("");
    if (!dry.empty() && dry != "true" && dry != "false")
        return wrong(context, {Refusal::Kind::invalid, "records.list.mistake", {"dry_run", std::string(dry)}, {}}, 400);
    const bool is_dry = dry == "true";
    const auto key = request.header("Idempotency-Key").value_or("");
    if (!is_dry && (key.empty() || key.size() > key_at_most || !is_utf8(key)))
        return wrong(context, 400, "records.deliver.key");
    const auto type = request.header("Content-Type").value_or("");
    const bool is_csv = type.starts_with("text/csv");
    if (!is_csv && !type.starts_with("application/json"))
        return wrong(context, 415, "records.deliver.type");
    auto delivered = is_csv ? Result<Delivered>(Delivered{request.body, {}}) : read_delivery(request.body);
    if (!delivered)
        return wrong(context, delivered.error(), delivered.error().kind == Refusal::Kind::invalid ? 400 : 0);
    const Delivery delivery{*kind, *token, std::string(key), sha256_hex(kind->key + "\n" + request.body)};
    ImportOrder order{
        *kind,         token->unit_id, Marking::real, token->name, words(Language::zh, "records.because.delivery", {token->name}),
        token->actor()};
    // A delivery that only withdraws has no table.
    std::optional<Sheet> sheet;
    if (!delivered->table.empty() || delivered->to_withdraw.empty()) {
        auto read = Sheet::of_csv(std::move(delivered->table), *kind);
        if (!read)
            return wrong(context, read.error());
        sheet = std::move(*read);
    }
    if (is_dry) {
        const auto report = doors.database.read([&](db::Connection& connection) -> Result<Report> {
            auto would = sheet ? preview(connection, *sheet, order) : Result<Report>(Report{});
            if (would)
                withdraw_delivered(connection, *kind, *token, delivered->to_withdraw, Writing::dry, *would);
            return would;
        });
        if (!report)
            return wrong(context, report.error());
        return Response::json(json::serialize(told(*kind, *report, false, context.language)), report->is_fine() ? 200 : 422);
    }
    Report report;
    const auto done =
        take_in_delivery(doors.database, delivery, order, sheet ? &*sheet : nullptr, delivered->to_withdraw, report,
                         [&](const Report& written) { return json::serialize(told(*kind, written, true, context.language)); });
    if (done)
        return answered(*done);
    if (report.faulty_rows == 0)
        return wrong(context, done.error());
    return Response::json(json::serialize(told(*kind, report, false, context.language)), 422);
}

void write_tokens(Html& html, Context& context, const std::vector<Token>& all, const people::Directory& units) {
    const auto language = context.language;
    html << "<ul class='lines'>";
    for (const auto& token : all) {
        const auto* unit = units.find(token.unit_id);
        html << "<li><div class='top'><strong>" << token.name << "</strong><span class='small muted number'>"
             << words(language, "records.token.until", {to_text(token.good_until)}) << "</span></div><span class='small muted'>"
             << (unit ? unit->name : std::string());
        for (const auto& key : token.kinds)
            if (const auto* kind = kinds().find(key))
                html << " · " << kind->names.in(language);
        html << "</span>";
        if (token.closed_at) {
            html << "<p><span class='state ended'>" << words(language, "records.token.closed") << "</span></p>";
        } else if (!token.is_good(today())) {
            html << "<p><span class='state ended'>" << words(language, "records.token.past") << "</span></p>";
        } else {
            FormView view(html, language, nullptr);
            view.under("close-" + std::to_string(token.id) + "-");
            view.begin("/console/records-tokens/" + std::to_string(token.id) + "/close", context.visitor.form_token(close_form));
            view.end("records.token.close");
        }
        html << "</li>";
    }
    html << "</ul>";
}

Response draw_tokens(const Doors& doors, Request& request, Context& context, const Form* form, const std::string& secret = {},
                     int status = 200) {
    const auto language = context.language;
    console::Page page;
    page.title = words(language, "records.tokens");
    page.menu = "/console/records";
    page.trail = {{words(language, "records.title"), "/console/records"}};
    auto& html = page.content;
    html << "<p>" << words(language, "records.tokens.text") << "</p>";
    if (!secret.empty())
        html << "<div class='told' role='status'><p>" << words(language, "records.token.made")
             << "</p><p class='link-once'><code>" << secret << "</code></p></div>";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto all = tokens(connection, tokens_shown);
        if (all.empty())
            html << "<p class='empty'>" << words(language, "records.tokens.none") << "</p>";
        else
            write_tokens(html, context, all, units);
        html << "<h2>" << words(language, "records.token.new") << "</h2>";
        FormView view(html, language, form);
        view.begin("/console/records-tokens", context.visitor.form_token(make_form));
        view.field({.name = "name", .label = "records.token.name", .hint = "records.token.name.hint"});
        std::vector<std::string> numbers;
        numbers.reserve(units.units().size());
        std::vector<web::Choice> choices, keys;
        for (const auto& unit : units.units())
            if (unit.is_listed)
                choices.push_back(
                    {numbers.emplace_back(std::to_string(unit.id)), unit.name, form && form->typed("unit") == numbers.back()});
        view.choices("unit", "records.token.unit", choices);
        view.field({.name = "good_until",
                    .label = "records.token.good_until",
                    .kind = web::Field::Kind::day,
                    .value = to_text(today() + std::chrono::days(days_good))});
        for (const auto& kind : kinds().all)
            keys.push_back({kind.key, kind.names.in(language), form && form->is_among("kind", kind.key)});
        view.tick_boxes("kind", "records.token.kinds", keys);
        view.end("records.token.button");
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response tokens_page(const Doors& doors, Request& request, Context& context) {
    return draw_tokens(doors, request, context, nullptr);
}

Response make_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    constexpr std::size_t name_at_most = 60;
    NewToken token{form.text("name", {.at_most = name_at_most}), whole_number(form.typed("unit")).value_or(0), {}, {}};
    const auto until = form.day("good_until");
    if (until && *until > today() + std::chrono::days(days_good_at_most))
        form.refuse("good_until", {Refusal::Kind::invalid, "records.refuse.token_long", {}, {}});
    token.good_until = until.value_or(today());
    for (const auto& kind : kinds().all)
        if (form.is_among("kind", kind.key))
            token.kinds.push_back(kind.key);
    const auto units = doors.database.read([](db::Connection& connection) { return people::directory(connection); });
    if (!units.find(token.unit_id))
        form.refuse("unit", {Refusal::Kind::invalid, "records.refuse.token_unit", {}, {}});
    if (form.is_fine()) {
        const auto made = doors.database.write(
            [&](db::Connection& connection) { return make_token(connection, token, accounts::actor(context)); });
        if (made)
            return draw_tokens(doors, request, context, nullptr, made->secret);
        form.refuse(made.error().id.ends_with("days") ? "good_until" : "kind", made.error());
    }
    return draw_tokens(doors, request, context, &form, {}, 422);
}

Response close_act(const Doors& doors, Request& request, Context& context) {
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return close_token(connection, context.id("id"), accounts::actor(context)); });
    return done ? Response::redirect("/console/records-tokens") : doors.site.trouble(404, request);
}

}  // namespace

void hang_push_pages(Doors& doors) {
    doors.api
        .post({"/api/v1/records/{kind}",
               "records.deliver",
               "records.api.deliver",
               {{"dry_run", "records.api.dry_run", "true"}},
               "RecordsTakenIn",
               "RecordsDelivered",
               {{"Idempotency-Key", "records.api.key", "2026-10-batch-7"}}},
              with(doors, deliver))
        .in_lane(slow_lane)
        .body_at_most(delivery_bytes);
    auto& router = doors.site.router();
    router.get("/console/records-tokens", "records.tokens", with(doors, tokens_page)).needs("records.keep").sql_at_most(6);
    router.post("/console/records-tokens", "records.make_token", with(doors, make_act)).needs("records.keep").form(make_form);
    router.post("/console/records-tokens/{id}/close", "records.close_token", with(doors, close_act))
        .needs("records.keep")
        .form(close_form);
}

}  // namespace gongkai::records
