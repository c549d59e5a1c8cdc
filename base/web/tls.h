// TLS for the transport, by OpenSSL: one certificate with its key, exchanged while the server runs.
#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"

struct ssl_ctx_st;

namespace gongkai::web {

class TlsSession;

class Tls {
  public:
    // PEM files: the certificate with what leads to its root, and its key. TLS 1.2 and 1.3, forward secrecy only. Refusals:
    // web.refuse.certificate, web.refuse.certificate_key, web.refuse.certificate_pair (arguments: the file, OpenSSL's words).
    static Result<std::unique_ptr<Tls>> open(std::filesystem::path certificate, std::filesystem::path key);

    // Reads the files again; new connections use them. Where they are refused the old ones stay.
    Result<void> reload();
    bool has_changed() const;  // the files, since they were last read

    Instant good_until() const;
    std::unique_ptr<TlsSession> session(int socket) const;

  private:
    using Context = std::shared_ptr<ssl_ctx_st>;
    using Times = std::vector<std::filesystem::file_time_type>;
    Tls(std::filesystem::path certificate, std::filesystem::path key)
        : certificate_(std::move(certificate)), key_(std::move(key)) {}
    Times times() const;

    std::filesystem::path certificate_, key_;
    Times read_at_;
    std::atomic<Context> context_;
};

}  // namespace gongkai::web
