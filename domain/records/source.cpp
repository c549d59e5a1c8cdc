#include "domain/records/source.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <boost/url.hpp>

#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/records/fetched.h"
#include "domain/records/queries.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;
using std::chrono::steady_clock;

constexpr std::string_view purpose = "record_source", page_mark = "[page]";
constexpr int pages_at_most = 200, fetches_kept_days = 90;
constexpr std::size_t faults_noted = 50;
constexpr std::chrono::seconds within{10}, in_all{60};

Source source_in(const db::Rows& rows) {
    Source source;
    source.id = rows.get<SourceId>(0);
    source.name = rows.get<std::string>(1);
    source.kind = rows.get<std::string>(2);
    source.unit_id = rows.get<people::UnitId>(3);
    source.address = rows.get<std::string>(4);
    source.list_at = rows.get<std::string>(5);
    source.mapping = rows.get<std::string>(6);
    source.header = rows.get<std::string>(7);
    source.secret = rows.get<std::string>(8);
    source.every_hours = rows.get<int>(9);
    source.version = rows.get<int>(10);
    source.made_by = rows.get<std::string>(11);
    source.made_at = rows.get<Instant>(12);
    source.closed_at = rows.get<std::optional<Instant>>(13);
    source.next_at = rows.get<Instant>(14);
    source.content_hash = rows.get<std::string>(15);
    return source;
}

void note(db::Connection& connection, std::string_view actor, std::string_view deed, SourceId id, json::object detail) {
    journal::note(connection, {std::string(actor), "records." + std::string(deed), "records/source/" + std::to_string(id),
                               json::serialize(detail)});
}

json::object told(const WantedSource& wanted) {
    return {{"name", wanted.name},
            {"kind", wanted.kind},
            {"unit", wanted.unit_id},
            {"address", wanted.address},
            {"every_hours", wanted.every_hours}};
}

// The address with its mark filled in: a mark is no sign of an address.
std::string filled(std::string_view address, int page) {
    return replace_all(std::string(address), page_mark, std::to_string(page));
}

Result<void> prove(const Settings& settings, const WantedSource& wanted, bool has_secret) {
    const auto* kind = kinds().find(wanted.kind);
    if (!kind)
        return refuse(RefusalKind::missing, "records.refuse.no_kind", {wanted.kind});
    const auto address = boost::urls::parse_uri(filled(wanted.address, 1));
    const auto is_http =
        address && (address->scheme_id() == boost::urls::scheme::http || address->scheme_id() == boost::urls::scheme::https);
    if (!is_http || address->host().empty() || address->has_userinfo())
        return refuse(RefusalKind::invalid, "records.refuse.source_address", {wanted.address});
    if (has_secret && address->scheme_id() == boost::urls::scheme::http && !is_let_in(settings, filled(wanted.address, 1)))
        return refuse(RefusalKind::invalid, "records.refuse.source_plain");
    if (const auto mapping = read_mapping(*kind, wanted.mapping); !mapping)
        return std::unexpected(mapping.error());
    return {};
}

json::object told(const Refusal& refusal) {
    return {{"kind", static_cast<int>(refusal.kind)}, {"id", refusal.id}, {"arguments", json::value_from(refusal.arguments)}};
}

Refusal refusal_in(const json::object& object) {
    Refusal refusal{static_cast<RefusalKind>(object.at("kind").as_int64()), std::string(object.at("id").as_string()), {}, {}};
    for (const auto& one : object.at("arguments").as_array())
        refusal.arguments.emplace_back(one.as_string());
    return refusal;
}

std::string told(const Fetch& fetch) {
    json::array faults;
    for (const auto& fault : fetch.report.faults) {
        if (faults.size() == faults_noted)
            break;
        faults.push_back(json::object{
            {"row", fault.row}, {"column", fault.column}, {"typed", mend_utf8(fault.typed)}, {"why", told(fault.refusal)}});
    }
    return json::serialize(json::object{{"refusal", fetch.refusal ? json::value(told(*fetch.refusal)) : json::value()},
                                        {"unknown", json::value_from(fetch.report.unknown)},
                                        {"faults", std::move(faults)}});
}

constexpr std::array outcomes{FetchOutcome::taken, FetchOutcome::unchanged, FetchOutcome::faulty, FetchOutcome::refused};

Fetch fetch_in(const db::Rows& rows, int from) {
    Fetch fetch;
    fetch.at = rows.get<Instant>(from);
    fetch.outcome = *std::ranges::find(outcomes, rows.text(from + 1), [](FetchOutcome one) { return word_of(one); });
    fetch.report.rows = rows.get<std::int64_t>(from + 2);
    fetch.report.added = rows.get<std::int64_t>(from + 3);
    fetch.report.changed = rows.get<std::int64_t>(from + 4);
    fetch.report.unchanged = rows.get<std::int64_t>(from + 5);
    fetch.report.faulty_rows = rows.get<std::int64_t>(from + 6);
    const auto text = rows.text(from + 7);
    const auto told = json::parse(json::string_view(text.data(), text.size())).as_object();
    if (const auto& refusal = told.at("refusal"); refusal.is_object())
        fetch.refusal = refusal_in(refusal.as_object());
    for (const auto& one : told.at("unknown").as_array())
        fetch.report.unknown.emplace_back(one.as_string());
    for (const auto& one : told.at("faults").as_array())
        fetch.report.faults.push_back({one.at("row").as_int64(), std::string(one.at("column").as_string()),
                                       std::string(one.at("typed").as_string()), refusal_in(one.at("why").as_object())});
    return fetch;
}

// What the other system says, page by page, as one table; and the hash of it.
struct Answer {
    std::string table, hash;
};

Result<Answer> ask(const Fetcher& fetcher, const Kind& kind, const Source& source) {
    std::string secret;
    if (!source.secret.empty()) {
        auto opened = fetcher.vault.unseal(source.secret, purpose);
        if (!opened)
            return refuse(RefusalKind::unavailable, "records.refuse.source_sealed");
        secret = std::move(*opened);
    }
    auto mapping = read_mapping(kind, source.mapping);
    if (!mapping)
        return std::unexpected(mapping.error());
    const auto until = steady_clock::now() + in_all;
    const bool is_paged = source.address.find(page_mark) != std::string::npos,
               let_in = is_let_in(fetcher.settings, filled(source.address, 1));
    FetchedTable table(kind, *mapping);
    std::string all;
    for (int page = 1;; ++page) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - steady_clock::now());
        if (left.count() <= 0 || page > pages_at_most)
            return refuse(RefusalKind::too_large, "records.refuse.fetch_long", {std::to_string(page - 1)});
        const auto body = fetcher.ask(
            {filled(source.address, page), source.header, secret, let_in, std::min<std::chrono::milliseconds>(within, left)});
        if (!body)
            return std::unexpected(body.error());
        all += sha256(*body);
        const auto rows = table.take(*body, source.list_at);
        if (!rows)
            return std::unexpected(rows.error());
        if (!is_paged || *rows == 0)
            return Answer{table.written(), sha256_hex(all)};
    }
}

ImportOrder order_of(const Kind& kind, const Source& source) {
    return {
        kind,          source.unit_id, Marking::real, source.name, words(Language::zh, "records.because.fetch", {source.name}),
        source.actor()};
}

Fetch refused(Refusal refusal) {
    Fetch fetch;
    fetch.at = now();
    fetch.refusal = std::move(refusal);
    return fetch;
}

Result<Sheet> sheet_of(Answer& answer, const Kind& kind) {
    if (answer.table.empty())
        return refuse(RefusalKind::invalid, "records.refuse.fetch_empty");
    return Sheet::of_csv(std::move(answer.table), kind);
}

}  // namespace

std::string_view word_of(FetchOutcome outcome) {
    switch (outcome) {
        case FetchOutcome::taken:
            return "taken";
        case FetchOutcome::unchanged:
            return "unchanged";
        case FetchOutcome::faulty:
            return "faulty";
        case FetchOutcome::refused:
            return "refused";
    }
    return "";
}

bool is_let_in(const Settings& settings, std::string_view address) {
    const auto parsed = boost::urls::parse_uri(address);
    if (!parsed)
        return false;
    const auto host = lower_ascii(std::string(parsed->encoded_host_and_port()));
    const auto listed = lower_ascii(settings.text("records.fetch_inside"));
    return std::ranges::any_of(split(listed, ' '), [&](std::string_view one) { return !one.empty() && one == host; });
}

Result<SourceId> add_source(db::Connection& connection, const Vault& vault, const Settings& settings, const WantedSource& wanted,
                            std::string_view actor) {
    if (const auto fine = prove(settings, wanted, !wanted.secret.empty()); !fine)
        return std::unexpected(fine.error());
    const auto sealed = wanted.secret.empty() ? std::string() : vault.seal(wanted.secret, purpose);
    const auto id = std::get<0>(*connection
                                     .query(sql::add_source, wanted.name, wanted.kind, wanted.unit_id, wanted.address,
                                            wanted.list_at, wanted.mapping, wanted.header, sealed, wanted.every_hours, actor,
                                            now(), now() + std::chrono::hours(wanted.every_hours))
                                     .first<SourceId>());
    note(connection, actor, "add_source", id, told(wanted));
    return id;
}

Result<void> change_source(db::Connection& connection, const Vault& vault, const Settings& settings, SourceId id, int version,
                           const WantedSource& wanted, std::string_view actor) {
    const auto source = find_source(connection, id);
    if (!source || source->closed_at)
        return refuse(RefusalKind::missing, "records.refuse.no_source");
    // A secret that stays goes to another address only where somebody says it anew.
    const bool keeps = wanted.secret.empty() && wanted.address == source->address;
    if (const auto fine = prove(settings, wanted, !wanted.secret.empty() || (keeps && !source->secret.empty())); !fine)
        return fine;
    const auto sealed = keeps ? source->secret : wanted.secret.empty() ? std::string() : vault.seal(wanted.secret, purpose);
    if (connection.run(sql::change_source, id, version, wanted.name, wanted.kind, wanted.unit_id, wanted.address, wanted.list_at,
                       wanted.mapping, wanted.header, sealed, wanted.every_hours,
                       now() + std::chrono::hours(wanted.every_hours)) == 0)
        return refuse(RefusalKind::conflict, "records.refuse.stale");
    note(connection, actor, "change_source", id, told(wanted));
    return {};
}

Result<void> close_source(db::Connection& connection, SourceId id, std::string_view actor) {
    if (connection.run(sql::close_source, id, now()) == 0)
        return refuse(RefusalKind::missing, "records.refuse.no_source");
    note(connection, actor, "close_source", id, {});
    return {};
}

std::vector<Source> sources(db::Connection& connection, int at_most) {
    std::vector<Source> all;
    for (auto rows = connection.query(sql::sources, at_most); rows.next();)
        all.push_back(source_in(rows));
    return all;
}

std::optional<Source> find_source(db::Connection& connection, SourceId id) {
    auto rows = connection.query(sql::source_by_id, id);
    return rows.next() ? std::optional(source_in(rows)) : std::nullopt;
}

std::vector<Fetch> fetches(db::Connection& connection, SourceId id, int at_most) {
    std::vector<Fetch> all;
    for (auto rows = connection.query(sql::fetches, id, at_most); rows.next();)
        all.push_back(fetch_in(rows, 0));
    return all;
}

std::vector<std::pair<SourceId, Fetch>> last_fetches(db::Connection& connection) {
    std::vector<std::pair<SourceId, Fetch>> all;
    for (auto rows = connection.query(sql::last_fetches); rows.next();)
        all.emplace_back(rows.get<SourceId>(0), fetch_in(rows, 1));
    return all;
}

Fetch try_source(const Fetcher& fetcher, const Source& source) {
    const auto* kind = kinds().find(source.kind);
    if (!kind)
        return refused({RefusalKind::missing, "records.refuse.no_kind", {source.kind}, {}});
    auto answer = ask(fetcher, *kind, source);
    if (!answer)
        return refused(answer.error());
    const auto sheet = sheet_of(*answer, *kind);
    if (!sheet)
        return refused(sheet.error());
    const auto report =
        fetcher.database.read([&](db::Connection& connection) { return preview(connection, *sheet, order_of(*kind, source)); });
    if (!report)
        return refused(report.error());
    return {now(), report->is_fine() ? FetchOutcome::taken : FetchOutcome::faulty, *report, std::nullopt};
}

namespace {

Fetch take_answer(db::Database& database, const Kind& kind, const Source& source, Result<Answer> answer) {
    if (!answer)
        return refused(answer.error());
    Fetch fetch;
    fetch.at = now();
    if (answer->hash == source.content_hash) {
        fetch.outcome = FetchOutcome::unchanged;
        return fetch;
    }
    const auto sheet = sheet_of(*answer, kind);
    if (!sheet)
        return refused(sheet.error());
    if (const auto done = take_in(database, *sheet, order_of(kind, source), fetch.report); done)
        fetch.outcome = FetchOutcome::taken;
    else if (fetch.report.faulty_rows > 0)
        fetch.outcome = FetchOutcome::faulty;
    else
        fetch.refusal = done.error();
    if (fetch.outcome == FetchOutcome::taken)
        database.write([&](db::Connection& connection) { connection.run(sql::note_content, source.id, answer->hash); });
    return fetch;
}

}  // namespace

Fetch fetch_source(const Fetcher& fetcher, const Source& source) {
    const auto* kind = kinds().find(source.kind);
    auto fetch = kind ? take_answer(fetcher.database, *kind, source, ask(fetcher, *kind, source))
                      : refused({RefusalKind::missing, "records.refuse.no_kind", {source.kind}, {}});
    const auto& report = fetch.report;
    fetcher.database.write([&](db::Connection& connection) {
        connection.run(sql::add_fetch, source.id, fetch.at, word_of(fetch.outcome), report.rows, report.added, report.changed,
                       report.unchanged, report.faulty_rows, told(fetch));
        connection.run(sql::drop_fetches, source.id, fetch.at - std::chrono::days(fetches_kept_days));
    });
    if (fetch.refusal)
        log(Level::warning, "records_not_fetched",
            {{"source", std::to_string(source.id)}, {"why", words(Language::en, *fetch.refusal)}});
    return fetch;
}

bool fetch_due(const Fetcher& fetcher) {
    const auto due = fetcher.database.read(
        [](db::Connection& connection) { return connection.query(sql::source_due, now()).first<SourceId>(); });
    if (!due)
        return false;
    // Whoever moves its next time fetches it: two nodes do not do it twice.
    const auto source = fetcher.database.write([&](db::Connection& connection) -> std::optional<Source> {
        auto found = find_source(connection, std::get<0>(*due));
        if (!found || found->next_at > now() ||
            connection.run(sql::claim_source, found->id, found->next_at, now() + std::chrono::hours(found->every_hours)) == 0)
            return std::nullopt;
        return found;
    });
    if (!source)
        return false;
    fetch_source(fetcher, *source);
    return true;
}

}  // namespace gongkai::records
