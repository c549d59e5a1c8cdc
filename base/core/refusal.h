// The rules say no. A refusal has two voices: `id` names a text of the words catalogue for the reader, `arguments` fill its
// {0} {1} places, and `detail` is a plain English sentence for the log. A machine that breaks throws instead.
#pragma once
#include <expected>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace gongkai {

struct Refusal {
    enum class Kind { invalid, missing, forbidden, conflict, too_large, unavailable };
    Kind kind = Kind::invalid;
    std::string id;                      // of words/*.json, e.g. "programme.refuse.empty_table"
    std::vector<std::string> arguments;  // in the order of the places in the text
    std::string detail;                  // for the log, never shown to the reader
};

template <class T>
using Result = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(Refusal::Kind kind, std::string id, std::vector<std::string> arguments = {},
                                       std::string detail = {}) {
    return std::unexpected(Refusal{kind, std::move(id), std::move(arguments), std::move(detail)});
}

// Another machine that this one needs is away for now, and nothing of what was asked has been acknowledged. Later it may work.
class Unavailable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace gongkai
