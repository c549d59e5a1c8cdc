// One connection under TLS: reads and writes the socket that it is given. It never blocks, and says what it waits for. Only
// tls.cpp and the transport include this.
#pragma once
#include <openssl/ssl.h>

#include <boost/asio/buffer.hpp>
#include <memory>
#include <span>

namespace gongkai::web {

class TlsSession {
  public:
    enum class State { moved, wants_to_read, wants_to_write, over };
    struct Moved {
        State state = State::over;
        std::size_t bytes = 0;  // of plain text, where `moved`
    };

    TlsSession(SSL_CTX& context, int socket);

    // The handshake is part of the first reads.
    Moved read(char* into, std::size_t at_most);

    // Takes the beginning of `pieces`. After wants_… the next call must begin with the same bytes.
    Moved write(std::span<const boost::asio::const_buffer> pieces);

    void say_goodbye();  // as far as that goes without waiting

  private:
    Moved outcome(int result);
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
    bool is_broken_ = false;
};

}  // namespace gongkai::web
