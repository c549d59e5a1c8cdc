#include "domain/search/asking.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/core/text.h"
#include "domain/search/alike.h"
#include "domain/search/apart.h"
#include "domain/search/rank.h"
#include "domain/search/sounds.h"
#include "domain/search/spelling.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

constexpr std::size_t short_question = 6;  // characters
constexpr std::uint64_t few_hits = 3;      // of one word: it is seldom said so
constexpr std::size_t one_word = 3;        // characters: no more than a word, if it is none that stands anywhere
constexpr double likely = 0.75;            // a title so like what was typed is what was meant

// 居民 and 医保, 门诊 and 慢病: words of the dictionary or such as we know. Empty where there is no such place.
std::vector<std::string> two_words_of(std::string_view text, const Synonyms& synonyms) {
    const auto all = to_code_points(text);
    const auto is_word = [&](std::u32string_view part) {
        return synonyms.known_at(part) == part.size() || words_of(to_utf8(part)).size() == 1;
    };
    for (std::size_t at = 2; at + 2 <= all.size(); ++at)
        if (const auto whole = std::u32string_view(all); is_word(whole.substr(0, at)) && is_word(whole.substr(at)))
            return {to_utf8(whole.substr(0, at)), to_utf8(whole.substr(at))};
    return {};
}

}  // namespace

void Search::try_otherwise(Together& all) {
    std::optional<std::vector<std::pair<EntryId, double>>> known;
    const auto titles = [&]() -> const auto& {
        if (!known)
            known = titles_like(connection_, index_, query_of({}), typed_.bare, compared_);
        return *known;
    };
    const auto best_title = [&] { return titles().empty() ? 0 : titles().front().second; };
    // A title that has all that was typed, with signs or words between. Who has typed a whole one is shown it already.
    if (all.total > 0 && !(is_titled_ && count_code_points(typed_.bare) >= long_question)) {
        for (const auto& [id, share] : titles())
            if (share >= 0.95)
                added_.push_back(id);
        add(all, added_);
    }
    if (all.total >= wanted_ || (all.total <= few_hits && meant_.texts() == typed_.words && is_said_otherwise(all)))
        return;
    // Few characters are like much: they are more often two words than one with a mistake.
    const bool is_short = count_code_points(typed_.bare) <= short_question;
    if (is_short) {
        const bool is_apart = try_apart(all);
        if ((all.total <= few_hits && is_said_otherwise(all)) || is_apart)
            return;
    }
    // 2025年度报告 is 2025年…年度报告 before it is 2025年度行政执法统计年报.
    if (all.total == 0 && !is_short && best_title() >= likely && best_title() < 1 && has_its_words_in_a_title())
        try_apart(all);
    if (all.total == 0 && !is_short && best_title() >= likely) {
        found_.way = Way::alike;
        all = {};
        all.is_exact = false;
        settled_.clear();
        offer_alike(all, titles(), best_title() - 0.2);
        return;
    }
    if (all.total == 0 && sounds_alike(all))
        return;
    if (!is_short) {
        try_apart(all);
        if (all.total <= few_hits && is_said_otherwise(all))
            return;
    }
    // What is hardly like it is offered where it cannot be found by some of its words.
    if (all.total == 0 && !std::ranges::all_of(meant_.texts(), says_little) && !titles().empty() &&
        (best_title() >= likely || meant_.terms.size() < 2)) {
        found_.way = Way::alike;
        all.is_exact = false;
        offer_alike(all, titles(), 0);
    }
}

bool Search::has_its_words_in_a_title() const {
    const auto parts = meant_.texts();
    std::set<std::string> names;
    return parts.size() > 1 && stand_in_a_title(index_, query_of({}), with_other_names(parts, synonyms_, names));
}

void Search::say_apart(const Words& parts, const std::set<std::string>& names, const std::vector<Words>& branches) {
    found_.way = Way::apart;
    found_.words = parts;
    found_.instead.assign(names.begin(), names.end());
    for (const auto& branch : branches)
        marked_.insert(marked_.end(), branch.begin(), branch.end());
}

bool Search::try_apart(Together& all) {
    const auto parts = meant_.texts();
    // 两 says nothing of 两会.
    if (parts.empty() || parts == typed_.words || std::ranges::all_of(parts, says_little))
        return false;
    std::set<std::string> names;
    auto branches = with_other_names(parts, synonyms_, names);
    // Where what holds all of it as it was typed holds its words anyhow it is not proved a second time.
    const bool is_known = settled_.size() == 1 && all.is_exact && all.total <= all.hits.size() && stand_in(parts, typed_.words);
    if (all.total > 0 && !is_known)
        branches.insert(branches.end(), settled_.begin(), settled_.end());
    auto wider = together(branches);
    if (wider.total <= all.total)
        return false;
    // 房子 is not all that was meant by 建房子: what holds it is near, and is not counted.
    if (typed_.words.size() == 1 && parts.size() == 1 && meant_.left_out.empty() && names.empty() &&
        count_code_points(typed_.bare) <= one_word && typed_.bare.find(parts.front()) != std::string::npos)
        return true;
    if (all.total > 0 && is_known)
        branches.insert(branches.end(), settled_.begin(), settled_.end());
    settled_ = branches;
    add(wider, added_);
    // Among thousands that hold its words what holds all of it as it was typed is not lost.
    for (const auto& [id, hit] : all.hits) {
        auto& score = wider.hits.try_emplace(id, hit).first->second.first;
        wider.best = std::max(wider.best, score = std::max(score, hit.first));
        if (count_code_points(typed_.bare) >= long_question)
            liked_[id] = 1;
    }
    say_apart(parts, names, branches);
    all = std::move(wider);
    return true;
}

bool Search::is_said_otherwise(Together& all) { return is_said_in_papers(all) || falls_into_words(all); }

bool Search::is_said_in_papers(Together& all) {
    if (meant_.terms.size() != 1 || meant_.terms.front().said.empty())
        return false;
    std::vector<Words> branches;
    for (const auto& said : meant_.terms.front().said)
        if (branches.size() < branches_at_most)
            branches.push_back({said});
    if (all.total > 0)
        branches.insert(branches.end(), settled_.begin(), settled_.end());
    auto other = together(branches);
    if (other.total <= all.total)
        return false;
    settled_ = branches;
    found_.way = Way::apart;
    found_.words = meant_.texts();
    found_.instead.clear();
    for (const auto& branch : branches) {
        found_.instead.push_back(branch.front());
        marked_.push_back(branch.front());
    }
    all = std::move(other);
    return true;
}

bool Search::falls_into_words(Together& all) {
    if (meant_.terms.size() != 1 || meant_.terms.front().unit != 0 || meant_.terms.front().year != 0)
        return false;
    const auto parts = two_words_of(meant_.terms.front().text, synonyms_);
    const auto has_other_names = [&](const std::string& part) { return !synonyms_.other_words(part).empty(); };
    if (std::ranges::none_of(parts, has_other_names))
        return false;  // 公共汽车 is not said by its pieces
    std::set<std::string> names;
    auto branches = with_other_names(parts, synonyms_, names);
    if (all.total > 0)
        branches.insert(branches.end(), settled_.begin(), settled_.end());
    auto other = together(branches);
    if (other.total <= all.total)
        return false;
    settled_ = branches;
    say_apart(parts, names, branches);
    auto meant = meant_by(parts, found_.labels, synonyms_);
    meant.wished = std::move(meant_.wished);
    meant.kinds = std::move(meant_.kinds);
    meant.left_out = std::move(meant_.left_out);
    meant_ = std::move(meant);
    all = std::move(other);
    return true;
}

void Search::offer_alike(Together& all, const std::vector<std::pair<EntryId, double>>& titles, double least) {
    for (const auto& [id, share] : titles)
        if (share >= least) {
            liked_[id] = share;
            added_.push_back(id);
        }
    add(all, added_);
}

void Search::add(Together& all, const std::vector<EntryId>& ids) const {
    const bool knows_all = all.is_exact && all.total <= all.hits.size();
    for (const auto id : ids) {
        const auto& kept = compared_.at(id);
        if (narrowing_.passes(kept) && all.hits.try_emplace(id, 0.0, kept.entry.day()).second &&
            (knows_all || settled_.empty() || !is_found_by(index_, id, settled_)))
            all.count(kept);
    }
}

bool Search::sounds_alike(Together& all) {
    if (!suggestions_)
        return false;
    for (const auto& row : read_as(typed_.bare, *suggestions_, synonyms_))
        if ((row.words.size() == 1 || left() > asked_.budget / 2) && sounds_as(all, row.words, row.has_initials))
            return true;
    return false;
}

bool Search::sounds_as(Together& all, const Words& words, bool must_be_in_a_title) {
    std::set<std::string> names;
    const auto branches = with_other_names(words, synonyms_, names);
    if (must_be_in_a_title && !stand_in_a_title(index_, query_of({}), branches))
        return false;
    auto other = together(branches);
    if (other.total == 0)
        return false;
    settled_ = branches;
    found_.way = Way::sounds_alike;
    found_.words = found_.instead = marked_ = words;
    marked_.insert(marked_.end(), names.begin(), names.end());
    meant_ = meant_by(words, found_.labels, synonyms_);
    all = std::move(other);
    return true;
}

}  // namespace gongkai::search
