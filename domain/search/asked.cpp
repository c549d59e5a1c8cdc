#include "domain/search/asked.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/search/person.h"
#include "domain/search/queries.h"
#include "domain/search/query.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

constexpr std::size_t digits_in_a_row = 7;  // a telephone's; a year, a number of a paper and 12345 are shorter

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_year(std::string_view digits) { return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")); }

// 13812345678, 138 1234 5678, 0537-5213456, but not 2024-2025.
bool has_long_number(std::string_view text) {
    std::size_t row = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            if (text[i] != ' ' && text[i] != '-')
                row = 0;
            ++i;
            continue;
        }
        const auto from = i;
        while (i < text.size() && is_digit(text[i]))
            ++i;
        row = is_year(text.substr(from, i - from)) ? 0 : row + (i - from);
        if (row >= digits_in_a_row)
            return true;
    }
    return false;
}

}  // namespace

std::string question_of(std::string_view typed) {
    const auto question = join(plain_words(to_utf8(folded(typed))), " ");
    return count_code_points(question) > question_at_most ? std::string() : question;
}

bool is_personal(std::string_view question, const intake::Checking& checking) {
    if (has_long_number(question))
        return true;
    return std::ranges::any_of(intake::check_text(question, checking), [](const intake::Finding& finding) {
        return finding.kind != "wrong_word" && finding.kind != "sensitive_word";
    });
}

bool may_be_kept(std::string_view question, const intake::Checking& checking, const Synonyms& synonyms) {
    return !question.empty() && !is_personal(question, checking) && !may_name_person(question, synonyms);
}

void write_questions(db::Connection& connection, const Tally::ByQuestion& questions, Day on) {
    if (questions.empty())
        return;
    const bool is_full = std::get<0>(*connection.query(sql::questions_on, on).first<int>()) >= questions_a_day;
    const auto checking = intake::carried_checking(Language::zh, on);
    const auto known = synonyms(connection);
    for (const auto& [question, times] : questions) {
        if (!may_be_kept(question, checking, *known))
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
