// The real binary as tests use it: called and waited for, or started, spoken to and stopped. Everything it says goes into files
// of a temporary folder, so nothing blocks however much it says.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/file.h"

namespace gongkai {

struct Surroundings {
    std::filesystem::path data;  // GONGKAI_DATA
    std::vector<std::pair<std::string, std::string>> variables;
    std::optional<std::uint64_t> largest_file;  // RLIMIT_FSIZE: a disk that is full for this process only
};

class Program {
  public:
    Program(const std::vector<std::string>& arguments, const Surroundings& surroundings);
    ~Program();  // kills what still runs
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // Its exit code, or the negative number of the signal that ended it; nothing where it still runs after `at_most`.
    std::optional<int> wait(std::chrono::milliseconds at_most = std::chrono::seconds(60));
    void signal(int number);
    bool is_running() { return !wait(std::chrono::milliseconds(0)); }

    std::string said() const;        // standard output
    std::string complained() const;  // standard error
    pid_t id() const { return id_; }

  private:
    TemporaryFolder folder_;
    pid_t id_ = -1;
    std::optional<int> code_;
};

struct Outcome {
    int code = 0;
    std::string said, complained;
};
Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings);

// `gongkai serve` on a free port of `address`, answering.
class Portal {
  public:
    explicit Portal(const Surroundings& surroundings, std::string_view address = "[::]");

    std::uint16_t port() const { return port_; }
    Program& program() { return program_; }

  private:
    Program program_;
    std::uint16_t port_ = 0;
};

// The port that stands behind `before` in what the program says, once it says so. Throws std::runtime_error where it does not.
std::uint16_t port_said(Program& program, std::string_view before);

std::filesystem::path source_file(std::string_view path);  // of the checkout

// A data folder with the units and the real notice, and the demonstration proofs where they are asked for. Throws
// std::runtime_error with what the program said where one of the verbs fails.
enum class Proofs { none, demonstration };
void fill_data_folder(const std::filesystem::path& data, Proofs proofs);

// True in ./test --long.
bool is_long_run();

}  // namespace gongkai
