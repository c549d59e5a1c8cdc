// One JSON line a request, beside what else the program logs. Lines are gathered and written four times a second: a write for
// each line would cost as much as answering from memory does.
#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/web/request.h"
#include "base/web/server.h"

namespace gongkai::web {

class AccessLog {
  public:
    // Every n-th request that went well; 0: none. Answers of 500 and more are always written.
    explicit AccessLog(unsigned one_in);
    ~AccessLog();  // writes what is left

    // {"at":"…","level":"info","what":"request","id":"…","peer":"…","method":"GET","path":"/tasks","status":200,"bytes":1924,"us":38}
    // `path` is that of the request without what opens doors. The query is left out: it holds what people search for.
    void note(const Request& request, std::string_view path, const Sent& sent);

  private:
    void write();

    const unsigned one_in_;
    unsigned since_last_ = 0;
    std::mutex mutex_;
    std::condition_variable has_lines_;
    std::string lines_;
    bool is_ending_ = false;
    std::jthread writer_;
};

}  // namespace gongkai::web
