// The part of a page that its readers came for. Text is weighed line by line - what is a link or furniture of the site weighs
// nothing - and the way down from the body is followed as long as one element holds nearly all that weighs something.
#pragma once
#include <gumbo.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gongkai::intake {

struct PageLine {
    const GumboNode* holder = nullptr;  // the innermost block that it stands in
    std::string text;                   // blanks between signs kept, at its ends not
    std::size_t signs = 0, linked = 0;  // without blanks; of those in links
    double weight = 0;
    bool is_furniture = false;
};

// A short line of which only the site itself has something: 当前位置, 打印 关闭, 上一篇, 版权所有.
bool is_furniture(std::string_view line);

class WeighedPage {
  public:
    explicit WeighedPage(const GumboNode* document);

    const std::vector<PageLine>& lines() const { return lines_; }
    double weight_of(const GumboNode* element) const;
    // Lines that say this and nothing else weigh nothing from now on: the title is shown by whoever shows the page.
    void forget(std::string_view text);
    // Never null: where nothing weighs anything it is the body.
    const GumboNode* main_part() const;
    // Text that is no link.
    std::size_t plain_signs(const GumboNode* element) const;

    // Blocks below `main` that hold nothing but furniture, or ways to other pages of the site.
    std::unordered_set<const GumboNode*> furniture_in(const GumboNode* main) const;
    const GumboNode* body() const { return body_; }
    bool is_called_furniture(const GumboNode* element) const;

  private:
    struct Weight {
        double text = 0;
        int all = 0, lines = 0, of_furniture = 0, of_links = 0;  // lines that weigh something, and that do not
        std::size_t signs = 0, linked = 0;
    };
    struct Within {
        int depth = 0;
        bool is_linked = false, is_furniture = false;
    };
    void walk(const GumboNode* node, Within within);
    const GumboNode* heaviest_below(const GumboNode* at) const;
    void end_line();
    void weigh_picture();
    const GumboNode* named_part() const;

    const GumboNode* body_ = nullptr;
    std::vector<const GumboNode*> open_;  // blocks
    std::string line_;
    std::size_t linked_ = 0;
    bool has_file_link_ = false, is_in_furniture_ = false;
    bool knows_names_ = true;  // of furniture: not where all of the page stands in something that is called so
    std::vector<PageLine> lines_;
    std::vector<const GumboNode*> blocks_;
    std::unordered_map<const GumboNode*, Weight> weights_;
};

// An address of a file that is saved rather than read: .pdf, .docx …
bool is_file_address(std::string_view address);

}  // namespace gongkai::intake
