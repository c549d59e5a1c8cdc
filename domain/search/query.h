// What somebody has typed, taken apart: words that are found as they stand, a number of a paper, filters. Pure functions.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/search/entry.h"
#include "domain/search/number.h"

namespace gongkai::search {

enum class Order {
    best,
    newest,
    downloads,
    came  // as things came, the last one first, whatever their own days are: of feeds and alerts alone
};
std::string_view word_of(Order order);  // as an address has it; "" for best and came
Order order_from(std::string_view word);

inline constexpr std::chrono::milliseconds budget{250};  // of a question that somebody waits for
inline constexpr unsigned threads_a_question = 2;        // where much of a large index is looked through

// As it is asked; labels by their codes. Empty or 0: not asked.
struct Asked {
    std::string text;
    std::string kind = {}, unit = {}, theme = {}, column = {};
    int year = 0;
    Validity validity = Validity::none;
    std::optional<Day> from = {}, to = {};
    Order order = Order::best;
    int page = 1;
    std::optional<Day> came_from = {};  // of what follows a question: what came on this day or later
    bool is_as_typed = false;           // nothing in it is taken for days or for a wrong character
    std::chrono::milliseconds budget = search::budget;
    bool has_filters() const {
        return !kind.empty() || !unit.empty() || !theme.empty() || !column.empty() || year != 0 || validity != Validity::none ||
               from || to || came_from;
    }
};

inline constexpr std::size_t typed_at_most = 200;  // code points
inline constexpr std::size_t words_at_most = 12;
inline constexpr int pages_at_most = 100;

struct Typed {
    std::vector<std::string> words;  // each is found where it stands as it is written, signs aside
    bool has_quoted = false;         // "…": nothing but that is wanted
    std::optional<Number> number;
    // What somebody pasted whole: a title with blanks or signs.
    std::string bare;
};

// Refuses search.refuse.too_long and .no_words (signs alone).
Result<Typed> read_query(std::string_view text);

// Parted at blanks and signs and nothing else.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace gongkai::search
