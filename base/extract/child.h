// The child's side of extract(): raises the walls, reads standard input, writes its answer to standard output.
#pragma once

namespace gongkai::extract {

[[noreturn]] void be_child();

}  // namespace gongkai::extract
