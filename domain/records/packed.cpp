#include "domain/records/packed.h"

#include <zlib.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace gongkai::records {
namespace {

// APPNOTE.TXT 4.3: names of the records, and what all entries here have in common.
constexpr std::uint32_t local_mark = 0x04034b50, descriptor_mark = 0x08074b50, directory_mark = 0x02014b50, end_mark = 0x06054b50;
constexpr std::uint16_t version = 20, sizes_follow = 1 << 3, name_is_utf8 = 1 << 11, deflated = 8;
constexpr std::uint16_t no_time = 0, first_of_2026 = (2026 - 1980) << 9 | 1 << 5 | 1;  // the same data are the same file
constexpr std::uint64_t bytes_at_most = 0xFFFFFFFF;

}  // namespace

struct Packed::Deflate {
    z_stream stream{};
    Deflate() {
        constexpr int no_frame = -15, memory = 8;
        if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, no_frame, memory, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflate() { deflateEnd(&stream); }
    Deflate(const Deflate&) = delete;
    Deflate& operator=(const Deflate&) = delete;
};

Packed::Packed() : deflate_(std::make_unique<Deflate>()) {}
Packed::~Packed() = default;
Packed::Packed(Packed&&) noexcept = default;
Packed& Packed::operator=(Packed&&) noexcept = default;

void Packed::write(std::string_view bytes) {
    ready_ += bytes;
    written_ += bytes.size();
    if (written_ > bytes_at_most)
        throw std::length_error("a ZIP of more than 4 GB is not written");
}

void Packed::write_number(std::uint32_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i, number >>= 8)
        text += static_cast<char>(number & 0xFF);
    write(text);
}

void Packed::write_head(const Entry& entry, bool is_in_directory) {
    write_number(is_in_directory ? directory_mark : local_mark, 4);
    if (is_in_directory)
        write_number(version, 2);
    for (const auto number : {version, std::uint16_t{sizes_follow | name_is_utf8}, deflated, no_time, first_of_2026})
        write_number(number, 2);
    for (const auto number : {entry.checksum, entry.packed, entry.size})
        write_number(number, 4);
    write_number(static_cast<std::uint32_t>(entry.name.size()), 2);
    write_number(0, 2);  // no more fields
    if (is_in_directory) {
        for (int i = 0; i < 3; ++i)
            write_number(0, 2);  // no comment, the first disk, no attributes
        write_number(0, 4);
        write_number(entry.at, 4);
    }
    write(entry.name);
}

void Packed::write_descriptor(const Entry& entry) {
    write_number(descriptor_mark, 4);
    for (const auto number : {entry.checksum, entry.packed, entry.size})
        write_number(number, 4);
}

void Packed::write_begin(Entry entry) {
    end_entry();
    entry.at = static_cast<std::uint32_t>(written_);
    write_head({entry.name}, false);
    entries_.push_back(std::move(entry));
}

Packed::Ready Packed::ready(std::string name, std::string_view bytes) {
    Packed one;
    one.begin(std::move(name));
    one.ready_.clear();
    one.add(bytes);
    one.run({}, Z_FINISH);
    auto& entry = one.entries_.back();
    return {std::move(entry.name), one.take(), entry.checksum, entry.size};
}

void Packed::add(const Ready& entry) {
    write_begin({entry.name, entry.checksum, static_cast<std::uint32_t>(entry.bytes.size()), entry.size});
    write(entry.bytes);
    write_descriptor(entries_.back());
}

void Packed::begin(std::string name) {
    write_begin({std::move(name), static_cast<std::uint32_t>(crc32(0, nullptr, 0))});
    deflateReset(&deflate_->stream);
    bytes_in_ = 0;
    is_open_ = true;
}

void Packed::run(std::string_view bytes, int flush) {
    auto& stream = deflate_->stream;
    std::array<char, std::size_t{64} << 10> out;
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // only read
    stream.avail_in = static_cast<uInt>(bytes.size());
    do {
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = out.size();
        deflate(&stream, flush);
        const auto got = out.size() - stream.avail_out;
        entries_.back().packed += static_cast<std::uint32_t>(got);
        write({out.data(), got});
    } while (stream.avail_out == 0);
}

void Packed::add(std::string_view bytes) {
    auto& entry = entries_.back();
    bytes_in_ += bytes.size();
    if (bytes_in_ > bytes_at_most)
        throw std::length_error("an entry of a ZIP of more than 4 GB is not written");
    entry.checksum = static_cast<std::uint32_t>(
        crc32(entry.checksum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    entry.size = static_cast<std::uint32_t>(bytes_in_);
    if (!bytes.empty())
        run(bytes, Z_NO_FLUSH);
}

void Packed::end_entry() {
    if (!std::exchange(is_open_, false))
        return;
    run({}, Z_FINISH);
    write_descriptor(entries_.back());
}

void Packed::finish() {
    end_entry();
    const auto from = written_;
    for (const auto& entry : entries_)
        write_head(entry, true);
    const auto size = written_ - from;
    write_number(end_mark, 4);
    write_number(0, 4);  // of the first disk, on the first disk
    for (int i = 0; i < 2; ++i)
        write_number(static_cast<std::uint32_t>(entries_.size()), 2);
    write_number(static_cast<std::uint32_t>(size), 4);
    write_number(static_cast<std::uint32_t>(from), 4);
    write_number(0, 2);  // no comment
}

std::string Packed::take() { return std::exchange(ready_, {}); }

}  // namespace gongkai::records
