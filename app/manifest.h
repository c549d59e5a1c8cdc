// What a backup says of itself: every table with its count and hash, every file with its length and hash. The manifest is written
// last and signed with a key that follows from the installation's own, which is not in the backup: what is torn has no manifest,
// what was altered does not fit it, and nobody without the key can write another.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/vault.h"
#include "base/db/copy.h"

namespace gongkai {

// database.db is a file of SQLite whatever the engine; gongkai.toml is there where the installation has one; files/ as base/files
// keeps them.
struct Manifest {
    struct File {
        std::string path;  // from the folder of the backup: database.db, files/ab/cdef…
        std::uintmax_t bytes = 0;
        std::string sha256;
        bool operator==(const File&) const = default;
    };
    std::string made_at, program;
    std::vector<db::CopiedTable> tables;
    std::vector<File> files;
};

void write_manifest(const Manifest& manifest, const std::filesystem::path& folder, const Vault& vault);

// Refusals: app.refuse.backup_unfinished, app.refuse.backup_other_key, app.refuse.backup_altered (argument: the file).
Result<Manifest> read_manifest(const std::filesystem::path& folder, const Vault& vault);

// The file `path` of `folder`, read to its end. Throws std::runtime_error where it cannot be read.
Manifest::File look_at(const std::filesystem::path& folder, const std::string& path);

// The same, written to the same path of another folder as it is read.
Manifest::File take_over(const std::filesystem::path& from, const std::filesystem::path& to, const std::string& path);

}  // namespace gongkai
