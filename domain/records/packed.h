// A ZIP that is written while it is handed out: what goes into an entry is packed by zlib and can be taken at once, its size and
// checksum follow it. libzip wants the whole file first. An entry, and all of it, is less than 4 GB.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::records {

class Packed {
  public:
    Packed();
    ~Packed();
    Packed(Packed&&) noexcept;
    Packed& operator=(Packed&&) noexcept;

    // An entry that is packed, to be put into as many ZIPs as want it.
    struct Ready {
        std::string name, bytes;
        std::uint32_t checksum = 0, size = 0;
    };
    static Ready ready(std::string name, std::string_view bytes);
    void add(const Ready& entry);

    void begin(std::string name);  // an entry; the one before is ended
    void add(std::string_view bytes);
    void finish();
    std::string take();                                   // what is ready since the last time
    std::uint64_t bytes_in() const { return bytes_in_; }  // of the entry that was begun last, as they were given

  private:
    struct Deflate;
    struct Entry {
        std::string name;
        std::uint32_t checksum = 0, packed = 0, size = 0, at = 0;
    };
    void write_begin(Entry entry);
    void end_entry();
    void run(std::string_view bytes, int flush);
    void write(std::string_view bytes);
    void write_number(std::uint32_t number, int bytes);
    void write_head(const Entry& entry, bool is_in_directory);
    void write_descriptor(const Entry& entry);

    std::unique_ptr<Deflate> deflate_;
    std::vector<Entry> entries_;
    bool is_open_ = false;
    std::uint64_t bytes_in_ = 0, written_ = 0;
    std::string ready_;
};

}  // namespace gongkai::records
