#include "domain/search/words_of.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/search/spelling.h"

namespace gongkai::search {

std::vector<std::string> words_of(std::string_view text) {
    thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createWordInstance(icu::Locale::getChina(), error));
        if (U_FAILURE(error))
            throw std::runtime_error(u_errorName(error));
        return made;
    }();
    const auto whole = icu::UnicodeString::fromUTF8(to_utf8(folded(text)));
    breaks->setText(whole);
    std::vector<std::string> all;
    for (auto from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
        std::string word;
        whole.tempSubStringBetween(from, to).toUTF8String(word);
        if (!bare(word).empty())
            all.push_back(std::move(word));
    }
    return all;
}

const std::vector<std::pair<std::string, std::string>>& synonyms() {
    static const auto all = [] {
        std::vector<std::pair<std::string, std::string>> pairs;
        const auto rows = read_csv(embedded_or_die("data/search/synonyms.csv")).value();
        for (std::size_t i = 1; i < rows.size(); ++i)
            if (rows[i].size() >= 2 && rows[i][0] != rows[i][1])
                pairs.emplace_back(rows[i][0], rows[i][1]);
        return pairs;
    }();
    return all;
}

std::vector<std::string> other_words(std::string_view word) {
    const auto wanted = bare(word);
    std::vector<std::string> all;
    const auto add = [&](const std::string& other) {
        if (std::ranges::find(all, other) == all.end())
            all.push_back(other);
    };
    for (const auto& [plain, policy] : synonyms()) {
        if (bare(plain) == wanted)
            add(policy);
        else if (bare(policy) == wanted)
            add(plain);
    }
    return all;
}

}  // namespace gongkai::search
