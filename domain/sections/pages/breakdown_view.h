// How a unit's breakdown paper is drawn: as a draft beside its source with what is asked of the officer, and as what was
// accepted.
#pragma once
#include "base/web/forms.h"
#include "domain/sections/breakdowns.h"
#include "doors/doors.h"

namespace gongkai::sections {

// A draft as it is looked at: what was read, held against what stands.
struct BreakdownReview {
    Breakdown breakdown;
    extract::Document document;
    programme::Reading reading;
    std::optional<Refusal> refusal;  // of the reader
    Standing standing;
    const people::Unit* unit = nullptr;
    std::vector<const people::Unit*> sections;
    std::vector<PaperRow> rows;
    std::vector<Match> matches;        // by row
    std::vector<std::string> unknown;  // names that no section bears, each once
    std::string seen;                  // see hash_of()
};

// Fills what follows from reading and standing.
void weigh(BreakdownReview& review);

// Fields of the form. "none" and the empty value of a list: to nobody, of no duty; not answered yet.
std::string duty_field(const PaperRow& row);
std::string section_field(const PaperRow& row);
std::string name_field(std::size_t unknown);  // also the value of a row's section: whoever that name turns out to be
std::string new_field(std::size_t unknown);   // ticked: it is a new section

struct FormTokens {
    std::string accept, drop;
};
void write_breakdown_draft(web::Html& html, Language language, const BreakdownReview& review, const FormTokens& tokens,
                           const web::Form* form);
void write_accepted(web::Html& html, Language language, const people::Directory& units, people::UnitId unit,
                    const std::vector<AcceptedRow>& rows, const std::vector<std::string>& pages);

std::string address_of(const Breakdown& breakdown);

}  // namespace gongkai::sections
