// Queries with what answers them, and what is measured of an answer; see README.md.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace gongkai::relevance {

// What was rated, by its title or its address: 3 it is the answer, 2 it helps, 1 it has to do with it.
struct Rated {
    std::string query;
    std::map<std::string, int> grades;
    int best() const;
};

// rated.csv and held_out.csv: query, answer, helps, related; many of a cell are parted by " | ", /records/kind/2-5 are four.
std::vector<Rated> read_rated(const std::string& file);

struct Shown {
    std::string title, address;
};
int grade_of(const Rated& rated, const Shown& shown);  // 0: not rated, or rated as nothing

double ndcg_at_10(const Rated& rated, const std::vector<Shown>& list);
// One over the place of the first that has the best grade.
double first_best(const Rated& rated, const std::vector<Shown>& list);

}  // namespace gongkai::relevance
