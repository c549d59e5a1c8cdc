// Whether a column is kept up. Pure functions: stale is arithmetic, as late is.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/catalogue/column.h"
#include "domain/ledger/duty.h"
#include "domain/people/unit.h"

namespace gongkai::catalogue {

// A column as it is watched. Something published in a column that stands in it counts for it too.
struct Watched {
    Column column;
    std::optional<people::UnitId> unit_id;  // that sees to it
    Day from;                               // since when the column is there
    std::optional<Day> last_on;             // of the last publication
    std::optional<ledger::DutyId> duty_id;  // that runs because it is stale
    std::int64_t id = 0;                    // the part of its duties in the ledger
};

enum class Freshness { unwatched, fresh, soon, stale };
std::string_view word_of(Freshness freshness);

// The last day on which it is fresh; nothing where no period is set or nothing more is put into it.
std::optional<Day> expected_by(const Watched& watched);
Freshness freshness_on(Day as_of, const Watched& watched, int soon_days);
bool is_empty(const Watched& watched);

// 国办秘函〔2019〕19号  栏目不更新:
// 动态、要闻类栏目2周、通知公告、政策文件类一级栏目6个月内未更新的，合计达到5个；其他栏目应更新未更新达到10个； 空白栏目达到5个 -
// one of them, and the whole site fails.
struct Inspection {
    int news_and_policies = 0, others = 0, empty = 0;
    bool is_failed() const { return news_and_policies >= 5 || others >= 10 || empty >= 5; }
};
Inspection inspect(Day as_of, const std::vector<Watched>& all);

}  // namespace gongkai::catalogue
