// The command line as a table of verbs, noun first: `programme read`, `calendar add`. Rooms hang their verbs here; only
// terminal.cpp knows the library that takes the words apart.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/words.h"

namespace gongkai::db {
class Database;
}

namespace gongkai::terminal {

// Exit codes: 0 done, 1 the machine broke, 2 the input was refused, 64 the words of the command were wrong.
constexpr int done = 0, broken = 1, refused = 2, misused = 64;

// One call of a verb: what was typed, and the way to answer. Results go to standard output, progress and refusals to standard
// error.
class Call {
  public:
    virtual ~Call() = default;
    virtual std::string_view value(std::string_view option) const = 0;  // "" where not given; "--cases" or "FILE"
    virtual bool flag(std::string_view option) const = 0;               // "--json"
    virtual std::vector<std::string> values(std::string_view option) const = 0;
    virtual Language language() const = 0;
    virtual const std::filesystem::path& data_folder() const = 0;
    virtual const std::string& database_address() const = 0;  // what --database says; "" for the file in the data folder
    virtual db::Database& database() = 0;                     // opened, and its schema brought up to date, when first asked for
    virtual void print(std::string_view text) = 0;
    virtual int refuse(
        const Refusal& refusal) = 0;  // says it in the reader's language, or as JSON under --json; returns `refused`
    virtual void progress(std::string_view what, std::size_t count, std::size_t total) = 0;  // a bar on a terminal, else nothing
};

struct Option {
    enum class Kind { flag, value, argument, arguments };  // --json; --cases FILE; FILE; FILE…
    std::string name;                                      // "--cases" or "FILE"
    Kind kind = Kind::value;
    bool required = false;
    std::string help;  // id of words
};

struct Verb {
    std::string name;  // "programme read"
    std::string help;  // id of words
    std::vector<Option> options;
    std::function<int(Call&)> run;
};

using Verbs = std::vector<Verb>;

}  // namespace gongkai::terminal
