#include "base/web/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/container/static_vector.hpp>
#include <charconv>
#include <condition_variable>
#include <ctime>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <variant>

#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "base/web/workers.h"

namespace gongkai::web {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Clock = std::chrono::steady_clock;
using Piece = boost::beast::string_view;

constexpr std::size_t small_buffer = 4 << 10;
constexpr std::size_t large_buffer = 64 << 10;  // for bodies: smaller reads cost several times the CPU

std::string_view view(Piece text) { return {text.data(), text.size()}; }

// Beast's grammar with our storage: header lines go into the request's own memory, so a request allocates nothing. What two
// servers could read in two ways (request smuggling) is a fault here, however the grammar sees it.
class Reader final : public http::basic_parser<true> {
  public:
    Reader(Request& into, const Limits& limits) : into_(into), limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        body_limit(boost::none);  // counted here, by the plan of the request
    }

    std::size_t read(const char* bytes, std::size_t size, error_code& ec) {
        input_ = {bytes, size};
        return put(asio::const_buffer(bytes, size), ec);
    }

    void body_at_most(std::size_t bytes) { body_at_most_ = bytes; }
    bool wants_to_be_told_to_go_on() const { return expects_continue_ && is_http_11_; }
    bool is_http_11() const { return is_http_11_; }

    // The status to refuse with after `ec`.
    int fault(const error_code& ec) const {
        if (fault_)
            return fault_;
        if (ec == http::error::header_limit)
            return 431;
        return ec == http::error::bad_version && names_another_version() ? 505 : 400;
    }

  private:
    // Beast says bad_version also for what follows it.
    bool names_another_version() const {
        const auto line = input_.substr(0, input_.find("\r\n"));
        const auto version = line.substr(line.size() < 8 ? 0 : line.size() - 8);
        return version.starts_with("HTTP/") && version != "HTTP/1.1" && version != "HTTP/1.0";
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
        if (target.size() > limits_.target_bytes)
            return fail(414, ec);
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
        if (is_ambiguous || hosts_ > 1 || (hosts_ == 0 && is_http_11_) || !read_target(into_.target, into_.path, into_.query))
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

// What waits to be written: heads in one string, bodies where they lie; gathered into one write.
class Output {
  public:
    bool is_empty() const { return pieces_.empty(); }
    std::size_t pieces() const { return pieces_.size(); }

    std::string& head() { return heads_; }
    void add_head_from(std::size_t from) { pieces_.emplace_back(Range{from, heads_.size() - from}); }
    void add(std::shared_ptr<const Prepared> shared) { pieces_.emplace_back(std::move(shared)); }
    void add(std::string body) { pieces_.emplace_back(std::move(body)); }

    using Buffers = boost::container::static_vector<asio::const_buffer, 32>;
    Buffers buffers() const {
        Buffers all;
        for (std::size_t i = first_; i < pieces_.size() && all.size() < all.capacity(); ++i) {
            const auto bytes = std::visit([this](const auto& piece) { return bytes_of(piece); }, pieces_[i]);
            all.emplace_back(bytes.data(), bytes.size());
        }
        all.front() += sent_of_first_;
        return all;
    }

    void was_sent(std::size_t count) {
        sent_of_first_ += count;
        for (; first_ < pieces_.size(); ++first_) {
            const auto size = std::visit([this](const auto& piece) { return bytes_of(piece).size(); }, pieces_[first_]);
            if (sent_of_first_ < size)
                return;
            sent_of_first_ -= size;
        }
        heads_.clear();
        pieces_.clear();
        first_ = sent_of_first_ = 0;
    }

  private:
    struct Range {
        std::size_t from, size;
    };
    std::string_view bytes_of(const Range& range) const { return std::string_view(heads_).substr(range.from, range.size); }
    static std::string_view bytes_of(const std::shared_ptr<const Prepared>& shared) { return shared->body; }
    static std::string_view bytes_of(const std::string& body) { return body; }

    std::string heads_;
    std::vector<std::variant<Range, std::shared_ptr<const Prepared>, std::string>> pieces_;
    std::size_t first_ = 0, sent_of_first_ = 0;
};

// How many connections there are, in all and by address.
class Census {
  public:
    enum class Entry { welcome, full, too_many_of_this_address };

    Entry enter(const std::string& address, std::size_t at_most, std::size_t at_most_each) {
        const std::scoped_lock lock(mutex_);
        if (total_ >= at_most)
            return Entry::full;
        if (!address.empty() && by_address_[address]++ >= at_most_each) {
            by_address_[address]--;
            return Entry::too_many_of_this_address;
        }
        ++total_;
        return Entry::welcome;
    }

    void leave(const std::string& address) {
        const std::scoped_lock lock(mutex_);
        --total_;
        if (!address.empty() && --by_address_[address] == 0)
            by_address_.erase(address);
        if (total_ == 0)
            nobody_.notify_all();
    }

    void wait_for_nobody(std::chrono::milliseconds at_most) {
        std::unique_lock lock(mutex_);
        nobody_.wait_for(lock, at_most, [&] { return total_ == 0; });
    }

    std::size_t total() const {
        const std::scoped_lock lock(mutex_);
        return total_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable nobody_;
    std::size_t total_ = 0;
    std::unordered_map<std::string, std::size_t> by_address_;
};

// What all I/O threads share.
struct Shared {
    Options options;
    Handler& handler;
    Census census;
    std::vector<std::unique_ptr<Workers>> lanes;
    std::atomic<std::size_t> body_bytes = 0;
    std::atomic<bool> is_stopping = false;

    const Limits& limits() const { return options.limits; }
    bool trusts(std::string_view address) const {
        return std::ranges::find(options.trusted_proxies, address) != options.trusted_proxies.end();
    }
};

class Connection;

// One I/O thread: its acceptors, its connections, the clock that ends them.
class Loop {
  public:
    explicit Loop(Shared& shared);
    void listen(const tcp::endpoint& endpoint);
    void run();             // starts the thread
    void stop_accepting();  // from any thread
    void stop();            // from any thread, then joins

    Shared& shared() { return shared_; }
    std::string_view date();
    void append_id(std::string& id);
    void forget(Connection& connection);

  private:
    void accept(Acceptor& acceptor);
    void take(Socket socket);
    void turn_away(Socket socket);
    void sweep();

    Shared& shared_;
    asio::io_context io_{1};
    asio::executor_work_guard<Executor> guard_;
    std::list<Acceptor> acceptors_;
    std::list<std::shared_ptr<Connection>> connections_;
    Timer sweeper_;
    Timer patience_;
    bool is_sweeping_ = false;
    std::time_t date_at_ = 0;
    std::string date_;
    std::uint64_t next_id_;
    std::jthread thread_;
};

std::string address_text(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

// One household: an IPv4 address or an IPv6 /64.
std::string household_of(const asio::ip::address& address) {
    if (address.is_v4() || address.to_v6().is_v4_mapped())
        return address_text(address);
    const auto bytes = address.to_v6().to_bytes();
    return {bytes.begin(), bytes.begin() + 8};
}

// A connection goes round: idle, header, (body), ready, working, idle. All its state belongs to its I/O thread; while a worker
// has the request, the I/O thread leaves `request_` and `response_` alone.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Loop& loop, Socket socket, std::string household)
        : loop_(loop), socket_(std::move(socket)), household_(std::move(household)) {
        error_code ec;
        const auto endpoint = socket_.remote_endpoint(ec);
        peer_ = ec ? "unknown" : address_text(endpoint.address());
        is_trusted_ = loop_.shared().trusts(peer_);
        request_.peer = peer_;
        deadline_ = Clock::now() + limits().header_within;
    }

    void begin() { read(); }
    bool is_idle() const { return phase_ == Phase::idle && begin_ == end_ && out_.is_empty(); }
    const std::string& household() const { return household_; }

    void close() {
        if (phase_ == Phase::closed)
            return;
        phase_ = Phase::closed;
        error_code ignored;
        socket_.close(ignored);
        uncount_body();
        loop_.forget(*this);
    }

    void check_deadline(Clock::time_point now) {
        if (now < deadline_)
            return;
        const bool is_late_request = phase_ == Phase::header || phase_ == Phase::body;
        if (!is_late_request || !out_.is_empty())
            return close();
        refuse(408);
        go_on();
    }

    std::list<std::shared_ptr<Connection>>::iterator place;

  private:
    enum class Phase { idle, header, body, ready, working, closing, lingering, closed };
    enum class Step { hungry, answered, ready, last };

    const Limits& limits() const { return loop_.shared().limits(); }
    Handler& handler() { return loop_.shared().handler; }

    void read() {
        if (is_reading_)
            return;
        make_room();
        is_reading_ = true;
        socket_.async_read_some(
            asio::buffer(in_.get() + end_, capacity_ - end_),
            [self = shared_from_this()](const error_code& ec, std::size_t count) { self->received(ec, count); });
    }

    void make_room() {
        if (begin_ == end_)
            begin_ = end_ = 0;
        const std::size_t wanted = phase_ == Phase::body                      ? large_buffer
                                   : end_ - begin_ == capacity_ || !capacity_ ? std::max(small_buffer, capacity_ * 2)
                                   : phase_ == Phase::idle && !end_           ? small_buffer
                                                                              : capacity_;
        if (wanted != capacity_) {
            auto larger = std::make_unique_for_overwrite<char[]>(wanted);
            std::copy(in_.get() + begin_, in_.get() + end_, larger.get());
            in_ = std::move(larger);
            capacity_ = wanted;
        } else if (end_ == capacity_) {
            std::copy(in_.get() + begin_, in_.get() + end_, in_.get());
        } else {
            return;
        }
        end_ -= begin_;
        begin_ = 0;
    }

    void received(const error_code& ec, std::size_t count) {
        is_reading_ = false;
        if (phase_ == Phase::closed)
            return;
        if (ec)
            return close();
        if (phase_ == Phase::lingering) {
            lingered_ += count;
            return lingered_ > (1 << 20) ? close() : read();
        }
        end_ += count;
        go_on();
    }

    // Takes in what has come and sends what is ready, until one of the two must wait.
    void go_on() {
        while (phase_ != Phase::closed && phase_ != Phase::working) {
            const Step step = take_in();
            if (step == Step::answered && out_.pieces() < 16)
                continue;
            if (!flush())
                return;
            if (step == Step::hungry)
                return read();
            if (step == Step::last)
                return part();
            if (step == Step::ready && hand_over())
                return;
        }
    }

    Step take_in() {
        switch (phase_) {
            case Phase::idle:
                while (end_ - begin_ >= 2 && in_[begin_] == '\r' && in_[begin_ + 1] == '\n')
                    begin_ += 2;  // RFC 9112 2.2: an empty line before a request is passed over
                if (begin_ == end_)
                    return Step::hungry;
                start_request();
                return read_header();
            case Phase::header:
                return read_header();
            case Phase::body:
                return read_body();
            case Phase::ready:
                return Step::ready;
            case Phase::working:
            case Phase::closing:
            case Phase::lingering:
            case Phase::closed:
                break;
        }
        return Step::last;
    }

    void start_request() {
        request_.clear();
        loop_.append_id(request_.id);
        reader_.emplace(request_, limits());
        started_ = Clock::now();
        deadline_ = started_ + limits().header_within;
        header_bytes_ = 0;
        phase_ = Phase::header;
    }

    Step read_header() {
        error_code ec;
        const auto count = reader_->read(in_.get() + begin_, end_ - begin_, ec);
        begin_ += count;
        header_bytes_ += count;
        const bool is_whole = ec != http::error::need_more;
        if (header_bytes_ + (is_whole ? 0 : end_ - begin_) > limits().header_bytes)
            return refuse(431);
        if (!is_whole)
            return Step::hungry;
        if (ec)
            return refuse(reader_->fault(ec));
        keep_alive_ = reader_->keep_alive();
        if (is_trusted_)
            believe_the_proxy();
        if (reader_->is_done())
            return complete();

        plan_ = handler().plan(request_);
        const auto length = reader_->content_length().value_or(0);
        if (length > plan_.body_at_most)
            return refuse(413);
        if (length + loop_.shared().body_bytes > limits().bodies_in_all)
            return refuse(503);
        reader_->body_at_most(plan_.body_at_most);
        phase_ = Phase::body;
        body_started_ = Clock::now();
        deadline_ = body_started_ + limits().body_within;
        if (reader_->wants_to_be_told_to_go_on() && begin_ == end_) {
            const auto from = out_.head().size();
            out_.head() += "HTTP/1.1 100 Continue\r\n\r\n";
            out_.add_head_from(from);
        }
        return read_body();
    }

    Step read_body() {
        error_code ec;
        while (begin_ < end_ && !reader_->is_done() && !ec)
            begin_ += reader_->read(in_.get() + begin_, end_ - begin_, ec);
        if (ec && ec != http::error::need_more)
            return refuse(reader_->fault(ec));
        auto& bytes_in_all = loop_.shared().body_bytes;
        bytes_in_all += request_.body.size() - counted_body_;
        counted_body_ = request_.body.size();
        if (bytes_in_all > limits().bodies_in_all)
            return refuse(503);
        if (reader_->is_done())
            return complete();
        if (end_ - begin_ >= large_buffer)
            return refuse(400);  // a chunk header without end
        deadline_ = body_started_ + limits().body_within + time_for(request_.body.size());
        return Step::hungry;
    }

    Step complete() {
        if (phase_ == Phase::header) {  // it has no body
            if (auto ready = request_.is_read() ? handler().try_cached(request_) : nullptr) {
                send(std::move(ready), FromMemory::yes);
                return keep_alive_ ? Step::answered : Step::last;
            }
            plan_ = handler().plan(request_);
        }
        phase_ = Phase::ready;
        deadline_ = Clock::time_point::max();
        return Step::ready;
    }

    // False: nobody is free; the refusal is ready to be sent.
    bool hand_over() {
        phase_ = Phase::working;
        auto& lanes = loop_.shared().lanes;
        if (lanes[std::min(plan_.lane, lanes.size() - 1)]->offer(
                [self = shared_from_this()]() mutable { work(std::move(self)); }))
            return true;
        send(said_no(503));
        return false;
    }

    static void work(std::shared_ptr<Connection> self) {
        try {
            self->response_ = self->handler().answer(self->request_);
        } catch (const std::exception& fault) {
            log(Level::error, "handler_threw", {{"request", self->request_.id}, {"fault", fault.what()}});
            self->response_ = self->said_no(500);
        }
        const auto executor = self->socket_.get_executor();
        asio::post(executor, [self = std::move(self)] {
            if (self->phase_ == Phase::closed)
                return;
            self->send(std::move(self->response_));
            self->response_ = {};
            self->go_on();
        });
    }

    Response said_no(int status) {
        try {
            return handler().refuse(status, request_);
        } catch (const std::exception& fault) {
            log(Level::error, "refusal_threw", {{"request", request_.id}, {"fault", fault.what()}});
            return Response::text(std::string(reason_of(status)) + '\n', status);
        }
    }

    // The request could not be read to its end, so nothing after it can be trusted: say why, listen no more.
    Step refuse(int status) {
        keep_alive_ = false;
        must_linger_ = true;
        send(said_no(status));
        return Step::last;
    }

    enum class FromMemory { no, yes };

    void send(Response response) {
        if (response.prepared)
            return send(std::move(response.prepared), FromMemory::no);
        const auto size = response.body.size();
        start_head(response.status);
        end_head(header_lines(response, size));
        if (has_body(response.status) && size)
            out_.add(std::move(response.body));
        after_answer({response.status, size, {}, false});
    }

    void send(std::shared_ptr<const Prepared> prepared, FromMemory from_memory) {
        const Sent sent{prepared->status, prepared->body.size(), {}, from_memory == FromMemory::yes};
        start_head(prepared->status);
        end_head(prepared->head);
        if (has_body(prepared->status) && sent.bytes)
            out_.add(std::move(prepared));
        after_answer(sent);
    }

    bool has_body(int status) const { return request_.method != Method::head && status != 304 && status != 204; }

    void start_head(int status) {
        keep_alive_ = keep_alive_ && !loop_.shared().is_stopping;
        auto& head = out_.head();
        head_from_ = head.size();
        head.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_of(status));
        head.append("\r\nDate: ").append(loop_.date()).append("\r\n");
    }

    void end_head(std::string_view lines) {
        auto& head = out_.head();
        head.append(lines);
        if (!keep_alive_)
            head.append("Connection: close\r\n");
        else if (reader_ && !reader_->is_http_11())
            head.append("Connection: keep-alive\r\n");
        head.append("\r\n");
        out_.add_head_from(head_from_);
    }

    void after_answer(Sent sent) {
        const auto now = Clock::now();
        sent.took = now - started_;
        handler().sent(request_, sent);
        if (request_.body.capacity() > large_buffer)
            request_.body = {};
        uncount_body();
        phase_ = keep_alive_ ? Phase::idle : Phase::closing;
        deadline_ = now + limits().idle_at_most;
    }

    void uncount_body() {
        loop_.shared().body_bytes -= counted_body_;
        counted_body_ = 0;
    }

    // True: all is out. False: the socket is full; go_on() follows when it has room again.
    bool flush() {
        while (!out_.is_empty()) {
            error_code ec;
            const auto count = socket_.write_some(out_.buffers(), ec);
            if (ec == asio::error::would_block || ec == asio::error::try_again) {
                wait_for_room();
                return false;
            }
            if (ec) {
                close();
                return false;
            }
            out_.was_sent(count);
            written_ += count;
        }
        is_writing_late_ = false;
        return true;
    }

    void wait_for_room() {
        if (!is_writing_late_) {
            is_writing_late_ = true;
            write_started_ = Clock::now();
            written_ = 0;
            deadline_before_ = deadline_;
        }
        deadline_ = write_started_ + limits().write_within + time_for(written_);
        socket_.async_wait(Socket::wait_write, [self = shared_from_this()](const error_code& ec) {
            if (self->phase_ == Phase::closed)
                return;
            if (ec)
                return self->close();
            self->deadline_ = std::max(self->deadline_before_, Clock::now() + self->limits().header_within);
            self->go_on();
        });
    }

    std::chrono::milliseconds time_for(std::size_t bytes) const {
        return std::chrono::milliseconds(bytes * 1000 / limits().slowest_rate);
    }

    // Closing a socket with unread bytes makes the kernel throw away what we said: read on for a moment first.
    void part() {
        if (!must_linger_)
            return close();
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
        phase_ = Phase::lingering;
        begin_ = end_ = 0;
        deadline_ = Clock::now() + std::chrono::seconds(2);
        read();
    }

    // X-Forwarded-For grows to the right; the last address that is no proxy of ours is the asker.
    void believe_the_proxy() {
        request_.peer = peer_;
        const auto chain = split(request_.header("X-Forwarded-For").value_or(""), ',');
        for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
            error_code ec;
            const auto address = asio::ip::make_address(std::string(trim(*link)), ec);
            if (ec)
                break;
            request_.peer = address_text(address);
            if (!loop_.shared().trusts(request_.peer))
                break;
        }
        request_.is_secure = request_.header("X-Forwarded-Proto") == "https";
    }

    Loop& loop_;
    Socket socket_;
    const std::string household_;  // as the census counts it, empty for a trusted proxy
    std::string peer_;
    bool is_trusted_ = false;

    Phase phase_ = Phase::idle;
    Clock::time_point deadline_, deadline_before_, started_, body_started_, write_started_;
    std::unique_ptr<char[]> in_;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;  // unread bytes are in_[begin_, end_)
    std::size_t header_bytes_ = 0, counted_body_ = 0, lingered_ = 0, written_ = 0, head_from_ = 0;
    bool is_reading_ = false, is_writing_late_ = false, keep_alive_ = false, must_linger_ = false;
    std::optional<Reader> reader_;
    Request request_;
    Plan plan_;
    Response response_;
    Output out_;
};

Loop::Loop(Shared& shared) : shared_(shared), guard_(io_.get_executor()), sweeper_(io_), patience_(io_) {
    const auto seed = random_bytes(sizeof next_id_);
    std::copy(seed.begin(), seed.end(), reinterpret_cast<char*>(&next_id_));
}

void Loop::listen(const tcp::endpoint& endpoint) {
    auto& acceptor = acceptors_.emplace_back(io_, endpoint.protocol());
    using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    acceptor.set_option(Acceptor::reuse_address(true));
    acceptor.set_option(ReusePort(true));
    if (endpoint.address().is_v6())
        acceptor.set_option(asio::ip::v6_only(false));
    acceptor.bind(endpoint);
    acceptor.listen(4096);
}

void Loop::run() {
    for (auto& acceptor : acceptors_)
        accept(acceptor);
    thread_ = std::jthread([this] {
        for (;;) {
            try {
                io_.run();
                return;
            } catch (const std::exception& fault) {
                log(Level::error, "io_thread_caught", {{"fault", fault.what()}});
            }
        }
    });
}

void Loop::accept(Acceptor& acceptor) {
    acceptor.async_accept(io_, [this, &acceptor](const error_code& ec, Socket socket) {
        if (!acceptor.is_open())
            return;
        if (!ec) {
            take(std::move(socket));
            return accept(acceptor);
        }
        // Out of descriptors or memory: let some go first.
        patience_.expires_after(std::chrono::milliseconds(100));
        patience_.async_wait([this, &acceptor](const error_code& stopped) {
            if (!stopped && acceptor.is_open())
                accept(acceptor);
        });
    });
}

void Loop::take(Socket socket) {
    error_code ec;
    const auto endpoint = socket.remote_endpoint(ec);
    if (ec)
        return;
    socket.non_blocking(true, ec);
    socket.set_option(tcp::no_delay(true), ec);
    const bool is_proxy = shared_.trusts(address_text(endpoint.address()));
    const auto household = is_proxy ? std::string() : household_of(endpoint.address());
    const auto& limits = shared_.limits();
    auto entry = shared_.census.enter(household, limits.connections, limits.connections_per_address);
    if (entry == Census::Entry::full) {
        // Somebody who only keeps his place gives it up.
        const auto end = std::next(connections_.begin(), static_cast<long>(std::min<std::size_t>(connections_.size(), 256)));
        const auto idle = std::find_if(connections_.begin(), end, [](const auto& connection) { return connection->is_idle(); });
        if (idle != end) {
            const auto kept = *idle;
            kept->close();
            entry = shared_.census.enter(household, limits.connections, limits.connections_per_address);
        }
    }
    if (entry != Census::Entry::welcome)
        return turn_away(std::move(socket));
    connections_.push_back(std::make_shared<Connection>(*this, std::move(socket), household));
    const auto connection = connections_.back();
    connection->place = std::prev(connections_.end());
    connection->begin();
    if (!is_sweeping_)
        sweep();
}

void Loop::turn_away(Socket socket) {
    Request nothing;
    const auto response = shared_.handler.refuse(503, nothing);
    const auto bytes = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n" +
                       header_lines(response, response.body.size()) + "\r\n" + response.body;
    error_code ignored;
    socket.write_some(asio::buffer(bytes), ignored);
    socket.shutdown(Socket::shutdown_both, ignored);
}

void Loop::forget(Connection& connection) {
    shared_.census.leave(connection.household());
    connections_.erase(connection.place);
}

void Loop::sweep() {
    const auto& limits = shared_.limits();
    const auto shortest = std::min({limits.header_within, limits.body_within, limits.write_within, limits.idle_at_most});
    is_sweeping_ = true;
    sweeper_.expires_after(std::clamp(shortest / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(500)));
    sweeper_.async_wait([this](const error_code& stopped) {
        if (stopped)
            return;
        const auto now = Clock::now();
        for (auto it = connections_.begin(); it != connections_.end();) {
            const auto connection = *it++;  // it may leave the list
            connection->check_deadline(now);
        }
        if (connections_.empty())
            is_sweeping_ = false;
        else
            sweep();
    });
}

std::string_view Loop::date() {
    const auto now = std::time(nullptr);
    if (now != date_at_) {
        constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm utc{};
        ::gmtime_r(&now, &utc);
        std::array<char, 40> text{};
        const int size = std::snprintf(
            text.data(), text.size(), "%s, %02d %s %d %02d:%02d:%02d GMT", days[static_cast<std::size_t>(utc.tm_wday)],
            utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
        date_.assign(text.data(), static_cast<std::size_t>(size));
        date_at_ = now;
    }
    return date_;
}

// Ten characters that look random and do not repeat (a counter through splitmix64); without letters that are misread aloud.
void Loop::append_id(std::string& id) {
    auto mixed = next_id_ += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    mixed ^= mixed >> 31;
    for (int i = 0; i < 10; ++i, mixed >>= 5)
        id += "0123456789abcdefghjkmnpqrstvwxyz"[mixed & 31];
}

void Loop::stop_accepting() {
    asio::post(io_, [this] {
        error_code ignored;
        for (auto& acceptor : acceptors_)
            acceptor.close(ignored);
        for (auto it = connections_.begin(); it != connections_.end();) {
            const auto connection = *it++;
            if (connection->is_idle())
                connection->close();
        }
    });
}

void Loop::stop() {
    asio::post(io_, [this] {
        while (!connections_.empty()) {
            const auto connection = connections_.front();
            connection->close();
        }
        sweeper_.cancel();
        patience_.cancel();
        guard_.reset();
    });
    if (thread_.joinable())
        thread_.join();
}

}  // namespace

struct Server::Transport {
    Shared shared;
    std::vector<std::unique_ptr<Loop>> loops;
    std::vector<tcp::endpoint> endpoints;
    bool is_stopped = false;
};

namespace {

std::optional<tcp::endpoint> read_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto host = std::string(text.substr(0, colon));
    const auto digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (fault != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string::npos)
        return std::nullopt;
    if (host == "localhost")
        host = "127.0.0.1";
    error_code ec;
    const auto address = asio::ip::make_address(host, ec);
    if (ec)
        return std::nullopt;
    return tcp::endpoint(address, port);
}

std::string text_of(const tcp::endpoint& endpoint) {
    const auto host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? '[' + host + ']' : host) + ':' + std::to_string(endpoint.port());
}

// SO_REUSEPORT lets two programs of one user share a port without a word. So the port is taken once without it: this says whether
// somebody has it, and which one port 0 became.
Result<tcp::endpoint> claim(tcp::endpoint endpoint) {
    asio::io_context io;
    error_code ec;
    Acceptor probe(io);
    probe.open(endpoint.protocol(), ec);
    if (ec && endpoint.address() == asio::ip::address_v6::any()) {  // a machine without IPv6
        endpoint.address(asio::ip::address_v4::any());
        probe.open(endpoint.protocol(), ec);
    }
    if (!ec && endpoint.address().is_v6())
        probe.set_option(asio::ip::v6_only(false), ec);
    if (!ec)
        probe.set_option(Acceptor::reuse_address(true), ec);
    if (!ec)
        probe.bind(endpoint, ec);
    if (!ec)
        probe.listen(1, ec);
    if (!ec)
        return probe.local_endpoint();
    const auto unavailable = [&](const char* id) {
        return refuse(Refusal::Kind::unavailable, id, {text_of(endpoint), std::to_string(endpoint.port())}, ec.message());
    };
    if (ec == asio::error::address_in_use)
        return unavailable("web.refuse.port_busy");
    if (ec == asio::error::access_denied)
        return unavailable("web.refuse.port_forbidden");
    return unavailable("web.refuse.address_absent");
}

// Room for the wanted connections and 256 files beside them, as far as the system grants it.
std::size_t connections_granted(std::size_t wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    const rlim_t needed = wanted + 256;
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &limit);
        ::getrlimit(RLIMIT_NOFILE, &limit);
    }
    return std::min<std::size_t>(wanted, limit.rlim_cur > 512 ? limit.rlim_cur - 256 : limit.rlim_cur / 2);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Options options, Handler& handler) {
    std::vector<tcp::endpoint> endpoints;
    for (const auto& text : options.listen) {
        const auto address = read_address(text);
        if (!address)
            return gongkai::refuse(Refusal::Kind::invalid, "web.refuse.address_unreadable", {text});
        const auto claimed = claim(*address);
        if (!claimed)
            return std::unexpected(claimed.error());
        endpoints.push_back(*claimed);
    }
    if (options.threads == 0)
        options.threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
    options.limits.connections = connections_granted(options.limits.connections);

    auto transport =
        std::unique_ptr<Transport>(new Transport{{std::move(options), handler, {}, {}, {}, {}}, {}, endpoints, false});
    auto& shared = transport->shared;
    for (const auto& lane : shared.options.lanes)
        shared.lanes.push_back(std::make_unique<Workers>(lane.workers, lane.queue_at_most));
    for (std::size_t i = 0; i < shared.options.threads; ++i) {
        auto& loop = transport->loops.emplace_back(std::make_unique<Loop>(shared));
        for (const auto& endpoint : endpoints)
            loop->listen(endpoint);
    }
    for (auto& loop : transport->loops)
        loop->run();
    return std::unique_ptr<Server>(new Server(std::move(transport)));
}

Server::Server(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}

Server::~Server() { stop(); }

void Server::stop() {
    if (std::exchange(transport_->is_stopped, true))
        return;
    auto& shared = transport_->shared;
    shared.is_stopping = true;
    for (auto& loop : transport_->loops)
        loop->stop_accepting();
    shared.census.wait_for_nobody(shared.limits().stop_within);
    for (auto& lane : shared.lanes)
        lane->stop();
    for (auto& loop : transport_->loops)
        loop->stop();
}

std::vector<std::string> Server::endpoints() const {
    std::vector<std::string> all;
    for (const auto& endpoint : transport_->endpoints)
        all.push_back(text_of(endpoint));
    return all;
}

std::uint16_t Server::port() const { return transport_->endpoints.front().port(); }

std::size_t Server::connections() const { return transport_->shared.census.total(); }

std::size_t Server::requests_waiting() const {
    std::size_t count = 0;
    for (const auto& lane : transport_->shared.lanes)
        count += lane->waiting();
    return count;
}

}  // namespace gongkai::web
