// Who may do what with a document now, and what its numbers look like. Pure functions: the page that draws a button and the post
// that presses it ask may() alike.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

enum class Verb {
    change,            // the text: every save is an edition
    submit,            // to review
    take_back,         // from review, or what was signed or scheduled
    pass,              // the step that is waited for
    give_back,         // to its writer, with a reason
    publish,           // what was signed
    schedule,          // the same, at a moment
    publish_urgently,  // by one act; somebody else looks at it after
    look_over,         // that look
    force,             // publish without the steps; visible to everybody
    revise,            // begin an edition beside the live one, or after it was withdrawn
    withdraw,          // the live one, with a reason that everybody reads
    mend_reason,       // that reason, after it stands in public
    drop,              // what is in hand: it is not gone on with
};
std::string_view word_of(Verb verb);
const std::vector<Verb>& all_verbs();

// 三审三校: the steps that a text passes, in order; each asks an ability.
enum class Step { review, sign, release };  // 审核, 签发, 政府办公室核发
std::string_view word_of(Step step);
using Steps = std::vector<Step>;
Steps steps_from(std::string_view words);  // "review sign"; words that are none are left out

// What an installation has settled.
struct House {
    Steps steps;
    bool one_step_each = true;  // nobody passes two steps of one text
    std::chrono::hours look_within{24};
    // What becomes of a normative document whose unit is not on the list of those that may issue one.
    enum class Strict { off, warn, block } makers = Strict::warn;
    bool force_needs_finding = true;  // where nothing is found a text goes through the steps
};

// How far he comes with this document: his abilities, asked for its unit.
struct Powers {
    bool sees = false, writes = false, reviews = false, signs = false, releases = false, forces = false;
};

// What he had to do with the text in hand.
struct Part {
    bool wrote = false;   // or changed it, since the last edition that was public
    bool passed = false;  // a step of it
};

// Nothing where he may. Otherwise publishing.refuse.not_yours (kind forbidden: he lacks the ability), .not_now (kind conflict:
// the document does not stand there), .own_text, .second_step (forbidden).
Result<void> may(Verb verb, const Document& document, const Powers& powers, const Part& part, const House& house);

// What is wanting before it may be published, as fields with what is wrong: publishing.refuse.wanting, .not_public,
// .days_backwards.
struct Wanting {
    std::string field;
    Refusal refusal;
};
std::vector<Wanting> wanting(const DocumentType& type, const Text& text);

// 三同步: a policy is not signed before its plan of interpretation is there and its interpretation has been handed in.
// Refuses publishing.refuse.no_plan, .no_material.
Result<void> interpretation_gate(const DocumentType& type, const Text& text, int interpretations_handed_in);
inline constexpr int interpreted_within = 3;  // working days after the policy was published

// 文号 as it is written: 邹政办字〔2019〕33号. Brackets of every kind, blanks, full-width digits, leading zeros, 第 and lost
// brackets (〔201933〕号, 2019 33号) are mended; empty and 无 stay empty. Nothing where it is no such number.
std::optional<std::string> mended_number(std::string_view written);

// 落款: who signs and when, below the text. What was typed goes before all; where a red-head paper has neither a typed one nor a
// day that ends its own text, it is the issuing organ by its full name (GB/T 9704 7.3.5) and the day of making.
struct Closing {
    std::string by;
    std::optional<Day> on;
};
std::optional<Closing> closing_of(const DocumentType& type, std::string_view organ, const Text& text);

// 索引号: 000014349/2017-00110, the organisation code of the publisher, the year and a number within it. It never changes.
struct IndexNumber {
    std::string code;
    int year = 0, number = 0;
};
inline constexpr int index_numbers_a_year = 99'999;
std::string written(const IndexNumber& number);
bool is_index_number(std::string_view text);    // strictly
std::string key_of(const IndexNumber& number);  // 000014349-2017-00110: as it stands in addresses

// An organisation code of GB 11714 without its hyphen, its check character right; or the last nine before the check character of
// a code of GB 32100 (18 characters), which hold it. Nothing where it is neither.
std::optional<std::string> organisation_code(std::string_view typed);
// For a unit whose code nobody has entered: GK000012Z. It can be taken for no real one, whose last character is a digit or X.
std::string stand_in_code(people::UnitId unit);
// For its demonstration documents: SL000012Z. Its numbers are a series of their own, so that no real document ever has one.
std::string demonstration_code(people::UnitId unit);

// "9:30" or "09:30" of a day, in China; nothing where either is none.
std::optional<Instant> moment_in_china(std::string_view day, std::string_view time);

inline constexpr std::string_view captions_type = "text/vtt; charset=utf-8";
// "image/png" by its bytes, whatever its name; what browsers do not show is only ever saved.
std::string type_of_file(std::string_view name, std::string_view bytes);

// What is typed as text becomes paragraphs; HTML is cleaned.
markup::Clean body_from(std::string_view typed);
// The same back again: lines where the text is nothing but paragraphs, else its HTML.
std::string typed_from(const markup::Clean& body);

}  // namespace gongkai::publishing
