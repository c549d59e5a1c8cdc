// Taking a notice in as a reviewed act: handed in, looked at beside its source, put right where the reader was unsure, accepted
// or dropped. Until it is accepted nothing of it is public.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/programme/desk.h"

namespace gongkai::programme {

using DraftId = std::int64_t;

struct Draft {
    DraftId id = 0;
    std::string file_name;
    std::string file;  // its name in base/files, which is its SHA-256
    std::string given_by;
    Instant given_at;
    bool is_answered = false;
    std::string notice_key;  // where it was accepted
};

// What a person put right. `place` is "head" (fields title, number, issuer, signed_on) or "3.1", the task's and the row's
// position (fields requirement, units, groups, due).
struct Correction {
    std::string place, field, value;
    bool operator==(const Correction&) const = default;
};

// Names are parted by 、 or a line end; `due` is read like the cell of a table. A row that a person has put right is sure.
// Refuses programme.refuse.correction (no such place or field) and core's refusal of a day that is none.
Result<void> put_right(Reading& reading, const std::vector<Correction>& corrections);

std::vector<Draft> drafts_waiting(db::Connection& connection);
std::optional<Draft> find_draft(db::Connection& connection, DraftId id);
std::vector<Correction> corrections_of(db::Connection& connection, DraftId id);

DraftId hand_in(db::Connection& connection, std::string_view file_name, std::string_view file, std::string_view actor);

// Refuses programme.refuse.draft_answered.
Result<void> correct(db::Connection& connection, DraftId id, const std::vector<Correction>& corrections, std::string_view actor);

// take_in() of what was read and put right; remembers who said so. Refuses what take_in() refuses, and
// programme.refuse.draft_answered.
Result<Import> accept(db::Connection& connection, DraftId id, const Paper& paper, std::string_view actor);
Result<void> drop(db::Connection& connection, DraftId id, std::string_view actor);

// Of every file that a row of this room names (base/files), each once.
std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::programme
