#include "domain/publishing/life.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "base/core/embed.h"

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
            throw std::runtime_error("data/life_events.json asks for documents by " + std::string(key));
    }
    return step;
}

LifeEvent event_in(const json::value& object) {
    LifeEvent event{text_at(object, "key"),      text_at(object, "zh"),       text_at(object, "en"),
                    text_at(object, "about_zh"), text_at(object, "about_en"), {}};
    for (const auto& step : object.at("steps").as_array())
        event.steps.push_back(step_in(step));
    if (event.steps.empty() || event.steps.size() > steps_at_most)
        throw std::runtime_error("data/life_events.json: " + event.key + " has no steps, or too many");
    return event;
}

}  // namespace

const std::vector<LifeCycle>& life_cycles() {
    static const auto all = [] {
        const auto text = embedded_or_die("data/life_events.json");
        std::vector<LifeCycle> cycles;
        const auto read = json::parse(json::string_view(text.data(), text.size()));
        for (const auto& one : read.as_array()) {
            LifeCycle cycle{text_at(one, "key"), text_at(one, "zh"), text_at(one, "en"), {}};
            for (const auto& event : one.at("events").as_array())
                cycle.events.push_back(event_in(event));
            cycles.push_back(std::move(cycle));
        }
        return cycles;
    }();
    return all;
}

const LifeEvent* find_life_event(std::string_view key, const LifeCycle** cycle) {
    for (const auto& one : life_cycles())
        if (const auto found = std::ranges::find(one.events, key, &LifeEvent::key); found != one.events.end()) {
            if (cycle)
                *cycle = &one;
            return &*found;
        }
    return nullptr;
}

}  // namespace gongkai::publishing
