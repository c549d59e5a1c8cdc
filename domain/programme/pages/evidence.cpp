#include "domain/programme/pages/evidence.h"

#include "base/files/files.h"
#include "base/web/client.h"
#include "base/web/target.h"
#include "domain/programme/pages/turn.h"

namespace gongkai::programme {
namespace {

using web::Choice;
using web::Field;
using web::Form;
using web::Need;

constexpr std::size_t copy_at_most = std::size_t{5} << 20;

// As anybody would get it: what only the staff see proves nothing to the public.
int status_of_page(const Doors& doors, std::string_view address) {
    web::Request request;
    request.target = address.substr(0, address.find('#'));
    request.peer = "127.0.0.1";
    if (!web::read_target(request.target, request.path, request.query))
        return 400;
    return doors.site.from_within(request).status;
}

}  // namespace

void write_evidence_fields(web::FormView& view, Language language, std::string_view address) {
    const auto day = to_text(today());
    view.field({.name = "done_on", .label = "board.desk.done_on", .kind = Field::Kind::day, .value = day});
    view.field({.name = "words", .label = "board.desk.words", .hint = "board.desk.words.hint"});
    std::vector<std::string> names;
    for (const auto kind : {ledger::Offer::Kind::page, ledger::Offer::Kind::link, ledger::Offer::Kind::file})
        names.push_back(gongkai::words(language, "ledger.offer." + std::string(ledger::word_of(kind))));
    view.choices("kind", "board.desk.kind", {{"page", names[0], true}, {"link", names[1]}, {"file", names[2]}});
    view.field({.name = "address",
                .label = "board.desk.address",
                .hint = "board.desk.address.hint",
                .need = Need::optional,
                .value = address});
    view.field({.name = "file",
                .label = "board.desk.file",
                .hint = "board.desk.file.hint",
                .kind = Field::Kind::file,
                .need = Need::optional});
}

void take_evidence(const Doors& doors, const std::string& actor, Form& form, ledger::Offer& offer) {
    const auto kind = ledger::offer_kind_from(form.one_of("kind", {"page", "link", "file"}));
    if (!kind)
        return;
    offer.kind = *kind;
    if (*kind == ledger::Offer::Kind::file) {
        if (const auto* file = form.file("file", evidence_at_most)) {
            offer.file_name = file->name;
            offer.file = doors.files.keep(file->bytes);
        }
        return;
    }
    offer.address = form.text("address", {.at_most = 500});
    if (offer.address.empty())
        return;
    // Whoever copies the address of a page of this portal has it whole: it is the page all the same.
    offer.address = std::string(web::without_own_host(offer.address, doors.settings.text("site.address")));
    const bool is_here = web::leads_here(offer.address);
    if (is_here)
        offer.kind = ledger::Offer::Kind::page;
    if (offer.kind == ledger::Offer::Kind::page) {
        if (!is_here)
            form.refuse("address", {Refusal::Kind::invalid, "board.refuse.not_here", {}, {}});
        else if (const int status = status_of_page(doors, offer.address); status != 200)
            form.refuse("address", {Refusal::Kind::invalid, "board.refuse.no_page", {std::to_string(status)}, {}});
        return;
    }
    const Turn turn(actor);
    if (!turn.is_his()) {
        form.refuse("address", {Refusal::Kind::conflict, "board.refuse.fetching", {}, {}});
        return;
    }
    web::Ask ask{.address = offer.address};
    ask.at_most = copy_at_most;
    ask.only_public = true;
    const auto copy = web::fetch(ask);
    if (!copy)
        form.refuse("address", copy.error());
    else if (copy->status != 200)
        form.refuse("address", {Refusal::Kind::invalid, "board.refuse.not_there", {std::to_string(copy->status)}, {}});
    else {
        offer.file_name = "copy";
        offer.file = doors.files.keep(copy->body);
    }
}

}  // namespace gongkai::programme
