#include "domain/people/called.h"

#include <algorithm>
#include <map>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"

namespace gongkai::people {
namespace {

struct Book {
    std::map<std::u32string, std::vector<NowCalled>, std::less<>> now;
    std::size_t longest = 0;
};

const Book& book() {
    static const auto all = [] {
        Book made;
        const auto rows = read_csv(embedded_or_die("data/units_called.csv")).value();
        for (std::size_t i = 1; i < rows.size(); ++i) {
            auto called = to_code_points(rows[i].at(0));
            made.longest = std::max(made.longest, called.size());
            made.now[std::move(called)].push_back({rows[i].at(1), rows[i].at(2)});
        }
        return made;
    }();
    return all;
}

}  // namespace

const std::vector<NowCalled>& now_called(std::string_view called) {
    static const std::vector<NowCalled> none;
    const auto found = book().now.find(to_code_points(called));
    return found == book().now.end() ? none : found->second;
}

std::vector<std::string> all_called() {
    std::vector<std::string> all;
    for (const auto& [called, now] : book().now)
        all.push_back(to_utf8(called));
    return all;
}

std::optional<CalledAt> called_in(std::u32string_view text) {
    for (std::size_t length = std::min(book().longest, text.size()); length >= 2; --length)
        for (std::size_t at = 0; at + length <= text.size(); ++at)
            if (book().now.contains(text.substr(at, length)))
                return CalledAt{at, length};
    return std::nullopt;
}

}  // namespace gongkai::people
