// What the office has made of the checks: which kind of finding blocks, warns or is passed over, words that are wrong, words that
// are not to stand in a paper. Each is a CSV that is replaced as a whole, so that it can be kept and compared outside too; where
// the office has said nothing the list that the program carries holds.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/intake/checks.h"

namespace gongkai::intake {

enum class CheckList { levels, wrong_words, sensitive_words };
std::string_view word_of(CheckList list);
const std::vector<CheckList>& all_check_lists();

// As it holds now: kind,sure,doubtful (block, warn; sure may be off) or wrong,right,unless or
// word,instead,level,unless,reason (the first of these is enough).
std::string check_list(db::Connection& connection, CheckList list);

// Writes one line of the journal. Refuses checks.refuse.list (the line, counted from 1) and what read_csv_table refuses; an
// empty text takes the office's own list away.
Result<void> set_check_list(db::Connection& connection, CheckList list, std::string_view csv, std::string_view actor);

// As that list of `checking` would be kept.
std::string written(const Checking& checking, CheckList list);

// How to check now: one statement.
Checking office_checking(db::Connection& connection, Language language);

// A list as it is kept; what another release has kept and this one cannot read is passed over.
void take_kept(Checking& checking, std::string_view list, std::string_view csv);

// The same with one list as it would be. Refuses as set_check_list().
Result<Checking> checking_with(Checking checking, CheckList list, std::string_view csv);

}  // namespace gongkai::intake
