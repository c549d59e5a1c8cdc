// PDF and pictures: nothing in them is written as it is read, so the words are found by their places, painted over, and what is
// seen then is read again as a stranger would read it.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/core/text.h"
#include "base/extract/readers.h"
#include "base/redact/redact.h"
#include "domain/intake/checks/mask.h"

namespace gongkai::intake {
namespace {

using namespace std::string_view_literals;
using extract::Word;
using redact::MaskedPage, redact::MaskedWord;

constexpr double gap_of_a_blank = 0.2, gap_of_a_cell = 1.2;  // in sizes of the type
constexpr std::size_t short_text = 5;                        // signs; such a text may stand elsewhere for other reasons

struct Source {
    std::size_t word = 0, sign = 0;
    bool is_sign = false;  // false for what parts two words
};

struct PageText {
    std::string text;
    std::vector<Source> sources;  // by code point
};

// Words that the page says and words in its pictures are different texts.
enum class Of { page, pictures };

// A page as a passage reads it: lines, cells of a row parted by a tab.
PageText text_of(const MaskedPage& page, Of what) {
    using Place = std::tuple<double, double, double, double, std::string>;
    const auto place_of = [](const Word& word) { return Place(word.left, word.top, word.right, word.bottom, word.text); };
    std::map<Place, std::size_t> numbers;
    std::vector<Word> words;
    for (std::size_t i = 0; i < page.words.size(); ++i) {
        if (page.words[i].is_pictured != (what == Of::pictures))
            continue;
        numbers.emplace(place_of(page.words[i].word), i);
        words.push_back(page.words[i].word);
    }
    PageText out;
    const auto part = [&](char sign) {
        out.text += sign;
        out.sources.emplace_back();
    };
    for (const auto& line : extract::lines_of(std::move(words))) {
        for (std::size_t i = 0; i < line.words.size(); ++i) {
            const auto& word = line.words[i];
            if (i > 0) {
                const double gap = word.left - line.words[i - 1].right;
                if (gap > gap_of_a_cell * line.size)
                    part('\t');
                else if (gap > gap_of_a_blank * line.size)
                    part(' ');
            }
            const auto number = numbers.at(place_of(word));
            out.text += word.text;
            for (std::size_t sign = 0; sign < count_code_points(word.text); ++sign)
                out.sources.push_back({number, sign, true});
        }
        part('\n');
    }
    return out;
}

std::u32string without_blanks(std::u32string_view text) {
    std::u32string out;
    for (const char32_t c : text)
        if (c > U' ' && c != U'\u00A0' && c != U'\u3000')
            out += c;
    return out;
}

class Masker {
  public:
    Masker(const redact::Places& places, const Checking& checking) : checking_(checking), is_recognised_(places.is_recognised) {
        for (const auto& page : places.pages) {
            MaskedPage one{static_cast<int>(pages_.size()) + 1, page.width, page.height, {}, {}};
            for (const auto& word : page.words)
                one.words.push_back({word, {}});
            if (!places.pictured.empty())
                for (const auto& word : places.pictured[pages_.size()])
                    one.words.push_back({word, {}, true});
            pages_.push_back(std::move(one));
        }
    }

    void mask_what_is_read() {
        for (auto& page : pages_)
            for (const auto what : {Of::page, Of::pictures})
                mask_what_is_read(page, text_of(page, what));
    }

    // What the checks found by other ways, in paragraphs, tables and fields, wherever it stands on the pages.
    void mask_what_was_found(const std::vector<Finding>& findings) {
        for (const auto& finding : maskable(findings)) {
            const auto printed = to_code_points(finding.text);
            const auto instead = masked_signs(finding.kind, printed);
            note(finding, printed, instead);
            const auto wanted = without_blanks(printed);
            if (wanted.empty() || (wanted.size() < short_text && seen_.contains(wanted)))
                continue;
            std::vector<std::u32string> flat;
            for (std::size_t i = 0; i < printed.size(); ++i)
                if (!without_blanks(std::u32string_view(&printed[i], 1)).empty())
                    flat.push_back(instead[i]);
            for (auto& page : pages_)
                mask_all(page, wanted, flat);
        }
    }

    // Boxes of words on pages that were drawn already, in the order of those pages.
    void cover(const std::vector<std::pair<std::size_t, redact::Box>>& boxes, const redact::Places& drawn,
               redact::Masking& masking) const {
        for (const auto& [index, box] : boxes) {
            auto& page = masking.pages.at(index);
            const double across = page.width / std::max(drawn.pages[index].width, 1.0),
                         down = page.height / std::max(drawn.pages[index].height, 1.0);
            page.boxes.push_back({box.left * across, box.top * down, box.right * across, box.bottom * down});
        }
    }

    redact::Masking masking() const {
        redact::Masking masking;
        masking.is_recognised = is_recognised_;
        for (const auto& page : pages_)
            if (std::ranges::any_of(page.words, [](const MaskedWord& word) { return !word.instead.empty(); }))
                masking.pages.push_back(page);
        masking.texts.assign(texts_.begin(), texts_.end());
        return masking;
    }

    // Which words the findings of each page stand in.
    std::vector<std::pair<std::size_t, redact::Box>> boxes_of_findings() const {
        std::vector<std::pair<std::size_t, redact::Box>> boxes;
        for (std::size_t index = 0; index < pages_.size(); ++index) {
            std::set<std::size_t> words;
            for (const auto what : {Of::page, Of::pictures}) {
                const auto text = text_of(pages_[index], what);
                for (const auto& finding : maskable(check_text(text.text, checking_)))
                    for (auto at = finding.start; at < finding.end; ++at)
                        if (text.sources[at].is_sign)
                            words.insert(text.sources[at].word);
            }
            for (const auto word : words) {
                const auto& box = pages_[index].words[word].word;
                boxes.push_back({index, {box.left, box.top, box.right, box.bottom}});
            }
        }
        return boxes;
    }

  private:
    void mask_what_is_read(MaskedPage& page, const PageText& text) {
        const auto signs = to_code_points(text.text);
        for (const auto& finding : maskable(check_text(text.text, checking_))) {
            const auto printed = std::u32string_view(signs).substr(finding.start, finding.end - finding.start);
            const auto instead = masked_signs(finding.kind, printed);
            for (std::size_t i = 0; i < instead.size(); ++i)
                if (const auto& source = text.sources[finding.start + i]; source.is_sign)
                    put(page, source, printed[i], instead[i]);
            note(finding, printed, instead);
            seen_.insert(without_blanks(printed));
        }
    }

    static void put(MaskedPage& page, const Source& source, char32_t sign, const std::u32string& instead) {
        if (instead == std::u32string_view(&sign, 1))
            return;
        auto& masked = page.words[source.word];
        if (masked.instead.empty())
            for (const char32_t c : to_code_points(masked.word.text))
                masked.instead.push_back(to_utf8(std::u32string_view(&c, 1)));
        masked.instead.at(source.sign) = to_utf8(instead);
    }

    static void mask_all(MaskedPage& page, const std::u32string& wanted, const std::vector<std::u32string>& instead) {
        std::u32string flat;
        std::vector<Source> sources;
        for (std::size_t word = 0; word < page.words.size(); ++word) {
            const auto signs = to_code_points(page.words[word].word.text);
            for (std::size_t sign = 0; sign < signs.size(); ++sign) {
                flat += signs[sign];
                sources.push_back({word, sign, true});
            }
        }
        for (auto at = flat.find(wanted); at != std::u32string::npos; at = flat.find(wanted, at + wanted.size()))
            for (std::size_t i = 0; i < wanted.size(); ++i)
                put(page, sources[at + i], wanted[i], instead[i]);
    }

    void note(const Finding& finding, std::u32string_view printed, const std::vector<std::u32string>& instead) {
        std::u32string masked;
        for (const auto& sign : instead)
            masked += sign;
        if (masked != printed)
            texts_.emplace(finding.text, to_utf8(masked));
    }

    const Checking& checking_;
    bool is_recognised_;
    std::vector<MaskedPage> pages_;
    std::map<std::string, std::string> texts_;
    std::set<std::u32string> seen_;
};

}  // namespace

bool is_printed(std::string_view bytes) {
    return extract::looks_like_pdf(bytes) || bytes.starts_with("\xFF\xD8\xFF"sv) || bytes.starts_with("\x89PNG\r\n\x1A\n"sv);
}

Result<MaskedFile> mask_printed(std::string_view bytes, std::string_view name, const Checking& checking) {
    const auto left = [&] { return refuse(Refusal::Kind::invalid, "checks.refuse.mask_left", {std::string(name)}); };
    const auto places = redact::places_in(bytes, name);
    if (!places)
        return std::unexpected(places.error());
    if (!places->is_whole)
        return refuse(Refusal::Kind::too_large, "redact.refuse.too_large", {std::string(name)}, "not all pages were recognised");
    // A picture says nothing but what was recognised in it just now.
    const bool is_pdf = extract::looks_like_pdf(bytes);
    auto found = is_pdf ? check_said(bytes, name, checking) : Result<std::vector<Finding>>(std::vector<Finding>());
    if (!found)
        return std::unexpected(found.error());
    std::ranges::move(check_pictured(*places, checking), std::back_inserter(*found));
    Masker masker(*places, checking);
    masker.mask_what_is_read();
    masker.mask_what_was_found(*found);
    auto masking = masker.masking();
    // What is recognised in the new picture is not always what was recognised, or written, in the old one: twice, then no more.
    for (int round = 0; round < 2; ++round) {
        auto made = redact::redact(bytes, name, masking);
        if (!made)
            return std::unexpected(made.error());
        const auto seen = !is_pdf              ? redact::places_in(made->file, name)
                          : made->seen.empty() ? Result<redact::Places>(redact::Places())
                                               : redact::places_in(made->seen, name);
        if (!seen)
            return std::unexpected(seen.error());
        if (!seen->is_whole)
            return refuse(Refusal::Kind::too_large, "redact.refuse.too_large", {std::string(name)},
                          "the new pages were not read in time");
        if (const auto boxes = Masker(*seen, checking).boxes_of_findings(); !boxes.empty()) {
            masker.cover(boxes, *seen, masking);
            continue;
        }
        // New pages were read as pictures just now, and pictures on the others have shown nothing.
        if (is_pdf)
            if (const auto again = check_said(made->file, name, checking); !again || !maskable(*again).empty())
                return left();
        MaskedFile masked{std::move(made->file), {}};
        if (!masking.pages.empty() && is_pdf)
            masked.told.emplace_back("checks.told.redrawn");
        if (!places->unread.empty())
            masked.told.emplace_back("checks.told.pictures_unread");
        if (made->had_signature)
            masked.told.emplace_back("checks.told.signature_lost");
        return masked;
    }
    return left();
}

}  // namespace gongkai::intake
