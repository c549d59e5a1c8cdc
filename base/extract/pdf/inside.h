// What a PDF holds besides the words on its pages: notes, form fields, files, layers that are switched off, properties in XMP,
// addresses of links, bookmarks, what is said instead of a picture. Plain types, because the library's header is read by an
// older standard.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::extract {

struct InsideOfPdf {
    struct Piece {
        enum class Kind { note, field, link, script, layer, properties, unseen_text, bookmark, alternative };
        Kind kind;
        int page = 0;  // from 1; 0 where it stands on none
        std::string text;
    };
    struct File {
        std::string name, bytes;
    };
    std::vector<Piece> pieces;
    std::vector<File> files;
};

// Empty for what the library cannot read. Throws std::length_error beyond its caps.
InsideOfPdf read_inside_of_pdf(std::string_view bytes);

}  // namespace gongkai::extract
