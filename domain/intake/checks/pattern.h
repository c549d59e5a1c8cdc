// A regular expression of ICU over a passage. Its signs are one unit each, so places are those of Passage::text().
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "domain/intake/checks/passage.h"

namespace gongkai::intake {

struct Match {
    Stretch whole;
    std::vector<Stretch> groups;  // from group 1 on; one that took no part is empty
};

class Pattern {
  public:
    // Throws std::logic_error where it is none: patterns are the program's own.
    explicit Pattern(std::u16string_view expression);
    ~Pattern();
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;

    std::vector<Match> all(const Passage& passage) const;
    std::vector<Match> all(const Passage& passage, const Stretch& within) const;
    bool is_in(const Passage& passage, const Stretch& within) const;

  private:
    std::vector<Match> find(const Passage& passage, const Stretch& within, std::size_t at_most) const;
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace gongkai::intake
