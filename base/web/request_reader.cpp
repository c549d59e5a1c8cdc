#include "base/web/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cctype>
#include <optional>

#include "base/web/target.h"

namespace gongkai::web {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Piece = boost::beast::string_view;

std::string_view view(Piece text) { return {text.data(), text.size()}; }

}  // namespace

class RequestReader::Grammar final : public http::basic_parser<true> {
  public:
    Grammar(Request& into, const Limits& limits) : into_(into), limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        body_limit(boost::none);  // counted here, by the plan of the request
    }

    std::size_t read(std::string_view bytes, error_code& ec) {
        input_ = bytes;
        return put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
    }

    void body_at_most(std::size_t bytes) { body_at_most_ = bytes; }
    bool wants_to_be_told_to_go_on() const { return expects_continue_ && is_http_11_; }
    bool is_http_11() const { return is_http_11_; }

    // The status to refuse with after `ec`.
    int fault(const error_code& ec) {
        if (fault_)
            return fault_;
        if (ec == http::error::header_limit)
            return too_large();
        return ec == http::error::bad_version && names_another_version() ? 505 : 400;
    }

    // The status of a header over the limit, which may be nothing but its address: a text was pasted into a box.
    int too_large() {
        if (!into_.target.empty())
            return 431;
        const auto line = input_.substr(0, input_.find("\r\n"));
        const auto target = line.substr(std::min(line.find(' '), line.size() - 1) + 1);
        if (target.substr(0, target.find(' ')).size() <= limits_.target_bytes)
            return 431;
        keep_path(target);
        return 414;
    }

  private:
    // The answer to an address that is too long is drawn for the place that was asked.
    void keep_path(std::string_view target) {
        into_.target = target.substr(0, std::min(target.find_first_of("? "), limits_.target_bytes));
        if (!read_target(into_.target, into_.path, into_.query))
            into_.path.clear();
    }

    // Beast says bad_version also for what follows it.
    bool names_another_version() const {
        const auto line = input_.substr(0, input_.find("\r\n"));
        const auto version = line.substr(line.size() < 8 ? 0 : line.size() - 8);
        return version.starts_with("HTTP/") && version != "HTTP/1.1" && version != "HTTP/1.0";
    }

    // RFC 9112, 3.2: a host that is none (a/b, user@host, blanks) is answered 400: others read it differently.
    static bool is_host(std::string_view host) {
        return std::ranges::all_of(host, [](unsigned char c) {
            return std::isalnum(c) || std::string_view("-._~%!$&'()*+,;=:[]").contains(static_cast<char>(c));
        });
    }

    void fail(int status, error_code& ec) {
        fault_ = status;
        ec = http::error::bad_value;
    }

    void on_request_impl(http::verb, Piece method, Piece target, int version, error_code& ec) override {
        is_http_11_ = version == 11;
        const auto known = method_from(view(method));
        if (!known)
            return fail(501, ec);
        into_.method = *known;
        if (target.size() > limits_.target_bytes) {
            keep_path(view(target));
            return fail(414, ec);
        }
        into_.target.assign(target.data(), target.size());
    }

    void on_response_impl(int, Piece, int, error_code&) override {}

    void on_field_impl(http::field field, Piece name, Piece value, error_code& ec) override {
        if (is_header_read_)
            return;  // trailers after a chunked body are read and dropped
        // Beast mends a folded line into a buffer of its own; folding is obsolete and read differently elsewhere.
        if (!value.empty() && (value.data() < input_.data() || value.data() >= input_.data() + input_.size()))
            return fail(400, ec);
        if (into_.headers.size() == limits_.header_lines)
            return fail(431, ec);
        into_.headers.add(view(name), view(value));
        switch (field) {
            case http::field::host:
                hosts_++;
                if (!is_host(view(value)))
                    return fail(400, ec);
                break;
            case http::field::content_length:
                lengths_++;
                if (view(value).find_first_not_of("0123456789") != std::string_view::npos)
                    return fail(400, ec);
                break;
            case http::field::transfer_encoding:
                encodings_++;
                if (!same_ignoring_case(view(value), "chunked"))
                    return fail(501, ec);
                break;
            case http::field::expect:
                if (!same_ignoring_case(view(value), "100-continue"))
                    return fail(417, ec);
                expects_continue_ = true;
                break;
            default:
                break;
        }
    }

    void on_header_impl(error_code& ec) override {
        is_header_read_ = true;
        const bool is_ambiguous = lengths_ > 1 || encodings_ > 1 || (lengths_ && encodings_) || (encodings_ && !is_http_11_);
        if (is_ambiguous || hosts_ > 1 || (hosts_ == 0 && is_http_11_))
            return fail(400, ec);
        // RFC 9112, 3.2.4: OPTIONS * asks what the server as a whole can do.
        const bool is_of_server = into_.method == Method::options && into_.target == "*";
        if (is_of_server)
            into_.path = into_.target;
        else if (!read_target(into_.target, into_.path, into_.query))
            fail(400, ec);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& size, error_code&) override {
        if (size)
            into_.body.reserve(std::min<std::size_t>(*size, 1 << 20));
    }

    std::size_t on_body_impl(Piece bytes, error_code& ec) override {
        if (bytes.size() > body_at_most_ - into_.body.size()) {
            fail(413, ec);
            return 0;
        }
        into_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, Piece, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Piece bytes, error_code& ec) override { return on_body_impl(bytes, ec); }
    void on_finish_impl(error_code&) override {}

    Request& into_;
    const Limits& limits_;
    std::string_view input_;
    std::size_t body_at_most_ = 0;
    int fault_ = 0, hosts_ = 0, lengths_ = 0, encodings_ = 0;
    bool is_http_11_ = false, is_header_read_ = false, expects_continue_ = false;
};

struct RequestReader::Kept {
    const Limits& limits;
    std::optional<Grammar> grammar = std::nullopt;
    std::size_t header_bytes = 0;
    bool is_in_header = true;
};

RequestReader::RequestReader(const Limits& limits) : kept_(new Kept{limits}) {}

RequestReader::~RequestReader() = default;

void RequestReader::begin(Request& into) {
    kept_->grammar.emplace(into, kept_->limits);
    kept_->header_bytes = 0;
    kept_->is_in_header = true;
}

RequestReader::Reading RequestReader::read(std::string_view bytes) {
    auto& grammar = *kept_->grammar;
    error_code ec;
    const auto used = grammar.read(bytes, ec);
    const bool wants_more = ec == http::error::need_more;
    if (kept_->is_in_header) {
        // Beast takes a header in line by line and would let many short ones pass its limit.
        kept_->header_bytes += used;
        if (kept_->header_bytes + (wants_more ? bytes.size() - used : 0) > kept_->limits.header_bytes)
            return {used, false, grammar.too_large()};
        kept_->is_in_header = wants_more;
    }
    return {used, wants_more, ec && !wants_more ? grammar.fault(ec) : 0};
}

bool RequestReader::is_done() const { return kept_->grammar->is_done(); }
std::size_t RequestReader::content_length() const { return kept_->grammar->content_length().value_or(0); }
bool RequestReader::keeps_alive() const { return kept_->grammar->keep_alive(); }
bool RequestReader::is_http_11() const { return !kept_->grammar || kept_->grammar->is_http_11(); }
bool RequestReader::waits_to_go_on() const { return kept_->grammar->wants_to_be_told_to_go_on(); }
void RequestReader::body_at_most(std::size_t bytes) { kept_->grammar->body_at_most(bytes); }

}  // namespace gongkai::web
