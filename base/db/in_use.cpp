#include "base/db/in_use.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/db/database.h"
#include "base/db/postgresql_connection.h"

namespace gongkai::db {
namespace {

// In WAL mode each connection holds a shared lock on one byte of the file beside it as long as it lives: `UNIX_SHM_DMS` in
// SQLite's os_unix.c, the byte after the eight locks at 120.
bool is_file_open(const std::string& file) {
    constexpr off_t byte_of_the_living = 128;
    const int opened = ::open((file + "-shm").c_str(), O_RDWR | O_CLOEXEC);
    if (opened < 0)
        return false;
    struct flock lock{};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte_of_the_living;
    lock.l_len = 1;
    const bool is_held = ::fcntl(opened, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(opened);
    return is_held;
}

}  // namespace

bool is_open_elsewhere(const std::string& address) {
    if (!names_a_server(address))
        return is_file_open(address);
    PgConnection connection(address);
    const auto try_lock = fmt::format("SELECT pg_try_advisory_lock({})", lock_of_the_living);
    // The server takes a moment to let go of what a process that has just ended held.
    for (int left = 10; connection.scalar(try_lock) == "f"; --left) {
        if (left == 0)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

}  // namespace gongkai::db
