// The forms of an official document (GB/T 9704): how its parts are numbered, what its number, its date and its note of disclosure
// look like. Pure text; every function takes a line as printed.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"

namespace gongkai::intake {

// 第一章, 附件 and 一、 are 1; 第一节 and （一） are 2; 1. is 3; （1） is 4; 0 for all else.
int numbering_level(std::string_view line);

// A line that may be a heading by itself: numbered, short, and no sentence or item of a list.
bool may_be_heading(std::string_view line);

// 邹政办字〔2026〕3号 from what stands alone on a line, perhaps before 签发人; brackets and blanks are mended. Empty for none.
std::string document_number(std::string_view line);

// The name before 文件 on top of a notice; empty where the line is no such mark.
std::string issuer_of_mark(std::string_view line);

// 2026年1月5日, 二〇二六年一月五日, alone on its line.
std::optional<Day> printed_day(std::string_view line);

// 主动公开, 依申请公开, 不予公开 from （此件主动公开） and its like; empty for none.
std::string disclosure_note(std::string_view line);

// Ends as titles of official documents do: 通知, 意见, 公告 …
bool ends_as_title(std::string_view line);

// Without blanks that were only set to spread a line.
std::string without_blanks(std::string_view line);

}  // namespace gongkai::intake
