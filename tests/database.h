// The tables of a data folder as any other program would read them: no line of the program under test is asked.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace gongkai {

// The rows of a statement, each a list of texts; null is empty. Throws std::runtime_error with the words of SQLite.
std::vector<std::vector<std::string>> database_rows(const std::filesystem::path& data, const std::string& sql);

// Tables of proofs for `programme prove`, each of `lines` occurrences that nobody has proved yet; `words` of every line are
// "<name>-<table>".
std::vector<std::string> proof_tables(const std::filesystem::path& data, std::size_t tables, std::size_t lines,
                                      const std::string& name);

}  // namespace gongkai
