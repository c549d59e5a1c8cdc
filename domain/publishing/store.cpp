#include "domain/publishing/store.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/publishing/move_in.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;

Document document_in(const db::Rows& rows) {
    Document document;
    document.id = rows.get<DocumentId>(0);
    document.unit_id = rows.get<people::UnitId>(1);
    document.unit_name = rows.get<std::string>(2);
    document.type = rows.get<std::string>(3);
    document.state = state_from(rows.text(4)).value();
    document.version = rows.get<int>(5);
    document.step = rows.get<int>(6);
    document.work_id = rows.get<EditionId>(7);
    document.live_id = rows.get<std::optional<EditionId>>(8);
    document.title = rows.get<std::string>(9);
    document.key = rows.get<std::string>(10);
    document.index_number = rows.get<std::string>(11);
    document.publish_at = rows.get<std::optional<Instant>>(12);
    document.first_published_at = rows.get<std::optional<Instant>>(13);
    document.published_at = rows.get<std::optional<Instant>>(14);
    document.withdrawn_at = rows.get<std::optional<Instant>>(15);
    document.withdrawn_because = rows.get<std::string>(16);
    document.look_due_at = rows.get<std::optional<Instant>>(17);
    document.interpret_by = rows.get<std::optional<Day>>(18);
    document.made_by = rows.get<std::string>(19);
    document.organ = rows.get<std::string>(20);
    document.is_demonstration = rows.get<bool>(21);
    return document;
}

std::optional<Document> first_document(db::Rows rows) {
    if (!rows.next())
        return std::nullopt;
    return document_in(rows);
}

std::vector<Document> documents_in(db::Rows rows) {
    std::vector<Document> all;
    while (rows.next())
        all.push_back(document_in(rows));
    return all;
}

std::map<std::string, std::string> fields_in(std::string_view text) {
    std::map<std::string, std::string> fields;
    const auto object = json::parse(text);
    for (const auto& [key, value] : object.as_object())
        fields.emplace(key, value.as_string());
    return fields;
}

Edition edition_in(const db::Rows& rows) {
    Edition edition;
    edition.id = rows.get<EditionId>(0);
    edition.document_id = rows.get<DocumentId>(1);
    edition.number = rows.get<int>(2);
    edition.text.title = rows.get<std::string>(3);
    edition.text.column = rows.get<std::string>(4);
    edition.text.summary = rows.get<std::string>(5);
    edition.text.theme = rows.get<std::string>(6);
    edition.text.category = rows.get<std::string>(7);
    edition.text.fields = fields_in(rows.text(8));
    edition.text.body = markup::Clean::kept(rows.get<std::string>(9));
    edition.text.change_note = rows.get<std::string>(10);
    edition.saved_by = rows.get<std::string>(11);
    edition.saved_at = rows.get<Instant>(12);
    edition.published_at = rows.get<std::optional<Instant>>(13);
    edition.forced_because = rows.get<std::string>(14);
    edition.text.closes_earlier = rows.get<bool>(15);
    edition.closed_at = rows.get<std::optional<Instant>>(16);
    return edition;
}

std::vector<StepTaken> steps_in(db::Rows rows) {
    std::vector<StepTaken> all;
    while (rows.next())
        all.push_back({rows.get<int>(0), outcome_from(rows.text(1)).value(), rows.get<std::string>(2), rows.get<std::string>(3),
                       rows.get<Instant>(4), rows.get<std::string>(5), rows.get<std::string>(6), rows.get<EditionId>(7),
                       rows.get<std::string>(8)});
    return all;
}

std::optional<EditionId> first_id(db::Rows rows) {
    const auto found = rows.first<EditionId>();
    return found ? std::optional(std::get<0>(*found)) : std::nullopt;
}

}  // namespace

std::optional<Document> find_document(db::Connection& connection, DocumentId id) {
    return first_document(connection.query(sql::document_by_id, id));
}

std::optional<Document> find_document(db::Connection& connection, std::string_view key) {
    return first_document(connection.query(sql::document_by_key, key));
}

std::vector<std::string> withdrawn_keys(db::Connection& connection) {
    std::vector<std::string> keys;
    for (auto rows = connection.query(sql::withdrawn); rows.next();)
        keys.push_back(rows.get<std::string>(0));
    return keys;
}

std::vector<Waiting> waiting_below(db::Connection& connection, people::UnitId root, Day today, Day warned_until, int at_most) {
    std::vector<Waiting> all;
    for (auto rows = connection.query(sql::documents_waiting, root, at_most, today, warned_until); rows.next();)
        all.push_back({document_in(rows), rows.get<std::optional<Day>>(22), rows.get<int>(23)});
    return all;
}

std::vector<Document> public_below(db::Connection& connection, people::UnitId root, DocumentId before, int at_most) {
    return documents_in(connection.query(sql::documents_below, root, before, at_most));
}

std::optional<Edition> find_text(db::Connection& connection, EditionId id) {
    auto rows = connection.query(sql::edition_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return edition_in(rows);
}

std::optional<Edition> find_edition(db::Connection& connection, EditionId id) {
    auto found = find_text(connection, id);
    if (!found)
        return std::nullopt;
    auto& edition = *found;
    for (auto parts = connection.query(sql::edition_parts, id); parts.next();)
        if (parts.get<int>(0) == 0)
            edition.text.links.push_back({relation_from(parts.text(2)).value(), parts.get<DocumentId>(5),
                                          parts.get<std::string>(3), parts.get<std::string>(4)});
        else
            edition.text.attachments.push_back({parts.get<std::string>(2), parts.get<std::string>(3), parts.get<std::string>(4),
                                                parts.get<std::int64_t>(5), parts.get<std::string>(6)});
    return found;
}

markup::Clean with_pictures_at(const markup::Clean& body, std::string_view at) {
    // Clean HTML writes this attribute in no other way, and what a text says has its quotes escaped.
    constexpr std::string_view mark = "src='picture:";
    if (body.html().find(mark) == std::string::npos)
        return body;
    return markup::Clean::kept(replace_all(body.html(), mark, "src='" + replace_all(std::string(at), "'", "&#39;")));
}

markup::Clean as_shown(const markup::Clean& body, std::string_view pictures_at) {
    return markup::Clean::kept(replace_all(with_pictures_at(body, pictures_at).html(), "<table", "<table tabindex='0'"));
}

markup::Clean with_leads_at(const markup::Clean& body, const std::vector<std::string>& addresses) {
    auto html = body.html();
    // From the last, so that no mark is the beginning of another; they are written as pictures are.
    for (std::size_t place = addresses.size(); place-- > 0;)
        html = replace_all(std::move(html), "href='" + link_mark(place) + "'",
                           "href='" + replace_all(addresses[place], "'", "&#39;") + "'");
    return markup::Clean::kept(std::move(html));
}

std::vector<Edition> editions_of(db::Connection& connection, DocumentId id) {
    std::vector<Edition> all;
    for (auto rows = connection.query(sql::editions, id); rows.next();)
        all.push_back(edition_in(rows));
    return all;
}

std::optional<EditionId> published_edition(db::Connection& connection, DocumentId id, std::int64_t number) {
    return first_id(connection.query(sql::published_edition, id, number));
}

std::optional<Closed> closed_edition(db::Connection& connection, DocumentId id, std::int64_t number) {
    auto rows = connection.query(sql::closed_edition, id, number);
    return rows.next() ? std::optional(Closed{rows.get<Instant>(0), rows.get<Instant>(1), rows.get<bool>(2)}) : std::nullopt;
}

std::vector<Withdrawal> withdrawals_of(db::Connection& connection, DocumentId id) {
    std::vector<Withdrawal> all;
    for (auto rows = connection.query(sql::withdrawals, id); rows.next();)
        all.push_back({rows.get<EditionId>(0), rows.get<Instant>(1), rows.get<std::string>(2)});
    return all;
}

std::vector<Edition> published_editions(db::Connection& connection, DocumentId id, std::int64_t before, int at_most) {
    std::vector<Edition> all;
    for (auto rows = connection.query(sql::published_editions, id, before, at_most); rows.next();)
        all.emplace_back(edition_in(rows)).is_closed_for_its_text = rows.get<bool>(17);
    if (all.empty())
        return all;
    for (auto links = connection.query(sql::links_of_published, id, all.front().number, all.back().number); links.next();)
        if (const auto found = std::ranges::find(all, links.get<EditionId>(0), &Edition::id); found != all.end())
            found->text.links.push_back({relation_from(links.text(1)).value(), links.get<DocumentId>(4),
                                         links.get<std::string>(2), links.get<std::string>(3)});
    for (auto files = connection.query(sql::files_of_published, id, all.front().number, all.back().number); files.next();)
        if (const auto found = std::ranges::find(all, files.get<EditionId>(0), &Edition::id); found != all.end())
            found->text.attachments.push_back({files.get<std::string>(1), files.get<std::string>(2), files.get<std::string>(3),
                                               files.get<std::int64_t>(4), files.get<std::string>(5)});
    return all;
}

std::optional<Numbered> edition_numbered(db::Connection& connection, DocumentId id, std::int64_t number) {
    auto rows = connection.query(sql::edition_numbered, id, number);
    if (!rows.next())
        return std::nullopt;
    return Numbered{rows.get<EditionId>(0), rows.get<std::optional<EditionId>>(1)};
}

std::optional<Attachment> find_attachment(db::Connection& connection, EditionId id, std::string_view name) {
    auto rows = connection.query(sql::edition_file, id, name);
    if (!rows.next())
        return std::nullopt;
    return Attachment{rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::int64_t>(3)};
}

std::vector<StepTaken> steps_of(db::Connection& connection, DocumentId id) {
    return steps_in(connection.query(sql::steps_of, id));
}

std::vector<StepTaken> steps_of_published(db::Connection& connection, DocumentId id, const std::vector<Edition>& editions) {
    if (editions.empty())
        return {};
    return steps_in(connection.query(sql::steps_of_published, id, editions.front().number, editions.back().number));
}

Part part_of(db::Connection& connection, DocumentId id, EditionId text, std::string_view actor) {
    const auto had = connection.query(sql::had_part, id, text, actor).first<int, int>();
    return {std::get<0>(*had) > 0, std::get<1>(*had) > 0};
}

std::optional<DocumentId> find_target(db::Connection& connection, std::string_view words) {
    words = trim(words);
    if (words.starts_with('#')) {
        const auto id = whole_number(words.substr(1));
        return id && find_document(connection, *id) ? id : std::nullopt;
    }
    if (const auto at = words.find("/documents/"); at != std::string_view::npos)
        words = words.substr(at + 11);
    const auto number = mended_number(words);
    auto rows = connection.query(sql::target_by_words, number && !number->empty() ? *number : std::string(words));
    const auto first = rows.first<DocumentId>();
    return first && !rows.next() ? std::optional(std::get<0>(*first)) : std::nullopt;
}

std::vector<Interpretation> interpretations_of(db::Connection& connection, DocumentId id) {
    std::vector<Interpretation> all;
    for (auto rows = connection.query(sql::interpretations_of, id); rows.next();)
        all.push_back({rows.get<DocumentId>(0), rows.get<std::string>(1), state_from(rows.text(2)).value()});
    return all;
}

std::vector<InterpretationCount> interpretations_in(db::Connection& connection, int year) {
    std::vector<InterpretationCount> all;
    for (auto rows = connection.query(sql::interpretations_in, year); rows.next();)
        all.push_back({rows.get<people::UnitId>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<int>(3),
                       rows.get<int>(4)});
    return all;
}

bool has_example_interpretations(db::Connection& connection, int year) {
    return std::get<0>(*connection.query(sql::example_interpretations, year).first<std::int64_t>()) > 0;
}

std::vector<std::pair<int, int>> interpretation_years(db::Connection& connection) {
    std::vector<std::pair<int, int>> all;
    for (auto rows = connection.query(sql::interpretation_years); rows.next();)
        all.emplace_back(rows.get<int>(0), rows.get<int>(1));
    return all;
}

int interpretations_handed_in(db::Connection& connection, DocumentId id) {
    return std::get<0>(*connection.query(sql::interpretations_handed_in, id).first<int>());
}

std::vector<DocumentId> due_to_publish(db::Connection& connection, Instant now) {
    std::vector<DocumentId> all;
    for (auto rows = connection.query(sql::due_to_publish, now); rows.next();)
        all.push_back(rows.get<DocumentId>(0));
    return all;
}

bool is_within(db::Connection& connection, people::UnitId unit, people::UnitId root) {
    return std::get<0>(*connection.query(sql::is_within, unit, root).first<int>()) > 0;
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_named); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::publishing
