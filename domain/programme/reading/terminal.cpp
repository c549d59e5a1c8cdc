#include <fmt/format.h>

#include "base/core/text.h"
#include "domain/programme/reading/reading.h"

namespace gongkai::programme {

namespace {

// The first characters, so that a row stays on a line.
std::string brief(const std::string& text, std::size_t at_most) {
    const std::u32string all = to_code_points(text);
    return all.size() <= at_most ? text : to_utf8(all.substr(0, at_most - 1)) + "…";
}

std::string names(const Row& row) {
    std::vector<std::string> all = row.units;
    all.insert(all.end(), row.groups.begin(), row.groups.end());
    return join(all, "、") + (row.open_ended ? "…" : "");
}

std::string terms(const std::vector<Due>& dues) {
    std::vector<std::string> all;
    for (const Due& due : dues)
        all.push_back(due.kind == Due::Kind::by && due.on ? due.text + " (" + to_text(*due.on) + ")" : due.text);
    return join(all, "; ");
}

}  // namespace

std::string to_terminal(const Reading& reading, Language language) {
    std::string out;
    const auto line = [&](const std::string& text) {
        if (!text.empty())
            out += text + "\n";
    };
    const NoticeHead& head = reading.document;
    line(head.title);
    std::vector<std::string> known{head.number, head.issuer, head.signed_on ? to_text(*head.signed_on) : std::string()};
    std::erase(known, "");
    line(join(known, "  "));
    if (reading.message)
        line(words(language, reading.message->id, reading.message->arguments));
    std::size_t rows = 0;
    for (const Task& task : reading.tasks)
        rows += task.rows.size();
    if (!reading.tasks.empty())
        line("\n" + words(language, "programme.text.tasks", {std::to_string(reading.tasks.size()), std::to_string(rows)}));
    std::optional<std::string> category;
    for (const Task& task : reading.tasks) {
        if (task.category && task.category != category)
            line("\n" + *task.category);
        category = task.category;
        line(fmt::format("{:>4} {}", task.number ? std::to_string(*task.number) : "", brief(task.title, 40)));
        for (const Row& row : task.rows) {
            line(fmt::format("     {} {}", row.confidence < 0.7 ? "?" : "-", brief(row.requirement, 34)));
            line("       " + names(row) + (row.due.empty() ? "" : "  " + terms(row.due)));
        }
    }
    if (!reading.cover_duties.empty())
        line("\n" + words(language, "programme.text.cover_duties"));
    for (const CoverDuty& duty : reading.cover_duties)
        line("   - " + duty.who + "  " + brief(duty.what, 40) + "  " + terms(duty.due));
    if (!reading.warnings.empty())
        line("\n" + words(language, "programme.text.warnings"));
    for (const Note& note : reading.warnings)
        line("   ! " + words(language, note.id, note.arguments));
    return out;
}

}  // namespace gongkai::programme
