#include "domain/search/words_of.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <stdexcept>

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

}  // namespace gongkai::search
