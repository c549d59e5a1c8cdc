#include "base/extract/office/formula.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/symbols.h"

namespace gongkai::extract {
namespace {

using Pieces = std::vector<FormulaPiece>;
using Place = FormulaPiece::Place;

constexpr int deepest = 100;

bool is_word_sign(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

std::string_view value_of(const pugi::xml_node& node, std::string_view properties, std::string_view name) {
    return attribute(child(child(node, properties), name), "val");
}

bool is_said(const pugi::xml_node& node, std::string_view properties, std::string_view name) {
    const auto said = child(child(node, properties), name);
    const auto value = attribute(said, "val");
    return said && value != "0" && value != "off" && value != "false";
}

std::string text_of(const Pieces& pieces) {
    std::string text;
    for (const auto& piece : pieces)
        text += piece.text;
    return text;
}

// One number, one word, one letter: nothing that an operation could part.
bool is_whole(const Pieces& pieces) {
    const auto text = text_of(pieces);
    const auto signs = to_code_points(text);
    const auto is_plain = [](char32_t c) {
        return (c < 0x80 && (is_word_sign(static_cast<char>(c)) || c == '.' || c == '%')) || is_han(c) ||
               (c >= 0x391 && c <= 0x3C9);
    };
    if (std::ranges::all_of(pieces, [](const auto& piece) { return piece.place == Place::line; }))
        return signs.size() <= 1 || std::ranges::all_of(signs, is_plain);
    // m², aₙ
    return pieces.front().place == Place::line && std::ranges::all_of(to_code_points(pieces.front().text), is_plain) &&
           std::ranges::none_of(pieces.begin() + 1, pieces.end(), [](const auto& piece) { return piece.place == Place::line; });
}

void add(Pieces& to, std::string_view text, Place place = Place::line) {
    if (text.empty())
        return;
    if (!to.empty() && to.back().place == place)
        to.back().text += text;
    else
        to.push_back({std::string(text), place});
}

void add(Pieces& to, const Pieces& from) {
    for (const auto& piece : from)
        add(to, piece.text, piece.place);
}

void add_in_brackets(Pieces& to, const Pieces& from) {
    if (is_whole(from))
        return add(to, from);
    add(to, "(");
    add(to, from);
    add(to, ")");
}

// After such a sign, or before it, a fraction stands for itself.
bool is_open_before(std::string_view text) {
    if (text.empty())
        return true;
    for (const std::string_view sign : {"+", "-",  "−", "±", "=", "<", ">",  "≤", "≥",  "≈", "≠",  "×", "·",
                                        "(", "（", "[", "{", "|", ",", "，", ";", "；", " ", "\n", "："})
        if (text.ends_with(sign))
            return true;
    return false;
}

bool is_open_after(std::string_view text) {
    if (text.empty())
        return true;
    for (const std::string_view sign : {"+", "-",  "−", "±", "=", "<", ">",  "≤", "≥",  "≈", "≠",  "×", "·",
                                        ")", "）", "]", "}", "|", ",", "，", ";", "；", " ", "\n", "。"})
        if (text.starts_with(sign))
            return true;
    return false;
}

class Line {
  public:
    // What stands beside each other.
    Pieces row(const pugi::xml_node& parent) {
        if (++depth_ > deepest)
            throw std::length_error("a formula nested deeper than is read");
        struct Part {
            Pieces pieces;
            bool is_parted = false;  // by a stroke
        };
        std::vector<Part> parts;
        for (const auto& node : parent) {
            Part part{element(node), false};
            part.is_parted = is_fraction(node);
            if (!part.pieces.empty())
                parts.push_back(std::move(part));
        }
        Pieces out;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto before = out.empty() ? std::string() : out.back().text;
            const auto after = i + 1 < parts.size() ? parts[i + 1].pieces.front().text : std::string();
            const bool is_bracketed = parts[i].is_parted && !(is_open_before(before) && is_open_after(after));
            if (is_bracketed)
                add(out, "(");
            else if (i > 0 && out.back().place == Place::line && parts[i].pieces.front().place == Place::line &&
                     parts[i].is_parted && would_join(before, parts[i].pieces.front().text))
                add(out, " ");
            add(out, parts[i].pieces);
            if (is_bracketed)
                add(out, ")");
        }
        --depth_;
        return out;
    }

  private:
    static bool is_fraction(const pugi::xml_node& node) { return is(node, "f") && value_of(node, "fPr", "type") != "noBar"; }

    Pieces at(const pugi::xml_node& node, std::string_view name) { return row(child(node, name)); }

    void shifted(Pieces& to, const pugi::xml_node& node, std::string_view name, Place place) {
        add(to, text_of(as_line(at(node, name))), place);
    }

    // Of a power of a power one place is left: it is said with a caret.
    static Pieces as_line(const Pieces& pieces) {
        Pieces out;
        for (const auto& piece : pieces) {
            const bool is_long = piece.place != Place::line && count_code_points(piece.text) > 1;
            add(out, piece.place == Place::raised ? "^" : piece.place == Place::lowered ? "_" : "");
            add(out, is_long ? "(" + piece.text + ")" : piece.text);
        }
        return out;
    }

    Pieces element(const pugi::xml_node& node) {
        const auto name = name_of(node);
        Pieces out;
        if (name == "t") {
            add(out, node.text().get());
        } else if (name == "sym") {
            const auto font = attribute(node, "font"), code = attribute(node, "char");
            add(out, sign_of(font, static_cast<std::uint32_t>(std::strtoul(std::string(code).c_str(), nullptr, 16)))
                         .value_or(unknown_sign));
        } else if (name == "f") {
            fraction(node, out);
        } else if (name == "sSup" || name == "sSub" || name == "sSubSup") {
            add_in_brackets(out, at(node, "e"));
            shifted(out, node, "sub", Place::lowered);
            shifted(out, node, "sup", Place::raised);
        } else if (name == "sPre") {
            add(out, " ");
            shifted(out, node, "sub", Place::lowered);
            shifted(out, node, "sup", Place::raised);
            add_in_brackets(out, at(node, "e"));
        } else if (name == "rad") {
            if (const auto degree = at(node, "deg"); !degree.empty() && !is_said(node, "radPr", "degHide")) {
                add(out, " ");
                shifted(out, node, "deg", Place::raised);
            }
            add(out, "√");
            add_in_brackets(out, at(node, "e"));
        } else if (name == "d") {
            delimited(node, out);
        } else if (name == "nary") {
            const auto sign = value_of(node, "naryPr", "chr");
            add(out, sign.empty() ? "∫" : sign);
            shifted(out, node, "sub", Place::lowered);
            shifted(out, node, "sup", Place::raised);
            add_in_brackets(out, at(node, "e"));
        } else if (name == "func") {
            add(out, at(node, "fName"));
            const auto of = at(node, "e");
            if (is_whole(of))
                add(out, " ");
            add(out, is_whole(of) || text_of(of).starts_with('(') ? of : bracketed(of));
        } else if (name == "limLow" || name == "limUpp") {
            add_in_brackets(out, at(node, "e"));
            shifted(out, node, "lim", name == "limLow" ? Place::lowered : Place::raised);
        } else if (name == "bar" || name == "acc") {
            const auto sign = value_of(node, "accPr", "chr");
            const auto over = name == "bar"  ? std::string_view(value_of(node, "barPr", "pos") == "top" ? "\u0305" : "\u0332")
                              : sign.empty() ? std::string_view("\u0302")
                                             : sign;
            for (auto& piece : at(node, "e"))
                for (const auto c : to_code_points(piece.text))
                    add(out, to_utf8({&c, 1}) + std::string(over), piece.place);
        } else if (name == "m") {
            table(node, "mr", out);
        } else if (name == "eqArr") {
            bool is_first = true;
            for (const auto& line : node)
                if (is(line, "e")) {
                    add(out, is_first ? "" : "；");
                    add(out, row(line));
                    is_first = false;
                }
        } else if (name == "phant" && child(child(node, "phantPr"), "show") && !is_said(node, "phantPr", "show")) {
            return out;
        } else if (name == "del" || name == "moveFrom" || name.ends_with("Pr")) {
            return out;
        } else {
            add(out, row(node));
        }
        return out;
    }

    static Pieces bracketed(const Pieces& inside) {
        Pieces out;
        add(out, "(");
        add(out, inside);
        add(out, ")");
        return out;
    }

    void fraction(const pugi::xml_node& node, Pieces& out) {
        const auto over = at(node, "num"), under = at(node, "den");
        if (value_of(node, "fPr", "type") == "noBar") {  // one above the other, as a binomial has them
            add(out, "(");
            add(out, over);
            add(out, "¦");
            add(out, under);
            return add(out, ")");
        }
        add_in_brackets(out, over);
        add(out, "/");
        add_in_brackets(out, under);
    }

    void delimited(const pugi::xml_node& node, Pieces& out) {
        const auto properties = child(node, "dPr");
        const auto sign = [&](std::string_view name, std::string_view usual) {
            const auto said = child(properties, name);
            return said ? attribute(said, "val") : usual;
        };
        add(out, sign("begChr", "("));
        bool is_first = true;
        for (const auto& part : node)
            if (is(part, "e")) {
                add(out, is_first ? std::string_view() : sign("sepChr", "|"));
                add(out, row(part));
                is_first = false;
            }
        add(out, sign("endChr", ")"));
    }

    void table(const pugi::xml_node& node, std::string_view rows, Pieces& out) {
        add(out, "[");
        bool is_first_row = true;
        for (const auto& line : node) {
            if (!is(line, rows))
                continue;
            add(out, is_first_row ? "" : "; ");
            is_first_row = false;
            bool is_first = true;
            for (const auto& cell : line)
                if (is(cell, "e")) {
                    add(out, is_first ? "" : ", ");
                    add(out, row(cell));
                    is_first = false;
                }
        }
        add(out, "]");
    }

    int depth_ = 0;
};

// Where every sign has one; nothing otherwise.
std::string small_signs(std::string_view text, Place place) {
    static const std::map<char32_t, std::string_view> raised{{U'0', "⁰"}, {U'1', "¹"}, {U'2', "²"}, {U'3', "³"}, {U'4', "⁴"},
                                                             {U'5', "⁵"}, {U'6', "⁶"}, {U'7', "⁷"}, {U'8', "⁸"}, {U'9', "⁹"},
                                                             {U'+', "⁺"}, {U'-', "⁻"}, {U'−', "⁻"}, {U'n', "ⁿ"}};
    static const std::map<char32_t, std::string_view> lowered{{U'0', "₀"}, {U'1', "₁"}, {U'2', "₂"}, {U'3', "₃"}, {U'4', "₄"},
                                                              {U'5', "₅"}, {U'6', "₆"}, {U'7', "₇"}, {U'8', "₈"}, {U'9', "₉"}};
    const auto& signs = place == Place::raised ? raised : lowered;
    std::string out;
    for (const auto c : to_code_points(text)) {
        const auto found = signs.find(c);
        if (found == signs.end())
            return {};
        out += found->second;
    }
    return out;
}

void deleted_text(const pugi::xml_node& node, bool is_deleted, std::string& into, int depth) {
    if (depth > deepest)
        return;
    if (is_deleted && (is(node, "t") || is(node, "delText")))
        into += node.text().get();
    for (const auto& inner : node)
        deleted_text(inner, is_deleted || is(inner, "del") || is(inner, "moveFrom"), into, depth + 1);
}

}  // namespace

bool would_join(std::string_view before, std::string_view after) {
    return !before.empty() && !after.empty() && is_word_sign(before.back()) && is_word_sign(after.front());
}

Pieces formula_on_a_line(const pugi::xml_node& math) { return Line().row(math); }

std::string formula_as_text(const pugi::xml_node& math) {
    std::string out;
    for (const auto& piece : formula_on_a_line(math)) {
        if (piece.place == Place::line) {
            out += piece.text;
            continue;
        }
        if (const auto small = small_signs(piece.text, piece.place); !small.empty()) {
            out += small;
            continue;
        }
        out += piece.place == Place::raised ? "^" : "_";
        out += count_code_points(piece.text) > 1 ? "(" + piece.text + ")" : piece.text;
    }
    return out;
}

std::string deleted_in_formula(const pugi::xml_node& math) {
    std::string text;
    deleted_text(math, false, text, 0);
    return text;
}

}  // namespace gongkai::extract
