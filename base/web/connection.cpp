#include "base/web/connection.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/core/log.h"
#include "base/core/text.h"

namespace gongkai::web {
namespace {

constexpr std::size_t small_buffer = 4 << 10;
constexpr std::size_t large_buffer = 64 << 10;  // for bodies: smaller reads cost several times the CPU

}  // namespace

Connection::Connection(Loop& loop, Socket socket, std::string household)
    : loop_(loop), socket_(std::move(socket)), household_(std::move(household)), reader_(limits()) {
    error_code ec;
    const auto endpoint = socket_.remote_endpoint(ec);
    peer_ = ec ? "unknown" : address_text(endpoint.address());
    is_trusted_ = loop_.shared().trusts(peer_);
    if (const auto& tls = loop_.shared().options.tls)
        tls_ = tls->session(socket_.native_handle());
    request_.peer = peer_;
    deadline_ = Clock::now() + limits().header_within;
}

void Connection::close() {
    if (phase_ == Phase::closed)
        return;
    phase_ = Phase::closed;
    if (is_streaming_) {
        streamed_.took = Clock::now() - started_;
        handler().sent(request_, streamed_);
    }
    error_code ignored;
    // An answer that breaks off must not look like one that has ended: no goodbye, and the connection is reset.
    if (is_streaming_)
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    else if (tls_)
        tls_->say_goodbye();
    socket_.close(ignored);
    uncount_body();
    loop_.forget(*this);
}

void Connection::check_deadline(Clock::time_point now) {
    if (now < deadline_)
        return;
    const bool is_late_request = phase_ == Phase::header || phase_ == Phase::body;
    if (!is_late_request || !out_.is_empty())
        return close();
    refuse(408);
    go_on();
}

void Connection::read() {
    if (is_reading_)
        return;
    make_room();
    is_reading_ = true;
    if (tls_)
        return read_sealed();
    socket_.async_read_some(asio::buffer(in_.get() + end_, capacity_ - end_),
                            [self = shared_from_this()](const error_code& ec, std::size_t count) { self->received(ec, count); });
}

void Connection::read_sealed() {
    const auto moved = tls_->read(in_.get() + end_, capacity_ - end_);
    switch (moved.state) {
        case TlsSession::State::moved:  // there may be more in the session: nobody would wake us for that
            asio::post(socket_.get_executor(),
                       [self = shared_from_this(), count = moved.bytes] { self->received(error_code(), count); });
            return;
        case TlsSession::State::over:
            asio::post(socket_.get_executor(), [self = shared_from_this()] { self->received(asio::error::eof, 0); });
            return;
        case TlsSession::State::wants_to_read:
        case TlsSession::State::wants_to_write:
            const auto wanted = moved.state == TlsSession::State::wants_to_read ? Socket::wait_read : Socket::wait_write;
            socket_.async_wait(wanted, [self = shared_from_this()](const error_code& ec) {
                if (ec || self->phase_ == Phase::closed)
                    return self->received(ec, 0);
                self->read_sealed();
            });
    }
}

void Connection::make_room() {
    if (begin_ == end_)
        begin_ = end_ = 0;
    const std::size_t wanted = phase_ == Phase::body                      ? std::max(large_buffer, capacity_)
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

void Connection::received(const error_code& ec, std::size_t count) {
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
void Connection::go_on() {
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
        if (step == Step::unfinished && ask_for_more())
            return;
    }
}

Connection::Step Connection::take_in() {
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
        case Phase::streaming:
            return Step::unfinished;
        case Phase::working:
        case Phase::closing:
        case Phase::lingering:
        case Phase::closed:
            break;
    }
    return Step::last;
}

void Connection::start_request() {
    request_.clear();
    request_.is_secure = tls_ != nullptr;
    loop_.append_id(request_.id);
    reader_.begin(request_);
    started_ = Clock::now();
    deadline_ = started_ + limits().header_within;
    phase_ = Phase::header;
}

Connection::Step Connection::read_header() {
    const auto reading = reader_.read({in_.get() + begin_, end_ - begin_});
    begin_ += reading.used;
    if (reading.fault)
        return refuse(reading.fault);
    if (reading.wants_more)
        return Step::hungry;
    keep_alive_ = reader_.keeps_alive();
    if (is_trusted_)
        believe_the_proxy();
    if (reader_.is_done())
        return complete();

    plan_ = handler().plan(request_);
    const auto length = reader_.content_length();
    if (length > plan_.body_at_most)
        return refuse(413);
    if (length + loop_.shared().body_bytes > limits().bodies_in_all)
        return refuse(503);
    reader_.body_at_most(plan_.body_at_most);
    phase_ = Phase::body;
    body_started_ = Clock::now();
    deadline_ = body_started_ + limits().body_within;
    if (reader_.waits_to_go_on() && begin_ == end_) {
        add_to_head("HTTP/1.1 100 Continue\r\n\r\n");
    }
    return read_body();
}

Connection::Step Connection::read_body() {
    for (bool wants_more = false; begin_ < end_ && !reader_.is_done() && !wants_more;) {
        const auto reading = reader_.read({in_.get() + begin_, end_ - begin_});
        begin_ += reading.used;
        wants_more = reading.wants_more;
        if (reading.fault)
            return refuse(reading.fault);
    }
    auto& bytes_in_all = loop_.shared().body_bytes;
    bytes_in_all += request_.body.size() - counted_body_;
    counted_body_ = request_.body.size();
    if (bytes_in_all > limits().bodies_in_all)
        return refuse(503);
    if (reader_.is_done())
        return complete();
    if (end_ - begin_ >= large_buffer)
        return refuse(400);  // a chunk header without end
    deadline_ = body_started_ + limits().body_within + time_for(request_.body.size());
    return Step::hungry;
}

Connection::Step Connection::complete() {
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
bool Connection::hand_over() {
    phase_ = Phase::working;
    auto& lanes = loop_.shared().lanes;
    if (lanes[std::min(plan_.lane, lanes.size() - 1)]->offer([self = shared_from_this()]() mutable { work(std::move(self)); }))
        return true;
    send(said_no(503));
    return false;
}

void Connection::work(std::shared_ptr<Connection> self) {
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

// False: there is nobody to draw it any more, and the connection is closed.
bool Connection::ask_for_more() {
    phase_ = Phase::working;
    deadline_ = Clock::time_point::max();
    auto& lanes = loop_.shared().lanes;
    if (lanes[std::min(plan_.lane, lanes.size() - 1)]->go_on([self = shared_from_this()]() mutable { draw(std::move(self)); }))
        return true;
    close();
    return false;
}

void Connection::draw(std::shared_ptr<Connection> self) {
    try {
        self->piece_ = self->next_();
    } catch (const std::exception& fault) {
        log(Level::error, "answer_broke_off", {{"request", self->request_.id}, {"fault", fault.what()}});
        self->has_broken_off_ = true;
    }
    const auto executor = self->socket_.get_executor();
    asio::post(executor, [self = std::move(self)] {
        if (self->phase_ == Phase::closed)
            return;
        self->take_piece();
        self->go_on();
    });
}

void Connection::take_piece() {
    if (has_broken_off_)
        return close();
    if (piece_) {
        phase_ = Phase::streaming;
        return add_piece(std::move(*piece_));
    }
    next_ = nullptr;
    is_streaming_ = false;
    if (reader_.is_http_11())
        add_to_head("0\r\n\r\n");
    after_answer(streamed_);
}

Response Connection::said_no(int status) {
    try {
        return handler().refuse(status, request_);
    } catch (const std::exception& fault) {
        log(Level::error, "refusal_threw", {{"request", request_.id}, {"fault", fault.what()}});
        return Response::text(std::string(reason_of(status)) + '\n', status);
    }
}

// The request could not be read to its end, so nothing after it can be trusted: say why, listen no more.
Connection::Step Connection::refuse(int status) {
    keep_alive_ = false;
    must_linger_ = true;
    send(said_no(status));
    return Step::last;
}

void Connection::send(Response response) {
    if (response.prepared)
        return send(std::move(response.prepared), FromMemory::no);
    if (response.next)
        return begin_stream(std::move(response));
    const auto size = response.body.size();
    start_head(response.status);
    end_head(header_lines(response, size));
    if (has_body(response.status) && size)
        out_.add(std::move(response.body));
    after_answer({response.status, size, {}, false});
}

// RFC 9112, 7.1: in chunks, so that the end is seen. Who speaks HTTP/1.0 knows none: he takes the end of the connection for it.
void Connection::begin_stream(Response response) {
    if (!reader_.is_http_11())
        keep_alive_ = false;
    start_head(response.status);
    auto lines = header_lines(response, std::nullopt);
    if (reader_.is_http_11())
        lines += "Transfer-Encoding: chunked\r\n";
    end_head(lines);
    if (!has_body(response.status))
        return after_answer({response.status, 0, {}, false});
    next_ = std::move(response.next);
    is_streaming_ = true;
    has_broken_off_ = false;
    streamed_ = {response.status, 0, {}, false};
    phase_ = Phase::streaming;
    add_piece(std::move(response.body));
}

void Connection::add_piece(std::string piece) {
    if (piece.empty())
        return;
    streamed_.bytes += piece.size();
    const bool is_chunked = reader_.is_http_11();
    if (is_chunked) {
        std::array<char, 16> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), piece.size(), 16).ptr;
        add_to_head(std::string(digits.data(), end) + "\r\n");
    }
    out_.add(std::move(piece));
    if (is_chunked)
        add_to_head("\r\n");
}

void Connection::add_to_head(std::string_view bytes) {
    const auto from = out_.head().size();
    out_.head() += bytes;
    out_.add_head_from(from);
}

void Connection::send(std::shared_ptr<const Prepared> prepared, FromMemory from_memory) {
    const Sent sent{prepared->status, prepared->body.size(), {}, from_memory == FromMemory::yes};
    start_head(prepared->status);
    end_head(prepared->head);
    if (has_body(prepared->status) && sent.bytes)
        out_.add(std::move(prepared));
    after_answer(sent);
}

void Connection::start_head(int status) {
    keep_alive_ = keep_alive_ && !loop_.shared().is_stopping;
    auto& head = out_.head();
    head_from_ = head.size();
    head.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_of(status));
    head.append("\r\nDate: ").append(loop_.date()).append("\r\n");
    if (tls_ && loop_.shared().options.only_tls_for.count() > 0)
        head.append("Strict-Transport-Security: max-age=")
            .append(std::to_string(loop_.shared().options.only_tls_for.count()))
            .append("\r\n");
}

void Connection::end_head(std::string_view lines) {
    auto& head = out_.head();
    head.append(lines);
    if (!keep_alive_)
        head.append("Connection: close\r\n");
    else if (!reader_.is_http_11())
        head.append("Connection: keep-alive\r\n");
    head.append("\r\n");
    out_.add_head_from(head_from_);
}

void Connection::after_answer(Sent sent) {
    const auto now = Clock::now();
    sent.took = now - started_;
    handler().sent(request_, sent);
    if (request_.body.capacity() > large_buffer)
        request_.body = {};
    uncount_body();
    phase_ = keep_alive_ ? Phase::idle : Phase::closing;
    deadline_ = now + limits().idle_at_most;
}

void Connection::uncount_body() {
    loop_.shared().body_bytes -= counted_body_;
    counted_body_ = 0;
}

// True: all is out. False: the socket is full; go_on() follows when it has room again.
bool Connection::flush() {
    while (!out_.is_empty()) {
        error_code ec;
        const auto count = write_some(ec);
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

std::size_t Connection::write_some(error_code& ec) {
    const auto buffers = out_.buffers();
    if (!tls_)
        return socket_.write_some(buffers, ec);
    const auto moved = tls_->write(buffers);
    room_ = moved.state == TlsSession::State::wants_to_read ? Socket::wait_read : Socket::wait_write;
    if (moved.state == TlsSession::State::over)
        ec = asio::error::broken_pipe;
    else if (moved.state != TlsSession::State::moved)
        ec = asio::error::would_block;
    return moved.bytes;
}

void Connection::wait_for_room() {
    if (!is_writing_late_) {
        is_writing_late_ = true;
        write_started_ = Clock::now();
        written_ = 0;
        deadline_before_ = deadline_;
    }
    deadline_ = write_started_ + limits().write_within + time_for(written_);
    socket_.async_wait(room_, [self = shared_from_this()](const error_code& ec) {
        if (self->phase_ == Phase::closed)
            return;
        if (ec)
            return self->close();
        self->deadline_ = std::max(self->deadline_before_, Clock::now() + self->limits().header_within);
        self->go_on();
    });
}

std::chrono::milliseconds Connection::time_for(std::size_t bytes) const {
    return std::chrono::milliseconds(bytes * 1000 / limits().slowest_rate);
}

// Closing a socket with unread bytes makes the kernel throw away what we said: read on for a moment first.
void Connection::part() {
    if (!must_linger_)
        return close();
    if (tls_)
        tls_->say_goodbye();
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    phase_ = Phase::lingering;
    begin_ = end_ = 0;
    deadline_ = Clock::now() + std::chrono::seconds(2);
    read();
}

// X-Forwarded-For grows to the right; the last address that is no proxy of ours is the asker.
void Connection::believe_the_proxy() {
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
    request_.is_secure = tls_ || request_.header("X-Forwarded-Proto") == "https";
}

}  // namespace gongkai::web
