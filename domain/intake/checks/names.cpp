#include "domain/intake/checks/names.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/checks/hit.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t most_given = 2, between_name_and_number = 14;

std::size_t surname_at(const Passage& passage, std::size_t at) {
    const auto rest = passage.text().substr(at, 2);
    for (const auto& surname : check_words().surnames)  // the double ones first
        if (rest.starts_with(surname))
            return surname.size();
    return 0;
}

bool may_be_given(char32_t c) {
    return is_han(c) && c != U'×' &&
           std::ranges::find(check_words().no_given, std::u32string(1, c)) == check_words().no_given.end();
}

bool may_end(const Passage& passage, std::size_t end) {
    return !is_han(passage.at(end)) ? passage.at(end) != U'*' && passage.at(end) != U'×'
                                    : begins_with_any(passage.text().substr(end, 4), check_words().after_names) ||
                                          begins_with_any(passage.text().substr(end, 4), check_words().roles);
}

bool may_begin(const Passage& passage, std::size_t at) {
    return at == 0 || !is_han(passage.before(at)) ||
           ends_with_any(passage.text().substr(at > 5 ? at - 5 : 0, std::min<std::size_t>(at, 5)), check_words().before_names) ||
           ends_with_any(passage.text().substr(at > 5 ? at - 5 : 0, std::min<std::size_t>(at, 5)), check_words().roles);
}

}  // namespace

Stretch name_at(const Passage& passage, std::size_t at) {
    if (begins_with_any(passage.text().substr(at, 4), check_words().not_names))
        return {};
    const auto surname = surname_at(passage, at);
    if (surname == 0)
        return {};
    Stretch best{};
    for (std::size_t given = 1; given <= most_given && may_be_given(passage.at(at + surname + given - 1)); ++given)
        if (may_end(passage, at + surname + given))
            best = {at, at + surname + given};
    // 张老师 is somebody, but nobody learns who.
    const auto is_title = [&](const std::u32string& role) { return role.size() > 1 && passage.cut(best).ends_with(role); };
    return std::ranges::any_of(check_words().roles, is_title) ? Stretch{} : best;
}

std::vector<Stretch> names_in(const Passage& passage, const Stretch& within) {
    std::vector<Stretch> all;
    for (auto at = within.start; at < within.end;) {
        const auto name = is_han(passage.at(at)) && may_begin(passage, at) ? name_at(passage, at) : Stretch{};
        if (name.size() > 0 && name.end <= within.end) {
            all.push_back(name);
            at = name.end;
        } else {
            ++at;
        }
    }
    return all;
}

bool is_name(const Passage& passage, const Stretch& cell) {
    auto stretch = cell;
    while (stretch.start < stretch.end && passage.at(stretch.start) == U' ')
        ++stretch.start;
    while (stretch.end > stretch.start && passage.at(stretch.end - 1) == U' ')
        --stretch.end;
    // 李 明: names of two signs are spread to the width of three.
    if (stretch.size() >= 3 && passage.at(stretch.start + 1) == U' ')
        return surname_at(passage, stretch.start) == 1 && stretch.size() <= 4 && may_be_given(passage.at(stretch.end - 1));
    const auto surname = surname_at(passage, stretch.start);
    if (surname == 0 || stretch.size() <= surname || stretch.size() > surname + most_given)
        return false;
    for (auto at = stretch.start + surname; at < stretch.end; ++at)
        if (!may_be_given(passage.at(at)))
            return false;
    return !begins_with_any(passage.cut(stretch), check_words().not_names);
}

bool is_in_office(const Passage& passage, const Stretch& name) {
    const auto& words = check_words();
    const auto start = name.start > 5 ? name.start - 5 : 0;
    auto after = passage.text().substr(name.end, 5);
    while (after.starts_with(U'(') || after.starts_with(U' '))
        after.remove_prefix(1);
    auto before = passage.text().substr(start, name.start - start);
    while (before.ends_with(U' ') || before.ends_with(U':'))
        before.remove_suffix(1);
    return ends_with_any(before, words.roles) || begins_with_any(after, words.roles) || begins_with_any(after, words.speech);
}

bool stands_beside_a_name(const Passage& passage, std::size_t at) {
    // Back over blanks and signs to the end of what stands before, then to where a name may begin.
    auto end = at;
    const auto floor = at > between_name_and_number ? at - between_name_and_number : 0;
    while (end > floor && !is_han(passage.before(end)) && passage.before(end) != U'\n' && !is_digit(passage.before(end)))
        --end;
    for (std::size_t size = 4; size >= 2; --size) {
        if (end < size || !may_begin(passage, end - size))
            continue;
        const auto surname = surname_at(passage, end - size);
        if (surname == 0 || size <= surname || size > surname + most_given ||
            begins_with_any(passage.text().substr(end - size, 4), check_words().not_names))
            continue;
        const auto given = passage.text().substr(end - size + surname, size - surname);
        if (std::ranges::all_of(given, may_be_given))
            return true;
    }
    return false;
}

}  // namespace gongkai::intake
