#include "base/extract/pdf/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "base/extract/confine.h"

namespace gongkai::extract {
namespace {

constexpr std::size_t most_errors = 4096;

struct Pipe {
    int read_end = -1, write_end = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
        read_end = ends[0];
        write_end = ends[1];
    }
};

void close_end(int& fd) {
    if (fd >= 0)
        ::close(fd);
    fd = -1;
}

struct Running {
    Program& program;
    pid_t pid = -1;
    int input = -1, output = -1, errors = -1;
    std::string_view left;  // of the input
};

[[noreturn]] void become(const Program& program, const Pipe& input, const Pipe& output, const Pipe& errors) {
    ::dup2(input.read_end, STDIN_FILENO);
    ::dup2(output.write_end, STDOUT_FILENO);
    ::dup2(errors.write_end, STDERR_FILENO);
    confine_process();
    if (program.most_seconds > 0)
        limit_cpu_seconds(program.most_seconds);
    confine_to_one_process();
    std::vector<char*> arguments;
    for (const auto& argument : program.arguments)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

Running start(Program& program, std::string_view input) {
    Pipe in, out, err;
    const pid_t pid = ::fork();
    if (pid < 0)
        throw std::system_error(errno, std::generic_category(), "cannot start " + program.arguments[0]);
    if (pid == 0)
        become(program, in, out, err);
    close_end(in.read_end);
    close_end(out.write_end);
    close_end(err.write_end);
    ::fcntl(in.write_end, F_SETFL, O_NONBLOCK);
    ::fcntl(in.write_end, F_SETPIPE_SZ, 1 << 20);
    return {program, pid, in.write_end, out.read_end, err.read_end, input};
}

void feed(Running& running) {
    const auto count = ::write(running.input, running.left.data(), running.left.size());
    if (count > 0)
        running.left.remove_prefix(static_cast<std::size_t>(count));
    if ((count < 0 && errno != EAGAIN && errno != EINTR) || running.left.empty())
        close_end(running.input);
}

// Whether there may be more.
bool drain(int& fd, std::string& into, std::size_t most) {
    char block[65536];
    const auto count = ::read(fd, block, sizeof block);
    if (count > 0 && into.size() < most)
        into.append(block, static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EINTR))
        close_end(fd);
    return into.size() < most;
}

}  // namespace

void run_together(std::vector<Program>& programs, std::string_view input) {
    ::signal(SIGPIPE, SIG_IGN);
    std::vector<Running> all;
    all.reserve(programs.size());
    for (auto& program : programs)
        all.push_back(start(program, program.input.empty() ? input : std::string_view(program.input)));
    for (;;) {
        std::vector<pollfd> waits;
        for (const auto& running : all) {
            waits.push_back({running.input, POLLOUT, 0});  // poll() passes over negative descriptors
            waits.push_back({running.output, POLLIN, 0});
            waits.push_back({running.errors, POLLIN, 0});
        }
        if (std::ranges::all_of(waits, [](const pollfd& wait) { return wait.fd < 0; }))
            break;
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "cannot wait for a program");
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& running = all[i];
            if (waits[3 * i].revents)
                feed(running);
            if (waits[3 * i + 1].revents && !drain(running.output, running.program.output, running.program.most_output)) {
                // Not by a signal: the walls allow none. Without its pipe the program ends by itself.
                running.program.is_too_much = true;
                close_end(running.output);
                close_end(running.input);
            }
            if (waits[3 * i + 2].revents)
                drain(running.errors, running.program.errors, most_errors);
        }
    }
    for (auto& running : all) {
        int status = 0;
        while (::waitpid(running.pid, &status, 0) < 0 && errno == EINTR) {
        }
        running.program.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
}

}  // namespace gongkai::extract
