// A folder that is written whole or not at all. The new one grows beside the old, "DIR.new", and the two change places at the end
// in one step, so that a program which is killed, and whoever reads meanwhile, has the old one whole. What has not changed is the
// same file in both: it is linked, not written, and keeps its time.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai::exported {

struct File {
    std::string path, sha256;
    std::uint64_t bytes = 0;
    bool operator==(const File&) const = default;
};

struct Report {
    std::size_t written = 0, unchanged = 0, removed = 0;
};

// manifest.json: what the folder holds, by name. The manifest itself is not in it.
inline constexpr const char* manifest_file = "manifest.json";
Result<std::vector<File>> read_manifest(const std::filesystem::path& folder);

// What in the folder is not as its manifest says; a strange file is there and not in the manifest.
struct Fault {
    enum class What { changed, missing, strange };
    std::string path;
    What what = What::changed;
};
Result<std::vector<Fault>> verify(const std::filesystem::path& folder);

class Opened;  // a descriptor

class Tree {
  public:
    // Refuses export.refuse.not_ours (the folder, or the one beside it) where something lies that no export has put there.
    static Result<std::unique_ptr<Tree>> begin(const std::filesystem::path& folder);
    ~Tree();  // what was not finished goes
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    // From any thread; of what is put twice the later stays. Throws std::system_error.
    void put(const std::string& path, std::string_view bytes);

    // `head` is what the manifest says beside its files: members of a JSON object, without braces.
    Report finish(std::string_view head);

  private:
    explicit Tree(std::filesystem::path folder);
    struct Line {
        std::string sha256;
        std::uint64_t bytes = 0;
        bool is_unchanged = false;
    };
    void make_way_for(const std::string& path);
    bool take_over(const std::string& path, std::string_view bytes) const;

    const std::filesystem::path folder_, beside_;
    std::unique_ptr<const Opened> old_, new_;  // names are looked up from here and not from the root of the file system
    std::mutex mutex_;
    std::unordered_map<std::string, Line> lines_;  // by path
    std::unordered_set<std::string> folders_;
    bool is_finished_ = false;
};

}  // namespace gongkai::exported
