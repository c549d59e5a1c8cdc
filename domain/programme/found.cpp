#include "domain/programme/found.h"

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/people/desk.h"
#include "domain/programme/store.h"

namespace gongkai::programme {
namespace {

// The unit of the list that bears the issuer's name; who stands in none is kept as printed.
search::Label issuer_of(const people::Directory& units, const Notice& notice) {
    if (const auto* unit = units.find(notice.head.issuer, today()))
        return {std::to_string(unit->id), unit->name, ""};
    return notice.head.issuer.empty() ? search::Label{} : search::Label{"issuer." + notice.head.issuer, notice.head.issuer, ""};
}

std::vector<search::Entry> all_notices(db::Connection& connection) {
    const auto units = people::directory(connection);
    std::vector<search::Entry> all;
    for (const auto& notice : notices(connection)) {
        search::Entry entry;
        entry.source = "notice";
        entry.key = notice.key;
        entry.title = notice.head.title;
        entry.number = notice.head.number;
        entry.body = join(pages_of(connection, notice), "\n");
        entry.kind = {"work_points", words(Language::zh, "programme.found.notice"),
                      words(Language::en, "programme.found.notice")};
        entry.unit = issuer_of(units, notice);
        if (notice.head.signed_on)
            entry.published_on = *notice.head.signed_on;
        entry.address = "/notices/" + notice.key;
        entry.formats.emplace_back("html");
        entry.holdings.push_back({search::Holding::Kind::data, "board-" + notice.key + ".csv", "csv",
                                  "/board.csv?notice=" + web::encode(notice.key), "", 0});
        all.push_back(std::move(entry));
    }
    return all;
}

std::vector<search::Entry> all_tasks(db::Connection& connection) {
    const auto units = people::directory(connection);
    std::vector<search::Entry> all;
    for (const auto& notice : notices(connection))
        for (const auto& task : load(connection, notice).tasks) {
            search::Entry entry;
            entry.source = "task";
            entry.key = notice.key + '/' + std::to_string(task.position);
            entry.title = task.title;
            for (const auto& row : task.rows) {
                entry.body += row.row.requirement + '\n';
                entry.body += join(row.row.units, "、") + "　" + join(row.row.groups, "、") + '\n';
            }
            entry.known_as = notice.head.title + '\n' + notice.head.number + '\n' + task.category;
            entry.kind = {"task", words(Language::zh, "programme.found.task"), words(Language::en, "programme.found.task")};
            entry.unit = issuer_of(units, notice);
            if (notice.head.signed_on)
                entry.published_on = *notice.head.signed_on;
            entry.address = "/notices/" + entry.key;
            entry.address.insert(entry.address.rfind('/'), "/tasks");
            entry.formats.emplace_back("html");
            if (!entry.title.empty())
                all.push_back(std::move(entry));
        }
    return all;
}

}  // namespace

search::Source found_notices() { return {"notice", all_notices, nullptr, nullptr}; }
search::Source found_tasks() { return {"task", all_tasks, nullptr, nullptr}; }

}  // namespace gongkai::programme
