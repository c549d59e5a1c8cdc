// Addresses elsewhere that texts link to. Nobody waits for another server: a text that is saved notes them down, a pass in the
// background tries them, and what it found stands among the findings the next time the text is looked at.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "domain/intake/checks.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

// http and https, each once, without fragments; the first 50.
std::vector<std::string> links_elsewhere(const markup::Clean& body);

// What the links of a text answer, by their addresses as written: those elsewhere that were tried (0 for no answer), and those to
// documents, their files and columns of this portal, 200, 404 or 410. Asked for together, however many there are; pages of other
// rooms are not among them.
std::map<std::string, int> statuses_of_links(db::Connection& connection, DocumentId id, const markup::Clean& body);

// Inside the deed that saves the text: what it no longer links to is forgotten, what is new or was silent is to be tried.
void note_links(db::Connection& connection, DocumentId id, const markup::Clean& body);

// Tries some that nobody has tried yet, else some of public documents that were tried `again_after` ago (one that was silent, the
// next day), side by side; how many. Takes as long as the slowest of them: `ask` has a limit of its own.
int try_links(db::Database& database, const intake::AskAddress& ask, std::chrono::days again_after);

}  // namespace gongkai::publishing
