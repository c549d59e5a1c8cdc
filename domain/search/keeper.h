// The server's own thread that keeps its index beside the database: what a deed has committed is found within a moment. Every
// node of an installation keeps an index of its own from the same table. Killed at any point it goes on from its sequence.
#pragma once
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "base/db/database.h"
#include "base/files/files.h"
#include "domain/search/follow.h"
#include "domain/search/suggest.h"

namespace gongkai::search {

class Keeper {
  public:
    Keeper(db::Database& database, const Files& files, const std::filesystem::path& data_folder, Sources sources);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    void begin();  // once the site is served
    void wake();   // something was committed

    // Null until it is there.
    std::shared_ptr<const fulltext::Index> index() const { return index_.load(); }
    std::shared_ptr<const Suggestions> suggestions() const { return suggestions_.load(); }
    const Sources& sources() const { return sources_; }
    std::pair<std::size_t, std::size_t> making() const { return {made_.load(), to_make_.load()}; }  // while it is made

  private:
    void run();
    void keep();
    void has_fed();
    void suggest();
    void read_files();
    bool read_file(const Unread& unread, Pace pace);
    bool wait(std::chrono::milliseconds at_most);  // false: it is over
    bool is_ending();

    db::Database& database_;
    const Files& files_;
    const std::filesystem::path folder_;
    const Sources sources_;

    std::atomic<std::shared_ptr<const fulltext::Index>> index_;
    std::atomic<std::shared_ptr<const Suggestions>> suggestions_;
    std::atomic<std::size_t> made_ = 0, to_make_ = 0;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_ending_ = false, is_woken_ = false;
    std::uint64_t fed_ = 0;  // grows whenever there is something else to suggest
    std::thread thread_, reader_, suggester_;
};

}  // namespace gongkai::search
