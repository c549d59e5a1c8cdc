#include "base/core/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/core/pieces.h"

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

struct FilePieces::Open {
    explicit Open(const std::filesystem::path& named) : path(named), file(named, O_RDONLY) {}
    const std::filesystem::path path;
    const Descriptor file;
    char block[65536] = {};
};

FilePieces::FilePieces(std::unique_ptr<Open> open) : open_(std::move(open)) {}
FilePieces::FilePieces(FilePieces&&) noexcept = default;
FilePieces::~FilePieces() = default;

Result<FilePieces> FilePieces::open(const std::filesystem::path& path) {
    auto open = std::make_unique<Open>(path);
    if (!open->file)
        return refuse(Refusal::Kind::missing, errno == ENOENT ? "core.refuse.file_missing" : "core.refuse.file_unreadable",
                      {path.string()}, std::generic_category().message(errno));
    struct stat status{};
    if (::fstat(open->file.get(), &status) != 0 || S_ISDIR(status.st_mode))
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable", {path.string()}, "not a file");
    return FilePieces(std::move(open));
}

Result<std::string_view> FilePieces::next() {
    ssize_t count = 0;
    do
        count = ::read(open_->file.get(), open_->block, sizeof open_->block);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable", {open_->path.string()},
                      std::generic_category().message(errno));
    return std::string_view(open_->block, static_cast<std::size_t>(count));
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t at_most) {
    auto pieces = FilePieces::open(path);
    if (!pieces)
        return std::unexpected(pieces.error());
    std::string contents;
    std::error_code unknown;
    if (const auto size = std::filesystem::file_size(path, unknown); !unknown)
        contents.reserve(std::min<std::size_t>(size, at_most) + 1);
    for (;;) {
        const auto piece = pieces->next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->empty())
            return contents;
        if (contents.size() + piece->size() > at_most)
            return refuse(Refusal::Kind::too_large, "core.refuse.file_too_large", {path.string(), std::to_string(at_most >> 20)});
        contents += *piece;
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
