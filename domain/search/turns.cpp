#include "domain/search/turns.h"

#include "base/core/text.h"

namespace gongkai::search {

std::string written(const Turns& turns) {
    std::string all;
    for (const auto& [from, validity] : turns) {
        if (!all.empty())
            all += ' ';
        all.append(to_text(from)).append(" ").append(word_of(validity));
    }
    return all;
}

Turns turns_from(std::string_view text) {
    Turns turns;
    const auto parts = split(text, ' ');
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        if (const auto day = parse_day(parts[i]))
            turns.emplace_back(*day, validity_from(parts[i + 1]));
    return turns;
}

}  // namespace gongkai::search
