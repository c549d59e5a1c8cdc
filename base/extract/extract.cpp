// Opens the file, asks a child, believes nothing.
#include "base/extract/extract.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/extract/answer.h"
#include "base/extract/ask.h"
#include "base/extract/child.h"
#include "base/extract/office_program.h"

namespace gongkai::extract {
namespace {

constexpr auto most_time = std::chrono::seconds(30);
constexpr off_t most_file = off_t{128} << 20;

std::atomic<bool> main_asked = false;

Result<Document> ask_of(int file) {
    const Turn turn;
    if (!turn)
        return refuse(Refusal::Kind::unavailable, "extract.refuse.busy", {}, "all children were busy");
    const auto text = answer_of(file, {"--extract-child"}, most_time);
    if (!text)
        return std::unexpected(text.error());
    try {
        return read_answer(*text);
    } catch (const std::exception& error) {
        return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {}, error.what());
    }
}

Result<Document> open_and_ask(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0)
        return refuse(Refusal::Kind::missing, errno == ENOENT ? "core.refuse.file_missing" : "core.refuse.file_unreadable", {},
                      std::generic_category().message(errno));
    struct stat status{};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable", {}, "not an ordinary file");
    if (status.st_size > most_file)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {},
                      "a file of " + std::to_string(status.st_size) + " bytes");
    return ask_of(file.get());
}

}  // namespace

void expect_main_asked() {
    if (!main_asked)
        throw std::logic_error("a stranger's file in a program whose main() does not call run_if_child()");
}

Result<Document> extract(const std::filesystem::path& path) {
    expect_main_asked();
    auto result = open_and_ask(path);
    if (!result)
        result.error().arguments = {result.error().id.starts_with("core.") ? path.string() : path.filename().string()};
    return result;
}

Result<Document> extract_also_old(const std::filesystem::path& path) {
    constexpr std::size_t kept_at_most = 4;
    constexpr std::uintmax_t most_kept = std::uintmax_t{1} << 20;  // of a file: notices are small
    static std::mutex mutex;
    static std::deque<std::pair<std::string, Document>> kept;
    auto result = extract(path);
    if (result || (result.error().id != "extract.refuse.old_office" && result.error().id != "extract.refuse.other_document"))
        return result;
    const auto bytes = read_file(path);
    if (!bytes || !is_for_office_program(*bytes))
        return result;
    const std::string hash = sha256_hex(*bytes);
    {
        const std::scoped_lock lock(mutex);
        for (const auto& [of, document] : kept)
            if (of == hash)
                return document;
    }
    const auto refused = [&](Refusal refusal) {
        refusal.arguments = {path.filename().string()};
        return std::unexpected(std::move(refusal));
    };
    const auto docx = as_docx(*bytes);
    if (!docx)
        return refused(docx.error());
    const auto file = in_memory(*docx);
    auto document = ask_of(file.get());
    if (!document)
        return refused(document.error());
    if (bytes->size() <= most_kept) {
        const std::scoped_lock lock(mutex);
        kept.emplace_front(hash, *document);
        if (kept.size() > kept_at_most)
            kept.pop_back();
    }
    return document;
}

void run_if_child(int argc, char** argv) {
    main_asked = true;
    const std::string_view work = argc > 1 ? argv[1] : "";
    if (argc == 2 && work == "--extract-child")
        be_child();
    if (argc == 2 && work == "--extract-rich-child")
        be_rich_child();
    if (argc == 4 && work == "--extract-office-child")
        be_office_program(argv[2], argv[3]);
}

}  // namespace gongkai::extract
