// Open records for machines: the API, files of a list, a feed of each kind.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/people/desk.h"
#include "domain/records/found.h"
#include "domain/records/pages/list_file.h"
#include "domain/records/pages/pages.h"
#include "domain/records/room.h"
#include "domain/records/rules.h"
#include "domain/search/pages/counted.h"
#include "doors/exchange/api.h"
#include "doors/exchange/atom.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr int records_a_piece = 100, entries_in_a_feed = 50;
// A file is drawn by pieces; where a rare combination is asked for, each looks at so many rows of the index.
constexpr int rows_a_piece = 1000, looked_at_a_piece = 10'000;

json::object described(const Kind& kind, const KindThere* there) {
    json::array fields, filters;
    for (const auto& field : kind.fields) {
        if (field.privacy == Privacy::internal)
            continue;
        json::array choices;
        for (const auto& choice : field.choices)
            choices.push_back(json::object{{"key", choice.key}, {"zh", choice.names.zh}, {"en", choice.names.en}});
        fields.push_back(json::object{{"key", field.key},
                                      {"zh", field.names.zh},
                                      {"en", field.names.en},
                                      {"meaning", {{"zh", field.meaning.zh}, {"en", field.meaning.en}}},
                                      {"type", word_of(field.type)},
                                      {"unit", field.unit},
                                      {"code", field.code},
                                      {"is_required", field.is_required},
                                      {"privacy", word_of(field.privacy)},
                                      {"choices", std::move(choices)}});
    }
    for (const auto filter : kind.filters)
        filters.emplace_back(kind.fields[filter].key);
    json::array places;
    if (kind.query)
        for (const auto place : kind.query->places)
            places.emplace_back(kind.fields[place].key);
    return {{"key", kind.key},
            {"zh", kind.names.zh},
            {"en", kind.names.en},
            {"about", {{"zh", kind.about.zh}, {"en", kind.about.en}}},
            {"theme", kind.theme},
            {"task", kind.task},
            {"records", there ? there->records : 0},
            {"changed_at", there && there->changed_at ? json::value(to_text(*there->changed_at)) : json::value()},
            {"address", address_of(kind)},
            {"filters", std::move(filters)},
            {"is_asked_by_day", kind.query.has_value()},
            {"places", std::move(places)},
            {"fields", std::move(fields)}};
}

Response list_kinds(const Doors& doors, Request&, Context&) {
    const auto there = doors.database.read([](db::Connection& connection) { return kinds_there(connection); });
    json::array all;
    for (const auto& kind : kinds().all) {
        const auto found = there.find(kind.key);
        all.push_back(described(kind, found == there.end() ? nullptr : &found->second));
    }
    return Response::json(json::serialize(json::object{{"kinds", std::move(all)}}));
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return exchange::problem(404, words(context.language, "records.api.no_kind"));
    const auto asked = asked_of_program(request, *kind, context.language);
    if (!asked.mistakes.empty())
        return exchange::problem(400, asked.mistakes.front().said);
    return doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto counts = counts_for(connection, *kind, asked.asked);
        const auto page = list_of(connection, *kind, asked.asked, counts, asked.after, today(), records_a_piece);
        json::array all;
        for (const auto& record : page.rows)
            all.push_back(json_of(*kind, record, units));
        return Response::json(
            json::serialize(json::object{{"kind", kind->key},
                                         {"count", counts.total},
                                         {"is_exact", counts.is_exact},
                                         {"records", std::move(all)},
                                         {"next", page.next ? json::value(written(*page.next)) : json::value()}}));
    });
}

Response one(const Doors& doors, Request&, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    return doors.database.read([&](db::Connection& connection) {
        const auto serial = context.id("serial");
        const bool is_its_address = context.parameter("serial") == std::to_string(serial);  // "010" is not the tenth
        const auto record = kind && is_its_address ? find_record(connection, *kind, serial) : std::nullopt;
        return record ? Response::json(json::serialize(json_of(*kind, *record, people::directory(connection))))
                      : exchange::problem(404, words(context.language, "records.api.missing"));
    });
}

// All that a list shows, however long, as a file: a look at the database for each piece, along the order of the list. It is the
// list of the moment in each of its pieces, not of one moment in all: a snapshot that a slow reader holds for an hour would keep
// the database from clearing up behind it.
class ListFile {
  public:
    // found: the records with the words that were asked for, where they were.
    ListFile(db::Database& database, const Kind& kind, AskedList list, std::optional<std::vector<Record>> found, Format format)
        : database_(database),
          kind_(kind),
          list_(std::move(list)),
          found_(std::move(found)),
          next_(list_.after),
          format_(format) {}

    bool is_over() const { return writer_ && !next_; }

    std::optional<std::string> operator()() {
        std::string bytes;
        const bool is_first = !writer_;
        if (!is_first && !next_)
            return std::nullopt;
        database_.read([&](db::Connection& connection) {
            if (is_first) {
                units_ = std::make_shared<const people::Directory>(people::directory(connection));
                writer_.emplace(kind_, *units_, format_, has_demonstration(connection, kind_) ? Examples::some : Examples::none);
                bytes = writer_->begin();
                lay_out(connection);
            }
            for (const auto& record : take_rows(connection))
                bytes += writer_->add(record);
        });
        // A sheet has an end; what does not fit is left to whoever asks for a part of the list, or for CSV.
        if (writer_->is_full())
            next_.reset();
        if (!next_)
            bytes += writer_->end();
        return bytes;
    }

  private:
    // As the page does: a short list is sorted by any column, a long one by those that an index is walked along for.
    void lay_out(db::Connection& connection) {
        if (found_)
            return;
        counts_ = counts_for(connection, kind_, list_.asked);
        if (!list_.sort)
            return;
        if (rows_to_look_at(kind_, list_.asked, counts_) <= sorted_at_most)
            found_ = sorted_rows(connection, kind_, list_.asked, counts_, *list_.sort, today(), *units_);
        if (found_ || list_.asked.has_days() || sorted_by(kind_, list_.sort->field) == SortedBy::nothing)
            list_.sort.reset();
    }
    std::vector<Record> take_rows(db::Connection& connection) {
        if (found_) {
            next_.reset();
            return *std::exchange(found_, std::nullopt);
        }
        auto page = list_.sort
                        ? sorted_list_of(connection, kind_, list_.asked, counts_, *list_.sort, *next_, *units_, today(),
                                         rows_a_piece, looked_at_a_piece)
                        : list_of(connection, kind_, list_.asked, counts_, *next_, today(), rows_a_piece, looked_at_a_piece);
        next_ = page.next;
        return std::move(page.rows);
    }

    db::Database& database_;
    const Kind& kind_;
    AskedList list_;
    Counts counts_;
    std::optional<std::vector<Record>> found_;
    std::optional<Place> next_;
    Format format_;
    std::shared_ptr<const people::Directory> units_;
    std::optional<ListWriter> writer_;
};

// What was asked for cannot be understood, and a file cannot say so beside its rows.
Response refused(const Doors& doors, Request& request, const Context& context, const Kind& kind, Format format,
                 const std::string& why) {
    if (format == Format::json)
        return exchange::problem(400, why);
    portal::Page page;
    page.title = kind.names.in(context.language);
    page.menu = "/data";
    page.trail = {{words(context.language, "records.title"), "/data"}};
    page.content << "<h1>" << page.title << "</h1><p class='empty' role='alert'>" << why << "</p><p><a class='way' href='"
                 << web::url(address_of(kind)) << "'>" << words(context.language, "records.list") << "</a></p>";
    auto response = doors.portal.show(request, std::move(page));
    response.status = 400;
    return response;
}

// The first piece is drawn before anything is said: a database that is away is told by its status.
Response list_file(const Doors& doors, search::Tally& tally, Request& request, const Context& context, Format format) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    auto list = asked_list(request, *kind, language);
    if (!list.mistakes.empty())
        return refused(doors, request, context, *kind, format, list.mistakes.front().said);
    std::optional<std::vector<Record>> found;
    if (!list.words.empty()) {
        doors.database.read([&](db::Connection& connection) {
            const auto counts = counts_for(connection, *kind, list.asked);
            found = rows_with(connection, *kind, list, counts, today(), people::directory(connection), language);
        });
        if (!found)
            return refused(doors, request, context, *kind, format,
                           words(language, "records.find.too_many", {std::to_string(sorted_at_most)}));
    }
    if (!request.query.first("after"))
        search::count_download(tally, request, kinds_in_search, kind->key);
    ListFile file(doors.database, *kind, std::move(list), std::move(found), format);
    auto first = file().value();
    const auto [type, ending] = format == Format::csv ? std::pair("text/csv; charset=utf-8", ".csv")
                                : format == Format::xlsx
                                    ? std::pair("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
                                    : std::pair("application/json; charset=utf-8", ".json");
    const auto name = kind->key + ending;
    if (file.is_over())
        return Response::download(std::move(first), type, name);
    auto response = Response::download(std::move(file), type, name);
    response.body = std::move(first);
    return response;
}

// What a list would show of it, for a reader who sees no more than the feed.
std::string summary_of(const Kind& kind, const Record& record, Language language, const people::Directory& units) {
    std::vector<std::string> parts;
    for (const auto column : kind.columns)
        if (const auto& value = record.values[column]; !value.empty())
            parts.push_back(named_with_unit(kind.fields[column], language) + (language == Language::en ? ": " : "：") +
                            spoken(kind.fields[column], value, language, units));
    return join(parts, language == Language::en ? "; " : "；");
}

Response feed(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return doors.site.trouble(404, request);
    return doors.database.read([&](db::Connection& connection) {
        const auto& site = doors.settings.text("site.address");
        // RFC 4287 wants ids that are whole addresses; a site that does not know its own takes names of its own making.
        const auto id = site.empty() ? std::string("urn:gongkai:records") : site;
        const auto units = people::directory(connection);
        exchange::Feed out{id + address_of(*kind), kind->names.in(context.language), site + address_of(*kind),
                           site + request.path,    doors.settings.text("site.name"), {}};
        for (const auto& record : newest(connection, *kind, today(), entries_in_a_feed)) {
            const auto address = address_of(*kind, record.serial);
            out.entries.push_back({id + address,
                                   (record.is_demonstration ? words(context.language, "records.example.title") : "") +
                                       title_of(*kind, record.values, context.language, units),
                                   site + address, summary_of(*kind, record, context.language, units), record.changed_at});
        }
        return Response::bytes(exchange::write_atom(out), "application/atom+xml; charset=utf-8");
    });
}

}  // namespace

void hang_exchange_pages(Doors& doors, search::Tally& tally) {
    doors.api.add_schemas(embedded_or_die("domain/records/pages/api.json"));
    doors.api.get({"/api/v1/records", "records.kinds", "records.api.kinds", {}, "RecordKinds"}, with(doors, list_kinds))
        .cached({public_data})
        .sql_at_most(1);
    doors.api
        .get({"/api/v1/records/{kind}",
              "records.list_of",
              "records.api.list",
              {{"filter", "records.api.filter", ""},
               {"at", "records.api.at", ""},
               {"from", "records.api.from", ""},
               {"to", "records.api.to", ""},
               {"after", "records.api.after", ""}},
              "Records"},
             with(doors, list))
        .cached({public_data})
        .sql_at_most(8);
    doors.api.get({"/api/v1/records/{kind}/{serial}", "records.one", "records.api.one", {}, "Record"}, with(doors, one))
        .cached({public_data})
        .sql_at_most(5);
    auto& router = doors.site.router();
    const auto hang_file = [&](const char* below, const char* name, web::Act act) {
        router.get(std::string("/records/{kind}") + below, name, std::move(act))
            .reads(list_query())
            .in_lane(slow_lane)
            .sql_at_most(11);
    };
    for (const auto& [below, name, format] : {std::tuple{"/records.csv", "records.csv", Format::csv},
                                              {"/records.xlsx", "records.xlsx", Format::xlsx},
                                              {"/records.json", "records.json", Format::json}})
        hang_file(below, name, [doors, &tally, format](Request& request, Context& context) {
            return list_file(doors, tally, request, context, format);
        });
    router.get("/records/{kind}/feed.atom", "records.feed", with(doors, feed)).cached({public_data}).sql_at_most(5);
}

}  // namespace gongkai::records
