// An alert that somebody has asked for and not confirmed, as his letters know it.
#pragma once
#include <filesystem>
#include <string_view>

namespace gongkai::http {

void keep_alert(const std::filesystem::path& data, std::string_view confirm_token, std::string_view end_token);

}  // namespace gongkai::http
