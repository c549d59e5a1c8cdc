#include "base/fulltext/bulk.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "base/fulltext/invert.h"
#include "base/fulltext/merge.h"

namespace gongkai::fulltext {
namespace {

constexpr std::size_t samples = 2'000;

class Builder {
  public:
    Builder(const std::filesystem::path& folder, const Settings& settings) : folder_(folder), settings_(settings) {
        for (unsigned i = 0; i < settings.build_threads; ++i)
            workers_.emplace_back([this] { work(); });
    }
    ~Builder() { close(); }

    void add(Document document) {
        pending_.push_back(std::move(document));
        if (pending_.size() >= settings_.build_batch)
            hand_over();
    }

    // The batches in the order they were given.
    std::vector<Part> finish() {
        if (!pending_.empty())
            hand_over();
        close();
        if (fault_)
            std::rethrow_exception(fault_);
        drop_doubles();
        return std::move(parts_);
    }

  private:
    struct Batch {
        std::size_t number;
        std::vector<Document> documents;
    };

    void hand_over() {
        if (!learned_)
            learned_ = learn();
        std::unique_lock lock(lock_);
        has_room_.wait(lock, [this] { return !waiting_ || fault_; });
        if (fault_)
            std::rethrow_exception(fault_);
        waiting_ = Batch{parts_.size(), std::exchange(pending_, {})};
        parts_.emplace_back();
        has_work_.notify_one();
    }

    Learned learn() const {
        std::vector<std::string> texts;
        for (std::size_t i = 0; i < pending_.size(); i += std::max<std::size_t>(1, pending_.size() / samples))
            texts.push_back(pending_[i].title + "\n" + pending_[i].body);
        return pending_.size() < settings_.learn_from ? Learned() : Learned::from(texts, *settings_.fold);
    }

    void work() {
        for (;;) {
            std::unique_lock lock(lock_);
            has_work_.wait(lock, [this] { return waiting_ || is_closed_; });
            if (!waiting_)
                return;
            Batch batch = std::move(*std::exchange(waiting_, std::nullopt));
            has_room_.notify_one();
            lock.unlock();
            try {
                invert(std::move(batch));
            } catch (...) {
                lock.lock();
                fault_ = fault_ ? fault_ : std::current_exception();
                has_room_.notify_one();
            }
        }
    }

    void invert(Batch batch) {
        std::unordered_map<std::uint64_t, std::size_t> last;
        for (std::size_t i = 0; i < batch.documents.size(); ++i)
            last[batch.documents[i].key] = i;
        std::size_t at = 0;
        std::erase_if(batch.documents, [&](const Document& document) { return last[document.key] != at++; });
        auto segment = make_segment(std::move(batch.documents), settings_, *learned_,
                                    folder_.string() + "-batch-" + std::to_string(batch.number));
        const std::lock_guard lock(lock_);
        parts_[batch.number].segment = std::move(segment);
    }

    void drop_doubles() {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
        for (std::uint32_t p = 0; p < parts_.size(); ++p)
            for (std::uint32_t id = 0; id < parts_[p].segment->size(); ++id)
                keys.emplace_back(parts_[p].segment->key(id), p);
        std::ranges::sort(keys);
        std::vector<Removed> removed(parts_.size());
        for (std::size_t i = 1; i < keys.size(); ++i)
            if (keys[i].first == keys[i - 1].first)
                removed[keys[i - 1].second].add(*parts_[keys[i - 1].second].segment->id_of(keys[i].first));
        for (std::size_t p = 0; p < parts_.size(); ++p)
            if (!removed[p].isEmpty())
                parts_[p].removed = std::make_shared<const Removed>(std::move(removed[p]));
    }

    void close() {
        {
            const std::lock_guard lock(lock_);
            is_closed_ = true;
        }
        has_work_.notify_all();
        workers_.clear();
    }

    std::filesystem::path folder_;
    const Settings& settings_;
    std::optional<Learned> learned_;
    std::vector<Document> pending_;
    std::mutex lock_;
    std::condition_variable has_work_, has_room_;
    std::optional<Batch> waiting_;
    std::vector<Part> parts_;
    std::exception_ptr fault_;
    bool is_closed_ = false;
    std::vector<std::jthread> workers_;
};

}  // namespace

std::shared_ptr<const Segment> build_segment(const std::filesystem::path& folder, const Settings& settings,
                                             const Source& source) {
    std::vector<Part> parts;
    {
        Builder builder(folder, settings);
        source([&](Document document) { builder.add(std::move(document)); });
        parts = builder.finish();
    }
    if (parts.empty())
        return nullptr;
    auto merged = merge(parts, settings, folder, settings.build_threads);
    for (const Part& part : parts)
        std::filesystem::remove_all(part.segment->folder());
    return merged->segment;
}

}  // namespace gongkai::fulltext
