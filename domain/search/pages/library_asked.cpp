#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/pages/library.h"

namespace gongkai::search {

const std::vector<std::string> library_fields{"kind", "unit", "theme", "year", "validity", "order", "after", "page"};

const Label* AskedLibrary::label(LabelId id) const {
    const auto found = labels.find(id);
    return found == labels.end() ? nullptr : &found->second.label;
}

AskedLibrary asked_library(db::Connection& connection, const web::Request& request, Language language) {
    AskedLibrary asked;
    asked.labels = labels(connection);
    const auto field = [&](std::string_view name) { return std::string(trim(request.query.first(name).value_or(""))); };
    const auto wrong = [&](std::string_view id, const std::string& typed) {
        asked.mistakes.push_back(words(language, id, {typed}));
    };
    const auto take = [&](std::string_view facet, std::string& into, LabelId& id, std::string_view mistake) {
        const auto typed = field(facet);
        if (typed.empty())
            return;
        const auto found = std::ranges::find_if(
            asked.labels, [&](const auto& one) { return one.second.facet == facet && one.second.label.code == typed; });
        if (found == asked.labels.end())
            return wrong(mistake, typed);
        into = typed;
        id = found->first;
    };
    take("kind", asked.kind, asked.part.kind, "search.refuse.kind");
    take("unit", asked.unit, asked.part.unit, "search.refuse.unit");
    take("theme", asked.theme, asked.part.theme, "search.refuse.theme");
    if (const auto typed = field("validity"); !typed.empty()) {
        asked.part.validity = validity_from(typed);
        if (asked.part.validity == Validity::none)
            wrong("search.refuse.validity", typed);
    }
    if (const auto typed = field("year"); !typed.empty()) {
        const auto year = whole_number(typed);
        if (year && *year >= year_of(undated) && *year <= 2199)
            asked.part.year = asked.year = static_cast<int>(*year);
        else
            wrong("search.refuse.year", typed);
    }
    const auto order = field("order");
    if (!order.empty() && order != "newest" && order != "title" && order != "downloads")
        wrong("search.refuse.order", order);
    asked.order = order == "title" ? LibraryOrder::title : order == "downloads" ? LibraryOrder::downloads : LibraryOrder::newest;
    if (const auto typed = field("after"); !typed.empty()) {
        if (const auto after = held_place_from(typed))
            asked.after = *after;
        else
            wrong("search.refuse.after", typed);
    }
    if (const auto typed = field("page"); !typed.empty()) {
        constexpr auto last = sorted_at_most / static_cast<int>(held_at_once);
        const auto number = whole_number(typed);
        if (number && *number >= 1 && *number <= last)
            asked.page = static_cast<int>(*number);
        else
            asked.mistakes.push_back(words(language, "search.refuse.page", {typed, std::to_string(last)}));
    }
    return asked;
}

std::string address_of(const AskedLibrary& asked, std::string_view path) {
    std::string address(path);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            address.append(address.size() == path.size() ? "?" : "&").append(name).append("=").append(web::encode(value));
    };
    add("kind", asked.kind);
    add("unit", asked.unit);
    add("theme", asked.theme);
    add("year", asked.year == 0 ? "" : std::to_string(asked.year));
    add("validity", word_of(asked.part.validity));
    add("order", asked.order == LibraryOrder::title ? "title" : asked.order == LibraryOrder::downloads ? "downloads" : "");
    add("after", asked.after.id == 0 ? "" : written(asked.after));
    add("page", asked.page > 1 ? std::to_string(asked.page) : "");
    return address;
}

LibraryPage library_page(db::Connection& connection, HeldCounter& counter, const AskedLibrary& asked, std::string_view path) {
    LibraryPage page;
    page.counts = counter.counts(connection, asked.part);
    auto next = asked;
    std::optional<std::vector<EntryId>> all;
    if (asked.order == LibraryOrder::title && page.counts.total <= sorted_at_most)
        all = held_by_title(connection, asked.part);
    if (asked.order == LibraryOrder::downloads)
        for (all.emplace(); const auto& one : held_most_taken(connection, asked.part)) {
            all->push_back(one.id);
            page.downloads.emplace(one.id, one.times);
        }
    if (all) {
        const auto from = std::min(all->size(), held_at_once * static_cast<std::size_t>(asked.page - 1));
        const auto to = std::min(all->size(), from + held_at_once);
        page.rows = held_of(connection,
                            {all->begin() + static_cast<std::ptrdiff_t>(from), all->begin() + static_cast<std::ptrdiff_t>(to)});
        if (to < all->size()) {
            ++next.page;
            page.next = address_of(next, path);
        }
        return page;
    }
    page.rows = held(connection, asked.part, asked.after, static_cast<int>(held_at_once) + 1);
    if (page.rows.size() > held_at_once) {
        page.rows.pop_back();
        next.order = LibraryOrder::newest;
        next.after = {page.rows.back().published_on, page.rows.back().id};
        page.next = address_of(next, path);
    }
    return page;
}

}  // namespace gongkai::search
