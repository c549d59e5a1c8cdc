// Is what is found what was meant? Rated queries and known items over the demonstration; see tests/relevance/README.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <iostream>
#include <map>
#include <set>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "tests/program.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

constexpr double least_ndcg = 0.90, least_known_item = 0.99, least_wrong_character = 0.98;

class Relevance : public testing::Test {
  protected:
    struct Answer {
        std::vector<std::string> titles;
        double ms = 0;
    };
    Relevance() {
        const Surroundings there{data, {{"GONGKAI_NOW", "2026-11-27T04:00:00Z"}}, {}};
        EXPECT_EQ(run_program({"people", "import", source_file("data/units-zoucheng.tsv")}, there).code, 0);
        EXPECT_EQ(run_program({"programme", "import", source_file("data/notices/notice-2019-33.txt"), "--accept"}, there).code,
                  0);
        EXPECT_EQ(run_program({"demonstration", "load", source_file("data/demonstration")}, there).code, 0);
    }

    // Each query with its answer, in their order.
    std::vector<Answer> ask(const std::vector<std::string>& queries) {
        std::string all;
        for (const auto& query : queries)
            all += query + '\n';
        write_file(folder.path() / "queries.txt", all);
        const auto asked = run_program({"search", "--batch", folder.path() / "queries.txt", "--json"},
                                       {data, {{"GONGKAI_NOW", "2026-11-27T04:00:00Z"}}, {}});
        EXPECT_EQ(asked.code, 0) << asked.complained;
        std::vector<Answer> answers;
        for (const auto line : split(asked.said, '\n')) {
            if (line.empty())
                continue;
            const auto object = json::parse(line);
            auto& answer = answers.emplace_back();
            answer.ms = object.at("ms").to_number<double>();
            // Only documents were rated: what nobody has looked at is neither right nor wrong.
            for (const auto& hit : object.at("hits").as_array())
                if (std::string_view(hit.at("url").as_string()).starts_with("/documents/"))
                    answer.titles.emplace_back(hit.at("title").as_string());
        }
        EXPECT_EQ(answers.size(), queries.size());
        answers.resize(queries.size());
        return answers;
    }

    TemporaryFolder folder;
    std::filesystem::path data = folder.path() / "data";
};

double gain(int grade, std::size_t place) { return (std::exp2(grade) - 1) / std::log2(static_cast<double>(place) + 2); }

double ndcg(const std::vector<std::string>& titles, const std::map<std::string, int>& rated) {
    double found = 0, best = 0;
    for (std::size_t i = 0; i < titles.size() && i < 10; ++i)
        if (const auto grade = rated.find(titles[i]); grade != rated.end())
            found += gain(grade->second, i);
    std::vector<int> grades;
    for (const auto& [title, grade] : rated)
        grades.push_back(grade);
    std::ranges::sort(grades, std::ranges::greater());
    for (std::size_t i = 0; i < grades.size() && i < 10; ++i)
        best += gain(grades[i], i);
    return best > 0 ? found / best : 0;
}

template <class Is>
double reciprocal(const std::vector<std::string>& all, Is is_meant) {
    const auto found = std::ranges::find_if(all, is_meant);
    return found == all.end() ? 0 : 1.0 / static_cast<double>(found - all.begin() + 1);
}

std::string part_of(const std::string& title, std::size_t from, std::size_t length) {
    return to_utf8(to_code_points(title).substr(from, length));
}

TEST_F(Relevance, of_rated_queries_and_known_items_stands_above_its_floors) {
    std::map<std::string, std::map<std::string, int>> rated;
    std::vector<std::string> queries;
    const auto rows = read_csv(read_file(source_file("tests/relevance/rated.csv")).value()).value();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (!rated.contains(rows[i].at(0)))
            queries.push_back(rows[i].at(0));
        rated[rows[i].at(0)][rows[i].at(1)] = static_cast<int>(whole_number(rows[i].at(2)).value());
    }
    const auto rated_count = queries.size();
    std::set<std::string> titles;
    for (const auto& row : rows)
        titles.insert(row.at(1));
    titles.erase("title");
    std::vector<std::string> known(titles.begin(), titles.end());
    std::erase_if(known, [](const auto& title) { return count_code_points(title) < 10; });
    for (const auto& title : known)
        queries.push_back(title);
    const auto length = [](const std::string& title) { return count_code_points(title); };
    for (const auto& title : known)
        queries.push_back(part_of(title, length(title) / 4, std::max<std::size_t>(9, length(title) / 2)));
    for (const auto& title : known) {
        auto wrong = to_code_points(title);
        wrong[wrong.size() / 2] = U'曌';
        queries.push_back(to_utf8(wrong));
    }
    const auto answers = ask(queries);

    double sum = 0, slowest = 0;
    for (std::size_t i = 0; i < rated_count; ++i) {
        const auto one = ndcg(answers[i].titles, rated[queries[i]]);
        if (one < 0.6)
            std::cout << "  " << queries[i] << "  " << one << "  "
                      << (answers[i].titles.empty() ? "-" : answers[i].titles.front()) << '\n';
        sum += one;
    }
    for (const auto& answer : answers)
        slowest = std::max(slowest, answer.ms);
    const auto mrr = [&](std::size_t from, bool is_part) {
        double all = 0;
        for (std::size_t i = 0; i < known.size(); ++i) {
            const auto& asked = queries[from + i];
            const auto one = reciprocal(answers[from + i].titles, [&](const auto& title) {
                return title == known[i] || (is_part && title.find(asked) != std::string::npos);
            });
            if (one < 1)
                std::cout << "  " << asked << "  " << one << '\n';
            all += one;
        }
        return all / static_cast<double>(known.size());
    };
    const double measured = sum / static_cast<double>(rated_count);
    const double whole = mrr(rated_count, false), part = mrr(rated_count + known.size(), true),
                 wrong = mrr(rated_count + 2 * known.size(), false);
    std::cout << "relevance: " << rated_count << " rated queries, nDCG@10 " << measured << "; " << known.size()
              << " known items, MRR of whole titles " << whole << ", of parts " << part << ", with a wrong character " << wrong
              << "; slowest " << slowest << " ms\n";
    EXPECT_GE(rated_count + 3 * known.size(), 300u);
    EXPECT_GE(measured, least_ndcg);
    EXPECT_GE(whole, least_known_item);
    EXPECT_GE(part, least_known_item);
    EXPECT_GE(wrong, least_wrong_character);
}

}  // namespace
}  // namespace gongkai::http
