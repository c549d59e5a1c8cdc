// Documents of lines and tables (document.h) as blocks, and tables as blocks hold them.
#pragma once
#include <vector>

#include "base/extract/document.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

// Each line is a paragraph; counts paragraphs and tables on from what is there.
void append_blocks(const Page& page, std::vector<RichBlock>& to, const Spot* spot = nullptr);

// Strangers state spans that overlap or leave the table: clips them, and sorts the cells. Throws std::length_error where there
// are more places than are read.
void keep_apart(RichTable& table);

}  // namespace gongkai::extract
