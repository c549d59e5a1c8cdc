// The target of a request line, "/tasks/18?year=2019", read strictly and written back. What is ambiguous is not guessed at:
// a reader never meets it, because browsers resolve "..", and two programs that guess differently are a hole.
#pragma once
#include <string>
#include <string_view>

#include "base/web/fields.h"

namespace gongkai::web {

// Fills `path` (percent-decoded, begins with "/") and `query` (decoded, "+" is a blank). False for: a target that is not a path,
// a wrong or cut %-sequence, bytes that are no UTF-8, control characters, an encoded "/" or "\", a "." or ".." segment however it
// is written, more than 200 query fields.
bool read_target(std::string_view target, std::string& path, Fields& query);

// "a=1&b=%E5%85%AC" as forms and queries write it. False as above; line ends and tabs are allowed.
bool read_urlencoded(std::string_view text, Fields& into, std::size_t at_most);

// Whether an address leads to a place of this site: it begins with one stroke and not with two. Browsers take "\\" for a stroke
// and read over tabs and line ends, so "/<tab>/" would be two.
bool leads_here(std::string_view address);

// A whole address of this site, which `own` is the beginning of ("https://www.example.gov.cn"), as a path; all others as they
// are.
std::string_view without_own_host(std::string_view address, std::string_view own);

// %-encodes all but unreserved characters: fit for one segment of a path and for a query name or value.
std::string encode(std::string_view text);

// "/tasks" and {{"year","2019"}} to "/tasks?year=2019"; `path` is a decoded one.
std::string write_target(std::string_view path, const Fields& query);

}  // namespace gongkai::web
