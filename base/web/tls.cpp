#include "base/web/tls.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <ctime>
#include <string>
#include <string_view>
#include <system_error>

#include "base/web/tls_session.h"

namespace gongkai::web {
namespace {

// Those of TLS 1.3 are OpenSSL's own three.
constexpr const char* ciphers_of_tls_12 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr std::size_t record = 16 << 10;

// OpenSSL keeps faults in a list of the thread.
std::string fault() {
    std::array<char, 256> text{};
    const auto code = ERR_peek_last_error();
    ERR_error_string_n(code, text.data(), text.size());
    ERR_clear_error();
    const char* reason = ERR_reason_error_string(code);
    return reason ? reason : text.data();
}

// Of what the client offers: HTTP/1.1, the only protocol spoken here.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered, unsigned count,
                    void*) {
    static constexpr unsigned char ours[] = "\x08http/1.1";
    const auto found = SSL_select_next_proto(const_cast<unsigned char**>(chosen), length, ours, sizeof ours - 1, offered, count);
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

Result<std::shared_ptr<SSL_CTX>> make_context(const std::string& certificate, const std::string& key) {
    const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.get(), ciphers_of_tls_12);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                           SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // An idle connection keeps no buffers; a write may be repeated from another place.
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
    // OpenSSL says no more than "system lib" of a file that is not there.
    const auto away = [](const std::string& file) { return ::access(file.c_str(), R_OK) == 0 ? 0 : errno; };
    if (const int error = away(certificate))
        return refuse(Refusal::Kind::invalid, "web.refuse.certificate", {certificate, std::generic_category().message(error)});
    if (const int error = away(key))
        return refuse(Refusal::Kind::invalid, "web.refuse.certificate_key", {key, std::generic_category().message(error)});
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1)
        return refuse(Refusal::Kind::invalid, "web.refuse.certificate", {certificate, fault()});
    if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
        const bool is_of_another = ERR_GET_LIB(ERR_peek_last_error()) == ERR_LIB_X509;
        return refuse(Refusal::Kind::invalid, is_of_another ? "web.refuse.certificate_pair" : "web.refuse.certificate_key",
                      {key, fault()});
    }
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return refuse(Refusal::Kind::invalid, "web.refuse.certificate_pair", {key, fault()});
    return context;
}

}  // namespace

TlsSession::TlsSession(SSL_CTX& context, int socket) : ssl_(SSL_new(&context), &SSL_free) {
    if (!ssl_ || SSL_set_fd(ssl_.get(), socket) != 1)
        throw std::runtime_error("OpenSSL makes no session: " + fault());
    SSL_set_accept_state(ssl_.get());
}

TlsSession::Moved TlsSession::outcome(int result) {
    if (result > 0)
        return {State::moved, static_cast<std::size_t>(result)};
    switch (SSL_get_error(ssl_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return {State::wants_to_read, 0};
        case SSL_ERROR_WANT_WRITE:
            return {State::wants_to_write, 0};
        case SSL_ERROR_ZERO_RETURN:
            return {State::over, 0};
        default:
            is_broken_ = true;
            return {State::over, 0};
    }
}

TlsSession::Moved TlsSession::read(char* into, std::size_t at_most) {
    ERR_clear_error();
    return outcome(SSL_read(ssl_.get(), into, static_cast<int>(std::min<std::size_t>(at_most, 1 << 30))));
}

// Small pieces go out together, as one record.
TlsSession::Moved TlsSession::write(std::span<const boost::asio::const_buffer> pieces) {
    assert(!pieces.empty());
    std::array<char, record> together;
    std::size_t size = 0;
    for (const auto& piece : pieces) {
        const auto count = std::min(piece.size(), together.size() - size);
        std::copy_n(static_cast<const char*>(piece.data()), count, together.data() + size);
        size += count;
    }
    ERR_clear_error();
    return outcome(SSL_write(ssl_.get(), together.data(), static_cast<int>(size)));
}

void TlsSession::say_goodbye() {
    if (is_broken_ || !SSL_is_init_finished(ssl_.get()))
        return;
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
}

Result<std::unique_ptr<Tls>> Tls::open(std::filesystem::path certificate, std::filesystem::path key) {
    std::unique_ptr<Tls> tls(new Tls(std::move(certificate), std::move(key)));
    if (auto loaded = tls->reload(); !loaded)
        return std::unexpected(loaded.error());
    return tls;
}

Tls::Times Tls::times() const {
    Times all;
    for (const auto& file : {certificate_, key_}) {
        std::error_code missing;
        all.push_back(std::filesystem::last_write_time(file, missing));
    }
    return all;
}

Result<void> Tls::reload() {
    read_at_ = times();
    auto context = make_context(certificate_.string(), key_.string());
    if (!context)
        return std::unexpected(context.error());
    context_ = std::move(*context);
    return {};
}

bool Tls::has_changed() const { return times() != read_at_; }

Instant Tls::good_until() const {
    const auto context = context_.load();
    std::tm end{};
    ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context.get())), &end);
    return Instant(std::chrono::seconds(::timegm(&end)));
}

std::unique_ptr<TlsSession> Tls::session(int socket) const {
    const auto context = context_.load();
    return std::make_unique<TlsSession>(*context, socket);
}

}  // namespace gongkai::web
