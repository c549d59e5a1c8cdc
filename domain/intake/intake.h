// Intake: the file an officer already has becomes a page - clean, accessible HTML with its pictures - and hints at what its head
// says. What is published is judged by the checks; here a file is only read.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "base/markup/clean.h"

namespace gongkai::intake {

// Stands in the body as src='picture:NAME'.
struct Picture {
    std::string name, type, bytes;  // "1.png", "image/png"
};

// What the printed head and foot of an official document (红头文件) seem to say. Offered to the officer, never taken unseen.
struct Hints {
    std::string issuer;            // 发文机关标志, without 文件
    std::string number;            // 文号, its brackets mended: 邹政办字〔2026〕3号
    std::optional<Day> signed_on;  // 成文日期
    std::string disclosure;        // of the note below the date: 主动公开, 依申请公开, 不予公开
};

struct Page {
    std::string title;
    markup::Clean body;
    std::vector<Picture> pictures;
    std::vector<std::string> warnings;  // ids of words
    std::string text;                   // of the body, as lines
    Hints hints;
};

// DOCX, DOC, WPS, RTF, PDF, OFD, XLSX, HTML, TXT; scans and pictures by recognising their text. The bytes tell which.
// Where a title is `known` - an officer has typed it - one in the file that says another thing stays in the text.
// Refusals are those of extract::read_rich, with the name as argument.
Result<Page> read_file(std::string_view bytes, std::string_view name, std::string_view known_title = {});

// Whether read_file() would tell of it that it left something hidden out: of a file that was cleaned since.
bool hides_something(std::string_view bytes, std::string_view name);
inline constexpr std::string_view hidden_left_out = "intake.warn.hidden_left_out";

// What was pasted into a form, or the HTML of another site.
Page read_html(std::string_view pasted);

}  // namespace gongkai::intake
