#include "tests/house/repository.h"

#include <algorithm>
#include <cstdio>
#include <regex>
#include <stdexcept>

#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai::house {
namespace {

const std::filesystem::path root = GONGKAI_SOURCE_DIR;

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r");
    char bytes[1 << 14];
    for (std::size_t count = 0; pipe && (count = std::fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        out.append(bytes, count);
    if (!pipe || ::pclose(pipe) != 0)
        throw std::runtime_error("failed: " + command);
    return out;
}

std::vector<SourceFile> read_repository() {
    std::vector<SourceFile> all;
    const auto names = output_of("git -c safe.directory='*' -C '" + root.string() + "' ls-files -z -co --exclude-standard");
    for (const auto name : split(names, '\0'))
        if (!name.empty() && std::filesystem::is_regular_file(root / name))
            all.push_back({std::string(name), read_file(root / name).value()});
    std::ranges::sort(all, {}, &SourceFile::path);
    return all;
}

// 10'000: a quote that parts the digits of a number and begins nothing.
bool is_within_a_number(std::string_view code, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(code[begin - 1])) || code[begin - 1] == '\''))
        --begin;
    return begin < at && std::isdigit(static_cast<unsigned char>(code[begin]));
}

// Walks over C++ and tells `visit` what each stretch is.
enum class Stretch { code, comment, literal };
template <class Visit>
void walk(std::string_view code, Visit&& visit) {
    std::size_t from = 0, at = 0;
    const auto end_stretch = [&](std::size_t to, Stretch kind) {
        if (to > from)
            visit(code.substr(from, to - from), kind);
        from = to;
    };
    const auto end_of = [&](std::string_view mark, std::size_t after) {
        const auto found = code.find(mark, after);
        return found == std::string_view::npos ? code.size() : found + mark.size();
    };
    while (at < code.size()) {
        const auto rest = code.substr(at);
        if (rest.starts_with("//") || rest.starts_with("/*")) {
            end_stretch(at, Stretch::code);
            at = rest[1] == '/' ? std::min(code.find('\n', at), code.size()) : end_of("*/", at + 2);
            end_stretch(at, Stretch::comment);
        } else if (rest.starts_with("R\"")) {
            const auto open = code.find('(', at);
            const auto close = ")" + std::string(code.substr(at + 2, open - at - 2)) + "\"";
            end_stretch(at, Stretch::code);
            at = end_of(close, open);
            end_stretch(at, Stretch::literal);
        } else if (rest[0] == '"' || (rest[0] == '\'' && !is_within_a_number(code, at))) {
            end_stretch(at, Stretch::code);
            const char quote = rest[0];
            for (++at; at < code.size() && code[at] != quote; ++at)
                at += code[at] == '\\';
            at = std::min(at + 1, code.size());
            end_stretch(at, quote == '"' ? Stretch::literal : Stretch::code);
        } else {
            ++at;
        }
    }
    end_stretch(code.size(), Stretch::code);
}

}  // namespace

bool SourceFile::ends_with(std::initializer_list<std::string_view> endings) const {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

const std::vector<SourceFile>& repository() {
    static const auto all = read_repository();
    return all;
}

std::vector<const SourceFile*> files_ending(std::initializer_list<std::string_view> endings) {
    std::vector<const SourceFile*> found;
    for (const auto& file : repository())
        if (file.ends_with(endings))
            found.push_back(&file);
    return found;
}

const SourceFile* find_file(std::string_view path) {
    const auto found = std::ranges::lower_bound(repository(), path, {}, &SourceFile::path);
    return found != repository().end() && found->path == path ? &*found : nullptr;
}

std::string without_comments(std::string_view code) {
    std::string out;
    walk(code, [&](std::string_view text, Stretch kind) {
        if (kind == Stretch::comment)
            std::ranges::transform(text, std::back_inserter(out), [](char c) { return c == '\n' ? '\n' : ' '; });
        else
            out += text;
    });
    return out;
}

std::vector<std::string> literals(std::string_view code) {
    std::vector<std::string> all;
    walk(code, [&](std::string_view text, Stretch kind) {
        if (kind != Stretch::literal)
            return;
        if (text.starts_with('R')) {
            const auto open = text.find('('), close = text.rfind(')');
            all.emplace_back(text.substr(open + 1, close - open - 1));
        } else {
            all.emplace_back(text.substr(1, text.size() - 2));
        }
    });
    return all;
}

std::vector<std::string> all_matches(const std::string& text, const std::string& expression) {
    const std::regex regex(expression);
    std::vector<std::string> all;
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
        all.push_back((*it)[it->size() > 1 ? 1 : 0]);
    return all;
}

std::size_t line_of(std::string_view text, std::size_t at) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

}  // namespace gongkai::house
