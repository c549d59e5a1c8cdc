#include "domain/search/asked.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/checks.h"
#include "domain/search/queries.h"
#include "domain/search/query.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

constexpr std::size_t digits_in_a_row = 7;  // a telephone's; a year, a number of a paper and 12345 are shorter

bool has_long_number(std::string_view text) {
    std::size_t row = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (++row >= digits_in_a_row)
                return true;
        } else if (c != ' ' && c != '-') {
            row = 0;
        }
    }
    return false;
}

}  // namespace

std::string question_of(std::string_view typed) {
    const auto question = join(plain_words(to_utf8(folded(typed))), " ");
    return count_code_points(question) > question_at_most ? std::string() : question;
}

bool is_personal(std::string_view question, Day as_of) {
    if (has_long_number(question))
        return true;
    const auto checking = intake::carried_checking(Language::zh, as_of);
    return std::ranges::any_of(intake::check_text(question, checking), [](const intake::Finding& finding) {
        return finding.kind != "wrong_word" && finding.kind != "sensitive_word";
    });
}

void write_questions(db::Connection& connection, const Tally::ByQuestion& questions, Day on) {
    if (questions.empty())
        return;
    const bool is_full = std::get<0>(*connection.query(sql::questions_on, on).first<int>()) >= questions_a_day;
    for (const auto& [question, times] : questions) {
        if (is_personal(question, on))
            continue;
        const bool is_known = connection.run(sql::ask_again, question, on, times.asked, times.without_hits) > 0;
        if (!is_known && !is_full)
            connection.run(sql::ask_first, question, on, times.asked, times.without_hits);
    }
}

std::vector<Question> questions(db::Connection& connection, Which which, const AskedWithin& within, int at_most) {
    std::vector<Question> all;
    const auto& statement = which == Which::most_asked ? sql::most_asked : sql::asked_without_hits;
    for (auto rows = connection.query(statement, within.from, within.to, within.shown_from, at_most); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::int64_t>(1), rows.get<std::int64_t>(2)});
    return all;
}

AskedInAll asked_in_all(db::Connection& connection, const AskedWithin& within) {
    const auto [asked, without_hits] =
        *connection.query(sql::asked_in_all, within.from, within.to).first<std::int64_t, std::int64_t>();
    return {asked, without_hits};
}

void forget_questions(db::Connection& connection, Day today, std::chrono::days kept, int shown_from) {
    connection.run(sql::forget_questions, today - kept);
    connection.run(sql::forget_rare_questions, today - rare_ones_stay, shown_from);
}

}  // namespace gongkai::search
