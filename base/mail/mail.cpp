#include "base/mail/mail.h"

#include <curl/curl.h>
#include <sodium.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <stdexcept>

#include "base/core/day.h"
#include "base/core/hash.h"

namespace gongkai::mail {
namespace {

using Kind = Outcome::Kind;

constexpr std::size_t bytes_of_a_word = 45;  // become 60 characters, and 12 stand around them

struct Ended {
    void operator()(CURL* handle) const { ::curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const { ::curl_mime_free(mime); }
};
using List = std::unique_ptr<curl_slist, Ended>;

void add(List& list, const std::string& line) { list.reset(::curl_slist_append(list.release(), line.c_str())); }

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    ::sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                        sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.find_last_not_of('\0') + 1);
    return text;
}

std::string date_line(Instant at) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    char text[64];
    return {text, std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S +0000", &utc)};
}

int stop_if_asked(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::stop_token*>(stop)->stop_requested() ? 1 : 0;
}

// 5xx is the server's last word, except where it speaks of us: of our credentials (530 to 538) an operator can do something.
Kind kind_of(CURLcode code, long said) {
    if (code == CURLE_OK)
        return Kind::taken;
    const bool is_about_us = said >= 530 && said <= 538;
    return said >= 500 && said < 600 && !is_about_us ? Kind::never : Kind::later;
}

// A line end would begin a header that nobody has written.
bool is_header_text(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7f'; });
}

}  // namespace

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos &&
           text.size() <= 254 && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == ',' || c == ';' || c == '"' ||
                      c == '\x7f';
           });
}

std::string header_text(std::string_view utf8) {
    if (std::ranges::all_of(utf8, [](char c) { return c >= ' ' && c < '\x7f'; }) && utf8.size() <= 60)
        return std::string(utf8);
    std::string words;
    while (!utf8.empty()) {
        auto length = std::min(bytes_of_a_word, utf8.size());
        while (length < utf8.size() && (static_cast<unsigned char>(utf8[length]) & 0xC0) == 0x80)
            --length;  // never within a character
        words += (words.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(utf8.substr(0, length)) + "?=";
        utf8.remove_prefix(length);
    }
    return words;
}

Outcome send(const Server& server, const Letter& letter, const std::stop_token& stop) {
    static const auto ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, Ended> handle(::curl_easy_init());
    if (ready != CURLE_OK || !handle)
        throw std::runtime_error("libcurl could not be initialised");
    if (!is_address(letter.to) || !is_address(server.from))
        return {Kind::never, "not a mail address"};
    auto* curl = handle.get();

    List recipients, headers;
    add(recipients, letter.to);
    add(headers, date_line(now()));
    add(headers, "From: <" + server.from + ">");
    add(headers, "To: <" + letter.to + ">");
    add(headers, "Subject: " + header_text(letter.subject));
    add(headers, "Message-ID: <" + random_token() + server.from.substr(server.from.find('@')) + ">");
    add(headers, "Auto-Submitted: auto-generated");
    for (const auto& [name, value] : letter.headers) {
        if (!is_header_text(name) || !is_header_text(value))
            throw std::logic_error("no header of a letter: " + name);
        add(headers, name + ": " + value);
    }

    const std::unique_ptr<curl_mime, Ended> mime(::curl_mime_init(curl));
    auto* text = ::curl_mime_addpart(mime.get());
    ::curl_mime_data(text, letter.body.data(), letter.body.size());
    ::curl_mime_type(text, "text/plain; charset=utf-8");
    ::curl_mime_encoder(text, "base64");

    const std::string address = (server.tls == Server::Tls::tls ? "smtps://" : "smtp://") + server.address;
    char error[CURL_ERROR_SIZE] = "";
    ::curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
    ::curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    ::curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(curl, CURLOPT_PROXY, "");
    ::curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server.within.count()));
    ::curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    ::curl_easy_setopt(curl, CURLOPT_USE_SSL, server.tls == Server::Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    ::curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!server.ca_file.empty())
        ::curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
    if (!server.user.empty()) {
        ::curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
        ::curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
    }
    const auto from = "<" + server.from + ">";
    ::curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
    ::curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    ::curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    ::curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
    ::curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    ::curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_if_asked);
    ::curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stop);

    const auto code = ::curl_easy_perform(curl);
    long said = 0;
    ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &said);
    const auto kind = kind_of(code, said);
    if (kind == Kind::taken)
        return {kind, {}};
    const std::string why = *error ? error : ::curl_easy_strerror(code);
    return {kind, said > 0 ? std::to_string(said) + ": " + why : why};
}

}  // namespace gongkai::mail
