#include "base/export/tree.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <set>
#include <system_error>

#include "base/core/file.h"
#include "base/core/hash.h"

namespace gongkai::exported {

class Opened {
  public:
    Opened(const std::filesystem::path& path, int flags) : Opened(AT_FDCWD, path.c_str(), flags) {}
    Opened(int folder, const char* path, int flags) : number_(::openat(folder, path, flags | O_CLOEXEC, 0644)) {}
    ~Opened() {
        if (number_ >= 0)
            ::close(number_);
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    bool is_there() const { return number_ >= 0; }
    int number() const { return number_; }

  private:
    int number_;
};

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t longest_manifest = std::size_t{1} << 30;
constexpr std::string_view unfinished = R"({"gongkai_export":0})";

[[noreturn]] void fail(const fs::path& path) { throw std::system_error(errno, std::generic_category(), path.string()); }

bool holds_something(const fs::path& folder) { return fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder)); }

// One that was killed at its very beginning has left the folder and a manifest that is not yet in its place.
bool is_just_begun(const fs::path& folder) {
    return std::ranges::all_of(fs::directory_iterator(folder),
                               [](const auto& entry) { return entry.path().filename().string().starts_with(manifest_file); });
}

bool is_an_export(const fs::path& folder) {
    if (!fs::is_directory(folder))
        return false;
    if (is_just_begun(folder))
        return true;
    const auto text = read_file(folder / manifest_file, longest_manifest);
    return text && text->starts_with(R"({"gongkai_export")");
}

// Both are there afterwards, each in the place of the other; where the file system cannot do that in one step, in two.
void change_places(const fs::path& one, const fs::path& other) {
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0)
        return;
    if (errno != EINVAL && errno != ENOSYS)
        fail(other);
    const auto aside = other.string() + ".old";
    fs::remove_all(aside);
    fs::rename(other, aside);
    fs::rename(one, other);
    fs::rename(aside, one);
}

void wait_for_the_disk(const fs::path& folder) {
    const Opened opened(folder, O_RDONLY | O_DIRECTORY);
    if (!opened.is_there() || ::syncfs(opened.number()) != 0)
        fail(folder);
}

std::vector<File> files_in(const json::value& manifest) {
    std::vector<File> files;
    for (const auto& line : manifest.at("files").as_array())
        files.push_back({std::string(line.at("path").as_string()), std::string(line.at("sha256").as_string()),
                         line.at("bytes").to_number<std::uint64_t>()});
    return files;
}

}  // namespace

Result<std::vector<File>> read_manifest(const fs::path& folder) {
    const auto text = read_file(folder / manifest_file, longest_manifest);
    if (!text)
        return std::unexpected(text.error());
    try {
        return files_in(json::parse(*text));
    } catch (const std::exception&) {
        return refuse(Refusal::Kind::invalid, "export.refuse.manifest", {(folder / manifest_file).string()});
    }
}

Result<std::vector<Fault>> verify(const fs::path& folder) {
    const auto files = read_manifest(folder);
    if (!files)
        return std::unexpected(files.error());
    std::vector<Fault> faults;
    std::set<std::string> known{manifest_file};
    for (const auto& file : *files) {
        known.insert(file.path);
        const auto bytes = read_file(folder / file.path, std::max<std::size_t>(file.bytes, 1));
        if (!fs::is_regular_file(fs::symlink_status(folder / file.path)))
            faults.push_back({file.path, fs::exists(folder / file.path) ? Fault::What::changed : Fault::What::missing});
        else if (!bytes || bytes->size() != file.bytes || sha256_hex(*bytes) != file.sha256)
            faults.push_back({file.path, Fault::What::changed});
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_directory() && !known.contains(entry.path().lexically_relative(folder).string()))
            faults.push_back({entry.path().lexically_relative(folder).string(), Fault::What::strange});
    return faults;
}

Result<std::unique_ptr<Tree>> Tree::begin(const fs::path& folder) {
    auto whole = fs::absolute(folder).lexically_normal();
    if (!whole.has_filename())  // "site/"
        whole = whole.parent_path();
    std::unique_ptr<Tree> tree(new Tree(std::move(whole)));
    for (const auto& place : {tree->folder_, tree->beside_})
        if (holds_something(place) && !is_an_export(place)) {
            tree->is_finished_ = true;  // nothing of this is ours to take away
            return refuse(Refusal::Kind::conflict, "export.refuse.not_ours", {place.string()});
        }
    std::error_code failed;
    fs::remove_all(tree->beside_, failed);
    if (!failed)
        fs::create_directories(tree->beside_, failed);
    if (failed)
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unwritable", {tree->beside_.string()}, failed.message());
    write_file(tree->beside_ / manifest_file, unfinished);
    constexpr int to_look_up = O_RDONLY | O_DIRECTORY;
    tree->new_ = std::make_unique<const Opened>(tree->beside_, to_look_up);
    if (!tree->new_->is_there())
        fail(tree->beside_);
    tree->old_ = std::make_unique<const Opened>(tree->folder_, to_look_up);
    return tree;
}

Tree::Tree(fs::path folder) : folder_(std::move(folder)), beside_(folder_.string() + ".new") {}

Tree::~Tree() {
    std::error_code ignored;
    if (!is_finished_)
        fs::remove_all(beside_, ignored);
}

// Compared byte by byte and not by its manifest: a page that somebody has altered since is written anew.
bool Tree::take_over(const std::string& path, std::string_view bytes) const {
    if (!old_->is_there())
        return false;
    const Opened old(old_->number(), path.c_str(), O_RDONLY | O_NOFOLLOW);
    struct stat about{};
    if (!old.is_there() || ::fstat(old.number(), &about) != 0 || !S_ISREG(about.st_mode) ||
        static_cast<std::size_t>(about.st_size) != bytes.size())
        return false;
    std::string there(bytes.size(), '\0');
    for (std::size_t done = 0; done < there.size();) {
        const auto count = ::read(old.number(), there.data() + done, there.size() - done);
        if (count <= 0)
            return false;
        done += static_cast<std::size_t>(count);
    }
    return there == bytes && ::linkat(old_->number(), path.c_str(), new_->number(), path.c_str(), 0) == 0;
}

// Its folder is there afterwards, and nothing has its name.
void Tree::make_way_for(const std::string& path) {
    const auto stroke = path.rfind('/');
    const auto folder = stroke == std::string::npos ? std::string() : path.substr(0, stroke);
    bool is_known = folder.empty(), is_there = false;
    {
        const std::scoped_lock lock(mutex_);
        is_known = is_known || folders_.contains(folder);
        is_there = lines_.erase(path) > 0;
    }
    if (is_there && ::unlinkat(new_->number(), path.c_str(), 0) != 0)
        fail(beside_ / path);
    if (is_known)
        return;
    // Most lie in one that was made before, and asking for each on the way would take as long as making it.
    if (::mkdirat(new_->number(), folder.c_str(), 0777) != 0 && errno != EEXIST)
        fs::create_directories(beside_ / folder);
    const std::scoped_lock lock(mutex_);
    folders_.insert(folder);
}

void Tree::put(const std::string& path, std::string_view bytes) {
    make_way_for(path);
    const bool is_unchanged = take_over(path, bytes);
    if (!is_unchanged) {
        const Opened file(new_->number(), path.c_str(), O_WRONLY | O_CREAT | O_EXCL);
        if (!file.is_there())
            fail(beside_ / path);
        for (std::size_t done = 0; done < bytes.size();) {
            const auto count = ::write(file.number(), bytes.data() + done, bytes.size() - done);
            if (count < 0)
                fail(beside_ / path);
            done += static_cast<std::size_t>(count);
        }
    }
    Line line{sha256_hex(bytes), bytes.size(), is_unchanged};
    const std::scoped_lock lock(mutex_);
    lines_.insert_or_assign(path, std::move(line));
}

Report Tree::finish(std::string_view head) {
    const std::map sorted(lines_.begin(), lines_.end());
    Report report;
    for (const auto& [path, line] : sorted)
        ++(line.is_unchanged ? report.unchanged : report.written);
    if (const auto before = read_manifest(folder_))
        for (const auto& file : *before)
            report.removed += sorted.contains(file.path) ? 0 : 1;
    std::string manifest = R"({"gongkai_export":1)";
    manifest.append(head.empty() ? "" : ",").append(head).append(",\n\"files\":[");
    std::string_view between = "\n";
    for (const auto& [path, line] : sorted) {
        manifest.append(between).append(
            json::serialize(json::object{{"path", path}, {"bytes", line.bytes}, {"sha256", line.sha256}}));
        between = ",\n";
    }
    manifest += "\n]}\n";
    wait_for_the_disk(beside_);  // the manifest must not come before what it speaks of
    write_file(beside_ / manifest_file, manifest);
    if (fs::exists(folder_)) {
        change_places(beside_, folder_);
        fs::remove_all(beside_);
    } else {
        fs::rename(beside_, folder_);
    }
    is_finished_ = true;
    return report;
}

}  // namespace gongkai::exported
