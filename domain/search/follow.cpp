#include "domain/search/follow.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "domain/search/desk.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

namespace fs = std::filesystem;

constexpr int piece = 200;
constexpr std::string_view format = "4";  // of what Documents make and what rooms hand over
constexpr const char* index_name = "index";

const Source* source_of(const Sources& sources, std::string_view name) {
    const auto found = std::ranges::find(sources, name, &Source::name);
    return found == sources.end() ? nullptr : &*found;
}

std::string found_by(const Kept& kept, const std::map<LabelId, KeptLabel>& all_labels) {
    std::string all;
    const auto add = [&](std::string_view part) {
        if (!part.empty())
            all.append(part).push_back('\n');
    };
    const auto& entry = kept.entry;
    add(entry.number);
    add(entry.title_en);
    add(entry.summary);
    for (const auto id : {kept.unit, kept.kind, kept.column, kept.theme})
        if (const auto found = all_labels.find(id); found != all_labels.end())
            add(found->second.label.zh);
    if (entry.day() != undated)
        add(to_chinese(entry.day()));
    add(entry.known_as);
    return all;
}

// Entries as the index takes them, in one look at the database.
class Documents {
  public:
    Documents(db::Connection& connection, const Sources& sources)
        : connection_(connection), sources_(sources), labels_(labels(connection)) {}
    std::vector<fulltext::Document> of(const std::vector<Kept>& some);  // without those that are gone

  private:
    std::vector<std::string> texts_of(const std::vector<Kept>& some);
    fulltext::Document of(const Kept& kept, std::string text);

    db::Connection& connection_;
    const Sources& sources_;
    const std::map<LabelId, KeptLabel> labels_;
};

// Each owner is asked once for all of his.
std::vector<std::string> Documents::texts_of(const std::vector<Kept>& some) {
    std::vector<std::string> texts(some.size());
    std::map<Texts, std::vector<std::size_t>> kept_elsewhere;
    for (std::size_t i = 0; i < some.size(); ++i) {
        const auto& entry = some[i].entry;
        const auto* source = source_of(sources_, entry.source);
        if (!source || !source->texts)
            texts[i] = entry.body;
        else if (!some[i].is_gone)
            kept_elsewhere[source->texts].push_back(i);
    }
    for (const auto& [texts_for, places] : kept_elsewhere) {
        std::vector<std::string> keys;
        keys.reserve(places.size());
        for (const auto place : places)
            keys.push_back(some[place].entry.key);
        auto found = texts_for(connection_, keys);
        for (std::size_t i = 0; i < places.size(); ++i)
            texts[places[i]] = std::move(found[i]);
    }
    return texts;
}

std::vector<fulltext::Document> Documents::of(const std::vector<Kept>& some) {
    auto texts = texts_of(some);
    std::vector<fulltext::Document> all;
    all.reserve(some.size());
    for (std::size_t i = 0; i < some.size(); ++i)
        if (!some[i].is_gone)
            all.push_back(of(some[i], std::move(texts[i])));
    return all;
}

fulltext::Document Documents::of(const Kept& kept, std::string text) {
    const auto& entry = kept.entry;
    fulltext::Document document;
    document.key = static_cast<std::uint64_t>(kept.id);
    document.title = entry.title;
    document.body = std::move(text);
    std::ranges::replace(document.body, end_of_text, ' ');
    document.body.push_back(end_of_text);
    document.body += found_by(kept, labels_);
    document.day = entry.day();
    document.facets = facets_of(kept);
    document.weight = weight_of(kept.validity);
    return document;
}

std::string installation(db::Database& database) {
    auto known = database.read([](db::Connection& connection) { return state(connection, "installation"); });
    if (!known.empty())
        return known;
    return database.write([](db::Connection& connection) {
        auto now_known = state(connection, "installation");
        if (now_known.empty()) {
            now_known = hex(random_bytes(16));
            set_state(connection, "installation", now_known);
        }
        return now_known;
    });
}

// What an index was made from: database, format, and how often somebody had asked for a new one.
std::string made_from(db::Database& database) {
    const auto id = installation(database);
    const auto asked = database.read([](db::Connection& connection) { return state(connection, "rebuild"); });
    return id + ' ' + std::string(format) + ' ' + asked + '\n';
}
std::string note_in(const fs::path& folder) { return read_file(folder / "made_from").value_or(""); }
bool is_of(const std::string& note, const std::string& made) {  // whichever rebuild it is
    return !note.empty() && note.substr(0, note.rfind(' ')) == made.substr(0, made.rfind(' '));
}

// Copies of a command that was killed.
void sweep(const fs::path& folder) {
    for (const auto& one : fs::directory_iterator(folder)) {
        const auto name = one.path().filename().string();
        const auto parts = split(name, '-');
        if (parts.size() != 3 || parts[0] != "reading")
            continue;
        const auto process = whole_number(parts[1]);
        if (process && ::kill(static_cast<pid_t>(*process), 0) != 0 && errno == ESRCH)
            fs::remove_all(one.path());
    }
}

// Every entry at its present state, piece by piece.
fulltext::Source all_documents(db::Database& database, const Sources& sources, const Progress& progress) {
    return [&database, &sources, progress](const std::function<void(fulltext::Document)>& take) {
        const auto total =
            static_cast<std::size_t>(database.read([](db::Connection& connection) { return count_entries(connection); }));
        std::size_t done = 0;
        for (EntryId after = 0;;) {
            auto some = database.read([&](db::Connection& connection) {
                const auto entries = entries_from(connection, after, piece);
                if (!entries.empty())
                    after = entries.back().id;
                return Documents(connection, sources).of(entries);
            });
            if (some.empty())
                return;
            done += some.size();
            for (auto& document : some)
                take(std::move(document));
            if (progress)
                progress(done, std::max(total, done));
        }
    };
}

}  // namespace

std::uint32_t came_value(Day published_on) {
    return static_cast<std::uint32_t>(std::max<std::int64_t>(published_on.time_since_epoch().count(), 0));
}

std::vector<std::uint32_t> facets_of(const Kept& kept) {
    const auto day = kept.entry.day();
    return {kept.kind,
            kept.unit,
            kept.theme,
            kept.column,
            day == undated ? 0 : static_cast<std::uint32_t>(year_of(day)),
            static_cast<std::uint32_t>(kept.validity),
            came_value(kept.entry.published_on)};
}

fulltext::Settings index_settings() {
    fulltext::Settings settings;
    settings.facet_columns = came_column + 1;
    settings.counted_together = facet_columns;
    settings.fold = spelling();
    return settings;
}

fs::path folder_in(const fs::path& data_folder) { return data_folder / "search"; }

std::optional<FolderLock> FolderLock::take(const fs::path& folder) {
    fs::create_directories(folder);
    const int descriptor = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw std::system_error(errno, std::generic_category(), (folder / "lock").string());
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return std::nullopt;
    }
    return FolderLock(descriptor);
}
FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
FolderLock::~FolderLock() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

void gather(db::Database& database, const Sources& sources, const Progress& progress) {
    if (database.read([](db::Connection& connection) { return state(connection, "gathered"); }) != format) {
        std::size_t done = 0;
        for (const auto& source : sources) {
            if (!source.piece)
                continue;
            for (std::string after;;) {
                const auto count = database.write([&](db::Connection& connection) {
                    const auto all = source.piece(connection, after, piece);
                    for (const auto& entry : all)
                        hand_over(connection, entry);
                    if (!all.empty())
                        after = all.back().key;
                    return all.size();
                });
                if (count == 0)
                    break;
                done += count;
                if (progress)
                    progress(done, done);
            }
        }
        database.write([](db::Connection& connection) { set_state(connection, "gathered", format); });
    }
    look_again(database, sources);
}

bool look_again(db::Database& database, const Sources& sources) {
    bool has_written = false;
    for (const auto& source : sources) {
        if (!source.all)
            continue;
        const bool is_other =
            database.read([&](db::Connection& connection) { return differs(connection, source.name, source.all(connection)); });
        if (is_other)
            has_written |= database.write([&](db::Connection& connection) {
                return compare(connection, source.name, source.all(connection));
            }) > 0;
    }
    return has_written;
}

std::unique_ptr<fulltext::Index> open_or_make(db::Database& database, const fs::path& folder, const Sources& sources,
                                              const Progress& progress) {
    fs::create_directories(folder);
    sweep(folder);
    const auto made = made_from(database);
    const auto last = [&] { return database.read([](db::Connection& connection) { return last_sequence(connection); }); };
    if (is_of(note_in(folder), made) && fs::exists(folder / index_name)) {
        auto opened = fulltext::open_index(folder / index_name, index_settings());
        if (!opened)
            log(Level::warning, "index_not_opened", {{"why", words(Language::en, opened.error())}});
        else if (!(*opened)->status().damaged.empty() || (*opened)->sequence() > last())
            log(Level::warning, "index_damaged", {{"folder", folder.string()}});
        else
            return std::move(*opened);
    }
    log(Level::info, "index_made_anew", {{"folder", folder.string()}});
    const auto making = folder / "making";
    fs::remove_all(making);
    const auto sequence = last();
    fulltext::build_index(making, index_settings(), sequence, all_documents(database, sources, progress));
    fs::remove(folder / "made_from");
    fs::remove_all(folder / index_name);
    fs::rename(making, folder / index_name);
    write_file(folder / "made_from", made);
    auto opened = fulltext::open_index(folder / index_name, index_settings());
    if (!opened)
        throw std::runtime_error(words(Language::en, opened.error()));
    return std::move(*opened);
}

void throw_away(const fs::path& folder) {
    fs::remove(folder / "made_from");
    fs::remove_all(folder / index_name);
}

bool is_to_be_made_anew(db::Database& database, const fs::path& folder) { return note_in(folder) != made_from(database); }

void ask_to_make_anew(db::Database& database) {
    database.write([](db::Connection& connection) {
        const auto asked = whole_number(state(connection, "rebuild")).value_or(0);
        set_state(connection, "rebuild", std::to_string(asked + 1));
    });
}

void make_anew(db::Database& database, fulltext::Index& index, const fs::path& folder, const Sources& sources,
               const Progress& progress) {
    const auto made = made_from(database);
    index.rebuild(all_documents(database, sources, progress));
    write_file(folder / "made_from", made);
}

std::size_t feed(db::Database& database, fulltext::Index& index, const Sources& sources) {
    std::uint64_t reached = 0;
    std::size_t count = 0;
    auto changes = database.read([&](db::Connection& connection) {
        std::vector<fulltext::Change> all;
        const auto changed = entries_after(connection, index.sequence(), piece);
        if (changed.empty())
            return all;
        for (auto& document : Documents(connection, sources).of(changed))
            all.emplace_back(std::move(document));
        for (const auto& kept : changed)
            if (kept.is_gone)
                all.emplace_back(fulltext::Removal{static_cast<std::uint64_t>(kept.id)});
        reached = changed.back().sequence;
        count = changed.size();
        return all;
    });
    if (count > 0)
        index.apply(reached, std::move(changes));
    return count;
}

bool has_index_of(db::Database& database, const fs::path& folder) { return is_of(note_in(folder), made_from(database)); }

std::optional<ReadingCopy> ReadingCopy::of(const fs::path& folder) {
    if (!fs::exists(folder / index_name / "manifest"))
        return std::nullopt;
    // A segment may be merged away, or a log begin anew, between two looks.
    for (int attempt = 0; attempt < 20; ++attempt) {
        ReadingCopy copy;
        copy.place_ = folder / ("reading-" + std::to_string(::getpid()) + '-' + hex(random_bytes(4)));
        try {
            const auto from = folder / index_name;
            fs::create_directories(copy.place_);
            fs::copy_file(from / "manifest", copy.place_ / "manifest");
            for (const auto& one : fs::recursive_directory_iterator(from)) {
                const auto to = copy.place_ / fs::relative(one.path(), from);
                const auto name = one.path().filename().string();
                if (one.is_directory())
                    fs::create_directories(to);
                else if (name.starts_with("log-"))
                    fs::copy_file(one.path(), to);
                else if (name != "manifest" && one.path().parent_path() != from)
                    fs::create_hard_link(one.path(), to);
            }
            if (read_file(from / "manifest").value_or("") != read_file(copy.place_ / "manifest").value_or("-"))
                throw fs::filesystem_error("the index has moved on",
                                           std::make_error_code(std::errc::resource_unavailable_try_again));
            auto opened = fulltext::open_index(copy.place_, index_settings());
            if (!opened)
                return std::nullopt;
            copy.index_ = std::move(*opened);
            return copy;
        } catch (const fs::filesystem_error&) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    return std::nullopt;
}

ReadingCopy::~ReadingCopy() {
    index_.reset();
    if (!place_.empty()) {
        std::error_code ignored;
        fs::remove_all(place_, ignored);
    }
}

std::optional<Agreement> verify(db::Database& database, const fs::path& folder, const Sources& sources) {
    Agreement agreement;
    constexpr int looks = 50;
    for (int look = 1; look <= looks; ++look) {
        auto copy = has_index_of(database, folder) ? ReadingCopy::of(folder) : std::nullopt;
        if (!copy)
            return std::nullopt;
        const auto reached = copy->index().sequence();
        const bool is_done = database.read([&](db::Connection& connection) {
            const auto last = last_sequence(connection);
            if (reached != last && look < looks)
                return false;
            agreement.behind = last > reached ? last - reached : 0;
            Documents documents(connection, sources);
            agreement.found = copy->index().verify([&](const std::function<void(fulltext::Document)>& take) {
                for (EntryId after = 0;;) {
                    const auto some = entries_from(connection, after, piece);
                    if (some.empty())
                        return;
                    for (auto& document : documents.of(some))
                        take(std::move(document));
                    after = some.back().id;
                }
            });
            return true;
        });
        if (is_done)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    return agreement;
}

}  // namespace gongkai::search
