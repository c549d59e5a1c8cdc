#include "domain/public_log/entry.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/core/text.h"
#include "base/merkle/tile.h"

namespace gongkai::public_log {
namespace {

namespace json = boost::json;

constexpr std::size_t digits_of_digest = 64;

bool is_digest(std::string_view text) {
    return text.size() == digits_of_digest && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// "2019-06-25T08:00:00.000Z", as to_text() writes it.
std::optional<Instant> instant_from(std::string_view text) {
    if (text.size() != 24)
        return std::nullopt;
    const auto day = parse_day(text.substr(0, 10));
    const auto hours = whole_number(text.substr(11, 2)), minutes = whole_number(text.substr(14, 2)),
               seconds = whole_number(text.substr(17, 2)), milliseconds = whole_number(text.substr(20, 3));
    if (!day || !hours || !minutes || !seconds || !milliseconds)
        return std::nullopt;
    return Instant(*day) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds) +
           std::chrono::milliseconds(*milliseconds);
}

std::string written(const Entry& entry) {
    return json::serialize(json::object{{"act", word_of(entry.act)},
                                        {"address", entry.address},
                                        {"at", to_text(entry.at)},
                                        {"content_sha256", entry.content_sha256},
                                        {"title", entry.title}});
}

}  // namespace

std::string_view word_of(Act act) {
    switch (act) {
        case Act::published:
            return "published";
        case Act::changed:
            return "changed";
        case Act::withdrawn:
            return "withdrawn";
    }
    return {};
}

std::optional<Act> act_from(std::string_view word) {
    for (const auto act : {Act::published, Act::changed, Act::withdrawn})
        if (word_of(act) == word)
            return act;
    return std::nullopt;
}

std::string body_of(const Entry& entry) {
    if (!entry.address.starts_with('/'))
        throw std::invalid_argument("an entry of the public log has no address on this site: " + entry.address);
    if (!is_digest(entry.content_sha256))
        throw std::invalid_argument("an entry of the public log has no digest: " + entry.content_sha256);
    auto body = written(entry);
    if (body.size() > merkle::leaf_bytes_at_most)
        throw std::invalid_argument("an entry of the public log is longer than a leaf may be: " + entry.address);
    return body;
}

std::optional<Entry> entry_from(std::string_view body) {
    boost::system::error_code failed;
    const auto value = json::parse(body, failed);
    const auto* object = failed ? nullptr : value.if_object();
    if (!object)
        return std::nullopt;
    const auto text = [&](std::string_view key) -> std::string {
        const auto* found = object->if_contains(key);
        return found && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    const auto act = act_from(text("act"));
    const auto at = instant_from(text("at"));
    if (!act || !at)
        return std::nullopt;
    Entry entry{*act, text("address"), text("title"), text("content_sha256"), *at};
    const bool is_entry = entry.address.starts_with('/') && is_digest(entry.content_sha256) && written(entry) == body;
    return is_entry ? std::optional(std::move(entry)) : std::nullopt;
}

}  // namespace gongkai::public_log
