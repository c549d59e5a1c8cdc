#include "app/metrics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "domain/outbox/outbox.h"

namespace gongkai {
namespace {

enum class Kind { counter, gauge };

void add(std::string& out, Kind kind, std::string_view name, std::string_view help, double value) {
    fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help,
                   kind == Kind::counter ? "counter" : "gauge", value);
}

void add_requests(std::string& out, const web::Counters::Report& report) {
    const auto into = std::back_inserter(out);
    fmt::format_to(into, "# HELP gongkai_requests_total Requests answered, by status.\n# TYPE gongkai_requests_total counter\n");
    for (const auto& [status, count] : report.by_status)
        fmt::format_to(into, "gongkai_requests_total{{status=\"{}\",class=\"{}xx\"}} {}\n", status, status / 100, count);
    constexpr std::string_view name = "gongkai_request_duration_seconds";
    fmt::format_to(into, "# HELP {0} From the first byte of a request to its answer.\n# TYPE {0} histogram\n", name);
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < report.by_duration.size(); ++i) {
        count += report.by_duration[i];
        const bool is_last = i == web::Counters::upper_ends.size();
        const auto end = is_last ? "+Inf" : fmt::to_string(std::chrono::duration<double>(web::Counters::upper_ends[i]).count());
        fmt::format_to(into, "{}_bucket{{le=\"{}\"}} {}\n", name, end, count);
    }
    fmt::format_to(into, "{0}_sum {1}\n{0}_count {2}\n", name, std::chrono::duration<double>(report.took_in_all).count(), count);
    add(out, Kind::counter, "gongkai_response_bytes_total", "Bytes of the bodies of answers.", static_cast<double>(report.bytes));
    add(out, Kind::counter, "gongkai_requests_from_memory_total", "Requests answered from memory, without a worker.",
        static_cast<double>(report.from_memory));
    add(out, Kind::gauge, "gongkai_requests_under_way", "Requests that a worker has now.", static_cast<double>(report.under_way));
}

// Nothing is said of it while the database is away.
void add_mail(std::string& out, db::Database& database) {
    try {
        const auto mail = database.read([](db::Connection& connection) { return outbox::count(connection); });
        add(out, Kind::gauge, "gongkai_mail_waiting", "Letters that wait to be sent.", mail.waiting);
        add(out, Kind::gauge, "gongkai_mail_given_up", "Letters of the last half year that could not be sent.", mail.given_up);
    } catch (const std::exception&) {
    }
}

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    long all = 0, resident = 0;
    file >> all >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_files() {
    std::error_code unreadable;
    const std::filesystem::directory_iterator files("/proc/self/fd", unreadable);
    return static_cast<double>(std::distance(begin(files), end(files)));
}

double seconds(Instant instant) { return std::chrono::duration<double>(instant.time_since_epoch()).count(); }

}  // namespace

std::string Metrics::text() const {
    std::string out;
    out.reserve(8 << 10);
    fmt::format_to(std::back_inserter(out),
                   "# HELP gongkai_info What is running.\n# TYPE gongkai_info gauge\n"
                   "gongkai_info{{version=\"{}\",engine=\"{}\"}} 1\n",
                   GONGKAI_VERSION, database_.engine() == db::Engine::sqlite ? "sqlite" : "postgresql");
    add_requests(out, site_.counters().report());
    add(out, Kind::gauge, "gongkai_requests_waiting", "Requests that wait for a worker.",
        static_cast<double>(server_.requests_waiting()));
    add(out, Kind::gauge, "gongkai_connections", "Connections that are open.", static_cast<double>(server_.connections()));
    const auto cache = site_.cache().report();
    add(out, Kind::gauge, "gongkai_kept_pages", "Pages kept in memory.", static_cast<double>(cache.pages));
    add(out, Kind::gauge, "gongkai_kept_pages_bytes", "About what they take.", static_cast<double>(cache.bytes));
    add(out, Kind::counter, "gongkai_kept_pages_hits_total", "Pages found in memory.", static_cast<double>(cache.hits));
    add(out, Kind::counter, "gongkai_kept_pages_misses_total", "Pages not found in memory or stale.",
        static_cast<double>(cache.misses));
    const auto statements = db::statement_counts();
    add(out, Kind::counter, "gongkai_database_statements_total", "Statements that were started.",
        static_cast<double>(statements.run));
    add(out, Kind::counter, "gongkai_database_slow_statements_total", "Statements slower than log.slow_statement_ms.",
        static_cast<double>(statements.slow));
    add(out, Kind::gauge, "gongkai_database_up", "1 where the database answers now.", db::is_reachable(database_) ? 1 : 0);
    add(out, Kind::gauge, "gongkai_database_generation", "Moves whenever anybody commits.",
        static_cast<double>(database_.generation()));
    add_mail(out, database_);
    if (tls_)
        add(out, Kind::gauge, "gongkai_certificate_good_until_seconds", "When the certificate in use ends, since 1970.",
            seconds(tls_->good_until()));
    add(out, Kind::gauge, "process_resident_memory_bytes", "Memory in use.", resident_bytes());
    add(out, Kind::gauge, "process_open_fds", "Files and sockets that are open.", open_files());
    add(out, Kind::gauge, "process_start_time_seconds", "When it began, since 1970.", seconds(began_));
    add(out, Kind::gauge, "gongkai_uptime_seconds", "For how long it has run.", seconds(now()) - seconds(began_));
    return out;
}

web::Response Metrics::answer(web::Request& request) {
    if (request.path != "/metrics")
        return refuse(404, request);
    if (!request.is_read())
        return refuse(405, request).with("Allow", "GET, HEAD");
    return web::Response::bytes(text(), "text/plain; version=0.0.4; charset=utf-8");
}

web::Response Metrics::refuse(int status, const web::Request&) {
    return web::Response::text(std::string(web::reason_of(status)) + '\n', status);
}

}  // namespace gongkai
