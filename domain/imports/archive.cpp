// A ZIP of strangers: nothing is unpacked to the disk, entries are read one at a time, and none may swell beyond measure.
#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <unordered_map>

#include "base/core/text.h"
#include "base/extract/decode.h"
#include "domain/imports/source.h"

namespace gongkai::imports {
namespace {

constexpr zip_int64_t most_entries = 2'000'000;
// What is written by machines from one sign may shrink to a thousandth; what people write does not.
constexpr zip_uint64_t most_times = 200, looked_at_from = zip_uint64_t{4} << 20;

struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Refusal refusal(std::string id) { return {Refusal::Kind::invalid, "imports.refuse." + std::move(id), {}, {}}; }

class Archive final : public Source {
  public:
    Archive(std::unique_ptr<zip_t, Close> archive, zip_int64_t count) : archive_(std::move(archive)) {
        std::set<std::string> seen;
        for (zip_int64_t i = 0; i < count; ++i)
            take(static_cast<zip_uint64_t>(i), seen);
        std::ranges::sort(paths_);
    }

    Result<std::string> read(std::string_view path) override {
        const auto found = places_.find(std::string(path));
        if (found == places_.end())
            return refuse(Refusal::Kind::missing, "core.refuse.file_missing", {std::string(path)});
        const std::scoped_lock lock(mutex_);
        const std::unique_ptr<zip_file_t, Close> file(zip_fopen_index(archive_.get(), found->second.index, 0));
        if (!file)
            return std::unexpected(refusal("damaged"));
        std::string out;
        char block[65536];
        for (;;) {
            const auto count = zip_fread(file.get(), block, sizeof block);
            if (count < 0)
                return std::unexpected(refusal("damaged"));
            if (count == 0)
                return out;
            // An entry may lie about its size.
            if (out.size() + static_cast<std::size_t>(count) > found->second.size)
                return std::unexpected(refusal("swells"));
            out.append(block, static_cast<std::size_t>(count));
        }
    }

  private:
    struct Place {
        zip_uint64_t index = 0, size = 0;
    };

    void take(zip_uint64_t index, std::set<std::string>& seen) {
        zip_stat_t status;
        const char* raw = zip_get_name(archive_.get(), index, ZIP_FL_ENC_RAW);
        if (!raw || zip_stat_index(archive_.get(), index, 0, &status) != 0)
            return refused_.emplace_back(std::to_string(index + 1), refusal("damaged")), void();
        const std::string bytes = raw;
        const auto written = is_utf8(bytes) ? bytes : extract::decode(bytes).text;  // Windows writes GBK
        const auto path = safe_path(written);
        if (written.ends_with('/') || (!path.empty() && is_litter(path)))
            return;
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        zip_file_get_external_attributes(archive_.get(), index, 0, &system, &attributes);
        const bool is_link = system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
        const bool has_size = (status.valid & ZIP_STAT_SIZE) && (status.valid & ZIP_STAT_COMP_SIZE);
        const auto no = [&](const char* id) { refused_.emplace_back(written, refusal(id)); };
        if (path.empty())
            no("path");
        else if (is_link)
            no("link");
        else if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) && status.encryption_method != ZIP_EM_NONE)
            no("encrypted");
        else if (!has_size || status.size > largest_file ||
                 (status.size > looked_at_from && status.size / most_times > status.comp_size))
            no("swells");
        else if (!seen.insert(path).second)
            no("twice");
        else {
            places_.emplace(path, Place{index, status.size});
            paths_.push_back(path);
        }
    }

    std::unique_ptr<zip_t, Close> archive_;
    std::mutex mutex_;
    std::unordered_map<std::string, Place> places_;
};

}  // namespace

Result<std::unique_ptr<Source>> open_zip(const std::filesystem::path& file) {
    int error = 0;
    std::unique_ptr<zip_t, Close> archive(zip_open(file.c_str(), ZIP_RDONLY, &error));
    if (!archive)
        return refuse(Refusal::Kind::invalid, "imports.refuse.no_zip", {file.string()});
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count > most_entries)
        return refuse(Refusal::Kind::too_large, "imports.refuse.too_many", {std::to_string(most_entries)});
    return std::make_unique<Archive>(std::move(archive), count);
}

}  // namespace gongkai::imports
