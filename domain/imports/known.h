// What an import finds here: units and columns, and how words of elsewhere are understood.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/catalogue/column.h"
#include "domain/imports/heads.h"
#include "domain/imports/mapping.h"
#include "domain/people/unit.h"
#include "domain/publishing/document.h"

namespace gongkai::imports {

// What holds for all of one run. Names that are empty say nothing.
struct Wanted {
    std::string unit, column, type;
    Mapping mapping;
};

struct Known {
    people::Directory units{{}};
    catalogue::Columns columns{{}};

    const people::Unit* unit(std::string_view name, Day on) const;  // valid then, or now
    const catalogue::Column* column(std::string_view key_or_name) const;
};
Known look_around(db::Connection& connection);

const catalogue::Category* read_category(std::string_view printed);       // 20-01, or its name or the beginning of it
const publishing::DocumentType* read_type(std::string_view key_or_name);  // "notice", 通知公告

// Names that a run uses and nobody knows here.
struct Missing {
    std::vector<std::string> units, columns;
    bool empty() const { return units.empty() && columns.empty(); }
};
Missing missing(const Known& known, const Wanted& wanted, const std::vector<Row>& rows);

// Makes them: units with the kind that their names tell, columns at the top.
Result<void> make(db::Connection& connection, const Missing& missing, std::string_view actor);

}  // namespace gongkai::imports
