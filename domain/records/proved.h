// Rows as they were proved, so that a table is read once: packed, and beyond some megabytes in a file that goes away with them.
// What stays in memory of a row is where it stands and the beginning of its place in lists.
#pragma once
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/records/sheet.h"

namespace gongkai::records {

struct ProvedRow {
    std::int64_t number = 0;  // in the file that was handed in
    std::string identity;
    Values values;
    FieldSet left_out = {};
};

// Throws std::system_error where the disk is full.
class Proved {
  public:
    explicit Proved(const Kind& kind) : fields_(kind.fields.size()) {}

    void add(const ProvedRow& row, std::string_view sort_key);
    void forget();

    // Of a long table: the last of the list first, so that neighbours in lists, and the pages of the indexes they stand on, are
    // written together; and what the list has first has the newest number. A short one stays as its author has ordered it.
    void put_in_order();

    // The next ones; none at the end. No row is added any more.
    std::vector<ProvedRow> some(std::size_t at_most);

  private:
    struct Place {
        std::uint64_t beginning;  // of the sort key, its first byte the highest
        std::uint64_t at;
    };
    void put(std::uint64_t number);
    void put(std::string_view text);
    void spill();
    std::string_view packed_at(std::uint64_t at);

    std::size_t fields_;
    std::vector<Place> places_;
    std::size_t next_ = 0;
    std::string packed_;         // what is not in the file
    std::uint64_t in_file_ = 0;  // bytes
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, &std::fclose};
    std::string read_;  // the last one that was read from there
};

}  // namespace gongkai::records
