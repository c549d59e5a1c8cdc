// What is learned of a flattened table before and after its columns are first read: how names of its place begin, which names are
// whole somewhere, how wide its columns are, how its categories read, in what order lines of one cell follow each other.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

struct Known {
    std::set<std::u32string> units;                          // whole names
    std::set<char32_t> unit_starts;                          // 市, 县, 各 …: how names of this place begin
    std::map<std::u32string, int> short_pieces;              // how often a short piece stands in the document
    std::map<std::u32string, std::set<std::size_t>> labels;  // whole categories, and the pages on which they stand
    double category_width = 10, title_width = 10;
    int title_lines = 4;  // more are unusual
    bool labels_seen = false;
    std::size_t label_length = 0;  // the usual one
    std::u32string label_start;    // with which categories begin and nothing else does: 聚焦…, 围绕…; may be empty
    bool has_categories = true;
    // Lines of one cell have a line of the requirement between them, or none: what either is worth, learned from the lists of
    // units.
    double together_cost = 0, apart_cost = 0, beside_bonus = -0.6;
    bool by_cell = false;                      // cells follow each other whole, row by row
    double lead_width = 0, support_width = 0;  // of the two columns of units; 0 where not known
    // Where the columns of a page begin in its lines, where blanks hold them there.
    std::vector<std::map<Stack, double>> indents;
};

// From the pieces alone.
Known learn(const FlatText& text, const ReadingWords& words);
// From a first reading of all pages.
void learn_more(Known& known, const FlatText& text, const std::vector<FlatColumns>& read);

bool is_mark_of_list(char32_t c);
// The name before the first separator outside brackets, and the one after the last.
std::u32string_view first_name(std::u32string_view text);
std::u32string_view last_name(std::u32string_view text);
// What may follow 等: 责任部门, 有关单位.
bool is_rest_of_open_list(std::u32string_view name);
std::u32string bare_of(const Region& region, const FlatCell& cell);

// Questions about names that may be cut, asked often of the same ones.
class UnitForms {
  public:
    UnitForms(const ReadingWords& words, const Known& known) : words_(words), known_(known) {}

    // A whole name, or several in one breath (甲局牵头): all of it is understood.
    bool whole(std::u32string_view name) const {
        if (name.size() < 2 || name.size() > 40)
            return false;
        const std::u32string key(name);
        if (const auto found = cache_.find(key); found != cache_.end())
            return found->second;
        int depth = 0;
        for (const char32_t c : name)
            depth += c == U'(' || c == U'〔' ? 1 : c == U')' || c == U'〕' ? -1 : 0;
        const UnitList list = read_units(name, words_);
        const bool good = depth == 0 && list.doubtful.empty() && (!list.empty() || list.has_roles);
        if (cache_.size() > 50000)
            cache_.clear();
        return cache_[key] = good;
    }

    // Could a list begin with this name? 政府 and 部门 are only ends of names.
    bool begins(std::u32string_view name) const {
        if (name.size() < 3 || !whole(name) || starts_with(name, U"责任") || starts_with(name, U"等"))
            return false;
        if (is_group(name, words_))
            return true;
        if (known_.units.contains(std::u32string(name)))
            return true;
        const bool usual = known_.unit_starts.empty() || known_.unit_starts.contains(name[0]);
        return usual || (name.size() >= 6 && !is_common_word(name));
    }

    // The beginning of a name that the document has in full elsewhere.
    bool begins_known(std::u32string_view part) const {
        if (part.size() < 3)
            return false;
        const auto found = known_.units.lower_bound(std::u32string(part));
        return found != known_.units.end() && starts_with(*found, part);
    }

    bool known(std::u32string_view name) const { return known_.units.contains(std::u32string(name)); }
    bool usual_start(char32_t c) const { return known_.unit_starts.empty() || known_.unit_starts.contains(c); }

  private:
    const ReadingWords& words_;
    const Known& known_;
    mutable std::unordered_map<std::u32string, bool> cache_;
};

// Puts lists together whose halves stand apart, or in the wrong order: 输局、… before …市交通运.
void mend_unit_lists(const Region& region, const UnitForms& forms, FlatColumns& found);

}  // namespace gongkai::programme
