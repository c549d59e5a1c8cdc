// What is done again and again while the portal is open, on one thread of its own: each at the beginning and then every so often.
// One that throws is said in the log and is done again at its time.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gongkai {

struct Timer {
    std::string name;
    std::chrono::milliseconds every;
    std::function<void()> run;
};

class Timers {
  public:
    explicit Timers(std::vector<Timer> timers);
    ~Timers();  // what is under way is finished
    Timers(const Timers&) = delete;
    Timers& operator=(const Timers&) = delete;

  private:
    void run(std::vector<Timer> timers);

    std::mutex mutex_;
    std::condition_variable wake_;
    bool is_ending_ = false;
    std::thread thread_;
};

}  // namespace gongkai
