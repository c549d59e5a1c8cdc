#include "base/fulltext/prove.h"

#include <string.h>

#include <algorithm>

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
    : segment_(segment), piece_(proof.piece), fold_(fold) {
    std::vector<std::pair<List, std::uint32_t>> lists;  // sorted before there are cursors, which are large
    for (const auto& element : proof.elements) {
        const List list = segment.list(element.key);
        if (list.positions.empty()) {
            has_positions_ = false;
            spelled_ = spelled(piece_, fold_);
            return;
        }
        lists.emplace_back(list, element.offset);
    }
    std::ranges::sort(lists, {}, [](const auto& it) { return it.first.size; });
    elements_.reserve(lists.size());
    for (const auto& [list, offset] : lists)
        elements_.emplace_back(segment, list, offset);
}

std::size_t Prover::keep(std::uint32_t* ids, std::size_t count) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i)
        if (has_positions_ ? stands_by_positions(ids[i]) : stands_in_text(ids[i]))
            ids[kept++] = ids[i];
    return kept;
}

bool Prover::stands_by_positions(std::uint32_t id) {
    for (std::size_t k = 0; k < elements_.size(); ++k) {
        auto& [cursor, offset] = elements_[k];
        const std::ptrdiff_t place = cursor.seek(id) ? cursor.place_of(id) : -1;
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

bool Prover::stands_in_text(std::uint32_t id) const {
    const TextParts text = segment_.text(id);
    // Most often it is there as it is written; a folded spelling needs the long way.
    if (!spelled_.empty() && (holds(text.title, spelled_) || (piece_.field == Field::anywhere && holds(text.body, spelled_))))
        return true;
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
