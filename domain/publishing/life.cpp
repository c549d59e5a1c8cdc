#include "domain/publishing/life.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "base/core/embed.h"
#include "base/core/file.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;

std::string text_at(const json::value& object, json::string_view key) { return std::string(object.at(key).as_string()); }

LifeStep step_in(const json::value& object) {
    LifeStep step{text_at(object, "zh"),      text_at(object, "en"),   text_at(object, "what_zh"),
                  text_at(object, "what_en"), text_at(object, "unit"), {}};
    for (const auto& [key, value] : object.at("documents").as_object()) {
        const std::string text(value.as_string());
        if (key == "column")
            step.documents.column = text;
        else if (key == "theme")
            step.documents.theme = text;
        else if (key == "type")
            step.documents.type = text;
        else
            throw std::runtime_error("life events ask for documents by " + std::string(key));
    }
    return step;
}

LifeEvent event_in(const json::value& object) {
    LifeEvent event{text_at(object, "key"),
                    text_at(object, "zh"),
                    text_at(object, "en"),
                    text_at(object, "about_zh"),
                    text_at(object, "about_en"),
                    {},
                    {}};
    if (object.as_object().contains("called_zh"))
        event.called_zh = text_at(object, "called_zh");
    for (const auto& step : object.at("steps").as_array())
        event.steps.push_back(step_in(step));
    if (event.steps.empty() || event.steps.size() > steps_at_most)
        throw std::runtime_error("life event " + event.key + " has no steps, or too many");
    return event;
}

}  // namespace

Result<LifeBook> life_book(const std::string& file) {
    LifeBook book{{}, file.empty()};
    std::string own;
    std::string_view text;
    if (file.empty()) {
        text = embedded_or_die("data/life_events.json");
    } else {
        auto bytes = read_file(file);
        if (!bytes)
            return std::unexpected(bytes.error());
        own = *std::move(bytes);
        text = own;
    }
    try {
        const auto read = json::parse(json::string_view(text.data(), text.size()));
        for (const auto& one : read.as_array()) {
            LifeCycle cycle{text_at(one, "key"), text_at(one, "zh"), text_at(one, "en"), {}};
            for (const auto& event : one.at("events").as_array())
                cycle.events.push_back(event_in(event));
            book.cycles.push_back(std::move(cycle));
        }
    } catch (const std::exception& wrong) {
        if (file.empty())
            throw;
        return refuse(Refusal::Kind::invalid, "publishing.refuse.life", {file, wrong.what()});
    }
    return book;
}

std::shared_ptr<const LifeBook> the_life_book(const Settings& settings) {
    auto read = life_book(settings.text("publishing.life_events"));
    if (!read)
        throw std::runtime_error(words(Language::en, read.error()));
    return std::make_shared<const LifeBook>(*std::move(read));
}

bool is_shown(db::Connection& connection, const LifeBook& book) { return !book.is_example || has_demonstration(connection); }

const LifeEvent* LifeBook::find(std::string_view key, const LifeCycle** cycle) const {
    for (const auto& one : cycles)
        if (const auto found = std::ranges::find(one.events, key, &LifeEvent::key); found != one.events.end()) {
            if (cycle)
                *cycle = &one;
            return &*found;
        }
    return nullptr;
}

}  // namespace gongkai::publishing
