#include "base/fulltext/change_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/fulltext/files.h"

namespace gongkai::fulltext {
namespace {

constexpr std::uint8_t a_document = 1;
constexpr std::uint8_t a_removal = 2;

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno, std::generic_category(), path.string());
}

void store_text(std::string& out, std::string_view text) {
    store_number(out, text.size());
    out += text;
}

void store_change(std::string& out, const Change& change) {
    if (const auto* removal = std::get_if<Removal>(&change)) {
        store(out, a_removal);
        store(out, removal->key);
        return;
    }
    const auto& document = std::get<Document>(change);
    store(out, a_document);
    store(out, document.key);
    store(out, static_cast<std::int32_t>(document.day.time_since_epoch().count()));
    store(out, document.weight);
    store_number(out, document.facets.size());
    for (const std::uint32_t value : document.facets)
        store_number(out, value);
    store_text(out, document.title);
    store_text(out, document.body);
}

Change read_change(Scanner& scanner) {
    const auto kind = scanner.value<std::uint8_t>();
    const auto key = scanner.value<std::uint64_t>();
    if (kind == a_removal)
        return Removal{key};
    if (kind != a_document)
        throw Damaged("a change of an unknown kind");
    Document document;
    document.key = key;
    document.day = Day(std::chrono::days(scanner.value<std::int32_t>()));
    document.weight = scanner.value<double>();
    for (auto left = scanner.number(); left > 0; --left)
        document.facets.push_back(static_cast<std::uint32_t>(scanner.number()));
    document.title = scanner.text(scanner.number());
    document.body = scanner.text(scanner.number());
    return document;
}

}  // namespace

ChangeLog::ChangeLog(std::filesystem::path path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640)) {
    if (file_ < 0)
        fail(path_);
    make_durable(path_.parent_path());
}

ChangeLog::~ChangeLog() { ::close(file_); }

void ChangeLog::append(std::string_view records) {
    bytes_ += records.size();
    while (!records.empty()) {
        const ssize_t count = ::write(file_, records.data(), records.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail(path_);
        records.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fdatasync(file_) != 0)
        fail(path_);
}

void ChangeLog::add_record(std::string& records, const Batch& batch) {
    std::string body;
    store(body, batch.sequence);
    store_number(body, batch.changes.size());
    for (const Change& change : batch.changes)
        store_change(body, change);
    store(records, std::uint64_t{body.size()});
    store(records, checksum(bytes_of(body)));
    records += body;
}

std::uint64_t ChangeLog::read(const std::filesystem::path& path, const std::function<void(Batch)>& take) {
    std::error_code none;
    const std::uint64_t size = std::filesystem::file_size(path, none);
    if (none || size == 0)
        return 0;
    std::uint64_t whole = 0;
    {
        const auto memory = Memory::map(path);
        Scanner records(memory->bytes());
        try {
            while (records.left() > 0) {
                const auto body_size = records.value<std::uint64_t>();
                const auto sum = records.value<std::uint64_t>();
                const Bytes body = records.bytes(body_size);
                if (checksum(body) != sum)
                    break;
                Scanner scanner(body);
                Batch batch;
                batch.sequence = scanner.value<std::uint64_t>();
                for (auto left = scanner.number(); left > 0; --left)
                    batch.changes.push_back(read_change(scanner));
                take(std::move(batch));
                whole = size - records.left();
            }
        } catch (const Damaged&) {
            // the record that was being written when the machine stopped
        }
    }
    if (whole < size) {
        std::filesystem::resize_file(path, whole);
        make_durable(path);
    }
    return size - whole;
}

}  // namespace gongkai::fulltext
