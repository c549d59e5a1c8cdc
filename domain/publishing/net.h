// The net of relations around a document, two steps deep: what it repeals, amends, replaces, interprets or implements, what does
// that to it, and the same once more of each of those. As edges it is a fact of the shelf; as rows under each other it is ready
// to be drawn.
#pragma once
#include <vector>

#include "domain/publishing/shelf.h"

namespace gongkai::publishing {

struct Edge {
    DocumentId from = 0, to = 0;  // from does it to `to`
    Relation kind = Relation::interprets;
    Day holds_from;
    bool operator==(const Edge&) const = default;
};

struct Net {
    std::vector<Shelved> papers;  // each that an edge names, and the document itself; all are public
    std::vector<Edge> edges;

    const Shelved* find(DocumentId id) const;
};
// Two statements, however many documents there are. Beyond 200 neighbours and 60 of theirs it stops.
Net net_around(db::Connection& connection, DocumentId id);

// The first step of it, as a list.
std::vector<Related> related_in(const Net& net, DocumentId id);

// One row of the drawing. Above the document stands what does something to it, below it what it does something to; what is a step
// further stands on the far side of its parent. No paper stands there twice.
struct NetRow {
    const Shelved* paper = nullptr;
    int depth = 0;  // 0: the document itself
    // Of depth 1 and 2: where the row it hangs on stands, what is done, and whether this row does it.
    std::size_t parent = 0;
    Relation kind = Relation::interprets;
    bool acts = false;
};
struct NetRows {
    std::vector<NetRow> rows;
    std::size_t left_out = 0;  // papers for which there was no room
};
// The nearest go first where there is not room for all; empty where there are less than two relations: a drawing of one line
// says no more than the line.
NetRows rows_of(const Net& net, DocumentId id, std::size_t at_most);

}  // namespace gongkai::publishing
