// What this room hangs on the doors.
#pragma once
#include <functional>
#include <string>

#include "doors/terminal/verbs.h"

namespace gongkai::people {

// What else is to be said after a list was taken in; the rooms above know.
using Hint = std::function<std::string(terminal::Call& call)>;
void hang_on(terminal::Verbs& verbs, Hint after_import);

}  // namespace gongkai::people
