#include "domain/search/passage.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/search/spelling.h"

namespace gongkai::search {
namespace {

constexpr std::size_t before = 60, whole = 330;  // bytes: 20 and 110 characters of Chinese

// Moves on to where a character begins.
std::size_t whole_character(std::string_view text, std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        ++at;
    return std::min(at, text.size());
}

}  // namespace

void write_passage(Hit& hit, const fulltext::Index& index, const std::vector<std::string>& all_words) {
    std::vector<fulltext::Word> words;
    for (const auto& word : all_words)
        words.push_back({word, fulltext::Field::anywhere});
    const auto& fold = *spelling();
    hit.title_marks = fulltext::places(hit.kept.entry.title, words, fold);
    const auto document = index.document(static_cast<std::uint64_t>(hit.kept.id));
    if (!document)
        return;
    std::string body = document->body.substr(0, document->body.find(end_of_text));
    std::ranges::replace_if(body, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    const auto places = fulltext::places(body, words, fold);
    // From where most of what follows was asked for.
    std::size_t best = 0, best_count = 0;
    for (std::size_t i = 0; i < places.size() && i < 200; ++i) {
        std::size_t count = 0;
        while (i + count < places.size() && places[i + count].second < places[i].first + whole - before)
            ++count;
        if (count > best_count) {
            best_count = count;
            best = i;
        }
    }
    const std::size_t first = places.empty() ? 0 : places[best].first;
    const std::size_t from = first <= before ? 0 : whole_character(body, first - before);
    const std::size_t to = whole_character(body, std::min(body.size(), from + whole));
    hit.passage = body.substr(from, to - from);
    if (trim(hit.passage).empty()) {
        hit.passage = hit.kept.entry.summary;
        hit.passage_marks = fulltext::places(hit.passage, words, fold);
        return;
    }
    for (const auto& [begin, end] : places)
        if (begin >= from && end <= to)
            hit.passage_marks.emplace_back(begin - from, end - from);
    const std::string_view dots = "…";
    if (from > 0) {
        hit.passage.insert(0, dots);
        for (auto& [begin, end] : hit.passage_marks)
            begin += dots.size(), end += dots.size();
    }
    if (to < body.size())
        hit.passage += dots;
}

}  // namespace gongkai::search
