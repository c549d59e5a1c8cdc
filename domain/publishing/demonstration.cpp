#include "domain/publishing/demonstration.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/files/files.h"
#include "domain/catalogue/desk.h"
#include "domain/intake/intake.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/programme/desk.h"
#include "domain/programme/store.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/found.h"
#include "domain/publishing/queries.h"
#include "domain/publishing/rules.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr std::string_view ending = ".txt", notice_key = "2019-33";
const House house{{Step::review, Step::sign}};

std::unexpected<Refusal> wrong(const Told& told, std::string what) {
    return refuse(RefusalKind::invalid, "publishing.refuse.told", {told.name, std::move(what)});
}
std::unexpected<Refusal> wrong(const Told& told, const Refusal& refusal) { return wrong(told, words(Language::zh, refusal)); }

std::optional<Instant> moment(std::string_view text) {
    const auto blank = text.find(' ');
    return blank == std::string_view::npos ? std::nullopt : moment_in_china(text.substr(0, blank), text.substr(blank + 1));
}

std::vector<std::string_view> names_in(std::string_view list) {
    std::vector<std::string_view> all;
    for (const auto one : split(list, ','))
        if (const auto name = trim(one); !name.empty())
            all.push_back(name);
    return all;
}

By who(std::string_view part, Instant at) {
    return {"demonstration/" + std::string(part), {true, true, true, true, true, true}, {}, at};
}

// One loading: all documents are begun, handed in and signed, each on the eve of its day, and then published in order.
class Loading {
  public:
    Loading(db::Connection& connection, const Files& files, const std::filesystem::path& folder)
        : connection_(connection), files_(files), folder_(folder), units_(people::directory(connection)) {}

    Result<void> run(const std::vector<Told>& all) {
        for (const auto& step : {&Loading::begin_one, &Loading::hand_in, &Loading::sign_one})
            for (const auto& told : all)
                if (told.at("edition_of").empty())
                    if (const auto done = (this->*step)(told); !done)
                        return done;
        for (const auto& told : all)
            if (const auto done = told.at("edition_of").empty() ? publish_one(told) : correct(told); !done)
                return done;
        for (const auto& told : all)
            if (const auto done = withdraw_one(told); !done)
                return done;
        return prove(all);
    }

  private:
    using Deed = Result<void> (*)(db::Connection&, DocumentId, int, const By&, const House&);

    Instant at(const Told& told) const { return *moment(told.at("published")); }
    Instant eve(const Told& told, int hours) const { return at(told) - std::chrono::hours(hours); }

    Result<void> act(const Told& told, Deed deed, std::string_view part, Instant when) {
        const auto id = ids_.at(told.name);
        const auto done = deed(connection_, id, find_document(connection_, id)->version, who(part, when), house);
        return done ? done : wrong(told, done.error());
    }

    Result<Text> text_of(const Told& told, const DocumentType& type) {
        Text text;
        text.title = told.at("title");
        text.column = told.at("column").empty() ? type.column : std::string(told.at("column"));
        text.summary = told.at("summary");
        text.theme = told.at("theme");
        text.category = told.at("category");
        text.change_note = told.at("change_note");
        for (const auto& field : type.fields)
            if (!told.at(field.key).empty())
                text.fields[field.key] = told.at(field.key);
        for (const auto kind : all_relations())
            for (const auto name : names_in(told.at(word_of(kind)))) {
                const auto found = ids_.find(name);
                if (found == ids_.end())
                    return wrong(told, std::string(name));
                text.links.push_back({kind, found->second});
            }
        text.body = body_from(told.text);
        std::vector<std::string_view> names = names_in(told.at("files"));
        if (const auto from = told.at("from"); !from.empty()) {
            if (const auto made = make_text(told, text, from); !made)
                return std::unexpected(made.error());
            names.push_back(from);
        }
        for (const auto name : names) {
            const auto bytes = read_file(folder_ / "files" / name);
            if (!bytes)
                return std::unexpected(bytes.error());
            attach(text, std::string(name), *bytes);
        }
        return text;
    }

    // The text of a file, as intake makes it for an officer.
    Result<void> make_text(const Told& told, Text& text, std::string_view name) {
        const auto bytes = read_file(folder_ / "files" / name);
        if (!bytes)
            return std::unexpected(bytes.error());
        const auto page = intake::read_file(*bytes, name);
        if (!page)
            return wrong(told, page.error());
        text.body = page->body;
        for (const auto& picture : page->pictures)
            attach(text, picture.name, picture.bytes);
        return {};
    }

    void attach(Text& text, std::string name, const std::string& bytes) {
        auto type = type_of_file(name, bytes);
        text.attachments.push_back(
            {std::move(name), std::move(type), files_.keep(bytes), static_cast<std::int64_t>(bytes.size())});
    }

    Result<void> begin_one(const Told& told) {
        const auto* type = find_type(told.at("type"));
        const auto* unit = units_.find(told.at("unit"), today());
        if (!type || !unit)
            return wrong(told, std::string(told.at(type ? "unit" : "type")));
        const auto text = text_of(told, *type);
        if (!text)
            return std::unexpected(text.error());
        const auto id = begin(connection_, unit->id, type->key, *text, who("writer", eve(told, 26)), Marking::demonstration);
        if (!id)
            return wrong(told, id.error());
        ids_.emplace(told.name, *id);
        return {};
    }

    static bool is_urgent(const Told& told) { return find_type(told.at("type"))->is_urgent; }

    Result<void> hand_in(const Told& told) {
        return is_urgent(told) ? Result<void>() : act(told, submit, "writer", eve(told, 25));
    }
    Result<void> sign_one(const Told& told) {
        if (is_urgent(told))
            return {};
        if (const auto done = act(told, pass, "reviewer", eve(told, 20)); !done)
            return done;
        return act(told, pass, "signer", eve(told, 2));
    }

    Result<void> publish_one(const Told& told) {
        if (!is_urgent(told))
            return act(told, publish, "writer", at(told));
        if (const auto done = act(told, publish_urgently, "writer", at(told)); !done)
            return done;
        return act(told, look_over, "reviewer", at(told) + std::chrono::hours(2));
    }

    // Another edition of a document that is public.
    Result<void> correct(const Told& told) {
        const auto found = ids_.find(told.at("edition_of"));
        if (found == ids_.end())
            return wrong(told, std::string(told.at("edition_of")));
        const auto id = found->second;
        ids_.emplace(told.name, id);
        const auto document = find_document(connection_, id);
        auto text = text_of(told, document->kind());
        if (!text)
            return std::unexpected(text.error());
        text->links = find_edition(connection_, document->work_id)->text.links;
        if (const auto done = act(told, revise, "writer", eve(told, 26)); !done)
            return done;
        const auto changed =
            change(connection_, id, find_document(connection_, id)->version, *text, who("writer", eve(told, 26)), house);
        if (!changed)
            return wrong(told, changed.error());
        if (!document->kind().is_urgent)
            for (const auto& step : {&Loading::hand_in, &Loading::sign_one})
                if (const auto done = (this->*step)(told); !done)
                    return done;
        return publish_one(told);
    }

    Result<void> withdraw_one(const Told& told) {
        const auto when = moment(told.at("withdrawn"));
        if (!when)
            return {};
        const auto id = ids_.at(told.name);
        const auto done = withdraw(connection_, id, find_document(connection_, id)->version, told.at("withdrawn_because"),
                                   who("signer", *when), house);
        return done ? done : wrong(told, done.error());
    }

    // 示例: what a document of a year fulfils of the notice of that year, where it was taken in.
    Result<void> prove(const std::vector<Told>& all) {
        std::string csv = csv_line({"notice", "task", "row", "unit", "occurrence", "done_on", "words", "address"});
        bool is_any = false;
        for (const auto& told : all)
            for (const auto proved : names_in(told.at("proves"))) {
                const auto dot = proved.find('.'), slash = proved.find('/');
                if (dot == std::string_view::npos)
                    return wrong(told, std::string(proved));
                const auto row = proved.substr(dot + 1, slash == std::string_view::npos ? slash : slash - dot - 1);
                csv += csv_line({std::string(notice_key), std::string(proved.substr(0, dot)), std::string(row),
                                 std::string(told.at("unit")),
                                 slash == std::string_view::npos ? "1" : std::string(proved.substr(slash + 1)),
                                 to_text(day_in_china(at(told))), std::string(told.at("title")),
                                 "/documents/" + find_document(connection_, ids_.at(told.name))->key});
                is_any = true;
            }
        if (!is_any || !programme::find_notice(connection_, notice_key))
            return {};
        const auto taken = programme::take_proofs(connection_, csv, programme::Marking::demonstration, "terminal");
        if (!taken)
            return std::unexpected(taken.error());
        return {};
    }

    db::Connection& connection_;
    const Files& files_;
    std::filesystem::path folder_;
    people::Directory units_;
    std::map<std::string, DocumentId, std::less<>> ids_;
};

Result<Told> read_one(const std::filesystem::path& file) {
    const auto bytes = read_file(file);
    if (!bytes)
        return std::unexpected(bytes.error());
    Told told;
    told.name = file.stem().string();
    std::string_view rest = *bytes;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty())
            break;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            return wrong(told, std::string(line));
        told.head.emplace(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
    }
    told.text = rest;
    if (!moment(told.at("published")))
        return wrong(told, "published");
    return told;
}

}  // namespace

std::string_view Told::at(std::string_view key) const {
    const auto found = head.find(key);
    return found == head.end() ? std::string_view() : std::string_view(found->second);
}

Result<std::vector<Told>> read_told(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == ending)
            paths.push_back(entry.path());
    if (failed || paths.empty())
        return refuse(RefusalKind::missing, "core.refuse.file_missing", {folder.string()});
    std::vector<Told> all;
    for (const auto& path : paths) {
        auto told = read_one(path);
        if (!told)
            return std::unexpected(told.error());
        all.push_back(std::move(*told));
    }
    std::ranges::sort(all, {}, [](const Told& told) { return std::pair(*moment(told.at("published")), told.name); });
    return all;
}

Result<std::int64_t> demonstrate(db::Connection& connection, const Files& files, const std::filesystem::path& folder,
                                 std::string_view actor) {
    if (std::get<0>(*connection.query(sql::demonstrations).first<std::int64_t>()) > 0)
        return refuse(RefusalKind::conflict, "publishing.refuse.told_already");
    catalogue::install(connection);
    const auto all = read_told(folder / "documents");
    if (!all)
        return std::unexpected(all.error());
    if (const auto done = Loading(connection, files, folder / "documents").run(*all); !done)
        return std::unexpected(done.error());
    const auto count = std::get<0>(*connection.query(sql::demonstrations).first<std::int64_t>());
    journal::note(connection, {std::string(actor), "publishing.demonstrate", "demonstration",
                               json::serialize(json::object{{"count", count}})});
    return count;
}

std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor) {
    const auto count = std::get<0>(*connection.query(sql::demonstrations).first<std::int64_t>());
    if (count == 0)
        return 0;
    const auto columns = catalogue::columns(connection);
    std::vector<DocumentId> shown, touched;
    for (auto rows = connection.query(sql::demonstration_on_shelf); rows.next();)
        shown.push_back(rows.get<DocumentId>(0));
    for (auto rows = connection.query(sql::touched_by_demonstration); rows.next();)
        touched.push_back(rows.get<DocumentId>(0));
    for (const auto id : shown)
        take_off_shelf(connection, id, columns);
    connection.run(sql::drop_demonstration_effects);
    for (const auto id : touched)
        connection.run(sql::mark_effects, id);
    for (const auto* ids : {&shown, &touched})
        for (const auto id : *ids)
            hand_to_search(connection, id, columns);
    connection.run(sql::drop_demonstration_links);
    connection.run(sql::drop_demonstration_files);
    connection.run(sql::drop_demonstration_steps);
    connection.run(sql::drop_demonstration_withdrawals);
    connection.run(sql::drop_demonstration_editions);
    connection.run(sql::drop_demonstration_verdicts);
    connection.run(sql::drop_demonstration_trials);
    connection.run(sql::drop_demonstration_addresses);
    connection.run(sql::drop_demonstration_sources);
    connection.run(sql::drop_demonstration_documents);
    connection.run(sql::drop_demonstration_numbers);
    connection.run(sql::drop_empty_counts);
    journal::note(connection, {std::string(actor), "publishing.drop_demonstration", "demonstration",
                               json::serialize(json::object{{"count", count}})});
    return count;
}

}  // namespace gongkai::publishing
