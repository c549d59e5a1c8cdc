#include "base/extract/ask.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <semaphore>
#include <system_error>

namespace gongkai::extract {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_answer = std::size_t{96} << 20;

// More children at once would take memory and processors from those that are being answered.
constexpr int most_children = 4;
constexpr auto most_waiting = std::chrono::seconds(30);

std::counting_semaphore<most_children> free_children(most_children);

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

// The child with all it starts is one process group, ended at the latest with this object.
class Child {
  public:
    Child(int input, int output, std::vector<std::string> words) {
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
        std::vector<char*> arguments;
        words.insert(words.begin(), "gongkai");
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        char path[] = "PATH=/usr/bin:/bin";
        char locale[] = "LC_ALL=C.UTF-8";
        char* const environment[] = {path, locale, nullptr};
        // The link leads to the file of the running program even where that was replaced on disk meanwhile.
        const int error = ::posix_spawn(&pid_, "/proc/self/exe", &files, &attributes, arguments.data(), environment);
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

}  // namespace

Turn::Turn() : is_taken_(free_children.try_acquire_for(most_waiting)) {}

Turn::~Turn() {
    if (is_taken_)
        free_children.release();
}

Answer ask_child(int file, std::vector<std::string> arguments, std::chrono::seconds most_time) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        fail(errno, "cannot make a pipe");
    Descriptor from(ends[0]), to(ends[1]);
    Child child(file, to.get(), std::move(arguments));
    to.close();
    Answer answer;
    answer.ending = read_until(from.get(), Clock::now() + most_time, answer.text);
    if (answer.ending == Ending::finished && answer.text.empty())
        answer.status = child.end();
    return answer;
}

Result<std::string> answer_of(int file, std::vector<std::string> arguments, std::chrono::seconds most_time) {
    auto answer = ask_child(file, std::move(arguments), most_time);
    switch (answer.ending) {
        case Ending::too_slow:
            return refuse(Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "no answer in time");
        case Ending::too_much:
            return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {}, "an answer beyond the cap");
        case Ending::finished:
            break;
    }
    if (!answer.text.empty())
        return std::move(answer.text);
    const int signal = answer.status != -1 && WIFSIGNALED(answer.status) ? WTERMSIG(answer.status) : 0;
    if (signal == SIGXCPU || signal == SIGKILL)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "the child used up its processor time");
    return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {}, "the child ended with signal " + std::to_string(signal));
}

Descriptor in_memory(std::string_view bytes) {
    Descriptor file(::memfd_create("file", MFD_CLOEXEC));
    if (file.get() < 0)
        fail(errno, "cannot hold a file in memory");
    while (!bytes.empty()) {
        const auto count = ::write(file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            fail(errno, "cannot hold a file in memory");
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::lseek(file.get(), 0, SEEK_SET) != 0)
        fail(errno, "cannot hold a file in memory");
    return file;
}

}  // namespace gongkai::extract
