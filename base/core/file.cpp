#include "base/core/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace gongkai {
namespace {

class Descriptor {
  public:
    Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    explicit operator bool() const { return fd_ >= 0; }
    int get() const { return fd_; }

  private:
    int fd_;
};

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t at_most) {
    const Descriptor file(path, O_RDONLY);
    if (!file)
        return refuse(Refusal::Kind::missing, errno == ENOENT ? "core.refuse.file_missing" : "core.refuse.file_unreadable",
                      {path.string()}, std::generic_category().message(errno));
    struct stat status{};
    if (::fstat(file.get(), &status) != 0 || S_ISDIR(status.st_mode))
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable", {path.string()}, "not a file");
    std::string contents;
    contents.reserve(std::min<std::size_t>(static_cast<std::size_t>(status.st_size), at_most) + 1);
    char block[65536];
    for (;;) {
        const ssize_t count = ::read(file.get(), block, sizeof block);
        if (count == 0)
            return contents;
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable", {path.string()},
                          std::generic_category().message(errno));
        }
        if (contents.size() + static_cast<std::size_t>(count) > at_most)
            return refuse(Refusal::Kind::too_large, "core.refuse.file_too_large", {path.string(), std::to_string(at_most >> 20)});
        contents.append(block, static_cast<std::size_t>(count));
    }
}

void write_file(const std::filesystem::path& path, std::string_view contents) {
    auto fresh = path;
    fresh += ".new";
    {
        const Descriptor file(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0640);
        if (!file)
            fail(fresh);
        while (!contents.empty()) {
            const ssize_t count = ::write(file.get(), contents.data(), contents.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                fail(fresh);
            contents.remove_prefix(static_cast<std::size_t>(count));
        }
        if (::fsync(file.get()) != 0)
            fail(fresh);
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0)
        fail(path);
    const Descriptor folder(path.has_parent_path() ? path.parent_path() : ".", O_RDONLY | O_DIRECTORY);
    if (!folder || ::fsync(folder.get()) != 0)
        fail(path);
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "gongkai-XXXXXX").string();
    if (!::mkdtemp(name.data()))
        fail(name);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace gongkai
