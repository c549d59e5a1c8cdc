#include "domain/programme/pairing.h"

#include <algorithm>
#include <set>

namespace gongkai::programme {
namespace {

bool shares_requirement(const StoredTask& a, const StoredTask& b) {
    return std::ranges::any_of(a.rows, [&](const StoredRow& one) {
        return std::ranges::any_of(b.rows, [&](const StoredRow& other) { return one.row.requirement == other.row.requirement; });
    });
}

// The cover has no title and is one.
bool has_same_title(const StoredTask& a, const StoredTask& b) {
    return a.kind == TaskKind::cover || (!a.title.empty() && a.title == b.title);
}

bool has_same_owners(const Row& a, const Row& b) { return a.units == b.units && a.groups == b.groups; }

class Pairer {
  public:
    Pairer(const std::vector<StoredTask>& before, const std::vector<StoredTask>& after) : before_(before), after_(after) {}

    Pairing run() {
        using Task = const StoredTask&;
        pair_tasks([](Task a, Task b) { return has_same_title(a, b) && a.category == b.category && shares_requirement(a, b); });
        pair_tasks([](Task a, Task b) { return has_same_title(a, b) && shares_requirement(a, b); });
        pair_tasks([](Task a, Task b) { return has_same_title(a, b) && a.category == b.category; });
        pair_tasks([](Task a, Task b) { return has_same_title(a, b); });
        pair_tasks([](Task a, Task b) { return a.number == b.number && shares_requirement(a, b); });
        pair_tasks([](Task a, Task b) { return shares_requirement(a, b); });

        const auto of_the_pair = [&](Task a, Task b) { return made_.tasks.contains(&a) && made_.tasks.at(&a) == &b; };
        const auto of_one_title = [&](Task a, Task b) { return of_the_pair(a, b) && has_same_title(a, b); };
        const auto of_one_kind = [](Task a, Task b) { return a.kind == b.kind; };
        const auto asks_the_same = [](const Row& a, const Row& b) { return a.requirement == b.requirement; };
        pair_rows(of_the_pair, [&](const Row& a, const Row& b) { return asks_the_same(a, b) && has_same_owners(a, b); });
        pair_rows(of_the_pair, asks_the_same);
        pair_rows(of_one_kind, asks_the_same);
        pair_rows(of_one_title, has_same_owners);
        pair_rows(of_one_title, [](const Row&, const Row&) { return true; });
        return std::move(made_);
    }

  private:
    void pair_tasks(auto fits) {
        for (const auto& task : after_) {
            if (made_.tasks.contains(&task))
                continue;
            for (const auto& former : before_)
                if (former.kind == task.kind && !taken_tasks_.contains(&former) && fits(task, former)) {
                    made_.tasks[&task] = &former;
                    taken_tasks_.insert(&former);
                    break;
                }
        }
    }

    void pair_rows(auto may_come_from, auto fits) {
        for (const auto& task : after_)
            for (const auto& row : task.rows)
                if (!made_.rows.contains(&row))
                    if (const auto found = find_former(task, row, may_come_from, fits); found.row) {
                        made_.rows[&row] = found;
                        taken_rows_.insert(found.row);
                    }
    }

    FormerRow find_former(const StoredTask& task, const StoredRow& row, auto may_come_from, auto fits) const {
        for (const auto& former : before_)
            if (may_come_from(task, former))
                for (const auto& one : former.rows)
                    if (!taken_rows_.contains(&one) && fits(row.row, one.row))
                        return {&former, &one};
        return {};
    }

    const std::vector<StoredTask>& before_;
    const std::vector<StoredTask>& after_;
    std::set<const StoredTask*> taken_tasks_;
    std::set<const StoredRow*> taken_rows_;
    Pairing made_;
};

}  // namespace

Pairing pair(const std::vector<StoredTask>& before, const std::vector<StoredTask>& after) { return Pairer(before, after).run(); }

}  // namespace gongkai::programme
