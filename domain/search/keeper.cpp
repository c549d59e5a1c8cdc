#include "domain/search/keeper.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "base/core/log.h"
#include "domain/search/desk.h"
#include "domain/search/file_text.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds look_every{100};       // another process may have written
constexpr milliseconds compare_every{2'000};  // what there is little of, while the database changes
constexpr milliseconds suggest_every{20'000};
constexpr milliseconds try_again_after{2'000};
constexpr milliseconds files_every{1'000};
constexpr milliseconds try_slow_again_after{60'000};  // where no child was free, or nothing is there to recognise text with
constexpr int less_urgent = 10;

// A long work is broken off by a server that stops; it begins again where it has to.
struct Stopped {};

}  // namespace

Keeper::Keeper(db::Database& database, const Files& files, const std::filesystem::path& data_folder, Sources sources)
    : database_(database), files_(files), folder_(folder_in(data_folder)), sources_(std::move(sources)) {}

Keeper::~Keeper() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    wake_.notify_all();
    for (auto* thread : {&thread_, &reader_, &suggester_})
        if (thread->joinable())
            thread->join();
}

void Keeper::begin() {
    thread_ = std::thread([this] { run(); });
    reader_ = std::thread([this] { read_files(); });
    suggester_ = std::thread([this] { suggest(); });
}

void Keeper::wake() {
    {
        const std::lock_guard lock(mutex_);
        is_woken_ = true;
    }
    wake_.notify_all();
}

bool Keeper::wait(milliseconds at_most) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, at_most, [&] { return is_ending_ || is_woken_; });
    is_woken_ = false;
    return !is_ending_;
}

bool Keeper::is_ending() {
    const std::lock_guard lock(mutex_);
    return is_ending_;
}

// A fault of disk or database ends nothing: it is said in the log, and the index is opened anew.
void Keeper::run() {
    do {
        try {
            const auto lock = FolderLock::take(folder_);
            if (lock)
                keep();
            else
                log(Level::warning, "index_kept_by_another", {{"folder", folder_.string()}});
        } catch (const Stopped&) {
            log(Level::info, "index_left_unfinished", {{"folder", folder_.string()}});
        } catch (const std::exception& fault) {
            log(Level::error, "index_not_kept", {{"why", fault.what()}});
        }
        index_.store(nullptr);
    } while (wait(try_again_after));
}

void Keeper::keep() {
    const Progress progress = [this](std::size_t done, std::size_t total) {
        if (is_ending())
            throw Stopped();
        made_ = done;
        to_make_ = total;
    };
    gather(database_, sources_, progress);
    const std::shared_ptr<fulltext::Index> index = open_or_make(database_, folder_, sources_, progress);
    made_ = to_make_ = 0;
    index_.store(index);
    auto seen = database_.generation() - 1;
    has_fed();
    bool has_changed = true;
    Clock::time_point compared;
    std::shared_ptr<const Synonyms> called;
    Day turned_on{};
    do {
        const auto generation = database_.generation();
        const auto now = Clock::now();
        if (generation != seen) {
            seen = generation;
            has_changed = true;
            while (!is_ending() && feed(database_, *index, sources_) > 0)
                has_fed();
            if (is_to_be_made_anew(database_, folder_)) {
                log(Level::info, "index_made_anew", {{"folder", folder_.string()}});
                make_anew(database_, *index, folder_, sources_, progress);
                made_ = to_make_ = 0;
            }
        }
        if (has_changed && now - compared >= compare_every) {
            has_changed = false;
            compared = now;
            look_again(database_, sources_);
            const auto now_called = database_.read([](db::Connection& connection) { return synonyms(connection); });
            if (now_called != called)
                has_fed();
            called = now_called;
        }
        if (turned_on != today()) {
            turned_on = today();
            while (database_.read([](db::Connection& connection) { return is_due(connection, today()); }))
                database_.write([](db::Connection& connection) { turn(connection, today()); });
        }
    } while (wait(look_every));
}

void Keeper::has_fed() {
    {
        const std::lock_guard lock(mutex_);
        ++fed_;
    }
    wake_.notify_all();
}

// Beside what follows the database: with very many titles it takes seconds, and what is published is to be found at once. It
// gives way to everybody who reads a page.
void Keeper::suggest() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), less_urgent);
    for (std::uint64_t seen = 0;;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return is_ending_ || fed_ != seen; });
            if (is_ending_)
                return;
            seen = fed_;
        }
        const auto from = Clock::now();
        try {
            suggestions_.store(database_.read([](db::Connection& connection) { return search::suggestions(connection); }));
        } catch (const std::exception& fault) {
            log(Level::error, "suggestions_not_kept", {{"why", fault.what()}});
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, std::max<Clock::duration>(suggest_every, 20 * (Clock::now() - from)), [&] { return is_ending_; });
    }
}

// The text of files comes after their documents: a file may take seconds, and is opened in a child process. Text in scans and
// pictures is recognised one at a time, when nothing quicker waits, with as long a rest as it took. This thread and the programs
// it starts give way to everybody who reads a page.
void Keeper::read_files() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), less_urgent);
    Clock::time_point rests_until{};
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, files_every, [&] { return is_ending_; });
            if (is_ending_)
                return;
        }
        try {
            const auto quick =
                database_.read([](db::Connection& connection) { return unread_files(connection, Pace::quick, 8); });
            for (const auto& one : quick) {
                read_file(one, Pace::quick);
                if (is_ending())
                    return;
            }
            const auto began = Clock::now();
            if (!quick.empty() || began < rests_until)
                continue;
            const auto slow = database_.read([](db::Connection& connection) { return unread_files(connection, Pace::slow, 1); });
            if (slow.empty())
                continue;
            const bool is_read = read_file(slow.front(), Pace::slow);
            const auto now = Clock::now();
            rests_until = now + (is_read ? now - began : try_slow_again_after);
        } catch (const std::exception& fault) {
            log(Level::error, "files_not_read", {{"why", fault.what()}});
        }
    }
}

// False where it has to wait. A file that another entry has too is read once.
bool Keeper::read_file(const Unread& unread, Pace pace) {
    auto known = database_.read([&](db::Connection& connection) { return text_of_file(connection, unread.file); });
    const auto read = known                 ? FileText{std::move(*known), FileText::Reading::done}
                      : pace == Pace::quick ? quick_text(files_, unread.file)
                                            : slow_text(files_, unread.file);
    if (read.reading == FileText::Reading::not_now)
        return false;
    database_.write([&](db::Connection& connection) {
        if (read.reading == FileText::Reading::is_slow)
            leave_for_later(connection, unread.file);
        else
            keep_text(connection, unread, read.text);
    });
    return true;
}

}  // namespace gongkai::search
