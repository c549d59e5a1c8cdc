// The words by which a notice is read: names of columns with their synonyms, endings by which a unit is known, forms of groups,
// verbs of roles, cues of time. They are data (data/notice_words.json), so that an office adds what its notices say without a
// build. All lists are kept folded (see fold) with the longest word first.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::programme {

enum class Column { category, title, requirement, units, lead, support, due, status, note, number, other };

class ReadingWords {
  public:
    using List = std::vector<std::u32string>;

    explicit ReadingWords(std::string_view json);

    // What a header cell names: "责任单位(部门)" is units. Exact words only, so that body text is not taken for a header.
    std::optional<Column> column_of(std::u32string_view header) const;
    // The same, a little freer, for a cell that is known to stand in a header: "市级牵头责任单位" is lead.
    std::optional<Column> column_near(std::u32string_view header) const;
    // All names of columns, for text in which header words stand between others.
    const std::map<std::u32string, Column, std::less<>>& headers() const { return columns_; }

    List unit_endings, numbered_endings, group_starts, group_levels, group_endings, plain_groups, open_endings, lead_verbs,
        support_verbs, neutral_verbs, due_cells, other_papers;

  private:
    std::map<std::u32string, Column, std::less<>> columns_;
};

// The words that the program carries.
const ReadingWords& reading_words();

// Full-width brackets, commas, colons, letters and digits as ASCII; the length stays. For comparing, never for showing.
std::u32string fold(std::u32string_view text);
char32_t fold(char32_t c);

}  // namespace gongkai::programme
