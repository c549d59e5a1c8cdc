#include "base/export/walk.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_map>
#include <utility>

#include "base/core/text.h"
#include "base/core/text_hash.h"
#include "base/export/links.h"
#include "base/export/names.h"
#include "base/web/target.h"

namespace gongkai::exported {
namespace {

using Id = std::uint32_t;
constexpr std::size_t remembered_links = 20'000;  // of each thread
constexpr auto progress_every = std::chrono::milliseconds(200);

struct Answer {
    int status = 0;
    std::string type, file_name;  // file_name: that it is saved under, encoded
    std::shared_ptr<const web::Prepared> prepared;
    std::string drawn;        // where nothing was prepared
    bool is_for_one = false;  // sets a cookie

    std::string_view body() const { return prepared ? std::string_view(prepared->body) : drawn; }
};

std::string header_in(std::string_view head, std::string_view name) {
    for (std::size_t at = 0; at < head.size();) {
        const auto end = std::min(head.find("\r\n", at), head.size());
        const auto line = head.substr(at, end - at);
        if (line.size() > name.size() + 1 && line[name.size()] == ':' &&
            web::same_ignoring_case(line.substr(0, name.size()), name))
            return std::string(trim(line.substr(name.size() + 1)));
        at = end + 2;
    }
    return {};
}

// "attachment; filename=\"a.pdf\"; filename*=UTF-8''%E9%99%84.pdf" to "附.pdf"
std::string saved_as(std::string_view disposition) {
    const auto at = disposition.find("filename*=UTF-8''");
    if (at == std::string_view::npos)
        return {};
    std::string path;
    web::Fields none;
    const auto encoded = disposition.substr(at + 17, disposition.find(';', at) - at - 17);
    return web::read_target('/' + std::string(encoded), path, none) ? path.substr(1) : std::string();
}

struct Target {
    std::size_t variant = 0;
    std::string address, file;
    enum class State { waiting, there, dead } state = State::waiting;
    std::vector<Id> linked_from;              // while it waits: drawn anew if it turns out to be dead
    bool is_page = false, is_linked = false;  // is_linked: not only begun at
    bool is_gone = false;                     // a page that says so
};

// What is known of a route: what kind of thing its addresses are.
enum class Gives { unknown, page, json, file, download, nothing };

class Walk {
  public:
    Walk(web::Site& site, const Wanted& wanted, Tree& tree) : site_(site), wanted_(wanted), tree_(tree) {}

    Walked run() {
        Seen seen(wanted_.variants.size());
        for (const auto& target : wanted_.begin_at)
            for (std::size_t variant = 0; variant < wanted_.variants.size(); ++variant)
                within(variant, nobody, target, seen);
        if (!wanted_.page_not_found.empty())
            put_page_not_found(seen);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < std::max<std::size_t>(wanted_.threads, 1); ++i)
            threads.emplace_back([this] { work(); });
        show_progress();
        for (auto& thread : threads)
            thread.join();
        if (fault_)
            std::rethrow_exception(fault_);
        Walked walked;
        for (const auto& target : targets_) {
            if (target.state == Target::State::there)
                ++walked.files;
            else if (target.is_linked)
                walked.dead.push_back(target.address);
            walked.pages += target.is_page && target.state == Target::State::there ? 1 : 0;
            if (target.is_gone)
                walked.gone.push_back(target.file);
        }
        std::ranges::sort(walked.gone);
        walked.dead.insert(walked.dead.end(), unknown_.begin(), unknown_.end());
        return walked;
    }

  private:
    static constexpr Id nobody = ~Id{0};
    static constexpr std::string_view index = "index.html";

    // What a thread has found out and need not ask again.
    struct Known {
        Instead::What what;
        std::string file = {}, outside = {};  // encoded: of another file; the address outside
        Id target = nobody;                   // while it is not known whether there will be a page
    };
    using Seen = std::vector<std::unordered_map<std::string, Known, TextHash, std::equal_to<>>>;  // of each variant, by address

    void work() {
        Seen seen(wanted_.variants.size());
        std::shared_ptr<void> kept;
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, [this] { return !queue_.empty() || busy_ == 0 || fault_; });
            if (fault_ || queue_.empty())
                break;
            const Id id = queue_.front();
            queue_.pop_front();
            ++busy_;
            lock.unlock();
            try {
                if (wanted_.while_asking && !kept)
                    kept = wanted_.while_asking();
                draw(id, seen);
            } catch (...) {
                const std::scoped_lock again(mutex_);
                fault_ = fault_ ? fault_ : std::current_exception();
            }
            lock.lock();
            --busy_;
            if (busy_ == 0 || fault_)
                wake_.notify_all();
        }
        ended_.notify_all();
    }

    void show_progress() {
        std::unique_lock lock(mutex_);
        while (!fault_ && (!queue_.empty() || busy_ > 0)) {
            ended_.wait_for(lock, progress_every);
            const auto done = done_, known = targets_.size();
            lock.unlock();
            if (wanted_.progress)
                wanted_.progress(std::min(done, known), known);
            lock.lock();
        }
    }

    Answer ask(std::size_t variant, const std::string& address) const {
        web::Request request;
        request.target = address;
        web::read_target(address, request.path, request.query);
        const auto& as = wanted_.variants[variant];
        request.headers.add("Cookie",
                            "language=" + std::string(tag_of(as.language)) + (as.look.empty() ? "" : "; look=" + as.look));
        auto response = site_.from_within(request);
        Answer answer{
            response.status, response.content_type, {}, response.prepared, {}, response.header("Set-Cookie") != nullptr};
        if (response.prepared) {
            answer.status = response.prepared->status;
            answer.type = header_in(response.prepared->head, "Content-Type");
            answer.file_name = saved_as(header_in(response.prepared->head, "Content-Disposition"));
            answer.is_for_one = answer.is_for_one || !header_in(response.prepared->head, "Set-Cookie").empty();
        } else {
            if (const auto* disposition = response.header("Content-Disposition"))
                answer.file_name = saved_as(*disposition);
            answer.drawn = web::whole_body(std::move(response));
        }
        return answer;
    }

    static bool is_markup(const std::string& type) {
        return type.starts_with("text/html") || type.starts_with("application/atom+xml") || type.starts_with("application/xml");
    }

    // 410 at the address of a page. What a browser would have saved is a file no more.
    static bool is_gone(const Answer& answer, std::string_view file) {
        return answer.status == 410 && answer.type.starts_with("text/html") && file.ends_with(index);
    }

    void draw(Id id, Seen& seen) {
        std::size_t variant = 0;
        std::string address, file;
        {
            const std::scoped_lock lock(mutex_);
            auto& target = targets_[id];
            variant = target.variant, address = target.address, file = target.file;
            target.state = Target::State::waiting;
            again_.erase(id);
        }
        auto answer = ask(variant, address);
        const bool is_gone_page = is_gone(answer, file);
        if ((answer.status != 200 && !is_gone_page) || answer.is_for_one) {
            bury(id);
            return;
        }
        const bool is_page = answer.type.starts_with("text/html");
        if (is_markup(answer.type))
            tree_.put(file, linked(variant, id, file, answer.body(), seen));
        else
            tree_.put(file, answer.body());
        if (is_gone_page)
            tree_.put(std::string(as_directory(file)) + gone_mark, "410 Gone\n");
        const std::scoped_lock lock(mutex_);
        auto& target = targets_[id];
        target.is_page = is_page;
        target.is_gone = is_gone_page;
        target.state = Target::State::there;
        target.linked_from = {};
        ++done_;
        if (again_.contains(id))  // something it links to has turned out to be dead meanwhile
            queue_.push_back(id);
    }

    // Whoever linked to it has to be drawn again without the link.
    void bury(Id id) {
        const std::scoped_lock lock(mutex_);
        auto& target = targets_[id];
        target.state = Target::State::dead;
        ++done_;
        for (const auto from : target.linked_from)
            if (from != nobody && again_.insert(from).second && targets_[from].state == Target::State::there)
                queue_.push_back(from);
        target.linked_from = {};
        wake_.notify_all();
    }

    std::string linked(std::size_t variant, Id id, const std::string& file, std::string_view markup, Seen& seen) {
        return with_links(markup, [&, from = encoded(file)](std::string_view address, std::string_view element) {
            return replaced(variant, id, from, address, element, seen);
        });
    }

    Instead replaced(std::size_t variant, Id id, const std::string& file, std::string_view address, std::string_view element,
                     Seen& seen) {
        const auto written = std::exchange(address, web::without_own_host(address, wanted_.own_address));
        const bool is_whole = address.size() < written.size();
        if (!web::leads_here(address))
            return {};
        const auto hash = std::min(address.find('#'), address.size());
        const auto fragment = address.substr(hash);
        const auto target = address.substr(0, hash);
        if (element == "form")
            return outside(target);
        const Known known = within(variant, id, target, seen);
        if (known.what != Instead::What::address)
            return {known.what, {}};
        if (known.file.empty())
            return {Instead::What::address, known.outside + std::string(fragment)};
        if (is_whole && wanted_.base.empty())
            return {};
        auto link = !wanted_.base.empty() ? wanted_.base + '/' + as_directory(known.file)
                    : file.empty()        ? '/' + as_directory(known.file)
                                          : relative_link(file, known.file);
        return {Instead::What::address, link.append(fragment)};
    }

    // A web server shows the index of a folder by itself, and the address is shorter; from a disk it has to be named.
    static std::string as_directory(std::string_view file) {
        return std::string(file.ends_with(index) ? file.substr(0, file.size() - index.size()) : file);
    }

    Instead outside(std::string_view target) const {
        if (wanted_.live.empty())
            return {Instead::What::words, {}};
        return {Instead::What::address, wanted_.live + std::string(target)};
    }

    Known known_outside(std::string_view target) const {
        auto instead = outside(target);
        return {instead.what, {}, std::move(instead.address)};
    }

    Known within(std::size_t variant, Id from, std::string_view address, Seen& seen) {
        auto& known_here = seen[variant];
        if (const auto found = known_here.find(address); found != known_here.end()) {
            auto& known = found->second;
            if (known.target != nobody)
                settle(known, from);
            return known;
        }
        bool is_same_for_all = true;
        auto known = find(variant, from, std::string(address), seen, is_same_for_all);
        if (is_same_for_all && known_here.size() < remembered_links)
            known_here.emplace(address, known);
        return known;
    }

    // Asks again what has become of a page that was waited for.
    void settle(Known& known, Id from) {
        const std::scoped_lock lock(mutex_);
        const auto& target = targets_[known.target];
        if (target.state == Target::State::waiting)
            return wait_for(known.target, from);
        if (target.state == Target::State::dead)
            known = {Instead::What::words};
        known.target = nobody;
    }

    Known find(std::size_t variant, Id from, const std::string& address, Seen& seen, bool& is_same_for_all) {
        web::Request request;
        if (!web::read_target(address, request.path, request.query))
            return known_outside(address);
        request.target = address;
        if (const auto turn = wanted_.turn ? wanted_.turn(variant, request) : std::nullopt) {
            is_same_for_all = false;
            if (turn->variant >= wanted_.variants.size())
                return wanted_.live.empty() ? Known{Instead::What::nothing} : known_outside(address);
            return within(turn->variant, from, turn->target, seen);
        }
        const auto found = site_.router().find(web::Method::get, request.path);
        if (!found.route)
            return nowhere(address);
        if (found.route->audience != web::Audience::everyone || !is_followed(*found.route, request.query))
            return known_outside(address);
        web::Fields query;
        for (const auto& field : found.route->query_fields)
            for (const auto value : request.query.all(field))
                query.add(field, std::string(value));
        const auto canonical = web::write_target(request.path, query);
        const auto gives = what_gives(*found.route, canonical);
        if (gives == Gives::unknown)
            return nowhere(address);
        if (gives == Gives::nothing)
            return known_outside(address);
        return enter(gives == Gives::page ? variant : 0, from, canonical, request.path, query, gives);
    }

    Known nowhere(const std::string& address) {
        const std::scoped_lock lock(mutex_);
        unknown_.insert(address);
        return {Instead::What::words};
    }

    bool is_followed(const web::Route& route, const web::Fields& query) const {
        const auto is_one_of = [](const std::vector<std::string>& names, const std::string& name) {
            return std::ranges::find(names, name) != names.end();
        };
        int others = 0;
        for (const auto& [name, value] : query) {
            if (!is_one_of(route.query_fields, name))
                continue;
            if (is_one_of(wanted_.asks, name))
                return false;
            others += is_one_of(wanted_.goes_on, name) || is_one_of(wanted_.keeps, name) ? 0 : 1;
        }
        return others <= 1;
    }

    // Found out by asking for the first of its addresses with this ending that is answered: one way may show a PDF as it is and
    // draw another file on a page. A redirect leads elsewhere for a reason that a file cannot know.
    Gives what_gives(const web::Route& route, const std::string& address) {
        const auto path = address.substr(0, address.find('?'));
        const auto dot = path.rfind('.');
        const std::pair way(&route, dot == std::string::npos || dot < path.rfind('/') ? std::string() : path.substr(dot));
        {
            const std::scoped_lock lock(mutex_);
            if (const auto known = gives_.find(way); known != gives_.end())
                return known->second;
        }
        const auto answer = ask(0, address);
        auto gives = Gives::file;
        if (answer.is_for_one || (answer.status >= 300 && answer.status < 400))
            gives = Gives::nothing;
        else if (way.second.empty() && is_gone(answer, index))
            return Gives::page;  // another of these may be a file
        else if (answer.status != 200)
            return Gives::unknown;
        else if (answer.type.starts_with("text/html"))
            gives = Gives::page;
        else if (answer.type.starts_with("application/json"))
            gives = Gives::json;
        else if (!answer.file_name.empty() && route.pattern.find('.') == std::string::npos && !ends_with_name(address, answer))
            gives = Gives::download;
        const std::scoped_lock lock(mutex_);
        return gives_.emplace(way, gives).first->second;
    }

    static bool ends_with_name(const std::string& address, const Answer& answer) {
        std::string path;
        web::Fields query;
        return web::read_target(address, path, query) && path.ends_with('/' + answer.file_name);
    }

    Known enter(std::size_t variant, Id from, const std::string& address, const std::string& path, const web::Fields& query,
                Gives gives) {
        const auto key = std::to_string(variant) + address;
        {
            const std::scoped_lock lock(mutex_);
            if (const auto known = by_key_.find(key); known != by_key_.end())
                return link_to(known->second, from);
        }
        auto file = wanted_.variants[variant].folder;
        if (gives == Gives::download) {  // "/units/3/plan/file" is saved as "方案.pdf": it lies under that name
            const auto name = ask(variant, address).file_name;
            file += file_of(path + (name.empty() ? "" : '/' + name), query, Kind::as_named);
        } else {
            file += file_of(path, query, gives == Gives::page ? Kind::page : gives == Gives::json ? Kind::json : Kind::as_named);
        }
        const std::scoped_lock lock(mutex_);
        const auto [place, is_new] = by_key_.emplace(key, static_cast<Id>(targets_.size()));
        if (is_new) {
            targets_.push_back({variant, address, std::move(file), Target::State::waiting, {}, false, false});
            queue_.push_back(place->second);
            wake_.notify_one();
        }
        return link_to(place->second, from);
    }

    // Under the lock, like what it calls.
    Known link_to(Id id, Id from) {
        auto& target = targets_[id];
        target.is_linked |= from != nobody;
        switch (target.state) {
            case Target::State::dead:
                return {Instead::What::words};
            case Target::State::there:
                return {Instead::What::address, encoded(target.file)};
            case Target::State::waiting:
                wait_for(id, from);
                return {Instead::What::address, encoded(target.file), {}, id};
        }
        return {};
    }

    void wait_for(Id id, Id from) {
        auto& waiting = targets_[id].linked_from;
        if (waiting.empty() || waiting.back() != from)  // a page often links twice
            waiting.push_back(from);
    }

    void put_page_not_found(Seen& seen) {
        web::Request request;
        request.target = request.path = "/404";
        const auto page = site_.trouble(404, request, wanted_.variants.front().language);
        tree_.put(wanted_.page_not_found, linked(0, nobody, "", page.body, seen));
        unknown_.clear();  // itself, which it offers in another display
    }

    web::Site& site_;
    const Wanted& wanted_;
    Tree& tree_;
    std::mutex mutex_;
    std::condition_variable wake_, ended_;
    std::deque<Target> targets_;
    std::unordered_map<std::string, Id> by_key_;
    std::map<std::pair<const web::Route*, std::string>, Gives> gives_;  // by the ending of the address
    std::set<std::string> unknown_;
    std::deque<Id> queue_;
    std::set<Id> again_;
    std::size_t busy_ = 0, done_ = 0;
    std::exception_ptr fault_;
};

}  // namespace

Walked walk(web::Site& site, const Wanted& wanted, Tree& tree) { return Walk(site, wanted, tree).run(); }

}  // namespace gongkai::exported
