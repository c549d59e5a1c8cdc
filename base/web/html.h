// Pages are written, not filled in. A string literal is HTML and goes out as it stands; every other text is escaped, for text and
// for quoted attributes alike; so what a stranger typed can never become a tag. Attributes are written with single quotes:
//
//   page << "<a href='" << url(link) << "'>" << task.title << "</a> " << task.rows.size();
//   page << "<input name='q'" << when(is_wrong, " aria-invalid='true'") << " value='" << typed << "'>";
//
// Addresses that come from data go through url(), which lets no javascript: pass. There is no inline script or style: the
// Content-Security-Policy would not run it. A wrong use (a char array, a pointer, a bool) does not compile.
#pragma once
#include <cassert>
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace gongkai::web {

// A literal of the program. Only the compiler can make one.
class Raw {
  public:
    template <std::size_t N>
    consteval Raw(const char (&literal)[N]) : text_(literal, N - 1) {}
    constexpr std::string_view text() const { return text_; }

  private:
    friend constexpr Raw when(bool condition, Raw literal);
    constexpr Raw() = default;
    std::string_view text_;
};

// The literal, or nothing.
constexpr Raw when(bool condition, Raw literal) { return condition ? literal : Raw(); }

// An address that is safe to link to. See url().
struct Url {
    std::string_view address;
};

// http, https, mailto, tel, and addresses within the site pass; of anything else "#" remains. `address` must live until it is
// written.
Url url(std::string_view address);

// JSON inside <script type='application/ld+json'>: data that no browser runs. What could end the element is written as \u003c.
struct DataBlock {
    std::string_view json;
};

// HTML that was made safe elsewhere. Only base/markup/clean.cpp makes one; the house tests see to it.
struct Vetted {
    std::string_view html;
};

class Html;
template <class T>
concept Text =
    std::same_as<T, std::string> || std::same_as<T, std::string_view> || std::same_as<T, const char*> || std::same_as<T, char*>;
template <class T>
concept Number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
                 !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;
template <class T>
concept Piece = std::invocable<const T&, Html&>;

class Html {
  public:
    Html() { bytes_.reserve(32 << 10); }
    explicit Html(std::size_t expected_bytes) { bytes_.reserve(expected_bytes); }
    Html(Html&&) = default;
    Html& operator=(Html&&) = default;
    Html(const Html&) = delete;
    Html& operator=(const Html&) = delete;

    Html& operator<<(Raw literal) {
        bytes_.append(literal.text());
        return *this;
    }
    template <Text T>
    Html& operator<<(const T& text) {
        assert(is_a_safe_place());
        escape(text);
        return *this;
    }
    Html& operator<<(Url address) {
        escape(address.address);
        return *this;
    }
    Html& operator<<(Vetted part) {
        bytes_.append(part.html);
        return *this;
    }
    Html& operator<<(DataBlock data);
    template <Number T>
    Html& operator<<(T number) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        bytes_.append(digits, end);
        return *this;
    }
    Html& operator<<(const Html& part) {
        bytes_.append(part.bytes_);
        return *this;
    }
    // A part of a page written by a function: page << [&](Html& h) { … };  page << board_strip(board);
    template <Piece T>
    Html& operator<<(const T& piece) {
        piece(*this);
        return *this;
    }

    std::string_view view() const { return bytes_; }
    std::string take() { return std::move(bytes_); }

  private:
    void escape(std::string_view text);
    // Escaping does not make a text safe outside quotes or as an address; the second needs url().
    bool is_a_safe_place() const;

    std::string bytes_;
};

// The same escaping for XML feeds and the few places that are no page.
std::string escaped(std::string_view text);

}  // namespace gongkai::web
