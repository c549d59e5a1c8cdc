// Names and values as they came: a query, a form, the headers of a request. A name may come several times, and order is kept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::web {

class Fields {
  public:
    void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
    void clear() { all_.clear(); }
    bool has(std::string_view name) const { return first(name).has_value(); }
    std::optional<std::string_view> first(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;

    bool empty() const { return all_.empty(); }
    std::size_t size() const { return all_.size(); }
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

  private:
    std::vector<std::pair<std::string, std::string>> all_;
};

// Header lines in one piece of memory that is used again for the next request of a connection, so that reading them allocates
// nothing. Names are compared without regard to case.
class Headers {
  public:
    void add(std::string_view name, std::string_view value);
    void clear();
    std::optional<std::string_view> first(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    std::size_t size() const { return lines_.size(); }

  private:
    struct Line {
        std::uint32_t name, value, end;  // places in bytes_
    };
    std::string_view name_of(const Line& line) const { return {bytes_.data() + line.name, line.value - line.name}; }

    std::string bytes_;
    std::vector<Line> lines_;
};

bool same_ignoring_case(std::string_view a, std::string_view b);  // ASCII

}  // namespace gongkai::web
