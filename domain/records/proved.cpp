#include "domain/records/proved.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/core/file.h"

namespace gongkai::records {
namespace {

constexpr std::size_t kept_in_memory = 8 << 20, ordered_from = 10'000;
using Size = std::uint32_t;
constexpr std::size_t read_at_once = 4096;  // nearly every row is shorter

// Seven bits a byte, the last one without the eighth.
std::uint64_t number_at(std::string_view& packed) {
    std::uint64_t all = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(packed.front());
        packed.remove_prefix(1);
        all |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80)
            return all;
    }
}

std::string text_at(std::string_view& packed) {
    const auto size = number_at(packed);
    std::string text(packed.substr(0, size));
    packed.remove_prefix(size);
    return text;
}

std::uint64_t beginning_of(std::string_view sort_key) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < sizeof all; ++i)
        all = all << 8 | (i < sort_key.size() ? static_cast<unsigned char>(sort_key[i]) : 0U);
    return all;
}

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category(), "rows that were read are kept in a file"); }

}  // namespace

void Proved::put(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7)
        packed_ += static_cast<char>(0x80 | (number & 0x7F));
    packed_ += static_cast<char>(number);
}

void Proved::put(std::string_view text) {
    put(std::uint64_t{text.size()});
    packed_ += text;
}

void Proved::add(const ProvedRow& row, std::string_view sort_key) {
    places_.push_back({beginning_of(sort_key), in_file_ + packed_.size()});
    const auto from = packed_.size();
    packed_.append(sizeof(Size), '\0');
    put(static_cast<std::uint64_t>(row.number));
    put(std::uint64_t{row.left_out.to_ullong()});
    put(row.identity);
    for (const auto& value : row.values)
        put(value);
    const auto size = static_cast<Size>(packed_.size() - from - sizeof(Size));
    std::memcpy(packed_.data() + from, &size, sizeof size);
    if (packed_.size() >= kept_in_memory)
        spill();
}

void Proved::spill() {
    if (!file_) {
        // Open and without a name it goes away with the program, also where that is killed.
        const TemporaryFolder folder;
        file_.reset(std::fopen((folder.path() / "rows").c_str(), "w+be"));
        if (!file_)
            fail();
    }
    if (std::fwrite(packed_.data(), 1, packed_.size(), file_.get()) != packed_.size() || std::fflush(file_.get()) != 0)
        fail();
    in_file_ += packed_.size();
    packed_.clear();
}

void Proved::forget() {
    places_ = {};
    packed_ = {};
    file_.reset();
    in_file_ = next_ = 0;
}

void Proved::put_in_order() {
    if (places_.size() < ordered_from)
        return;
    std::ranges::sort(places_, [](const Place& a, const Place& b) {
        return a.beginning != b.beginning ? a.beginning > b.beginning : a.at < b.at;
    });
}

std::string_view Proved::packed_at(std::uint64_t at) {
    const auto text_of = [](std::string_view bytes) {
        Size size = 0;
        std::memcpy(&size, bytes.data(), sizeof size);
        return std::pair(size, bytes.substr(sizeof size).substr(0, size));
    };
    if (at >= in_file_)
        return text_of(std::string_view(packed_).substr(at - in_file_)).second;
    const auto read_to = [&](std::size_t wanted) {
        for (std::size_t has = read_.size(); has < wanted;) {
            read_.resize(wanted);
            const auto count = ::pread(::fileno(file_.get()), read_.data() + has, wanted - has, static_cast<off_t>(at + has));
            if (count < 0 && errno != EINTR)
                fail();
            has += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
            read_.resize(has);
            if (count == 0)
                break;
        }
    };
    read_.clear();
    read_to(read_at_once);
    const auto size = text_of(read_).first;
    read_to(sizeof size + size);
    return text_of(read_).second;
}

std::vector<ProvedRow> Proved::some(std::size_t at_most) {
    std::vector<ProvedRow> rows;
    rows.reserve(std::min(at_most, places_.size() - next_));
    for (; next_ < places_.size() && rows.size() < at_most; ++next_) {
        auto packed = packed_at(places_[next_].at);
        auto& row = rows.emplace_back();
        row.number = static_cast<std::int64_t>(number_at(packed));
        row.left_out = FieldSet(number_at(packed));
        row.identity = text_at(packed);
        row.values.resize(fields_);
        for (auto& value : row.values)
            value = text_at(packed);
    }
    return rows;
}

}  // namespace gongkai::records
