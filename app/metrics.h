// What an operator's Prometheus asks for. It listens on an address of its own, so that no rule about proxies decides who may read
// it; every other path there is 404.
#pragma once
#include <string>

#include "base/core/day.h"
#include "base/db/database.h"
#include "base/web/server.h"
#include "base/web/site.h"
#include "base/web/tls.h"

namespace gongkai {

class Metrics : public web::Handler {
  public:
    // `tls` is null where the server speaks plain HTTP.
    Metrics(web::Site& site, const web::Server& server, db::Database& database, const web::Tls* tls)
        : site_(site), server_(server), database_(database), tls_(tls), began_(now()) {}

    std::string text() const;  // the exposition format, version 0.0.4
    web::Response answer(web::Request& request) override;
    web::Response refuse(int status, const web::Request& request) override;

  private:
    web::Site& site_;
    const web::Server& server_;
    db::Database& database_;
    const web::Tls* tls_;
    const Instant began_;
};

}  // namespace gongkai
