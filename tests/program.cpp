#include "tests/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "tests/database.h"

namespace gongkai {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds starts_within{30'000};  // on a busy machine; how long it really takes is measured elsewhere

void send_to_file(int descriptor, const std::filesystem::path& file) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::dup2(opened, descriptor);
    ::close(opened);
}

std::string contents(const std::filesystem::path& file) { return read_file(file).value_or(""); }

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    std::vector<std::string> words{GONGKAI_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const auto database = database_of(surroundings.data);
    id_ = ::fork();
    if (id_ < 0)
        throw std::system_error(errno, std::generic_category(), "fork");
    if (id_ > 0)
        return;
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);  // no terminal, whoever runs the tests
    send_to_file(STDOUT_FILENO, folder_.path() / "said");
    send_to_file(STDERR_FILENO, folder_.path() / "complained");
    ::setenv("GONGKAI_DATA", surroundings.data.c_str(), 1);
    ::setenv("GONGKAI_DATABASE", database.c_str(), 1);
    ::setenv("GONGKAI_LANGUAGE", "zh", 0);
    for (const auto& [name, value] : surroundings.variables)
        ::setenv(name.c_str(), value.c_str(), 1);
    if (surroundings.largest_file) {
        const rlimit limit{*surroundings.largest_file, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);  // the write fails with EFBIG, as it does with ENOSPC on a full disk
    }
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
}

Program::~Program() {
    if (code_)
        return;
    ::kill(id_, SIGKILL);
    wait();
}

std::optional<int> Program::wait(milliseconds at_most) {
    const auto until = steady_clock::now() + at_most;
    while (!code_) {
        int status = 0;
        if (::waitpid(id_, &status, WNOHANG) == id_)
            code_ = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
        else if (steady_clock::now() >= until)
            break;
        else
            std::this_thread::sleep_for(milliseconds(2));
    }
    return code_;
}

void Program::signal(int number) {
    if (is_running())
        ::kill(id_, number);
}

std::string Program::said() const { return contents(folder_.path() / "said"); }
std::string Program::complained() const { return contents(folder_.path() / "complained"); }

Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    Program program(arguments, surroundings);
    const auto code = program.wait();
    if (!code)
        throw std::runtime_error("gongkai " + arguments.front() + " did not end");
    return {*code, program.said(), program.complained()};
}

std::uint16_t port_said(Program& program, std::string_view before) {
    for (const auto until = steady_clock::now() + starts_within;; std::this_thread::sleep_for(milliseconds(2))) {
        const auto said = program.said();
        const auto at = said.find(before);
        if (at != std::string::npos && said.find('/', at + before.size()) != std::string::npos)
            return static_cast<std::uint16_t>(std::stoi(said.substr(at + before.size())));
        if (!program.is_running() || steady_clock::now() > until)
            throw std::runtime_error("gongkai serve did not begin: " + said + program.complained());
    }
}

Portal::Portal(const Surroundings& surroundings, std::string_view address)
    : program_({"serve", "--listen", std::string(address) + ":0"}, surroundings), port_(port_said(program_, "://localhost:")) {}

std::filesystem::path source_file(std::string_view path) { return std::filesystem::path(GONGKAI_SOURCE_DIR) / path; }

void fill_data_folder(const std::filesystem::path& data, Proofs proofs) {
    const auto call = [&](const std::vector<std::string>& arguments) {
        const auto outcome = run_program(arguments, {data, {}, {}});
        if (outcome.code != 0)
            throw std::runtime_error("gongkai " + arguments[0] + ' ' + arguments[1] + ": " + outcome.said + outcome.complained);
    };
    call({"people", "import", source_file("data/units-zoucheng.tsv")});
    call({"programme", "import", source_file("data/notices/notice-2019-33.txt"), "--accept", "--demonstration"});
    if (proofs == Proofs::demonstration)
        call({"programme", "prove", source_file("data/demonstration/proofs-2019-33.csv"), "--demonstration"});
}

bool is_long_run() { return std::getenv("GONGKAI_LONG") != nullptr; }

}  // namespace gongkai
