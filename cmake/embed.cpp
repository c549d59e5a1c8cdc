// The build's own tool: turns files into what the compiler and linker can take in. See Embed.cmake for its two verbs.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace {

std::string contents_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        std::cerr << "embed: cannot read " << path << '\n';
        std::exit(1);
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Writes a table {path, bytes, size} per file, ended by a null path, under the symbol that base/core/embed.cpp reads.
void write_assets(const std::filesystem::path& out, std::vector<std::string> files) {
    std::ranges::sort(files);
    std::filesystem::create_directories(out.parent_path());
    std::ofstream s(out);
    s << ".section .rodata\n";
    for (std::size_t i = 0; i < files.size(); ++i) {
        s << ".Lname" << i << ": .asciz \"" << files[i] << "\"\n"
          << ".balign 16\n"
          << ".Lbegin" << i << ": .incbin \"" << std::filesystem::absolute(files[i]).string() << "\"\n"
          << ".Lend" << i << ": .byte 0\n";
    }
    s << ".section .data.rel.ro,\"aw\"\n.balign 8\n.global gongkai_embedded_files\ngongkai_embedded_files:\n";
    for (std::size_t i = 0; i < files.size(); ++i)
        s << ".quad .Lname" << i << ", .Lbegin" << i << ", .Lend" << i << " - .Lbegin" << i << "\n";
    s << ".quad 0, 0, 0\n.section .note.GNU-stack,\"\",@progbits\n";
}

void write_queries(const std::filesystem::path& out, const std::string& room, const std::vector<std::string>& ins) {
    std::string text;
    for (const auto& in : ins)
        text += contents_of(in) + '\n';
    static const std::regex heading(R"(^-- name: ([a-z][a-z0-9_]*)[ \t]*$)", std::regex::multiline);
    std::filesystem::create_directories(out.parent_path());
    std::ofstream h(out);
    h << "// Made from the statements of the part by cmake/embed.cpp; edit those.\n#pragma once\n"
      << "#include \"base/db/statement.h\"\n\nnamespace gongkai::" << room << "::sql {\n\n";
    std::vector<std::string> names;
    for (std::sregex_iterator it(text.begin(), text.end(), heading), end; it != end; ++it) {
        const auto from = static_cast<std::size_t>(it->position() + it->length());
        const auto next = std::next(it);
        const auto to = next == end ? text.size() : static_cast<std::size_t>(next->position());
        std::string sql = text.substr(from, to - from);
        const auto first = sql.find_first_not_of(" \t\r\n");
        const auto last = sql.find_last_not_of(" \t\r\n;");
        sql = first == std::string::npos ? "" : sql.substr(first, last - first + 1);
        h << "inline constexpr db::Statement " << (*it)[1] << "{\"" << room << '.' << (*it)[1] << "\", R\"sql(" << sql
          << ")sql\"};\n\n";
        names.push_back((*it)[1]);
    }
    h << "inline constexpr const db::Statement* all[] = {";
    for (const auto& name : names)
        h << '&' << name << ", ";
    h << "};\n\n}  // namespace gongkai::" << room << "::sql\n";
    if (names.empty()) {
        std::cerr << "embed: " << ins.front() << " names no statement (-- name: …)\n";
        std::exit(1);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() >= 2 && words[0] == "assets")
        write_assets(words[1], {words.begin() + 2, words.end()});
    else if (words.size() >= 4 && words[0] == "queries")
        write_queries(words[1], words[2], {words.begin() + 3, words.end()});
    else {
        std::cerr << "usage: embed assets OUT.S FILE… | embed queries OUT.h ROOM IN.sql…\n";
        return 2;
    }
}
