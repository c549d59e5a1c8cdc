// A telephone number as people write it, and as an address that a telephone can dial.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

namespace gongkai {

// "tel:0537-5200100" of the first number that stands at the beginning; empty where none does.
inline std::string telephone_address(std::string_view said) {
    const auto end = std::ranges::find_if(said, [](char c) { return (c < '0' || c > '9') && c != '-'; });
    const std::string number(said.begin(), end);
    return number.empty() ? number : "tel:" + number;
}

}  // namespace gongkai
