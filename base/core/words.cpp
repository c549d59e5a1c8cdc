#include "base/core/words.h"

#include <boost/json.hpp>
#include <map>
#include <stdexcept>

#include "base/core/embed.h"

namespace gongkai {
namespace {

using Catalogue = std::map<std::string, std::string, std::less<>>;

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
    const std::string_view text = found->second;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}' && text[at + 1] >= '0' && text[at + 1] <= '9') {
            const auto place = static_cast<std::size_t>(text[at + 1] - '0');
            if (place < arguments.size())
                out += arguments[place];
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string words(Language language, const Refusal& refusal) { return words(language, refusal.id, refusal.arguments); }

bool has_words(Language language, std::string_view id) { return catalogue_of(language).contains(id); }

std::vector<std::string> word_ids(Language language) {
    std::vector<std::string> ids;
    for (const auto& [id, text] : catalogue_of(language))
        ids.push_back(id);
    return ids;
}

}  // namespace gongkai
