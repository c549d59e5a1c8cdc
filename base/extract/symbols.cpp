#include "base/extract/symbols.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

using Signs = std::map<std::uint32_t, std::string_view>;

const Signs wingdings{
    {0x20, " "}, {0x21, "✏"}, {0x22, "✂"}, {0x28, "☎"}, {0x29, "✆"}, {0x2A, "✉"}, {0x36, "⌛"}, {0x3E, "✇"}, {0x3F, "✍"},
    {0x41, "✌"}, {0x45, "☜"}, {0x46, "☞"}, {0x47, "☝"}, {0x48, "☟"}, {0x4A, "☺"}, {0x4C, "☹"},  {0x52, "☼"}, {0x54, "❄"},
    {0x6C, "●"}, {0x6D, "❍"}, {0x6E, "■"}, {0x6F, "□"}, {0x70, "□"}, {0x71, "❑"}, {0x72, "❒"},  {0x73, "◆"}, {0x74, "◆"},
    {0x75, "◆"}, {0x76, "❖"}, {0x77, "◆"}, {0x78, "⌧"}, {0x7B, "❀"}, {0x7C, "✿"}, {0x80, "⓪"},  {0x81, "①"}, {0x82, "②"},
    {0x83, "③"}, {0x84, "④"}, {0x85, "⑤"}, {0x86, "⑥"}, {0x87, "⑦"}, {0x88, "⑧"}, {0x89, "⑨"},  {0x8A, "⑩"}, {0x8B, "⓿"},
    {0x8C, "❶"}, {0x8D, "❷"}, {0x8E, "❸"}, {0x8F, "❹"}, {0x90, "❺"}, {0x91, "❻"}, {0x92, "❼"},  {0x93, "❽"}, {0x94, "❾"},
    {0x95, "❿"}, {0x9E, "·"}, {0x9F, "•"}, {0xA0, " "}, {0xA1, "○"}, {0xA2, "○"}, {0xA3, "○"},  {0xA4, "◉"}, {0xA5, "◎"},
    {0xA7, "▪"}, {0xA8, "☐"}, {0xAA, "✦"}, {0xAB, "★"}, {0xAC, "✶"}, {0xAD, "✴"}, {0xAE, "✹"},  {0xAF, "✵"}, {0xB6, "☆"},
    {0xD5, "⌫"}, {0xD6, "⌦"}, {0xD8, "➢"}, {0xDC, "➲"}, {0xDF, "←"}, {0xE0, "→"}, {0xE1, "↑"},  {0xE2, "↓"}, {0xE3, "↖"},
    {0xE4, "↗"}, {0xE5, "↙"}, {0xE6, "↘"}, {0xE7, "←"}, {0xE8, "➔"}, {0xE9, "↑"}, {0xEA, "↓"},  {0xEF, "⇦"}, {0xF0, "⇨"},
    {0xF1, "⇧"}, {0xF2, "⇩"}, {0xF3, "⬄"}, {0xF4, "⇳"}, {0xFB, "✗"}, {0xFC, "✔"}, {0xFD, "☒"},  {0xFE, "☑"}};

const Signs wingdings_2{{0x4F, "✗"}, {0x50, "✓"}, {0x51, "☒"}, {0x52, "☑"}, {0x53, "☒"}, {0x54, "☒"}, {0x69, "⓪"}, {0x6A, "①"},
                        {0x6B, "②"}, {0x6C, "③"}, {0x6D, "④"}, {0x6E, "⑤"}, {0x6F, "⑥"}, {0x70, "⑦"}, {0x71, "⑧"}, {0x72, "⑨"},
                        {0x73, "⑩"}, {0x97, "●"}, {0x98, "●"}, {0x99, "○"}, {0xA1, "■"}, {0xA2, "■"}, {0xA3, "☐"}};

const Signs wingdings_3{{0x66, "←"}, {0x67, "→"}, {0x68, "↑"}, {0x69, "↓"}, {0x70, "▲"}, {0x71, "▼"},
                        {0x72, "△"}, {0x73, "▽"}, {0x74, "◀"}, {0x75, "▶"}, {0x76, "◁"}, {0x77, "▷"}};

const Signs symbol{
    {0x22, "∀"}, {0x24, "∃"}, {0x27, "∋"}, {0x2A, "∗"}, {0x2D, "−"}, {0x40, "≅"},  {0x41, "Α"}, {0x42, "Β"},  {0x43, "Χ"},
    {0x44, "Δ"}, {0x45, "Ε"}, {0x46, "Φ"}, {0x47, "Γ"}, {0x48, "Η"}, {0x49, "Ι"},  {0x4A, "ϑ"}, {0x4B, "Κ"},  {0x4C, "Λ"},
    {0x4D, "Μ"}, {0x4E, "Ν"}, {0x4F, "Ο"}, {0x50, "Π"}, {0x51, "Θ"}, {0x52, "Ρ"},  {0x53, "Σ"}, {0x54, "Τ"},  {0x55, "Υ"},
    {0x56, "ς"}, {0x57, "Ω"}, {0x58, "Ξ"}, {0x59, "Ψ"}, {0x5A, "Ζ"}, {0x5C, "∴"},  {0x5E, "⊥"}, {0x61, "α"},  {0x62, "β"},
    {0x63, "χ"}, {0x64, "δ"}, {0x65, "ε"}, {0x66, "φ"}, {0x67, "γ"}, {0x68, "η"},  {0x69, "ι"}, {0x6A, "ϕ"},  {0x6B, "κ"},
    {0x6C, "λ"}, {0x6D, "μ"}, {0x6E, "ν"}, {0x6F, "ο"}, {0x70, "π"}, {0x71, "θ"},  {0x72, "ρ"}, {0x73, "σ"},  {0x74, "τ"},
    {0x75, "υ"}, {0x76, "ϖ"}, {0x77, "ω"}, {0x78, "ξ"}, {0x79, "ψ"}, {0x7A, "ζ"},  {0x7E, "∼"}, {0xA2, "′"},  {0xA3, "≤"},
    {0xA4, "⁄"}, {0xA5, "∞"}, {0xA6, "ƒ"}, {0xA7, "♣"}, {0xA8, "♦"}, {0xA9, "♥"},  {0xAA, "♠"}, {0xAB, "↔"},  {0xAC, "←"},
    {0xAD, "↑"}, {0xAE, "→"}, {0xAF, "↓"}, {0xB0, "°"}, {0xB1, "±"}, {0xB2, "″"},  {0xB3, "≥"}, {0xB4, "×"},  {0xB5, "∝"},
    {0xB6, "∂"}, {0xB7, "•"}, {0xB8, "÷"}, {0xB9, "≠"}, {0xBA, "≡"}, {0xBB, "≈"},  {0xBC, "…"}, {0xBF, "↵"},  {0xC0, "ℵ"},
    {0xC1, "ℑ"}, {0xC2, "ℜ"}, {0xC3, "℘"}, {0xC4, "⊗"}, {0xC5, "⊕"}, {0xC6, "∅"},  {0xC7, "∩"}, {0xC8, "∪"},  {0xC9, "⊃"},
    {0xCA, "⊇"}, {0xCB, "⊄"}, {0xCC, "⊂"}, {0xCD, "⊆"}, {0xCE, "∈"}, {0xCF, "∉"},  {0xD0, "∠"}, {0xD1, "∇"},  {0xD2, "®"},
    {0xD3, "©"}, {0xD4, "™"}, {0xD5, "∏"}, {0xD6, "√"}, {0xD7, "⋅"}, {0xD8, "¬"},  {0xD9, "∧"}, {0xDA, "∨"},  {0xDB, "⇔"},
    {0xDC, "⇐"}, {0xDD, "⇑"}, {0xDE, "⇒"}, {0xDF, "⇓"}, {0xE0, "◊"}, {0xE1, "〈"}, {0xE5, "∑"}, {0xF1, "〉"}, {0xF2, "∫"}};

// Those of Symbol that are what they are in ASCII.
constexpr std::string_view printed_ascii = " !#%&()+,./0123456789:;<=>?[]_{|}";

const Signs* signs_of(std::string_view font) {
    const auto name = lower_ascii(trim(font));
    return name == "wingdings"     ? &wingdings
           : name == "wingdings 2" ? &wingdings_2
           : name == "wingdings 3" ? &wingdings_3
           : name == "symbol"      ? &symbol
                                   : nullptr;
}

std::optional<std::string_view> find(const Signs& signs, std::uint32_t code) {
    const auto found = signs.find(code);
    return found == signs.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

bool is_font_of_signs(std::string_view font) {
    const auto name = lower_ascii(trim(font));
    return signs_of(font) || name == "webdings" || name.find("dingbats") != std::string::npos || name == "mt extra";
}

std::optional<std::string_view> sign_of(std::string_view font, std::uint32_t code) {
    const auto* signs = signs_of(font);
    if (!signs)
        return std::nullopt;
    if (code >= 0xF000 && code <= 0xF0FF)
        code -= 0xF000;
    if (signs == &symbol && code < 0x80)
        if (const auto at = printed_ascii.find(static_cast<char>(code)); at != std::string_view::npos)
            return printed_ascii.substr(at, 1);
    return find(*signs, code);
}

std::optional<std::string_view> sign_of_nobody(std::uint32_t code) {
    if (code == 0xF0B7)
        return "•";
    return code < 0xF020 || code > 0xF0FF ? std::nullopt : find(wingdings, code - 0xF000);
}

}  // namespace gongkai::extract
