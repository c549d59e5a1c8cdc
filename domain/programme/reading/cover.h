// The notice around its table: its number, title, issuer, day of signing, the papers it carries out, and what it asks for in its
// own sentences (a plan by …, a report by …, an assessment), which are duties too.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/programme/reading/lines.h"
#include "domain/programme/reading/rows.h"

namespace gongkai::programme {

struct FoundNumber {
    std::u32string printed, normal;  // 邹政办字〔2019〕33号
    int year = 0;
    std::size_t start = 0, end = 0;
    bool bracketed = false;  // stands in brackets after the name of a paper, or inside a sentence
    bool damaged = false, mended = false;
};

// Numbers of papers in a text as it was printed.
std::vector<FoundNumber> find_numbers(std::u32string_view text, std::optional<int> near_year);

struct Cover {
    NoticeHead head;
    DueContext due;
    bool has_signature = false;
    std::optional<std::size_t> signature_line;  // the day below the letter
    bool names_attachment = false;              // 附件：…
    std::optional<std::size_t> annex_line;      // the line with which the attachment begins
    bool speaks_of_openness = false;            // 政务公开, 信息公开 in the title
    bool title_is_of_tasks = false;             // 工作要点, 任务分解表 …
};

// `end` is the number of lines before the tasks begin; the signature may stand behind them.
Cover read_cover(const std::vector<Line>& lines, std::size_t end, const extract::Document& document, std::vector<Note>& warnings);

std::vector<CoverDuty> read_cover_duties(const std::vector<Line>& lines, std::size_t end, const Cover& cover, Context& context);

// 2019年6月25日 or 二〇一九年六月二十五日 at the start of a text; its length goes to `length`.
std::optional<Day> read_full_day(std::u32string_view text, std::size_t& length);

}  // namespace gongkai::programme
