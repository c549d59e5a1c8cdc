// What alerts write to their readers, and the secrets of the links in it.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::search {

inline constexpr std::string_view confirm_writer = "search.alert_confirm", news_writer = "search.alert_news";
inline constexpr std::string_view address_purpose = "search.alert_address", secret_purpose = "search.alert_secret";

// Both follow from an alert's secret, and neither tells the other.
std::string confirm_token(std::string_view secret);
std::string end_token(std::string_view secret);

inline constexpr std::size_t told_in_a_letter = 30;

}  // namespace gongkai::search
