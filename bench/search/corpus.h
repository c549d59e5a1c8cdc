// Documents that read like a government's and can be made again: document i depends on nothing but the seed and i.
//
// Sentences walk through word triples of real and invented sentences; a part of their words is replaced by words of the same
// kind, drawn by their frequency in the language, and many of those from the few words of the document's own theme, so that words
// come in bursts. Lengths are log-normal between 200 and 3,000 characters, days thin out over 22 years.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/core/day.h"

namespace gongkai::bench {

struct Paper {
    std::uint64_t id = 0;
    std::string title, number, body;  // the number may be empty
    Day day{};
    std::uint32_t category = 0, unit = 0, year = 0, validity = 0;
};

class Random {
  public:
    explicit Random(std::uint64_t state) : state_(state) {}
    std::uint64_t next();
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((next() >> 32) * n >> 32); }
    std::uint32_t between(std::uint32_t from, std::uint32_t beyond) { return from + below(beyond - from); }
    bool one_in(std::uint32_t n) { return below(n) == 0; }
    double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double normal();
    // Low numbers more often, the more so the greater `bend`.
    std::uint32_t low(std::uint32_t n, double bend);

  private:
    std::uint64_t state_;
};

// Draws numbers with given weights in constant time (Walker's alias method).
class Lottery {
  public:
    Lottery() = default;
    explicit Lottery(const std::vector<double>& weights);
    std::uint32_t draw(Random& random) const;

  private:
    std::vector<float> keep_;
    std::vector<std::uint32_t> other_;
};

class Corpus {
  public:
    // Reads words.tsv.gz and sentences.tsv.gz in `data`.
    explicit Corpus(const std::filesystem::path& data);
    Paper paper(std::uint64_t id) const;
    const std::vector<std::string>& words() const { return words_; }

  private:
    struct Kind {  // words of one kind of speech
        std::vector<std::uint32_t> words;
        Lottery by_frequency;
    };
    struct Token {
        std::uint32_t word;
        char kind;  // 'x': stays as it is
    };
    class Writer;

    std::uint32_t number_of(const std::string& word);
    void read_words(const std::filesystem::path& file);
    void read_sentences(const std::filesystem::path& file);
    void make_units();
    void make_themes();
    std::uint32_t draw(char kind, Random& random) const;
    std::string title(Random& random, const Paper& paper, const std::string& subject) const;

    std::vector<std::string> words_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::map<char, Kind> kinds_;
    std::vector<std::vector<Token>> sentences_;
    std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> after_;  // two words: sentence, place
    std::vector<std::string> places_, units_, marks_;  // marks_: what a unit's document numbers begin with
    std::vector<std::uint32_t> unit_category_;
    Lottery unit_lottery_;
    std::vector<std::vector<std::uint32_t>> themes_;  // words of each category
};

}  // namespace gongkai::bench
