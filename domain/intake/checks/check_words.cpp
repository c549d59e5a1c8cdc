#include "domain/intake/checks/check_words.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/text.h"

namespace gongkai::intake {
namespace {

WordList list_of(const boost::json::value& from) {
    WordList list;
    for (const auto& word : from.as_array())
        list.push_back(to_code_points(lower_ascii(std::string_view(word.as_string()))));
    return list;
}

// One string of signs: each is a word.
WordList signs_of(const boost::json::value& from) {
    WordList list;
    for (const char32_t c : to_code_points(std::string_view(from.as_array().at(0).as_string())))
        list.emplace_back(1, c);
    return list;
}

}  // namespace

CheckWords::CheckWords(std::string_view json) {
    const auto parsed = boost::json::parse({json.data(), json.size()});
    const auto& all = parsed.as_object();
    const auto& named_labels = all.at("labels").as_object();
    for (const auto& [key, label] : {std::pair{"identity", Label::identity},
                                     {"phone", Label::phone},
                                     {"home_phone", Label::home_phone},
                                     {"bank", Label::bank},
                                     {"organisation", Label::organisation},
                                     {"number", Label::number},
                                     {"passport", Label::passport}})
        labels.emplace_back(label, list_of(named_labels.at(key)));
    const auto& named_heads = all.at("heads").as_object();
    for (const auto& [key, head] : {std::pair{"officer_card", Head::officer_card},
                                    {"identity", Head::identity},
                                    {"organisation", Head::organisation},
                                    {"phone", Head::phone},
                                    {"messenger", Head::messenger},
                                    {"bank", Head::bank},
                                    {"health", Head::health},
                                    {"school", Head::school},
                                    {"address", Head::address},
                                    {"number", Head::number},
                                    {"name", Head::name}})
        heads.emplace_back(head, list_of(named_heads.at(key)));
    child_heads = list_of(all.at("child_heads"));
    class_heads = list_of(all.at("class_heads"));
    nothing = list_of(all.at("nothing"));
    units = list_of(all.at("units"));
    counters = list_of(all.at("counters"));
    surnames = list_of(all.at("double_surnames"));
    const auto single = signs_of(all.at("surnames"));
    surnames.insert(surnames.end(), single.begin(), single.end());
    no_given = signs_of(all.at("no_given"));
    not_names = list_of(all.at("not_names"));
    before_names = list_of(all.at("before_names"));
    after_names = list_of(all.at("after_names"));
    roles = list_of(all.at("roles"));
    speech = list_of(all.at("speech"));
    school_words = list_of(all.at("school_words"));
    office_mail = list_of(all.at("office_mail"));
    office_words = list_of(all.at("office_words"));
    diseases = list_of(all.at("diseases"));
    const auto unnamed = list_of(all.at("diseases_unnamed"));
    std::ranges::copy_if(diseases, std::back_inserter(named_diseases),
                         [&](const auto& word) { return std::ranges::find(unnamed, word) == unnamed.end(); });
}

const CheckWords& check_words() {
    static const CheckWords words(embedded_or_die("data/check_words.json"));
    return words;
}

bool has_any(std::u32string_view text, const WordList& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return text.find(word) != std::u32string_view::npos; });
}

bool begins_with_any(std::u32string_view text, const WordList& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return text.starts_with(word); });
}

bool ends_with_any(std::u32string_view text, const WordList& words) {
    return std::ranges::any_of(words, [&](const auto& word) { return text.ends_with(word); });
}

}  // namespace gongkai::intake
