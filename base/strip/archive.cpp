#include "base/strip/archive.h"

#include <zip.h>

#include <memory>
#include <new>

#include "base/strip/formats.h"

namespace gongkai::strip {
namespace {

constexpr zip_int64_t most_entries = 10'000;
constexpr std::size_t most_inflated = std::size_t{512} << 20;

struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

using Source = std::unique_ptr<zip_source_t, Close>;
using Archive = std::unique_ptr<zip_t, Close>;

Source source_of(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    zip_error_fini(&error);
    if (!source)
        throw std::bad_alloc();
    return source;
}

Archive open_archive(const Source& source, int flags) {
    zip_source_keep(source.get());
    zip_error_t error;
    zip_error_init(&error);
    Archive archive(zip_open_from_source(source.get(), flags, &error));
    if (!archive)
        zip_source_free(source.get());
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (!archive)
        throw std::runtime_error("zip: " + why);
    return archive;
}

std::string read_entry(zip_t* archive, zip_uint64_t index, std::size_t& inflated) {
    zip_stat_t status;
    if (zip_stat_index(archive, index, 0, &status) == 0 && (status.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        status.encryption_method != ZIP_EM_NONE)
        throw Encrypted("an entry of the archive has a password");
    const std::unique_ptr<zip_file_t, Close> file(zip_fopen_index(archive, index, 0));
    if (!file)
        throw std::runtime_error("zip: an entry cannot be opened");
    std::string out;
    char block[65536];
    for (;;) {
        const auto count = zip_fread(file.get(), block, sizeof block);
        if (count < 0)
            throw std::runtime_error("zip: an entry cannot be read");
        if (count == 0)
            return out;
        inflated += static_cast<std::size_t>(count);
        if (inflated > most_inflated)
            throw TooLarge("an archive that swells beyond measure");
        out.append(block, static_cast<std::size_t>(count));
    }
}

}  // namespace

std::vector<ArchivePart> read_archive(std::string_view bytes) {
    const auto archive = open_archive(source_of(bytes), ZIP_RDONLY);
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count > most_entries)
        throw TooLarge("an archive of too many entries");
    std::vector<ArchivePart> parts;
    std::size_t inflated = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        const char* name = zip_get_name(archive.get(), index, 0);
        if (!name)
            throw std::runtime_error("zip: an entry without a name");
        const std::string path = name;
        if (!path.ends_with('/'))
            parts.push_back({path, read_entry(archive.get(), index, inflated)});
    }
    return parts;
}

std::string write_archive(const std::vector<ArchivePart>& parts) {
    const auto into = source_of({});
    auto archive = open_archive(into, ZIP_CREATE | ZIP_TRUNCATE);
    for (const auto& [path, bytes] : parts) {
        auto* source = zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0);
        const auto index = source ? zip_file_add(archive.get(), path.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            zip_source_free(source);
            throw std::runtime_error("zip: an entry cannot be added twice");
        }
        zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, (1 << 5) | 1, 0);  // 1980: no time of writing
    }
    auto* open = archive.release();  // closing it ends it, unless it fails
    if (zip_close(open) != 0) {
        zip_discard(open);
        throw std::runtime_error("zip: the archive cannot be written");
    }
    zip_stat_t status;
    if (zip_source_open(into.get()) != 0 || zip_source_stat(into.get(), &status) != 0)
        throw std::runtime_error("zip: the archive cannot be read back");
    std::string out(status.size, '\0');
    zip_source_read(into.get(), out.data(), out.size());
    zip_source_close(into.get());
    return out;
}

}  // namespace gongkai::strip
