#include "domain/publishing/pages/document_view.h"

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/publishing/rules.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using web::Html;

constexpr std::size_t contents_from = 3;  // headings: shorter texts need no table of them

web::Raw chinese(Language language) { return web::when(language == Language::en, " lang='zh-CN'"); }

// Fields that are part of the paper itself, or of the office's own use.
bool is_in_paper(std::string_view key) {
    return key == "addressee" || key == "signature" || key == "number" || key == "interpretation_plan" || key == "captions";
}

bool changes_validity(Relation kind) { return kind != Relation::interprets && kind != Relation::implements; }

bool is_to_come(const Related& one) { return changes_validity(one.kind) && one.holds_from > today(); }

// "被以下文件废止", and before its day has come "自2027年1月1日起被以下文件废止".
std::string relation_words(Language language, const Related& one) {
    auto said = words(language, (one.side == Related::Side::does ? "publishing.does." : "publishing.undergoes.") +
                                    std::string(word_of(one.kind)));
    return is_to_come(one) ? words(language, "publishing.from_day", {spoken_in_a_line(language, one.holds_from), said}) : said;
}

void write_related(Html& html, Language language, const Related& one) {
    html << "<a href='" << web::url(address_of(one.key)) << "'" << chinese(language) << ">" << one.title << "</a>";
    if (!one.number.empty())
        html << " <span class='small muted'" << chinese(language) << ">" << one.number << "</span>";
}

// What holds today and is settled to change on a day.
void write_banner_to_come(Html& html, Language language, const Shown& shown) {
    bool is_first = true;
    for (const auto& one : shown.related) {
        if (one.side != Related::Side::undergoes || !is_to_come(one))
            continue;
        if (is_first)
            html << "<aside class='banner' aria-labelledby='to_come'>";
        html << "<p><strong" << web::when(is_first, " id='to_come'") << ">" << relation_words(language, one) << "</strong> ";
        write_related(html, language, one);
        html << "</p>";
        is_first = false;
    }
    if (!is_first)
        html << "</aside>";
}

// What a reader must know before he reads on: it is no longer in force, or not yet, or not wholly; and what made it so.
void write_validity_banner(Html& html, Language language, const Shown& shown) {
    const auto validity = shown.shelved ? shown.shelved->validity(today()) : std::nullopt;
    if (!validity)
        return;
    if (*validity == Validity::in_force) {
        write_banner_to_come(html, language, shown);
        return;
    }
    const auto& facts = shown.shelved->facts;
    std::optional<Day> day;
    std::string_view said = "publishing.banner.since";
    switch (*validity) {
        case Validity::in_force:
            return;
        case Validity::not_yet:
            day = facts.effective_on;
            said = "publishing.banner.from";
            break;
        case Validity::expired:
            // Over by its own term, or because a later paper said so, whichever was first.
            day = facts.expires_on;
            said = "publishing.banner.until";
            if (facts.ended_on && (!day || *facts.ended_on <= *day)) {
                day = facts.ended_on;
                said = "publishing.banner.since";
            }
            break;
        case Validity::repealed:
            day = facts.repealed_on;
            break;
        case Validity::partly_repealed:
            day = facts.partly_repealed_on;
            break;
        case Validity::amended:
            day = facts.amended_on;
            break;
    }
    const bool is_by_day = day && (*validity == Validity::not_yet || *day <= today());  // else it was said
    const bool has_ended = *validity == Validity::expired || *validity == Validity::repealed;
    html << "<aside class='banner" << web::when(has_ended, " ended") << "' aria-labelledby='validity'><strong id='validity'>"
         << words(language, "publishing.banner." + std::string(word_of(*validity))) << "</strong>";
    if (is_by_day)
        html << " " << words(language, said, {portal::spoken_in_full(language, *day)});
    else if (facts.said)
        html << " " << words(language, "publishing.banner.said", {portal::spoken_in_full(language, facts.said->on)});
    for (const auto& one : shown.related)
        if (one.side == Related::Side::undergoes && changes_validity(one.kind)) {
            html << "<p>" << relation_words(language, one) << " ";
            write_related(html, language, one);
            html << "</p>";
        }
    html << "</aside>";
}

// Who reads an explanation must know that what it explains has changed.
void write_banner_of_explained(Html& html, Language language, const Shown& shown) {
    bool is_first = true;
    for (const auto& edge : shown.net.edges) {
        const auto* paper =
            edge.from == shown.document.id && edge.kind == Relation::interprets ? shown.net.find(edge.to) : nullptr;
        const auto validity = paper ? paper->validity(today()) : std::nullopt;
        if (!validity || *validity == Validity::in_force)
            continue;
        if (std::exchange(is_first, false))
            html << "<aside class='banner' aria-labelledby='explained'><strong id='explained'>"
                 << words(language, "publishing.banner.explained") << "</strong>";
        html << "<p>";
        write_validity(html, language, validity);
        html << " <a href='" << web::url(address_of(paper->key)) << "'" << chinese(language) << ">" << paper->title << "</a></p>";
    }
    if (!is_first)
        html << "</aside>";
}

// What is said of the paper above it. On a narrow screen the first line stands for all of it, or the title would be below the
// fold; wider ones show it whole (document.css).
void write_metadata(Html& html, Language language, const Shown& shown) {
    const auto& text = shown.edition.text;
    const auto validity = shown.shelved ? shown.shelved->validity(today()) : std::nullopt;
    const auto line = [&](std::string_view id, std::string_view value) {
        if (!value.empty())
            html << "<dt>" << words(language, id) << "</dt><dd" << chinese(language) << ">" << value << "</dd>";
    };
    const auto named = [&](std::string_view id, std::string_view value) {  // in the language of the page
        html << "<dt>" << words(language, id) << "</dt><dd>" << value << "</dd>";
    };
    html << "<details class='about'><summary><span class='hidden'>" << words(language, "publishing.about") << "</span> ";
    write_validity(html, language, validity);
    for (const std::string_view part : {text.number(), std::string_view(shown.document.unit_name)})
        if (!part.empty())
            html << "<span" << chinese(language) << ">" << part << "</span> ";
    if (const auto level = text.field("level"); !level.empty())  // of an emergency: how bad it is, first of all
        html << "<strong>" << words(language, "publishing.choice.level." + std::string(level)) << "</strong> ";
    if (shown.document.first_published_at)
        html << "<span class='number'>" << spoken_publication(text, *shown.document.first_published_at) << "</span>";
    html << "</summary><dl class='facts brief'>";
    line("publishing.index_number", shown.document.index_number);
    if (const auto* theme = catalogue::find_theme(text.theme))
        named("publishing.field.theme", theme->name(language));
    if (const auto* category = catalogue::find_category(text.category))
        named("publishing.field.category", category->name(language));
    line("publishing.unit", shown.document.unit_name);
    line("publishing.field.number", text.number());
    if (validity) {
        html << "<dt>" << words(language, "publishing.validity") << "</dt><dd>";
        write_validity(html, language, validity);
        html << "</dd>";
    }
    if (shown.document.first_published_at)
        html << "<dt>" << words(language, "publishing.published_at") << "</dt><dd class='number'>"
             << spoken_publication(text, *shown.document.first_published_at) << "</dd>";
    write_fields(html, language, shown.document.kind(), text);
    html << "</dl></details>";
}

void write_contents(Html& html, Language language, const markup::Clean& body) {
    const auto headings = markup::headings(body);
    if (headings.size() < contents_from)
        return;
    html << "<nav class='contents' aria-label='" << words(language, "publishing.contents") << "'><ol" << chinese(language) << ">";
    for (const auto& heading : headings)
        if (heading.level <= 3)
            html << "<li><a href='#" << heading.anchor << "'>" << heading.text << "</a></li>";
    html << "</ol></nav>";
}

void write_relations(Html& html, Language language, const Shown& shown) {
    const auto& all = shown.related;
    if (all.empty() && shown.cleanups.empty())
        return;
    html << "<section><h2>" << words(language, "publishing.related") << "</h2><ul class='lines'>";
    for (const auto& one : shown.cleanups) {
        html << "<li><span class='muted small'>"
             << words(language, one.verdict ? "publishing.cleanup.said" : "publishing.cleanup.is_result") << "</span><br>";
        if (one.verdict)
            html << words(language, "publishing.cleanup.verdict." + std::string(word_of(*one.verdict))) << "　";
        html << "<a href='/cleanups/" << one.id << "'" << chinese(language) << ">" << one.title << "</a></li>";
    }
    for (const auto& one : all) {
        html << "<li><span class='muted small'>" << relation_words(language, one) << "</span><br>";
        write_related(html, language, one);
        html << "</li>";
    }
    html << "</ul>";
    write_net(html, language, shown.net, shown.document.id);
    html << "</section>";
}

void write_editions(Html& html, Language language, const Shown& shown) {
    html << "<section class='editions'><h2>" << words(language, "publishing.editions") << "</h2><ol class='lines' reversed>";
    for (const auto& edition : shown.published) {
        html << "<li><div class='top'>";
        if (edition.id == shown.document.live_id)
            html << "<strong>" << words(language, "publishing.edition.now") << "</strong>";
        else if (edition.closed_at)
            html << "<span>" << words(language, "publishing.closed.short") << "</span>";
        else
            html << "<a href='" << web::url(address_of(shown.document.key) + "/editions/" + std::to_string(edition.number))
                 << "'>" << words(language, "publishing.edition.earlier") << "</a>";
        html << "<span class='small muted number'>" << spoken_publication(edition.text, *edition.published_at) << "</span></div>";
        if (!edition.text.change_note.empty())
            html << "<p class='small'" << chinese(language) << ">" << edition.text.change_note << "</p>";
        if (!edition.forced_because.empty())
            html << "<p class='small'>" << words(language, "publishing.forced", {edition.forced_because}) << "</p>";
        html << "</li>";
    }
    html << "</ol><p><a class='way' href='" << web::url(address_of(shown.document.key) + "/editions") << "'>"
         << words(language, "publishing.history") << "</a></p></section>";
}

void write_notice(Html& html, std::string_view id, const std::string& sentence) {
    html << "<aside class='banner' aria-labelledby='" << id << "'><strong id='" << id << "'>" << sentence << "</strong></aside>";
}

// How a reader can see for himself that the page is what was published, and nothing else.
void write_proof(Html& html, Language language, const Shown& shown) {
    if (shown.document.is_demonstration)
        html << "<section class='proof'><h2>" << words(language, "publishing.proof.title") << "</h2><p>"
             << words(language, "publishing.proof.example") << " <a class='way' href='/log'>"
             << words(language, "publishing.proof.log") << "</a></p></section>";
    if (!shown.is_logged)
        return;
    const auto at = address_of(shown.document.key);
    html << "<section class='proof'><h2>" << words(language, "publishing.proof.title") << "</h2><p>"
         << words(language, "publishing.proof.text") << "</p><p><a class='way' href='" << web::url(at + "/proof") << "'>"
         << words(language, "publishing.proof.prove") << "</a></p></section>";
}

std::string_view schema_type(const DocumentType& type) {
    return type.has_validity ? "Legislation" : type.key == "news" ? "NewsArticle" : "DigitalDocument";
}

}  // namespace

void write_fields(Html& html, Language language, const DocumentType& type, const Text& text) {
    for (const auto& field : type.fields) {
        const auto value = text.field(field.key);
        if (value.empty() || is_in_paper(field.key))
            continue;
        if (field.key == "catalogue_item") {
            html << "<dt>" << words(language, label_of(field.key)) << "</dt><dd><a href='"
                 << web::url("/catalogue/" + std::string(value)) << "'>" << value << "</a></dd>";
            continue;
        }
        html << "<dt>" << words(language, label_of(field.key)) << "</dt><dd"
             << web::when(is_typed(field) && language == Language::en, " lang='zh-CN'") << ">"
             << shown_field(language, field, value) << "</dd>";
    }
}

void write_paper(Html& html, Language language, const DocumentType& type, std::string_view organ, const Text& text,
                 std::string_view at, Title title, bool is_demonstration) {
    html << (title == Title::of_page ? web::Raw("<article") : web::Raw("<div")) << " class='paper"
         << web::when(type.is_red_head, " red-head") << "'>";
    if (is_demonstration)  // a copy of the paper alone says it too
        html << "<p class='example'>" << words(language, "publishing.example.paper") << "</p>";
    if (type.is_red_head) {
        const auto issuers = text.field("issuers");
        html << "<p class='organ'" << chinese(language) << ">" << (issuers.empty() ? organ : issuers) << "</p>";
        if (!text.number().empty())
            html << "<p class='of-number'" << chinese(language) << ">" << text.number() << "</p>";
        html << "<hr class='rule'>";
    }
    if (title == Title::of_page)
        html << "<h1" << chinese(language) << ">" << text.title << "</h1>";
    else
        html << "<p class='of-title'" << chinese(language) << ">" << text.title << "</p>";
    if (const auto to = text.field("addressee"); !to.empty())
        html << "<p class='to'" << chinese(language) << ">" << to << "</p>";
    write_contents(html, language, text.body);
    write_text(html, language, text.body, at);
    if (const auto closing = closing_of(type, organ, text)) {
        html << "<p class='signed'" << chinese(language) << ">" << closing->by;
        if (closing->on)
            html << "<br>" << to_chinese(*closing->on);
        html << "</p>";
    }
    write_media(html, language, at, text);
    html << (title == Title::of_page ? web::Raw("</article>") : web::Raw("</div>"));
}

void write_document(Html& html, Language language, const Shown& shown, Of of, std::string_view site) {
    const auto& document = shown.document;
    auto at = address_of(document.key);
    if (of == Of::earlier) {
        html << "<aside class='banner gone' aria-labelledby='earlier'><strong id='earlier'>"
             << words(language, "publishing.banner.earlier",
                      {spoken_publication(shown.edition.text, *shown.edition.published_at)})
             << "</strong><p><a class='way' href='" << web::url(at) << "'>" << words(language, "publishing.banner.to_live")
             << "</a></p></aside>";
        at += "/editions/" + std::to_string(shown.edition.number);
    } else {
        write_validity_banner(html, language, shown);
        write_banner_of_explained(html, language, shown);
        if (!shown.edition.forced_because.empty())
            write_notice(html, "forced", words(language, "publishing.forced", {shown.edition.forced_because}));
        if (document.look_due_at)
            write_notice(html, "urgent", words(language, "publishing.banner.urgent"));
    }
    write_metadata(html, language, shown);
    write_paper(html, language, document.kind(), document.organ, shown.edition.text, at, Title::of_page,
                document.is_demonstration);
    write_attachments(html, language, at, shown.edition.text, of == Of::live ? Shows::pages : Shows::files);
    html << "<p class='printed-from'>"
         << words(language, "publishing.printed_from", {document.index_number, std::string(site) + at}) << "</p>";
    if (of == Of::earlier)
        return;
    write_relations(html, language, shown);
    write_editions(html, language, shown);
    write_proof(html, language, shown);
    html << "<p class='downloads'><a href='" << web::url(at + "/copy.html") << "'>" << words(language, "publishing.copy")
         << "</a><a href='/api/v1/documents/" << web::url(document.key) << "'>" << words(language, "publishing.json")
         << "</a></p>";
}

// Whoever followed an old link reads why it is gone (decision 0260). The text itself is not here: what was wrong may be in it.
void write_tombstone(Html& html, Language language, const Document& document, std::string_view title,
                     std::optional<public_log::LeafId> leaf) {
    html << "<aside class='banner gone' aria-labelledby='gone'><strong id='gone'>"
         << words(language, "publishing.banner.withdrawn",
                  {portal::spoken_in_full(language, day_in_china(*document.withdrawn_at))})
         << "</strong><p" << chinese(language) << ">" << document.withdrawn_because << "</p></aside><h1" << chinese(language)
         << ">" << title << "</h1><dl class='facts'><dt>" << words(language, "publishing.index_number") << "</dt><dd>"
         << document.index_number << "</dd><dt>" << words(language, "publishing.unit") << "</dt><dd" << chinese(language) << ">"
         << document.unit_name << "</dd></dl>";
    if (!leaf)
        return;
    const auto at = address_of(document.key);
    html << "<p class='downloads'><a href='/log/entries/" << *leaf << "'>" << words(language, "publishing.closed.entry")
         << "</a><a href='" << web::url(at + "/proof") << "'>" << words(language, "publishing.proof.prove") << "</a></p>";
}

std::string description_of(const Text& text) {
    if (!text.summary.empty())
        return text.summary;
    constexpr std::size_t signs = 120;
    auto points = to_code_points(replace_all(replace_all(markup::text_of(text.body), "\n", " "), "\t", " "));
    const bool goes_on = points.size() > signs;
    points.resize(std::min(points.size(), signs));
    return to_utf8(points) + (goes_on ? "……" : "");
}

std::string linked_data(const Shown& shown, std::string_view site, Day as_of) {
    const auto& text = shown.edition.text;
    const auto& type = shown.document.kind();
    json::object data{
        {"@context", "https://schema.org"},
        {"@type", schema_type(type)},
        {"name", (shown.document.is_demonstration ? words(Language::zh, "publishing.example.title") : "") + text.title},
        {"identifier", shown.document.index_number},
        {"url", std::string(site) + address_of(shown.document.key)},
        {"inLanguage", "zh-CN"},
        {"publisher", {{"@type", "GovernmentOrganization"}, {"name", shown.document.unit_name}}}};
    if (shown.document.first_published_at)
        data["datePublished"] = has_hour(text, *shown.document.first_published_at)
                                    ? to_text(*shown.document.first_published_at)
                                    : to_text(day_in_china(*shown.document.first_published_at));
    if (shown.document.published_at)
        data["dateModified"] = to_text(*shown.document.published_at);
    if (const auto description = description_of(text); !description.empty())
        data["description"] = description;
    if (const auto validity = shown.shelved ? shown.shelved->validity(as_of) : std::nullopt) {
        data["legislationLegalForce"] = *validity == Validity::in_force ? "InForce"
                                        : holds(*validity)              ? "PartiallyInForce"
                                                                        : "NotInForce";
        if (!text.number().empty())
            data["legislationIdentifier"] = text.number();
        if (const auto signed_on = text.field("signed_on"); !signed_on.empty())
            data["legislationDate"] = signed_on;
    }
    return json::serialize(data);
}

// 国办发〔2017〕47号: what a page of content says of itself.
std::vector<std::pair<std::string, std::string>> meta_of(const Shown& shown, std::string_view site) {
    const auto& text = shown.edition.text;
    std::vector<std::pair<std::string, std::string>> meta;
    if (!shown.path.empty())
        meta = {{"ColumnName", shown.path.back()->zh}, {"ColumnType", shown.path.back()->kind}};
    meta.emplace_back("ArticleTitle", text.title);
    if (shown.document.first_published_at)
        meta.emplace_back("PubDate", portal::spoken_moment(*shown.document.first_published_at));  // YYYY-MM-DD HH:MM, always
    const auto source = text.field("source");
    meta.emplace_back("ContentSource", source.empty() ? shown.document.unit_name : std::string(source));
    for (const auto& [name, value] : {std::pair{"Keywords", text.field("keywords")}, {"Author", text.field("author")}})
        if (!value.empty())
            meta.emplace_back(name, value);
    const auto picture = std::ranges::find_if(text.attachments, [](const Attachment& one) { return is_picture(one.type); });
    if (!site.empty() && picture != text.attachments.end())
        meta.emplace_back("Image", std::string(site) + address_of(shown.document.key) + "/files/" + web::encode(picture->name));
    if (!site.empty())
        meta.emplace_back("Url", std::string(site) + address_of(shown.document.key));
    return meta;
}

}  // namespace gongkai::publishing
