// What the handlers of this room share.
#pragma once
#include <string>

#include "domain/records/pages/asked.h"
#include "domain/records/source.h"
#include "doors/doors.h"

namespace gongkai::search {
class Tally;
}

namespace gongkai::records {

// How a value stands on a page: in words, with its unit, a link where it leads somewhere.
// An English page says of what stands in Chinese that it is: as an attribute, or as a piece of its own.
web::Raw chinese(Language language, std::string_view text);
void write_said(web::Html& html, Language language, std::string_view text);
void write_value(web::Html& html, Language language, const Field& field, const std::string& canonical,
                 const people::Directory& units);
std::string unit_in(const Field& field, Language language);                      // "days" of 天
std::string with_unit(const Field& field, std::string said, Language language);  // "36,800 万元"
std::string named_with_unit(const Field& field, Language language);              // "罚款金额（万元）"

// The table of a list; heads sort: none of them, those that an index is walked along for, or all of a short list.
enum class Sorting { none, by_index, all };
struct ListView {
    const Kind& kind;
    const AskedList& list;
    const Counts& counts;
    const people::Directory& units;
    Sorting sorting = Sorting::none;

    bool sorts_by(FieldIndex column) const {
        return sorting == Sorting::all || (sorting == Sorting::by_index && sorted_by(kind, column) != SortedBy::nothing);
    }
};
void write_rows(web::Html& html, Language language, const ListView& view, const std::vector<Record>& rows);
void write_filters(web::Html& html, Language language, const ListView& view);

// The kind's chart, from what the deeds have added up or from the rows of one value.
void write_chart(web::Html& html, Language language, db::Connection& connection, const Kind& kind, const Asked& asked,
                 const Counts& counts, const people::Directory& units, Day as_of);

void write_demonstration(web::Html& html, Language language);  // 示例数据, in the console; a public page says so in its head
void write_basis(web::Html& html, Language language, const Kind& kind, const portal::Portal& portal);

void hang_portal_pages(Doors& doors);
void hang_record_pages(Doors& doors);                          // one record, the dictionary
void hang_exchange_pages(Doors& doors, search::Tally& tally);  // API, files, feeds
void hang_sharing_pages(Doors& doors);                         // releases, the catalogue of data sets, files for other systems
void hang_push_pages(Doors& doors);                            // what other systems deliver
void hang_source_pages(Doors& doors);                          // what is fetched from them
Result<std::string> ask_other(const Question& question);

}  // namespace gongkai::records
