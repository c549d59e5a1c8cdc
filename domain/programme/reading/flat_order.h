// In what order the columns of a table stand, and its cells in text that was saved cell by cell.
#pragma once
#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

// Columns from left to right, as nearly all such tables have them; 0 for what is no column.
int rank(Stack stack);

// What it costs that a piece of `stack` follows one of `before` where cells follow each other whole, from left to right in each
// row.
double cell_order_cost(Stack before, Stack stack, bool starts);

}  // namespace gongkai::programme
