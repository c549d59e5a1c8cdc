#include "domain/search/room.h"

#include <boost/json.hpp>
#include <chrono>
#include <thread>

#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/search/answers.h"
#include "domain/search/described.h"
#include "domain/search/desk.h"
#include "domain/search/follow.h"
#include "domain/search/keeper.h"
#include "domain/search/pages/console.h"
#include "domain/search/pages/pages.h"
#include "domain/search/told.h"
#include "doors/doors.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;
using terminal::Call;

constexpr std::chrono::seconds patience{10};

// The index as the command line has it: a copy beside the server that writes it; where no server has the folder, its own, brought
// up to the database first.
class Opened {
  public:
    static Result<Opened> open(Call& call, const Sources& sources) {
        Opened opened;
        auto& database = call.database();
        const auto folder = folder_in(call.data_folder());
        const auto progress = [&](std::size_t done, std::size_t total) {
            call.progress(words(call.language(), "search.making"), done, total);
        };
        opened.lock_ = FolderLock::take(folder);
        if (opened.lock_) {
            gather(database, sources, progress);
            while (database.read([](db::Connection& connection) { return is_due(connection, today()); }))
                database.write([](db::Connection& connection) { turn(connection, today()); });
            opened.own_ = open_or_make(database, folder, sources, progress);
            while (feed(database, *opened.own_, sources) > 0) {
            }
            return opened;
        }
        // A server that has just been started is still making it.
        for (const auto until = std::chrono::steady_clock::now() + patience;
             !has_index_of(database, folder) && std::chrono::steady_clock::now() < until;)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        if (has_index_of(database, folder))
            opened.copy_ = ReadingCopy::of(folder);
        if (!opened.copy_)
            return refuse(Refusal::Kind::unavailable, "search.refuse.no_index");
        return opened;
    }
    fulltext::Index& index() { return own_ ? *own_ : copy_->index(); }
    bool is_kept_by_a_server() const { return !lock_; }

  private:
    std::optional<FolderLock> lock_;
    std::unique_ptr<fulltext::Index> own_;
    std::optional<ReadingCopy> copy_;
};

Result<Asked> asked_of(const Call& call) {
    Asked asked{std::string(call.value("QUERY"))};
    asked.kind = call.value("--kind");
    asked.unit = call.value("--unit");
    asked.theme = call.value("--theme");
    const auto year = call.value("--year");
    if (!year.empty()) {
        const auto number = whole_number(year);
        if (!number || *number < 1900 || *number > 2199)
            return refuse(Refusal::Kind::invalid, "search.refuse.year", {std::string(year)});
        asked.year = static_cast<int>(*number);
    }
    const auto validity = call.value("--validity");
    asked.validity = validity_from(validity);
    if (!validity.empty() && asked.validity == Validity::none)
        return refuse(Refusal::Kind::invalid, "search.refuse.validity", {std::string(validity)});
    return asked;
}

std::string line_of(const Found& found, const Hit& hit, Language language) {
    const auto& entry = hit.kept.entry;
    std::string line;
    const auto add = [&](std::string_view part) {
        if (!part.empty())
            line.append(line.empty() ? "" : "  ").append(part);
    };
    if (hit.kept.validity != Validity::none)
        add(words(language, "search.validity." + std::string(word_of(hit.kept.validity))));
    add(entry.title);
    add(entry.number);
    if (const auto* unit = found.label(hit.kept.unit))
        add(unit->name(language));
    if (entry.day() != undated)
        add(to_text(entry.day()));
    if (!hit.recommended_by.empty())
        add(words(language, "search.hit.recommended.by", {hit.recommended_by}));
    if (entry.is_demonstration)
        add(words(language, "search.example"));
    return line + "\n    " + entry.address + '\n';
}

std::string line_of(const Answer::Thing& thing, Language language) {
    auto line = words(language, "search.answer") + "  " + thing.title;
    if (thing.is_demonstration)
        line += "  " + words(language, "search.example");
    for (const auto& fact : thing.facts)
        line += "\n    " + fact.name + "  " + fact.value + (fact.state.empty() ? "" : "  " + fact.state);
    for (const auto& row : thing.table.rows)
        line += "\n    " + join(row, "  ");
    return line + "\n    " + thing.address + '\n';
}

int ask_one(Call& call, Opened& opened, const Suggestions& known, const Sources& sources) {
    const auto asked = asked_of(call);
    if (!asked)
        return call.refuse(asked.error());
    auto found =
        call.database().read([&](db::Connection& connection) { return find(connection, opened.index(), &known, *asked); });
    if (!found)
        return call.refuse(found.error());
    if (const auto known_filters = know_filters(*asked, found->labels); !known_filters)
        return call.refuse(known_filters.error());
    const auto answer = call.database().read([&](db::Connection& connection) {
        add_contacts(connection, sources, *found);
        return answer_to(connection, opened.index(), sources, *asked, *found, call.language());
    });
    if (call.flag("--json")) {
        call.print(json::serialize(told(*found, *asked, answer)) + "\n");
        return terminal::done;
    }
    if (answer)
        for (const auto& thing : answer->things)
            call.print(line_of(thing, call.language()));
    call.print(words(call.language(), "search.total", {std::to_string(found->total)}) + '\n');
    if (!found->asked_instead.empty())
        call.print(words(call.language(), "search.read.instead", {found->asked_instead}) + '\n');
    if (found->days)
        call.print(words(call.language(), "search.read.days",
                         {found->days->said,
                          words(call.language(), "search.read.span", {to_text(found->days->from), to_text(found->days->to)})}) +
                   '\n');
    if (found->empty_days)
        call.print(words(call.language(), "search.read.empty_days",
                         {found->empty_days->said, words(call.language(), "search.read.span",
                                                         {to_text(found->empty_days->from), to_text(found->empty_days->to)})}) +
                   '\n');
    if (found->way == Way::other_number)
        call.print(
            words(call.language(), found->hits.empty() ? "search.nothing.number" : "search.way.other_number", {asked->text}) +
            '\n');
    for (const auto& hit : found->hits)
        call.print(line_of(*found, hit, call.language()));
    for (const auto& wider : found->wider)
        call.print(words(call.language(), "search.wider.one", {wider.text, std::to_string(wider.total)}) + '\n');
    return terminal::done;
}

int ask_many(Call& call, Opened& opened, const Suggestions& known) {
    const auto file = read_file(std::filesystem::path(call.value("--batch")));
    if (!file)
        return call.refuse(file.error());
    auto lines = split(*file, '\n');
    if (lines.back().empty())  // behind the last line
        lines.pop_back();
    std::size_t done = 0;
    for (auto line : lines) {
        call.progress(words(call.language(), "search.asking"), ++done, lines.size());
        line = trim(line);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const Asked asked{mend_utf8(line)};
        const auto found =
            call.database().read([&](db::Connection& connection) { return find(connection, opened.index(), &known, asked); });
        if (!call.flag("--json")) {
            call.print(asked.text + '\t' + (found ? std::to_string(found->total) : words(call.language(), found.error())) + '\t' +
                       (found && found->hits.size() > found->near_hits ? found->hits.front().kept.entry.title : std::string()) +
                       '\n');
            continue;
        }
        auto object = found ? told_in_short(*found, asked.text) : told_in_short({}, asked.text);
        if (!found)
            object["error"] = words(call.language(), found.error());
        call.print(json::serialize(object) + "\n");
    }
    return terminal::done;
}

int search(Call& call, const Sources& sources) {
    if (call.value("QUERY").empty() == call.value("--batch").empty())
        return call.refuse({Refusal::Kind::invalid, "search.refuse.query_or_batch", {}, {}});
    auto opened = Opened::open(call, sources);
    if (!opened)
        return call.refuse(opened.error());
    const auto known = call.database().read([](db::Connection& connection) { return suggestions(connection); });
    return call.value("--batch").empty() ? ask_one(call, *opened, *known, sources) : ask_many(call, *opened, *known);
}

// A server that has the folder does it itself, within moments of being asked; this waits for it.
int rebuild(Call& call, const Sources& sources) {
    auto& database = call.database();
    const auto folder = folder_in(call.data_folder());
    const auto progress = [&](std::size_t done, std::size_t total) {
        call.progress(words(call.language(), "search.making"), done, total);
    };
    ask_to_make_anew(database);
    if (const auto lock = FolderLock::take(folder)) {
        gather(database, sources, progress);
        throw_away(folder);
        const auto index = open_or_make(database, folder, sources, progress);
        call.print(words(call.language(), "search.made", {std::to_string(index->status().documents)}) + '\n');
        return terminal::done;
    }
    while (is_to_be_made_anew(database, folder)) {
        progress(0, 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    call.print(words(call.language(), "search.made_by_server") + '\n');
    return terminal::done;
}

int status(Call& call) {
    auto& database = call.database();
    const auto folder = folder_in(call.data_folder());
    const bool is_kept = !FolderLock::take(folder);
    struct Seen {
        std::uint64_t last = 0;
        std::int64_t entries = 0;
        WaitingFiles files;
    };
    const auto [last, entries, files] = database.read([](db::Connection& connection) {
        return Seen{last_sequence(connection), count_entries(connection), waiting_files(connection)};
    });
    auto copy = has_index_of(database, folder) ? ReadingCopy::of(folder) : std::nullopt;
    const auto now = copy ? copy->index().status() : fulltext::Status{};
    if (call.flag("--json")) {
        json::array damaged;
        for (const auto& one : now.damaged)
            damaged.emplace_back(one);
        call.print(json::serialize(json::object{{"exists", copy.has_value()},
                                                {"kept_by_a_server", is_kept},
                                                {"sequence", now.sequence},
                                                {"last_sequence", last},
                                                {"documents", now.documents},
                                                {"entries", entries},
                                                {"files_waiting", files.quick},
                                                {"scans_waiting", files.slow},
                                                {"index_bytes", now.index_bytes},
                                                {"text_bytes", now.text_bytes},
                                                {"damaged", std::move(damaged)}}) +
                   "\n");
        return terminal::done;
    }
    if (!copy) {
        call.print(words(call.language(), "search.status.none", {std::to_string(entries)}) + '\n');
        return terminal::done;
    }
    call.print(words(call.language(), "search.status",
                     {std::to_string(now.documents), std::to_string(entries), std::to_string(now.sequence), std::to_string(last),
                      std::to_string((now.index_bytes + now.text_bytes) >> 10)}) +
               '\n' + words(call.language(), is_kept ? "search.status.kept" : "search.status.free") + '\n');
    if (files.quick + files.slow > 0)
        call.print(words(call.language(), "search.status.files", {std::to_string(files.quick), std::to_string(files.slow)}) +
                   '\n');
    for (const auto& one : now.damaged)
        call.print(words(call.language(), "search.status.damaged", {one}) + '\n');
    return terminal::done;
}

int verify_index(Call& call, const Sources& sources) {
    const auto agreement = verify(call.database(), folder_in(call.data_folder()), sources);
    if (!agreement)
        return call.refuse({Refusal::Kind::unavailable, "search.refuse.no_index", {}, {}});
    const bool is_fine = agreement->found.is_clean() && agreement->behind == 0;
    if (call.flag("--json")) {
        json::array faults;
        for (const auto& fault : agreement->found.faults)
            faults.emplace_back(fault);
        call.print(json::serialize(json::object{{"agrees", is_fine},
                                                {"documents", agreement->found.documents},
                                                {"behind", agreement->behind},
                                                {"faults", std::move(faults)}}) +
                   "\n");
        return is_fine ? terminal::done : terminal::refused;
    }
    if (is_fine) {
        call.print(words(call.language(), "search.verified", {std::to_string(agreement->found.documents)}) + '\n');
        return terminal::done;
    }
    if (agreement->behind > 0)
        call.print(words(call.language(), "search.behind", {std::to_string(agreement->behind)}) + '\n');
    for (const auto& fault : agreement->found.faults)
        call.print(fault + '\n');
    return call.refuse({Refusal::Kind::conflict, "search.refuse.disagrees", {}, {}});
}

std::function<int(Call&)> with(int (*deed)(Call&, const Sources&), SourcesOf sources) {
    return [deed, sources](Call& call) {
        const auto settings = Settings::load(call.data_folder());
        return settings ? deed(call, sources(*settings)) : call.refuse(settings.error());
    };
}

}  // namespace

void hang_on(terminal::Verbs& verbs, SourcesOf sources) {
    using terminal::Option;
    const Option as_json{"--json", Option::Kind::flag, false, "search.verb.json"};
    verbs.push_back({"search",
                     "search.verb.search",
                     {{"QUERY", Option::Kind::argument, false, "search.verb.query"},
                      {"--batch", Option::Kind::value, false, "search.verb.batch"},
                      {"--kind", Option::Kind::value, false, "search.verb.kind"},
                      {"--unit", Option::Kind::value, false, "search.verb.unit"},
                      {"--theme", Option::Kind::value, false, "search.verb.theme"},
                      {"--year", Option::Kind::value, false, "search.verb.year"},
                      {"--validity", Option::Kind::value, false, "search.verb.validity"},
                      as_json},
                     with(search, sources)});
    verbs.push_back({"index rebuild", "search.verb.rebuild", {}, with(rebuild, sources)});
    verbs.push_back({"index status", "search.verb.status", {as_json}, status});
    verbs.push_back({"index verify", "search.verb.verify", {as_json}, with(verify_index, sources)});
}

void hang_on(Doors& doors, Keeper& keeper, Tally& tally) {
    hang_portal_pages(doors, keeper, tally);
    hang_exchange_pages(doors, keeper);
    hang_feed(doors, keeper);
    hang_alerts(doors);
    hang_report_pages(doors);
    hang_recommended_pages(doors, keeper);
    hang_synonym_pages(doors, keeper);
}

}  // namespace gongkai::search
