// A part of a stranger's page made clean: for who has found in its tree (parse.h) what the page is about.
#pragma once
#include "base/markup/clean.h"
#include "base/markup/read.h"

namespace gongkai::markup {

// What stands in `top`; see read().
Cleaned clean_part(const GumboNode* top, const Wishes& wishes, const LeavesOut& leaves_out);

}  // namespace gongkai::markup
