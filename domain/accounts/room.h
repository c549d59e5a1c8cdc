// What this room hangs on the doors.
#pragma once
#include <string>

#include "base/core/settings.h"
#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
namespace db {
class Database;
}
}  // namespace gongkai

namespace gongkai::accounts {

// Who signs in waits in a pool of his own: a crowd of guesses, each as dear as argon2id, or a slow identity provider, holds up
// nobody who reads.
inline constexpr std::size_t lane = 1, lane_workers = 2;

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors);

// How the first account is opened, a line for the terminal; empty where somebody keeps accounts already.
std::string how_to_begin(terminal::Call& call);

// The path of a link for the first security administrator, while there is none and a unit that can have one; else empty.
std::string first_way_in(db::Database& database, const Settings& settings);

}  // namespace gongkai::accounts
