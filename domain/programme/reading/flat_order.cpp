#include "domain/programme/reading/flat_order.h"

namespace gongkai::programme {

int rank(Stack stack) {
    switch (stack) {
        case Stack::number:
            return 1;
        case Stack::category:
            return 2;
        case Stack::title:
            return 3;
        case Stack::requirement:
            return 4;
        case Stack::units:
            return 5;
        case Stack::support:
            return 6;
        case Stack::due:
            return 7;
        case Stack::none:
        case Stack::heading:
            break;
    }
    return 0;
}

double cell_order_cost(Stack before, Stack stack, bool starts) {
    if (rank(before) == 0 || rank(stack) == 0)
        return 0;
    if (stack == before)
        return stack == Stack::units || stack == Stack::support ? (starts ? 3 : -0.5) : 0;
    if (!starts)
        return 5;  // its cell has ended
    if (stack == Stack::support && before != Stack::units)
        return 1;  // who supports stands beside who leads
    const bool next = rank(stack) > rank(before);
    const bool new_row = rank(before) >= rank(Stack::units) && rank(stack) <= rank(Stack::requirement);
    return next || new_row ? 0 : 4;
}

}  // namespace gongkai::programme
