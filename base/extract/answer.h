// What the child tells its parent, as one JSON object: a document or a refusal. A cell goes by its place in the page text only,
// and the parent believes no number before it has looked: the child may have been taken over by its file.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/extract/document.h"

namespace gongkai::extract {

std::string write_answer(const Result<Document>& result);

// Throws std::runtime_error (or what Boost.JSON throws) where the answer is not well formed.
Result<Document> read_answer(std::string_view json);

}  // namespace gongkai::extract
