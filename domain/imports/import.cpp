#include "domain/imports/import.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <set>
#include <span>
#include <thread>

#include "base/core/file.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "domain/imports/prepare.h"

namespace gongkai::imports {
namespace {

constexpr std::size_t pages_a_batch = 200, files_a_batch = 8;  // files of offices are large
constexpr std::string_view table_in_folder = "documents.csv";

// Calls `work` for 0 to count - 1 on all processors.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto threads = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), count);
    std::vector<std::future<void>> running;
    for (std::size_t i = 0; i < threads; ++i)
        running.push_back(std::async(std::launch::async, [&] {
            for (auto at = next++; at < count; at = next++)
                work(at);
        }));
    for (auto& one : running)
        one.wait();
    for (auto& one : running)
        one.get();  // an exception of any of them, once all have ended
}

std::vector<Item> items_of(const Handed& handed, const Wanted& wanted, const Addresses& addresses) {
    std::vector<Item> rows, pages, files;
    std::set<std::string, std::less<>> named;
    for (const auto& row : handed.table.rows) {
        Item item{Item::Kind::row, handed.table_name, &row, {}, nullptr};
        if (const auto file = row.said.find(Head::file); file != row.said.end()) {
            item.path = safe_path(file->second);
            if (item.path.empty())
                item.path = file->second;  // refused as a file that is not there
            item.kind = is_page(item.path) ? Item::Kind::page : Item::Kind::file;
            item.rule = wanted.mapping.rule_for(item.path);
            named.insert(item.path);
        }
        rows.push_back(std::move(item));
    }
    if (!handed.source || !handed.is_whole_folder)
        return rows;
    const bool is_site = !wanted.mapping.rules.empty() || !wanted.mapping.root.empty() || !wanted.mapping.sites.empty();
    for (const auto& path : handed.source->paths()) {
        if (named.contains(path) || path == table_in_folder || addresses.address_of(path).empty())
            continue;
        const auto* rule = wanted.mapping.rule_for(path);
        if (rule && rule->is_left_out)
            continue;
        if (is_page(path))
            pages.push_back({Item::Kind::page, path, nullptr, path, rule});
        else if (is_readable(path) && !is_site)  // of a site, other files are what its pages offer
            files.push_back({Item::Kind::file, path, nullptr, path, rule});
    }
    rows.insert(rows.end(), std::make_move_iterator(pages.begin()), std::make_move_iterator(pages.end()));
    rows.insert(rows.end(), std::make_move_iterator(files.begin()), std::make_move_iterator(files.end()));
    return rows;
}

struct Ready {
    const Item* item = nullptr;
    Outcome outcome;
    std::optional<Prepared> document;
    std::optional<ListPage> list;
};

class Importing {
  public:
    Importing(db::Database& database, const Orders& run, Preparing& preparing, const Tell& tell)
        : database_(database), run_(run), preparing_(preparing), tell_(tell) {}

    // Reads a batch; what came in before is told apart before it is understood.
    std::vector<Ready> read(std::span<const Item> items) {
        std::vector<Ready> batch(items.size());
        std::vector<Result<Mark>> marks(items.size());
        in_parallel(items.size(), [&](std::size_t i) { marks[i] = preparing_.mark(items[i]); });
        std::vector<std::string_view> sources;
        for (const auto& mark : marks)
            if (mark)
                sources.emplace_back(mark->source);
        const auto known = database_.read([&](db::Connection& c) { return publishing::known_sources(c, sources); });
        in_parallel(items.size(), [&](std::size_t i) {
            auto& ready = batch[i];
            ready.item = &items[i];
            ready.outcome.place = items[i].place;
            ready.outcome.row = items[i].row ? items[i].row->number : 0;
            if (items[i].row)
                if (const auto title = items[i].row->said.find(Head::title); title != items[i].row->said.end())
                    ready.outcome.title = title->second;
            if (!marks[i])
                return refuse(ready, marks[i].error());
            if (const auto before = known.find(marks[i]->source); before != known.end() && before->second.document_id) {
                ready.outcome.kind =
                    before->second.digest == marks[i]->digest ? Outcome::Kind::unchanged : Outcome::Kind::changed;
                if (ready.outcome.kind == Outcome::Kind::changed)
                    ready.outcome.reasons.push_back(
                        preparing_.reason_of({Refusal::Kind::conflict, std::string("imports.told.") + "changed", {}, {}}));
                return;
            }
            auto made = preparing_.prepare(items[i], *marks[i]);
            if (!made)
                return refuse(ready, made.error());
            if (auto* document = std::get_if<Prepared>(&*made)) {
                ready.outcome.kind = document->moved.is_draft ? Outcome::Kind::draft : Outcome::Kind::taken;
                ready.outcome.title = document->moved.text.title;
                ready.outcome.reasons = std::move(document->reasons);
                ready.document = std::move(*document);
            } else {
                ready.outcome.kind = Outcome::Kind::list;
                ready.list = std::move(std::get<ListPage>(*made));
                ready.outcome.reasons = std::move(ready.list->reasons);
            }
        });
        return batch;
    }

    // Writes a batch as one deed and tells what became of it. Where the database takes one of them not, each is a deed of its
    // own, so that the others come in and that one is told.
    void write(std::vector<Ready> batch) {
        std::vector<Ready*> news;
        for (auto& ready : batch)
            if (!run_.only_looks && (ready.document || (ready.list && !ready.list->column.empty())))
                news.push_back(&ready);
        std::vector<Outcome> hoped_for;
        for (const auto* ready : news)
            hoped_for.push_back(ready->outcome);
        try {
            write_together(news);
        } catch (const Unavailable&) {
            throw;
        } catch (const std::exception& fault) {
            log(Level::warning, "batch_not_imported", {{"why", fault.what()}});
            for (std::size_t i = 0; i < news.size(); ++i) {
                news[i]->outcome = std::move(hoped_for[i]);
                write_alone(*news[i]);
            }
        }
        for (const auto& ready : batch) {
            ++counted_.outcomes[ready.outcome.kind];
            tell_(ready.outcome);
        }
    }

    Counted counted_;

  private:
    void refuse(Ready& ready, const Refusal& refusal) {
        ready.outcome.kind = Outcome::Kind::refused;
        ready.outcome.reasons = {preparing_.reason_of(refusal)};
    }

    void write_together(std::span<Ready* const> news) {
        if (news.empty())
            return;
        std::vector<const publishing::MovedIn*> documents;
        for (const auto* ready : news)
            if (ready->document)
                documents.push_back(&ready->document->moved);
        database_.write([&](db::Connection& connection) {
            publishing::MovingIn moving(connection, std::string(importer), run_.marking);
            moving.look_ahead(documents);
            for (auto* ready : news)
                write_one(moving, *ready);
            moving.finish();
        });
    }

    void write_alone(Ready& ready) {
        try {
            write_together(std::array{&ready});
        } catch (const Unavailable&) {
            throw;
        } catch (const std::exception& fault) {
            log(Level::error, "not_imported", {{"place", ready.outcome.place}, {"why", fault.what()}});
            refuse(ready, {Refusal::Kind::invalid, "imports.refuse.not_written", {}, fault.what()});
        }
    }

    void write_one(publishing::MovingIn& moving, Ready& ready) {
        if (ready.list && !ready.list->column.empty())
            for (const auto& address : ready.list->addresses)
                moving.lead_to_column(address, ready.list->column);
        if (ready.list && !ready.list->column.empty() && run_.marking == publishing::Marking::real)
            ready.outcome.address = "/columns/" + ready.list->column;
        if (!ready.document)
            return;
        const auto done = moving.take_in(ready.document->moved);  // a copy: it may have to be written once more
        const bool is_same_file =
            !done && done.error().id == "publishing.refuse.moved_in_already" && ready.document->moved.source.starts_with("file:");
        if (is_same_file) {  // octet by octet, under another name in the same run
            ready.outcome.kind = Outcome::Kind::unchanged;
            ready.outcome.reasons = {preparing_.reason_of({Refusal::Kind::conflict, "imports.told.same_file", {}, {}})};
        } else if (!done)
            refuse(ready, done.error());
        else
            ready.outcome.address =
                done->key.empty() ? "/console/documents/" + std::to_string(done->id) : "/documents/" + done->key;
    }

    db::Database& database_;
    const Orders& run_;
    Preparing& preparing_;
    const Tell& tell_;
};

Result<void> check_wanted(const Known& known, const Wanted& wanted, Day today) {
    const auto no = [](const char* id, const std::string& name) {
        return gongkai::refuse(Refusal::Kind::missing, std::string("imports.refuse.") + id, {name});
    };
    std::vector<std::string> units{wanted.unit, wanted.mapping.unit}, columns{wanted.column, wanted.mapping.column},
        types{wanted.type, wanted.mapping.type};
    for (const auto& rule : wanted.mapping.rules) {
        units.push_back(rule.unit);
        columns.push_back(rule.column);
        types.push_back(rule.type);
    }
    for (const auto& name : units)
        if (!name.empty() && !known.unit(name, today))
            return no("unit", name);
    for (const auto& name : columns)
        if (!name.empty() && !known.column(name))
            return no("column", name);
    for (const auto& name : types)
        if (!name.empty() && !read_type(name))
            return no("type", name);
    return {};
}

}  // namespace

std::string_view word_of(Outcome::Kind kind) {
    switch (kind) {
        case Outcome::Kind::taken:
            return "taken";
        case Outcome::Kind::draft:
            return "draft";
        case Outcome::Kind::unchanged:
            return "unchanged";
        case Outcome::Kind::changed:
            return "changed";
        case Outcome::Kind::list:
            return "list";
        case Outcome::Kind::left:
            return "left";
        case Outcome::Kind::refused:
            return "refused";
    }
    return "";
}

Result<Handed> open_handed(const std::filesystem::path& path) {
    namespace fs = std::filesystem;
    Handed handed;
    const auto take_table = [&](const Result<std::string>& bytes) -> Result<void> {
        if (!bytes)
            return std::unexpected(bytes.error());
        auto table = read_table(*bytes);
        if (!table)
            return std::unexpected(table.error());
        handed.table = *std::move(table);
        return {};
    };
    if (!fs::exists(path))
        return gongkai::refuse(Refusal::Kind::missing, "core.refuse.file_missing", {path.string()});
    const auto ending = lower_ascii(path.extension().string());
    if (fs::is_directory(path)) {
        handed.source = open_folder(path);
    } else if (ending == ".zip") {
        auto opened = open_zip(path);
        if (!opened)
            return std::unexpected(opened.error());
        handed.source = *std::move(opened);
    } else if (ending == ".csv" || ending == ".tsv" || ending == ".txt") {
        handed.table_name = path.filename().string();
        handed.is_whole_folder = false;
        if (const auto taken = take_table(read_file(path, std::size_t{4} << 30)); !taken)
            return std::unexpected(taken.error());
        if (std::ranges::any_of(handed.table.rows, [](const Row& row) { return row.said.contains(Head::file); }))
            handed.source = open_folder(fs::absolute(path).parent_path());
        return handed;
    } else {
        return gongkai::refuse(Refusal::Kind::invalid, "imports.refuse.not_known", {path.string()});
    }
    if (handed.source->has(table_in_folder)) {
        handed.table_name = table_in_folder;
        if (const auto taken = take_table(handed.source->read(table_in_folder)); !taken)
            return std::unexpected(taken.error());
    }
    return handed;
}

Result<Counted> import(db::Database& database, const Files& files, Handed& handed, const Orders& run, const Tell& tell,
                       const Progress& progress) {
    auto known = database.read(look_around);
    Counted made;
    if (run.makes_missing) {
        const auto all = missing(known, run.wanted, handed.table.rows);
        if (run.only_looks && !all.empty())
            return gongkai::refuse(Refusal::Kind::invalid, "imports.refuse.look_without_create");
        if (!all.empty()) {
            const auto done = database.write([&](db::Connection& connection) { return make(connection, all, importer); });
            if (!done)
                return std::unexpected(done.error());
            known = database.read(look_around);
            made.made_units = all.units;
            made.made_columns = all.columns;
        }
    }
    if (const auto there = check_wanted(known, run.wanted, run.today); !there)
        return std::unexpected(there.error());

    const Addresses addresses(handed.source.get(), run.wanted.mapping);
    Preparing preparing({known, run.wanted, handed.source.get(), addresses, run.only_looks ? nullptr : &files, run.language},
                        handed.table.rows, run.today);
    Importing importing(database, run, preparing, tell);
    importing.counted_ = std::move(made);
    if (handed.source)
        for (const auto& [place, refusal] : handed.source->refused()) {
            ++importing.counted_.outcomes[Outcome::Kind::refused];
            tell({Outcome::Kind::refused, place, 0, {}, {}, {preparing.reason_of(refusal)}});
        }

    auto items = items_of(handed, run.wanted, addresses);
    std::set<std::string, std::less<>> looked_at;
    for (const auto& item : items)
        looked_at.insert(item.path);
    std::set<std::string, std::less<>> attached;  // what a page offers is no document of its own
    std::future<void> writing;
    for (std::size_t at = 0; at < items.size();) {
        const bool are_files = items[at].kind == Item::Kind::file;
        std::vector<Item> batch;
        for (; at < items.size() && batch.size() < (are_files ? files_a_batch : pages_a_batch) &&
               (items[at].kind == Item::Kind::file) == are_files;
             ++at)
            if (items[at].row || !attached.contains(items[at].path))
                batch.push_back(std::move(items[at]));
        auto ready = importing.read(batch);
        for (const auto& one : ready)
            if (one.document)
                attached.insert(one.document->attached_paths.begin(), one.document->attached_paths.end());
        if (writing.valid())
            writing.get();
        progress(at - batch.size(), items.size());
        for (auto& one : ready)
            one.item = nullptr;
        writing = std::async(std::launch::async,
                             [&importing, group = std::move(ready)]() mutable { importing.write(std::move(group)); });
    }
    if (writing.valid())
        writing.get();
    progress(items.size(), items.size());
    if (handed.source && handed.is_whole_folder)
        for (const auto& path : handed.source->paths()) {
            const auto* rule = run.wanted.mapping.rule_for(path);
            if (looked_at.contains(path) || attached.contains(path) || path == table_in_folder || (rule && rule->is_left_out))
                continue;
            ++importing.counted_.outcomes[Outcome::Kind::left];
            tell({Outcome::Kind::left,
                  path,
                  0,
                  {},
                  {},
                  {preparing.reason_of({Refusal::Kind::invalid, "imports.told.left", {}, {}})}});
        }
    return std::move(importing.counted_);
}

}  // namespace gongkai::imports
