// What may be said of the address of a database: it can hold a password, in three places and written in two ways.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::db {

// Host, port and name only: postgresql://db.example:5432/gongkai. The path of a file as it is.
std::string shown(const std::string& address);

// Words of the engine without what is secret in `address`: libpq quotes an address that it cannot read, and takes for a host what
// was the end of a password with an @ in it.
std::string without_secrets(std::string words, const std::string& address);

// "mysql" of mysql://…: a server that nobody here can speak to, and surely no file. Empty where the address is fine.
std::string_view unknown_scheme(std::string_view address);

}  // namespace gongkai::db
