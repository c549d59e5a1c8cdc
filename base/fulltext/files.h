// The files of a segment: written from front to end with a running checksum, read as memory. A segment that has not been written
// to disk yet is the same bytes in memory.
#pragma once
#include <xxhash.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/fulltext/bits.h"

namespace gongkai::fulltext {

inline std::uint64_t checksum(Bytes bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// Bytes that are appended, to a file or to memory.
class Stream {
  public:
    Stream() = default;                           // in memory
    explicit Stream(std::filesystem::path path);  // throws std::system_error, as do all writes
    Stream(Stream&& other) noexcept;
    Stream& operator=(Stream&&) = delete;
    ~Stream();

    void append(std::string_view bytes);
    void append(const Stream& other);  // what another one holds
    std::uint64_t size() const { return written_ + held_.size(); }
    void align();  // to eight bytes

    // Leaves `slack` bytes at the end, makes a file durable, and gives its checksum.
    std::uint64_t close();
    std::string take();  // the bytes of a closed stream in memory

  private:
    void flush();

    std::filesystem::path path_;
    int file_ = -1;
    std::string held_;
    std::uint64_t written_ = 0;
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> sum_{nullptr, &XXH3_freeState};
};

// The bytes of a file, mapped, or of a string; they stay where they are while anyone holds it.
class Memory {
  public:
    static std::shared_ptr<const Memory> map(const std::filesystem::path& path);  // throws Damaged where it cannot be opened
    // The same, but read at once into memory of large pages: for what is looked up here and there with every query, where finding
    // the page of an address costs as much as the look itself.
    static std::shared_ptr<const Memory> load(const std::filesystem::path& path);
    static std::shared_ptr<const Memory> hold(std::string bytes);
    // For whoever says beforehand what it reads of a file: after the first, a page brings no neighbours from disk with it; the
    // second begins to read a part of it, in one piece, and does not wait.
    void read_nothing_ahead() const;
    void fetch(Bytes part) const;
    ~Memory();
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    Bytes bytes() const { return bytes_; }

  private:
    Memory() = default;
    std::string held_;
    std::unique_ptr<void, decltype(&std::free)> loaded_{nullptr, &std::free};
    Bytes bytes_;
    bool is_mapped_ = false;
};

std::uint64_t checksum_of_file(const std::filesystem::path& path);  // read, not mapped; throws Damaged
void make_durable(const std::filesystem::path& path);               // fsync of a file or folder

}  // namespace gongkai::fulltext
