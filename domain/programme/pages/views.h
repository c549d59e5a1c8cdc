// The public pages of the programme, drawn from the board. Each draws the part between trail and foot.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/core/words.h"
#include "base/web/html.h"
#include "domain/ledger/duty.h"
#include "domain/programme/pages/board.h"

namespace gongkai::programme {

struct View {
    const Board& board;
    Language language;
    std::optional<Day> other_day = {};     // where the reader left the usual day: links keep it
    std::span<const Notice> notices = {};  // all there are, newest first; links keep one that is not the newest

    std::string say(std::string_view id, const std::vector<std::string>& arguments = {}) const {
        return words(language, id, arguments);
    }
    // For an element whose text is the notice's own, in whatever language the page is.
    web::Raw chinese() const { return web::when(language == Language::en, " lang='zh-CN'"); }
    web::Raw chinese(const StoredTask& task) const {
        return web::when(task.kind != TaskKind::cover && language == Language::en, " lang='zh-CN'");
    }
    // In a year that is over nothing comes due any more: what was due on its last day has no proof, and is called so wherever the
    // state is named.
    bool has_no_proof(ledger::State state) const { return state == ledger::State::due_soon && board.is_closed(); }
    std::string name_of(ledger::State state) const {
        return say(has_no_proof(state) ? "board.home.no_proof" : "ledger.state." + std::string(ledger::word_of(state)));
    }
    std::string day(Day day) const;       // 6月30日; with its year where it is another
    std::string full_day(Day day) const;  // 2019年6月30日（周日）
    std::string task_address(const StoredTask& task) const;
    std::string in(std::string_view address) const;  // the address, in the notice the reader reads
    std::string to(std::string_view address) const;  // and on his day
};

std::string sign_of(ledger::State state);  // ✓ ✓迟 ◔ ! ○

// "市教育和体育局，第18项第1行，应于6月30日前，已于6月12日完成，查看依据": what a cell says of itself. A board has thousands of
// cells, so phrases and days are kept from one to the next.
class CellSentences {
  public:
    enum class DaysSaid { briefly, in_full };  // in full: read where nothing says the year
    explicit CellSentences(const View& view, DaysSaid days_said = DaysSaid::briefly);
    // Valid until the next call.
    const std::string& of(const BoardColumn& column, std::string_view owner, const ledger::Cell& cell);

  private:
    std::string_view day(const std::optional<Day>& day);

    const View& view_;
    Phrase done_, open_, done_of_letter_, open_of_letter_;
    DaysSaid days_said_;
    std::map<ledger::State, std::string> states_;
    std::map<Day, std::string> days_;
    std::string sentence_;
};

// Small parts.
void write_state(web::Html& html, const View& view, ledger::State state, std::string_view words_after = {});
void write_bar(web::Html& html, const ledger::Tally& tally);
void write_legend(web::Html& html, const View& view);
void write_as_of(web::Html& html, const View& view, std::string_view path);
void write_other_notices(web::Html& html, const View& view, std::string_view path);  // the same page of them
std::string tally_in_words(const View& view, const ledger::Tally& tally);
// The passage of a source page with the row's pieces marked; nothing where the row has no place in the pages.
void write_source(web::Html& html, Language language, const std::vector<std::string>& pages,
                  const std::vector<extract::Span>& spans);

// A whole source page with those spans marked that lie in it, the first as #row.
void write_marked(web::Html& html, std::string_view page, std::vector<extract::Span> spans, int number);

// Whole pages.
// `sentence`: the city's own, may be empty; `of_rooms`: what other rooms show there.
void write_home(web::Html& html, const View& view, std::string_view sentence, const web::Html& of_rooms);
// `query` is the reader's own; `other_days` the address of the same view without a day.
void write_board(web::Html& html, const View& view, const Filter& filter, std::string_view query, std::string_view other_days);
void write_task(web::Html& html, const View& view, const StoredTask& task, const std::vector<std::string>& pages);
void write_unit_head(web::Html& html, Language language, const people::Unit& unit);  // what it is, of whatever notice
void write_unit(web::Html& html, const View& view, const people::Unit& unit, const web::Html& of_rooms);
enum class Detail { none, duties };
void write_units(web::Html& html, const View& view, Detail detail = Detail::none);
void write_notice(web::Html& html, const View& view);
void write_duty(web::Html& html, const View& view, const ledger::Duty& duty, const std::vector<ledger::Proof>& proofs,
                const std::vector<std::string>& pages, int soon_days);
// What became of a proof: that its page was withdrawn, and that it is public again.
void write_lapses(web::Html& html, Language language, const ledger::Proof& proof);
void write_source_page(web::Html& html, const View& view, const std::vector<std::string>& pages, std::size_t number,
                       const StoredRow* row);  // marked where it is asked for

}  // namespace gongkai::programme
