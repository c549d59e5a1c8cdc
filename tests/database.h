// The database of a data folder: the file in it, or, where GONGKAI_TEST_POSTGRES names a server (./test starts one), a schema of
// its own there. Tables are read as any other program would: no line of the program under test is asked.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace gongkai {

bool is_on_server();

// What the program is told as GONGKAI_DATABASE; "" for the file.
std::string database_of(const std::filesystem::path& data);

// A data folder with all that its database holds.
void copy_installation(const std::filesystem::path& from, const std::filesystem::path& to);

// The rows of a statement, each a list of texts; null is empty. Throws std::runtime_error with the words of the database.
std::vector<std::vector<std::string>> database_rows(const std::filesystem::path& data, const std::string& sql);

// Tables of proofs for `programme prove`, each of `lines` occurrences that nobody has proved yet; `words` of every line are
// "<name>-<table>".
std::vector<std::string> proof_tables(const std::filesystem::path& data, std::size_t tables, std::size_t lines,
                                      const std::string& name);

}  // namespace gongkai
