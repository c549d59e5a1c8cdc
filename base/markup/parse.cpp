#include "base/markup/parse.h"

#include <time.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "base/core/text.h"

namespace gongkai::markup {
namespace {

constexpr std::size_t most_source = std::size_t{16} << 20;
constexpr std::size_t most_memory = std::size_t{256} << 20, memory_at_least = std::size_t{8} << 20, memory_a_byte = 64;
constexpr double most_seconds = 2;  // of this thread's processor time
constexpr std::size_t chunk_size = std::size_t{256} << 10;
constexpr unsigned calls_between_looks = 256;  // at the clock

double seconds_used() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

struct Tree::Chunk {
    Chunk* before;
    std::size_t used, size;  // of the bytes behind this head
};

struct Tree::Bounds {
    Chunk*& chunks;
    std::size_t memory_left;
    double until;
    unsigned calls;
    std::jmp_buf out;
};

// Memory is taken in one direction and given back with the tree. Nothing of ours stands between here and parse() that would have
// to be destroyed, so the way out may be a jump over gumbo's frames.
void* Tree::allocate(void* userdata, std::size_t size) {
    auto& bounds = *static_cast<Bounds*>(userdata);
    size = (size + 15) / 16 * 16;
    if (size > bounds.memory_left || (++bounds.calls % calls_between_looks == 0 && seconds_used() > bounds.until))
        std::longjmp(bounds.out, 1);
    bounds.memory_left -= size;
    if (!bounds.chunks || bounds.chunks->size - bounds.chunks->used < size) {
        const auto wanted = std::max(size, chunk_size);
        auto* chunk = static_cast<Chunk*>(std::malloc(sizeof(Chunk) + 16 + wanted));
        if (!chunk)
            std::longjmp(bounds.out, 1);
        *chunk = {bounds.chunks, 0, wanted};
        bounds.chunks = chunk;
    }
    auto* begin = reinterpret_cast<char*>(bounds.chunks + 1);
    begin += (16 - reinterpret_cast<std::uintptr_t>(begin) % 16) % 16;
    void* memory = begin + bounds.chunks->used;
    bounds.chunks->used += size;
    return memory;
}

const GumboNode* Tree::parse(std::string_view html, Bounds& bounds) {
    if (setjmp(bounds.out) != 0)
        return nullptr;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    options.allocator = allocate;
    options.deallocator = [](void*, void*) {};
    options.userdata = &bounds;
    return gumbo_parse_with_options(&options, html.data(), html.size())->document;
}

Tree::Tree(std::string_view html) {
    if (html.size() > most_source)
        return;
    Bounds bounds{
        chunks_, std::min(most_memory, memory_at_least + memory_a_byte * html.size()), seconds_used() + most_seconds, 0, {}};
    document_ = parse(html, bounds);
}

Tree::~Tree() {
    while (chunks_)
        std::free(std::exchange(chunks_, chunks_->before));
}

namespace {

struct Tag {
    std::string_view name;  // as written; empty for a comment or a declaration
    bool is_end = false;
    std::size_t begin = 0, end = 0;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool same(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::ranges::any_of(names, [&](std::string_view other) { return same(name, other); });
}

constexpr std::array<std::string_view, 15> formatting{"a",     "b",      "big",    "code", "em", "font", "i",   "s",
                                                      "small", "strike", "strong", "tt",   "u",  "nobr", "span"};
constexpr std::array<std::string_view, 4> raw{"script", "style", "textarea", "title"};

// The next tag or comment from `at` on.
bool next_tag(std::string_view html, std::size_t at, Tag& tag) {
    for (at = html.find('<', at); at != std::string_view::npos; at = html.find('<', at + 1)) {
        tag = {{}, false, at, html.size()};
        if (html.substr(at, 4) == "<!--") {
            const auto close = html.find("-->", at + 4);
            tag.end = close == std::string_view::npos ? html.size() : close + 3;
            return true;
        }
        std::size_t name = at + 1;
        tag.is_end = name < html.size() && html[name] == '/';
        name += tag.is_end;
        if (name >= html.size())
            return false;
        if (!is_letter(html[name]) && html[name] != '!' && html[name] != '?')
            continue;
        const auto end = std::min(html.find_first_of(" \t\r\n\f/>", name), html.size());
        if (is_letter(html[name]))
            tag.name = html.substr(name, end - name);
        const auto close = html.find('>', end);
        tag.end = close == std::string_view::npos ? html.size() : close + 1;
        return true;
    }
    return false;
}

// The end tag of an element whose inside is no text, or the end of it all.
std::size_t end_of_raw(std::string_view html, std::size_t at, std::string_view name) {
    for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2))
        if (same(html.substr(at + 2, name.size()), name))
            return at;
    return html.size();
}

}  // namespace

std::string text_between_tags(std::string_view html) {
    html = html.substr(0, most_source);
    std::string out;
    std::size_t at = 0;
    Tag tag;
    while (next_tag(html, at, tag)) {
        out += html.substr(at, tag.begin - at);
        if (!tag.name.empty() && !is_one_of(tag.name, formatting))
            out += '\n';
        at = tag.end;
        if (!tag.is_end && is_one_of(tag.name, raw))
            at = end_of_raw(html, at, tag.name);
    }
    if (at < html.size())
        out += html.substr(at);
    return out;
}

}  // namespace gongkai::markup
