// Asks whether a link leads anywhere, as a stranger would.
#pragma once
#include <optional>
#include <string>

namespace gongkai::intake {

// The status of the page in the end, redirects followed; nothing where no answer came within five seconds, or where the address
// leads into this machine or its network. HEAD first, GET where a server knows no HEAD. An address of this portal, which begins
// with '/', is the caller's to answer: nothing comes of it here.
std::optional<int> ask_address(const std::string& address);

}  // namespace gongkai::intake
