// An HTML page taken apart by the parser that browsers' rules describe (gumbo), as far as laws speak of it.
#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::http {

struct Link {
    std::string address;  // as written in href, src or action
    std::string element;  // "a", "link", "form"
    std::string classes;  // of an "a": "late"
};

// A form, and what it sends beside what is filled in.
struct FormOnPage {
    std::string action, method;
    std::vector<std::pair<std::string, std::string>> hidden;
    std::vector<std::pair<std::string, std::string>> chosen;  // in its lists, where nobody touches them
};

struct Page {
    bool has_doctype = false;
    std::string language;             // of <html>
    std::vector<std::string> titles;  // whole texts
    std::vector<std::string> headings_1;
    std::vector<std::string> ids;
    std::vector<Link> links;  // but not where forms are posted to
    std::vector<FormOnPage> forms;
    // What is read or read out: text, and the attributes that speak; not code, and not what has a language of its own.
    std::vector<std::string> texts;
    std::size_t mains = 0;
    std::size_t inline_styles_and_scripts = 0;      // <style>, <script> without src that is no data, style="…", on…="…"
    std::size_t pictures_without_words = 0;         // <img> without alt
    std::vector<std::string> fields_without_label;  // visible form fields
    std::string first_link;                         // of the body: where it leads

    const FormOnPage* form_to(std::string_view action) const;
};

Page read_page(std::string_view html);

// Every cell of the board's table: the class and the address of its link, with the name at the head of its line.
struct BoardCell {
    std::string owner, state, address;
    auto operator<=>(const BoardCell&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const BoardCell& cell) {
        return out << cell.owner << ' ' << cell.state << ' ' << cell.address;
    }
};
std::vector<BoardCell> board_cells(std::string_view html);

}  // namespace gongkai::http
