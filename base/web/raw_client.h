// For tests of the transport: a socket that says exactly these bytes and shows exactly what came back.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gongkai::web {

class RawClient {
  public:
    explicit RawClient(std::uint16_t port, bool over_ipv6 = false) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        v6.sin6_addr = in6addr_loopback;
        fd_ = ::socket(over_ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const auto* address = over_ipv6 ? reinterpret_cast<sockaddr*>(&v6) : reinterpret_cast<sockaddr*>(&v4);
        if (::connect(fd_, address, over_ipv6 ? sizeof v6 : sizeof v4) != 0)
            throw std::runtime_error("cannot connect");
    }
    ~RawClient() { close(); }
    RawClient(RawClient&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    // False where the other side has closed.
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // One whole answer (by its Content-Length, or its chunks as they came), or what came until the end or the time-out.
    std::string hear(bool has_body = true, std::chrono::milliseconds at_most = std::chrono::seconds(10)) {
        const auto until = std::chrono::steady_clock::now() + at_most;
        for (;;) {
            const auto end_of_head = heard_.find("\r\n\r\n");
            if (end_of_head != std::string::npos) {
                const auto length = heard_.find("Content-Length: ");
                std::size_t size = end_of_head + 4;
                if (has_body && length < end_of_head)
                    size += std::stoul(heard_.substr(length + 16, 20));
                else if (has_body && heard_.find("Transfer-Encoding: chunked") < end_of_head)
                    size = end_of_chunks(size);
                if (heard_.size() >= size) {
                    auto answer = heard_.substr(0, size);
                    heard_.erase(0, size);
                    return answer;
                }
            }
            if (!more(until))
                return std::exchange(heard_, {});
        }
    }

    // Everything until the other side closes.
    std::string hear_all(std::chrono::milliseconds at_most = std::chrono::seconds(10)) {
        const auto until = std::chrono::steady_clock::now() + at_most;
        while (more(until)) {
        }
        return std::exchange(heard_, {});
    }

    bool is_closed_within(std::chrono::milliseconds at_most) {
        const auto until = std::chrono::steady_clock::now() + at_most;
        while (more(until)) {
        }
        return is_closed_;
    }

    void close() {
        if (fd_ >= 0)
            ::close(fd_);
        fd_ = -1;
    }

  private:
    // Beyond all that came, where the last chunk is not there yet.
    std::size_t end_of_chunks(std::size_t at) const {
        for (;;) {
            const auto line = heard_.find("\r\n", at);
            if (line == std::string::npos)
                return std::string::npos;
            const auto size = std::stoul(heard_.substr(at, line - at), nullptr, 16);
            at = line + 2 + size + 2;
            if (size == 0 || at > heard_.size())
                return at;
        }
    }
    bool more(std::chrono::steady_clock::time_point until) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd wait{fd_, POLLIN, 0};
        if (is_closed_ || left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) <= 0)
            return false;
        char bytes[65536];
        const auto count = ::recv(fd_, bytes, sizeof bytes, 0);
        if (count <= 0) {
            is_closed_ = true;
            return false;
        }
        heard_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int fd_ = -1;
    bool is_closed_ = false;
    std::string heard_;
};

}  // namespace gongkai::web
