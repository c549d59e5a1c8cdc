// `gongkai check`, the doctor: is everything that the program stands on sound? And `gongkai settings`.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {

void hang_check_on(terminal::Verbs& verbs);

}  // namespace gongkai
