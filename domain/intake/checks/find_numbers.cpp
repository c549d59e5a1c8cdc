// A number is known by its form, its check digits and the words beside it. Where these disagree the words win: 编号 in front of
// eleven digits makes them no telephone, 身份证号 in front of eighteen makes them an identity number that was mistyped.
#include <algorithm>
#include <array>
#include <tuple>

#include "base/core/text.h"
#include "domain/intake/checks/chains.h"
#include "domain/intake/checks/hit.h"
#include "domain/intake/checks/numbers.h"

namespace gongkai::intake {
namespace {

// Codes of projects and contracts are often an area, a day and a serial, and the day is a recent one; few holders of a card that
// stands in a notice are as young.
constexpr int codes_are_younger_than = 12;

// A part of a chain as one number.
struct Candidate {
    std::size_t first = 0, last = 0;  // groups
    std::string digits;
    Stretch stretch;
};

class Finder {
  public:
    Finder(const Passage& passage, Day as_of, Hits& hits) : passage_(passage), as_of_(as_of), hits_(hits) {}

    // The surest first: what they take is not looked at again.
    void look_at(const Chain& chain) {
        chain_ = &chain;
        taken_.assign(chain.size(), false);
        each(18, 18, [&](const Candidate& it) { return sure_id(it); });
        each(19, 21, [&](const Candidate& it) { return id_with_more(it); });
        each(29, 37, [&](const Candidate& it) { return glued(it); });
        each(11, 15, [&](const Candidate& it) { return mobile(it); });
        each(16, 19, [&](const Candidate& it) { return bank_card(it, Sureness::sure); });
        each(18, 18, [&](const Candidate& it) { return mistyped_id(it); });
        each(15, 15, [&](const Candidate& it) { return old_id(it); });
        each(16, 19, [&](const Candidate& it) { return bank_card(it, Sureness::doubtful); });
        each(7, 12, [&](const Candidate& it) { return landline(it); });
        partly_masked();
    }

  private:
    template <class F>
    void each(std::size_t shortest, std::size_t longest, F&& is_found) {
        for (std::size_t first = 0; first < chain_->size(); ++first) {
            Candidate candidate{first, first, {}, {}};
            for (std::size_t last = first; last < chain_->size() && !taken_[last]; ++last) {
                const auto& group = (*chain_)[last];
                candidate.digits += group.digits;
                if (candidate.digits.size() > longest)
                    break;
                candidate.last = last;
                candidate.stretch = {(*chain_)[first].stretch.start, group.stretch.end};
                if (candidate.digits.size() >= shortest && is_found(candidate)) {
                    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(first),
                              taken_.begin() + static_cast<std::ptrdiff_t>(last) + 1, true);
                    break;
                }
            }
        }
    }

    void add(std::string_view kind, Sureness sureness, Stretch stretch, std::string_view reason) {
        hits_.push_back({kind, sureness, stretch, reason});
    }

    bool is_whole(const Candidate& it) const { return it.first == it.last; }

    // Nothing of the chain that is still to be explained stands beside it; another mobile in three groups and a date are
    // explained.
    // So is what is joined otherwise than the number is inside: 5 138-0537-1234.
    bool stands_alone(const Candidate& it) const {
        return (is_free_before(it.first) || is_parted(it, it.first)) && (is_free_after(it.last) || is_parted(it, it.last + 1));
    }
    bool is_parted(const Candidate& it, std::size_t place) const {
        if (is_whole(it))
            return false;
        const auto inside = (*chain_)[it.first + 1].joint, outside = (*chain_)[place].joint;
        for (auto i = it.first + 1; i <= it.last; ++i)
            if ((*chain_)[i].joint != inside)
                return false;
        return inside == U' ' ? outside == U'(' || outside == U')' : inside != U'\n' && (outside == U' ' || outside == U'\n');
    }
    bool is_free_before(std::size_t first) const {
        return first == 0 || taken_[first - 1] || (first >= 3 && (is_grouped_mobile(first - 3) || is_date(first - 3)));
    }
    bool is_free_after(std::size_t last) const {
        return last + 1 == chain_->size() || taken_[last + 1] || is_grouped_mobile(last + 1) || is_date(last + 1);
    }
    bool is_date(std::size_t first) const {
        if (first + 3 > chain_->size())
            return false;
        const auto& year = (*chain_)[first].digits;
        return year.size() == 4 && (year.starts_with("19") || year.starts_with("20")) && (*chain_)[first + 1].joint != U' ' &&
               (*chain_)[first + 1].digits.size() <= 2 && (*chain_)[first + 2].digits.size() <= 2;
    }
    bool is_grouped_mobile(std::size_t first) const {
        if (first + 3 > chain_->size())
            return false;
        const auto& [a, b, c] = std::tie((*chain_)[first].digits, (*chain_)[first + 1].digits, (*chain_)[first + 2].digits);
        return a.size() == 3 && b.size() == 4 && is_mobile(a + b + c);
    }

    std::vector<std::size_t> form_of(const Candidate& it) const {
        std::vector<std::size_t> form;
        for (auto i = it.first; i <= it.last; ++i)
            form.push_back((*chain_)[i].digits.size());
        return form;
    }

    bool is_joined_by(const Candidate& it, char32_t joint) const {
        for (auto i = it.first + 1; i <= it.last; ++i)
            if ((*chain_)[i].joint == joint)
                return true;
        return false;
    }

    bool has_form(const Candidate& it, std::initializer_list<std::vector<std::size_t>> forms) const {
        return std::ranges::find(forms, form_of(it)) != forms.end();
    }

    bool is_recent(std::string_view digits) const {
        const auto born_on = birth_date_in(digits, as_of_);
        return born_on && age_on(as_of_, *born_on) < codes_are_younger_than;
    }

    // The words before it; those in a bracket behind it where there are none, or where they say whose card it is.
    Label label_of(const Candidate& it) const {
        const auto before = passage_.label_before(it.stretch.start), behind = passage_.label_behind(it.stretch.end);
        return before == Label::none || behind == Label::identity ? (behind == Label::none ? before : behind) : before;
    }

    bool sure_id(const Candidate& it) {
        if (!is_id_number(it.digits, as_of_))
            return false;
        const auto label = label_of(it);
        if (label == Label::organisation && is_credit_code(it.digits))
            return false;
        const bool may_be_a_code = label == Label::number && is_recent(it.digits);
        if (may_be_a_code && !is_behind_a_bare_label(it))
            return false;
        // Numbers side by side may add up to eighteen digits by chance.
        const auto form = form_of(it);
        const bool is_in_boxes = std::ranges::all_of(form, [](std::size_t size) { return size == 1; });
        const bool is_plain = is_whole(it) || is_in_boxes || label == Label::identity || stands_alone(it) ||
                              has_form(it, {{6, 8, 4}, {6, 4, 4, 4}, {6, 4, 2, 2, 4}, {6, 12}, {14, 4}, {10, 8}, {6, 8, 3, 1}});
        if (!is_plain)
            return false;
        // A code, a day and a serial stand in cells side by side more often than the parts of somebody's number.
        const bool is_in_cells = !is_in_boxes && is_joined_by(it, U'\t') && label != Label::identity;
        if (is_in_cells && is_recent(it.digits))
            return false;
        add("id_number", may_be_a_code || is_in_cells ? Sureness::doubtful : Sureness::sure, it.stretch, "checks.why.id_number");
        return true;
    }

    // 证号：… of nobody knows what; the numbers of projects and contracts say whose they are.
    bool is_behind_a_bare_label(const Candidate& it) const {
        auto before = passage_.text().substr(0, it.stretch.start);
        while (!before.empty() && std::u32string_view(U" :：为是").contains(before.back()))
            before.remove_suffix(1);
        for (const std::u32string_view bare : {U"证号", U"证号码", U"id"})
            if (before.ends_with(bare)) {
                before.remove_suffix(bare.size());
                return before.empty() || !(is_han(before.back()) || is_letter(before.back())) || before.ends_with(U"人");
            }
        return false;
    }

    // A disability certificate's number is its holder's identity number and two digits; a serial number may be printed right
    // before one.
    bool id_with_more(const Candidate& it) {
        const std::string_view digits = it.digits;
        const auto more = digits.size() - 18;
        const bool is_certificate = more == 2 && is_id_number(digits.substr(0, 18), as_of_) && digits[18] >= '1' &&
                                    digits[18] <= '7' && digits[19] >= '1' && digits[19] <= '4';
        const bool has_serial = digits[0] != '0' && is_id_number(digits.substr(more), as_of_);
        if (!is_whole(it) || !(is_certificate || has_serial) || label_of(it) == Label::organisation ||
            (label_of(it) == Label::number && is_recent(digits.substr(is_certificate ? 0 : more, 18))))
            return false;
        const auto start = it.stretch.start + (is_certificate ? 0 : more);
        add("id_number", Sureness::sure, {start, start + 18}, "checks.why.id_number");
        return true;
    }

    // Columns that a PDF printed too close to each other: an identity number and another number without a gap.
    bool glued(const Candidate& it) {
        if (!is_whole(it))
            return false;
        const std::string_view digits = it.digits;
        const auto is_other = [&](std::string_view rest) {
            return is_mobile(rest) || is_id_number(rest, as_of_) || is_bank_card(rest);
        };
        const auto rest = digits.size() - 18;
        const bool is_first = is_id_number(digits.substr(0, 18), as_of_) && is_other(digits.substr(18));
        const bool is_last = is_id_number(digits.substr(rest), as_of_) && is_other(digits.substr(0, rest));
        if (!is_first && !is_last)
            return false;
        const auto middle = it.stretch.start + (is_first ? 18 : rest);
        for (const Stretch& part : {Stretch{it.stretch.start, middle}, Stretch{middle, it.stretch.end}}) {
            if (part.size() == 11)
                add("mobile", Sureness::sure, part, "checks.why.mobile");
            else if (part.size() == 18)
                add("id_number", Sureness::sure, part, "checks.why.id_number");
            else
                add("bank_card", Sureness::sure, part, "checks.why.bank_card");
        }
        return true;
    }

    // The signs without blanks that a number stands in: an address, a file name, a code.
    std::u32string_view word_before(std::size_t at) const {
        auto start = at;
        while (start > 0 && passage_.before(start) > U' ' && passage_.before(start) < 0x7F &&
               std::u32string_view(U"()[]<>{}\"',;|").find(passage_.before(start)) == std::u32string_view::npos)
            --start;
        return passage_.text().substr(start, at - start);
    }

    bool is_part_of_a_code(const Stretch& stretch) const {
        const auto word = word_before(stretch.start);
        const auto next = passage_.at(stretch.end);
        constexpr std::array names{U"tel", U"phone",   U"mobile", U"mob", U"mp",   U"cell", U"call", U"wechat", U"weixin",
                                   U"wx",  U"vx",      U"v",      U"qq",  U"t",    U"m",    U"p",    U"no",     U"fax",
                                   U"sms", U"contact", U"name",   U"sjh", U"lxdh", U"dh",   U"sj",   U"shouji"};
        auto letters = word;
        while (!letters.empty() && !is_letter(letters.back()) && !is_digit(letters.back()))
            letters.remove_suffix(1);
        auto name = letters;
        if (const auto other = name.find_last_not_of(U"abcdefghijklmnopqrstuvwxyz"); other != std::u32string_view::npos)
            name.remove_prefix(other + 1);
        const bool is_named = std::ranges::find(names, name) != names.end();
        for (const std::u32string_view mark : {U"://", U"www.", U".cn/", U".com/"})
            if (word.find(mark) != std::u32string_view::npos)
                return !(is_named && word.ends_with(U'='));
        if (!is_named && !name.empty() && std::u32string_view(U"-_/\\").contains(word.back()))
            return true;
        if (!is_named && !word.empty() && is_letter(word.back()))
            return true;
        if (is_letter(next) && next != U'x')
            return true;
        return next == U'x' && is_letter(passage_.at(stretch.end + 1));
    }

    // Sums: ¥13800138000, 13800138000元, 13800138000.00
    bool is_sum(const Stretch& stretch) const {
        const auto last = passage_.before(stretch.start);
        if (last == U'¥' || last == U'￥' || last == U'$' || last == U'€')
            return true;
        if (const auto [grid, cell] = passage_.cell_at(stretch.start); grid && states_a_unit(*grid))
            return true;
        const auto rest = passage_.text().substr(stretch.end, 8);
        if (rest.size() > 1 && rest[0] == U'.' && is_digit(rest[1]))
            return true;
        auto unit = rest;
        while (unit.starts_with(U' ') || unit.starts_with(U'余') || unit.starts_with(U'多'))
            unit.remove_prefix(1);
        return begins_with_any(unit, check_words().units) && !begins_with_any(unit, {U"元旦", U"元宵", U"元月"});
    }

    // 13800138000人。, but not 13800138000人工服务
    bool is_count(const Stretch& stretch) const {
        const auto rest = passage_.text().substr(stretch.end, 4);
        return begins_with_any(rest, check_words().counters) && (rest.size() < 2 || !is_han(rest[1]));
    }

    bool is_quantity(const Stretch& stretch) const { return is_sum(stretch) || is_count(stretch); }

    // 单位：元 above a table
    bool states_a_unit(const Grid& grid) const {
        const auto start = grid.cells.front().stretch.start;
        const auto above = passage_.text().substr(start > 20 ? start - 20 : 0, std::min<std::size_t>(start, 20));
        const auto unit = above.rfind(U"单位:");
        return unit != above.npos && has_any(above.substr(unit), check_words().units);
    }

    bool mobile(const Candidate& it) {
        std::string_view number = it.digits;
        std::size_t skipped = 0;
        for (const std::string_view prefix : {"0086", "86", "0"})
            if (number.size() == prefix.size() + 11 && number.starts_with(prefix))
                skipped = prefix.size();
        number.remove_prefix(skipped);
        if (!is_mobile(number))
            return false;
        const auto label = label_of(it);
        const bool is_phone = label == Label::phone || label == Label::home_phone;
        if (label == Label::organisation || label == Label::number)
            return false;
        const bool is_named = is_phone || stands_beside_a_name(passage_, it.stretch.start);
        if (is_part_of_a_code(it.stretch) || is_sum(it.stretch) || !has_form_of_mobile(it, is_phone, is_named))
            return false;
        if (!is_named && (is_count(it.stretch) || is_document_number(it) || number.ends_with("0000000")))
            return false;
        const bool is_bare = !is_named && is_joined_by(it, U'\t');
        add("mobile", is_bare ? Sureness::doubtful : Sureness::sure, it.stretch, "checks.why.mobile");
        return true;
    }

    // 138 | 1234 | 5678 in cells or on lines of their own. Rows of figures look the same: a label or a name must stand before it,
    // and no head of another kind above it; a row that stands by itself is doubtful.
    bool is_split_mobile(const Candidate& it, bool is_phone, bool is_named) const {
        if (form_of(it) != std::vector<std::size_t>{3, 4, 4} || !is_free_before(it.first) || !is_free_after(it.last))
            return false;
        if (is_phone || (*chain_)[it.first + 1].joint == U'\n')
            return is_named;
        const auto grid = passage_.cell_at(it.stretch.start).first;
        return is_named ? !grid || !grid->head_row : !grid && passage_.at(it.stretch.end) == U'\n';
    }

    // 〔2019〕13800138000号, 第13800138000号
    bool is_document_number(const Candidate& it) const {
        const auto last = passage_.before(it.stretch.start);
        const bool is_counted = passage_.at(it.stretch.end) == U'号' && passage_.at(it.stretch.end + 1) != U'码';
        return is_counted || last == U'第' || last == U'〕' || last == U'№';
    }

    bool has_form_of_mobile(const Candidate& it, bool is_phone, bool is_named) const {
        auto form = form_of(it);
        // 117.13800138000 is a coordinate, 2019-13800138000 a code; an area code or +86 may stand in front, or 1. at a line's
        // start.
        const auto is_prefix = [&](std::size_t place) {
            const auto& group = (*chain_)[place];
            const bool begins_line = place == 0 && passage_.before(group.stretch.start) == U'\n';
            return group.digits == "86" || group.digits == "0086" ||
                   (group.digits.size() <= 4 && group.digits.starts_with('0')) || (begins_line && group.digits.size() <= 2) ||
                   is_mobile(group.digits);
        };
        if (is_whole(it)) {
            const auto is_code = [](char32_t joint) { return joint == U'-' || joint == U'.' || joint == U'_'; };
            const auto next = it.last + 1;
            const bool is_code_before = it.first > 0 && !taken_[it.first - 1] && is_code((*chain_)[it.first].joint);
            const bool is_code_after = next < chain_->size() && !taken_[next] && is_code((*chain_)[next].joint);
            if (is_named)
                return true;
            return (!is_code_before || is_prefix(it.first - 1)) && (!is_code_after || is_mobile((*chain_)[next].digits));
        }
        if (form.size() > 1 && (form.front() == 2 || form.front() == 4) && is_prefix(it.first))
            form.erase(form.begin());  // 86 138 0013 8000
        const bool is_in_cells =
            is_joined_by(it, U'\t') && !std::ranges::all_of(form, [](std::size_t size) { return size == 1; });
        if (is_in_cells || (form.size() == 3 && is_joined_by(it, U'\n')))
            return is_split_mobile(it, is_phone, is_named);
        if (is_joined_by(it, U'\n'))
            return form.size() == 2 && is_named && is_free_before(it.first);
        const bool is_alone = stands_alone(it) || (it.first == 1 && is_prefix(0) && is_free_after(it.last));
        const bool is_in_boxes = std::ranges::all_of(form, [](std::size_t size) { return size == 1; });
        if (is_in_boxes)  // marks that were given stand so too
            return is_alone && is_named;
        if (form == std::vector<std::size_t>{3, 4, 4} || form == std::vector<std::size_t>{11})
            return is_alone || is_named;
        if (is_phone || (is_named && form.size() == 2))
            return true;
        const bool is_dashed = is_joined_by(it, U'-') && !is_joined_by(it, U' ');
        const bool is_spoken_so = has_form(it, {{4, 3, 4}, {4, 4, 3}, {3, 3, 5}});
        if (is_alone && is_spoken_so && (is_dashed || is_named))
            return true;
        if (is_alone && form.size() == 2 && form[0] == 3 && is_joined_by(it, U')'))
            return true;  // (138)00138000
        return is_alone && is_dashed && form.size() == 2 && (form[0] == 3 || form[0] == 7);
    }

    bool bank_card(const Candidate& it, Sureness wanted) {
        if (!begins_as_bank_card(it.digits) || it.digits.ends_with('X'))
            return false;
        const auto label = label_of(it);
        if (label == Label::organisation || label == Label::number || label == Label::phone || label == Label::identity)
            return false;
        const bool is_right = is_bank_card(it.digits), is_union = it.digits.starts_with("62");
        if (!is_whole(it)) {
            const bool is_printed_so =
                has_form(it, {{4, 4, 4, 4}, {4, 4, 4, 4, 3}, {4, 4, 4, 4, 2}, {4, 4, 4, 4, 1}, {6, 13}, {6, 10}});
            const auto form = form_of(it);
            const bool is_in_boxes =
                label == Label::bank && std::ranges::all_of(form, [](std::size_t size) { return size == 1; });
            if (!(is_printed_so || is_in_boxes) || !is_right || !(stands_alone(it) || label == Label::bank))
                return false;
        }
        if (is_whole(it) && (is_part_of_a_code(it.stretch) || is_quantity(it.stretch)))
            return false;
        const auto sureness = is_right && (is_union || label == Label::bank) ? Sureness::sure : Sureness::doubtful;
        if (sureness != wanted)
            return false;
        if (sureness == Sureness::doubtful && !is_right && !(label == Label::bank && is_union))
            return false;
        add("bank_card", sureness, it.stretch, is_right ? "checks.why.bank_card" : "checks.why.bank_card_mistyped");
        return true;
    }

    // 身份证号 in front says what it is meant to be; without it a code of eighteen digits is the likelier.
    bool mistyped_id(const Candidate& it) {
        if (!is_whole(it) && !stands_alone(it))
            return false;
        const auto label = label_of(it);
        if (label == Label::organisation || label == Label::number || label == Label::phone || is_credit_code(it.digits))
            return false;
        if (label != Label::identity) {
            if (!is_whole(it) || !is_like_id_number(it.digits, as_of_) || is_recent(it.digits) || is_part_of_a_code(it.stretch) ||
                is_quantity(it.stretch) || is_document_number(it))
                return false;
        }
        add("id_number", Sureness::doubtful, it.stretch, "checks.why.id_mistyped");
        return true;
    }

    // Fifteen digits have no check digit, and one of eighty numbers looks like one: the words beside it decide.
    bool old_id(const Candidate& it) {
        if (!is_like_id_number(it.digits, as_of_))
            return false;
        const auto label = label_of(it);
        const bool is_labelled = label == Label::identity;
        if (!is_labelled &&
            (label != Label::none || !stands_beside_a_name(passage_, it.stretch.start) || !is_whole(it) || !stands_alone(it) ||
             is_part_of_a_code(it.stretch) || is_quantity(it.stretch) || is_document_number(it)))
            return false;
        add("id_number", is_labelled ? Sureness::sure : Sureness::doubtful, it.stretch, "checks.why.id_old");
        return true;
    }

    // Offices publish their telephones; one at home, or beside a person's name, is that person's.
    bool landline(const Candidate& it) {
        const auto form = form_of(it);
        const bool has_area = it.digits.starts_with('0');
        const auto local = has_area       ? form.size() == 2 && (form[0] == 3 || form[0] == 4) ? form[1]
                                            : form.size() == 1                                 ? 8u
                                                                                               : 0u
                           : is_whole(it) ? form[0]
                                          : 0u;
        const bool is_telephone = (has_area && it.digits.size() >= 10 && (local == 7 || local == 8)) ||
                                  (!has_area && (local == 7 || local == 8) && it.digits[0] >= '2');
        if (!is_telephone || passage_.before(it.stretch.start) == U'*')
            return false;
        const auto label = label_of(it);
        if (label == Label::home_phone) {
            add("landline", Sureness::sure, it.stretch, "checks.why.landline");
            return true;
        }
        if (!has_area || label != Label::none || !stands_beside_a_name(passage_, it.stretch.start))
            return false;
        add("landline", Sureness::doubtful, it.stretch, "checks.why.landline");
        return true;
    }

    // 37088319900101****: the birth date is what must not be seen.
    void partly_masked() {
        for (std::size_t i = 0; i < chain_->size(); ++i) {
            const auto& group = (*chain_)[i];
            if (taken_[i] || group.digits.size() < 14 || group.digits.size() > 17 || passage_.at(group.stretch.end) != U'*' ||
                !is_like_id_number(group.digits.substr(0, 14) + "0000", as_of_))
                continue;
            add("id_number", Sureness::doubtful, group.stretch, "checks.why.id_birth");
            taken_[i] = true;
        }
    }

    const Passage& passage_;
    Day as_of_;
    Hits& hits_;
    const Chain* chain_ = nullptr;
    std::vector<bool> taken_;
};

}  // namespace

void find_numbers(const Passage& passage, Day as_of, Hits& hits) {
    Finder finder(passage, as_of, hits);
    for (const auto& chain : chains_in(passage))
        finder.look_at(chain);
}

}  // namespace gongkai::intake
