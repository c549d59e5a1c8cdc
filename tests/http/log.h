// Leaves for the log of a test: written as a deed that publishes would write them.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace gongkai::http {

// One entry for each address, under `title` with its number behind it. The data folder's database may be in use.
void enter_in_log(const std::filesystem::path& data, const std::vector<std::string>& addresses, const std::string& title);

}  // namespace gongkai::http
