// Asks whether a link leads anywhere, as a stranger would.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/web/client.h"

namespace gongkai::intake {

// The status of the page in the end, redirects followed; nothing where no answer came within five seconds, or where the address
// leads into this machine or its network. HEAD first, GET where a server knows no HEAD. An address of this portal, which begins
// with '/', is the caller's to answer: nothing comes of it here.
std::optional<int> ask_address(const std::string& address);

// The same by any way of fetching.
using Fetch = std::function<Result<web::Fetched>(const web::Ask&)>;
std::optional<int> status_in_the_end(const std::string& address, const Fetch& fetch);

}  // namespace gongkai::intake
