// Texts for people, by catalogue. Every room has words/zh.json and words/en.json: flat objects from id to text with places {0}
// {1}. The false language `zz` shows the id in brackets, so a text that was wired in by hand is seen at once.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai {

enum class Language { zh, en, zz };

Language language_from(std::string_view tag);  // "en…" is en, "zz" is zz, all else zh
std::string_view tag_of(Language language);    // "zh-CN", "en", "zz"

// The text of `id`; the id itself in brackets where the catalogue has none.
std::string words(Language language, std::string_view id, const std::vector<std::string>& arguments = {});
std::string words(Language language, const Refusal& refusal);
bool has_words(Language language, std::string_view id);

// A text that is said many times on one page: looked up and taken apart once.
class Phrase {
  public:
    Phrase(Language language, std::string_view id);
    void append_to(std::string& out, std::initializer_list<std::string_view> arguments) const;

  private:
    std::string text_;
};

}  // namespace gongkai
