#include "base/web/output.h"

namespace gongkai::web {

Output::Buffers Output::buffers() const {
    Buffers all;
    for (std::size_t i = first_; i < pieces_.size() && all.size() < all.capacity(); ++i) {
        const auto bytes = std::visit([this](const auto& piece) { return bytes_of(piece); }, pieces_[i]);
        all.emplace_back(bytes.data(), bytes.size());
    }
    all.front() += sent_of_first_;
    return all;
}

void Output::was_sent(std::size_t count) {
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

}  // namespace gongkai::web
