// The inside of a paragraph of Word: pieces of text with their looks, links, fields, pictures, notes - and what its reader does
// not see, which is told apart as it is read.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/extract/office/office.h"
#include "base/extract/office/word_styles.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

// What a paragraph gathers.
struct Gathered {
    std::vector<Run> runs;
    std::vector<pugi::xml_node> boxes;  // contents of text boxes, which follow the paragraph
    std::vector<Hidden> hidden;         // without their spot
    bool breaks_page = false;
    double size = 0;  // of the largest letters
    std::size_t red = 0, letters = 0;
};

class RunReader {
  public:
    RunReader(Package& package, const WordStyles& styles, const std::string& part, Rich& into);

    // `is_shaded`: the ground of a cell or a paragraph has a colour, so that white letters can be read.
    Gathered paragraph(const pugi::xml_node& node, const Letters& letters, bool is_shaded);

    // Ids of notes in the order they were met: "footnote 2" is noted as [1] where it comes first.
    const std::vector<std::pair<std::string, std::string>>& notes() const { return notes_; }

  private:
    struct Field {
        std::string instruction, link;
        bool is_result = false;
    };
    enum class Track { none, inserted, deleted };

    void inlines(const pugi::xml_node& parent, const Letters& letters, const std::string& link, Track track);
    void run(const pugi::xml_node& node, const Letters& letters, const std::string& link, Track track);
    void contents(const pugi::xml_node& node, const Letters& letters, const std::string& link, Track track);
    void text(std::string_view text, const Letters& letters, const std::string& link, Track track);
    void hide(Hidden::Kind kind, std::string_view text, Track track = Track::none);
    void field(const pugi::xml_node& mark);
    void note(const pugi::xml_node& node, std::string_view kind);
    void drawing(const pugi::xml_node& node, const std::string& alternative, bool is_decoration, const std::string& link);
    void picture(const std::string& relation, const std::string& alternative, bool is_decoration, const std::string& link);
    void symbol(const pugi::xml_node& node, const Letters& letters, const std::string& link, Track track);
    void math(const pugi::xml_node& node, const Letters& letters, const std::string& link, Track track);

    Package& package_;
    const WordStyles& styles_;
    std::map<std::string, Relation> relations_;
    std::map<std::string, std::string> links_;
    Rich& rich_;
    Gathered here_;
    Track last_track_ = Track::none;  // of what was hidden last
    std::vector<Field> fields_;       // open ones; may reach over paragraphs
    std::vector<std::pair<std::string, std::string>> notes_;
    int depth_ = 0;
    bool is_after_fraction_ = false;
};

// The same thing drawn in several ways: the first choice, which newer programs draw, or else the fallback.
inline pugi::xml_node chosen(const pugi::xml_node& alternate) {
    const auto choice = child(alternate, "Choice");
    return choice ? choice : child(alternate, "Fallback");
}

// No part of a file may be nested deeper than this.
class Deeper {
  public:
    explicit Deeper(int& depth);
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

  private:
    int& depth_;
};

}  // namespace gongkai::extract
