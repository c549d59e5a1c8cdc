// A file of records in the office: handed in, looked at row by row, taken in whole.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

#include "base/core/text.h"
#include "base/files/files.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/people/desk.h"
#include "domain/records/desk.h"
#include "domain/records/import.h"
#include "domain/records/pages/console.h"
#include "domain/records/room.h"

namespace gongkai::records {
namespace {

using web::Context;
using web::Form;
using web::FormView;
using web::Html;
using web::Request;
using web::Response;

constexpr const char *hand_in_form = "records.hand_in", *accept_form = "records.accept";
constexpr std::size_t file_at_most = std::size_t{50} << 20;
constexpr std::size_t faults_shown = 200;

Response draw_import(const Doors& doors, Request& request, Context& context, const Kind& kind, const Form* form,
                     int status = 200) {
    console::Page page;
    page.title = words(context.language, "records.import_of", {kind.names.in(context.language)});
    page.menu = "/console/records";
    page.trail = {{words(context.language, "records.title"), "/console/records"},
                  {kind.names.in(context.language), desk_address(kind)}};
    auto& html = page.content;
    html << "<p>" << words(context.language, "records.import.text") << " <a class='way' href='"
         << web::url(desk_address(kind, "template.xlsx")) << "'>" << words(context.language, "records.template") << "</a></p>";
    const auto units = doors.database.read([](db::Connection& connection) { return people::directory(connection); });
    std::deque<std::string> kept;
    FormView view(html, context.language, form);
    view.begin("/console/records/import", context.visitor.form_token(hand_in_form), true);
    view.hidden("of_kind", kind.key);
    write_unit(view, accounts::officer(context), units, kind, kept);
    view.field(
        {.name = "file", .label = "records.import.file", .hint = "records.import.file.hint", .kind = web::Field::Kind::file});
    view.end("records.import.button");
    return doors.console.show(request, context, std::move(page), status);
}

Response import_page(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kind_asked(request, context);
    return kind ? draw_import(doors, request, context, *kind, nullptr) : Response::redirect("/console/records");
}

// A file that no reader understands is refused at once; one with faults in its rows is kept, so that its page can name them.
Response hand_in_act(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kind_asked(request, context);
    if (!kind)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto units = doors.database.read([](db::Connection& connection) { return people::directory(connection); });
    const auto unit = whole_number(form.typed("of_unit")).value_or(0);
    if (!accounts::may(accounts::officer(context), "records.write", unit, units))
        form.refuse("of_unit", {Refusal::Kind::forbidden, "records.refuse.not_yours", {}, {}});
    if (const auto* file = form.file("file", file_at_most); file && form.is_fine()) {
        const auto kept = doors.files.keep(file->bytes);
        if (const auto sheet = Sheet::open(doors.files.path_of(kept), file->name, *kind); !sheet) {
            auto refusal = sheet.error();
            if (refusal.id.starts_with("extract."))
                refusal.arguments = {file->name};
            form.refuse("file", refusal);
        } else {
            const auto id = doors.database.write([&](db::Connection& connection) {
                return hand_in(connection, *kind, unit, kept, file->name, accounts::actor(context));
            });
            return Response::redirect("/console/records-imports/" + std::to_string(id));
        }
    }
    return draw_import(doors, request, context, *kind, &form, 422);
}

struct Looked {
    HandedIn file;
    const Kind* kind = nullptr;
    Result<Sheet> sheet;

    ImportOrder order(const std::string& actor) const {
        return {
            *kind, file.unit_id, Marking::real, file.file_name, words(Language::zh, "records.because.import", {file.file_name}),
            actor};
    }
};

// Nothing where there is none, or it is of a unit that is none of his.
std::optional<Looked> look_at(const Doors& doors, const Context& context) {
    const auto file = doors.database.read([&](db::Connection& connection) -> std::optional<HandedIn> {
        auto found = find_handed_in(connection, context.id("id"));
        if (!found || !accounts::may(accounts::officer(context), "records.write", found->unit_id, people::directory(connection)))
            return std::nullopt;
        return found;
    });
    const auto* kind = file ? kinds().find(file->kind) : nullptr;
    if (!kind)
        return std::nullopt;
    if (file->accepted_at)
        return Looked{*file, kind, refuse(Refusal::Kind::conflict, "records.refuse.accepted_already")};
    return Looked{*file, kind, Sheet::open(doors.files.path_of(file->file), file->file_name, *kind)};
}

void write_faults(Html& html, Language language, const Report& report, const std::string& address) {
    const std::string heads[]{words(language, "records.report.row"), words(language, "records.report.column"),
                              words(language, "records.report.typed"), words(language, "records.report.what")};
    html << "<p><a class='way' href='" << web::url(address + "/faults.csv") << "'>" << words(language, "records.report.csv")
         << "</a></p><table class='stack'><thead><tr>";
    for (const auto& head : heads)
        html << "<th scope='col'>" << head << "</th>";
    html << "</tr></thead><tbody>";
    for (std::size_t i = 0; i < report.faults.size() && i < faults_shown; ++i) {
        const auto& fault = report.faults[i];
        const std::string cells[]{std::to_string(fault.row), fault.column, mend_utf8(fault.typed),
                                  words(language, fault.refusal)};
        html << "<tr>";
        for (std::size_t column = 0; column < std::size(cells); ++column)
            html << "<td data-head='" << heads[column] << "'>" << cells[column] << "</td>";
        html << "</tr>";
    }
    html << "</tbody></table>";
    if (report.faults.size() > faults_shown)
        html << "<p>" << words(language, "records.report.more", {std::to_string(report.faults.size() - faults_shown)}) << "</p>";
}

Response draw_look(const Doors& doors, Request& request, Context& context, const Looked& looked, const Form* form,
                   int status = 200) {
    const auto language = context.language;
    const auto address = "/console/records-imports/" + std::to_string(looked.file.id);
    console::Page page;
    page.title = looked.file.file_name;
    page.menu = "/console/records";
    page.trail = {{words(language, "records.title"), "/console/records"},
                  {looked.kind->names.in(language), desk_address(*looked.kind)}};
    auto& html = page.content;
    if (form)
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(language, error.refusal) << "</p>";
    if (looked.file.accepted_at) {
        html << "<p class='told'>"
             << words(language, "records.import.accepted", {portal::spoken_moment(*looked.file.accepted_at)}) << "</p>";
        return doors.console.show(request, context, std::move(page), status);
    }
    if (!looked.sheet) {
        html << "<p class='errors'>" << words(language, looked.sheet.error()) << "</p>";
        return doors.console.show(request, context, std::move(page), status);
    }
    const auto report = doors.database.read(
        [&](db::Connection& connection) { return preview(connection, *looked.sheet, looked.order(accounts::actor(context))); });
    if (!report) {
        html << "<p class='errors' role='alert'>" << words(language, report.error()) << "</p>";
        return doors.console.show(request, context, std::move(page), status);
    }
    for (const auto& line : left_aside(*report, language))
        html << "<p class='told'>" << line << "</p>";
    if (!report->is_fine()) {
        html << "<p class='errors' role='alert'>"
             << words(language, "records.refuse.faulty", {std::to_string(report->faulty_rows)}) << "</p>";
        write_faults(html, language, *report, address);
    } else {
        html << "<p>"
             << words(language, "records.report.would",
                      {std::to_string(report->rows), std::to_string(report->added), std::to_string(report->changed),
                       std::to_string(report->unchanged)})
             << "</p>";
        if (const auto changes = said_of_changes(*report, *looked.kind, language); !changes.empty())
            html << "<p class='told'>" << changes << "</p>";
        html << "<p>" << words(language, "records.import.then") << "</p>";
        FormView view(html, language, nullptr);
        view.begin(address + "/accept", context.visitor.form_token(accept_form));
        view.end("records.import.accept");
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response look(const Doors& doors, Request& request, Context& context) {
    const auto looked = look_at(doors, context);
    return looked ? draw_look(doors, request, context, *looked, nullptr) : doors.site.trouble(404, request);
}

Response faults_file(const Doors& doors, Request& request, Context& context) {
    const auto looked = look_at(doors, context);
    if (!looked || !looked->sheet)
        return doors.site.trouble(404, request);
    const auto report = doors.database.read(
        [&](db::Connection& connection) { return preview(connection, *looked->sheet, looked->order(accounts::actor(context))); });
    return Response::download(report ? faults_csv(*report, context.language) : std::string(), "text/csv; charset=utf-8",
                              looked->kind->key + "-faults.csv");
}

// A file of many megabytes is proved for long: whoever presses twice waits until the first has taken it in, and proves it no
// more.
class InHand {
  public:
    explicit InHand(std::int64_t file) : file_(file) {
        std::unique_lock lock(mutex());
        let_go().wait(lock, [file] { return files().insert(file).second; });
    }
    ~InHand() {
        const std::scoped_lock lock(mutex());
        files().erase(file_);
        let_go().notify_all();
    }
    InHand(const InHand&) = delete;
    InHand& operator=(const InHand&) = delete;

  private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    static std::condition_variable& let_go() {
        static std::condition_variable one;
        return one;
    }
    static std::set<std::int64_t>& files() {
        static std::set<std::int64_t> all;
        return all;
    }
    std::int64_t file_;
};

Response accept_act(const Doors& doors, Request& request, Context& context) {
    const InHand in_hand(context.id("id"));
    const auto looked = look_at(doors, context);
    if (!looked)
        return doors.site.trouble(404, request);
    Form form(context.form);
    if (!looked->sheet) {
        form.refuse("", looked->sheet.error());
    } else {
        Report report;
        const auto done = take_in(doors.database, *looked->sheet, looked->order(accounts::actor(context)), report,
                                  {.before = [&](db::Connection& connection) { return accept(connection, looked->file.id); }});
        if (done)
            return Response::redirect(desk_address(*looked->kind));
        form.refuse("", done.error());
    }
    return draw_look(doors, request, context, *looked, &form, 422);
}

}  // namespace

void hang_import_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/console/records/import", "records.import", with(doors, import_page)).needs("records.write").sql_at_most(6);
    router.post("/console/records/import", "records.hand_in", with(doors, hand_in_act))
        .needs("records.write")
        .form(hand_in_form)
        .in_lane(slow_lane)
        .body_at_most(file_at_most + (64 << 10));
    // A look at more than some hundred rows takes a statement more for each hundred.
    router.get("/console/records-imports/{id}", "records.look", with(doors, look))
        .needs("records.write")
        .in_lane(slow_lane)
        .sql_at_most(11);
    router.get("/console/records-imports/{id}/faults.csv", "records.faults", with(doors, faults_file))
        .needs("records.write")
        .in_lane(slow_lane)
        .sql_at_most(11);
    router.post("/console/records-imports/{id}/accept", "records.accept", with(doors, accept_act))
        .needs("records.write")
        .form(accept_form)
        .in_lane(slow_lane);
}

}  // namespace gongkai::records
