#include "tests/http/client.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include "base/core/text.h"
#include "base/web/fields.h"
#include "base/web/target.h"

namespace gongkai::http {
namespace {

constexpr std::size_t largest_page = std::size_t{16} << 20;

Answer take_apart(std::string_view text) {
    Answer answer;
    const auto end = text.find("\r\n\r\n");
    if (!text.starts_with("HTTP/1.1 ") || end == std::string_view::npos)
        throw std::runtime_error("no answer: " + std::string(text.substr(0, 200)));
    answer.status = std::stoi(std::string(text.substr(9, 3)));
    answer.body = text.substr(end + 4);
    for (auto line : split(text.substr(0, end), '\n')) {
        line = trim(line);
        if (const auto colon = line.find(": "); colon != std::string_view::npos)
            answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return answer;
}

std::string without_chunks(std::string_view body) {
    std::string whole;
    for (;;) {
        const auto line = body.find("\r\n");
        const auto size = line == std::string_view::npos ? 0 : std::stoul(std::string(body.substr(0, line)), nullptr, 16);
        if (size == 0)
            return whole;
        whole += body.substr(line + 2, size);
        body.remove_prefix(std::min(body.size(), line + 2 + size + 2));
    }
}

}  // namespace

const std::string* Answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (web::same_ignoring_case(key, name))
            return &value;
    return nullptr;
}

std::string Answer::header_or_nothing(std::string_view name) const {
    const auto* value = header(name);
    return value ? *value : std::string();
}

Answer Client::ask(std::string_view method, std::string_view target, const Lines& headers, std::string_view body) {
    std::string request(method);
    request.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    bool is_conditional = method == "HEAD";
    std::string cookies;
    const auto add_cookie = [&](std::string_view pair) { cookies.append(cookies.empty() ? "" : "; ").append(pair); };
    for (const auto& [name, value] : cookies_)
        add_cookie(name + '=' + value);
    for (const auto& [name, value] : headers) {
        if (name == "Cookie") {
            add_cookie(value);
            continue;
        }
        request.append(name).append(": ").append(value).append("\r\n");
        is_conditional = is_conditional || name == "If-None-Match";
    }
    if (!cookies.empty())
        request.append("Cookie: ").append(cookies).append("\r\n");
    if (!body.empty() || method == "POST")
        request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    request.append("\r\n").append(body);
    for (int attempt = 0;; ++attempt) {
        if (!connection_)
            connection_ = std::make_unique<web::RawClient>(port_, over_ipv6_);
        // An answer without a body says all the same how long it would be: its head is all that is waited for.
        std::string text;
        if (connection_->say(request))
            text = connection_->hear(!is_conditional, std::chrono::seconds(30));
        const bool is_last = is_conditional || text.find("\r\nConnection: close\r\n") != std::string::npos;
        if (is_last || text.empty())
            connection_.reset();
        if (text.empty() && attempt == 0)  // the server may have closed a connection that was kept
            continue;
        auto answer = take_apart(text);
        if (answer.header_or_nothing("Transfer-Encoding") == "chunked")
            answer.body = without_chunks(answer.body);
        if (keeps_cookies_)
            keep_cookies(answer);
        return answer;
    }
}

Answer Client::post(std::string_view target, const Lines& fields, const Lines& headers) {
    std::string body;
    for (const auto& [name, value] : fields)
        body.append(body.empty() ? "" : "&").append(web::encode(name)).append("=").append(web::encode(value));
    Lines all{{"Content-Type", "application/x-www-form-urlencoded"}};
    all.insert(all.end(), headers.begin(), headers.end());
    return ask("POST", target, all, body);
}

std::string Client::cookie(std::string_view name) const {
    const auto found = cookies_.find(name);
    return found == cookies_.end() ? std::string() : found->second;
}

void Client::keep_cookies(const Answer& answer) {
    for (const auto& [header, line] : answer.headers) {
        if (!web::same_ignoring_case(header, "Set-Cookie"))
            continue;
        const auto equals = line.find('=');
        const auto name = line.substr(0, equals);
        if (line.find("Max-Age=0") != std::string::npos)
            cookies_.erase(name);
        else
            cookies_[name] = line.substr(equals + 1, line.find(';') - equals - 1);
    }
}

std::string Client::ask_raw(std::string_view bytes) {
    web::RawClient connection(port_, over_ipv6_);
    connection.say(bytes);
    return connection.hear(true, std::chrono::seconds(30));
}

std::string unpacked(std::string_view encoding, std::string_view bytes) {
    if (encoding.empty() || encoding == "identity")
        return std::string(bytes);
    std::string out(largest_page, '\0');
    if (encoding == "br") {
        std::size_t size = out.size();
        if (BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(out.data())) != BROTLI_DECODER_RESULT_SUCCESS)
            throw std::runtime_error("broken br");
        out.resize(size);
        return out;
    }
    z_stream stream{};
    ::inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = ::inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    if (encoding != "gzip" || ended != Z_STREAM_END)
        throw std::runtime_error("broken " + std::string(encoding));
    return out;
}

}  // namespace gongkai::http
