#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/cover.h"
#include "domain/programme/reading/mark.h"

namespace gongkai::programme {

namespace {

struct Part {
    std::size_t start, end;
};

bool ends_clause(char32_t c) { return c == U',' || c == U'，' || c == U':' || c == U'：'; }

// Who a clause speaks of: 各责任单位要…, 请各单位于…, 由市政府办公室…. Known by form.
std::u32string subject_of(std::u32string_view clause, const ReadingWords& words) {
    for (const std::u32string_view lead_in : {U"请", U"由", U"要求", U"同时", U"此外", U"并", U"届时"}) {
        if (starts_with(clause, lead_in))
            clause = clause.substr(lead_in.size());
    }
    static constexpr std::u32string_view verbs[] = {U"要",   U"应",   U"须",   U"必须", U"需",   U"负责", U"将",   U"于",
                                                    U"结合", U"每",   U"对",   U"根据", U"按照", U"按",   U"请",   U"在",
                                                    U"会同", U"牵头", U"定期", U"组织", U"制定", U"务必", U"开展", U"汇总",
                                                    U"适时", U"报送", U"对照", U"明确", U"年底", U"年终"};
    std::size_t stop = std::min<std::size_t>(clause.size(), 40);
    for (std::size_t i = 2; i < stop; ++i) {
        const bool verb = is_digit(clause[i]) || std::any_of(std::begin(verbs), std::end(verbs),
                                                             [&](auto word) { return starts_with(clause.substr(i), word); });
        if (!verb)
            continue;
        const std::u32string name = fold(clause.substr(0, i));
        if (is_group(name, words) || is_unit(name, words) || is_unit_list(name, words) || starts_with(name, U"各级各部门") ||
            ends_with(name, U"各部门") || ends_with(name, U"各单位"))
            return std::u32string(clause.substr(0, i));
    }
    return {};
}

// 年中、年终评估 is every half year; 年终评估 is by the end of the year.
void add_assessment(std::u32string_view text, const DueContext& context, std::vector<Due>& dues) {
    const auto year = context.year ? context.year : context.signed_on ? std::optional(year_of(*context.signed_on)) : std::nullopt;
    const bool assessment = contains(text, U"评估") || contains(text, U"考核") || contains(text, U"检查") ||
                            contains(text, U"督查") || contains(text, U"通报") || contains(text, U"总结");
    const std::size_t middle = text.find(U"年中");
    std::size_t last = text.find(U"年终");
    if (last == std::u32string_view::npos)
        last = text.find(U"年末");
    if (!assessment)
        return;
    Due due;
    if (middle != std::u32string_view::npos && last != std::u32string_view::npos && last > middle && last - middle <= 6) {
        due.kind = Due::Kind::every;
        due.period = Period::half_year;
        due.text = to_utf8(text.substr(middle, last + 2 - middle));
        dues.push_back(due);
        return;
    }
    due.kind = Due::Kind::by;
    const auto add = [&](std::size_t at, unsigned month) {
        if (at == std::u32string_view::npos)
            return;
        if (year)
            due.on = last_of_month(*year, month);
        due.text = to_utf8(text.substr(at, 2));
        const bool known =
            std::any_of(dues.begin(), dues.end(), [&](const Due& one) { return one.on == due.on && one.kind == due.kind; });
        if (!known)
            dues.push_back(due);
    };
    add(middle, 6);
    add(last, 12);
}

class DutyReader {
  public:
    DutyReader(const Cover& cover, Context& context, std::u32string addressee)
        : cover_(cover), context_(context), addressee_(std::move(addressee)) {}

    void sentence(const Traced& printed) {
        Traced text = mend(printed);
        std::optional<Mark> mark;
        text = without_mark(text, mark);
        if (text.size() < 6 || text.size() > 1200)
            return;
        std::vector<Part> clauses;
        std::size_t start = 0;
        int quotes = 0;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (i < text.size()) {
                quotes += text.text[i] == U'《' || text.text[i] == U'(' || text.text[i] == U'（' ? 1 : 0;
                quotes -= (text.text[i] == U'》' || text.text[i] == U')' || text.text[i] == U'）') && quotes > 0 ? 1 : 0;
            }
            if (i == text.size() || (quotes == 0 && ends_clause(text.text[i]))) {
                if (i > start)
                    clauses.push_back({start, i});
                start = i + 1;
            }
        }
        std::u32string last_subject;
        std::size_t group = 0;
        std::vector<CoverDuty> found;
        std::vector<Part> spans;
        for (std::size_t k = 0; k < clauses.size(); ++k) {
            const auto clause = std::u32string_view(text.text).substr(clauses[k].start, clauses[k].end - clauses[k].start);
            const std::u32string subject = subject_of(clause, context_.words);
            std::vector<Due> dues;
            for (FoundDue& due : read_dues(clause, cover_.due, DuePlace::sentence, context_.words)) {
                if (due.due.kind != Due::Kind::ongoing && !due.bare)
                    dues.push_back(std::move(due.due));
            }
            add_assessment(clause, cover_.due, dues);
            if (!subject.empty())
                last_subject = subject;
            if (dues.empty())
                continue;
            CoverDuty duty;
            duty.who = to_utf8(last_subject);
            duty.due = std::move(dues);
            found.push_back(std::move(duty));
            spans.push_back({clauses[group].start, clauses[k].end});
            group = k + 1;
        }
        if (found.empty()) {
            if (!last_subject.empty())
                subject_before_ = last_subject;
            return;
        }
        // What follows the last limit belongs to it, up to a limit of its own.
        spans.back().end = clauses.back().end;
        for (std::size_t k = 0; k < found.size(); ++k) {
            if (found[k].who.empty() && !last_subject.empty())
                found[k].who = to_utf8(last_subject);
            if (found[k].who.empty())
                found[k].who = to_utf8(!subject_before_.empty() ? subject_before_ : addressee_);
            const Traced what = text.part(spans[k].start, spans[k].end);
            found[k].what = to_utf8(what.text);
            for (const Due& due : found[k].due) {
                if (due.on && cover_.due.signed_on && *due.on < *cover_.due.signed_on)
                    context_.warnings.push_back({"programme.warn.due_before_signing",
                                                 {found[k].what, due.text, to_text(*due.on), to_text(*cover_.due.signed_on)}});
            }
            found[k].source = spans_of(context_.pages, what);
            duties.push_back(std::move(found[k]));
        }
        if (!last_subject.empty())
            subject_before_ = last_subject;
    }

    void new_paragraph() { subject_before_.clear(); }

    std::vector<CoverDuty> duties;

  private:
    const Cover& cover_;
    Context& context_;
    std::u32string addressee_, subject_before_;
};

// 各镇人民政府、街道办事处,市政府有关部门: the line that ends in a colon above the first sentence.
std::u32string addressee_of(std::u32string_view text) {
    std::size_t colon = 0;
    while ((colon = text.find_first_of(U"：:", colon)) != std::u32string_view::npos) {
        std::size_t start = colon;
        while (start > 0 && colon - start < 80 && text[start - 1] != U'\n' && text[start - 1] != U'。' &&
               text[start - 1] != U'》')
            --start;
        // The line above may belong to it.
        const std::u32string line = mend(text.substr(start, colon - start));
        const bool bodies = contains(line, U"部门") || contains(line, U"单位") || contains(line, U"政府") ||
                            contains(line, U"办事处") || contains(line, U"委") || contains(line, U"局") ||
                            contains(line, U"科室");
        if (bodies && line.size() >= 4 && !contains(line, U"附件") && !contains(line, U"关于") &&
            line.find(U'：') == std::u32string::npos)
            return line;
        ++colon;
    }
    return {};
}

bool is_day(std::u32string_view line) {
    std::size_t length = 0;
    return line.size() <= 24 && read_full_day(line, length) && length >= line.size();
}

// A line without any mark of punctuation: a name or a heading.
bool is_bare(std::u32string_view line) {
    if (const auto mark = read_mark(line))
        line = line.substr(mark->length);
    return line.size() >= 4 && line.size() <= 60 && line.find_first_of(U"，。；、：,;:") == std::u32string_view::npos;
}

}  // namespace

std::vector<CoverDuty> read_cover_duties(const std::vector<Line>& lines, std::size_t end, const Cover& cover, Context& context) {
    Traced all;
    end = std::min(end, lines.size());
    if (cover.annex_line)
        end = std::min(end, *cover.annex_line);
    bool apart = false;
    for (std::size_t i = 0; i < end; ++i) {
        // A signature, its day and a heading below them end a sentence without a stop.
        const bool alone = is_day(lines[i].text.text) ||
                           (i + 1 < end && is_day(lines[i + 1].text.text) && is_bare(lines[i].text.text)) ||
                           (is_bare(lines[i].text.text) && (apart || read_mark(lines[i].text.text)));
        if (!all.empty()) {
            if (alone || apart)
                all.push(U'。', lines[i].text.from[0]);
            all.push(U'\n', lines[i].text.from[0]);
        }
        all.append(lines[i].text);
        apart = alone;
    }
    DutyReader reader(cover, context, addressee_of(all.text));
    std::size_t start = 0;
    for (std::size_t i = 0; i <= all.size(); ++i) {
        // The colon of the addressee ends what stands above the letter.
        const bool stop = i == all.size() || is_stop(all.text[i]) ||
                          ((all.text[i] == U'：' || all.text[i] == U':') && i + 1 < all.size() && all.text[i + 1] == U'\n');
        if (!stop)
            continue;
        if (i > start)
            reader.sentence(all.part(start, i));
        start = i + 1;
    }
    return std::move(reader.duties);
}

}  // namespace gongkai::programme
