#include "base/extract/office/zip.h"

#include <zip.h>

#include <algorithm>
#include <stdexcept>

#include "base/extract/readers.h"

namespace gongkai::extract {
namespace {

constexpr zip_int64_t most_entries = 10'000;
constexpr std::size_t most_inflated = std::size_t{64} << 20;
// XML of real files shrinks to a tenth or a fiftieth. One that swells more is made to swell; small ones may be anything.
constexpr std::size_t most_swelling = 100, always_inflated = std::size_t{8} << 20;

}  // namespace

void Zip::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<Zip> Zip::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!archive) {
        if (source)
            zip_source_free(source);
        auto detail = std::string("zip: ") + zip_error_strerror(&error);
        zip_error_fini(&error);
        return damaged(std::move(detail));
    }
    zip_error_fini(&error);
    Zip opened(archive, std::min(most_inflated, std::max(always_inflated, bytes.size() * most_swelling)));
    if (zip_get_num_entries(archive, 0) > most_entries)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {}, "zip: too many entries");
    return opened;
}

bool Zip::has(const std::string& name) const { return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0; }

std::vector<std::string> Zip::names() const {
    std::vector<std::string> all;
    const auto count = zip_get_num_entries(archive_.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i)
        if (const auto* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0))
            all.emplace_back(name);
    return all;
}

Result<std::string> Zip::read(const std::string& name) {
    const auto index = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (index < 0)
        return damaged("zip: no " + name);
    zip_stat_t status;
    if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &status) == 0 &&
        (status.valid & ZIP_STAT_ENCRYPTION_METHOD) && status.encryption_method != ZIP_EM_NONE)
        return refuse(Refusal::Kind::invalid, "extract.refuse.encrypted");
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0), zip_fclose);
    if (!file)
        return damaged("zip: " + name + ": " + zip_strerror(archive_.get()));
    std::string out;
    char block[65536];
    for (;;) {
        const auto count = zip_fread(file.get(), block, sizeof block);
        if (count < 0)
            return damaged("zip: " + name + ": " + zip_file_strerror(file.get()));
        if (count == 0)
            return out;
        inflated_ += static_cast<std::size_t>(count);
        if (inflated_ > most_inflated_)
            throw std::length_error("zip: more inflated bytes than are read");
        out.append(block, static_cast<std::size_t>(count));
    }
}

}  // namespace gongkai::extract
