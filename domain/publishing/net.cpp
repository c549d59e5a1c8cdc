#include "domain/publishing/net.h"

#include <algorithm>
#include <tuple>

#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

struct Hanging {
    const Shelved* paper = nullptr;
    Relation kind = Relation::interprets;
    bool acts = false;
    std::vector<Hanging> further = {};
};

// What hangs on `id` and was not placed yet, the latest first.
std::vector<Hanging> hanging_on(const Net& net, DocumentId id, std::vector<DocumentId>& placed, std::size_t& room,
                                std::size_t& left_out) {
    std::vector<Hanging> all;
    for (const auto& edge : net.edges) {
        if (edge.from != id && edge.to != id)
            continue;
        const bool acts = edge.to == id;
        const auto other = acts ? edge.from : edge.to;
        const auto* paper = net.find(other);
        if (!paper || std::ranges::find(placed, other) != placed.end())
            continue;
        placed.push_back(other);
        if (room == 0) {
            ++left_out;
            continue;
        }
        --room;
        all.push_back({paper, edge.kind, acts});
    }
    std::ranges::stable_sort(all, std::ranges::greater(), [](const Hanging& one) { return one.paper->published_at; });
    return all;
}

void add(std::vector<NetRow>& rows, const Hanging& one, int depth) { rows.push_back({one.paper, depth, 0, one.kind, one.acts}); }

}  // namespace

const Shelved* Net::find(DocumentId id) const {
    const auto found = std::ranges::find(papers, id, &Shelved::id);
    return found == papers.end() ? nullptr : &*found;
}

Net net_around(db::Connection& connection, DocumentId id) {
    Net net;
    for (auto rows = connection.query(sql::net_papers, id); rows.next();)
        net.papers.push_back(shelved_in(rows));
    for (auto rows = connection.query(sql::net_edges, id); rows.next();)
        net.edges.push_back(
            {rows.get<DocumentId>(0), rows.get<DocumentId>(1), relation_from(rows.text(2)).value(), rows.get<Day>(3)});
    return net;
}

std::vector<Related> related_in(const Net& net, DocumentId id) {
    std::vector<Related> all;
    for (const auto& edge : net.edges) {
        const bool does = edge.from == id;
        const auto* other = does || edge.to == id ? net.find(does ? edge.to : edge.from) : nullptr;
        if (other)
            all.push_back({edge.kind, does ? Related::Side::does : Related::Side::undergoes, edge.holds_from, other->key,
                           other->title, other->number});
    }
    std::ranges::stable_sort(all, {},
                             [](const Related& one) { return std::tuple(one.side, word_of(one.kind), one.holds_from, one.key); });
    return all;
}

NetRows rows_of(const Net& net, DocumentId id, std::size_t at_most) {
    NetRows drawn;
    const auto* middle = net.find(id);
    if (!middle || net.edges.size() < 2)
        return drawn;
    std::vector<DocumentId> placed{id};
    auto room = at_most > 0 ? at_most - 1 : 0;
    auto near = hanging_on(net, id, placed, room, drawn.left_out);
    for (auto& one : near)
        one.further = hanging_on(net, one.paper->id, placed, room, drawn.left_out);
    auto& rows = drawn.rows;
    for (const auto& one : near) {
        if (!one.acts)
            continue;
        for (const auto& further : one.further)
            add(rows, further, 2);
        add(rows, one, 1);
        for (auto child = rows.size() - 1 - one.further.size(); child + 1 < rows.size(); ++child)
            rows[child].parent = rows.size() - 1;
    }
    const auto at = rows.size();
    rows.push_back({middle});
    for (const auto& one : near) {
        if (one.acts)
            continue;
        add(rows, one, 1);
        const auto parent = rows.size() - 1;
        for (const auto& further : one.further) {
            add(rows, further, 2);
            rows.back().parent = parent;
        }
    }
    for (auto& row : rows)
        if (row.depth == 1)
            row.parent = at;
    return drawn;
}

}  // namespace gongkai::publishing
