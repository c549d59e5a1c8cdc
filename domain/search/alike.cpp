#include "domain/search/alike.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "domain/search/apart.h"
#include "domain/search/outline.h"
#include "domain/search/query.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

constexpr std::size_t titles_compared = 40;
constexpr std::size_t least_characters = 3;
constexpr std::size_t few_characters = 6;
constexpr std::size_t one_may_be_wrong = 4;  // of so many characters
constexpr double for_share_of_title = 0.2;

// 市容管理 has three characters of 市应急管理局 and nothing else in common with it: of a few characters one may be wrong.
bool has_but_for_one_character(std::u32string_view title, std::u32string_view wanted) {
    for (std::size_t from = 0; wanted.size() >= one_may_be_wrong && from + wanted.size() <= title.size(); ++from) {
        std::size_t others = 0;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            others += title[from + i] != wanted[i] ? 1 : 0;
        if (others <= 1)
            return true;
    }
    return false;
}

}  // namespace

std::vector<std::pair<EntryId, double>> titles_like(db::Connection& connection, const fulltext::Index& index,
                                                    fulltext::Query asked, std::string_view bare,
                                                    std::map<EntryId, Kept>& known) {
    const auto wanted = folded(bare);
    if (wanted.size() < least_characters)
        return {};
    asked.words = {{std::string(bare), fulltext::Field::title}};
    asked.match = fulltext::Match::any;
    asked.threads = threads_a_question;
    asked.order = fulltext::Order::relevance;
    asked.count = titles_compared;
    asked.total = fulltext::Total::unwanted;
    std::vector<EntryId> ids;
    for (const auto& hit : index.find(asked).hits)
        ids.push_back(static_cast<EntryId>(hit.key));
    std::vector<std::pair<EntryId, double>> all;
    known = outlines(connection, ids);
    for (const auto& [id, kept] : known) {
        const auto title = to_code_points(kept.title_bare);
        const double share = likeness(wanted, title);
        if (share >= least_likeness && (share >= 1 || wanted.size() > few_characters || has_but_for_one_character(title, wanted)))
            all.emplace_back(id, share + for_share_of_title * static_cast<double>(wanted.size()) /
                                             static_cast<double>(std::max(title.size(), wanted.size())));
    }
    std::ranges::sort(all, std::ranges::greater(), &std::pair<EntryId, double>::second);
    return all;
}

bool is_in_titles_with(const SaidDays& days, const fulltext::Index& index, fulltext::Query asked, const Synonyms& synonyms) {
    std::vector<std::string> words;
    for (const auto& word : apart(days.rest, synonyms).words)
        if (count_code_points(word) > 1)
            words.push_back(word);
    if (words.empty())
        return false;
    std::set<std::string> names;  // 上半年社保基金: 2026年上半年社会保险基金…
    auto branches = with_other_names(words, synonyms, names);
    for (auto& branch : branches)
        branch.push_back(days.in_papers);
    return stand_in_a_title(index, std::move(asked), branches);
}

bool stand_in_a_title(const fulltext::Index& index, fulltext::Query asked,
                      const std::vector<std::vector<std::string>>& branches) {
    const auto in_titles = [](const std::vector<std::string>& words) {
        std::vector<fulltext::Word> all;
        for (const auto& word : words)
            all.push_back({word, fulltext::Field::title});
        return all;
    };
    asked.words = in_titles(branches.front());
    for (std::size_t i = 1; i < branches.size(); ++i)
        asked.others.push_back(in_titles(branches[i]));
    asked.count = 1;
    asked.total = fulltext::Total::unwanted;
    return !index.find(asked).hits.empty();
}

}  // namespace gongkai::search
