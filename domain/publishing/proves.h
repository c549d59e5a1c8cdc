// What hangs on the page of a document: the duties that it proves in the ledger, and the links of it that nobody answers.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/ledger/duty.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

// The addresses by which a proof may name it: as it is, and encoded where a key of an old site has to be.
std::vector<std::string> pages_of(std::string_view key);

struct Proven {
    ledger::DutyId duty_id = 0;
    int number = 0;  // of the occurrence
    Day due_on;
    std::string owner;
};

struct OnPage {
    std::vector<Proven> proven;           // of a withdrawn document: what it proved, and does no more
    std::vector<std::string> dead_links;  // addresses that answered 404 or 410, or were silent three times one after the other
};
OnPage what_hangs_on(db::Connection& connection, const Document& document);

}  // namespace gongkai::publishing
