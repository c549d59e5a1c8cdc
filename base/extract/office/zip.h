// A ZIP archive in memory, with caps against bombs: entries, and inflated bytes of all entries read together.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

struct zip;

namespace gongkai::extract {

class Zip {
  public:
    // `bytes` must outlive the archive.
    static Result<Zip> open(std::string_view bytes);

    bool has(const std::string& name) const;
    std::vector<std::string> names() const;  // of all entries, in the order of the archive
    // Throws std::length_error beyond the cap.
    Result<std::string> read(const std::string& name);

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    Zip(zip* archive, std::size_t most_inflated) : archive_(archive), most_inflated_(most_inflated) {}
    std::unique_ptr<zip, Close> archive_;
    std::size_t inflated_ = 0, most_inflated_;
};

}  // namespace gongkai::extract
