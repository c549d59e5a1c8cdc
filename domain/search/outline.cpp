#include "domain/search/outline.h"

#include <algorithm>
#include <span>

#include "domain/search/queries.h"

namespace gongkai::search {
namespace {

Kept outline_in(const db::Rows& rows) {
    Kept kept;
    kept.id = rows.get<EntryId>(0);
    kept.entry.source = rows.get<std::string>(1);
    kept.entry.key = rows.get<std::string>(2);
    kept.title_bare = rows.get<std::string>(3);
    kept.kind = rows.get<LabelId>(4);
    kept.unit = rows.get<LabelId>(5);
    kept.theme = rows.get<LabelId>(6);
    kept.column = rows.get<LabelId>(7);
    kept.entry.published_on = rows.get<Day>(8);
    kept.validity = validity_from(rows.text(9));
    kept.entry.shown_until = rows.get<std::optional<Day>>(10);
    kept.entry.dated_on = rows.get<std::optional<Day>>(11);
    return kept;
}

template <class One>
std::map<EntryId, One> in_pieces(db::Connection& connection, const db::Statement& statement, const std::vector<EntryId>& ids,
                                 const auto& one_in) {
    std::map<EntryId, One> all;
    for (std::span<const EntryId> left = ids; !left.empty();) {
        const auto now = left.first(std::min(left.size(), entries_at_once));
        std::vector<db::Parameter> parameters(now.begin(), now.end());
        parameters.resize(entries_at_once, EntryId{0});
        for (auto rows = connection.query(statement, std::span<const db::Parameter>(parameters)); rows.next();)
            all.emplace(rows.get<EntryId>(0), one_in(rows));
        left = left.subspan(now.size());
    }
    return all;
}

}  // namespace

std::map<EntryId, Kept> outlines(db::Connection& connection, const std::vector<EntryId>& ids) {
    return in_pieces<Kept>(connection, sql::outlines, ids, outline_in);
}

std::map<EntryId, Outlined> outlines_and_needs(db::Connection& connection, const std::vector<EntryId>& ids, Day as_of) {
    return in_pieces<Outlined>(connection, sql::outlines_and_needs, ids, [&](const db::Rows& rows) {
        return Outlined{outline_in(rows),
                        need_of(rows.get<std::int64_t>(12), rows.get<std::int64_t>(13), rows.get<double>(14), as_of)};
    });
}

}  // namespace gongkai::search
