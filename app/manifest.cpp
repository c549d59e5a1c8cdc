#include "app/manifest.h"

#include <boost/json.hpp>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "base/core/file.h"
#include "base/core/hash.h"

namespace gongkai {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr const char* manifest_file = "manifest.json";
constexpr const char* signature_file = "manifest.hmac";

std::string key_of(const Vault& vault) { return vault.key_for("backup"); }

// Tells one key from another and says nothing of either.
std::string check_of(const Vault& vault) { return hex(hmac_sha256(key_of(vault), "which key is it")).substr(0, 16); }

template <class Use>
Manifest::File read_through(const fs::path& folder, const std::string& path, Use&& use) {
    std::ifstream in(folder / path, std::ios::binary);
    Manifest::File file{path, 0, {}};
    Sha256 digest;
    constexpr std::size_t block_size = 1 << 20;
    const auto block = std::make_unique_for_overwrite<char[]>(block_size);
    while (in) {
        in.read(block.get(), block_size);
        const std::string_view piece(block.get(), static_cast<std::size_t>(in.gcount()));
        digest.add(piece);
        file.bytes += piece.size();
        use(piece);
    }
    if (!in.eof() || in.bad())
        throw std::runtime_error("cannot be read: " + (folder / path).string());
    file.sha256 = digest.hex();
    return file;
}

Manifest manifest_in(const json::object& object) {
    Manifest manifest;
    manifest.made_at = object.at("made_at").as_string();
    manifest.program = object.at("program").as_string();
    for (const auto& table : object.at("tables").as_array())
        manifest.tables.push_back({std::string(table.at("table").as_string()), table.at("row_count").to_number<std::int64_t>(),
                                   std::string(table.at("sha256").as_string())});
    for (const auto& file : object.at("files").as_array())
        manifest.files.push_back({std::string(file.at("path").as_string()), file.at("bytes").to_number<std::uintmax_t>(),
                                  std::string(file.at("sha256").as_string())});
    return manifest;
}

}  // namespace

void write_manifest(const Manifest& manifest, const fs::path& folder, const Vault& vault) {
    json::array tables, files;
    for (const auto& table : manifest.tables)
        tables.push_back({{"table", table.name}, {"row_count", table.rows}, {"sha256", table.sha256}});
    for (const auto& file : manifest.files)
        files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    const auto text = json::serialize(json::object{{"made_at", manifest.made_at},
                                                   {"program", manifest.program},
                                                   {"key", check_of(vault)},
                                                   {"tables", std::move(tables)},
                                                   {"files", std::move(files)}}) +
                      '\n';
    write_file(folder / signature_file, hex(hmac_sha256(key_of(vault), text)) + '\n');
    write_file(folder / manifest_file, text);
}

Result<Manifest> read_manifest(const fs::path& folder, const Vault& vault) {
    const auto text = read_file(folder / manifest_file);
    const auto signature = read_file(folder / signature_file);
    if (!text || !signature)
        return refuse(Refusal::Kind::invalid, "app.refuse.backup_unfinished", {folder.string()});
    const auto altered = refuse(Refusal::Kind::invalid, "app.refuse.backup_altered", {manifest_file});
    boost::system::error_code unreadable;
    const auto value = json::parse(*text, unreadable);
    const auto* object = unreadable ? nullptr : value.if_object();
    if (!object)
        return altered;
    if (const auto* key = object->if_contains("key"); !key || *key != json::string(check_of(vault)))
        return refuse(Refusal::Kind::invalid, "app.refuse.backup_other_key");
    // From here on every word of it is one that this program wrote.
    if (!equal_in_constant_time(*signature, hex(hmac_sha256(key_of(vault), *text)) + '\n'))
        return altered;
    return manifest_in(*object);
}

Manifest::File look_at(const fs::path& folder, const std::string& path) {
    return read_through(folder, path, [](std::string_view) {});
}

Manifest::File take_over(const fs::path& from, const fs::path& to, const std::string& path) {
    fs::create_directories((to / path).parent_path());
    std::ofstream out(to / path, std::ios::binary | std::ios::trunc);
    auto file = read_through(
        from, path, [&](std::string_view piece) { out.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
    out.close();
    if (!out)
        throw std::runtime_error("cannot be written: " + (to / path).string());
    return file;
}

}  // namespace gongkai
