// What a client would rather have: "zh;q=0.1, en, *;q=0" of Accept-Language and Accept-Encoding (RFC 9110, 12.4.2).
#pragma once
#include <string_view>
#include <vector>

namespace gongkai::web {

struct Wish {
    std::string_view name;
    double weight = 1;  // 0: not at all
};

// The dearest first, of equal ones the first that was named. A weight that cannot be read counts as 1.
std::vector<Wish> wishes_in(std::string_view header);

}  // namespace gongkai::web
