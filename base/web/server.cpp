#include "base/web/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/web/connection.h"

namespace gongkai::web {

Loop::Loop(Shared& shared) : shared_(shared), guard_(io_.get_executor()), sweeper_(io_), patience_(io_) {
    const auto seed = random_bytes(sizeof next_id_);
    std::copy(seed.begin(), seed.end(), reinterpret_cast<char*>(&next_id_));
}

void Loop::listen(const tcp::endpoint& endpoint) {
    auto& acceptor = acceptors_.emplace_back(io_, endpoint.protocol());
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    acceptor.set_option(Acceptor::reuse_address(true));
    acceptor.set_option(ReusePort(true));
    if (endpoint.address().is_v6())
        acceptor.set_option(asio::ip::v6_only(false));
    acceptor.bind(endpoint);
    acceptor.listen(4096);
}

void Loop::run() {
    for (auto& acceptor : acceptors_)
        accept(acceptor);
    thread_ = std::jthread([this] {
        for (;;) {
            try {
                io_.run();
                return;
            } catch (const std::exception& fault) {
                log(Level::error, "io_thread_caught", {{"fault", fault.what()}});
            }
        }
    });
}

void Loop::accept(Acceptor& acceptor) {
    acceptor.async_accept(io_, [this, &acceptor](const error_code& ec, Socket socket) {
        if (!acceptor.is_open())
            return;
        if (!ec) {
            take(std::move(socket));
            return accept(acceptor);
        }
        // Out of descriptors or memory: let some go first.
        patience_.expires_after(std::chrono::milliseconds(100));
        patience_.async_wait([this, &acceptor](const error_code& stopped) {
            if (!stopped && acceptor.is_open())
                accept(acceptor);
        });
    });
}

void Loop::take(Socket socket) {
    error_code ec;
    const auto endpoint = socket.remote_endpoint(ec);
    if (ec)
        return;
    socket.non_blocking(true, ec);
    socket.set_option(tcp::no_delay(true), ec);
    const bool is_proxy = shared_.trusts(address_text(endpoint.address()));
    const auto household = is_proxy ? std::string() : household_of(endpoint.address());
    const auto& limits = shared_.limits();
    auto entry = shared_.census.enter(household, limits.connections, limits.connections_per_address);
    if (entry == Census::Entry::full) {
        // Somebody who only keeps his place gives it up.
        const auto end = std::next(connections_.begin(), static_cast<long>(std::min<std::size_t>(connections_.size(), 256)));
        const auto idle = std::find_if(connections_.begin(), end, [](const auto& connection) { return connection->is_idle(); });
        if (idle != end) {
            const auto kept = *idle;
            kept->close();
            entry = shared_.census.enter(household, limits.connections, limits.connections_per_address);
        }
    }
    if (entry != Census::Entry::welcome)
        return turn_away(std::move(socket));
    connections_.push_back(std::make_shared<Connection>(*this, std::move(socket), household));
    const auto connection = connections_.back();
    connection->place = std::prev(connections_.end());
    connection->begin();
    if (!is_sweeping_)
        sweep();
}

void Loop::turn_away(Socket socket) {
    if (shared_.options.tls)
        return;  // nobody understands what is said before the handshake
    Request nothing;
    const auto response = shared_.handler.refuse(503, nothing);
    const auto bytes = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n" +
                       header_lines(response, response.body.size()) + "\r\n" + response.body;
    error_code ignored;
    socket.write_some(asio::buffer(bytes), ignored);
    socket.shutdown(Socket::shutdown_both, ignored);
}

void Loop::forget(Connection& connection) {
    shared_.census.leave(connection.household());
    connections_.erase(connection.place);
}

void Loop::sweep() {
    const auto& limits = shared_.limits();
    const auto shortest = std::min({limits.header_within, limits.body_within, limits.write_within, limits.idle_at_most});
    is_sweeping_ = true;
    sweeper_.expires_after(std::clamp(shortest / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(500)));
    sweeper_.async_wait([this](const error_code& stopped) {
        if (stopped)
            return;
        const auto now = Clock::now();
        for (auto it = connections_.begin(); it != connections_.end();) {
            const auto connection = *it++;  // it may leave the list
            connection->check_deadline(now);
        }
        if (connections_.empty())
            is_sweeping_ = false;
        else
            sweep();
    });
}

std::string_view Loop::date() {
    const auto now = std::time(nullptr);
    if (now != date_at_) {
        constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm utc{};
        ::gmtime_r(&now, &utc);
        std::array<char, 40> text{};
        const int size = std::snprintf(
            text.data(), text.size(), "%s, %02d %s %d %02d:%02d:%02d GMT", days[static_cast<std::size_t>(utc.tm_wday)],
            utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
        date_.assign(text.data(), static_cast<std::size_t>(size));
        date_at_ = now;
    }
    return date_;
}

// Ten characters that look random and do not repeat (a counter through splitmix64); without letters that are misread aloud.
void Loop::append_id(std::string& id) {
    auto mixed = next_id_ += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    mixed ^= mixed >> 31;
    for (int i = 0; i < 10; ++i, mixed >>= 5)
        id += "0123456789abcdefghjkmnpqrstvwxyz"[mixed & 31];
}

void Loop::stop_accepting() {
    asio::post(io_, [this] {
        error_code ignored;
        for (auto& acceptor : acceptors_)
            acceptor.close(ignored);
        for (auto it = connections_.begin(); it != connections_.end();) {
            const auto connection = *it++;
            if (connection->is_idle())
                connection->close();
        }
    });
}

void Loop::stop() {
    asio::post(io_, [this] {
        while (!connections_.empty()) {
            const auto connection = connections_.front();
            connection->close();
        }
        sweeper_.cancel();
        patience_.cancel();
        guard_.reset();
    });
    if (thread_.joinable())
        thread_.join();
}

struct Server::Transport {
    Shared shared;
    std::vector<std::unique_ptr<Loop>> loops;
    std::vector<Endpoint> endpoints;
    bool is_stopped = false;
};

namespace {

// Room for the wanted connections and 256 files beside them, as far as the system grants it.
std::size_t connections_granted(std::size_t wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    const rlim_t needed = wanted + 256;
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &limit);
        ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    return std::min<std::size_t>(wanted, limit.rlim_cur > 512 ? limit.rlim_cur - 256 : limit.rlim_cur / 2);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Options options, Handler& handler) {
    std::vector<Endpoint> endpoints;
    for (const auto& text : options.listen) {
        const auto address = read_address(text);
        if (!address)
            return gongkai::refuse(Refusal::Kind::invalid, "web.refuse.address_unreadable", {text});
        const auto claimed = claim(*address);
        if (!claimed)
            return std::unexpected(claimed.error());
        endpoints.push_back(*claimed);
    }
    if (options.threads == 0)
        options.threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
    options.limits.connections = connections_granted(options.limits.connections);

    auto transport =
        std::unique_ptr<Transport>(new Transport{{std::move(options), handler, {}, {}, {}, {}}, {}, endpoints, false});
    auto& shared = transport->shared;
    for (const auto& lane : shared.options.lanes)
        shared.lanes.push_back(std::make_unique<Workers>(lane.workers, lane.queue_at_most));
    for (std::size_t i = 0; i < shared.options.threads; ++i) {
        auto& loop = transport->loops.emplace_back(std::make_unique<Loop>(shared));
        for (const auto& endpoint : endpoints)
            loop->listen(endpoint);
    }
    for (auto& loop : transport->loops)
        loop->run();
    return std::unique_ptr<Server>(new Server(std::move(transport)));
}

Server::Server(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}

Server::~Server() { stop(); }

void Server::stop() {
    if (std::exchange(transport_->is_stopped, true))
        return;
    auto& shared = transport_->shared;
    shared.is_stopping = true;
    for (auto& loop : transport_->loops)
        loop->stop_accepting();
    shared.census.wait_for_nobody(shared.limits().stop_within);
    for (auto& lane : shared.lanes)
        lane->stop();
    for (auto& loop : transport_->loops)
        loop->stop();
}

std::vector<std::string> Server::endpoints() const {
    std::vector<std::string> all;
    for (const auto& endpoint : transport_->endpoints)
        all.push_back(text_of(endpoint));
    return all;
}

std::uint16_t Server::port() const { return transport_->endpoints.front().port(); }

std::size_t Server::connections() const { return transport_->shared.census.total(); }

std::size_t Server::requests_waiting() const {
    std::size_t count = 0;
    for (const auto& lane : transport_->shared.lanes)
        count += lane->waiting();
    return count;
}

}  // namespace gongkai::web
