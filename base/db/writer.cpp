#include "base/db/writer.h"

#include <cassert>

namespace gongkai::db {
namespace {

constexpr std::size_t deeds_in_a_group = 200;

// Whether anything of it stays. A deed that swallowed the fault of a statement fails here on PostgreSQL, where RELEASE refuses.
bool do_one(Connection& connection, const Deed& deed, std::exception_ptr& fault) {
    connection.run_script("SAVEPOINT deed");
    try {
        if (deed(connection)) {
            connection.run_script("RELEASE SAVEPOINT deed");
            return true;
        }
    } catch (...) {
        fault = std::current_exception();
    }
    try {
        connection.run_script("ROLLBACK TO SAVEPOINT deed; RELEASE SAVEPOINT deed");
    } catch (...) {
        // A full disk or a lost server takes the whole transaction along; the deed's own fault says which it was.
        if (fault)
            std::rethrow_exception(fault);
        throw;
    }
    return false;
}

}  // namespace

Writer::Writer(Transactions& transactions) : transactions_(transactions), thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::scoped_lock lock(mutex_);
        is_closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Writer::after_commit(std::function<void()> act) {
    const std::scoped_lock lock(after_commit_mutex_);
    after_commit_ = std::move(act);
}

void Writer::do_and_wait(const Deed& deed) {
    assert(std::this_thread::get_id() != thread_.get_id());
    Waiting waiting{&deed, {}, false, {}};
    std::unique_lock lock(mutex_);
    queue_.push_back(&waiting);
    wake_.notify_one();
    waiting.finished.wait(lock, [&] { return waiting.is_finished; });
    if (waiting.fault)
        std::rethrow_exception(waiting.fault);
}

void Writer::run() {
    for (;;) {
        std::vector<Waiting*> group;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return is_closing_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            while (!queue_.empty() && group.size() < deeds_in_a_group) {
                group.push_back(queue_.front());
                queue_.pop_front();
            }
        }
        do_group(group);
        const std::scoped_lock lock(mutex_);
        for (auto* waiting : group) {
            waiting->is_finished = true;
            waiting->finished.notify_one();
        }
    }
}

void Writer::do_group(const std::vector<Waiting*>& group) {
    try {
        auto& connection = transactions_.begin();
        bool anything_stays = false;
        for (auto* waiting : group)
            anything_stays |= do_one(connection, *waiting->deed, waiting->fault);
        if (!anything_stays) {
            transactions_.abandon();
            return;
        }
        transactions_.commit();
    } catch (...) {
        for (auto* waiting : group)
            waiting->fault = std::current_exception();
        transactions_.abandon();
        return;
    }
    const std::scoped_lock lock(after_commit_mutex_);
    if (after_commit_)
        after_commit_();
}

}  // namespace gongkai::db
