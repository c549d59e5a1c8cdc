#include "base/redact/message.h"

#include <boost/json.hpp>
#include <cmath>

#include "base/core/text.h"

namespace gongkai::redact {
namespace {

namespace json = boost::json;

json::array as_array(const Box& box) { return {box.left, box.top, box.right, box.bottom}; }

double number(const json::value& value) {
    const auto number = value.to_number<double>();
    if (!std::isfinite(number) || std::abs(number) > 1e7)
        throw std::runtime_error("a place that is nowhere");
    return number;
}

Box box_of(const json::array& array) {
    return {number(array.at(0)), number(array.at(1)), number(array.at(2)), number(array.at(3))};
}

json::array as_array(const extract::Word& word) {
    auto array = as_array(Box{word.left, word.top, word.right, word.bottom});
    array.emplace_back(word.text);
    return array;
}

extract::Word word_of(const json::array& array) {
    const auto box = box_of(array);
    return {box.left, box.top, box.right, box.bottom, mend_utf8(std::string_view(array.at(4).as_string()))};
}

json::array as_array(const std::vector<extract::Word>& words) {
    json::array all;
    for (const auto& word : words)
        all.push_back(as_array(word));
    return all;
}

std::vector<extract::Word> words_of(const json::array& array) {
    std::vector<extract::Word> words;
    for (const auto& word : array)
        words.push_back(word_of(word.as_array()));
    return words;
}

}  // namespace

std::string write(const Places& places) {
    json::array pages, pictured;
    for (const auto& page : places.pages)
        pages.push_back(json::object{{"width", page.width}, {"height", page.height}, {"words", as_array(page.words)}});
    for (const auto& words : places.pictured)
        pictured.push_back(as_array(words));
    return json::serialize(json::object{{"pages", std::move(pages)},
                                        {"is_recognised", places.is_recognised},
                                        {"is_whole", places.is_whole},
                                        {"pictured", std::move(pictured)},
                                        {"unread", json::value_from(places.unread)}});
}

Places read_places(std::string_view text) {
    const auto parsed = json::parse({text.data(), text.size()});
    Places places{{}, parsed.at("is_recognised").as_bool(), parsed.at("is_whole").as_bool()};
    for (const auto& page : parsed.at("pages").as_array())
        places.pages.push_back({number(page.at("width")), number(page.at("height")), words_of(page.at("words").as_array())});
    for (const auto& words : parsed.at("pictured").as_array())
        places.pictured.push_back(words_of(words.as_array()));
    if (!places.pictured.empty() && places.pictured.size() != places.pages.size())
        throw std::runtime_error("pictures on pages that are not there");
    places.unread = json::value_to<std::vector<int>>(parsed.at("unread"));
    return places;
}

std::string write(const Masking& masking) {
    json::array pages, texts;
    for (const auto& page : masking.pages) {
        json::array words, boxes;
        for (const auto& masked : page.words) {
            auto word = as_array(masked.word);
            word.emplace_back(masked.is_pictured);
            for (const auto& sign : masked.instead)
                word.emplace_back(sign);
            words.push_back(std::move(word));
        }
        for (const auto& box : page.boxes)
            boxes.push_back(as_array(box));
        pages.push_back(json::object{{"number", page.number},
                                     {"width", page.width},
                                     {"height", page.height},
                                     {"words", std::move(words)},
                                     {"boxes", std::move(boxes)}});
    }
    for (const auto& [text, instead] : masking.texts)
        texts.push_back(json::array{text, instead});
    return json::serialize(
        json::object{{"pages", std::move(pages)}, {"is_recognised", masking.is_recognised}, {"texts", std::move(texts)}});
}

Masking read_masking(std::string_view text) {
    const auto parsed = json::parse({text.data(), text.size()});
    Masking masking;
    masking.is_recognised = parsed.at("is_recognised").as_bool();
    for (const auto& page : parsed.at("pages").as_array()) {
        MaskedPage one{page.at("number").to_number<int>(), number(page.at("width")), number(page.at("height")), {}, {}};
        for (const auto& word : page.at("words").as_array()) {
            MaskedWord masked{word_of(word.as_array()), {}, word.as_array().at(5).as_bool()};
            for (std::size_t i = 6; i < word.as_array().size(); ++i)
                masked.instead.emplace_back(word.as_array()[i].as_string());
            one.words.push_back(std::move(masked));
        }
        for (const auto& box : page.at("boxes").as_array())
            one.boxes.push_back(box_of(box.as_array()));
        masking.pages.push_back(std::move(one));
    }
    for (const auto& pair : parsed.at("texts").as_array())
        masking.texts.emplace_back(pair.at(0).as_string(), pair.at(1).as_string());
    return masking;
}

}  // namespace gongkai::redact
