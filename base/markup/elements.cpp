#include "base/markup/elements.h"

#include "base/markup/tree.h"

namespace gongkai::markup {

const char* removal_of(const GumboNode* node) {
    const auto tag = node->v.element.tag;
    if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return "markup.removed.drawing";
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_TEMPLATE:
            return "markup.removed.script";
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_FRAME:
        case GUMBO_TAG_FRAMESET:
        case GUMBO_TAG_NOFRAMES:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_EMBED:
        case GUMBO_TAG_NOEMBED:
        case GUMBO_TAG_APPLET:
        case GUMBO_TAG_PARAM:
            return "markup.removed.frame";
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_MATH:
        case GUMBO_TAG_CANVAS:
            return "markup.removed.drawing";
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_SOURCE:
        case GUMBO_TAG_TRACK:
        case GUMBO_TAG_BGSOUND:
            return "markup.removed.media";
        case GUMBO_TAG_INPUT:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_OPTION:
        case GUMBO_TAG_OPTGROUP:
        case GUMBO_TAG_DATALIST:
        case GUMBO_TAG_KEYGEN:
        case GUMBO_TAG_METER:
        case GUMBO_TAG_PROGRESS:
            return "markup.removed.form";
        default:
            return nullptr;
    }
}

// Left out without a word: they show nothing.
bool shows_nothing(const GumboNode* node) {
    switch (node->v.element.tag) {
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_TITLE:
        case GUMBO_TAG_BASE:
        case GUMBO_TAG_META:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_LINK:
        case GUMBO_TAG_MAP:
        case GUMBO_TAG_AREA:
        case GUMBO_TAG_COL:
        case GUMBO_TAG_COLGROUP:
        case GUMBO_TAG_RT:
        case GUMBO_TAG_RP:
            return true;
        case GUMBO_TAG_UNKNOWN:
            return original_name(node) == "xml";  // what Word tells itself
        default:
            return false;
    }
}

unsigned marks_of(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_B:
        case GUMBO_TAG_STRONG:
            return strong;
        case GUMBO_TAG_I:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_CITE:
        case GUMBO_TAG_DFN:
        case GUMBO_TAG_VAR:
            return emphasis;
        case GUMBO_TAG_U:
        case GUMBO_TAG_INS:
            return underlined;
        case GUMBO_TAG_S:
        case GUMBO_TAG_STRIKE:
        case GUMBO_TAG_DEL:
            return struck;
        case GUMBO_TAG_SUB:
            return lowered;
        case GUMBO_TAG_SUP:
            return raised;
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_KBD:
        case GUMBO_TAG_SAMP:
        case GUMBO_TAG_TT:
            return code;
        default:
            return 0;
    }
}

bool is_inline(GumboTag tag) {
    if (marks_of(tag) != 0)
        return true;
    switch (tag) {
        case GUMBO_TAG_A:
        case GUMBO_TAG_ABBR:
        case GUMBO_TAG_ACRONYM:
        case GUMBO_TAG_BASEFONT:
        case GUMBO_TAG_BDI:
        case GUMBO_TAG_BDO:
        case GUMBO_TAG_BIG:
        case GUMBO_TAG_BLINK:
        case GUMBO_TAG_DATA:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_LABEL:
        case GUMBO_TAG_MARK:
        case GUMBO_TAG_NOBR:
        case GUMBO_TAG_OUTPUT:
        case GUMBO_TAG_Q:
        case GUMBO_TAG_RUBY:
        case GUMBO_TAG_RB:
        case GUMBO_TAG_RTC:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_TIME:
        case GUMBO_TAG_WBR:
        case GUMBO_TAG_UNKNOWN:  // o:p and its like
            return true;
        default:
            return false;
    }
}

int heading_level(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? tag - GUMBO_TAG_H1 + 1 : 0; }

}  // namespace gongkai::markup
