#include "base/db/in_use.h"

#include <fcntl.h>
#include <unistd.h>

namespace gongkai::db {

// In WAL mode each connection holds a shared lock on one byte of the file beside it as long as it lives: `UNIX_SHM_DMS` in
// SQLite's os_unix.c, the byte after the eight locks at 120.
bool is_open_elsewhere(const std::filesystem::path& file) {
    constexpr off_t byte_of_the_living = 128;
    const int opened = ::open((file.string() + "-shm").c_str(), O_RDWR | O_CLOEXEC);
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

}  // namespace gongkai::db
