// The child's side of extract() and read_rich(): raises the walls, reads standard input, writes its answer to standard output.
#pragma once

namespace gongkai::extract {

[[noreturn]] void be_child();
[[noreturn]] void be_rich_child();  // of read_rich()

// Throws std::logic_error where main() did not call run_if_child().
void expect_main_asked();

}  // namespace gongkai::extract
