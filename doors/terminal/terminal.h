// The command line's door: takes the words apart by the table of verbs, opens what a verb asks for, catches what breaks.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>

#include "base/db/database.h"
#include "doors/terminal/verbs.h"

namespace gongkai::terminal {

// Opens the database with its schema brought up to date; given by the program, which knows the rooms. `address` is what
// --database says, "" where it says nothing.
using OpenDatabase =
    std::function<Result<std::unique_ptr<db::Database>>(const std::filesystem::path& data_folder, const std::string& address)>;

// Runs one command; the exit code. `--data DIR` or GONGKAI_DATA names the data folder, `var` where neither is given;
// `--database ADDRESS` or GONGKAI_DATABASE a server, where the database is no file in it. The language follows --language, then
// LC_ALL and LANG; Chinese where they say nothing.
int run(int argc, char** argv, const Verbs& verbs, const OpenDatabase& open_database);

}  // namespace gongkai::terminal
