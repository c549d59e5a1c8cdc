#include "base/extract/office/word_runs.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/formula.h"
#include "base/extract/rich_readers.h"
#include "base/extract/symbols.h"

namespace gongkai::extract {
namespace {

constexpr int deepest = 200;
constexpr std::size_t most_pictures = 500;
constexpr double too_small_to_read = 2;  // points

// HYPERLINK "https://…" \h; the address alone.
std::string link_in(std::string_view instruction) {
    instruction = trim(instruction);
    if (!lower_ascii(instruction.substr(0, 10)).starts_with("hyperlink"))
        return {};
    const auto begin = instruction.find('"');
    if (begin == std::string_view::npos || instruction.substr(0, begin).find("\\l") != std::string_view::npos)
        return {};
    return std::string(instruction.substr(begin + 1, instruction.find('"', begin + 1) - begin - 1));
}

}  // namespace

Deeper::Deeper(int& depth) : depth_(depth) {
    if (++depth_ > deepest)
        throw std::length_error("nested deeper than is read");
}

RunReader::RunReader(Package& package, const WordStyles& styles, const std::string& part, Rich& into)
    : package_(package), styles_(styles), relations_(package.relations_of(part)), links_(package.links_of(part)), rich_(into) {}

Gathered RunReader::paragraph(const pugi::xml_node& node, const Letters& letters, bool is_shaded) {
    here_ = {};
    auto own = letters;
    own.is_shaded |= is_shaded;
    inlines(node, own, {}, Track::none);
    return std::move(here_);
}

void RunReader::inlines(const pugi::xml_node& parent, const Letters& letters, const std::string& link, Track track) {
    const Deeper guard(depth_);
    for (const auto& node : parent) {
        const auto name = name_of(node);
        if (name == "r") {
            run(node, letters, link, track);
        } else if (name == "hyperlink") {
            const auto found = links_.find(std::string(attribute(node, "id")));
            inlines(node, letters, found == links_.end() ? link : found->second, track);
        } else if (name == "fldSimple") {
            auto target = link_in(attribute(node, "instr"));
            inlines(node, letters, target.empty() ? link : target, track);
        } else if (name == "ins" || name == "moveTo") {
            inlines(node, letters, link, Track::inserted);
        } else if (name == "del" || name == "moveFrom") {
            inlines(node, letters, link, Track::deleted);
        } else if (name == "smartTag" || name == "sdt" || name == "sdtContent" || name == "customXml" || name == "dir" ||
                   name == "bdo" || name == "ruby" || name == "rubyBase") {
            inlines(node, letters, link, track);
        } else if (name == "AlternateContent") {
            inlines(chosen(node), letters, link, track);
        } else if (name == "oMath" || name == "oMathPara") {
            math(node, letters, link, track);
        }
    }
}

void RunReader::run(const pugi::xml_node& node, const Letters& letters, const std::string& link, Track track) {
    const auto properties = child(node, "rPr");
    auto own = letters;
    if (const auto style = attribute(child(properties, "rStyle"), "val"); !style.empty())
        own.add(styles_.of_run(style));
    own.add(read_letters(properties));
    contents(node, own, link, track);
}

void RunReader::contents(const pugi::xml_node& parent, const Letters& letters, const std::string& link, Track track) {
    const Deeper guard(depth_);
    for (const auto& node : parent) {
        const auto name = name_of(node);
        if (name == "t") {
            text(node.text().get(), letters, link, track);
        } else if (name == "delText") {
            text(node.text().get(), letters, link, Track::deleted);
        } else if (name == "tab" || name == "ptab") {
            text("\t", letters, link, track);
        } else if (name == "br" || name == "cr") {
            const auto kind = attribute(node, "type");
            if (kind == "page")
                here_.breaks_page = true;
            else if (kind != "column")
                text("\n", letters, link, track);
        } else if (name == "noBreakHyphen") {
            text("-", letters, link, track);
        } else if (name == "sym") {
            symbol(node, letters, link, track);
        } else if (name == "fldChar") {
            field(node);
        } else if (name == "instrText") {
            if (!fields_.empty() && !fields_.back().is_result)
                fields_.back().instruction += node.text().get();
        } else if (name == "footnoteReference") {
            note(node, "footnote");
        } else if (name == "endnoteReference") {
            note(node, "endnote");
        } else if (name == "AlternateContent") {
            contents(chosen(node), letters, link, track);
        } else if (name == "drawing" || name == "pict" || name == "object") {
            if (track != Track::deleted && !letters.hidden.value_or(false))
                drawing(node, {}, false, link);
        } else if (name == "ruby") {
            inlines(child(node, "rubyBase"), letters, link, track);
        }
    }
}

void RunReader::text(std::string_view text, const Letters& letters, const std::string& link, Track track) {
    if (!fields_.empty() && !fields_.back().is_result)
        return;
    if (track == Track::deleted)
        return hide(Hidden::Kind::tracked_change, text, track);
    if (letters.hidden.value_or(false) || (letters.size && *letters.size <= too_small_to_read))
        return hide(Hidden::Kind::hidden_text, text);
    const bool is_on_its_colour = letters.ground && looks_like(letters.colour.value_or("auto"), *letters.ground);
    const bool is_white_on_white = letters.colour && is_white(*letters.colour) && !letters.is_shaded;
    if ((is_on_its_colour || is_white_on_white) && !trim(text).empty())
        return hide(Hidden::Kind::white_text, text);
    if (track == Track::inserted)
        hide(Hidden::Kind::tracked_change, text, track);
    Run run;
    run.is_bold = letters.bold.value_or(false);
    run.is_italic = letters.italic.value_or(false);
    run.is_underlined = letters.underlined.value_or(false);
    run.is_struck = letters.struck.value_or(false);
    run.is_raised = letters.raised.value_or(false);
    run.is_lowered = letters.lowered.value_or(false);
    run.link = link;
    for (const auto& field : fields_)
        if (!field.link.empty())
            run.link = field.link;
    run.text = text;
    if (std::exchange(is_after_fraction_, false) && !here_.runs.empty() && would_join(here_.runs.back().text, text))
        run.text.insert(0, " ");
    if (!trim(text).empty()) {
        here_.size = std::max(here_.size, letters.size.value_or(0));
        here_.letters += text.size();
        here_.red += letters.colour && is_red(*letters.colour) ? text.size() : 0;
    }
    auto& runs = here_.runs;
    if (!runs.empty() && runs.back().picture < 0) {  // the same look: one piece
        std::swap(run.text, runs.back().text);
        const bool is_same = run == runs.back();
        std::swap(run.text, runs.back().text);
        if (is_same) {
            runs.back().text += run.text;
            return;
        }
    }
    runs.push_back(std::move(run));
}

void RunReader::hide(Hidden::Kind kind, std::string_view text, Track track) {
    auto& all = here_.hidden;
    if (all.empty() || all.back().kind != kind || track != last_track_)
        all.push_back({kind, {}, {}});
    last_track_ = track;
    all.back().text += text;
}

void RunReader::field(const pugi::xml_node& mark) {
    const auto kind = attribute(mark, "fldCharType");
    if (kind == "begin") {
        if (fields_.size() < deepest)
            fields_.emplace_back();
    } else if (kind == "separate" && !fields_.empty()) {
        fields_.back().is_result = true;
        fields_.back().link = link_in(fields_.back().instruction);
    } else if (kind == "end" && !fields_.empty()) {
        fields_.pop_back();
    }
}

void RunReader::note(const pugi::xml_node& node, std::string_view kind) {
    notes_.emplace_back(kind, attribute(node, "id"));
    Run run;
    run.text = "[" + std::to_string(notes_.size()) + "]";
    run.is_raised = true;
    run.link = "#note" + std::to_string(notes_.size());
    here_.runs.push_back(std::move(run));
}

void RunReader::drawing(const pugi::xml_node& parent, const std::string& alternative, bool is_decoration,
                        const std::string& link) {
    const Deeper guard(depth_);
    auto text = alternative;
    for (const auto& node : parent)
        if (is(node, "docPr")) {
            text = attribute(node, "descr");
            if (text.empty())
                text = attribute(node, "title");
            for (const auto& extension : child(node, "extLst"))
                is_decoration |= attribute(child(extension, "decorative"), "val") == "1";
        }
    if (const auto own = attribute(parent, "alt"); is(parent, "shape") && !own.empty())
        text = own;
    for (const auto& node : parent) {
        const auto name = name_of(node);
        if (name == "txbxContent")
            here_.boxes.push_back(node);
        else if (name == "AlternateContent")
            drawing(chosen(node), text, is_decoration, link);
        else if (name == "blip")
            picture(std::string(attribute(node, "embed")), text, is_decoration, link);
        else if (name == "imagedata")
            picture(std::string(attribute(node, "id")), text, is_decoration, link);
        else
            drawing(node, text, is_decoration, link);
    }
}

void RunReader::picture(const std::string& relation, const std::string& alternative, bool is_decoration,
                        const std::string& link) {
    const auto left_out = [&] {
        if (std::ranges::find(rich_.warnings, "extract.warn.pictures_left_out") == rich_.warnings.end())
            rich_.warnings.emplace_back("extract.warn.pictures_left_out");
    };
    const auto found = relations_.find(relation);
    if (found == relations_.end() || !package_.has(found->second.target) || rich_.pictures.size() >= most_pictures)
        return left_out();
    auto bytes = package_.bytes(found->second.target);
    const auto type = bytes ? picture_type(*bytes) : std::string_view();
    if (type.empty())
        return left_out();
    Run run;
    run.picture = static_cast<int>(rich_.pictures.size());
    run.link = link;
    here_.runs.push_back(std::move(run));
    rich_.pictures.push_back({std::string(type), std::move(*bytes), clean(alternative), is_decoration});
}

void RunReader::symbol(const pugi::xml_node& node, const Letters& letters, const std::string& link, Track track) {
    const auto font = attribute(node, "font");
    std::uint32_t code = 0;
    const auto stated = attribute(node, "char");
    std::from_chars(stated.data(), stated.data() + stated.size(), code, 16);
    if (const auto sign = sign_of(font, code))
        return text(*sign, letters, link, track);
    const bool is_letter = !is_font_of_signs(font) && code >= 0x20 && code < 0xE000;
    if (is_letter) {
        const auto letter = static_cast<char32_t>(code);
        return text(to_utf8({&letter, 1}), letters, link, track);
    }
    if (std::ranges::find(rich_.warnings, "extract.warn.signs_not_known") == rich_.warnings.end())
        rich_.warnings.emplace_back("extract.warn.signs_not_known");
    text(unknown_sign, letters, link, track);
}

void RunReader::math(const pugi::xml_node& formula, const Letters& letters, const std::string& link, Track track) {
    if (const auto deleted = deleted_in_formula(formula); !deleted.empty())
        hide(Hidden::Kind::tracked_change, deleted, Track::deleted);
    const auto pieces = formula_on_a_line(formula);
    if (pieces.empty())
        return;
    // 5 and, beside it, one half: not 51/2.
    const auto before = here_.runs.empty() ? std::string_view() : std::string_view(here_.runs.back().text);
    if (pieces.front().text.find('/') != std::string::npos && would_join(before, pieces.front().text))
        text(" ", letters, link, track);
    for (const auto& piece : pieces) {
        auto own = letters;
        if (piece.place == FormulaPiece::Place::raised)
            own.raised = true;
        else if (piece.place == FormulaPiece::Place::lowered)
            own.lowered = true;
        text(piece.text, own, link, track);
    }
    is_after_fraction_ = pieces.back().place == FormulaPiece::Place::line && pieces.back().text.find('/') != std::string::npos;
}

}  // namespace gongkai::extract
