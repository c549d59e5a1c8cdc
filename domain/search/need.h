// 任务29: 搜索即服务, 按实际需求排序. What people really need: how often a thing was opened from the results of the search, and
// how often its files were downloaded. Kept is one number a thing and day, and nothing of who it was: no person, no address, no
// session, no question. What is counted is said in pages/counted.h.
//
// A number of yesterday is worth less than one of today: half of it is left after `need_half_days` (rank.h). It is reckoned
// forward - what is counted today is worth the more, the later today is - so that numbers are added up and never gone through
// again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/day.h"
#include "base/db/database.h"
#include "domain/search/entry.h"

namespace gongkai::search {

// In memory, for a minute: what a crash loses is a minute's. For any thread.
class Tally {
  public:
    struct Times {
        std::int64_t opened = 0, downloaded = 0;
    };
    struct Answers {
        std::int64_t asked = 0, without_hits = 0;
    };
    using ByAddress = std::map<std::string, Times, std::less<>>;
    using ByKey = std::map<std::pair<std::string, std::string>, Times>;

    using ByQuestion = std::map<std::string, Answers, std::less<>>;
    struct Taken {
        ByAddress by_address;
        ByKey by_key;
        ByQuestion by_question;
    };
    struct Counting {
        bool need = true, questions = true;
    };

    explicit Tally(Counting counting) : counting_(counting) {}

    void opened(std::string_view address);
    void downloaded(std::string_view source, std::string_view key);

    void asked(std::string_view question, bool has_hits);  // as asked.h spells it

    Taken take();  // and begins anew

  private:
    const Counting counting_;
    std::mutex mutex_;
    Taken taken_;
};

// Of one thing within a minute more is not believed: that is a program. Of more things than that the rest is not counted.
inline constexpr std::int64_t times_a_minute = 100;
inline constexpr std::size_t things_a_minute = 2'000;

// Writes what was counted, questions (asked.h) too: added to the day's row, so that the numbers of several nodes are one. Nothing
// is written where nothing was counted. How many things.
int write_tally(db::Database& database, Tally& tally);

// Erases the rows of days before `day`; their numbers stay in the sums of their things.
void fold_days_before(db::Connection& connection, Day day);

// All that was counted of a thing, and what that is worth on `as_of`, in openings of that day.
struct Need {
    std::int64_t opened = 0, downloaded = 0;
    double now = 0;
};
// As it is kept: `worth` is a sum of search_need.
Need need_of(std::int64_t opened, std::int64_t downloaded, double worth, Day as_of);

struct Wanted {
    EntryId id = 0;
    Need need;
};
// The most wanted things that can be found, first; of the kind with this code, "" for all. Looked for among the first
// `looked_through` of all kinds.
enum class WantedBy { need, downloads };
inline constexpr int looked_through = 5'000;
std::vector<Wanted> most_wanted(db::Connection& connection, WantedBy by, std::string_view kind, Day as_of, int at_most);
std::map<EntryId, std::int64_t> times_downloaded(db::Connection& connection, std::string_view kind, Day as_of);

// By need, for a page that asks nothing. Records are left out: a person's penalty is not held up to everybody.
struct WantedTitle {
    std::string title, title_en, address;
    bool is_demonstration = false;
};
std::vector<WantedTitle> most_wanted_titles(db::Connection& connection, Day as_of, int at_most);

}  // namespace gongkai::search
