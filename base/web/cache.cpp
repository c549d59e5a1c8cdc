#include "base/web/cache.h"

#include <algorithm>

#include "base/core/hash.h"

namespace gongkai::web {
namespace {

std::size_t place_of(Encoding encoding) { return static_cast<std::size_t>(encoding); }

}  // namespace

Page::Page(Response response, std::string_view vary, Effort effort)
    : plain_(std::move(response)),
      vary_(vary),
      effort_(effort),
      is_compressible_(is_compressible(plain_.content_type, plain_.body.size())) {
    hash_ = fingerprint(plain_.body);
    if (is_compressible_)
        vary_ += vary_.empty() ? "Accept-Encoding" : ", Accept-Encoding";
    const auto* freshness = plain_.header("Cache-Control");
    for (const auto encoding : {Encoding::identity, Encoding::gzip, Encoding::brotli}) {
        auto unchanged = std::make_shared<Prepared>();
        unchanged->status = 304;
        unchanged->head = "ETag: " + etag(encoding) + "\r\n";
        if (!vary_.empty())
            unchanged->head += "Vary: " + vary_ + "\r\n";
        if (freshness)
            unchanged->head += "Cache-Control: " + *freshness + "\r\n";
        not_modified_[place_of(encoding)] = std::move(unchanged);
    }
}

std::string Page::etag(Encoding encoding) const {
    return '"' + hash_ + (encoding == Encoding::identity ? "" : '-' + std::string(name_of(encoding))) + '"';
}

Encoding Page::encoding_wanted(const Request& request) const {
    return is_compressible_ ? encoding_for(request) : Encoding::identity;
}

// The hash is long enough to be looked for without taking the list of tags apart.
bool Page::is_known_to(const Request& request) const {
    const auto known = plain_.status == 200 ? request.header("If-None-Match") : std::nullopt;
    return known && (*known == "*" || known->find(hash_) != std::string_view::npos);
}

std::shared_ptr<const Prepared> Page::ready(const Request& request) const {
    const auto place = place_of(encoding_wanted(request));
    return is_known_to(request) ? not_modified_[place] : forms_[place].load();
}

std::shared_ptr<const Prepared> Page::answer(const Request& request) {
    if (auto made = ready(request))
        return made;
    const auto encoding = encoding_wanted(request);
    auto form = std::make_shared<Prepared>();
    form->status = plain_.status;
    form->body = encoding == Encoding::identity ? plain_.body : compress(plain_.body, encoding, effort_);
    form->head = header_lines(plain_, form->body.size());
    if (encoding != Encoding::identity)
        form->head.append("Content-Encoding: ").append(name_of(encoding)).append("\r\n");
    if (!vary_.empty())
        form->head.append("Vary: ").append(vary_).append("\r\n");
    form->head.append("ETag: ").append(etag(encoding)).append("\r\n");
    std::shared_ptr<const Prepared> made = std::move(form);
    forms_[place_of(encoding)].store(made);
    return made;
}

bool PageCache::Stamp::is_fresh() const {
    return std::ranges::all_of(tags_, [](const auto& tag) { return tag.first->load(std::memory_order_acquire) == tag.second; });
}

std::atomic<std::uint64_t>& PageCache::generation(std::string_view tag) {
    const auto found = generations_.find(tag);
    return found != generations_.end() ? found->second : generations_[std::string(tag)];
}

PageCache::Stamp PageCache::stamp(const std::vector<std::string>& tags) {
    const std::scoped_lock lock(mutex_);
    Stamp stamp;
    for (const auto& tag : tags) {
        const auto& now_at = generation(tag);
        stamp.tags_.emplace_back(&now_at, now_at.load());
    }
    return stamp;
}

void PageCache::keep(std::string key, std::shared_ptr<Page> page, Stamp stamp, Instant good_until) {
    const auto size = page->bytes();
    if (size > bytes_at_most_ / 8)
        return;  // one page must not push out all the others
    const std::scoped_lock lock(mutex_);
    if (const auto old = by_key_.find(key); old != by_key_.end())
        drop(old->second);
    while (bytes_ + size > bytes_at_most_)
        drop(std::prev(entries_.end()));
    entries_.push_front({std::move(key), std::move(page), std::move(stamp), good_until});
    by_key_.emplace(entries_.front().key, entries_.begin());
    bytes_ += size;
}

std::shared_ptr<Page> PageCache::find(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        ++misses_;
        return nullptr;
    }
    const auto entry = found->second;
    if (!entry->stamp.is_fresh() || now() >= entry->good_until) {
        drop(entry);
        ++misses_;
        return nullptr;
    }
    ++hits_;
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->page;
}

void PageCache::touch(std::string_view tag) {
    const std::scoped_lock lock(mutex_);
    generation(tag).fetch_add(1, std::memory_order_release);
}

void PageCache::drop(std::list<Entry>::iterator entry) {
    bytes_ -= entry->page->bytes();
    by_key_.erase(entry->key);
    entries_.erase(entry);
}

PageCache::Report PageCache::report() const {
    const std::scoped_lock lock(mutex_);
    return {entries_.size(), bytes_, hits_, misses_};
}

}  // namespace gongkai::web
