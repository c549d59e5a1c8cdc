// The log of changes: what is acknowledged is in it, whole and durable. One record is one call of `submit`: its size, its
// checksum, its sequence, its changes. A record cut by a crash was never acknowledged and is cut off when the log is read.
#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "base/fulltext/index.h"

namespace gongkai::fulltext {

struct Batch {
    std::uint64_t sequence = 0;
    std::vector<Change> changes;
};

class ChangeLog {
  public:
    explicit ChangeLog(std::filesystem::path path);  // begins anew
    ~ChangeLog();
    ChangeLog(const ChangeLog&) = delete;
    ChangeLog& operator=(const ChangeLog&) = delete;

    void append(std::string_view records);  // durable on return; throws std::system_error
    std::uint64_t bytes() const { return bytes_; }

    static void add_record(std::string& records, const Batch& batch);
    // Hands over every whole record in order, and cuts off what follows the last one. Says how many bytes that were.
    static std::uint64_t read(const std::filesystem::path& path, const std::function<void(Batch)>& take);

  private:
    std::filesystem::path path_;
    int file_;
    std::uint64_t bytes_ = 0;
};

}  // namespace gongkai::fulltext
