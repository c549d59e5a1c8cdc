// A flattened table that was saved as one stream and then printed as a paragraph: its lines are as wide as the paper and end
// anywhere, also in the middle of a cell's line. The ends of printed lines are taken back, so that only blanks part its pieces.
#pragma once
#include <optional>
#include <vector>

#include "domain/programme/reading/lines.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {

// The lines above the table as they are, then its pieces, each a line of its own. Nothing where the text is not of this kind.
// With more faith more halves are put together that do not fill a line of their column.
std::optional<std::vector<Line>> unwrap_stream(const std::vector<Line>& lines, double faith, const ReadingWords& words);

constexpr double much_faith = 0.4, little_faith = 0;

// A table whose columns run together without anything between them: names of columns and then numbers of tasks, 1. 2. 3. …
struct TasksInText {
    std::size_t line = 0, at = 0;  // where its header begins
    int last = 0;                  // the highest number
};
std::optional<TasksInText> tasks_in_text(const std::vector<Line>& lines, const ReadingWords& words);

}  // namespace gongkai::programme
