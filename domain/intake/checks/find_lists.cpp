// 个人信息保护法28  敏感个人信息 … 包括 … 医疗健康 … 以及不满十四周岁未成年人的个人信息。
//
// A list says once, in its heading, what all its people are: 三年级2班学生名单, 2023年肺结核患者救助名单. What stands below is
// names and nothing else, in a table or in lines; so the heading is remembered and the names are looked for under it. The heading
// may stand outside the text: the title of the page, the name of the file or of the sheet.
#include "domain/intake/checks/find_lists.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/names.h"
#include "domain/intake/checks/pattern.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t longest_heading = 90, longest_class = 20, longest_lone_name = 12;

const Pattern& class_of_school() {
    static const Pattern pattern(
        u"[一二三四五六七八九1-9]年级|[一二三四五六七八九1-9]年?\\s?[(]?[一二三四五六七八九十0-9]{1,3}[)]?\\s?班(?!子|次|车)|"
        u"[小中大托](?:[一二三四五六1-6]|[(][一二三四五六1-6][)])?班|(?:高|初)[一二三](?!米|中)|20[0-9]{2}级\\s?[(]?[0-"
        u"9一二三四五六七八九十]{1,2}[)]?班");
    return pattern;
}

const Pattern& of_children() {
    static const Pattern pattern(
        u"(?<!大)学生(?!用|饮|公寓|宿舍|食堂|家长)|新生|幼儿(?!园)|儿童(?!医院|公园|福利院|之家)|孤儿|学童|少先队员|小朋友|"
        u"三好学生|入园|困境少年|未成年人");
    return pattern;
}

const Pattern& taken_in() {
    static const Pattern pattern(u"录取|招生|入学|入园|就读|转学|报名|摇号|派位");
    return pattern;
}

const Pattern& of_a_list() {
    static const Pattern pattern(
        u"名单|花名册|名册|录取|公示|一览表|统计表|登记表|发放表|明细|汇总表|情况表|成绩|获奖|受助|资助|补助|补贴|救助");
    return pattern;
}

const Pattern& of_the_ill() {
    static const Pattern pattern(
        u"患者|病人|感染者|携带者|救助|补助|补贴|慰问|帮扶|报销|确诊|随访|住院|资助|救治|名单|名册|登记表");
    return pattern;
}

const Pattern& of_the_disabled() {
    static const Pattern pattern(u"重度残疾|[一二三四1-4]级残疾|(?:精神|智力|肢体|视力|听力|言语|多重)残疾(?!人联合会|人协会)");
    return pattern;
}

// People of whom such a list speaks by their work: 三年级2班任课教师名单, 肺结核防治专家名单.
const Pattern& of_the_grown() {
    static const Pattern pattern(
        u"教师|老师|教职|班主任|家长|校长|园长|干部|职工|评委|保安|保育员|厨师|食堂|招聘|聘用|拟聘|选聘|录用|医师|医生|培训|志愿|"
        u"专家|负责人|领导|大学|高校|高职|研究生|硕士|博士|"
        u"高考|成人|专科|本科|护士|工作人员|企业|机构|供应商|编制|岗位|考官|监考|教练|校医|任教|辅导员|先进|劳模|委员|代表|成员|"
        u"法官|律师|讲师|骨干|联系人|值班|学校名单|幼儿园名单|"
        u"单位|督学|支教|实习|见习|党员|捐|志愿者");
    return pattern;
}

const Pattern& of_healing() {
    static const Pattern pattern(
        u"防治|医院|定点|药店|领导小组|工作组|捐|团队|筛查|科室|药品|目录|宣传|检查|门诊|治疗点|疫苗|病种名单|诊疗|研究|防控|"
        u"处方|保险公司");
    return pattern;
}

// What may stand beside names in a line of them.
bool is_beside_names(std::u32string_view word) {
    for (const std::u32string_view known : {U"男", U"女", U"年", U"月", U"日", U"岁", U"生", U"号", U"名", U"等"})
        if (word == known)
            return true;
    return false;
}

class Lists {
  public:
    Lists(const Passage& passage, std::string_view heading, Hits& hits) : passage_(passage), hits_(hits) {
        for (const auto line : split(heading, '\n')) {
            const Passage above(line);
            if (const auto topic = topic_of(above, {0, above.text().size()}); topic && *topic != Topic::none)
                topic_ = *topic;
        }
    }

    Topic look() {
        const auto text = passage_.text();
        for (const auto& hit : hits_)
            known_.emplace(hit.kind, line_of(hit.stretch.start));
        for (std::size_t start = 0; start < text.size();) {
            const auto end = std::min(text.find(U'\n', start), text.size());
            if (const auto [grid, cell] = passage_.cell_at(start); grid && end > start) {
                table(*grid);
                start = grid->cells.back().stretch.end + 1;
                continue;
            }
            line({start, end});
            start = end + 1;
        }
        return topic_;
    }

    Topic topic() const { return topic_; }

  private:
    static bool says(const Pattern& pattern, const Passage& passage, const Stretch& line) { return pattern.is_in(passage, line); }

    // What a heading says of the names below; nothing where it is none, Topic::none where it says that they are others.
    static std::optional<Topic> topic_of(const Passage& passage, const Stretch& line) {
        if (line.size() == 0 || line.size() > longest_heading)
            return std::nullopt;
        const bool is_list = says(of_a_list(), passage, line);
        if (!is_list && line.size() > longest_class)
            return std::nullopt;
        const bool is_grown = says(of_the_grown(), passage, line);
        if (is_grown)
            return is_list || line.size() <= longest_class ? std::optional(Topic::none) : std::nullopt;
        const auto said = passage.cut(line);
        const bool is_class = says(class_of_school(), passage, line);
        const bool is_of_school = has_any(said, check_words().school_words) && says(taken_in(), passage, line);
        if (is_list ? is_class || is_of_school || says(of_children(), passage, line) : is_class)
            return Topic::children;
        if (!is_list)
            return std::nullopt;
        const bool is_ill =
            has_any(said, check_words().named_diseases) || has_any(said, {U"大病", U"重病", U"罕见病", U"慢性病"});
        if (is_ill && says(of_the_ill(), passage, line))
            return says(of_healing(), passage, line) ? std::nullopt : std::optional(Topic::ill);
        if (says(of_the_disabled(), passage, line))
            return Topic::disabled;
        return std::nullopt;
    }

    void line(const Stretch& line) {
        if (topic_ != Topic::none && names(line))
            return;
        if (const auto topic = topic_of(passage_, line))
            topic_ = *topic;
    }

    // Are there names in the line and nothing else? Then they are found.
    bool names(const Stretch& line) {
        std::vector<Stretch> all;
        for (auto at = line.start; at < line.end;) {
            if (!is_han(passage_.at(at))) {
                ++at;
                continue;
            }
            auto end = at;
            while (end < line.end && is_han(passage_.at(end)))
                ++end;
            if (const Stretch word{at, end}; is_somebody(word))
                all.push_back(word);
            else if (!is_beside_names(passage_.cut(word)))
                return false;
            at = end;
        }
        if (all.empty() || (all.size() == 1 && line.size() > longest_lone_name))
            return false;
        for (const auto& name : all)
            add(name, line.start);
        return true;
    }

    bool is_somebody(const Stretch& cell) const {
        const auto said = passage_.cut(cell);
        return is_name(passage_, cell) && !ends_with_any(said, check_words().roles) && !has_any(said, check_words().diseases);
    }

    void table(const Grid& grid) {
        const int head = grid.head_row.value_or(-1);
        // A caption may be a row of the table.
        for (const auto& cell : grid.cells)
            if (cell.row < std::max(head, 1))
                if (const auto topic = topic_of(passage_, cell.stretch); topic && cell.row < head)
                    topic_ = *topic;
        if (topic_ == Topic::none)
            return;
        for (const auto& [column, stretch] : grid.heads_at)
            if (has_any(passage_.cut(stretch), {U"职务", U"职称", U"学科", U"任教", U"岗位", U"教师"}))
                return;
        const auto columns = columns_of_names(grid, head);
        for (auto cell : grid.cells)
            if (cell.row > head && columns.contains(cell.column)) {
                cell.stretch = trimmed(cell.stretch);
                if (is_somebody(cell.stretch))
                    add(cell.stretch, line_of(cell.stretch.start));
            }
    }

    // Those whose head says so; where none does, those that hold nothing but names.
    std::set<int> columns_of_names(const Grid& grid, int head) const {
        std::set<int> named, others;
        for (const auto& [column, what] : grid.heads)
            if (what == Head::name)
                named.insert(column);
        if (!named.empty())
            return named;
        for (const auto& cell : grid.cells) {
            const auto stretch = trimmed(cell.stretch);
            if (cell.row <= head || stretch.size() == 0)
                continue;
            if (is_somebody(stretch))
                named.insert(cell.column);
            else if (cell.row > 0)
                others.insert(cell.column);
        }
        std::erase_if(named, [&](int column) { return others.contains(column); });
        return named;
    }

    Stretch trimmed(Stretch stretch) const {
        while (stretch.start < stretch.end && passage_.at(stretch.start) == U' ')
            ++stretch.start;
        while (stretch.end > stretch.start && passage_.at(stretch.end - 1) == U' ')
            --stretch.end;
        return stretch;
    }

    std::size_t line_of(std::size_t at) const {
        const auto before = at == 0 ? std::u32string_view::npos : passage_.text().rfind(U'\n', at - 1);
        return before == std::u32string_view::npos ? 0 : before + 1;
    }

    // What the row says of the same kind was found already. Names of a line without cells are each somebody's.
    void add(const Stretch& name, std::size_t line) {
        const std::string_view kind = topic_ == Topic::children ? "minor" : "health";
        if (!known_.contains({kind, line}))
            hits_.push_back({kind, topic_ == Topic::disabled ? Sureness::doubtful : Sureness::sure, name,
                             topic_ == Topic::children ? "checks.why.minor_list" : "checks.why.health_list"});
    }

    const Passage& passage_;
    Hits& hits_;
    Topic topic_ = Topic::none;
    std::set<std::pair<std::string_view, std::size_t>> known_;  // kind and line
};

}  // namespace

void find_lists(const Passage& passage, std::string_view heading, Hits& hits) { Lists(passage, heading, hits).look(); }

std::string_view topic_in(std::string_view heading) {
    const Passage nothing{""};
    Hits none;
    switch (Lists(nothing, heading, none).topic()) {
        case Topic::children:
            return "children";
        case Topic::ill:
            return "ill";
        case Topic::disabled:
            return "disabled";
        case Topic::none:
            break;
    }
    return "";
}

}  // namespace gongkai::intake
