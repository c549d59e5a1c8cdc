// The inside of the transport: Loop is an I/O thread, Connection one socket of it. Only server.cpp and connection.cpp include
// this.
#pragma once
#include <algorithm>
#include <atomic>
#include <boost/asio.hpp>
#include <list>
#include <memory>
#include <thread>

#include "base/web/addresses.h"
#include "base/web/census.h"
#include "base/web/output.h"
#include "base/web/request_reader.h"
#include "base/web/server.h"
#include "base/web/tls.h"
#include "base/web/tls_session.h"
#include "base/web/workers.h"

namespace gongkai::web {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Clock = std::chrono::steady_clock;

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

// A connection goes round: idle, header, (body), ready, working, (streaming, working, streaming …), idle. All its state belongs
// to its I/O thread; while a worker has the request, the I/O thread leaves `request_`, `response_`, `next_` and `piece_` alone.
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Loop& loop, Socket socket, std::string household);

    void begin() { read(); }
    bool is_idle() const { return phase_ == Phase::idle && begin_ == end_ && out_.is_empty(); }
    const std::string& household() const { return household_; }

    void close();
    void check_deadline(Clock::time_point now);

    std::list<std::shared_ptr<Connection>>::iterator place;

  private:
    enum class Phase { idle, header, body, ready, working, streaming, closing, lingering, closed };
    enum class Step { hungry, answered, ready, unfinished, last };

    const Limits& limits() const { return loop_.shared().limits(); }
    Handler& handler() { return loop_.shared().handler; }

    // Reading.
    void read();
    void read_sealed();
    void make_room();
    void received(const error_code& ec, std::size_t count);
    Step take_in();
    void start_request();
    Step read_header();
    Step read_body();
    Step complete();
    Step refuse(int status);
    void believe_the_proxy();

    // Working.
    void go_on();
    bool hand_over();
    static void work(std::shared_ptr<Connection> self);
    bool ask_for_more();
    static void draw(std::shared_ptr<Connection> self);
    void take_piece();
    Response said_no(int status);

    // Writing.
    enum class FromMemory { no, yes };
    void send(Response response);
    void send(std::shared_ptr<const Prepared> prepared, FromMemory from_memory);
    void begin_stream(Response response);
    void add_piece(std::string piece);
    void add_to_head(std::string_view bytes);
    bool has_body(int status) const { return request_.method != Method::head && status != 304 && status != 204; }
    void start_head(int status);
    void end_head(std::string_view lines);
    void after_answer(Sent sent);
    void uncount_body();
    bool flush();
    std::size_t write_some(error_code& ec);
    void wait_for_room();
    std::chrono::milliseconds time_for(std::size_t bytes) const;
    void part();

    Loop& loop_;
    Socket socket_;
    std::unique_ptr<TlsSession> tls_;  // null: plain text. It reads and writes the socket itself, so it goes before it
    Socket::wait_type room_ = Socket::wait_write;
    const std::string household_;  // as the census counts it, empty for a trusted proxy
    std::string peer_;
    bool is_trusted_ = false;

    Phase phase_ = Phase::idle;
    Clock::time_point deadline_, deadline_before_, started_, body_started_, write_started_;
    std::unique_ptr<char[]> in_;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;  // unread bytes are in_[begin_, end_)
    std::size_t counted_body_ = 0, lingered_ = 0, written_ = 0, head_from_ = 0;
    bool is_reading_ = false, is_writing_late_ = false, keep_alive_ = false, must_linger_ = false;
    // Of an answer whose body is drawn while it is sent.
    Next next_;
    std::optional<std::string> piece_;
    bool is_streaming_ = false, has_broken_off_ = false;
    Sent streamed_;
    RequestReader reader_;
    Request request_;
    Plan plan_;
    Response response_;
    Output out_;
};

}  // namespace gongkai::web
