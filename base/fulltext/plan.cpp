#include "base/fulltext/plan.h"

#include <algorithm>

#include "base/fulltext/score.h"

namespace gongkai::fulltext {
namespace {

// The keys of a piece with their offsets. Of a Han run every second pair and the last one prove the whole run, for positions on
// both sides of a sign differ by more than one.
void read_piece(const Piece& piece, std::vector<Key>& wanted, std::vector<Plan::Proof::Element>& proof) {
    const auto& units = piece.units;
    for (std::uint32_t i = 0; i < units.size(); ++i) {
        const bool after_han = i > 0 && units[i - 1].is_han;
        const bool before_han = i + 1 < units.size() && units[i + 1].is_han;
        const auto add = [&](Key key, bool proves) {
            wanted.push_back(key);
            if (proves)
                proof.push_back({key, i});
        };
        if (!units[i].is_han) {
            add(keys::token(units[i].value), true);
        } else if (before_han) {
            std::uint32_t run_begin = i;
            while (run_begin > 0 && units[run_begin - 1].is_han)
                --run_begin;
            const bool is_last_pair = i + 2 >= units.size() || !units[i + 2].is_han;
            add(keys::han(units[i].value, units[i + 1].value), (i - run_begin) % 2 == 0 || is_last_pair);
        } else if (!after_han) {
            if (i > 0)
                add(keys::han(units[i].value, keys::after_token), true);
            if (i + 1 < units.size())
                add(keys::han(units[i].value, keys::before_token), true);
        }
    }
}

}  // namespace

Plan plan_of(const Query& query, const Fold& fold, const Snapshot& snapshot) {
    Plan plan;
    std::vector<Key> all;
    for (Piece& piece : pieces_of(query.words, fold)) {
        const Key field = piece.field == Field::title ? keys::title_bit : 0;
        std::vector<Key> wanted;
        Plan::Proof proof;
        read_piece(piece, wanted, proof.elements);
        if (wanted.empty()) {
            const Key character = piece.units[0].value;
            plan.characters.push_back({keys::han(character, 0) | field, keys::han(character + 1, 0) | field});
            continue;
        }
        for (const Key key : wanted)
            all.push_back(key | field);
        if (wanted.size() > 1 && query.match == Match::all) {
            proof.piece = std::move(piece);
            plan.proofs.push_back(std::move(proof));
        }
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());

    std::uint64_t documents = 0;
    for (const Part& part : snapshot.parts)
        documents += part.segment->size();
    for (const Key key : all) {
        std::uint64_t with_key = 0;
        for (const Part& part : snapshot.parts)
            with_key += part.segment->list(key).size;
        plan.terms.push_back({key, rarity(with_key, documents)});
    }
    std::ranges::stable_sort(plan.terms, std::ranges::greater(), &Plan::Term::rarity);
    return plan;
}

}  // namespace gongkai::fulltext
