#include "base/extract/office_program.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <mutex>

#include "base/core/file.h"
#include "base/extract/ask.h"
#include "base/extract/confine.h"

namespace gongkai::extract {
namespace {

using namespace std::string_view_literals;

constexpr auto most_time = std::chrono::seconds(60);
constexpr auto most_waiting = std::chrono::seconds(60);
constexpr std::size_t most_docx = std::size_t{128} << 20;
// Not the script beside it, which would start shells.
constexpr std::array programs{"/usr/lib/libreoffice/program/soffice.bin", "/usr/lib64/libreoffice/program/soffice.bin"};
constexpr unsigned nobody = 65534;

const char* program() {
    for (const char* path : programs)
        if (::access(path, X_OK) == 0)
            return path;
    return nullptr;
}

std::string wide(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += {c, '\0'};
    return out;
}

// Left to itself LibreOffice takes what it does not know for plain text and makes a page of noise: it is told what to expect.
struct Kind {
    std::string_view ending, filter;
};

Kind kind_of(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv))
        return {".doc", "MS Word 97"};
    if (bytes.starts_with("{\\rtf"sv))
        return {".rtf", "Rich Text Format"};
    if (bytes.size() > 100 && bytes.starts_with("PK\x03\x04"sv) && bytes.substr(30, 8) == "mimetype"sv &&
        bytes.substr(38, 60).starts_with("application/vnd.oasis.opendocument.text"sv))
        return {".odt", "writer8"};
    if (bytes.substr(0, 1024).find("<?mso-application progid=\"Word.Document\""sv) != std::string_view::npos)
        return {".xml", "MS Word 2003 XML"};
    return {};
}

std::timed_mutex one_at_a_time;

}  // namespace

bool is_for_office_program(std::string_view bytes) { return !kind_of(bytes).ending.empty(); }

Result<std::string> as_docx(std::string_view bytes) {
    if (bytes.find(wide("EncryptedPackage")) != std::string_view::npos)
        return refuse(Refusal::Kind::invalid, "extract.refuse.encrypted");
    const auto kind = kind_of(bytes);
    if (kind.ending == ".doc" && bytes.find(wide("WordDocument")) == std::string_view::npos)
        return bytes.find(wide("Workbook")) != std::string_view::npos || bytes.find(wide("Book")) != std::string_view::npos
                   ? refuse(Refusal::Kind::invalid, "extract.refuse.old_sheet")
                   : refuse(Refusal::Kind::invalid, "extract.refuse.old_office", {}, "an OLE file without a Word document");
    if (!program())
        return refuse(Refusal::Kind::unavailable, "extract.refuse.no_office", {}, "soffice.bin is not there");
    const std::unique_lock lock(one_at_a_time, most_waiting);
    if (!lock)
        return refuse(Refusal::Kind::unavailable, "extract.refuse.busy", {}, "LibreOffice was busy");

    const TemporaryFolder folder;
    const auto source = folder.path() / ("in" + std::string(kind.ending));
    write_file(source, bytes);
    if (::geteuid() == 0)  // the child gives up root
        for (const auto& path : {folder.path(), source})
            if (::chown(path.c_str(), nobody, nobody) != 0)
                return refuse(Refusal::Kind::unavailable, "extract.refuse.no_office", {}, "the folder cannot be given away");
    const Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const auto result = folder.path() / "out" / "in.docx";
    // With a new profile the program may end after setting it up, and wants to be started again.
    for (int i = 0; i < 2 && !std::filesystem::exists(result); ++i) {
        const auto answer =
            ask_child(nothing.get(), {"--extract-office-child", source.string(), std::string(kind.filter)}, most_time);
        if (answer.ending != Ending::finished)
            return refuse(Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "LibreOffice did not end in time");
    }
    auto docx = read_file(result, most_docx);
    if (!docx)
        return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {}, "LibreOffice made no DOCX of it");
    return docx;
}

void be_office_program(const char* source, const char* filter) {
    ::syscall(SYS_close_range, 3U, ~0U, 0U);
    const std::filesystem::path path(source);
    const auto folder = path.parent_path().string();
    const auto input = "--infilter=" + std::string(filter), profile = "-env:UserInstallation=file://" + folder + "/profile",
               out = folder + "/out", home = "HOME=" + folder, temporary = "TMPDIR=" + folder;
    confine_office_program();
    const char* const arguments[] = {
        program(),       "--headless",  "--norestore",  "--nolockcheck",         "--nodefault", "--nofirststartwizard",
        profile.c_str(), input.c_str(), "--convert-to", "docx:MS Word 2007 XML", "--outdir",    out.c_str(),
        source,          nullptr};
    const char* const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",  "SAL_USE_VCLPLUGIN=svp",
                                       home.c_str(),         temporary.c_str(), nullptr};
    if (arguments[0])
        ::execve(arguments[0], const_cast<char* const*>(arguments), const_cast<char* const*>(environment));
    ::_exit(127);
}

}  // namespace gongkai::extract
