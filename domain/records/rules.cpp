#include "domain/records/rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/intake/checks.h"

namespace gongkai::records {
namespace {

using RefusalKind = Refusal::Kind;

Refusal fault(std::string id, std::vector<std::string> arguments) {
    return {RefusalKind::invalid, "records.refuse." + std::move(id), std::move(arguments), {}};
}

std::string rounded(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    // Half of the last decimal goes up, also where the machine's arithmetic is a hair below it.
    return unscaled(static_cast<std::int64_t>(std::floor(std::abs(value) * scale + 0.5 + 1e-9)) * (value < 0 ? -1 : 1), decimals);
}

// What the check says that its target is; nothing where a part is not given.
std::optional<std::string> computed(const Kind& kind, const Check& check, const Values& values) {
    const int decimals = kind.fields[check.target].decimals;
    switch (check.kind) {
        case Check::Kind::sum: {
            std::int64_t total = 0;
            constexpr int finest = 6;
            bool is_given = false;
            for (const auto& [part, by] : check.of) {
                const auto& field = kind.fields[part];
                if (values[part].empty() && field.is_required)
                    return std::nullopt;
                is_given |= !values[part].empty();
                total += values[part].empty() ? 0 : scaled(values[part], finest).value_or(0);
            }
            if (!is_given)
                return std::nullopt;
            return rounded(static_cast<double>(total) / 1e6, decimals);
        }
        case Check::Kind::composite: {
            double total = 0;
            for (const auto& [part, standard] : check.of) {
                const auto number = number_of(values[part]);
                if (!number)
                    return std::nullopt;
                total += *number / standard;
            }
            return rounded(total, decimals);
        }
        case Check::Kind::percent: {
            const auto part = number_of(values[check.part]), whole = number_of(values[check.whole]);
            if (!part || !whole || *whole == 0)
                return std::nullopt;
            return rounded(*part * 100 / *whole, decimals);
        }
        case Check::Kind::order:
        case Check::Kind::rank:
        case Check::Kind::since:
        case Check::Kind::needed:
        case Check::Kind::left_out:
            return std::nullopt;
    }
    return std::nullopt;
}

// What a choice is called, yes and no too.
std::string said_of(const Field& field, const std::string& canonical) {
    return spoken(field, canonical, Language::zh, people::Directory({}));
}

std::string_view word_of(Check::Kind kind) {
    switch (kind) {
        case Check::Kind::sum:
            return "sum";
        case Check::Kind::composite:
            return "composite";
        case Check::Kind::percent:
            return "percent";
        case Check::Kind::order:
            return "order";
        case Check::Kind::needed:
            return "needed";
        case Check::Kind::left_out:
            return "left_out";
        case Check::Kind::rank:
            return "rank";
        case Check::Kind::since:
            return "since";
    }
    return "";
}

Day clamped(int year, int month, int day) {
    while (month > 12) {
        month -= 12;
        ++year;
    }
    const auto last = last_of_month(year, static_cast<unsigned>(month));
    return std::min(last, make_day(year, static_cast<unsigned>(month), 1) + std::chrono::days(day - 1));
}

Day due_after(const Clock& clock, Day within) {
    const int year = year_of(within), month = static_cast<int>(month_of(within));
    switch (clock.kind) {
        case Clock::Kind::monthly:
            return clamped(year, month + 1, clock.day);
        case Clock::Kind::quarterly:
            return clamped(year, (month - 1) / 3 * 3 + 3 + clock.month_offset, clock.day);
        case Clock::Kind::yearly:
        case Clock::Kind::within:
        case Clock::Kind::none:
            break;
    }
    return clamped(year + clock.year_offset, clock.month, clock.day);
}

std::string name_of_period(const Clock& clock, Day within) {
    const auto day = to_text(within);
    if (clock.kind == Clock::Kind::monthly)
        return day.substr(0, 7);
    if (clock.kind == Clock::Kind::quarterly)
        return day.substr(0, 4) + "Q" + std::to_string((month_of(within) - 1) / 3 + 1);
    return day.substr(0, 4);
}

// Eleven digits, as a mobile has, with no more between them than a blank or a dash. That is looked for in every value of every
// row of an import, and what it finds is looked at closely.
bool may_hold_a_number(std::string_view text) {
    constexpr int digits_of_a_mobile = 11;
    constexpr std::string_view full_width = "\xEF\xBC";
    int digits = 0;
    for (std::size_t i = 0; i < text.size() && digits < digits_of_a_mobile; ++i) {
        if (text.substr(i).starts_with(full_width) && i + 2 < text.size()) {
            i += 2;
            digits = text[i] >= '\x90' && text[i] <= '\x99' ? digits + 1 : 0;
        } else if (text[i] >= '0' && text[i] <= '9') {
            ++digits;
        } else if (text[i] != ' ' && text[i] != '-') {
            digits = 0;
        }
    }
    return digits == digits_of_a_mobile;
}

// A number that would block a document blocks a record: of an identity card, a mobile, a bank card. What a field of another type
// holds is what the kind says that everybody may see: the telephone of an office.
//
// 条例15  涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。
std::optional<Refusal> personal_number_in(const Field& field, const std::string& value) {
    const bool is_read = (field.type == Type::line || field.type == Type::text) && field.privacy != Privacy::internal;
    if (!is_read || !may_hold_a_number(value))
        return std::nullopt;
    static const auto numbers = [] {
        auto all = intake::carried_checking(Language::zh, today()).kinds;
        std::erase_if(all, [](const intake::KindRule& one) {
            return one.kind != "id_number" && one.kind != "mobile" && one.kind != "bank_card";
        });
        return all;
    }();
    // The name of the field says what its number is, as a label does in a document.
    const auto shown = field.names.zh + "：" + (field.privacy == Privacy::masked ? masked(value) : value);
    for (auto& found : intake::check_text(shown, {Language::zh, today(), numbers, {}, {}, {}}))
        if (found.level == intake::Level::block) {
            found.start = 0;
            found.end = to_code_points(found.text).size();
            return fault("personal." + found.kind, {intake::mask(found.text, {found})});
        }
    return std::nullopt;
}

// 条例15: whoever a masked field hides must not be named by another field of the same record. A name has two to four characters,
// or dots between its parts; of what an organisation is called nothing is hidden.
std::vector<std::string> hidden_names(const Kind& kind, const Values& values) {
    std::vector<std::string> names;
    for (FieldIndex i = 0; i < values.size(); ++i) {
        if (kind.fields[i].privacy != Privacy::masked || values[i].empty())
            continue;
        std::u32string name;
        const auto take = [&] {
            const bool is_dotted = name.find(U'·') != std::u32string::npos && name.size() <= 20;
            const bool is_name = name.size() >= 2 && (name.size() <= 4 || is_dotted) && std::ranges::all_of(name, [](char32_t c) {
                                     return (c >= 0x3400 && c <= 0x9FFF) || c >= 0x20000 || c == U'·';
                                 });
            if (const auto text = to_utf8(name); is_name && name.find(U'某') == std::u32string::npos && masked(text) != text)
                names.push_back(text);
            name.clear();
        };
        for (const char32_t c : to_code_points(values[i]))
            if (std::u32string_view(U"、，,；;/ ").contains(c))
                take();
            else
                name += c;
        take();
    }
    return names;
}

// What must have been said before a check can be made; of an order it does not matter.
FieldSet follows_from(const Check& check) {
    FieldSet all;
    switch (check.kind) {
        case Check::Kind::sum:
        case Check::Kind::composite:
            for (const auto& part : check.of)
                all.set(part.first);
            break;
        case Check::Kind::percent:
            all.set(check.part).set(check.whole);
            break;
        case Check::Kind::needed:
            all.set(check.target);
            break;
        case Check::Kind::order:
        case Check::Kind::rank:
        case Check::Kind::left_out:
            break;
    }
    return all;
}

bool is_periodic(const Clock& clock) { return clock.kind != Clock::Kind::none && clock.kind != Clock::Kind::within; }

}  // namespace

FieldSet fields_of_checks(const Kind& kind) {
    FieldSet all;
    for (const auto& check : kind.checks)
        all |= follows_from(check);
    return all;
}

std::vector<FieldFault> complete(const Kind& kind, Values& values, const FieldSet& left_out) {
    std::vector<FieldFault> faults;
    FieldSet waits;
    for (const auto& check : kind.checks) {
        if (left_out.any() && (follows_from(check) & left_out).any()) {
            waits.set(check.target);
            continue;
        }
        const auto& target = kind.fields[check.target];
        auto& value = values[check.target];
        if (check.kind == Check::Kind::order) {
            const auto& earlier = values[check.of.front().first];
            const bool is_wrong = !earlier.empty() && !value.empty() &&
                                  (is_number(target.type) ? *number_of(earlier) > *number_of(value) : earlier > value);
            if (is_wrong)
                faults.push_back({check.target, fault("order", {value, kind.fields[check.of.front().first].names.zh, earlier})});
            continue;
        }
        if (check.kind == Check::Kind::needed || check.kind == Check::Kind::left_out) {
            const auto& where = kind.fields[check.where];
            if (value.empty() == (check.kind == Check::Kind::needed) && values[check.where] == check.is)
                faults.push_back({check.target, fault(std::string(word_of(check.kind)) + "_where",
                                                      {where.names.zh, said_of(where, check.is)})});
            continue;
        }
        const auto should = computed(kind, check, values);
        if (!should)
            continue;
        if (value.empty())
            value = *should;
        else if (value != *should)
            faults.push_back({check.target, fault(std::string(word_of(check.kind)), {value, *should})});
    }
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const bool follows_later = std::ranges::any_of(
            kind.checks, [&](const Check& check) { return check.follows_from_others() && check.target == i; });
        if (values[i].empty() && kind.fields[i].is_required && !follows_later && !(waits[i] && left_out[i]))
            faults.push_back({i, fault("needed", {})});
    }
    // What would be computed is not asked for beside what it would be computed from.
    const auto would_be_computed = [&](const FieldFault& one) {
        return one.refusal.id == "records.refuse.needed" && kind.is_computed(one.field);
    };
    if (!std::ranges::all_of(faults, would_be_computed))
        std::erase_if(faults, would_be_computed);
    for (FieldIndex i = 0; i < kind.fields.size(); ++i)
        if (auto personal = personal_number_in(kind.fields[i], values[i]))
            faults.push_back({i, *std::move(personal)});
    for (const auto& name : hidden_names(kind, values))
        for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
            const auto& field = kind.fields[i];
            if (field.privacy == Privacy::open && (field.type == Type::line || field.type == Type::text) &&
                values[i].find(name) != std::string::npos)
                faults.push_back({i, fault("personal.name", {masked(name)})});
        }
    return faults;
}

Kept keep_unsaid(const Kind& kind, const Values& known, const FieldSet& left_out, Values& values) {
    Kept kept;
    const auto keep = [&](FieldIndex i) {
        kept.is_more = true;
        values[i] = known[i];
    };
    for (FieldIndex i = 0; i < values.size(); ++i) {
        if (values[i] == known[i] || known[i].empty())
            continue;
        if (values[i].empty() ? left_out[i] : kind.fields[i].privacy == Privacy::masked && values[i] == masked(known[i]))
            keep(i);
    }
    // What follows from other records and is not given is what it was, until they are all looked at.
    for (const auto& check : kind.checks)
        if (check.follows_from_others() && values[check.target].empty() && !known[check.target].empty())
            keep(check.target);
    if (!kept.is_more || values == known)
        return kept;
    for (const auto& check : kind.checks)
        if (left_out[check.target] && values[check.target] == known[check.target])
            if (auto should = computed(kind, check, values))
                values[check.target] = *std::move(should);
    kept.faults = complete(kind, values);
    return kept;
}

std::vector<int> ranks(const std::vector<std::optional<double>>& numbers, bool greatest_is_first) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (numbers[i])
            order.push_back(i);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return greatest_is_first ? *numbers[a] > *numbers[b] : *numbers[a] < *numbers[b];
    });
    std::vector<int> all(numbers.size(), 0);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const bool is_tie = place > 0 && *numbers[order[place]] == *numbers[order[place - 1]];
        all[order[place]] = is_tie ? all[order[place - 1]] : static_cast<int>(place) + 1;
    }
    return all;
}

std::string period_moved(std::string_view period, int by_months) {
    constexpr std::size_t year_long = 4;
    constexpr std::int64_t months_a_year = 12;
    const auto year = whole_number(period.substr(0, year_long));
    if (!year)
        return {};
    if (period.size() == year_long)
        return by_months % months_a_year == 0 ? std::to_string(*year + by_months / months_a_year) : std::string();
    const auto month = whole_number(period.substr(std::min(period.size(), year_long + 1)));
    if (!month)
        return {};
    const auto months = *year * months_a_year + *month - 1 + by_months;
    const auto number = std::to_string(months % months_a_year + 1);
    return std::to_string(months / months_a_year) + (number.size() < 2 ? "-0" : "-") + number;
}

std::optional<std::string> said_since(const Check& check, const Field& target, const std::string& now,
                                      const std::string& before) {
    const auto a = number_of(now), b = number_of(before);
    if (!a || !b || (check.since == Check::Since::percent && *b == 0))
        return std::nullopt;
    constexpr double per_cent = 100;
    const double value = check.since == Check::Since::percent ? (*a - *b) / *b * per_cent
                         : check.since == Check::Since::rise  ? *a - *b
                                                              : *b - *a;
    return rounded(value, target.decimals);
}

std::string identity_of(const Kind& kind, const Values& values) {
    std::string all;
    for (const auto index : kind.identity) {
        all += values[index];
        all += '\x1f';
    }
    return sha256_hex(all).substr(0, 32);
}

Values public_values(const Kind& kind, const Values& values) {
    Values shown(values.size());
    for (FieldIndex i = 0; i < values.size(); ++i)
        switch (kind.fields[i].privacy) {
            case Privacy::open:
                shown[i] = values[i];
                break;
            case Privacy::masked:
                shown[i] = masked(values[i]);
                break;
            case Privacy::internal:
                break;
        }
    return shown;
}

bool is_found_by(const Field& field, std::string_view shown) {
    const bool may_be_person = field.privacy == Privacy::masked || field.may_name_person;
    return field.privacy != Privacy::internal && !shown.empty() && (!may_be_person || names_organisation(shown));
}

std::string title_of(const Kind& kind, const Values& shown, Language language, const people::Directory& units) {
    std::string title;
    std::string_view rest = kind.title;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        title += rest.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = rest.find('}', open);
        if (const auto field = kind.find_field(rest.substr(open + 1, close - open - 1)))
            title += spoken(kind.fields[*field], shown[*field], language, units);
        rest.remove_prefix(close + 1);
    }
    std::string line;
    for (const char c : title)
        line += c == '\n' ? ' ' : c;
    return line;
}

std::optional<Day> shown_until(const Kind& kind, const Values& values) {
    if (!kind.display)
        return std::nullopt;
    const auto day = day_of(values[kind.display->field]);
    if (!day)
        return std::nullopt;
    const auto& display = *kind.display;
    const int months = static_cast<int>(month_of(*day)) + display.months;
    const auto until =
        clamped(year_of(*day) + display.years, months, static_cast<int>(day_of_month(*day))) + std::chrono::days(display.days);
    // 信用修复之后停止公示: the day itself is the last.
    const auto ended = display.ends_with ? day_of(values[*display.ends_with]) : std::nullopt;
    return ended ? std::min(until, *ended) : until;
}

Result<std::optional<Day>> due_on(const Kind& kind, const Values& values, const calendar::WorkingDays& calendar) {
    const auto& clock = kind.clock;
    if (clock.kind == Clock::Kind::none || !clock.counts_from || (clock.unless && values[*clock.unless] == "yes"))
        return std::nullopt;
    const auto from = day_of(values[*clock.counts_from]);
    if (!from)
        return std::nullopt;
    if (clock.kind != Clock::Kind::within)
        return due_after(clock, *from);
    const auto own = clock.amount_by ? clock.amounts.find(values[*clock.amount_by]) : clock.amounts.end();
    const auto amount = own == clock.amounts.end() ? clock.amount : own->second;
    if (!clock.in_working_days)
        return *from + std::chrono::days(amount);
    const auto day = calendar.after(*from, amount);
    if (!day)
        return std::unexpected(day.error());
    return *day;
}

std::string period_of(const Kind& kind, const Values& values) {
    if (!is_periodic(kind.clock) || !kind.clock.counts_from)
        return {};
    const auto day = day_of(values[*kind.clock.counts_from]);
    return day ? name_of_period(kind.clock, *day) : std::string();
}

std::optional<Period> last_period(const Clock& clock, Day as_of) {
    if (!is_periodic(clock))
        return std::nullopt;
    const int year = year_of(as_of), month = static_cast<int>(month_of(as_of));
    Day within = make_day(year - clock.year_offset, 1, 1);
    if (clock.kind == Clock::Kind::monthly)
        within = make_day(year, static_cast<unsigned>(month), 1) - std::chrono::days(1);
    else if (clock.kind == Clock::Kind::quarterly)
        within = make_day(year, static_cast<unsigned>((month - 1) / 3 * 3 + 1), 1) - std::chrono::days(1);
    return Period{name_of_period(clock, within), due_after(clock, within)};
}

std::optional<Day> day_asked_for(const Kind& kind, const Values& values) {
    if (kind.query)
        for (const auto field : kind.query->days)
            if (const auto day = day_of(values[field]))
                return day;
    return std::nullopt;
}

std::optional<Day> own_day(const Kind& kind, const Values& values, Day came_on) {
    if (const auto asked = day_asked_for(kind, values))
        return asked;
    const auto last_day = [&](FieldIndex field) -> std::optional<Day> {
        const std::string_view value = values[field];
        const auto year = whole_number(value.substr(0, 4));
        switch (kind.fields[field].type) {
            case Type::day:
                return day_of(value);
            case Type::month: {
                const auto month = whole_number(value.substr(std::min<std::size_t>(value.size(), 5)));
                return year && month ? std::optional(std::min(
                                           came_on, last_of_month(static_cast<int>(*year), static_cast<unsigned>(*month))))
                                     : std::nullopt;
            }
            case Type::year:
                // The day on which it was public elsewhere says more than its year does.
                if (const auto published = std::ranges::find_if(
                        kind.fields, [](const Field& one) { return one.key == "published_on" && one.type == Type::day; });
                    published != kind.fields.end())
                    if (const auto day = day_of(values[static_cast<FieldIndex>(published - kind.fields.begin())]);
                        day && *day <= came_on)
                        return day;
                return year ? std::optional(std::min(came_on, make_day(static_cast<int>(*year), 12, 31))) : std::nullopt;
            default:
                return std::nullopt;
        }
    };
    for (const auto field : {kind.clock.counts_from, std::optional(kind.order.field)})
        if (field)
            if (const auto day = last_day(*field))
                return day;
    return std::nullopt;
}

std::string name_of_places(const Kind& kind, Language language) {
    std::vector<std::string> names;
    for (const auto place : kind.query->places)
        names.push_back(kind.fields[place].names.in(language));
    return join(names, language == Language::zh ? "、" : ", ");
}

std::vector<FieldIndex> changed_fields(const Values& before, const Values& now) {
    std::vector<FieldIndex> all;
    for (FieldIndex i = 0; i < std::min(before.size(), now.size()); ++i)
        if (before[i] != now[i])
            all.push_back(i);
    return all;
}

}  // namespace gongkai::records
