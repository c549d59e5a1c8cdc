// For the tests of this folder: files made of strings, and documents shown as text.
#pragma once
#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <string>
#include <string_view>

#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/document.h"
#include "base/extract/extract.h"

namespace gongkai::extract::testing {

inline std::string make_zip(const std::map<std::string, std::string>& files) {
    auto* buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(buffer);
    auto* archive = zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, text] : files)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
    zip_close(archive);
    zip_source_open(buffer);
    zip_stat_t status;
    zip_source_stat(buffer, &status);
    std::string bytes(status.size, '\0');
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    zip_source_free(buffer);
    return bytes;
}

inline Result<Document> extract_bytes(std::string_view bytes, const std::string& name = "notice") {
    const TemporaryFolder folder;
    write_file(folder.path() / name, bytes);
    return extract(folder.path() / name);
}

inline std::string sample(const std::string& name) { return GONGKAI_SOURCE_DIR "/tests/samples/extract/" + name; }

// A table as lines: cells parted by " | ", line breaks inside as "/", spans as "{rows x columns}", covered places as ".".
inline std::string show(const Table& table) {
    std::map<std::pair<int, int>, const Cell*> begins;
    for (const auto& cell : table.cells)
        begins[{cell.row, cell.column}] = &cell;
    std::string out;
    for (int row = 0; row < table.rows; ++row)
        for (int column = 0; column < table.columns; ++column) {
            const auto found = begins.find({row, column});
            if (found == begins.end()) {
                out += '.';
            } else {
                const auto& cell = *found->second;
                out += replace_all(cell.text, "\n", "/");
                if (cell.row_span > 1 || cell.column_span > 1)
                    out += "{" + std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span) + "}";
            }
            out += column + 1 == table.columns ? "\n" : " | ";
        }
    return out;
}

// What every document must keep, whatever it was made of.
inline void expect_sound(const Document& document) {
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const auto& page = document.pages[i];
        ASSERT_TRUE(is_utf8(page.text));
        const auto text = to_code_points(page.text);
        for (const char32_t c : text)
            ASSERT_TRUE(c >= 0x20 || c == '\n' || c == '\t') << static_cast<unsigned>(c);
        std::size_t last = 0;
        for (const auto& table : page.tables) {
            std::size_t places = 0;
            std::pair before{-1, -1};
            for (const auto& cell : table.cells) {
                ASSERT_LT(before, std::pair(cell.row, cell.column));
                before = {cell.row, cell.column};
                ASSERT_EQ(cell.span.page, static_cast<int>(i));
                ASSERT_LE(last, cell.span.start);
                ASSERT_LE(cell.span.start, cell.span.end);
                ASSERT_LE(cell.span.end, text.size());
                ASSERT_EQ(to_utf8(std::u32string_view(text).substr(cell.span.start, cell.span.end - cell.span.start)), cell.text);
                ASSERT_EQ(cell.text.find('\t'), std::string::npos);
                ASSERT_LE(cell.row + cell.row_span, table.rows);
                ASSERT_LE(cell.column + cell.column_span, table.columns);
                places += static_cast<std::size_t>(cell.row_span) * static_cast<std::size_t>(cell.column_span);
                last = cell.span.end;
            }
            ASSERT_EQ(places, static_cast<std::size_t>(table.rows) * static_cast<std::size_t>(table.columns));
        }
    }
}

}  // namespace gongkai::extract::testing
