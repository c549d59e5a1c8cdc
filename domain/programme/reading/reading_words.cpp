#include "domain/programme/reading/reading_words.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

namespace {

ReadingWords::List list_of(const boost::json::object& from, std::string_view key) {
    ReadingWords::List list;
    for (const auto& word : from.at(key).as_array())
        list.push_back(fold(to_code_points(std::string_view(word.as_string()))));
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return list;
}

// A header as it is compared: no blanks, no bracketed remark, no colon, no translation beside the Chinese name.
std::u32string bare_header(std::u32string_view header) {
    std::u32string bare;
    int depth = 0;
    const bool chinese = std::ranges::any_of(header, [](char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; });
    const auto is_translation = [&](char32_t c) {
        return chinese && ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'.' || c == U'&' || c == U'-');
    };
    for (const char32_t c : fold(header)) {
        if (c == U'(' || c == U'[' || c == U'〔')
            ++depth;
        else if (c == U')' || c == U']' || c == U'〕')
            depth = std::max(0, depth - 1);
        else if (depth == 0 && !is_blank(c) && c != U':' && c != U'、' && c != U'/' && c != U'*' && !is_translation(c))
            bare.push_back(c);
    }
    return bare;
}

constexpr std::pair<std::string_view, Column> column_keys[] = {
    {"category", Column::category}, {"title", Column::title},   {"requirement", Column::requirement},
    {"units", Column::units},       {"lead", Column::lead},     {"support", Column::support},
    {"due", Column::due},           {"status", Column::status}, {"note", Column::note},
    {"number", Column::number},     {"other", Column::other}};

}  // namespace

ReadingWords::ReadingWords(std::string_view json) {
    const boost::json::value parsed = boost::json::parse({json.data(), json.size()});
    const boost::json::object& all = parsed.as_object();
    const boost::json::object& columns = all.at("columns").as_object();
    for (const auto& [key, column] : column_keys) {
        for (const std::u32string& word : list_of(columns, key))
            columns_.emplace(word, column);
    }
    unit_endings = list_of(all, "unit_endings");
    numbered_endings = list_of(all, "numbered_endings");
    group_starts = list_of(all, "group_starts");
    group_levels = list_of(all, "group_levels");
    group_endings = list_of(all, "group_endings");
    plain_groups = list_of(all, "plain_groups");
    open_endings = list_of(all, "open_endings");
    lead_verbs = list_of(all, "lead_verbs");
    support_verbs = list_of(all, "support_verbs");
    neutral_verbs = list_of(all, "neutral_verbs");
    due_cells = list_of(all, "due_cells");
    other_papers = list_of(all, "other_papers");
}

std::optional<Column> ReadingWords::column_of(std::u32string_view header) const {
    constexpr std::size_t longest_header = 60, longest_name = 24;
    if (header.size() > longest_header)
        return std::nullopt;
    const std::u32string bare = bare_header(header);
    const auto found = bare.size() > longest_name ? columns_.end() : columns_.find(bare);
    return found == columns_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Column> ReadingWords::column_near(std::u32string_view header) const {
    if (const auto exact = column_of(header))
        return exact;
    const std::u32string bare = bare_header(header);
    if (bare.empty() || bare.size() > 14)
        return std::nullopt;
    const auto has = [&](std::u32string_view part) { return contains(bare, part); };
    if (has(U"指标"))
        return Column::category;
    const bool body = has(U"单位") || has(U"部门") || has(U"科室") || has(U"股室") || has(U"处室") || has(U"主体");
    if (body && (has(U"牵头") || has(U"主办")))
        return Column::lead;
    if (body && (has(U"配合") || has(U"协办") || has(U"协助") || has(U"参与")))
        return Column::support;
    if (body)
        return Column::units;
    if (has(U"时限") || has(U"时间") || has(U"期限"))
        return Column::due;
    if (has(U"情况"))
        return Column::status;
    // The longest known name inside: "2020年重点工作任务" is a title.
    std::optional<Column> best;
    std::size_t longest = 1;
    for (const auto& [word, column] : columns_) {
        if (word.size() > longest && has(word)) {
            longest = word.size();
            best = column;
        }
    }
    return best;
}

const ReadingWords& reading_words() {
    static const ReadingWords words(embedded_or_die("data/notice_words.json"));
    return words;
}

char32_t fold(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    if (c == 0x3000)
        return U' ';
    return c;
}

std::u32string fold(std::u32string_view text) {
    std::u32string folded(text);
    for (char32_t& c : folded)
        c = fold(c);
    return folded;
}

}  // namespace gongkai::programme
