// The parent's side: opens the file, starts the child, waits with a deadline, believes nothing.
#include "base/extract/extract.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <semaphore>
#include <stdexcept>
#include <system_error>

#include "base/extract/answer.h"
#include "base/extract/child.h"

namespace gongkai::extract {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto most_time = std::chrono::seconds(30);
constexpr off_t most_file = off_t{128} << 20;
constexpr std::size_t most_answer = std::size_t{96} << 20;

// More children at once would take memory and processors from those that are being answered.
constexpr int most_children = 4;
constexpr auto most_waiting = std::chrono::seconds(30);

std::atomic<bool> main_asked = false;
std::counting_semaphore<most_children> free_children(most_children);

// One of the children that may run at a time; nothing where none became free.
class Turn {
  public:
    Turn() : is_taken_(free_children.try_acquire_for(most_waiting)) {}
    ~Turn() {
        if (is_taken_)
            free_children.release();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    explicit operator bool() const { return is_taken_; }

  private:
    bool is_taken_;
};

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
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

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

// The child with all it starts is one process group, ended at the latest with this object.
class Child {
  public:
    Child(int input, int output) {
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes, &signals);
        sigfillset(&signals);
        posix_spawnattr_setsigdefault(&attributes, &signals);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        char name[] = "gongkai";
        char verb[] = "--extract-child";
        char path[] = "PATH=/usr/bin:/bin";
        char locale[] = "LC_ALL=C.UTF-8";
        char* const arguments[] = {name, verb, nullptr};
        char* const environment[] = {path, locale, nullptr};
        // The link leads to the file of the running program even where that was replaced on disk meanwhile.
        const int error = ::posix_spawn(&pid_, "/proc/self/exe", &files, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
        if (error != 0)
            fail(error, "cannot start the child that opens a file");
    }
    ~Child() { end(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // The wait status; -1 where someone else waited for it (a program that ignores SIGCHLD).
    int end() {
        if (pid_ > 0) {
            ::kill(-pid_, SIGKILL);
            while (::waitpid(pid_, &status_, 0) < 0)
                if (errno != EINTR) {
                    status_ = -1;
                    break;
                }
            pid_ = -1;
        }
        return status_;
    }

  private:
    pid_t pid_ = -1;
    int status_ = -1;
};

enum class Ending { finished, too_slow, too_much };

Ending read_until(int fd, Clock::time_point deadline, std::string& into) {
    char block[65536];
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0)
            return Ending::too_slow;
        pollfd wait{fd, POLLIN, 0};
        const int ready = ::poll(&wait, 1, static_cast<int>(left));
        if (ready < 0 && errno != EINTR)
            fail(errno, "cannot wait for the child that opens a file");
        if (ready <= 0)
            continue;
        const auto count = ::read(fd, block, sizeof block);
        if (count < 0 && errno != EINTR)
            fail(errno, "cannot read from the child that opens a file");
        if (count == 0)
            return Ending::finished;
        if (count > 0)
            into.append(block, static_cast<std::size_t>(count));
        if (into.size() > most_answer)
            return Ending::too_much;
    }
}

Result<Document> ask_child(int file) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        fail(errno, "cannot make a pipe");
    Descriptor from(ends[0]), to(ends[1]);
    Child child(file, to.get());
    to.close();

    std::string text;
    switch (read_until(from.get(), Clock::now() + most_time, text)) {
        case Ending::too_slow:
            return refuse(Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "no answer in time");
        case Ending::too_much:
            return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {}, "an answer beyond the cap");
        case Ending::finished:
            break;
    }
    if (text.empty()) {
        const int status = child.end();
        const int signal = status != -1 && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        if (signal == SIGXCPU || signal == SIGKILL)
            return refuse(Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "the child used up its processor time");
        return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {},
                      "the child ended with signal " + std::to_string(signal));
    }
    try {
        return read_answer(text);
    } catch (const std::exception& error) {
        return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {}, error.what());
    }
}

Result<Document> open_and_ask(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0)
        return refuse(Refusal::Kind::missing, errno == ENOENT ? "core.refuse.file_missing" : "core.refuse.file_unreadable", {},
                      std::generic_category().message(errno));
    struct stat status{};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable", {}, "not an ordinary file");
    if (status.st_size > most_file)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {},
                      "a file of " + std::to_string(status.st_size) + " bytes");
    const Turn turn;
    if (!turn)
        return refuse(Refusal::Kind::unavailable, "extract.refuse.busy", {}, "all children were busy");
    return ask_child(file.get());
}

}  // namespace

Result<Document> extract(const std::filesystem::path& path) {
    if (!main_asked)
        throw std::logic_error("extract() in a program whose main() does not call run_if_child()");
    auto result = open_and_ask(path);
    if (!result)
        result.error().arguments = {result.error().id.starts_with("core.") ? path.string() : path.filename().string()};
    return result;
}

void run_if_child(int argc, char** argv) {
    main_asked = true;
    if (argc == 2 && std::string_view(argv[1]) == "--extract-child")
        be_child();
}

}  // namespace gongkai::extract
