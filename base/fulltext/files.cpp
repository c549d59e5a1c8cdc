#include "base/fulltext/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

namespace gongkai::fulltext {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

}  // namespace

Stream::Stream(std::filesystem::path path)
    : path_(std::move(path)),
      file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)),
      sum_(XXH3_createState(), &XXH3_freeState) {
    if (file_ < 0)
        fail(path_);
    XXH3_64bits_reset(sum_.get());
}

Stream::Stream(Stream&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      held_(std::move(other.held_)),
      written_(other.written_),
      sum_(std::move(other.sum_)) {}

Stream::~Stream() {
    if (file_ >= 0)
        ::close(file_);
}

void Stream::append(std::string_view bytes) {
    held_ += bytes;
    if (file_ >= 0 && held_.size() >= buffer_bytes)
        flush();
}

void Stream::append(const Stream& other) {
    if (other.file_ >= 0) {
        std::vector<char> buffer(buffer_bytes);
        for (std::uint64_t at = 0; at < other.written_;) {
            const ssize_t count = ::pread(other.file_, buffer.data(), buffer.size(), static_cast<off_t>(at));
            if (count <= 0)
                fail(other.path_);
            append({buffer.data(), static_cast<std::size_t>(count)});
            at += static_cast<std::uint64_t>(count);
        }
    }
    append(other.held_);
}

void Stream::align() { append(std::string_view("\0\0\0\0\0\0\0", (8 - size() % 8) % 8)); }

void Stream::flush() {
    XXH3_64bits_update(sum_.get(), held_.data(), held_.size());
    for (std::string_view left = held_; !left.empty();) {
        const ssize_t count = ::write(file_, left.data(), left.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail(path_);
        left.remove_prefix(static_cast<std::size_t>(count));
    }
    written_ += held_.size();
    held_.clear();
}

std::uint64_t Stream::close() {
    held_.append(slack, '\0');
    if (file_ < 0)
        return checksum(bytes_of(held_));
    flush();
    if (::fsync(file_) != 0)
        fail(path_);
    ::close(std::exchange(file_, -1));
    return XXH3_64bits_digest(sum_.get());
}

std::string Stream::take() { return std::move(held_); }

std::shared_ptr<const Memory> Memory::map(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw Damaged(path.string() + " cannot be opened");
    struct stat status{};
    void* at = MAP_FAILED;
    if (::fstat(file, &status) == 0 && status.st_size > 0)
        at = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    if (at == MAP_FAILED)
        throw Damaged(path.string() + " cannot be mapped");
    const std::shared_ptr<Memory> memory(new Memory);
    memory->bytes_ = {static_cast<const std::uint8_t*>(at), static_cast<std::size_t>(status.st_size)};
    memory->is_mapped_ = true;
    return memory;
}

std::shared_ptr<const Memory> Memory::load(const std::filesystem::path& path) {
    constexpr std::size_t large_page = std::size_t{2} << 20;
    constexpr std::size_t least = 4 * large_page;  // the processor remembers where the pages of less than this are
    auto mapped = map(path);
    const Bytes bytes = mapped->bytes();
    if (bytes.size() < least)
        return mapped;
    const std::size_t room = (bytes.size() + large_page - 1) / large_page * large_page;
    const std::shared_ptr<Memory> memory(new Memory);
    memory->loaded_.reset(std::aligned_alloc(large_page, room));
    if (!memory->loaded_)
        return mapped;
    ::madvise(memory->loaded_.get(), room, MADV_HUGEPAGE);  // where the system has none, it stays as it is
    std::memcpy(memory->loaded_.get(), bytes.data(), bytes.size());
    memory->bytes_ = {static_cast<const std::uint8_t*>(memory->loaded_.get()), bytes.size()};
    return memory;
}

std::shared_ptr<const Memory> Memory::hold(std::string bytes) {
    const std::shared_ptr<Memory> memory(new Memory);
    memory->held_ = std::move(bytes);
    memory->bytes_ = bytes_of(memory->held_);
    return memory;
}

void Memory::read_nothing_ahead() const {
    if (is_mapped_)
        ::madvise(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size(), MADV_RANDOM);
}

void Memory::fetch(Bytes part) const {
    static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    if (!is_mapped_ || part.empty())
        return;
    const auto from = reinterpret_cast<std::uintptr_t>(part.data()) / page * page;
    const auto beyond = reinterpret_cast<std::uintptr_t>(part.data() + part.size());
    ::madvise(reinterpret_cast<void*>(from), beyond - from, MADV_WILLNEED);  // advice: where it fails the pages come one by one
}

Memory::~Memory() {
    if (is_mapped_)
        ::munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

std::uint64_t checksum_of_file(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw Damaged(path.string() + " cannot be opened");
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> sum(XXH3_createState(), &XXH3_freeState);
    XXH3_64bits_reset(sum.get());
    std::vector<char> buffer(buffer_bytes);
    ssize_t count = 0;
    while ((count = ::read(file, buffer.data(), buffer.size())) > 0)
        XXH3_64bits_update(sum.get(), buffer.data(), static_cast<std::size_t>(count));
    ::close(file);
    if (count < 0)
        throw Damaged(path.string() + " cannot be read");
    return XXH3_64bits_digest(sum.get());
}

void make_durable(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        fail(path);
    const bool done = ::fsync(file) == 0;
    ::close(file);
    if (!done)
        fail(path);
}

}  // namespace gongkai::fulltext
