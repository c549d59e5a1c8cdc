// A document (文件、信息) and its editions. What an officer saves is an edition, kept for good; one of them is live, and another
// may be in hand beside it. So editing never takes a page off, and every text that ever was public can be shown.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/words.h"
#include "base/markup/clean.h"
#include "domain/people/unit.h"

namespace gongkai::publishing {

using DocumentId = std::int64_t;
using EditionId = std::int64_t;

// Where the edition in hand stands. Whether an older one is live is another matter.
enum class State { draft, in_review, returned, signed_off, scheduled, published, withdrawn };
std::string_view word_of(State state);  // signed_off is "signed"
std::optional<State> state_from(std::string_view word);

// What one document does to another, said by the later one.
enum class Relation { repeals, partly_repeals, ends, amends, replaces, interprets, implements };
std::string_view word_of(Relation relation);
std::optional<Relation> relation_from(std::string_view word);
const std::vector<Relation>& all_relations();

// What a type of document is asked for beside title and text.
struct FieldKind {
    enum class Kind { line, lines, day, choice };
    std::string key;  // "effective_on": label publishing.field.effective_on
    Kind kind = Kind::line;
    bool is_required = false;   // to be published, not to be saved
    bool is_inherited = false;  // of what came from another site: nobody is asked for it where it is not there
    std::vector<std::string> choices;
};

// data/document_types.json
struct DocumentType {
    std::string key, zh, en, column;  // the column it goes to if nobody says otherwise
    bool is_red_head = false;         // drawn as printed: 发文机关标志, 文号, red rule
    bool has_validity = false;
    bool needs_interpretation = false;
    bool needs_maker = false;  // only units on a list may issue it: 规范性文件
    bool is_urgent = false;    // may be published by one act and looked over after
    std::vector<FieldKind> fields;
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
    const FieldKind* field(std::string_view wanted) const;
};
const std::vector<DocumentType>& document_types();
const DocumentType* find_type(std::string_view key);

struct Link {
    Relation kind = Relation::interprets;
    DocumentId target_id = 0;
    std::string title = {}, key = {};  // of the target as it stands now, where it was read
    bool operator==(const Link& other) const { return kind == other.kind && target_id == other.target_id; }
};

struct Attachment {
    std::string name, type, file;  // `file` names it in base/files
    std::int64_t bytes = 0;
    std::string words_digest = {};  // of an original: digest_of_words() of the text that was made of it
    bool operator==(const Attachment&) const = default;
};

bool is_picture(std::string_view type);                             // of the kinds that may stand in a page
bool stands_in(const markup::Clean& body, const Attachment& file);  // a picture of the text
bool has_pages(std::string_view name);                              // of a file that can be looked at page by page: PDF, OFD

// All that an edition says.
struct Text {
    std::string title, column, summary;
    std::string theme, category;                // codes; may be empty
    std::map<std::string, std::string> fields;  // of its type, days as 2019-06-25; none is empty
    markup::Clean body;
    std::vector<Link> links;
    std::vector<Attachment> attachments;
    std::string change_note;  // why a live document is corrected, in public
    // Once this is public nobody reads the editions before it any more: personal data stood in one of them.
    bool closes_earlier = false;

    std::string_view field(std::string_view key) const;
    std::optional<Day> day(std::string_view key) const;
    std::string_view number() const { return field("number"); }  // 文号
    bool operator==(const Text&) const = default;
};

// What a text says, blanks aside: two that look different and say the same have the same.
std::string digest_of_words(const markup::Clean& body);
// An original whose text was changed after it had been made of it: a mended mistake, and the file still has it.
bool differs_from_text(const Text& text, const Attachment& file);

struct Edition {
    EditionId id = 0;
    DocumentId document_id = 0;
    int number = 0;  // 1, 2, 3 … of the document
    Text text;
    std::string saved_by;
    Instant saved_at;
    std::optional<Instant> published_at;
    std::string forced_because;        // the government office published it without the steps
    std::optional<Instant> closed_at;  // it was public and is not to be read any more
    bool is_closed_for_its_text =
        false;  // so said the correction that closed it; else it had been withdrawn (published_editions)
};

struct Document {
    DocumentId id = 0;
    people::UnitId unit_id = 0;
    std::string unit_name, organ, type;  // organ: the full name of the unit, as a red-head paper prints it
    State state = State::draft;
    int version = 0;  // moves with every save and every step: forms carry the one they were drawn from
    int step = 0;     // in_review: the step that is waited for, from 0
    EditionId work_id = 0;
    std::optional<EditionId> live_id;
    std::string title;                  // of the edition in hand
    std::string key, index_number;      // empty until it is public: GK000012Z-2026-00001
    std::optional<Instant> publish_at;  // scheduled
    std::optional<Instant> first_published_at, published_at;
    std::optional<Instant> withdrawn_at;
    std::string withdrawn_because;
    std::optional<Instant> look_due_at;  // published by one act: until when somebody else has to have looked at it
    std::optional<Day> interpret_by;     // its interpretation is to be public by then
    std::string made_by;
    bool is_demonstration = false;  // 示例数据: marked wherever it is shown, never in the public log, removed as a whole

    bool is_live() const { return live_id && !withdrawn_at; }
    const DocumentType& kind() const;
};

// What stands at the address of a document, as octets whose SHA-256 the public log holds: JSON with its keys in order, so that
// anybody can make them again from the page. Of a withdrawn document it is the reason and nothing of its text.
std::string content_of(const Document& document, const Text& text);

// A step of an edition's way to the public.
struct StepTaken {
    enum class Outcome { submitted, passed, returned, looked_over, published, withdrawn };
    int step = 0;
    Outcome outcome = Outcome::passed;
    std::string reason, by;  // reason and actor are for the console alone
    Instant at;
    std::string word,
        unit;  // "review", "publish_urgently"; whoever took it belongs to this unit. Empty where nobody wrote it down
    EditionId edition_id = 0;
    std::string name;  // of who took it, for the console alone; empty where it was no account
};
std::string_view word_of(StepTaken::Outcome outcome);
std::optional<StepTaken::Outcome> outcome_from(std::string_view word);

}  // namespace gongkai::publishing
