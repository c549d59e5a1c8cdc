#include "base/core/words.h"

#include <algorithm>
#include <boost/json.hpp>
#include <span>
#include <stdexcept>
#include <unordered_map>

#include "base/core/embed.h"
#include "base/core/text_hash.h"

namespace gongkai {
namespace {

// Asked for some hundred texts a page.
using Catalogue = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;

Catalogue load(std::string_view file_name) {
    Catalogue catalogue;
    for (const auto path : embedded_paths("", file_name)) {
        if (!path.ends_with(std::string("words/") + std::string(file_name)))
            continue;
        const auto texts = boost::json::parse(embedded_or_die(path));
        for (const auto& [id, text] : texts.as_object())
            if (!catalogue.emplace(id, text.as_string()).second)
                throw std::logic_error("the words catalogue names " + std::string(id) + " twice (" + std::string(path) + ")");
    }
    return catalogue;
}

const Catalogue& catalogue_of(Language language) {
    static const Catalogue zh = load("zh.json"), en = load("en.json");
    return language == Language::en ? en : zh;
}

// Copies `text`, {0} {1} replaced by the arguments; a place without argument stays empty.
template <class Arguments>
void put_in(std::string& out, std::string_view text, const Arguments& arguments) {
    for (std::size_t at = 0; at < text.size();) {
        const auto open = std::min(text.find('{', at), text.size());
        out.append(text, at, open - at);
        if (open + 2 < text.size() && text[open + 2] == '}' && text[open + 1] >= '0' && text[open + 1] <= '9') {
            const auto place = static_cast<std::size_t>(text[open + 1] - '0');
            if (place < arguments.size())
                out += arguments[place];
            at = open + 3;
        } else if (open < text.size()) {
            out += '{';
            at = open + 1;
        } else {
            at = open;
        }
    }
}

}  // namespace

Language language_from(std::string_view tag) {
    if (tag.starts_with("en"))
        return Language::en;
    return tag == "zz" ? Language::zz : Language::zh;
}

std::string_view tag_of(Language language) {
    switch (language) {
        case Language::zh:
            return "zh-CN";
        case Language::en:
            return "en";
        case Language::zz:
            return "zz";
    }
    return "zh-CN";
}

std::string words(Language language, std::string_view id, const std::vector<std::string>& arguments) {
    const auto& catalogue = catalogue_of(language);
    const auto found = catalogue.find(id);
    if (language == Language::zz || found == catalogue.end()) {
        std::string text = "[" + std::string(id);
        for (const auto& argument : arguments)
            text += ' ' + argument;
        return text + ']';
    }
    std::string out;
    put_in(out, found->second, arguments);
    return out;
}

Phrase::Phrase(Language language, std::string_view id) {
    const auto found = catalogue_of(language).find(id);
    text_ = language == Language::zz || found == catalogue_of(language).end() ? "[" + std::string(id) + "]" : found->second;
}

void Phrase::append_to(std::string& out, std::initializer_list<std::string_view> arguments) const {
    put_in(out, text_, std::span(arguments.begin(), arguments.size()));
}

std::string words(Language language, const Refusal& refusal) { return words(language, refusal.id, refusal.arguments); }

bool has_words(Language language, std::string_view id) { return catalogue_of(language).contains(id); }

}  // namespace gongkai
