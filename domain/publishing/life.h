// Life events (一件事): what a firm or a person has to do, from the opening of the one to the rest of the other, as steps with
// who is responsible and which documents speak of it. data/life_events.json has them; an installation may replace the file.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/core/words.h"
#include "domain/publishing/shelf.h"

namespace gongkai::publishing {

struct LifeStep {
    std::string zh, en, what_zh, what_en;
    std::string unit;  // by its name among the units of the place
    Asked documents;   // column, theme or type, one of them at least
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
    const std::string& what(Language language) const { return language == Language::en ? what_en : what_zh; }
};
struct LifeEvent {
    std::string key, zh, en, about_zh, about_en;
    std::vector<LifeStep> steps;
    std::string called_zh;  // what people call it, or what they get by it, parted by blanks; may be empty: found, not shown
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
    const std::string& about(Language language) const { return language == Language::en ? about_en : about_zh; }
};
struct LifeCycle {
    std::string key, zh, en;  // enterprise, person
    std::vector<LifeEvent> events;
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
};
inline constexpr std::size_t steps_at_most = 7;  // a step costs its page a look at the shelf

struct LifeBook {
    std::vector<LifeCycle> cycles;
    bool is_example = false;  // carried by the program: shown with the demonstration and gone with it
    const LifeEvent* find(std::string_view key, const LifeCycle** cycle = nullptr) const;
};
// Of a file of the place, as data/life_events.json is written; the carried one where none is named. Refuses core.refuse.file_…,
// publishing.refuse.life (argument: what is wrong in it).
Result<LifeBook> life_book(const std::string& file);
// The one the settings name, kept as long as somebody has it. Throws std::runtime_error where it is refused.
std::shared_ptr<const LifeBook> the_life_book(const Settings& settings);
// The carried one only beside the demonstration.
bool is_shown(db::Connection& connection, const LifeBook& book);

}  // namespace gongkai::publishing
