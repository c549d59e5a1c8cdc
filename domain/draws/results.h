// What comes of a draw: its results are records of the kind inspection_result, known by the number of the task and the code of
// the object. That they are public in time is a duty in the ledger, and the records are its proof.
#pragma once
#include <string_view>

#include "base/db/database.h"
#include "domain/draws/draw.h"

namespace gongkai::draws {

// 邹政办字〔2019〕33号第7项  将检查处置结果全部通过国家企业信用信息公示系统（山东）和“信用中国（邹城）”网站公开
// 企业信息公示暂行条例      自信息产生之日起20个工作日内公示
// The days are those of the kind's clock, counted from the last day of the checks, and counted again when the calendar changes. A
// draw that was settled without its task and that day owes nothing here, nor does a demonstration. Part of the deed that draws.
void open_duty(db::Connection& connection, const Draw& draw);

// Counts the results that are public, and proves the duties of draws that have all of theirs, by the day of the last one. How
// many draws have changed; one line of the journal for each that is done.
int follow(db::Connection& connection, std::string_view actor);

// For the timer: as follow(), with a deed only where there is something to write.
void follow(db::Database& database);

inline constexpr std::string_view duties_origin = "draws";  // in the ledger; the part is the number of the draw

}  // namespace gongkai::draws
