#include "base/fulltext/manifest.h"

#include <fmt/format.h>

#include <charconv>

#include "base/core/file.h"
#include "base/fulltext/seal.h"

namespace gongkai::fulltext {
namespace {

constexpr std::string_view any_mark = "gongkai fulltext ";
constexpr std::string_view mark = "gongkai fulltext 3\n";  // changes with the format of the segments
constexpr std::string_view file_name = "manifest";

}  // namespace

void Manifest::write(const std::filesystem::path& folder) const {
    std::string out;
    for (const std::uint64_t number : {sequence, first_log, fold_digest, facet_columns})
        store(out, number);
    store_number(out, segments.size());
    for (const Entry& entry : segments) {
        store_number(out, entry.segment);
        std::string bytes(entry.removed.getSizeInBytes(), '\0');
        entry.removed.write(bytes.data());
        store_number(out, bytes.size());
        out += bytes;
    }
    store_number(out, damaged.size());
    for (const auto& name : damaged) {
        store_number(out, name.size());
        out += name;
    }
    write_file(folder / file_name, sealed(mark, out));
}

std::optional<Manifest> Manifest::read(const std::filesystem::path& folder) {
    const auto bytes = read_file(folder / file_name);
    if (!bytes)
        return std::nullopt;
    if (const auto end = bytes->find('\n');
        bytes->starts_with(any_mark) && end < 2 * any_mark.size() && !bytes->starts_with(mark))
        throw OtherFormat(bytes->substr(0, end));
    Scanner scanner(bytes_of(unsealed(mark, *bytes)));
    Manifest manifest;
    for (std::uint64_t* number : {&manifest.sequence, &manifest.first_log, &manifest.fold_digest, &manifest.facet_columns})
        *number = scanner.value<std::uint64_t>();
    for (auto left = scanner.number(); left > 0; --left) {
        Entry entry;
        entry.segment = scanner.number();
        const std::string_view removed = scanner.text(scanner.number());
        entry.removed = Removed::readSafe(removed.data(), removed.size());
        manifest.segments.push_back(std::move(entry));
    }
    for (auto left = scanner.number(); left > 0; --left)
        manifest.damaged.emplace_back(scanner.text(scanner.number()));
    return manifest;
}

std::filesystem::path segment_path(const std::filesystem::path& folder, std::uint64_t number) {
    return folder / fmt::format("segment-{:08}", number);
}

std::filesystem::path log_path(const std::filesystem::path& folder, std::uint64_t number) {
    return folder / fmt::format("log-{:08}", number);
}

std::optional<std::uint64_t> number_in(std::string_view name, std::string_view kind) {
    std::uint64_t number = 0;
    if (!name.starts_with(kind) || name.size() <= kind.size() + 1 || name[kind.size()] != '-')
        return std::nullopt;
    const char* end = name.data() + name.size();
    const auto [at, error] = std::from_chars(name.data() + kind.size() + 1, end, number);
    return error == std::errc() && at == end ? std::optional(number) : std::nullopt;
}

}  // namespace gongkai::fulltext
