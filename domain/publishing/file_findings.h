// What the checks found in attachments. Opening a file takes seconds, a scan a minute; so what was found is kept by the file's
// content and the rules it was checked by, and whoever looks at a draft, passes it on or forces it sees the same.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/intake/checks.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

struct FileFindings {
    std::map<std::string, std::vector<intake::Finding>>
        found;  // by content, and what list it is read as; not there: nobody has looked
    std::map<std::string, std::vector<std::string>> from_intake;  // ids of words: what was told as the file became a text
};

// The language of what is found and everything that decides what that is.
std::string rules_of(const intake::Checking& checking);

// How to check now, and what was found by these very rules in the files of an edition: one statement.
struct ChecksOfEdition {
    intake::Checking checking;
    std::string rules;
    FileFindings files;
};
ChecksOfEdition checks_of(db::Connection& connection, EditionId edition, Language language);

// Without the name of the file, which may change. Forgets what is older than a week: it may hold what must not be public.
void keep_file_findings(db::Connection& connection, std::string_view file, std::string_view rules,
                        const std::vector<intake::Finding>& findings);
void keep_intake_warnings(db::Connection& connection, std::string_view file, const std::vector<std::string>& ids);

// Changes with every finding: who says that he has seen them says so of these.
std::string digest_of(const std::vector<intake::Finding>& findings);

}  // namespace gongkai::publishing
