#include "domain/sections/breakdown.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/core/text.h"

namespace gongkai::sections {
namespace {

constexpr std::size_t words_at_most = 500;  // code points, as by hand
constexpr double sure_from = 0.6, like_from = 0.25, ahead_by = 0.15;
constexpr double requirement_weighs = 0.75;  // the title the rest
constexpr double piece_weighs = 0.9;         // a row that is a piece of the requirement is hardly less than all of it
constexpr std::size_t guesses_at_most = 3;

bool is_letter(char32_t c) { return is_han(c) || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z'); }

// Signs that say something, as they are compared.
std::u32string letters(std::string_view text) {
    auto all = to_code_points(lower_ascii(nfkc(text)));
    std::erase_if(all, [](char32_t c) { return !is_letter(c); });
    return all;
}

using Pair = std::u32string;
using Pairs = std::set<Pair>;  // of neighbouring signs

Pairs pairs_of(std::string_view text) {
    const auto all = letters(text);
    Pairs pairs;
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        pairs.insert(all.substr(i, 2));
    return pairs;
}

// What stands in every duty (信息公开) tells none from another, so it weighs little.
class Scale {
  public:
    struct Weighed {
        ledger::DutyId id = 0;
        Pairs title, requirement;
    };
    explicit Scale(const std::vector<UnitDuty>& duties) {
        for (const auto& duty : duties) {
            auto& one = duties_.emplace_back(duty.id, pairs_of(duty.title), pairs_of(duty.requirement));
            Pairs all = one.title;
            all.insert(one.requirement.begin(), one.requirement.end());
            for (const auto& pair : all)
                ++count_[pair];
        }
    }
    const std::vector<Weighed>& duties() const { return duties_; }

    double like(const Pairs& title, const Pairs& requirement, const Weighed& duty) const {
        const double said = std::max(share(requirement, duty.requirement), piece_weighs * piece(requirement, duty.requirement));
        if (title.empty() || duty.title.empty())
            return said;
        if (requirement.empty())
            return share(title, duty.title);
        return requirement_weighs * said + (1 - requirement_weighs) * share(title, duty.title);
    }

  private:
    double weight(const Pair& pair) const {
        const auto found = count_.find(pair);
        return std::log(1 + static_cast<double>(duties_.size()) / (found == count_.end() ? 1 : found->second));
    }
    double weight(const Pairs& pairs) const {
        double sum = 0;
        for (const auto& pair : pairs)
            sum += weight(pair);
        return sum;
    }
    double common(const Pairs& a, const Pairs& b) const {
        double sum = 0;
        for (const auto& pair : a)
            if (b.contains(pair))
                sum += weight(pair);
        return sum;
    }
    double share(const Pairs& a, const Pairs& b) const {
        const double all = weight(a) + weight(b);
        return all > 0 ? 2 * common(a, b) / all : 0;
    }
    double piece(const Pairs& a, const Pairs& b) const {
        const double less = std::min(weight(a), weight(b));
        return less > 0 ? common(a, b) / less : 0;
    }

    std::vector<Weighed> duties_;
    std::map<Pair, int> count_;
};

// All that may stand for a section: its names, and each without the unit's.
std::vector<std::u32string> names_of(const people::Unit& section, const people::Unit& unit) {
    std::vector<std::u32string> all;
    const auto add = [&](std::string_view name) {
        const auto bare = letters(name);
        all.push_back(bare);
        for (const auto& before : {letters(unit.full_name), letters(unit.name)})
            if (!before.empty() && bare.starts_with(before) && bare.size() > before.size())
                all.push_back(bare.substr(before.size()));
    };
    add(section.name);
    add(section.full_name);
    for (const auto& alias : section.aliases)
        add(alias);
    return all;
}

}  // namespace

std::vector<PaperRow> rows_of(const programme::Reading& reading) {
    constexpr double sure = 0.7;  // see reading.h
    std::vector<PaperRow> all;
    for (std::size_t t = 0; t < reading.tasks.size(); ++t)
        for (std::size_t r = 0; r < reading.tasks[t].rows.size(); ++r) {
            const auto& read = reading.tasks[t].rows[r];
            PaperRow row;
            row.place = std::to_string(t + 1) + '.' + std::to_string(r + 1);
            row.title = reading.tasks[t].title;
            row.requirement = read.requirement;
            std::vector<std::string> dues;
            for (const auto& due : read.due)
                dues.push_back(due.text);
            row.due = join(dues, "；");
            row.named = read.units;
            row.asked = read.lead.size() == 1 ? read.lead : read.units;
            row.named.insert(row.named.end(), read.groups.begin(), read.groups.end());
            row.source = read.source;
            row.is_unsure = read.confidence < sure;
            all.push_back(std::move(row));
        }
    return all;
}

std::string words_for(const PaperRow& row) {
    auto words = row.requirement.empty() ? row.title : row.requirement;
    const auto add = [&](const std::string& more) {
        if (!more.empty() && !words.contains(more))
            words += "（" + more + "）";
    };
    add(row.due);
    if (row.named.size() > 1)
        add(join(row.named, "、"));
    return words;
}

const programme::Notice* notice_of(const std::vector<programme::Notice>& notices, const programme::NoticeHead& paper, int year) {
    for (const auto& one : notices)
        if (!one.head.number.empty() && std::ranges::find(paper.parents, one.head.number) != paper.parents.end())
            return &one;
    const auto found = std::ranges::find(notices, year, &programme::Notice::year);
    return found != notices.end() ? &*found : notices.empty() ? nullptr : &notices.front();
}

const people::Unit* section_named(const std::vector<const people::Unit*>& sections, const people::Unit& unit,
                                  std::string_view printed) {
    const auto name = letters(printed);
    std::vector<std::u32string> wanted{name};
    const auto short_name = letters(unit.name);
    for (const auto& before :
         {letters(unit.full_name), short_name, short_name.empty() ? U"" : short_name.substr(short_name.size() - 1)})
        if (!before.empty() && name.starts_with(before) && name.size() > before.size())
            wanted.push_back(name.substr(before.size()));
    for (const auto& one : wanted) {
        const people::Unit* found = nullptr;
        int count = 0;
        for (const auto* section : sections)
            if (const auto names = names_of(*section, unit); std::ranges::find(names, one) != names.end()) {
                found = section;
                ++count;
            }
        if (count > 0)
            return count == 1 ? found : nullptr;
    }
    return nullptr;
}

std::string own_name(const people::Unit& section, const people::Unit& unit) {
    const bool is_longer = section.name.size() > unit.name.size() && section.name.starts_with(unit.name);
    return is_longer ? section.name.substr(unit.name.size()) : section.name;
}

std::string_view word_of(Surety surety) {
    switch (surety) {
        case Surety::sure:
            return "sure";
        case Surety::unsure:
            return "unsure";
        case Surety::none:
            return "none";
    }
    return "";
}

std::vector<Match> match(const std::vector<PaperRow>& rows, const std::vector<UnitDuty>& duties) {
    const Scale scale(duties);
    std::vector<Match> matches;
    for (const auto& row : rows) {
        const auto title = pairs_of(row.title), requirement = pairs_of(row.requirement);
        std::vector<std::pair<double, ledger::DutyId>> likes;
        for (const auto& duty : scale.duties())
            if (const double like = scale.like(title, requirement, duty); like >= like_from)
                likes.emplace_back(like, duty.id);
        std::ranges::stable_sort(likes, std::ranges::greater(), &std::pair<double, ledger::DutyId>::first);
        auto& made = matches.emplace_back();
        if (!likes.empty()) {
            const bool is_ahead = likes.size() == 1 || likes[0].first - likes[1].first >= ahead_by;
            made.surety = likes[0].first >= sure_from && is_ahead && !row.is_unsure ? Surety::sure : Surety::unsure;
        }
        for (const auto& [like, id] : likes)
            if (made.guesses.size() < guesses_at_most)
                made.guesses.push_back({id, static_cast<int>(std::lround(like * 100))});
    }
    return matches;
}

void part_rivals(std::vector<Match>& matches, const std::vector<PaperRow>& rows, const std::vector<std::string>& who) {
    std::map<ledger::DutyId, std::size_t> first;  // the row that is most like it
    const auto is_sure = [&](std::size_t i) { return matches[i].surety == Surety::sure && !who[i].empty(); };
    for (std::size_t i = 0; i < matches.size(); ++i)
        if (is_sure(i)) {
            const auto& guess = matches[i].guesses.front();
            const auto [at, is_new] = first.emplace(guess.duty_id, i);
            if (!is_new && matches[at->second].guesses.front().percent < guess.percent)
                at->second = i;
        }
    for (std::size_t i = 0; i < matches.size(); ++i)
        if (is_sure(i))
            if (const auto best = first.at(matches[i].guesses.front().duty_id); who[best] != who[i]) {
                matches[i].surety = Surety::unsure;
                matches[i].rival = rows[best].place;
            }
}

Result<std::vector<Handing>> handings(const std::vector<PaperRow>& rows, const std::vector<RowAnswer>& answers) {
    std::vector<Handing> all;
    std::map<ledger::DutyId, std::string> places;
    for (std::size_t i = 0; i < rows.size() && i < answers.size(); ++i) {
        const auto& answer = answers[i];
        if (answer.duty_id == 0 || answer.section_id == 0)
            continue;
        const auto words = words_for(rows[i]);
        const auto found = std::ranges::find(all, answer.duty_id, &Handing::duty_id);
        if (found == all.end()) {
            all.push_back({answer.duty_id, answer.section_id, words});
            places[answer.duty_id] = rows[i].place;
        } else if (found->section_id != answer.section_id) {
            return refuse(Refusal::Kind::invalid, "sections.refuse.two_sections", {places[answer.duty_id], rows[i].place});
        } else {
            found->words += "\n" + words;
        }
    }
    for (auto& one : all)
        if (count_code_points(one.words) > words_at_most)
            one.words = to_utf8(to_code_points(one.words).substr(0, words_at_most - 1)) + "…";
    return all;
}

std::string_view word_of(Difference difference) {
    switch (difference) {
        case Difference::fresh:
            return "fresh";
        case Difference::moved:
            return "moved";
        case Difference::reworded:
            return "reworded";
        case Difference::same:
            return "same";
    }
    return "";
}

Difference difference(const Handing& handing, const UnitDuty& duty) {
    if (!duty.section_id)
        return Difference::fresh;
    if (*duty.section_id != handing.section_id)
        return Difference::moved;
    return duty.words == handing.words ? Difference::same : Difference::reworded;
}

}  // namespace gongkai::sections
