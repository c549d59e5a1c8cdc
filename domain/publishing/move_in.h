// Documents that were public elsewhere come in: published under the day on which they were published there, without the steps
// that they passed there long ago (decision 0140). What came in is remembered by its source, so that it never comes in twice.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/journal/chain.h"
#include "domain/public_log/appending.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/document.h"
#include "domain/publishing/shelf.h"
#include "domain/search/desk.h"

namespace gongkai::publishing {

// Where a link of the text leads: another source, or a file of the text itself. It stands in the text as link_mark() of its place
// until the batch writes the address.
struct Lead {
    std::string target;   // the address there: "/zwgk/2019/a.html"
    std::string file;     // an attachment of this text; then there is no target
    std::string address;  // where it leads as long as nothing is known of the target
    // Whose number is kept for it where it comes in later in the same run: nothing where nobody knows.
    std::optional<people::UnitId> unit_id;
    int year = 0;
};
std::string link_mark(std::size_t place);

struct MovedIn {
    std::string source;  // names it for good: its address there, or where it lies in what was handed over
    std::string digest;  // of its octets: another one of the same source is told
    people::UnitId unit_id = 0;
    std::string type;
    Text text;
    Instant published_at;
    std::string index_number;                  // that it bears already; a new one where empty or given to another
    std::string address;                       // as a reader may see it
    std::vector<std::string> addresses;        // of the document there (old_address.h)
    std::map<std::string, std::string> files;  // address there: name of an attachment
    std::vector<Lead> leads;
    bool is_draft = false;  // something in it must not be public
};

struct KnownSource {
    std::string digest;
    std::optional<DocumentId> document_id;
    std::string index_number;  // of a document, or kept for one that was led to
};
using KnownSources = std::map<std::string, KnownSource, std::less<>>;  // by source; one that is not known is not there
KnownSources known_sources(db::Connection& connection, std::span<const std::string_view> sources);

// What a document that came from elsewhere is to keep when it is first published here.
struct Kept {
    std::string index_number;  // may be empty
    Instant published_at;
};
std::optional<Kept> moved_in(db::Connection& connection, DocumentId id);

// One batch inside one deed: each document has its line of the journal and its leaf of the public log; what is counted, and the
// numbers that were given, are written by finish(). What others need a look at the database for each time - the end of the
// journal, the last leaf, the last numbers, and of documents that look_ahead() was told of what is known of their sources and of
// where they lead - is asked for at the beginning, so that a server is waited for some ten times a batch, not thirty times a
// document. Where a document is refused, nothing of it is written and the batch may go on.
class MovingIn {
  public:
    MovingIn(db::Connection& connection, std::string actor, Marking marking = Marking::real);

    // Before the first is taken in; what it was not told of is asked for singly.
    void look_ahead(std::span<const MovedIn* const> documents);

    struct Done {
        DocumentId id = 0;
        std::string key;  // empty for a draft
    };
    // Refuses what check() refuses, publishing.refuse.type, .numbers_used_up, .moved_in_already (somebody else was quicker).
    Result<Done> take_in(MovedIn document);
    // An address there that leads to a column here; one that leads elsewhere already stays.
    void lead_to_column(std::string_view address, std::string_view column_key);
    void finish();

  private:
    struct Reached {  // by an old address: a document, one of its files, a column
        std::string index_number, file, column;
    };
    struct Last {  // number of a series, and as it is written down
        int number = 0, written = 0;
    };

    Result<std::string> number_for(const MovedIn& document);
    Result<std::string> next_number(people::UnitId unit, int year);
    int& last_of(const std::string& code, int year);  // the last number of a series
    std::optional<KnownSource>& source_of(const std::string& source);
    std::optional<Reached>& place_of(const std::string& address);
    void take_address(std::string_view address, const Reached& place);
    void add_addresses(DocumentId id, const std::string& index_number, const MovedIn& moved);
    std::string address_of_lead(const Lead& lead, std::string_view own_key);
    void write_leads(MovedIn& document, std::string_view own_key);

    db::Connection& connection_;
    std::string actor_;
    Marking marking_;
    catalogue::Columns columns_;
    journal::Chain chain_;
    public_log::Appending log_;
    search::HandOver hand_over_;
    DocumentId last_document_ = 0;
    EditionId last_edition_ = 0;
    std::map<people::UnitId, std::string> codes_, names_;
    std::map<std::string, std::map<int, Last>> series_;  // by code and year
    // What was asked for, with what this batch has written since; nothing where there is nothing.
    std::map<std::string, std::optional<KnownSource>, std::less<>> sources_;
    std::map<std::string, std::optional<Reached>, std::less<>> places_;  // by old address
    CountChanges counts_;
    std::map<std::string, Day> newest_;  // by column
};

}  // namespace gongkai::publishing
