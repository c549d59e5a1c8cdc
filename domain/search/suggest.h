// What somebody may be about to type: titles, numbers of papers and names by their text, by full pinyin and by initials.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/words.h"
#include "base/db/connection.h"
#include "domain/search/readings.h"
#include "domain/search/store.h"

namespace gongkai::search {

class Suggestions {
  public:
    struct Phrase {
        std::string text;
        double weight = 0;            // 0: it is heard and never suggested
        const Label* kind = nullptr;  // of the thing that is called so; null: a word
        std::string number = {};      // of the paper, under which it is known too
        bool is_only_said = false;    // papers use other words: it is heard only beside others (in_rows)
    };
    // `labels`: those that phrases point to.
    explicit Suggestions(std::vector<Phrase> phrases, std::map<LabelId, KeptLabel> labels = {});

    // The heaviest whose text, or reading, begins with what is typed; then those that hold it as text.
    std::vector<std::string> for_typed(std::string_view typed, std::size_t at_most = 8) const;
    // What is called so: 单位, 任务, 政策文件 with its number; empty for a word.
    std::string kind_of(std::string_view phrase, Language language) const;
    bool knows(std::string_view phrase) const;  // bare
    // Words that are read exactly so, and units by any of their names: yibao gives 医保, jiaoyuju 市教育和体育局.
    std::vector<std::string> read_as(std::string_view letters, std::size_t at_most = 4) const;
    // Rows of characters inside titles that are read so, whole syllables, the most frequent first: yanglaobaoxian gives 养老保险.
    // By initials where there are four and more.
    std::vector<std::string> heard(std::string_view letters, std::size_t at_most = 4) const;
    // Units by the first letters of the words of their names: rsj gives 市人力资源和社会保障局.
    std::vector<std::string> units_called(std::string_view letters, std::size_t at_most = 3) const;
    // Names and words of papers that begin so, the heaviest first: bdc gives 不动产登记.
    std::vector<std::string> begun(std::string_view letters, std::size_t at_most = 3) const;
    // Words that are read so one behind the other, the likeliest first: yibaobaoxiao and ybbx give 医保, 报销.
    struct Row {
        std::vector<std::string> words;
        bool has_initials = false;  // one of them is read by its first letters, which may be those of many
        double worth = 0;
    };
    std::vector<Row> in_rows(std::string_view letters, std::size_t at_most = 6) const;

  private:
    struct Key {
        std::string key;
        std::uint32_t phrase = 0;
        bool is_whole = true;  // begins where the phrase begins
    };
    // All whole keys of one kind in their order, each with a sign behind it: one walk finds those that hold some letters.
    class InARow {
      public:
        InARow() = default;
        explicit InARow(const std::vector<Key>& keys);
        // `take` is given the phrase of each of them until it answers false.
        template <class Take>
        void each_with(std::string_view letters, Take take) const;

      private:
        std::string text_;
        std::vector<std::pair<std::size_t, std::uint32_t>> places_;  // where a key begins, its phrase
    };
    // The name of a unit without its 市: how its characters begin, and which of them begin a word.
    struct Unit {
        std::uint32_t phrase = 0;
        std::string initials;
        std::vector<bool> begins;
    };
    void add_keys(std::string_view text, std::uint32_t phrase, bool is_whole);
    void add_unit(std::string_view text, std::uint32_t phrase);
    void add_other_names_of_units();
    bool is_unit(std::uint32_t phrase) const;
    // The heaviest words of two characters and more with just this key.
    std::vector<const Phrase*> words_with(const std::vector<Key>& keys, const std::string& key) const;

    std::map<LabelId, KeptLabel> labels_;
    std::vector<Phrase> phrases_;
    std::vector<Key> by_text_, by_full_, by_initials_;
    std::vector<Unit> units_;
    InARow full_in_a_row_, initials_in_a_row_;
};

std::shared_ptr<const Suggestions> suggestions(db::Connection& connection);

}  // namespace gongkai::search
