#include "domain/search/file_text.h"

#include <algorithm>
#include <array>

#include "base/core/log.h"
#include "base/core/text.h"
#include "base/core/words.h"
#include "base/extract/extract.h"
#include "base/extract/rich.h"

namespace gongkai::search {
namespace {

using Reading = FileText::Reading;

constexpr std::size_t text_at_most = std::size_t{2} << 20;  // of one file

std::string kept_of(std::string text) {
    if (text.size() > text_at_most)
        text = text.substr(0, text.find('\n', text_at_most));
    std::erase(text, '\0');
    return text;
}

// What extract() leaves to others and read_rich() reads.
bool is_for_slow(const Refusal& refusal) {
    constexpr std::array<std::string_view, 4> all{"extract.refuse.no_text", "extract.refuse.picture",
                                                  "extract.refuse.other_document", "extract.refuse.old_office"};
    return std::ranges::find(all, refusal.id) != all.end();
}

FileText unread(std::string_view file, const std::string& why) {
    log(Level::info, "file_not_found_by_text", {{"file", std::string(file)}, {"why", why}});
    return {};
}

}  // namespace

FileText quick_text(const Files& files, std::string_view file) {
    const auto document = extract::extract(files.path_of(file));
    if (!document) {
        if (document.error().kind == Refusal::Kind::unavailable)
            return {{}, Reading::not_now};
        return is_for_slow(document.error()) ? FileText{{}, Reading::is_slow}
                                             : unread(file, words(Language::en, document.error()));
    }
    std::string text;
    for (const auto& page : document->pages)
        text.append(page.text).push_back('\n');
    return {kept_of(std::move(text)), Reading::done};
}

FileText slow_text(const Files& files, std::string_view file) {
    const auto bytes = files.read(file);
    if (!bytes)
        return unread(file, "it is missing or altered");
    const auto document = extract::read_rich(*bytes, file);
    if (!document) {
        if (document.error().kind == Refusal::Kind::unavailable)
            return {{}, Reading::not_now};
        return unread(file, words(Language::en, document.error()));
    }
    if (std::ranges::find(document->warnings, "extract.warn.recognised_badly") != document->warnings.end())
        return unread(file, words(Language::en, "extract.warn.recognised_badly"));
    return {kept_of(extract::plain_text(*document)), Reading::done};
}

}  // namespace gongkai::search
