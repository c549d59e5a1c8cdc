#include "domain/search/wider.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"

namespace gongkai::search {
namespace {

constexpr std::size_t offered_at_most = 4;
constexpr std::size_t longest_piece = 12;  // characters

}  // namespace

std::vector<Wider> wider_questions(const fulltext::Index& index, const std::vector<std::string>& words,
                                   const std::vector<std::string>& parts, bool has_filters, std::chrono::microseconds time) {
    std::vector<Wider> wider;
    std::set<std::string> tried;
    const auto offer = [&](const std::string& text) {
        if (wider.size() == offered_at_most || !tried.insert(text).second)
            return;
        fulltext::Query query;
        query.words.push_back({text, fulltext::Field::anywhere});
        query.count = 0;
        query.budget = time;
        if (const auto answer = index.find(query); answer.total > 0)
            wider.push_back({text, answer.total});
    };
    for (const auto* some : {&words, &parts})
        if (some->size() > 1 || has_filters)
            std::ranges::for_each(*some, offer);
    if (words.size() != 1)
        return wider;
    const auto word = to_code_points(words.front());
    for (std::size_t length = std::min(word.size(), longest_piece + 1); length > 2 && wider.empty();) {
        --length;
        offer(to_utf8(word.substr(0, length)));
        offer(to_utf8(word.substr(word.size() - length)));
    }
    return wider;
}

}  // namespace gongkai::search
