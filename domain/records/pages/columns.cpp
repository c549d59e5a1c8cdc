// What stands in a column of the portal beside its documents: of each kind the newest records that belong there. An industrial
// park has its measures, their deliveries, its projects and cases in one place.
#include <algorithm>

#include "domain/people/desk.h"
#include "domain/records/pages/relations.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

using web::Html;

constexpr int rows_shown = 5, rows_looked_at = 500;

std::optional<std::size_t> slot_in(const Kind& kind, const InColumn& in) {
    const auto field = kind.find_field(in.field);
    const auto slot = field ? kind.slot_of(*field) : std::nullopt;
    return slot && kind.fields[*field].find_choice(in.value) ? slot : std::nullopt;
}

// A line for each: its name, and what the list has beside it.
void write_lines(Html& html, Language language, const Kind& kind, const std::vector<Record>& rows, std::size_t slot,
                 const people::Directory& units) {
    html << "<ul class='lines'>";
    for (const auto& row : rows) {
        const auto title = title_of(kind, row.values, language, units);
        html << "<li><div class='top'><a href='" << web::url(address_of(kind, row.serial)) << "'" << chinese(language, title)
             << ">" << title << "</a></div><span class='small muted'>";
        const char* between = "";
        for (const auto column : kind.columns) {
            // A yes or no says nothing without its heading.
            if (row.values[column].empty() || kind.fields[column].type == Type::yes_no || column == kind.filters[slot] ||
                kind.title.find("{" + kind.fields[column].key + "}") != std::string::npos)
                continue;
            html << std::exchange(between, " · ");
            write_said(
                html, language,
                with_unit(kind.fields[column], spoken(kind.fields[column], row.values[column], language, units), language));
        }
        html << "</span></li>";
    }
    html << "</ul>";
}

void write_column(Html& html, Language language, db::Connection& connection, std::string_view column) {
    std::optional<people::Directory> units;
    bool is_marked = false;
    for (const auto& in : kinds().in_columns) {
        if (in.column != column)
            continue;
        for (const auto& kind : kinds().all) {
            const auto slot = slot_in(kind, in);
            if (!slot)
                continue;
            Asked asked;
            asked.filters[*slot] = in.value;
            const auto rows = list_of(connection, kind, asked, {}, {}, today(), rows_shown, rows_looked_at).rows;
            if (rows.empty())
                continue;
            if (!units)
                units = people::directory(connection);
            if (std::ranges::any_of(rows, &Record::is_demonstration) && !std::exchange(is_marked, true))
                write_demonstration(html, language);
            html << "<section><h2>" << kind.names.in(language) << "</h2>";
            write_lines(html, language, kind, rows, *slot, *units);
            html << "<p><a class='way' href='" << web::url(address_of(kind, "", asked)) << "'>"
                 << words(language, "records.column.all", {kind.names.in(language)}) << "</a></p></section>";
        }
    }
}

}  // namespace

void hang_column_blocks(Doors& doors) {
    doors.portal.add_block_on("column", [doors](Html& html, Language language, std::string_view column) {
        if (std::ranges::find(kinds().in_columns, column, &InColumn::column) != kinds().in_columns.end())
            doors.database.read([&](db::Connection& connection) { write_column(html, language, connection, column); });
    });
}

}  // namespace gongkai::records
