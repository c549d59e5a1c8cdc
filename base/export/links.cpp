#include "base/export/links.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/web/html.h"

namespace gongkai::exported {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 6> entities{
    {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"#34;", '"'}, {"#39;", '\''}}};

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t done = 0;;) {
        const auto at = std::min(text.find('&', done), text.size());
        out.append(text.substr(done, at - done));
        if (at == text.size())
            return out;
        const auto rest = text.substr(at + 1);
        const auto found = std::ranges::find_if(entities, [&](const auto& entity) { return rest.starts_with(entity.first); });
        const bool is_entity = found != entities.end();
        out += is_entity ? found->second : '&';
        done = at + 1 + (is_entity ? found->first.size() : 0);
    }
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

struct Attribute {
    std::string_view name, value;  // value: still escaped
    std::size_t begin, end;        // in the tag, with the blanks before it
};

// A tag from "<" to ">", its attributes one after the other.
class Tag {
  public:
    // Nothing where no tag begins at `at`.
    static std::optional<Tag> at(std::string_view markup, std::size_t at) {
        std::size_t i = at + 1;
        while (i < markup.size() && (std::isalnum(static_cast<unsigned char>(markup[i])) || markup[i] == ':' || markup[i] == '-'))
            ++i;
        if (i == at + 1)
            return std::nullopt;
        Tag tag;
        tag.name_ = markup.substr(at + 1, i - at - 1);
        char quote = 0;
        for (; i < markup.size(); ++i) {
            if (quote != 0) {
                quote = markup[i] == quote ? '\0' : quote;
            } else if (markup[i] == '\'' || markup[i] == '"') {
                quote = markup[i];
            } else if (markup[i] == '>') {
                tag.text_ = markup.substr(at, i + 1 - at);
                return tag;
            }
        }
        return std::nullopt;
    }

    std::string_view name() const { return name_; }
    std::string_view text() const { return text_; }

    // The one that names an address, of these elements.
    std::optional<Attribute> address() const {
        for (std::size_t i = 1 + name_.size(); i < text_.size();) {
            const auto begin = i;
            while (i < text_.size() && is_blank(text_[i]))
                ++i;
            const auto name_at = i;
            while (i < text_.size() && !is_blank(text_[i]) && text_[i] != '=' && text_[i] != '>' && text_[i] != '/')
                ++i;
            const auto name = text_.substr(name_at, i - name_at);
            if (name.empty()) {
                ++i;
                continue;
            }
            if (i + 1 >= text_.size() || text_[i] != '=' || (text_[i + 1] != '\'' && text_[i + 1] != '"'))
                continue;
            const auto close = text_.find(text_[i + 1], i + 2);
            if (name == "href" || name == "src" || name == "action")
                return Attribute{name, text_.substr(i + 2, close - i - 2), begin, close + 1};
            i = close + 1;
        }
        return std::nullopt;
    }

  private:
    std::string_view name_, text_;
};

// Of elements that have no words, nothing is left without the address.
bool is_wordless(std::string_view element) {
    return element == "img" || element == "link" || element == "script" || element == "source" || element == "iframe";
}

// The place behind the end tag of an element that cannot hold another of its kind.
std::size_t behind_end(std::string_view markup, std::string_view element, std::size_t from) {
    const auto end = "</" + std::string(element) + '>';
    const auto at = markup.find(end, from);
    return at == std::string_view::npos ? markup.size() : at + end.size();
}

}  // namespace

std::string with_links(std::string_view markup, const Replace& replace) {
    std::string out;
    out.reserve(markup.size() + markup.size() / 8);
    std::size_t done = 0;
    const auto copy_until = [&](std::size_t end) {
        out.append(markup.substr(done, end - done));
        done = end;
    };
    for (auto at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', std::max(at + 1, done))) {
        const auto tag = Tag::at(markup, at);
        if (!tag)
            continue;
        const auto after = at + tag->text().size();
        if (tag->name() == "loc") {
            const auto end = std::min(markup.find('<', after), markup.size());
            copy_until(after);
            const auto instead = replace(unescaped(markup.substr(after, end - after)), "loc");
            if (instead.what == Instead::What::address) {
                out += web::escaped(instead.address);
                done = end;
            }
            continue;
        }
        const auto attribute = tag->address();
        if (!attribute) {
            copy_until(after);
            continue;
        }
        auto instead = replace(unescaped(attribute->value), tag->name());
        const bool is_form = tag->name() == "form";
        if (instead.what == Instead::What::words && (is_form || is_wordless(tag->name())))
            instead.what = Instead::What::nothing;
        switch (instead.what) {
            case Instead::What::keep:
                copy_until(after);
                break;
            case Instead::What::address:
                copy_until(at + attribute->begin);
                out.append(" ").append(attribute->name).append("='").append(web::escaped(instead.address)).append("'");
                done = at + attribute->end;
                copy_until(after);
                break;
            case Instead::What::words:
                copy_until(at + attribute->begin);
                done = at + attribute->end;
                copy_until(after);
                break;
            case Instead::What::nothing:
                copy_until(at);
                done = is_form || tag->name() == "a" || tag->name() == "script" ? behind_end(markup, tag->name(), after) : after;
                break;
        }
    }
    copy_until(markup.size());
    return out;
}

}  // namespace gongkai::exported
