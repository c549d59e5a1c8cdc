// Checks before publishing: what a text, a page or a file would give away about people, and what makes it hard to read. A finding
// says what, where and why; whether it blocks or warns is data (data/checks.json), so that an office decides it and not the code.
//
// 条例15  涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。
//
// A value that is masked already (370883********1234, 138****1234, 张某某) is no finding, and masking what was found leaves none.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "base/core/words.h"
#include "base/extract/rich.h"
#include "base/markup/clean.h"

namespace gongkai::intake {

enum class Level { block, warn };
std::string_view word_of(Level level);

struct Finding {
    std::string kind;  // of data/checks.json: "id_number", "mobile", "hidden_content", …
    Level level = Level::block;
    std::string place;               // in words for the reader: 正文第3段, 工作表“名单” B7
    std::string text;                // as printed
    std::string reason;              // a sentence for the reader: why it is one
    std::size_t start = 0, end = 0;  // code points of the text that was checked; both 0 where it is not of a text
};

// One kind and its level: `sure` where number, form and context agree, `doubtful` where one of them is missing.
struct KindRule {
    std::string kind;
    Level sure = Level::block, doubtful = Level::warn;
    bool is_on = true;
};

// A word that is not to stand in a paper. `unless`: longer words that hold it and are right ("按装机容量" holds "按装"); "…又使":
// what makes it right where it follows in the same line.
struct UnwantedWord {
    std::string wrong, right;
    std::vector<std::string> unless;
};

// A word that the office does not want in its papers, with the reason that its reader is given. `level` is that of the word where
// it states one, else that of its kind.
struct SensitiveWord {
    std::string word, instead = {}, reason = {};
    std::vector<std::string> unless = {};
    std::optional<Level> level = {};
};

// The status that an address answers with; nothing where no answer came, 0 where nobody has tried it yet. Asked as a stranger
// would, never inside the own network.
using AskAddress = std::function<std::optional<int>(const std::string& address)>;

// How to check. The lists are those of the office; as_of is the day by which ages are counted.
struct Checking {
    Language language = Language::zh;
    Day as_of;
    std::vector<KindRule> kinds;
    std::vector<UnwantedWord> wrong_words;
    std::vector<SensitiveWord> sensitive_words;
    AskAddress ask = {};       // empty: links are not tried
    std::string heading = {};  // lines above the text: the title of its page, the name of its file; lists are read by them
};

// What lists under these lines are told to be of ("children", "ill", "disabled"); "" where nothing is said. Whoever keeps what
// was found in a file keeps it for this as well.
std::string_view topic_in(std::string_view heading);

// Of a sure find of this kind; nothing where it is switched off or not known.
std::optional<Level> level_of(const Checking& checking, std::string_view kind);

// With the rules and words that the program carries.
Checking carried_checking(Language language, Day as_of);

// All three refuse `checks.refuse.rules` (argument: the kind or key) and `checks.refuse.words` (the line).
Result<std::vector<KindRule>> read_kinds(std::string_view json);
Result<std::vector<UnwantedWord>> read_wrong_words(std::string_view csv);  // wrong,right,unless ("|" between)
// word, and where there are such columns instead,level,unless,reason.
Result<std::vector<SensitiveWord>> read_sensitive_words(std::string_view csv);

// Personal data and unwanted words of a text: paragraphs on lines of their own, cells of a row parted by a tab.
std::vector<Finding> check_text(std::string_view text, const Checking& checking);
// The same, all of it told as standing at one place: the summary, the name of a file.
std::vector<Finding> check_text_at(std::string_view place, std::string_view text, const Checking& checking);

// The same of a page's text (markup::text_of), and what makes the page hard to read: pictures without alternative text, empty and
// jumping headings, tables without heads, links that say nothing, links that lead nowhere.
std::vector<Finding> check_page(const markup::Clean& body, const Checking& checking);
// The second half alone.
std::vector<Finding> check_reading(const markup::Clean& body, const Checking& checking);

// The same of everything in a file, what it hides and what is written in its pictures included. Takes seconds, a minute more
// where it has many pictures. Refusals are those of extract::read_rich.
Result<std::vector<Finding>> check_file(std::string_view bytes, std::string_view name, const Checking& checking);
std::vector<Finding> check_rich(const extract::Rich& document, const Checking& checking);

// The name of a file, which goes out with it.
std::vector<Finding> check_name(std::string_view name, const Checking& checking);

// What a document must have before it can be published (domain 4.1).
struct Elements {
    std::string title, issuer, disclosure;
    std::optional<Day> signed_on;
};
std::vector<Finding> check_elements(const Elements& elements, const Checking& checking);

bool blocks(const std::vector<Finding>& findings);
bool is_maskable(std::string_view kind);  // personal data

// The text with every finding of personal data masked the way public pages mask it: 370883********1234, 138****1234, 张某某, an
// address up to its village or street. `findings` must be those of this very text.
std::string mask(std::string_view text, const std::vector<Finding>& findings);

// A body with its personal data masked, found anew; its tags stay as they are.
markup::Clean mask_page(const markup::Clean& body, const Checking& checking);

struct MaskedFile {
    std::string bytes;
    std::vector<std::string> told;  // ids of words: what its reader should know of what was done
};

// A file with its personal data masked wherever it stands, hidden sheets, comments, fields and pictures included, and read again:
// refuses `checks.refuse.mask_left` where something would still be found, `.mask_format` for what cannot be masked (DOC, OFD,
// archives), and as redact() does. DOCX, XLSX, PPTX and text are written anew; of a PDF the pages concerned are drawn, painted
// over and read by tesseract as well, and so is a picture: that takes seconds a page.
Result<MaskedFile> mask_file(std::string_view bytes, std::string_view name, const Checking& checking);

}  // namespace gongkai::intake
