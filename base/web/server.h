// The transport: HTTP/1.1 over TCP, safe to stand in the open. It reads requests strictly, with deadlines and limits, and hands
// them to one Handler; it knows no routes. I/O threads never block: what cannot be answered from memory goes to a bounded pool of
// workers where handlers are plain synchronous functions. Beast is in request_reader.cpp, Asio in connection.cpp and server.cpp.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/core/refusal.h"
#include "base/web/request.h"
#include "base/web/response.h"

namespace gongkai::web {

class Tls;

// What a handler wants of the transport for one request, said when its header is known.
struct Plan {
    std::size_t body_at_most = 64 << 10;
    std::size_t lane = 0;  // which pool of workers, by its place in Options::lanes
};

// What became of a request, for log and counters.
struct Sent {
    int status = 0;
    std::size_t bytes = 0;  // of the body
    std::chrono::nanoseconds took{};
    bool from_memory = false;  // answered by try_cached
};

class Handler {
  public:
    virtual ~Handler() = default;

    // On an I/O thread, must not block: the answer if it lies ready, nothing where a worker has to make one.
    virtual std::shared_ptr<const Prepared> try_cached(const Request&) { return nullptr; }
    // On an I/O thread, must not block.
    virtual Plan plan(const Request&) { return {}; }
    // On a worker.
    virtual Response answer(Request& request) = 0;
    // On an I/O thread, must not block: the words for what the transport itself refuses (400, 408, 413, 414, 417, 431, 500, 501,
    // 503, 505). The request may be read in part only.
    virtual Response refuse(int status, const Request& request) = 0;
    // On an I/O thread, must not block: after the answer was handed to the socket.
    virtual void sent(const Request&, const Sent&) {}
};

struct Lane {
    std::size_t workers = 4;
    std::size_t queue_at_most = 256;  // waiting requests; one more is answered 503
};

struct Limits {
    std::size_t header_bytes = 16 << 10;
    std::size_t header_lines = 100;
    std::size_t target_bytes = 8 << 10;
    std::size_t bodies_in_all = std::size_t{512} << 20;  // bytes of all bodies being read or worked on
    std::size_t connections = 8192;                      // lowered to what the open-file limit allows
    std::size_t connections_per_address = 512;           // an IPv6 /64 is one address; trusted proxies are free of it
    std::size_t slowest_rate = 8 << 10;                  // bytes a second, added to the deadlines of bodies and answers
    std::chrono::milliseconds header_within{10'000};     // the whole header
    std::chrono::milliseconds body_within{30'000};       // the whole body, and what its size adds at the slowest rate
    std::chrono::milliseconds write_within{30'000};      // the whole answer, likewise
    std::chrono::milliseconds idle_at_most{75'000};      // between two requests
    std::chrono::milliseconds stop_within{5'000};        // for requests under way when the server stops
};

struct Options {
    std::vector<std::string> listen = {"[::]:8080"};  // "[::]" takes IPv4 too; port 0 takes any free one
    std::size_t threads = 0;                          // I/O threads; 0: one a core, at most 8
    std::vector<Lane> lanes = {Lane{}};
    std::vector<std::string> trusted_proxies = {};  // addresses whose X-Forwarded-For and X-Forwarded-Proto are believed
    std::shared_ptr<const Tls> tls = {};            // null: plain text
    std::chrono::seconds only_tls_for{0};           // Strict-Transport-Security, where there is TLS
    Limits limits = {};
};

class Server {
  public:
    // Listens, or refuses in one sentence: `web.refuse.port_busy`, `port_forbidden`, `address_absent`, `address_unreadable`
    // (argument: the address). The handler must outlive the server.
    static Result<std::unique_ptr<Server>> start(Options options, Handler& handler);

    // Stops as stop() does.
    ~Server();

    // Takes no more, lets requests under way end (at most Limits::stop_within), closes all. Not from a handler.
    void stop();

    std::vector<std::string> endpoints() const;  // "[::]:8080", with the real port
    std::uint16_t port() const;                  // of the first

    std::size_t connections() const;
    std::size_t requests_waiting() const;  // in the queues of all lanes

  private:
    struct Transport;
    explicit Server(std::unique_ptr<Transport> transport);
    std::unique_ptr<Transport> transport_;
};

}  // namespace gongkai::web
