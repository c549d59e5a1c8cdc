// The parent's side of every child that opens a stranger's file: starts it, waits with a deadline, ends it. The child is this
// very program, started anew; which work it does is said by its first argument.
#pragma once
#include <unistd.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai::extract {

// Closed with the object.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    void close() {
        if (fd_ >= 0)
            ::close(fd_);
        fd_ = -1;
    }

  private:
    int fd_;
};

// One of the children that may run at a time; nothing where none became free.
class Turn {
  public:
    Turn();
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    explicit operator bool() const { return is_taken_; }

  private:
    bool is_taken_;
};

enum class Ending { finished, too_slow, too_much };

struct Answer {
    Ending ending = Ending::finished;
    std::string text;
    int status = -1;  // of waitpid(); -1 where someone else waited
};

// `file` becomes the standard input of the child. Throws std::system_error where none can be started.
Answer ask_child(int file, std::vector<std::string> arguments, std::chrono::seconds most_time);

// The same where the answer is what counts: refuses .too_slow, .too_large, and .damaged where there is none.
Result<std::string> answer_of(int file, std::vector<std::string> arguments, std::chrono::seconds most_time);

// The bytes as a file that can be read from its beginning.
Descriptor in_memory(std::string_view bytes);

}  // namespace gongkai::extract
