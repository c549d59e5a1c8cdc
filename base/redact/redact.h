// Takes what must not be read out of a PDF or a picture for good. A page that holds it is drawn as its reader sees it, painted
// over where the words stand, and put in the place of the old one: of the old page no letter, picture, layer or note remains that
// could be dug up. The words that were seen lie unseen over the picture, in reading order and with their headings and paragraphs
// as tags, so that the page is still searched and read aloud; masked words say what their mask says. Pages without such words
// stay as they are.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/refusal.h"
#include "base/extract/pdf/printed.h"

namespace gongkai::redact {

// Words in the order in which the file says them; recognised where it is a scan or a picture. Units are those of each page.
struct Places {
    std::vector<extract::PrintedPage> pages;
    bool is_recognised = false;
    bool is_whole = true;  // false where pages were left out for want of time
    // Of a PDF of text, page by page: words that are seen in its pictures and that it does not say. Recognised.
    std::vector<std::vector<extract::Word>> pictured = {};
    std::vector<int> unread = {};  // pages whose pictures were not looked into, for want of time or of the programs
};

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
};

struct MaskedWord {
    extract::Word word;
    std::vector<std::string> instead;  // of each code point; the same where it stays; empty where the whole word stays
    bool is_pictured = false;          // in a picture on a page of text, which has not said it and does not say it afterwards
};

struct MaskedPage {
    int number = 0;  // from 1
    double width = 0, height = 0;
    std::vector<MaskedWord> words;  // every one of the page
    std::vector<Box> boxes;         // to be painted over besides
};

struct Masking {
    std::vector<MaskedPage> pages;
    bool is_recognised = false;  // as the places were
    // What must not stand in fields, links, bookmarks and the like either, and what stands there then.
    std::vector<std::pair<std::string, std::string>> texts;
};

struct Redacted {
    std::string file;
    std::string seen;  // a PDF of the new pages as pictures alone, without any words: for reading what can be seen on them
    bool had_signature = false;
};

// Pages that are drawn anew in one file.
inline constexpr std::size_t most_pages = 40;

// Both work in children as base/extract does, on PDF, PNG and JPEG, and refuse `redact.refuse.format`, .damaged, .encrypted,
// .too_large, .too_slow, .busy, .no_programs with `name` as argument. They throw std::logic_error where main() did not call
// run_if_child().
Result<Places> places_in(std::string_view bytes, std::string_view name);

// Form fields become part of their pages; notes, files within the file, scripts, properties and the signature are gone from it.
Result<Redacted> redact(std::string_view bytes, std::string_view name, const Masking& masking);

// Where this process was started as such a child, does its work and never returns; otherwise nothing.
void run_if_child(int argc, char** argv);

}  // namespace gongkai::redact
