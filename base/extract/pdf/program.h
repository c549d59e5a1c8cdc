// Runs programs that are never linked (poppler's, which are GPL) on bytes from memory, several at once, each behind the same
// walls as the child that starts them. For the single-threaded child only: it forks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::extract {

struct Program {
    std::vector<std::string> arguments;  // the first is the path of the program
    std::string input;                   // of its own, instead of the common one
    std::size_t most_output = 0;         // beyond it the program is ended
    unsigned most_seconds = 0;           // of processor time, below the common limit; 0 for that
    std::string output, errors;
    int exit_code = -1;  // -1 where it was ended by a signal or could not be started
    bool is_too_much = false;
};

// `input` goes to the standard input of each. Returns when all have ended.
void run_together(std::vector<Program>& programs, std::string_view input);

}  // namespace gongkai::extract
