// Somebody of the staff as he really comes: a link of `gongkai account link` is opened, a name and a password are chosen, and he
// signs in, all by the forms that people use.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/http/client.h"
#include "tests/program.h"

namespace gongkai::http {

struct Officer {
    std::string role, unit, name, password;
    Client client{0};

    std::string person() const { return "姓名" + name; }
    std::string token_for(std::string_view page, std::string_view action);  // of a form that he opens
    Answer sign_in(std::string_view to = "/console");
};

// The path of a link that works once.
std::string new_link(const Surroundings& surroundings, std::string_view role, std::string_view unit);

// Opens the page and sends its form that leads to `action`, with these fields filled in. Throws std::runtime_error where the page
// has no such form.
Answer send_form(Client& client, std::string_view page, std::string_view action, const Lines& fields);
// The same for a form with a file.
struct SentFile {
    std::string field, name, bytes;
};
Answer send_form(Client& client, std::string_view page, std::string_view action, const Lines& fields, const SentFile& file);

// Throws std::runtime_error where he cannot get in. `surroundings` are those of the portal on `port`.
Officer open_account(const Surroundings& surroundings, std::uint16_t port, std::string role, std::string unit, std::string name);

}  // namespace gongkai::http
