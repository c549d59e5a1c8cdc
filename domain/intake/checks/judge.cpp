#include "domain/intake/checks/judge.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <set>
#include <tuple>

#include "base/core/text.h"
#include "domain/intake/checks/find_lists.h"

namespace gongkai::intake {
namespace {

// "按装" in "按装机容量"; and "既使" where "又使" follows in the same line, which the list writes as "…又使".
bool is_right_there(std::string_view text, std::size_t at, const std::string& wrong, const std::vector<std::string>& unless) {
    constexpr std::string_view later = "…";
    return std::ranges::any_of(unless, [&](const std::string& longer) {
        if (longer.starts_with(later)) {
            const auto line = text.substr(at, std::min(text.find('\n', at), text.size()) - at);
            return line.find(longer.substr(later.size())) != std::string_view::npos;
        }
        for (auto inside = longer.find(wrong); inside != std::string::npos; inside = longer.find(wrong, inside + 1))
            if (at >= inside && text.substr(at - inside, longer.size()) == longer)
                return true;
        return false;
    });
}

// Which four bytes stand beside one another in a text, by a hash: of some hundred words nearly all can be told not to be there
// without looking for them, and looking is slow where every third byte begins a Chinese sign.
class Neighbours {
  public:
    explicit Neighbours(std::string_view text) : are_there_(places) {
        for (std::size_t at = 0; at + together <= text.size(); ++at)
            are_there_[place_of(text.data() + at)] = true;
    }
    bool may_hold(std::string_view word) const {
        for (std::size_t at = 0; at + together <= word.size(); ++at)
            if (!are_there_[place_of(word.data() + at)])
                return false;
        return true;
    }

  private:
    static constexpr std::size_t together = 4, bits = 16, places = std::size_t{1} << bits;
    static std::size_t place_of(const char* bytes) {
        std::uint32_t number = 0;
        std::memcpy(&number, bytes, together);
        return (number * 0x9E3779B1U) >> (32 - bits);
    }
    std::vector<bool> are_there_;
};

class Judge {
  public:
    Judge(const Passage& passage, const Checking& checking, const PlaceOf& place_of)
        : passage_(passage), checking_(checking), place_of_(place_of) {}

    std::vector<Finding> findings() {
        Hits hits;
        find_numbers(passage_, checking_.as_of, hits);
        find_traces(passage_, hits);
        find_people(passage_, checking_.as_of, hits);
        find_columns(passage_, hits);
        find_lists(passage_, checking_.heading, hits);
        std::set<std::tuple<std::string_view, std::size_t, std::size_t>> seen;
        for (const auto& hit : hits)
            if (seen.emplace(hit.kind, hit.stretch.start, hit.stretch.end).second)
                add(hit.kind, hit.sureness, hit.stretch, words(checking_.language, hit.reason));
        unwanted();
        std::ranges::stable_sort(findings_, {}, &Finding::start);
        return std::move(findings_);
    }

  private:
    void add(std::string_view kind, Sureness sureness, const Stretch& stretch, std::string reason) {
        const auto count = findings_.size();
        add_finding(findings_, checking_, kind, sureness, place_of_(stretch), passage_.printed(stretch), std::move(reason));
        if (findings_.size() > count) {
            const auto place = passage_.printed_at(stretch);
            findings_.back().start = place.start;
            findings_.back().end = place.end;
        }
    }

    void unwanted() {
        const auto text = to_utf8(passage_.text());
        std::vector<std::size_t> signs(text.size() + 1);  // of each byte
        for (std::size_t i = 0, sign = 0; i < text.size(); ++i) {
            if (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
                ++sign;
            signs[i] = sign;
        }
        signs[text.size()] = passage_.text().size();
        const Neighbours neighbours(text);
        const auto each = [&](const std::string& word, auto&& found) {
            if (!neighbours.may_hold(word))
                return;
            for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size()))
                found(at, Stretch{signs[at], signs[at + word.size()]});
        };
        for (const auto& word : checking_.wrong_words)
            each(word.wrong, [&](std::size_t at, const Stretch& stretch) {
                if (!is_right_there(text, at, word.wrong, word.unless))
                    add("wrong_word", Sureness::sure, stretch, words(checking_.language, "checks.why.wrong_word", {word.right}));
            });
        for (const auto& word : checking_.sensitive_words)
            if (!word.word.empty())
                each(word.word, [&](std::size_t at, const Stretch& stretch) {
                    if (is_right_there(text, at, word.word, word.unless))
                        return;
                    const auto count = findings_.size();
                    add("sensitive_word", Sureness::sure, stretch, why(word));
                    if (word.level && findings_.size() > count)
                        findings_.back().level = *word.level;
                });
    }

    std::string why(const SensitiveWord& word) const {
        const auto language = checking_.language;
        auto said = word.reason.empty() ? words(language, "checks.why.sensitive_word")
                                        : words(language, "checks.why.sensitive_word_because", {word.reason});
        return word.instead.empty() ? said : said + words(language, "checks.why.sensitive_word_instead", {word.instead});
    }

    const Passage& passage_;
    const Checking& checking_;
    const PlaceOf& place_of_;
    std::vector<Finding> findings_;
};

}  // namespace

void add_finding(std::vector<Finding>& findings, const Checking& checking, std::string_view kind, Sureness sureness,
                 std::string place, std::string text, std::string reason) {
    const auto rule = std::ranges::find(checking.kinds, kind, &KindRule::kind);
    if (rule == checking.kinds.end() || !rule->is_on)
        return;
    findings.push_back({std::string(kind), sureness == Sureness::sure ? rule->sure : rule->doubtful, std::move(place),
                        std::move(text), std::move(reason), 0, 0});
}

PlaceOf places_in(const Passage& passage, Language language) {
    // Lines with something on them, counted as a reader counts paragraphs.
    std::vector<std::size_t> paragraphs;
    const auto text = passage.text();
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find(U'\n', start), text.size());
        const bool is_blank = text.substr(start, end - start).find_first_not_of(U" \t") == std::u32string_view::npos;
        if (!is_blank && !passage.cell_at(start).first)
            paragraphs.push_back(start);
        start = end + 1;
    }
    return [&passage, language, paragraphs = std::move(paragraphs)](const Stretch& stretch) {
        if (const auto [grid, cell] = passage.cell_at(stretch.start); grid)
            return words(language, "checks.place.cell",
                         {std::to_string(grid - passage.grids().data() + 1), std::to_string(cell->row + 1),
                          std::to_string(cell->column + 1)});
        const auto after = std::ranges::upper_bound(paragraphs, stretch.start);
        return words(language, "checks.place.paragraph", {std::to_string(after - paragraphs.begin())});
    };
}

std::vector<Finding> judge(const Passage& passage, const Checking& checking, const PlaceOf& place_of) {
    return Judge(passage, checking, place_of).findings();
}

}  // namespace gongkai::intake
