#include "bench/search/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/core/text.h"

namespace gongkai::bench {
namespace {

constexpr std::size_t sample_size = 3'000;

// How many of a sample of documents have each word of two to four characters.
class Sample {
  public:
    Sample(const Corpus& corpus, std::uint64_t documents) : corpus_(corpus), documents_(documents), random_(42) {
        for (const auto& word : corpus.words())
            if (const auto length = count_code_points(word); length >= 2 && length <= 4)
                known_.insert(word);
        std::unordered_map<std::string, std::uint32_t> counts;
        for (std::size_t i = 0; i < sample_size; ++i)
            for (const auto& word : words_of(any_paper()))
                ++counts[word];
        for (const auto& [word, count] : counts)
            by_count_.emplace_back(count, word);
        std::ranges::sort(by_count_, std::ranges::greater());
    }

    Paper any_paper() { return corpus_.paper(1 + random_.below(static_cast<std::uint32_t>(documents_))); }
    Random& random() { return random_; }
    const std::string& frequent(std::size_t among) { return by_count_[random_.below(static_cast<std::uint32_t>(among))].second; }
    const std::string& rare() {
        const auto first =
            std::ranges::partition_point(by_count_, [](const auto& it) { return it.first > 2; }) - by_count_.begin();
        return by_count_[static_cast<std::size_t>(first) +
                         random_.below(static_cast<std::uint32_t>(by_count_.size() - static_cast<std::size_t>(first)))]
            .second;
    }

    std::vector<std::string> words_of(const Paper& paper) const {
        std::unordered_set<std::string> found;
        for_each_run(paper.body, [&](std::u32string_view run) {
            for (std::size_t i = 0; i < run.size(); ++i)
                for (std::size_t length = 2; length <= 4 && i + length <= run.size(); ++length)
                    if (auto word = to_utf8(run.substr(i, length)); known_.contains(word))
                        found.insert(std::move(word));
        });
        std::vector<std::string> words(found.begin(), found.end());
        std::ranges::sort(words);
        return words;
    }

    std::string phrase() {
        for (;;) {
            std::vector<std::u32string> runs;
            const std::size_t length = 6 + random_.below(5);
            for_each_run(any_paper().body, [&](std::u32string_view run) {
                if (run.size() >= length)
                    runs.emplace_back(run);
            });
            if (runs.empty())
                continue;
            const auto& run = runs[random_.below(static_cast<std::uint32_t>(runs.size()))];
            return to_utf8(
                std::u32string_view(run).substr(random_.below(static_cast<std::uint32_t>(run.size() - length + 1)), length));
        }
    }

  private:
    template <class Take>
    static void for_each_run(const std::string& text, Take take) {
        const std::u32string all = to_code_points(text);
        for (std::size_t from = 0; from < all.size();) {
            std::size_t to = from;
            while (to < all.size() && is_han(all[to]))
                ++to;
            if (to > from)
                take(std::u32string_view(all).substr(from, to - from));
            from = to + 1;
        }
    }

    const Corpus& corpus_;
    std::uint64_t documents_;
    Random random_;
    std::unordered_set<std::string> known_;
    std::vector<std::pair<std::uint32_t, std::string>> by_count_;
};

}  // namespace

std::vector<Asked> make_queries(const Corpus& corpus, std::uint64_t documents) {
    Sample sample(corpus, documents);
    Random& random = sample.random();
    std::vector<Asked> all;
    const auto ask = [&](const char* kind, std::vector<std::string> words, fulltext::Field field = fulltext::Field::anywhere) {
        Asked asked{kind, {}};
        for (auto& word : words)
            asked.query.words.push_back({std::move(word), field});
        return &all.emplace_back(std::move(asked)).query;
    };
    const auto one_or_two = [&] {
        std::vector<std::string> words{sample.frequent(1'000)};
        if (random.one_in(2))
            words.push_back(sample.frequent(1'000));
        return words;
    };
    for (int i = 0; i < 100; ++i) {
        ask("frequent", {sample.frequent(200)});
        ask("rare", {sample.rare()});
        for (int k = 0; k < 2; ++k) {
            const auto known = sample.words_of(sample.any_paper());
            std::vector<std::string> words;
            for (std::uint32_t n = random.between(2, 5); n > 0; --n)
                words.push_back(known[random.below(static_cast<std::uint32_t>(known.size()))]);
            ask("and", std::move(words));
        }
        ask("phrase", {sample.phrase()});
        Paper numbered = sample.any_paper();
        while (numbered.number.empty())
            numbered = sample.any_paper();
        ask("number", {numbered.number});
        ask("title", {sample.any_paper().title}, fulltext::Field::title);
        ask("facets", one_or_two())->facets = {{unit_column, 20}, {category_column, 30}, {year_column, 30}, {validity_column, 5}};
        ask("by date", one_or_two())->order = fulltext::Order::newest;
        auto* filtered = ask("filter", one_or_two());
        filtered->filters.push_back({category_column, {random.below(24)}});
        const int first = 2005 + static_cast<int>(random.below(20));
        filtered->from = make_day(first, 1, 1);
        filtered->to = make_day(first + 2, 12, 31);
    }
    return all;
}

std::string to_line(const Asked& asked) {
    const auto& query = asked.query;
    std::string words;
    for (const auto& word : query.words)
        words += (words.empty() ? "" : " ") + std::string(word.field == fulltext::Field::title ? "title:" : "") + word.text;
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", asked.kind, words,
                       query.order == fulltext::Order::newest ? "newest" : "relevance",
                       query.filters.empty() ? "-" : std::to_string(query.filters[0].values[0]),
                       query.from ? std::to_string(year_of(*query.from)) : "-",
                       query.to ? std::to_string(year_of(*query.to)) : "-", query.facets.empty() ? "-" : "facets");
}

Asked from_line(std::string_view line) {
    const auto fields = split(line, '\t');
    Asked asked{std::string(fields.at(0)), {}};
    auto& query = asked.query;
    for (const auto word : split(fields.at(1), ' '))
        if (constexpr std::string_view mark = "title:"; word.starts_with(mark))
            query.words.push_back({std::string(word.substr(mark.size())), fulltext::Field::title});
        else
            query.words.push_back({std::string(word), fulltext::Field::anywhere});
    if (fields.at(2) == "newest")
        query.order = fulltext::Order::newest;
    if (fields.at(3) != "-")
        query.filters.push_back({category_column, {static_cast<std::uint32_t>(std::stoul(std::string(fields[3])))}});
    if (fields.at(4) != "-")
        query.from = make_day(std::stoi(std::string(fields[4])), 1, 1);
    if (fields.at(5) != "-")
        query.to = make_day(std::stoi(std::string(fields[5])), 12, 31);
    if (fields.at(6) != "-")
        query.facets = {{unit_column, 20}, {category_column, 30}, {year_column, 30}, {validity_column, 5}};
    return asked;
}

}  // namespace gongkai::bench
