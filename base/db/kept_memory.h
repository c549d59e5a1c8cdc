// Memory for SQLite. Each statement takes a piece for every cursor and every row that it writes, and gives all of them back at
// its end: forty pieces of some hundred bytes for a row of a table with twenty indexes. Debian builds SQLite without pieces of
// its own (OMIT_LOOKASIDE), and of one size malloc keeps seven at hand and searches for the others: an eighth of an import went
// there. So each thread keeps what was given back to it, by size, up to half a megabyte (decision 0248).
#pragma once
#include <cstddef>

namespace gongkai::db {

// As SQLite asks for it (sqlite3_mem_methods): sizes in bytes, never 0; nothing where there is no memory. A piece may be given
// back by another thread than took it.
void* take_memory(int size);
void give_memory_back(void* piece);
void* resize_memory(void* piece, int size);
int size_of_memory(void* piece);  // at least what was asked for
int rounded_memory(int size);     // what size_of_memory() will say of it
std::size_t bytes_kept();         // by this thread

}  // namespace gongkai::db
