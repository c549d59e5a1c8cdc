// The plain port beside TLS: every request is sent to the same place under https.
#pragma once
#include <cstdint>

#include "base/web/server.h"

namespace gongkai {

class ToTls : public web::Handler {
  public:
    void set_port(std::uint16_t port) { port_ = port; }  // of TLS, before the first request

    web::Response answer(web::Request& request) override;
    web::Response refuse(int status, const web::Request& request) override;

  private:
    std::uint16_t port_ = 443;
};

}  // namespace gongkai
