#include "base/web/access_log.h"

#include <fmt/format.h>

#include "base/core/day.h"
#include "base/core/log.h"
#include "base/core/text.h"

namespace gongkai::web {
namespace {

constexpr std::size_t enough = 256 << 10;  // is written at once

void append_quoted(std::string& line, std::string_view text) {
    line += '"';
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
        else if (c == '"' || c == '\\')
            line.append(1, '\\').append(1, c);
        else
            line += c;
    }
    line += '"';
}

}  // namespace

AccessLog::AccessLog(unsigned one_in) : one_in_(one_in), writer_([this] { write(); }) {}

AccessLog::~AccessLog() {
    {
        const std::scoped_lock lock(mutex_);
        is_ending_ = true;
    }
    has_lines_.notify_all();
}

void AccessLog::note(const Request& request, std::string_view path, const Sent& sent) {
    // 501 and 505 are what an asker gets who speaks what nobody here does: scanners would fill the log with warnings.
    const bool is_fault = sent.status >= 500 && sent.status != 501 && sent.status != 505;
    if (!is_fault && one_in_ == 0)
        return;
    const std::scoped_lock lock(mutex_);
    if (!is_fault && since_last_++ % one_in_ != 0)
        return;
    const bool wakes = lines_.empty() || lines_.size() >= enough;
    auto out = std::back_inserter(lines_);
    fmt::format_to(out, R"({{"at":"{}","level":"{}","what":"request","id":"{}","peer":"{}","method":"{}","path":)",
                   to_text(now()), is_fault ? "warning" : "info", request.id, request.peer, name_of(request.method));
    // A path may be any bytes; a line of the log is UTF-8.
    if (is_utf8(path))
        append_quoted(lines_, path);
    else
        append_quoted(lines_, mend_utf8(path));
    fmt::format_to(out, R"(,"status":{},"bytes":{},"us":{}}})", sent.status, sent.bytes,
                   std::chrono::duration_cast<std::chrono::microseconds>(sent.took).count());
    lines_ += '\n';
    if (wakes)
        has_lines_.notify_one();
}

void AccessLog::write() {
    std::string written;
    std::unique_lock lock(mutex_);
    while (!is_ending_ || !lines_.empty()) {
        has_lines_.wait(lock, [&] { return is_ending_ || !lines_.empty(); });
        has_lines_.wait_for(lock, std::chrono::milliseconds(250), [&] { return is_ending_ || lines_.size() >= enough; });
        written.clear();
        written.swap(lines_);
        lock.unlock();
        if (!written.empty())
            log_lines(written);
        lock.lock();
    }
}

}  // namespace gongkai::web
