#include "base/fulltext/prove.h"

#include <string.h>

#include <algorithm>
#include <limits>

#include "base/core/text.h"

namespace gongkai::fulltext {
namespace {

// The word as it is written where nothing needs folding; empty where it has tokens or its fold folds again.
std::string spelled(const Piece& piece, const Fold& fold) {
    std::u32string text;
    for (const Unit& unit : piece.units) {
        text.push_back(static_cast<char32_t>(unit.value));
        if (!unit.is_han || fold(text.back()) != text.back())
            return {};
    }
    return to_utf8(text);
}

// Han characters share their first bytes: std::string_view::find would stop at each of them.
bool holds(std::string_view text, std::string_view word) {
    return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

}  // namespace

Prover::Prover(const Segment& segment, const Plan::Proof& proof, const Fold& fold)
    : segment_(segment), proof_(proof), piece_(proof.piece), fold_(fold) {}

void Prover::rewind() {
    for (Element& element : elements_)
        element.cursor.go_to(0);
}

// Keys that together cover all units prove the word, for on both sides of a sign that parts two Han runs the positions differ by
// more than one. Of all such choices the one whose positions are read fastest; a list without positions only where there is no
// way around it.
void Prover::choose_elements() {
    constexpr double unread = 1e12;
    struct Way {
        double cost = std::numeric_limits<double>::infinity();
        std::size_t element = 0;
        std::size_t before = 0;
    };
    const auto& elements = proof_.elements;
    std::vector<List> lists;
    std::uint32_t smallest = ~0u;
    for (const auto& element : elements)
        smallest = std::min(smallest, lists.emplace_back(segment_.list(element.key)).size);
    std::vector<Way> ways(piece_.units.size() + 1);  // to cover so many units from the front
    ways[0].cost = 0;
    for (std::size_t e = 0; e < elements.size(); ++e) {
        const List& list = lists[e];
        const double blocks = 1 + list.size / block_size;
        const double cost = list.positions.empty()
                                ? unread
                                : 1 + static_cast<double>(list.positions.size()) / blocks * std::min<double>(blocks, smallest);
        for (std::size_t before = elements[e].begin; before < elements[e].end; ++before)
            if (ways[before].cost + cost < ways[elements[e].end].cost)
                ways[elements[e].end] = {ways[before].cost + cost, e, before};
    }
    has_positions_ = ways.back().cost < unread;
    if (!has_positions_) {
        spelled_ = spelled(piece_, fold_);
    }
    std::vector<std::size_t> chosen;
    for (std::size_t at = piece_.units.size(); at > 0; at = ways[at].before)
        if (!lists[ways[at].element].positions.empty())
            chosen.push_back(ways[at].element);
    if (!has_positions_ && chosen.size() < 2)
        return;  // one alone proves nothing
    std::ranges::sort(chosen, {}, [&](std::size_t e) { return lists[e].size; });
    elements_.reserve(chosen.size());
    for (const std::size_t e : chosen)
        elements_.emplace_back(segment_, lists[e], elements[e].begin);
}

std::size_t Prover::keep(std::uint32_t* ids, std::size_t count) {
    if (count > 0 && !std::exchange(is_ready_, true))
        choose_elements();
    // Texts lie far apart: each is on its way while the one before is read.
    for (std::size_t i = 0; i < count && !has_positions_; ++i)
        segment_.prefetch_text_end(ids[i]);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!has_positions_ && i + 1 < count)
            segment_.prefetch_text(ids[i + 1]);
        // What the positions there are speak against needs no look into the text.
        if ((elements_.empty() || stands_by_positions(ids[i])) && (has_positions_ || stands_in_text(ids[i])))
            ids[kept++] = ids[i];
    }
    return kept;
}

bool Prover::stands_by_positions(std::uint32_t id) {
    for (std::size_t k = 0; k < elements_.size(); ++k) {
        auto& [cursor, offset] = elements_[k];
        if (!cursor.seek(id))
            return false;
        cursor.documents();
        const std::ptrdiff_t place = cursor.place_of(id);
        if (place < 0)
            return false;
        const auto positions = cursor.positions(static_cast<std::size_t>(place));
        std::size_t kept = 0;
        if (k == 0) {
            const std::uint32_t limit = piece_.field == Field::title ? segment_.title_end(id) : segment_.length(id);
            starts_.resize(positions.size());
            for (const std::uint32_t position : positions)
                if (position >= offset && position - offset + piece_.units.size() <= limit)
                    starts_[kept++] = position - offset;
        } else {
            auto at = positions.begin();
            for (const std::uint32_t start : starts_) {
                while (at != positions.end() && *at < start + offset)
                    ++at;
                if (at == positions.end())
                    break;
                if (*at != start + offset)
                    continue;
                if (k + 1 == elements_.size())
                    return true;
                starts_[kept++] = start;
            }
        }
        starts_.resize(kept);
        if (kept == 0)
            return false;
    }
    return true;
}

bool Prover::may_be_spelled_otherwise(const TextParts& text) {
    if (!std::exchange(knows_other_characters_, true))
        for (const Unit& unit : piece_.units)
            for (const char32_t c : fold_.variants_of(static_cast<char32_t>(unit.value)))
                other_characters_.push_back(to_utf8(std::u32string(1, c)));
    return std::ranges::any_of(other_characters_,
                               [&](const std::string& c) { return holds(text.title, c) || holds(text.body, c); });
}

bool Prover::stands_in_text(std::uint32_t id) {
    const TextParts text = segment_.text(id);
    // Most often it is there as it is written; a folded spelling needs the long way.
    if (!spelled_.empty() && (holds(text.title, spelled_) || (piece_.field == Field::anywhere && holds(text.body, spelled_))))
        return true;
    if (!spelled_.empty() && !may_be_spelled_otherwise(text))
        return false;
    thread_local std::vector<Unit> units;
    for (const auto* part : {&text.title, &text.body}) {
        units.clear();
        read_units(*part, fold_, 0, units);
        if (contains(units, piece_))
            return true;
        if (piece_.field == Field::title)
            return false;
    }
    return false;
}

}  // namespace gongkai::fulltext
