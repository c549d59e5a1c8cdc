// The one thread of a process that writes, for every engine. Waiting deeds share one transaction, each in a SAVEPOINT: one that
// is refused or throws leaves nothing behind and harms no other, and a hundred deeds cost one fsync.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/db/database.h"

namespace gongkai::db {

// What an engine does around a group; called by the writer's thread only.
class Transactions {
  public:
    virtual ~Transactions() = default;
    virtual Connection& begin() = 0;      // no other process writes from here on
    virtual void commit() = 0;            // returns only when the group will outlive a loss of power
    virtual void abandon() noexcept = 0;  // nothing of the group stays, whatever state it is in
};

class Writer {
  public:
    explicit Writer(Transactions& transactions);
    ~Writer();  // what waits is still written
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // See Database::after_commit().
    void after_commit(std::function<void()> act);

    // Returns after the COMMIT of the deed's group; throws what the deed threw, or what kept its group from being committed.
    void do_and_wait(const Deed& deed);

  private:
    struct Waiting {
        const Deed* deed;
        std::exception_ptr fault;
        bool is_finished = false;
        std::condition_variable finished;
    };

    void run();
    void do_group(const std::vector<Waiting*>& group);

    Transactions& transactions_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting*> queue_;
    bool is_closing_ = false;
    std::mutex after_commit_mutex_;
    std::function<void()> after_commit_;
    std::thread thread_;
};

}  // namespace gongkai::db
