// What a crash round looks at: the tables themselves, opened beside the program, and what `gongkai check` says of them.
#pragma once
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "tests/database.h"
#include "tests/program.h"

namespace gongkai::crash {

// How much a data folder holds of what an import writes.
struct Counts {
    std::int64_t notices = 0, pages = 0, tasks = 0, rows = 0, duties = 0, occurrences = 0, imports_in_journal = 0;
    bool operator==(const Counts&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Counts& counts);

std::int64_t count(const std::filesystem::path& data, const std::string& sql);  // the first column of the first row
Counts counts(const std::filesystem::path& data);

// Nothing where the doctor finds the database and the chain of the journal sound, else what he says.
std::string complaint_of_check(const std::filesystem::path& data);

// Units but no notice, made once.
const std::filesystem::path& folder_with_units();

std::vector<std::string> import_arguments();

int rounds();  // 10, or 100 in a long run
std::mt19937& dice();

}  // namespace gongkai::crash
