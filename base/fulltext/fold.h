// Folding: what makes two spellings one. Character for character, so that places in the folded text are places in the text:
// full width to half width, capitals to small, compatibility forms to their plain ones. The caller may add its own pairs
// (traditional to simplified, look-alikes). An index remembers the digest of its fold and opens with no other.
#pragma once
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace gongkai::fulltext {

class Fold {
  public:
    enum class Kind : std::uint8_t { gap, han, token };  // han: also kana and hangul, which are searched as substrings too

    Fold();
    static std::shared_ptr<const Fold> standard();

    void set(char32_t from, char32_t to);

    char32_t operator()(char32_t c) const { return c < plane ? low_[c] : above(c); }
    static Kind kind(char32_t folded);
    // The other characters that become this one.
    std::vector<char32_t> variants_of(char32_t folded) const;
    std::uint64_t digest() const;

  private:
    static constexpr char32_t plane = 0x10000;
    char32_t above(char32_t c) const;

    std::vector<char32_t> low_;
    std::unordered_map<char32_t, char32_t> high_;
};

}  // namespace gongkai::fulltext
