#include "base/fulltext/plan.h"

#include <algorithm>

#include "base/fulltext/find.h"
#include "base/fulltext/score.h"

namespace gongkai::fulltext {
namespace {

std::vector<Plan::Proof::Element> elements_of(const Piece& piece) {
    std::vector<Plan::Proof::Element> elements;
    const auto& units = piece.units;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        const bool after_han = i > 0 && units[i - 1].is_han;
        const bool before_han = i + 1 < units.size() && units[i + 1].is_han;
        if (!units[i].is_han) {
            elements.push_back({keys::token(units[i].value), i, i + 1});
        } else if (before_han) {
            elements.push_back({keys::han(units[i].value, units[i + 1].value), i, i + 2});
        } else if (!after_han) {
            if (i > 0)
                elements.push_back({keys::han(units[i].value, keys::after_token), i, i + 1});
            if (i + 1 < units.size())
                elements.push_back({keys::han(units[i].value, keys::before_token), i, i + 1});
        }
    }
    return elements;
}

// The frequent rows that stand in a piece, without those inside others.
struct Row {
    std::uint32_t number;
    std::uint32_t begin;
    std::uint32_t end;
};
std::vector<Row> rows_of(const Piece& piece, const Grams& grams) {
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < piece.units.size(); ++i)
        grams.at_front(std::span(piece.units).subspan(i), [&](std::uint32_t number, std::size_t length) {
            const auto end = i + static_cast<std::uint32_t>(length);
            if (!rows.empty() && end <= rows.back().end)
                return;
            if (!rows.empty() && rows.back().begin == i)
                rows.pop_back();
            rows.push_back({number, i, end});
        });
    return rows;
}

// The rows that every part knows.
const Grams& common_grams(const Snapshot& snapshot) {
    static const Grams none;
    for (const Part& part : snapshot.parts)
        if (part.segment->grams().digest() != snapshot.parts[0].segment->grams().digest())
            return none;
    return snapshot.parts.empty() ? none : snapshot.parts[0].segment->grams();
}

}  // namespace

Plan plan_of(const std::vector<Word>& words, Match match, const Fold& fold, const Snapshot& snapshot) {
    Plan plan;
    std::vector<Key> all;
    const Grams& grams = common_grams(snapshot);
    for (Piece& piece : pieces_of(words, fold)) {
        const Key field = piece.field == Field::title ? keys::title_bit : 0;
        std::vector<Plan::Proof::Element> wanted = elements_of(piece);
        if (wanted.empty()) {
            const Key character = piece.units[0].value;
            plan.characters.push_back({keys::han(character, 0) | field, keys::han(character + 1, 0) | field});
            continue;
        }
        std::vector<Row> rows;
        if (match == Match::all && piece.field == Field::anywhere)
            rows = rows_of(piece, grams);
        for (const Row& row : rows)
            all.push_back(keys::gram(row.number));
        if (rows.size() == 1 && rows[0].end - rows[0].begin == piece.units.size())
            continue;
        for (const auto& [key, begin, end] : wanted)
            if (std::ranges::none_of(rows, [&](const Row& row) { return row.begin <= begin && end <= row.end; }))
                all.push_back(key | field);
        if (wanted.size() > 1 && match == Match::all)
            plan.proofs.push_back({std::move(piece), std::move(wanted)});
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());

    std::uint64_t documents = 0;
    for (const Part& part : snapshot.parts)
        documents += part.segment->size();
    for (const Part& part : snapshot.parts)
        part.segment->prefetch_lists(all);
    for (const Key key : all) {
        std::uint64_t with_key = 0;
        std::vector<List> lists;
        for (const Part& part : snapshot.parts)
            with_key += lists.emplace_back(part.segment->list(key)).size;
        plan.terms.push_back({key, rarity(with_key, documents), std::move(lists)});
    }
    std::ranges::stable_sort(plan.terms, std::ranges::greater(), &Plan::Term::rarity);
    return plan;
}

std::uint64_t at_most(const Snapshot& snapshot, const Word& word, const Fold& fold) {
    const auto plan = plan_of({word}, Match::all, fold, snapshot);
    std::uint64_t least = 0;
    if (!plan.terms.empty() || !plan.characters.empty())
        for (const Part& part : snapshot.parts)
            least += part.segment->size();
    for (const auto& term : plan.terms) {
        std::uint64_t with_key = 0;
        for (const List& list : term.lists)
            with_key += list.size;
        least = std::min(least, with_key);
    }
    return least;
}

}  // namespace gongkai::fulltext
