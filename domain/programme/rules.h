// What follows from a reading: its year, its key, who owes which row and when. Pure functions.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/ledger/duty.h"
#include "domain/programme/programme.h"

namespace gongkai::programme {

// The year that the title names (2019年), else that of the signing, else that of `today`.
int year_of_notice(const NoticeHead& head, Day today);

// "2019-33" from 邹政办字〔2019〕33号; without a number the year and six digits of the file's hash.
std::string key_of_notice(const NoticeHead& head, int year, std::string_view sha256);

// 邹城市 from 邹城市人民政府办公室; the whole issuer where it names no government.
std::string place_of(const NoticeHead& head);

std::vector<ledger::Term> terms_of(const Row& row);

// The day from which periods are counted: that of the signing, or the eve of the year where none is known.
Day counted_from(const NoticeHead& head, int year);

// The listed units that a notice of this issuer can mean: one whose full name tells another place cannot. Where the issuer is no
// government, all of the list.
people::Directory units_of_place(const people::Directory& units, const NoticeHead& head);

using ResolvedNames = std::map<std::string, people::UnitId, std::less<>>;

// Who is meant by the phrases of one notice (有关镇街), as a person has said.
using NamedGroups = std::map<std::string, std::vector<people::UnitId>, std::less<>>;

// 有关镇街, 各乡镇.
bool means_towns(std::string_view group);

// Owners of a row in order and without repetition: the units it names, then the members of its groups - as named for this
// notice, else as known on the day of signing.
// 各责任部门 are all units that the notice names; a group without known members (有关镇街) owes as a group until somebody names
// them.
std::vector<Owner> owners_of(const Row& row, const ResolvedNames& names, const NamedGroups& groups,
                             const people::Directory& units, Day on);

// Owners of a duty of the cover. Whoever is called 各… (各级各部门, 各单位) is every unit of the list and of the notice.
std::vector<Owner> owners_of(const CoverDuty& duty, const ResolvedNames& names, const people::Directory& units, Day on);

// Does the cover ask each unit for its plan (实施方案、工作方案)? Its proof is then a public paper.
bool asks_for_plan(const StoredTask& task, const Row& row);

}  // namespace gongkai::programme
