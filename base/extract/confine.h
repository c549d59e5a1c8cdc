// The walls around a stranger's file. Each wall stands by itself: where one cannot be raised (no root, a kernel without seccomp)
// the others remain, so nothing here fails loudly.
#pragma once
#include <cstddef>
#include <functional>
#include <string>

namespace gongkai::extract {

constexpr std::size_t most_memory = std::size_t{1} << 30;  // address space of each process
constexpr unsigned most_cpu_seconds = 20;                  // of each process

// For every process of the work: limits on memory, CPU, files and core dumps; goes with its parent; gives up root; no gain of
// rights by exec.
void confine_process();

void limit_cpu_seconds(unsigned most);

// From here on no network, no file written, no other process touched; programs may still be run.
void confine_to_reading();

// For LibreOffice, which needs more of everything and writes files: wider limits, no root, no network, no other process touched.
void confine_office_program();

// From here on no further process (an exec is still possible).
void confine_to_one_process();

// From here on nothing but computing with open descriptors: not even a file can be opened.
void confine_to_computing();

// The whole life of a child: what it inherited is closed, the walls are raised, and to standard output goes what `work` makes of
// standard input.
[[noreturn]] void live_confined(const std::function<std::string(const std::string& bytes)>& work);

}  // namespace gongkai::extract
