// What every layout is brought to before it is understood: a row with the text of its cells. One function makes tasks of them.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/programme/reading/due.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/traced.h"
#include "domain/programme/reading/units.h"

namespace gongkai::programme {

struct RawRow {
    std::vector<Traced> category;                     // the path to the task, highest step first
    Traced title, requirement;                        // as printed, blanks and line ends included
    std::vector<std::pair<Traced, UnitRole>> owners;  // the unit cells, in the order of their columns
    std::vector<Traced> terms;                        // cells of time limits
    std::vector<Traced> remarks;                      // other cells that may speak of time
    std::optional<int> task_number, row_number;
    bool starts_task = false;
    double confidence = 1;
};

// Everything the layouts share while one document is read.
struct Context {
    const Pages& pages;
    const ReadingWords& words;
    DueContext due;
    std::vector<Note>& warnings;
};

std::vector<Task> make_tasks(const std::vector<RawRow>& rows, Context& context);

// 各乡镇人民政府、街道办事处 is one group: a name without a place of its own belongs to the 各 before it. `printed` is the mended
// list.
void join_groups(UnitList& list, std::u32string_view printed);

// The units named in the last bracket of a paragraph, …(甲局牵头,乙局配合;6月底前完成), as printed, and the terms beside them.
struct Bracketed {
    Traced owners;
    std::vector<Traced> terms;
};

// Takes that bracket out of the paragraph. Nothing where no bracket names units.
std::optional<Bracketed> take_bracketed_units(Traced& paragraph, const ReadingWords& words);

// 公开清单。推动…: the heading before the first stop, where it is short enough to be one; else nothing.
std::optional<Traced> leading_title(const Traced& paragraph);

}  // namespace gongkai::programme
