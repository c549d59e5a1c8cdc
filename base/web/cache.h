// Pages drawn once and sent many times. A Page is one drawing in all the forms it is sent in: plain, gzip, brotli (each made when
// somebody first wants it) and the 304 that says "you have it". The PageCache keeps pages by key until one of their tags is
// touched, their time is over, or memory is wanted; touching a tag is one increment, so a desk may do it with every deed.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/core/day.h"
#include "base/web/compress.h"
#include "base/web/request.h"
#include "base/web/response.h"

namespace gongkai::web {

class Page {
  public:
    // `response` is the plain form, without ETag and Vary; `vary` is what the page differs by, beside Accept-Encoding.
    Page(Response response, std::string_view vary, Effort effort = Effort::kept);

    // Must not block: the answer to `request`, or nothing where its encoding was not made yet.
    std::shared_ptr<const Prepared> ready(const Request& request) const;
    // The same, making what is missing.
    std::shared_ptr<const Prepared> answer(const Request& request);

    std::size_t bytes() const {
        return 2 * (plain_.body.size() + plain_.headers.size() * 64 + 512);
    }  // about, encodings included

  private:
    Encoding encoding_wanted(const Request& request) const;
    bool is_known_to(const Request& request) const;
    std::string etag(Encoding encoding) const;

    Response plain_;
    std::string vary_;
    std::string hash_;
    Effort effort_;
    bool is_compressible_;
    std::array<std::atomic<std::shared_ptr<const Prepared>>, encodings> forms_;
    std::array<std::shared_ptr<const Prepared>, encodings> not_modified_;
};

class PageCache {
  public:
    explicit PageCache(std::size_t bytes_at_most) : bytes_at_most_(bytes_at_most) {}

    // What a page's tags were like at a moment.
    class Stamp {
      public:
        bool is_fresh() const;

      private:
        friend class PageCache;
        std::vector<std::pair<const std::atomic<std::uint64_t>*, std::uint64_t>> tags_;
    };

    // To be taken before the page's data is read, so that a deed in between makes it stale.
    Stamp stamp(const std::vector<std::string>& tags);
    void keep(std::string key, std::shared_ptr<Page> page, Stamp stamp, Instant good_until);

    std::shared_ptr<Page> find(std::string_view key);  // nothing where absent or stale

    // Every page that carries the tag is stale from here on.
    void touch(std::string_view tag);

    struct Report {
        std::size_t pages, bytes;
        std::uint64_t hits, misses;
    };
    Report report() const;

  private:
    struct Entry {
        std::string key;
        std::shared_ptr<Page> page;
        Stamp stamp;
        Instant good_until;
    };
    std::atomic<std::uint64_t>& generation(std::string_view tag);  // under the lock
    void drop(std::list<Entry>::iterator entry);

    const std::size_t bytes_at_most_;
    mutable std::mutex mutex_;
    std::list<Entry> entries_;                                                 // the one used last first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;  // keys live in the entries
    std::map<std::string, std::atomic<std::uint64_t>, std::less<>> generations_;
    std::size_t bytes_ = 0;
    std::uint64_t hits_ = 0, misses_ = 0;
};

}  // namespace gongkai::web
