// Entries as rows. They are written by desk.h; the index follows them by their sequence (keeper.h).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/entry.h"

namespace gongkai::search {

using LabelId = std::uint32_t;  // 0: none

// As it is kept: labels by their numbers, validity as of the day on which it was last reckoned.
struct Kept {
    EntryId id = 0;
    std::uint64_t sequence = 0;
    bool is_gone = false;
    Entry entry;  // without labels
    std::string title_bare, digest;
    LabelId kind = 0, unit = 0, theme = 0, column = 0;
    Validity validity = Validity::none;
};

std::uint64_t last_sequence(db::Connection& connection);
std::int64_t count_entries(db::Connection& connection);
std::vector<Kept> entries_after(db::Connection& connection, std::uint64_t sequence, int at_most);  // gone ones too
std::vector<Kept> entries_from(db::Connection& connection, EntryId after, int at_most);            // in order of their numbers

inline constexpr std::size_t entries_at_once = 100;
std::map<EntryId, Kept> entries(db::Connection& connection, const std::vector<EntryId>& ids);  // those that are not gone

// The papers of this serial and of either organ, of every year, the newest first; those of this serial and year (0: of every
// year); both with their organs. Those of this organ and year whose serial is up to ten away, the nearest first.
std::vector<std::pair<EntryId, std::string>> with_number(db::Connection& connection, std::string_view organ,
                                                         std::string_view or_organ, int serial);
std::vector<std::pair<EntryId, std::string>> with_serial(db::Connection& connection, int serial, int year);
std::vector<EntryId> with_serial_near(db::Connection& connection, std::string_view organ, int serial, int year);
std::vector<EntryId> with_title(db::Connection& connection, std::string_view bare, std::string_view or_bare);
inline std::vector<EntryId> with_title(db::Connection& connection, std::string_view bare) {
    return with_title(connection, bare, bare);
}

struct Title {
    EntryId id = 0;
    std::string title;
    LabelId kind = 0;
    Day published_on;
    std::string number;
    bool is_gone_to = false;  // a record of what one applies for, or calls: a certificate, a school
};
std::vector<Title> newest_titles(db::Connection& connection, int at_most);  // without records
std::vector<Title> newest_titles_of_records(db::Connection& connection, int at_most);

struct KeptLabel {
    std::string facet;
    Label label;
    std::string full_name = {};  // of a unit, where it is another; read for questions only
};
std::map<LabelId, KeptLabel> labels(db::Connection& connection);

struct Unread {
    std::string file, source, key;
};
// Slow: scans, pictures and what another program has to open first. They are read once everything else has been.
enum class Pace { quick, slow };
std::vector<Unread> unread_files(db::Connection& connection, Pace pace, int at_most);
struct WaitingFiles {
    std::int64_t quick = 0, slow = 0;
};
WaitingFiles waiting_files(db::Connection& connection);
std::optional<std::string> text_of_file(db::Connection& connection, std::string_view file);
std::string state(db::Connection& connection, std::string_view name);  // "" where it is not set

}  // namespace gongkai::search
