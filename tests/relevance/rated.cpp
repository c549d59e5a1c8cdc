#include "tests/relevance/rated.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::relevance {
namespace {

double gain(int grade, std::size_t place) { return (std::exp2(grade) - 1) / std::log2(static_cast<double>(place) + 2); }

void add(Rated& rated, std::string_view one, int grade) {
    const auto stroke = one.rfind('/'), dash = one.rfind('-');
    if (one.starts_with("/records/") && dash != std::string_view::npos && dash > stroke) {
        const auto from = whole_number(one.substr(stroke + 1, dash - stroke - 1)), to = whole_number(one.substr(dash + 1));
        for (auto serial = from.value(); serial <= to.value(); ++serial)
            rated.grades.emplace(std::string(one.substr(0, stroke + 1)) + std::to_string(serial), grade);
    } else {
        rated.grades.emplace(one, grade);
    }
}

}  // namespace

int Rated::best() const {
    int best = 0;
    for (const auto& [what, grade] : grades)
        best = std::max(best, grade);
    return best;
}

std::vector<Rated> read_rated(const std::string& file) {
    std::vector<Rated> all;
    const auto rows = read_csv(read_file(file).value()).value();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto& rated = all.emplace_back();
        rated.query = rows[i].at(0);
        for (const int grade : {3, 2, 1})
            for (std::string_view rest = rows[i].at(static_cast<std::size_t>(4 - grade)); !rest.empty();) {
                const auto at = std::min(rest.find(" | "), rest.size());
                add(rated, rest.substr(0, at), grade);
                rest.remove_prefix(std::min(at + 3, rest.size()));
            }
    }
    return all;
}

int grade_of(const Rated& rated, const Shown& shown) {
    for (const auto* key : {&shown.address, &shown.title})
        if (const auto found = rated.grades.find(*key); found != rated.grades.end())
            return found->second;
    return 0;
}

double ndcg_at_10(const Rated& rated, const std::vector<Shown>& list) {
    double found = 0, ideal = 0;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size() && i < 10; ++i)
        if (const int grade = grade_of(rated, list[i]); grade > 0 && seen.insert(list[i].address).second)
            found += gain(grade, i);
    std::vector<int> grades;
    for (const auto& [what, grade] : rated.grades)
        grades.push_back(grade);
    std::ranges::sort(grades, std::ranges::greater());
    for (std::size_t i = 0; i < grades.size() && i < 10; ++i)
        ideal += gain(grades[i], i);
    return ideal > 0 ? std::min(found / ideal, 1.0) : 0;
}

double first_best(const Rated& rated, const std::vector<Shown>& list) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (grade_of(rated, list[i]) == rated.best())
            return 1.0 / static_cast<double>(i + 1);
    return 0;
}

}  // namespace gongkai::relevance
