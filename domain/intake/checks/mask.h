// How each kind is masked on a public page (domain 8.6): sign by sign, so that a text and an HTML body are masked alike.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/redact/redact.h"
#include "domain/intake/checks.h"

namespace gongkai::intake {

// What stands instead of each sign: itself, another one, or nothing.
std::vector<std::u32string> masked_signs(std::string_view kind, std::u32string_view printed);

// Findings that can be masked, in reading order.
std::vector<Finding> maskable(std::vector<Finding> findings);

// What a file of text says, and what is written in the pictures on the pages of a PDF: check_file() is both.
Result<std::vector<Finding>> check_said(std::string_view bytes, std::string_view name, const Checking& checking);
std::vector<Finding> check_pictured(const redact::Places& places, const Checking& checking);

// A PDF, PNG or JPEG; see mask_file().
bool is_printed(std::string_view bytes);
Result<MaskedFile> mask_printed(std::string_view bytes, std::string_view name, const Checking& checking);

}  // namespace gongkai::intake
