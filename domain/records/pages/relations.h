// How a record stands beside others: the notices of its project, its stages, the year before, its place on the map.
#pragma once
#include "domain/records/pages/pages.h"

namespace gongkai::records {

// What another kind has that belongs to a record. A statement for each of them.
struct BesideIt {
    const Related& related;
    const Kind& kind;  // of the rows
    std::vector<Record> rows;
};
std::vector<BesideIt> related_to(db::Connection& connection, const Kind& kind, const Record& record);
void write_related(web::Html& html, Language language, const Record& record, const std::vector<BesideIt>& beside,
                   const people::Directory& units);

// The stages of a kind, each with what another kind tells of it, and with how many of what belongs to the record tell of it too.
// Where the days of that contradict the order of the stages they are drawn by their days. At most one statement.
void write_stages(web::Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                  const std::vector<BesideIt>& beside, const people::Directory& units);

// What lists of records on these pages share: the day by which one is told in time (empty: none), lines with day and title, the
// order of time, the name of a choice.
std::string time_of(const Kind& kind, const Record& record);
void write_records(web::Html& html, Language language, const Kind& kind, const std::vector<const Record*>& records,
                   std::int64_t here, const people::Directory& units);
std::vector<const Record*> in_time(const Kind& kind, const std::vector<Record>& records);
std::string choice_name(const Field& field, const std::string& key, Language language);

// What belongs to the same chain, in time. At most one statement.
void write_chain(web::Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                 const people::Directory& units);
// The time lines of one thing that another room tells of by its number: of an event. Nothing where there is no record of it.
void write_time_lines(web::Html& html, Language language, db::Connection& connection, std::string_view number);

// What rests on a document, which is named by its title or number: the measures of a policy. Nothing where there is none.
void write_of_document(web::Html& html, Language language, db::Connection& connection, std::string_view named);

// Places on a map that is drawn here, numbered in their order, with the areas that they have. Nothing where none has a place;
// those that stand on it otherwise.
std::vector<const Record*> write_map(web::Html& html, Language language, const Kind& kind, const std::vector<Record>& records,
                                     const people::Directory& units);

// Figures through the years or months, and each against the year before, in a sentence. At most three statements.
void write_trend(web::Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                 const people::Directory& units);

// Who is first and last in the newest period, and how it stands against the one before. At most two statements.
void write_ranking(web::Html& html, Language language, db::Connection& connection, const Kind& kind, const Asked& asked,
                   const Counts& counts, const people::Directory& units);

portal::Page page_below(Language language, const Kind& kind, const std::string& title);
// What is counted or compared may be only demonstration; then the page says so. One statement.
bool is_demonstration(db::Connection& connection, const Kind& kind);

// Ways from a kind to its other pages: map, completeness, figures of a year, comparison.
void write_other_ways(web::Html& html, Language language, const Kind& kind);

void hang_column_blocks(Doors& doors);   // what stands in a column beside its documents
void hang_relation_pages(Doors& doors);  // map, completeness, comparison, what changed
void hang_yearly_pages(Doors& doors);    // what a year comes to, for a report on it

}  // namespace gongkai::records
