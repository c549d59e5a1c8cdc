// What was public before, what each edition changed and how it came to be public; and the proof that nothing was altered beside
// it.
#include <algorithm>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/store.h"
#include "domain/public_log/pages/proof.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/pages/document_view.h"
#include "doors/portal/changes.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr int editions_a_page = 10;

struct History {
    Document document;
    std::string title;              // of what is public now
    std::vector<Edition> editions;  // one more than is shown, to say what the last one changed
    std::vector<StepTaken> steps;
    std::vector<public_log::Leaf> leaves;
    std::vector<Withdrawal> withdrawals;
    catalogue::Columns columns;
    bool goes_on = false;
};

std::string name_of_step(Language language, const StepTaken& step, const House& house) {
    auto word = step.word;
    if (const auto at = static_cast<std::size_t>(step.step); word.empty() && at < house.steps.size())
        word = word_of(house.steps[at]);
    return word.empty() ? words(language, "publishing.step." + std::string(word_of(step.outcome)))
                        : words(language, "publishing.way." + word);
}

// 三审三校: which step, when, and the unit of whoever took it. Who he is stands in the console.
void write_way(Html& html, Language language, const History& history, const Edition& edition, const House& house) {
    const auto is_of = [&](const StepTaken& step) { return step.edition_id == edition.id; };
    if (std::ranges::none_of(history.steps, is_of))
        return;
    html << "<h3>" << words(language, "publishing.desk.steps") << "</h3><ol class='way-of-text'>";
    for (const auto& step : history.steps)
        if (is_of(step)) {
            html << "<li><span class='number'>" << portal::spoken_moment(step.at) << "</span> <strong>"
                 << name_of_step(language, step, house) << "</strong>";
            if (!step.unit.empty())
                html << " <span class='muted'" << web::when(language == Language::en, " lang='zh-CN'") << ">" << step.unit
                     << "</span>";
            html << "</li>";
        }
    html << "</ol>";
}

// What was chosen and what is a name are told whole, what was written in words.
void write_replaced(Html& html, Language language, const std::string& label, std::string_view before, std::string_view after,
                    Language of_text) {
    html << "<li><span class='muted'>" << label << "</span> ";
    if (!before.empty())
        portal::write_gone(html, language, before, of_text);
    if (!before.empty() && !after.empty())
        html << " ";
    if (!after.empty())
        portal::write_came(html, language, after, of_text);
    html << "</li>";
}

void write_reworded(Html& html, Language language, const std::string& label, std::string_view before, std::string_view after) {
    html << "<li><span class='muted'>" << label << "</span> ";
    write_difference_in_line(html, language, before, after);
    html << "</li>";
}

void write_files_changed(Html& html, Language language, const Text& before, const Text& after) {
    for (const auto& file : before.attachments)
        if (const auto now = std::ranges::find(after.attachments, file.name, &Attachment::name); now == after.attachments.end())
            write_replaced(html, language, words(language, "publishing.changed.file_gone"), file.name, {}, Language::zh);
        else if (now->file != file.file)
            html << "<li><span class='muted'>" << words(language, "publishing.changed.file_other") << "</span> " << file.name
                 << "</li>";
    for (const auto& file : after.attachments)
        if (std::ranges::find(before.attachments, file.name, &Attachment::name) == before.attachments.end())
            write_replaced(html, language, words(language, "publishing.changed.file_new"), {}, file.name, Language::zh);
}

// Where it stands and what it does to others.
void write_places_changed(Html& lines, Language language, const catalogue::Columns& columns, const Text& was, const Text& is) {
    const auto replaced = [&](std::string_view field, const std::string& then, const std::string& now) {
        if (then != now)
            write_replaced(lines, language, words(language, label_of(field)), then, now, language);
    };
    const auto name_in = [&](const auto* found, const std::string& key) { return found ? found->name(language) : key; };
    replaced("column", name_in(columns.find(was.column), was.column), name_in(columns.find(is.column), is.column));
    replaced("theme", name_in(catalogue::find_theme(was.theme), was.theme), name_in(catalogue::find_theme(is.theme), is.theme));
    replaced("category", name_in(catalogue::find_category(was.category), was.category),
             name_in(catalogue::find_category(is.category), is.category));
    const auto lacks = [](const Text& text, const Link& link) { return std::ranges::find(text.links, link) == text.links.end(); };
    const auto label = [&](const Link& link) { return words(language, label_of("does_" + std::string(word_of(link.kind)))); };
    for (const auto& link : was.links)
        if (lacks(is, link))
            write_replaced(lines, language, label(link), link.title, {}, Language::zh);
    for (const auto& link : is.links)
        if (lacks(was, link))
            write_replaced(lines, language, label(link), {}, link.title, Language::zh);
}

// What this edition says otherwise than the one that was public before it.
void write_changes(Html& html, Language language, const DocumentType& type, const catalogue::Columns& columns,
                   const Edition& before, const Edition& after) {
    const auto &was = before.text, &is = after.text;
    html << "<h3>" << words(language, "publishing.changed") << "</h3>";
    const auto was_said = markup::text_of(was.body), is_said = markup::text_of(is.body);
    Html lines;
    if (was.title != is.title)
        write_reworded(lines, language, words(language, "publishing.field.title"), was.title, is.title);
    if (was.summary != is.summary)
        write_reworded(lines, language, words(language, "publishing.field.summary"), was.summary, is.summary);
    for (const auto& field : type.fields) {
        const auto then = was.field(field.key), now = is.field(field.key);
        const auto label = words(language, label_of(field.key));
        if (then == now)
            continue;
        if (is_typed(field))
            write_reworded(lines, language, label, then, now);
        else
            write_replaced(lines, language, label, shown_field(language, field, then), shown_field(language, field, now),
                           language);
    }
    write_places_changed(lines, language, columns, was, is);
    write_files_changed(lines, language, was, is);
    if (!lines.view().empty())
        html << "<ul class='changed'>" << lines << "</ul>";
    if (was_said != is_said)
        write_difference(html, language, was_said, is_said, Same::near);
    else if (lines.view().empty())
        html << "<p>" << words(language, was.body == is.body ? "publishing.changed.nothing" : "publishing.changed.look")
             << "</p>";
}

// That it was away in between stands above the edition that was withdrawn.
void write_withdrawals(Html& html, Language language, const History& history, const Edition& edition) {
    for (const auto& one : history.withdrawals)
        if (one.edition_id == edition.id)
            html << "<section class='edition-of'><h2>" << portal::spoken_moment(one.at) << " <span class='small muted'>"
                 << words(language, "publishing.history.withdrawn") << "</span></h2><p><strong>"
                 << words(language, "publishing.history.withdrawn.why") << "</strong> <span"
                 << web::when(language == Language::en, " lang='zh-CN'") << ">" << one.because << "</span></p></section>";
}

void write_edition(Html& html, Language language, const History& history, std::size_t at, const House& house) {
    const auto& edition = history.editions[at];
    write_withdrawals(html, language, history, edition);
    const auto& document = history.document;
    const bool is_live = edition.id == document.live_id;
    const auto number = std::to_string(edition.number);
    html << "<section class='edition-of'><h2>" << spoken_publication(edition.text, *edition.published_at)
         << " <span class='small muted'>"
         << words(language, is_live             ? "publishing.edition.now"
                            : edition.closed_at ? "publishing.closed.short"
                                                : "publishing.edition.earlier")
         << "</span></h2>";
    if (!edition.text.change_note.empty())
        html << "<p><strong>" << words(language, "publishing.changed.why") << "</strong> <span"
             << web::when(language == Language::en, " lang='zh-CN'") << ">" << edition.text.change_note << "</span></p>";
    if (!edition.forced_because.empty())
        html << "<p class='told'>" << words(language, "publishing.forced", {edition.forced_because}) << "</p>";
    const auto* before = at + 1 < history.editions.size() ? &history.editions[at + 1] : nullptr;
    if (edition.closed_at)
        html << "<p class='told'>" << words(language, "publishing.closed", {portal::spoken_moment(*edition.closed_at)}) << " "
             << words(language, edition.is_closed_for_its_text ? "publishing.closed.text" : "publishing.closed.withdrawn")
             << "</p>";
    // What went out of a closed edition is what must not be read, so nothing is compared with one.
    else if (before && before->closed_at)
        html << "<p>" << words(language, "publishing.changed.closed") << "</p>";
    else if (before)
        write_changes(html, language, document.kind(), history.columns, *before, edition);
    else
        html << "<p>" << words(language, "publishing.changed.first") << "</p>";
    write_way(html, language, history, edition, house);
    const auto leaf =
        std::ranges::find_if(history.leaves, [&](const public_log::Leaf& one) { return one.entry.at == *edition.published_at; });
    html << "<p class='downloads'>";
    if (!edition.closed_at)
        html << "<a href='" << web::url(address_of(document.key) + (is_live ? "" : "/editions/" + number)) << "'>"
             << words(language, "publishing.changed.read") << "</a>";
    if (leaf != history.leaves.end())
        html << "<a href='/log/entries/" << leaf->number << "'>"
             << words(language, "publishing.changed.entry", {std::to_string(leaf->number)}) << "</a>";
    html << "</p></section>";
}

Response history(const Doors& doors, Request& request, Context& context) {
    const auto before = whole_number(request.query.first("before").value_or("")).value_or(std::int64_t{1} << 31);
    auto found = doors.database.read([&](db::Connection& connection) -> std::optional<History> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->is_live())
            return std::nullopt;
        History all{*document,
                    find_text(connection, *document->live_id).value().text.title,
                    published_editions(connection, document->id, before, editions_a_page + 1),
                    {},
                    {},
                    withdrawals_of(connection, document->id),
                    catalogue::columns(connection),
                    false};
        all.goes_on = all.editions.size() > editions_a_page;
        all.steps = steps_of_published(connection, document->id, all.editions);
        all.leaves = public_log::entries_of(connection, address_of(document->key));
        return all;
    });
    if (!found || found->editions.empty())
        return not_shown(doors, request, context);
    const auto language = context.language;
    const auto at = address_of(found->document.key);
    portal::Page page;
    page.title = words(language, "publishing.history.of", {found->title});
    page.menu = "/documents";
    page.is_example = found->document.is_demonstration;
    page.trail = {{found->title, at}};
    auto& html = page.content;
    html << "<h1>" << words(language, "publishing.history") << "</h1><p class='lead'"
         << web::when(language == Language::en, " lang='zh-CN'") << "><a class='way' href='" << web::url(at) << "'>"
         << found->title << "</a></p><p>" << words(language, "publishing.history.text") << "</p>";
    const auto house = house_from(doors.settings);
    const auto shown = found->editions.size() - (found->goes_on ? 1 : 0);
    for (std::size_t i = 0; i < shown; ++i)
        write_edition(html, language, *found, i, house);
    if (found->goes_on)
        html << "<p><a class='way' href='" << web::url(at + "/editions") << "?before=" << found->editions[shown - 1].number
             << "'>" << words(language, "publishing.history.older") << "</a></p>";
    return doors.portal.show(request, std::move(page));
}

// The page proves itself: what stands there now is what the log holds, the log holds it, and the checkpoint is signed. Withdrawn
// ones too: then what stands there is the reason.
Response proof(const Doors& doors, Request& request, Context& context) {
    struct Standing {
        Document document;
        std::string title, digest;
    };
    const auto standing = doors.database.read([&](db::Connection& connection) -> std::optional<Standing> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->live_id)
            return std::nullopt;
        const auto text = find_edition(connection, *document->live_id).value().text;
        return Standing{*document, text.title, sha256_hex(content_of(*document, text))};
    });
    const auto proved = standing ? public_log::prove_newest(doors, address_of(standing->document.key)) : std::nullopt;
    if (!proved)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    const auto at = address_of(standing->document.key);
    portal::Page page;
    page.title = words(language, "publishing.proof.of", {standing->title});
    page.menu = "/documents";
    if (!standing->document.is_live())
        page.meta = {{"robots", "noindex"}};
    page.trail = {{standing->title, at}};
    auto& html = page.content;
    html << "<h1>" << words(language, "publishing.proof.title") << "</h1><p class='lead'"
         << web::when(language == Language::en, " lang='zh-CN'") << "><a class='way' href='" << web::url(at) << "'>"
         << standing->title << "</a></p>";
    public_log::write_proved(html, language, *proved, standing->digest == proved->leaf.entry.content_sha256, at + "/content");
    return doors.portal.show(request, std::move(page));
}

}  // namespace

void hang_history_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/documents/{key}/editions", "publishing.history", with(doors, history))
        .cached({public_data})
        .reads({"before"})
        .sql_at_most(9);
    router.get("/documents/{key}/proof", "publishing.proof_of_page", with(doors, proof)).cached({public_data}).sql_at_most(11);
}

}  // namespace gongkai::publishing
