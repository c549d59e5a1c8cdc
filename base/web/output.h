// What waits to be written: heads in one string, bodies where they lie; gathered into one write.
#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/container/static_vector.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/web/response.h"

namespace gongkai::web {

class Output {
  public:
    bool is_empty() const { return pieces_.empty(); }
    std::size_t pieces() const { return pieces_.size(); }

    std::string& head() { return heads_; }
    void add_head_from(std::size_t from) { pieces_.emplace_back(Range{from, heads_.size() - from}); }
    void add(std::shared_ptr<const Prepared> shared) { pieces_.emplace_back(std::move(shared)); }
    void add(std::string body) { pieces_.emplace_back(std::move(body)); }

    using Buffers = boost::container::static_vector<boost::asio::const_buffer, 32>;
    Buffers buffers() const;  // not where it is empty

    void was_sent(std::size_t count);

  private:
    struct Range {
        std::size_t from, size;
    };
    std::string_view bytes_of(const Range& range) const { return std::string_view(heads_).substr(range.from, range.size); }
    static std::string_view bytes_of(const std::shared_ptr<const Prepared>& shared) { return shared->body; }
    static std::string_view bytes_of(const std::string& body) { return body; }

    std::string heads_;
    std::vector<std::variant<Range, std::shared_ptr<const Prepared>, std::string>> pieces_;
    std::size_t first_ = 0, sent_of_first_ = 0;
};

}  // namespace gongkai::web
