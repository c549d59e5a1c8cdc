#include "domain/programme/reading/units.h"

#include <algorithm>

#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

namespace {

// No name with its verbs is longer; what is, is a sentence.
constexpr std::size_t longest_token = 120;

bool opens(char32_t c) { return c == U'(' || c == U'〔' || c == U'[' || c == U'【' || c == U'<' || c == U'〈' || c == U'《'; }
bool closes(char32_t c) { return c == U')' || c == U'〕' || c == U']' || c == U'】' || c == U'>' || c == U'〉' || c == U'》'; }
bool parts(char32_t c) {
    return c == U'、' || c == U',' || c == U';' || c == U'。' || c == U'，' || c == U'；' || c == U'\n' || c == U' ';
}

bool balanced(std::u32string_view text) {
    int depth = 0;
    for (const char32_t c : text) {
        depth += opens(c) ? 1 : closes(c) ? -1 : 0;
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

// Without what stands in brackets: 各县(市、区)政府 is compared as 各县政府.
std::u32string without_brackets(std::u32string_view text) {
    std::u32string bare;
    int depth = 0;
    for (const char32_t c : text) {
        if (opens(c))
            ++depth;
        else if (closes(c))
            depth = std::max(0, depth - 1);
        else if (depth == 0)
            bare.push_back(c);
    }
    return bare;
}

template <class Test>
const std::u32string* first_of(const ReadingWords::List& list, Test test) {
    const auto found = std::find_if(list.begin(), list.end(), test);
    return found == list.end() ? nullptr : &*found;
}

bool ends_in(std::u32string_view text, const ReadingWords::List& list) {
    return first_of(list, [&](const auto& end) { return ends_with(text, end); }) != nullptr;
}

bool has_sentence_marks(std::u32string_view token) {
    return std::any_of(token.begin(), token.end(),
                       [](char32_t c) { return is_stop(c) || c == U':' || c == U'“' || c == U'”' || c == U'《' || c == U'》'; });
}

bool has_digits(std::u32string_view token) { return std::any_of(token.begin(), token.end(), is_digit); }

// 市12345热线服务中心, 110指挥中心, 第2人民医院: the number is part of the name. 6月底前, 26个镇, 2019年 count or tell a time.
bool is_numbered_name(std::u32string_view name) {
    std::size_t start = 0;
    while (start < name.size() && !is_digit(name[start]))
        ++start;
    std::size_t end = start;
    while (end < name.size() && is_digit(name[end]))
        ++end;
    const auto rest = name.substr(end);
    if (end == start || end - start > 6 || rest.size() < 2 || has_digits(rest))
        return false;
    static constexpr std::u32string_view counted = U"年月日号时分秒个名次家项条件篇类批级期周季天元万亿倍种位人户场份所.%-/~",
                                         counted_in_order = U"年月日号时分秒个名次项条件篇批级期周季天.%-/~";
    const auto is_capital = [](char32_t c) { return c >= U'A' && c <= U'Z'; };
    if (is_latin(rest[0]) && !is_capital(rest[0]))
        return false;
    const bool in_order = start > 0 && (name[start - 1] == U'第' || is_capital(name[start - 1]));
    // A short number counts what follows, 3镇街; one of three signs and more is called by telephone or is a name.
    return (in_order ? counted_in_order : counted).find(rest[0]) == std::u32string_view::npos &&
           (in_order || end - start >= 3 || is_capital(rest[0]));
}

// 牵头单位: and the like before the names it speaks of; `length` includes the colon.
struct Label {
    UnitRole role = UnitRole::any;
    std::size_t length = 0;
};

std::optional<Label> label_at(std::u32string_view folded) {
    static constexpr std::u32string_view leads[] = {U"牵头", U"主办"}, supports[] = {U"配合", U"协办", U"协助", U"参与", U"协同"},
                                         others[] = {U"责任", U"承办", U"落实", U"实施"},
                                         bodies[] = {U"单位", U"部门", U"科室", U"股室", U"处室"};
    Label label;
    const auto take = [&](const auto& list) {
        for (const std::u32string_view word : list) {
            if (starts_with(folded.substr(label.length), word)) {
                label.length += word.size();
                return true;
            }
        }
        return false;
    };
    if (take(leads))
        label.role = UnitRole::lead;
    else if (take(supports))
        label.role = UnitRole::support;
    else if (!take(others))
        return std::nullopt;
    take(others);  // 牵头责任单位
    take(bodies);
    if (label.length >= folded.size() || folded[label.length] != U':')
        return std::nullopt;
    ++label.length;
    return label;
}

struct Item {
    std::u32string name;  // as printed
    std::u32string folded;
    UnitRole role;
};

class Reader {
  public:
    Reader(const ReadingWords& words, UnitRole role) : words_(words), label_(role), default_(role) {}

    void token(std::u32string_view printed) {
        if (printed.size() > longest_token) {
            list.doubtful.emplace_back(printed.substr(0, 30));
            return;
        }
        std::u32string folded = fold(printed);
        std::size_t start = 0, end = folded.size();
        const auto view = [&] { return std::u32string_view(folded).substr(start, end - start); };
        const auto shown = [&] { return printed.substr(start, end - start); };
        take_label(view(), start);
        if (const auto mark = read_mark(view()))
            start += std::min(mark->length, end - start);  // 1.甲局 2.乙局
        for (bool again = true; again;) {
            again = false;
            for (const std::u32string_view joint : {U"以及", U"会同", U"由", U"及", U"和", U"与", U"并"}) {
                if (starts_with(view(), joint) && view().size() > joint.size() + 1) {
                    if (joint == U"会同") {
                        close(UnitRole::lead);
                        label_ = UnitRole::support;
                        list.has_roles = true;
                    }
                    start += joint.size();
                    again = true;
                    break;
                }
            }
        }
        if (view().empty())
            return;
        if (const std::size_t at = view().find(U"会同"); at != std::u32string_view::npos && at >= 2 && at + 3 < view().size()) {
            token(shown().substr(0, at));
            token(shown().substr(at));
            return;
        }
        // 甲局牵头乙局配合: a verb in the middle ends the first name.
        if (const std::size_t at = view().find(U"牵头"); at != std::u32string_view::npos && at >= 2) {
            std::size_t after = at + 2;
            for (const std::u32string& verb : words_.lead_verbs) {
                const std::size_t back = view().find(verb);
                if (back != std::u32string_view::npos && back <= at && back + verb.size() > after)
                    after = back + verb.size();
            }
            if (after < view().size() && view().size() - after >= 3 && view()[after] != U')') {
                token(shown().substr(0, after));
                token(shown().substr(after));
                return;
            }
        }
        std::optional<UnitRole> closed;
        for (bool again = true; again && start < end;) {
            again = take_verb(view(), end, closed) || take_role_bracket(view(), end, closed);
        }
        const auto bare = view();
        if (!bare.empty())
            open_or_name(bare, shown(), closed);
        if (closed && own_)
            own_ = false;
        else if (closed)
            close(*closed);
    }

    void finish() {
        close(default_);
        for (const Item& item : items_)
            place(item);
    }

    UnitList list;

  private:
    // 牵头单位:甲局 — the label holds until the next one.
    void take_label(std::u32string_view view, std::size_t& start) {
        const auto label = label_at(view);
        if (!label)
            return;
        close(default_);
        label_ = label->role;
        list.has_roles = true;
        start += label->length;
    }

    bool take_verb(std::u32string_view view, std::size_t& end, std::optional<UnitRole>& closed) {
        const auto ends = [&](const auto& verb) { return ends_with(view, verb); };
        struct Kind {
            const ReadingWords::List& verbs;
            UnitRole role;
        };
        const std::u32string* best = nullptr;
        UnitRole role = UnitRole::any;
        for (const Kind& kind : {Kind{words_.lead_verbs, UnitRole::lead}, Kind{words_.support_verbs, UnitRole::support},
                                 Kind{words_.neutral_verbs, UnitRole::any}}) {
            const std::u32string* verb = first_of(kind.verbs, ends);
            if (verb && (!best || verb->size() > best->size())) {
                best = verb;
                role = kind.role;
            }
        }
        // 县政协办 is a name, 县财政局协办 is one with its verb.
        const auto is_name = [&](std::u32string_view name) { return is_unit(name, words_) || is_group(name, words_); };
        if (!best || (is_name(view) && !is_name(view.substr(0, view.size() - best->size()))))
            return false;
        end -= best->size();
        // The innermost verb tells the role: 牵头 … 负责 is lead.
        if (!closed || role != UnitRole::any)
            closed = role;
        list.has_roles = true;
        return true;
    }

    // 甲局(牵头): the bracket speaks of this unit alone.
    bool take_role_bracket(std::u32string_view view, std::size_t& end, std::optional<UnitRole>& closed) {
        if (view.empty() || !closes(view.back()))
            return false;
        std::size_t open = view.size();
        while (open > 0 && !opens(view[open - 1]))
            --open;
        if (open == 0)
            return false;
        const auto inside = view.substr(open, view.size() - open - 1);
        if (first_of(words_.neutral_verbs, [&](const auto& verb) { return inside == verb; })) {
            end -= view.size() - open + 1;
            list.has_roles = true;
            return true;
        }
        if (inside.size() > 6)
            return false;
        if (contains(inside, U"牵头") || contains(inside, U"主办"))
            closed = UnitRole::lead;
        else if (contains(inside, U"配合") || contains(inside, U"协办") || contains(inside, U"协助"))
            closed = UnitRole::support;
        else
            return false;
        end -= view.size() - open + 1;
        own_ = true;
        list.has_roles = true;
        return true;
    }

    // …等责任部门 and what may follow it without a separator.
    void open_or_name(std::u32string_view bare, std::u32string_view shown, std::optional<UnitRole> closed) {
        const std::size_t at = bare.rfind(U'等');
        if (at != std::u32string_view::npos && (at >= 2 || at == 0)) {
            std::size_t after = at + 1;
            static constexpr std::u32string_view filler =
                U"0123456789个各有关相关责任部门单位科室股处直市县区级省其他主管机构家多镇街道乡";
            while (after < bare.size() && filler.find(bare[after]) != std::u32string_view::npos)
                ++after;
            const auto rest = bare.substr(after);
            const bool joined =
                starts_with(rest, U"和") || starts_with(rest, U"及") || starts_with(rest, U"与") || starts_with(rest, U"以及");
            if (rest.empty() || joined || opens(rest[0])) {
                list.open_ended = true;
                name(bare.substr(0, at), shown.substr(0, at), closed);
                if (joined) {
                    const auto more = rest.substr(starts_with(rest, U"以及") ? 2 : 1);
                    name(more, shown.substr(shown.size() - more.size()), closed);
                }
                return;
            }
        }
        name(bare, shown, closed);
    }

    void name(std::u32string_view bare, std::u32string_view shown, std::optional<UnitRole> closed) {
        if (bare.empty())
            return;
        // 甲局和乙局, but 自然资源和规划局 is one name: both sides must have the form of a name.
        int depth = 0;
        for (std::size_t i = 2; i + 2 < bare.size(); ++i) {
            depth += opens(bare[i]) ? 1 : closes(bare[i]) ? -1 : 0;
            const std::size_t width = starts_with(bare.substr(i), U"以及") ? 2 : 1;
            if (depth != 0 ||
                (width == 1 && bare[i] != U'和' && bare[i] != U'及' && bare[i] != U'与' && bare[i] != U'或' && bare[i] != U'/'))
                continue;
            const auto left = bare.substr(0, i), right = bare.substr(i + width);
            if ((is_unit(left, words_) || is_group(left, words_)) && right.size() >= 2 &&
                (is_unit(right, words_) || is_group(right, words_)) && !ends_with(left, U"区")) {
                name(left, shown.substr(0, i), closed);
                name(right, shown.substr(i + width), closed);
                return;
            }
        }
        UnitRole role = label_;
        if (own_ && closed)
            role = *closed;
        items_.push_back({std::u32string(shown), std::u32string(bare), role});
        if (!(own_ && closed))
            pending_.push_back(items_.size() - 1);
    }

    // A verb speaks of all names since the last verb.
    void close(UnitRole role) {
        for (const std::size_t i : pending_) {
            if (role != UnitRole::any)
                items_[i].role = role;
        }
        pending_.clear();
    }

    void place(const Item& item) {
        const auto add = [](std::vector<std::u32string>& to, const std::u32string& what) {
            if (std::find(to.begin(), to.end(), what) == to.end())
                to.push_back(what);
        };
        if (item.folded.size() < 2 && item.folded != U"镇")
            return;
        if (is_group(item.folded, words_)) {
            add(list.groups, item.name);
            return;
        }
        if (!is_unit(item.folded, words_)) {
            const bool counts = has_digits(item.folded) && !is_numbered_name(item.folded);
            const bool hopeless = item.folded.size() > 30 || has_sentence_marks(item.folded) || counts;
            add(list.doubtful, item.name);
            if (hopeless)
                return;
        }
        add(list.units, item.name);
        if (item.role == UnitRole::lead)
            add(list.lead, item.name);
        else if (item.role == UnitRole::support)
            add(list.support, item.name);
    }

    const ReadingWords& words_;
    UnitRole label_, default_;
    std::vector<Item> items_;
    std::vector<std::size_t> pending_;
    bool own_ = false;
};

// 各市、县(区)政府 and 各镇、街道 are one group though a separator stands inside.
bool goes_on_as_group(std::u32string_view name, std::u32string_view rest) {
    static constexpr std::u32string_view levels = U"省市州盟县区旗乡镇";
    if (name.size() < 2 || name.size() > 4 || name[0] != U'各')
        return false;
    if (!std::all_of(name.begin() + 1, name.end(), [](char32_t c) { return levels.find(c) != std::u32string_view::npos; }))
        return false;
    std::size_t end = 0;
    int depth = 0;
    while (end < rest.size() && end < 20 && (depth > 0 || !parts(rest[end]))) {
        depth += opens(rest[end]) ? 1 : closes(rest[end]) ? -1 : 0;
        ++end;
    }
    const std::u32string next = without_brackets(rest.substr(0, end));
    static constexpr std::u32string_view tails[] = {U"政府",   U"街道",   U"街道办事处", U"人民政府",
                                                    U"管委会", U"办事处", U"农场",       U"开发区"};
    const auto starts = [&](std::u32string_view word) { return starts_with(next, word); };
    if (!starts(U"县") && !starts(U"区") && !starts(U"市") && !starts(U"旗") && !starts(U"乡") && !starts(U"镇") &&
        !starts(U"街道"))
        return false;
    // Only levels stand before the tail: 县区政府, but not 市财政局 nor 区直各部门; behind it only a verb may stand.
    std::size_t level = 0;
    while (level < next.size() && levels.find(next[level]) != std::u32string_view::npos)
        ++level;
    const auto after = std::u32string_view(next).substr(level);
    if (after.empty())
        return true;
    const auto bare = [&](std::u32string_view tail) {
        static constexpr std::u32string_view verbs = U"分负落牵配按共等为参";
        return starts_with(after, tail) &&
               (after.size() == tail.size() || verbs.find(after[tail.size()]) != std::u32string_view::npos);
    };
    return std::any_of(std::begin(tails), std::end(tails), bare);
}

}  // namespace

bool is_group(std::u32string_view token, const ReadingWords& words) {
    if (token.size() > longest_token)
        return false;
    const std::u32string bare = without_brackets(token);
    if (bare.size() < 2 || bare.size() > 24 || has_sentence_marks(bare) || has_digits(bare))
        return false;
    if (first_of(words.plain_groups, [&](const auto& word) { return bare == word; }))
        return true;
    if (bare[0] == U'各')
        return bare.size() <= 14 && !is_common_word(bare) &&
               (ends_in(bare, words.group_endings) || ends_in(bare, words.unit_endings));
    if (!ends_in(bare, words.group_endings))
        return false;
    const bool many = contains(bare, U"各") || contains(bare, U"有关") || contains(bare, U"相关") || contains(bare, U"所有") ||
                      contains(bare, U"其他") || contains(bare, U"其它");
    static const ReadingWords::List plural = {U"部门", U"单位", U"镇街",   U"科室", U"股室", U"处室",
                                              U"机构", U"企业", U"委办局", U"乡镇", U"机关"};
    if (many)
        return bare[0] != U'与';
    const std::u32string* level = first_of(words.group_levels, [&](const auto& word) { return starts_with(bare, word); });
    return level && bare.size() > level->size() && bare.size() <= level->size() + 6 && ends_in(bare, plural);
}

bool is_unit(std::u32string_view token, const ReadingWords& words) {
    if (token.size() > longest_token)
        return false;
    const std::u32string bare = without_brackets(token);
    if (bare.size() < 2 || bare.size() > 30 || has_sentence_marks(bare))
        return false;
    const bool numbered = has_digits(bare);
    if (numbered && !is_numbered_name(bare))
        return false;
    for (const char32_t c : bare) {
        if (c == U'的' || c == U'了' || c == U'等' || c == U'、' || c == U',')
            return false;
    }
    const auto is_end = [&](const auto& end) { return ends_with(bare, end) && (bare.size() > end.size() || end.size() >= 2); };
    return first_of(words.unit_endings, is_end) || (numbered && first_of(words.numbered_endings, is_end));
}

namespace {

// (甲局牵头,乙局配合): without the bracket around all of it.
std::u32string_view without_outer_bracket(std::u32string_view text) {
    std::size_t start = 0, end = text.size();
    while (start < end && is_blank(text[start]))
        ++start;
    while (end > start && is_blank(text[end - 1]))
        --end;
    if (end - start < 4 || !opens(fold(text[start])) || !closes(fold(text[end - 1])))
        return text;
    int depth = 0;
    for (std::size_t i = start; i + 1 < end; ++i) {
        depth += opens(fold(text[i])) ? 1 : closes(fold(text[i])) ? -1 : 0;
        if (depth == 0)
            return text;
    }
    return text.substr(start + 1, end - start - 2);
}

}  // namespace

UnitList read_units(std::u32string_view printed, const ReadingWords& words, UnitRole role) {
    const std::u32string_view text = without_outer_bracket(printed);
    // A line end inside a cell parts two names only where the first is whole; a blank likewise.
    std::u32string joined;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_blank(text[i])) {
            joined.push_back(text[i]);
            continue;
        }
        while (i + 1 < text.size() && is_blank(text[i + 1]))
            ++i;
        std::size_t from = joined.size();
        while (from > 0 && !parts(fold(joined[from - 1])))
            --from;
        std::size_t to = i + 1;
        while (to < text.size() && !is_blank(text[to]) && !parts(fold(text[to])))
            ++to;
        const std::u32string left = fold(std::u32string_view(joined).substr(from)), right = fold(text.substr(i + 1, to - i - 1));
        const auto whole = [&](std::u32string_view name) {
            if (const auto mark = read_mark(name))
                name.remove_prefix(std::min(mark->length, name.size()));
            return name.size() >= 3 && balanced(name) && (is_unit(name, words) || is_group(name, words));
        };
        // 县政府 | 办公室 is one name in two lines; 法规科 | 办公室 are two.
        const bool torn_office = right == U"办公室" && !ends_with(left, U"科") && !ends_with(left, U"股") &&
                                 !ends_with(left, U"室") && !ends_with(left, U"处") && !ends_with(left, U"站") &&
                                 !ends_with(left, U"队");
        // 市公安局 | 110指挥中心: where names are parted by signs, a full line that ends before the number goes on with it.
        const bool torn_number = is_digit(right[0]) && text[i] == U'\n' && from > 0 && !read_mark(right);
        if ((whole(left) && whole(right) && !torn_office && !torn_number) || label_at(fold(text.substr(i + 1, 12))))
            joined.push_back(U'、');
    }
    const std::u32string folded = fold(joined);
    const bool nested = balanced(folded);
    Reader reader(words, role);
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        if (i < folded.size()) {
            depth += opens(folded[i]) ? 1 : closes(folded[i]) ? -1 : 0;
            if (nested && depth > 0)
                continue;
            // 甲局配合单位:乙局 — a label begins the next name without a separator.
            if (const auto label = label_at(std::u32string_view(folded).substr(i))) {
                if (i > start)
                    reader.token(std::u32string_view(joined).substr(start, i - start));
                start = i;
                i += label->length - 1;
                continue;
            }
            if (!parts(folded[i]))
                continue;
        }
        if (i < folded.size() &&
            goes_on_as_group(std::u32string_view(folded).substr(start, i - start), std::u32string_view(folded).substr(i + 1)))
            continue;
        if (i > start)
            reader.token(std::u32string_view(joined).substr(start, i - start));
        start = i + 1;
    }
    reader.finish();
    return reader.list;
}

void add_units(UnitList& list, const UnitList& more) {
    const auto add = [](std::vector<std::u32string>& to, const std::vector<std::u32string>& from) {
        for (const std::u32string& name : from) {
            if (std::find(to.begin(), to.end(), name) == to.end())
                to.push_back(name);
        }
    };
    add(list.units, more.units);
    add(list.groups, more.groups);
    add(list.lead, more.lead);
    add(list.support, more.support);
    add(list.doubtful, more.doubtful);
    list.open_ended |= more.open_ended;
    list.has_roles |= more.has_roles;
}

bool is_common_word(std::u32string_view name) {
    if (starts_with(name, U"各") && name.size() > 6 && (ends_with(name, U"平台") || ends_with(name, U"网站")))
        return true;
    static constexpr std::u32string_view weak = U"台馆站所社区院部处室库组队", levels = U"市县区省州旗镇乡各国人中";
    return name.size() > 3 && weak.find(name.back()) != std::u32string_view::npos &&
           levels.find(name.front()) == std::u32string_view::npos && !ends_with(name, U"办公室");
}

bool is_unit_list(std::u32string_view text, const ReadingWords& words) {
    if (text.size() < 2 || text.size() > 400)
        return false;
    const UnitList list = read_units(text, words);
    return list.doubtful.empty() && !(list.units.empty() && list.groups.empty());
}

}  // namespace gongkai::programme
