#include "domain/search/readings.h"

#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <unordered_map>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

// What people type is among the 6,763 characters of GB 2312; all others are read too, but nobody types one by mistake.
class Typed {
  public:
    Typed() {
        UErrorCode error = U_ZERO_ERROR;
        converter_.reset(ucnv_open("GB2312", &error));
        if (U_FAILURE(error))
            throw std::runtime_error(u_errorName(error));
        ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    }
    bool has(char32_t c) const {
        UErrorCode error = U_ZERO_ERROR;
        char bytes[8];
        const auto unit = static_cast<UChar>(c);
        const auto length = ucnv_fromUChars(converter_.get(), bytes, sizeof bytes, &unit, 1, &error);
        return U_SUCCESS(error) && length == 2;
    }

  private:
    struct Close {
        void operator()(UConverter* one) const { ucnv_close(one); }
    };
    std::unique_ptr<UConverter, Close> converter_;
};

std::string as_many_speak(std::string said) {
    for (const std::string_view curled : {"zh", "ch", "sh"})
        if (said.starts_with(curled))
            said.erase(1, 1);
    if (said.ends_with("ng"))
        said.pop_back();
    if (said.starts_with('n'))
        said.front() = 'l';
    return said;
}

// The usual reading of each Han character, without tones, and the words in which it is another.
class Readings {
  public:
    Readings() {
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> read(
            icu::Transliterator::createInstance("Han-Latin; NFD; [[:Mn:]-[\\u0308]] Remove; NFC; Lower", UTRANS_FORWARD, error));
        if (U_FAILURE(error))
            throw std::runtime_error(u_errorName(error));
        const Typed typed;
        const auto& fold = *spelling();
        for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) {
            icu::UnicodeString one(static_cast<UChar32>(c));
            read->transliterate(one);
            std::string said;
            one.toUTF8String(said);
            said = replace_all(replace_all(std::move(said), "üe", "ue"), "ü", "v");  // as it is typed: lue and lv
            std::erase_if(said, [](char letter) { return letter < 'a' || letter > 'z'; });
            if (typed.has(c) && fold(c) == c)
                add(readings_[c], said);
            usual_[c - 0x4E00] = said;
        }
        const auto rows = read_csv(embedded_or_die("data/search/readings.csv")).value();
        for (std::size_t i = 1; i < rows.size(); ++i) {
            std::vector<std::string> syllables;
            for (const auto syllable : split(rows[i].at(1), ' '))
                syllables.emplace_back(syllable);
            auto word = to_code_points(rows[i].at(0));
            auto& longest = longest_from_[word.front()];
            longest = std::max(longest, word.size());
            if (syllables.size() == word.size())
                for (std::size_t k = 0; k < word.size(); ++k)
                    add(readings_[word[k]], syllables[k]);
            words_.emplace(std::move(word), std::move(syllables));
        }
        find_confused();
    }

    std::vector<Syllable> syllables(std::u32string_view text) const {
        std::vector<Syllable> all;
        for (std::size_t i = 0; i < text.size();) {
            const auto longest = longest_from_.find(text[i]);
            std::size_t length = longest == longest_from_.end() ? 0 : std::min(longest->second, text.size() - i);
            for (; length > 0; --length)
                if (const auto word = words_.find(text.substr(i, length)); word != words_.end()) {
                    for (std::size_t k = 0; k < word->second.size(); ++k)
                        all.push_back({word->second[k], text[i + std::min(k, length - 1)]});
                    break;
                }
            if (length == 0) {
                const char32_t c = text[i];
                const bool is_read = c >= 0x4E00 && c <= 0x9FA5 && !usual_[c - 0x4E00].empty();
                if (is_read)
                    all.push_back({usual_[c - 0x4E00], c});
                else if (fulltext::Fold::kind(c) == fulltext::Fold::Kind::token)
                    all.push_back({to_utf8(std::u32string(1, c)), c});
                length = 1;
            }
            i += length;
        }
        return all;
    }

    Confused confused_with(char32_t c) const {
        Confused confused;
        const auto put = [&](std::u32string& to, const std::u32string& all) {
            for (const char32_t other : all)
                if (other != c && !confused.surely.contains(other) && !to.contains(other))
                    to.push_back(other);
        };
        const auto of = [](const auto& all, const auto& key) {
            const auto found = all.find(key);
            return found == all.end() ? std::u32string() : found->second;
        };
        put(confused.surely, of(looking_alike_, c));
        const auto said = readings_.find(c);
        if (said == readings_.end())
            return confused;
        for (const auto& one : said->second)
            put(confused.surely, of(alike_, one));
        for (const auto& one : said->second)
            put(confused.perhaps, of(nearly_alike_, as_many_speak(one)));
        return confused;
    }

  private:
    static void add(std::vector<std::string>& to, std::string one) {
        if (!one.empty() && std::ranges::find(to, one) == to.end())
            to.push_back(std::move(one));
    }

    void find_confused() {
        for (const auto& [c, said] : readings_)
            for (const auto& one : said) {
                alike_[one].push_back(c);
                nearly_alike_[as_many_speak(one)].push_back(c);
            }
        const auto rows = read_csv(embedded_or_die("data/search/look_alikes.csv")).value();
        for (std::size_t i = 1; i < rows.size(); ++i)
            for (const auto group = to_code_points(rows[i].at(0)); const char32_t one : group)
                looking_alike_[one] += group;
    }

    std::vector<std::string> usual_ = std::vector<std::string>(0x9FA6 - 0x4E00);
    std::map<char32_t, std::vector<std::string>> readings_;  // all of each character that people type
    std::map<std::string, std::u32string> alike_, nearly_alike_;
    std::map<char32_t, std::u32string> looking_alike_;
    std::map<std::u32string, std::vector<std::string>, std::less<>> words_;
    std::unordered_map<char32_t, std::size_t> longest_from_;  // of the words that begin so
};

const Readings& readings() {
    static const Readings all;
    return all;
}

}  // namespace

Reading reading_of(std::string_view text) {
    Reading reading;
    for (const auto& syllable : syllables(folded(text))) {
        reading.full += syllable.said;
        reading.initials += syllable.said.substr(0, 1);
    }
    return reading;
}

std::vector<Syllable> syllables(std::u32string_view folded) { return readings().syllables(folded); }

Confused confused_with(char32_t c) { return readings().confused_with(c); }

}  // namespace gongkai::search
