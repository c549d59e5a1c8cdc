// Programs of poppler and tesseract, run by the child.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/extract/pdf/program.h"

namespace gongkai::redact {

// Throws No where the program did not do its work.
void check(const extract::Program& program);
std::string run(std::vector<std::string> arguments, std::string_view input, std::size_t most_output);

// A refusal of base/extract as No.
[[noreturn]] void pass_on(const Refusal& refusal);

bool is_jpeg(std::string_view bytes);
bool is_picture(std::string_view bytes);

// In pixels, about 200 to the inch of A4: a page as large as a poster would be drawn as one of many gigabytes.
inline constexpr int longest_side = 2400;
inline constexpr std::size_t most_drawing = std::size_t{192} << 20;

// pdftoppm for one page of the PDF on its input. `side`: the longer one in pixels.
extract::Program draws_page(int number, int side = longest_side);

}  // namespace gongkai::redact
