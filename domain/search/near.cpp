#include "domain/search/near.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "base/core/text.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

constexpr std::size_t read_through = 30'000;  // bytes of a text

std::vector<double> weights_of(const Meant& meant, const fulltext::Index& index, const fulltext::Query& asked) {
    const auto documents = static_cast<double>(index.status().documents);
    std::vector<double> weights;
    for (const auto& term : meant.terms) {
        fulltext::Query query;
        query.words.push_back({term.text, fulltext::Field::anywhere});
        query.count = 0;
        query.budget = asked.budget / 4;
        weights.push_back(term.weight * std::log(1 + documents / (1 + static_cast<double>(index.find(query).total))));
    }
    return weights;
}

}  // namespace

std::vector<Hit> near_to(db::Connection& connection, const fulltext::Index& index, fulltext::Query query, const Meant& meant,
                         const std::vector<Hit>& there, std::size_t at_most) {
    const auto until = std::chrono::steady_clock::now() + query.budget;
    const auto weights = weights_of(meant, index, query);
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    query.words.clear();
    // A single character would be demanded of all, and says little by itself.
    const auto ask = [&](const std::string& word) {
        if (count_code_points(word) > 1)
            query.words.push_back({word, fulltext::Field::anywhere});
    };
    for (const auto& term : meant.terms) {
        ask(term.text);
        std::ranges::for_each(term.names.begin() + 1, term.names.end(), ask);
    }
    if (query.words.empty())
        return {};
    query.match = fulltext::Match::any;
    query.order = fulltext::Order::relevance;
    query.count = entries_at_once;
    query.total = fulltext::Total::unwanted;
    query.budget /= 2;
    std::vector<EntryId> ids;
    for (const auto& hit : index.find(query).hits)
        if (const auto id = static_cast<EntryId>(hit.key);
            std::ranges::none_of(there, [&](const Hit& one) { return one.kept.id == id; }))
            ids.push_back(id);
    auto known = entries(connection, ids);
    std::vector<Hit> near;
    for (const auto id : ids) {
        const auto found = known.find(id);
        const auto document = index.document(static_cast<std::uint64_t>(id));
        if (found == known.end() || !document || (found->second.entry.shown_until && *found->second.entry.shown_until < today()))
            continue;
        if (std::chrono::steady_clock::now() > until)
            break;
        const auto text = bare(document->title + ' ' + document->body.substr(0, read_through));
        double held = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const auto& term = meant.terms[i];
            if ((term.unit != 0 && term.unit == found->second.unit) ||
                std::ranges::any_of(term.names, [&](const auto& name) { return text.find(name) != std::string::npos; }))
                held += weights[i];
        }
        if (const double share = all > 0 ? held / all : 0; share >= least_near) {
            auto& hit = near.emplace_back();
            hit.score = rank(found->second, 0, meant, 0) + for_near * share;
            hit.kept = std::move(found->second);
        }
    }
    std::ranges::stable_sort(near, std::ranges::greater(), &Hit::score);
    near.resize(std::min(near.size(), at_most));
    return near;
}

}  // namespace gongkai::search
