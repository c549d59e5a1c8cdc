#include "domain/publishing/move_in.h"
#include "domain/publishing/found.h"

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <span>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/watch.h"
#include "domain/journal/desk.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/queries.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;

constexpr std::string_view mark_begins = "/documents/=";

std::string key_from(std::string_view index_number) { return replace_all(std::string(index_number), "/", "-"); }

std::string page_of(std::string_view key) { return "/documents/" + web::encode(key); }

std::string fields_of(const Text& text) {
    json::object fields;
    for (const auto& [key, value] : text.fields)
        fields[key] = value;
    return json::serialize(fields);
}

// Some at a time; where there are less the last one stands there again.
void ask_for_all(db::Connection& connection, const db::Statement& statement, std::span<const std::string_view> keys,
                 const std::function<void(const db::Rows&)>& take) {
    constexpr std::size_t keys_a_statement = 25;
    for (std::size_t from = 0; from < keys.size(); from += keys_a_statement) {
        std::vector<db::Parameter> parameters;
        for (std::size_t i = from; i < from + keys_a_statement; ++i)
            parameters.emplace_back(keys[std::min(i, keys.size() - 1)]);
        for (auto rows = connection.query(statement, std::span<const db::Parameter>(parameters)); rows.next();)
            take(rows);
    }
}

}  // namespace

std::string link_mark(std::size_t place) { return std::string(mark_begins) + std::to_string(place); }

KnownSources known_sources(db::Connection& connection, std::span<const std::string_view> sources) {
    KnownSources known;
    ask_for_all(connection, sql::moved_in_sources, sources, [&](const db::Rows& rows) {
        known.insert_or_assign(
            rows.get<std::string>(0),
            KnownSource{rows.get<std::string>(1), rows.get<std::optional<DocumentId>>(2), rows.get<std::string>(3)});
    });
    return known;
}

std::optional<Kept> moved_in(db::Connection& connection, DocumentId id) {
    const auto row = connection.query(sql::moved_in_document, id).first<std::string, Instant>();
    return row ? std::optional(Kept{std::get<0>(*row), std::get<1>(*row)}) : std::nullopt;
}

MovingIn::MovingIn(db::Connection& connection, std::string actor, Marking marking)
    : connection_(connection),
      actor_(std::move(actor)),
      marking_(marking),
      columns_(catalogue::columns(connection)),
      chain_(connection),
      log_(connection),
      hand_over_(connection) {
    const auto last = connection.query(sql::last_numbers).first<DocumentId, EditionId>();
    last_document_ = std::get<0>(*last);
    last_edition_ = std::get<1>(*last);
    for (auto rows = connection.query(sql::unit_names); rows.next();)
        names_.emplace(rows.get<people::UnitId>(0), rows.get<std::string>(1));
}

void MovingIn::look_ahead(std::span<const MovedIn* const> documents) {
    std::vector<std::string_view> sources, targets;
    for (const auto* document : documents) {
        sources.emplace_back(document->source);
        for (const auto& lead : document->leads)
            if (!lead.target.empty())
                targets.emplace_back(lead.target);
    }
    sources.insert(sources.end(), targets.begin(), targets.end());
    for (const auto source : sources)
        sources_.emplace(source, std::nullopt);
    for (const auto target : targets)
        places_.emplace(target, std::nullopt);
    for (auto& [source, known] : known_sources(connection_, sources))
        sources_[source] = std::move(known);
    ask_for_all(connection_, sql::numbers_of_addresses, targets, [&](const db::Rows& rows) {
        places_[rows.get<std::string>(0)] = Reached{rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)};
    });
}

std::optional<KnownSource>& MovingIn::source_of(const std::string& source) {
    const auto [found, is_new] = sources_.try_emplace(source);
    const std::string_view key = source;
    if (is_new)
        for (auto& [same, known] : known_sources(connection_, {&key, 1}))
            found->second = std::move(known);
    return found->second;
}

std::optional<MovingIn::Reached>& MovingIn::place_of(const std::string& address) {
    const auto [found, is_new] = places_.try_emplace(address);
    const std::string_view key = address;
    if (is_new)
        ask_for_all(connection_, sql::numbers_of_addresses, {&key, 1}, [&, place = &found->second](const db::Rows& rows) {
            *place = Reached{rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::string>(3)};
        });
    return found->second;
}

// An address leads where it led first. One that nobody has asked about is asked for when somebody does.
void MovingIn::take_address(std::string_view address, const Reached& place) {
    if (const auto known = places_.find(address); known != places_.end() && !known->second)
        known->second = place;
}

int& MovingIn::last_of(const std::string& code, int year) {
    const auto [at, is_new] = series_.try_emplace(code);
    if (is_new)
        for (auto rows = connection_.query(sql::last_in_all_series, code); rows.next();)
            at->second.emplace(rows.get<int>(0), Last{rows.get<int>(1), rows.get<int>(1)});
    return at->second[year].number;
}

Result<std::string> MovingIn::next_number(people::UnitId unit, int year) {
    auto& code = codes_[unit];
    if (code.empty()) {
        const auto kept = connection_.query(sql::code_of_unit, unit).first<std::string>();
        code = marking_ == Marking::demonstration ? demonstration_code(unit) : kept ? std::get<0>(*kept) : stand_in_code(unit);
    }
    auto& last = last_of(code, year);
    if (last >= index_numbers_a_year)
        return refuse(Refusal::Kind::conflict, "publishing.refuse.numbers_used_up");
    return written({code, year, ++last});
}

// 索引号 never changes, also where the publisher does: what the document bears is kept where it is one, and no other has it.
Result<std::string> MovingIn::number_for(const MovedIn& document) {
    if (marking_ == Marking::real && is_index_number(document.index_number) &&
        std::get<0>(*connection_.query(sql::number_is_given, key_from(document.index_number)).first<int>()) == 0 &&
        std::get<0>(*connection_.query(sql::number_is_kept, document.index_number).first<int>()) == 0) {
        auto& last = last_of(document.index_number.substr(0, 9),
                             static_cast<int>(whole_number(document.index_number.substr(10, 4)).value()));
        last = std::max(last, static_cast<int>(whole_number(document.index_number.substr(15)).value()));
        return document.index_number;
    }
    return next_number(document.unit_id, year_of(day_in_china(document.published_at)));
}

std::string MovingIn::address_of_lead(const Lead& lead, std::string_view own_key) {
    if (!lead.file.empty())
        return page_of(own_key) + "/files/" + web::encode(lead.file);
    if (const auto& place = place_of(lead.target)) {
        if (!place->column.empty())
            return "/columns/" + web::encode(place->column);
        if (const auto key = key_from(place->index_number); !key.empty())
            return page_of(key) + (place->file.empty() ? "" : "/files/" + web::encode(place->file));
        return lead.address;
    }
    auto& source = source_of(lead.target);
    if ((!source || source->index_number.empty()) && lead.unit_id) {
        const auto kept = next_number(*lead.unit_id, lead.year);
        if (!kept)
            return lead.address;
        connection_.post(sql::keep_number, lead.target, *kept, 0, now());
        source = KnownSource{"", std::nullopt, *kept};
    }
    return !source || source->index_number.empty() ? lead.address : page_of(key_from(source->index_number));
}

void MovingIn::write_leads(MovedIn& document, std::string_view own_key) {
    if (document.leads.empty())
        return;
    std::vector<std::string> addresses;
    for (const auto& lead : document.leads) {
        const bool is_to_itself =
            lead.target == document.source || std::ranges::find(document.addresses, lead.target) != document.addresses.end();
        addresses.push_back(lead.file.empty() && is_to_itself ? page_of(own_key) : address_of_lead(lead, own_key));
    }
    document.text.body = with_leads_at(document.text.body, addresses);
}

Result<MovingIn::Done> MovingIn::take_in(MovedIn moved) {
    const auto* type = find_type(moved.type);
    if (!type)
        return refuse(Refusal::Kind::invalid, "publishing.refuse.type");
    if (const auto wrong = check(connection_, columns_, *type, moved.text))
        return std::unexpected(wrong->refusal);
    std::string index_number;
    if (const auto& known = source_of(moved.source)) {
        if (known->document_id)
            return refuse(Refusal::Kind::conflict, "publishing.refuse.moved_in_already");
        index_number = known->index_number;
    }
    // A draft that has files is led to as well, so it has its number from the beginning.
    if (index_number.empty()) {
        auto number = number_for(moved);
        if (!number)
            return std::unexpected(number.error());
        index_number = *std::move(number);
    }

    const auto at = now();
    Document document;
    document.unit_id = moved.unit_id;
    document.unit_name = names_[moved.unit_id];
    document.type = moved.type;
    document.key = key_from(index_number);
    document.index_number = index_number;
    document.first_published_at = moved.published_at;
    document.is_demonstration = marking_ == Marking::demonstration;
    write_leads(moved, document.key);
    auto& text = moved.text;
    document.id = ++last_document_;
    const auto edition = ++last_edition_;
    const auto live = moved.is_draft ? db::Parameter(nullptr) : db::Parameter(edition);
    const auto public_since = moved.is_draft ? db::Parameter(nullptr) : db::Parameter(moved.published_at);
    connection_.post(sql::add_moved_document, document.id, moved.unit_id, moved.type,
                     word_of(moved.is_draft ? State::draft : State::published), edition, live, text.title,
                     moved.is_draft ? std::string_view() : std::string_view(document.key),
                     moved.is_draft ? std::string_view() : std::string_view(index_number), public_since, actor_, at,
                     document.is_demonstration);
    connection_.post(sql::add_moved_edition, edition, document.id, text.title, text.column, text.summary, text.theme,
                     text.category, db::Parameter::keep(fields_of(text)), text.body.html(), actor_, at, public_since);
    for (int position = 1; const auto& file : text.attachments)
        connection_.post(sql::add_file, edition, position++, file.name, file.type, file.bytes, file.file, file.words_digest);
    connection_.post(sql::add_moved_in, moved.source, moved.digest, document.id, index_number, moved.address, moved.published_at,
                     at);
    source_of(moved.source) = KnownSource{moved.digest, document.id, index_number};
    add_addresses(document.id, index_number, moved);

    json::object detail{{"source", moved.source}, {"edition", edition}, {"title", text.title}};
    if (!moved.is_draft) {
        const auto row = put_on_shelf(connection_, document, text, moved.published_at, columns_, counts_);
        hand_to_search(hand_over_, row, edition, text, columns_);
        detail["key"] = document.key;
    }
    if (!moved.is_draft && !document.is_demonstration) {
        auto& newest = newest_[text.column];
        newest = std::max(newest, day_in_china(moved.published_at));
        // The leaf tells when it was entered here: a log that could be written back would prove nothing.
        const auto leaf = log_.append(
            {public_log::Act::published, page_of(document.key), text.title, sha256_hex(content_of(document, text)), at});
        detail["leaf"] = leaf;
    }
    chain_.note({actor_, moved.is_draft ? "publishing.move_in_draft" : "publishing.move_in",
                 "document/" + std::to_string(document.id), json::serialize(detail)});
    return Done{document.id, moved.is_draft ? std::string() : document.key};
}

void MovingIn::lead_to_column(std::string_view address, std::string_view column_key) {
    if (marking_ == Marking::demonstration)  // nothing would tell later that the address was only shown
        return;
    connection_.post(sql::add_old_address, address, nullptr, "", column_key);
    take_address(address, {{}, {}, std::string(column_key)});
}

// Four at once; where there are less the last one stands there again, and an address leads where it led first.
void MovingIn::add_addresses(DocumentId id, const std::string& index_number, const MovedIn& moved) {
    constexpr std::size_t addresses_a_statement = 4;
    std::vector<std::pair<std::string_view, std::string_view>> all;
    for (const auto& address : moved.addresses)
        all.emplace_back(address, std::string_view());
    for (const auto& [address, file] : moved.files)
        all.emplace_back(address, file);
    for (const auto& [address, file] : all)
        take_address(address, {index_number, std::string(file), {}});
    for (std::size_t from = 0; from < all.size(); from += addresses_a_statement) {
        std::vector<db::Parameter> parameters{id};
        for (std::size_t i = from; i < from + addresses_a_statement; ++i) {
            const auto& [address, file] = all[std::min(i, all.size() - 1)];
            parameters.emplace_back(address);
            parameters.emplace_back(file);
        }
        connection_.post(sql::add_old_addresses, std::span<const db::Parameter>(parameters));
    }
}

void MovingIn::finish() {
    for (const auto& [code, years] : series_)
        for (const auto& [year, last] : years)
            if (last.number != last.written)
                connection_.post(sql::move_series_on, code, year, last.number);
    connection_.move_numbers_on({"document", "edition"});
    write_counts(connection_, counts_);
    hand_over_.finish();
    for (const auto& [column, on] : newest_)
        catalogue::note_older(connection_, columns_, column, on);
    counts_.clear();
    newest_.clear();
}

}  // namespace gongkai::publishing
