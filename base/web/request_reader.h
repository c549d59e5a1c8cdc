// Reads one request after another from the bytes of a connection: Beast's grammar with our storage. Header lines go into the
// request's own memory, so reading allocates nothing, and what two servers could read in two ways (request smuggling) is a fault,
// however the grammar sees it. All of Boost.Beast is in request_reader.cpp.
#pragma once
#include <memory>
#include <string_view>

#include "base/web/request.h"
#include "base/web/server.h"

namespace gongkai::web {

class RequestReader {
  public:
    explicit RequestReader(const Limits& limits);
    ~RequestReader();

    void begin(Request& into);

    struct Reading {
        std::size_t used = 0;  // of the bytes; those left are to be shown again with what follows them
        bool wants_more = false;
        int fault = 0;  // the status to refuse with
    };
    // Up to the end of the header; after that, where there is a body, a piece of it.
    Reading read(std::string_view bytes);

    bool is_done() const;
    std::size_t content_length() const;  // 0 where it is not said
    bool keeps_alive() const;
    bool is_http_11() const;
    bool waits_to_go_on() const;  // Expect: 100-continue
    void body_at_most(std::size_t bytes);

  private:
    class Grammar;
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

}  // namespace gongkai::web
