// What is answered. Handlers make one by its named makers and need no header names:
//
//   return Response::html(page.take());
//   return Response::redirect("/tasks/18");
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::web {

// An answer made once and sent many times: the transport adds the status line, Date and Connection.
struct Prepared {
    int status = 200;
    std::string head;  // header lines, each ended by CR LF, Content-Length included, without the empty line
    std::string body;
};

struct Cookie {
    std::string name;
    std::string value;
    enum class Life { browser_session, kept, forgotten } life = Life::browser_session;
    long seconds = 0;          // where kept
    bool for_scripts = false;  // true leaves HttpOnly out
    bool only_secure = false;
    bool is_strict = false;  // SameSite=Strict in place of Lax
};

// What comes next of a body that is drawn while it is sent; nothing: that was all; an empty piece: not yet, ask again. It is
// asked on the workers of the route's lane, whenever the reader has taken in what came before, and no more once he has gone: a
// slow reader holds no worker, and no more than a piece is in memory. The request is not there any more. Where it throws, the
// answer breaks off, and the reader sees that it has.
using Next = std::function<std::optional<std::string>()>;

struct Response {
    int status = 200;
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    Next next;                                 // where set, what is sent after `body`, which may be empty
    std::shared_ptr<const Prepared> prepared;  // where set, this is sent and nothing of the above

    static Response html(std::string page, int status = 200);
    static Response text(std::string text, int status = 200);
    static Response json(std::string json, int status = 200);
    static Response bytes(std::string bytes, std::string content_type);
    static Response no_content();

    // 303 to a place on this site, as sent after a form; `target` is encoded already ("/tasks?unit=%E5%B1%80"). Throws
    // std::logic_error where it would lead away ("//…").
    static Response redirect(std::string_view target, int status = 303);
    static Response redirect_away(std::string_view address);  // 303 to https:// or http:// elsewhere

    // Saved by the browser under `file_name`, which may be Chinese (RFC 6266, with an ASCII name for old programs).
    static Response download(std::string bytes, std::string content_type, std::string_view file_name);
    static Response download(Next next, std::string content_type, std::string_view file_name);

    // Adds a header line; throws std::logic_error where the value would break the line.
    Response& with(std::string_view name, std::string_view value);
    Response& with(const Cookie& cookie);
    const std::string* header(std::string_view name) const;
};

// All of a body, however it is drawn.
std::string whole_body(Response response);

std::string_view reason_of(int status);  // "Not Found"

// RFC 6266: attachment; filename="notice.pdf"; filename*=UTF-8''%E9%80%9A…
std::string content_disposition(std::string_view file_name);

// The header lines of `response` as Prepared wants them; `body_size` is what Content-Length says, nothing: it is not known.
std::string header_lines(const Response& response, std::optional<std::size_t> body_size);

}  // namespace gongkai::web
