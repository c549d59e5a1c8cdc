// 个人信息保护法28  敏感个人信息 … 包括 … 医疗健康 … 以及不满十四周岁未成年人的个人信息。
//
// A name alone gives nobody away, an illness or a class alone neither: what is looked for is the two in one sentence, or in one
// row.
#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/checks/hit.h"
#include "domain/intake/checks/names.h"
#include "domain/intake/checks/numbers.h"
#include "domain/intake/checks/pattern.h"

namespace gongkai::intake {
namespace {

constexpr int of_age = 14;
constexpr std::size_t illness_reach = 40;

const Pattern& class_of_school() {
    static const Pattern pattern(
        u"[一二三四五六七八九1-9]年级(?:\\s?[(]?[一二三四五六七八九十0-9]{1,3}[)]?\\s?班)?|[一二三四五六七八九1-9]年?\\s?[(]?"
        u"[一二三四五六七八九十0-9]{1,3}[)]?\\s?班(?!子|次|车)|[小中大]{1,2}[一二三四五六七八九0-9]?班(?!子|次|车)|高[一二三123]("
        u"?!米)|初[一二三123]"
        u"(?:年级|\\s?[(]?[一二三四五六七八九十0-9]{1,3}[)]?\\s?班)|20[0-9]{2}级\\s?[(]?[0-9一二三四五六七八九十]{1,2}[)]?班");
    return pattern;
}

const Pattern& age_in_years() {
    static const Pattern pattern(u"(?<![0-9])(?:([0-9]{1,2})|([一二三四五六七八九十]{1,3}))\\s?(?:周岁|岁)(?!以|至|及|-|组)");
    return pattern;
}

const Pattern& born_on_day() {
    static const Pattern pattern(
        u"(20[0-9]{2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?(?:出?生)|(?:出?生(?:于|日期)?:?)\\s?"
        u"(20[0-9]{2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})");
    return pattern;
}

const Pattern& called_a_child() {
    static const Pattern pattern(
        u"(?:孤儿|留守儿童|困境儿童|无人抚养儿童|女童|男童|男孩|女孩|男婴|女婴|患儿|幼儿|儿童|小朋友)(?:姓名)?[:]?\\s?(?=["
        u"\\u4e00-\\u9fff])");
    return pattern;
}

const Pattern& called_a_student() {
    static const Pattern pattern(u"学生|同学|新生|考生|小朋友|就读|在读|学籍|入学|转学|入园");
    return pattern;
}

const Pattern& called_a_patient() {
    static const Pattern pattern(u"(?:患者|病人|患儿|感染者|确诊病例)(?:姓名)?[:]?\\s?(?=[\\u4e00-\\u9fff])");
    return pattern;
}

const Pattern& degree_of_disability() {
    static const Pattern pattern(
        u"(?:肢体|视力|听力|言语|智力|精神|多重)(?:残疾)?\\s?[(]?[一二三四1-4]级|残疾(?:等级|程度)?:?\\s?[一二三四1-4]级|"
        u"[一二三四1-4]级(?:肢体|视力|听力|言语|智力|精神|多重)?残疾(?!人)|[肢视听言智精]残(?!疾)|残疾证号|"
        u"(?:肢体|视力|听力|言语|智力|精神|多重)残疾(?=[,，、。；)]|$)");
    return pattern;
}

// What is said of a person in a list between his name and the rest: sex, age, nation, village.
constexpr std::u16string_view said_of_anybody =
    u"(?:[,、(:\\s]*(?:男性?|女性?|[\\u4e00-\\u9fff]{1,3}族|现?年?[0-9]{1,3}周?岁|(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,"
    u"2}日)?"
    u"(?:出生|生)?(?:人)?|(?:中共)?党员|群众|农民|退休|未婚|已婚|[\\u4e00-\\u9fff]{1,10}(?:村|社区|小区|镇|街道)(?:["
    u"一二三四五六七八九0-9]组)?"
    u"(?:人|村民|居民)?|(?:身份证号?码?|电话|手机|联系电话):?[0-9x*-]+)\\)?(?=[,、)(:;\\s]))*";

// 王五(高血压), 李四，男，45岁，肺结核患者: nothing else stands between the name and the illness. Whoever studies or heals it is
// no patient. The words of the list in front of the bare "病", which is in them too.
const Pattern& named_with_illness() {
    static const Pattern pattern = [] {
        std::u16string diseases;
        for (const auto& disease : check_words().diseases)
            if (disease != U"病" && disease != U"疾病")
                diseases.append(diseases.empty() ? u"" : u"|").append(disease.begin(), disease.end());
        return Pattern(
            std::u16string(said_of_anybody) +
            u"[(,:、\\s]\\s?(?:系|为|是|属于|属|患有?|病种:?|疾病:?|病名:?|诊断:?|现患|目前患|因)?"
            u"(?:(?!研究|防治|治疗|预防|介绍|科普|筛查|讲|看|学|专|擅长|负责|从事|主管|分管|宣传)[\\u4e00-\\u9fff]){0,8}?(?:" +
            diseases +
            u")(?:患者|病人|感染者?|携带者?|病毒|抗体|阳性|确诊者?|病例|晚期|早期|中期|末期|[一二三四1-4i]+[期级型度]|型|症|病|"
            u"综合征|术后|复发|后遗症|病史|多年|"
            u"两年|重度|中度|轻度|并发症?|瘫痪|人员|在治|化疗|透析|致贫|返贫|致残|去世|伴|导致|住院|住院治疗|入院|卧床)*"
            u"(?=[)(,，。；;、\\s]|$|已|正|申请|需|救助|一人|1人|\\.)");
    }();
    return pattern;
}

// 擅长, 坐诊 …: behind these an illness is what somebody heals.
const Pattern& heals() {
    static const Pattern pattern(u"擅长|专家|医师|医生|大夫|坐诊|出诊|门诊|义诊|主治|诊疗|专业|教授|博士");
    return pattern;
}

// 五年级2班 in front of a name or behind it says enough without the school.
const Pattern& year_of_school() {
    static const Pattern pattern(
        u"(?:[一二三四五六七八九1-9]年级|初[一二三])(?:\\s?[(]?[一二三四五六七八九十0-9]{1,3}[)]?\\s?班)?");
    return pattern;
}

const Pattern& falls_ill() {
    static const Pattern pattern(
        u"身患|患有|罹患|患上|确诊|诊断为|诊断:|病情|感染|患(?!者)|因病|突发|查出|病史|(?:病种|病名|疾病|疾病名称|致贫原因|"
        u"致困原因|健康状况):|"
        u"因(?=[\\u4e00-\\u9fffa-z、]{1,14}(?:住院|入院|就医|就诊|治疗|手术|透析|化疗|放疗|卧床|去世|死亡|病故|致贫|返贫|致残|"
        u"瘫痪|休学|休养|丧失|服药|"
        u"抢救|病逝))");
    return pattern;
}

int number_of(std::u32string_view text) {
    int number = 0;
    for (const char32_t c : text) {
        if (is_digit(c))
            number = number * 10 + static_cast<int>(c - U'0');
        else if (c == U'十')
            number = number == 0 ? 10 : number * 10;
        else
            number += static_cast<int>(std::u32string_view(U"〇一二三四五六七八九").find(c));
    }
    return number;
}

class Finder {
  public:
    Finder(const Passage& passage, Day as_of, Hits& hits) : passage_(passage), as_of_(as_of), hits_(hits) {}

    void look_at(const Stretch& sentence) {
        const auto is_class = class_of_school().is_in(passage_, sentence);
        const bool is_young = is_under_age(sentence);
        const auto children = called_a_child().all(passage_, sentence);
        const auto patients = called_a_patient().all(passage_, sentence);
        const auto degrees = degree_of_disability().all(passage_, sentence);
        const auto illnesses = falls_ill().all(passage_, sentence);
        if (!is_class && !is_young && children.empty() && patients.empty() && degrees.empty() && illnesses.empty() &&
            !has_any(passage_.cut(sentence), check_words().diseases))
            return;
        const auto years = is_class ? year_of_school().all(passage_, sentence) : std::vector<Match>();
        const auto names = names_in(passage_, sentence);
        const bool is_lesson = is_of_lessons(sentence);
        for (const auto& name : names) {
            if (is_in_office(passage_, name) || has_any(passage_.cut(name), check_words().diseases))
                continue;
            if (is_author(name))
                continue;
            if (is_young || (!is_lesson && (is_of_school(sentence, is_class) || stands_beside(years, name))))
                add("minor", name, is_young ? "checks.why.minor_age" : "checks.why.minor_school");
            else if (follows(children, name))
                add("minor", name, "checks.why.minor_child");
            if (follows(patients, name) || has_degree(degrees, name) || is_ill(illnesses, name))
                add("health", name, "checks.why.health");
            else if (is_named_with_illness(sentence, name))
                add("health", name, "checks.why.health");
        }
    }

    // The identity number of somebody under fourteen gives a minor away whatever else is said.
    void look_at_numbers() {
        const auto before = hits_.size();
        for (std::size_t i = 0; i < before; ++i) {
            const auto hit = hits_[i];
            if (hit.kind != "id_number" || hit.sureness != Sureness::sure)
                continue;
            std::string digits;
            for (const char32_t c : passage_.cut(hit.stretch))
                if (is_digit(c) || c == U'x')
                    digits += static_cast<char>(c);
            if (const auto born_on = birth_date_in(digits, as_of_); born_on && age_on(as_of_, *born_on) < of_age)
                add("minor", hit.stretch, "checks.why.minor_number");
        }
    }

  private:
    void add(std::string_view kind, const Stretch& stretch, std::string_view reason, Sureness sureness = Sureness::sure) {
        hits_.push_back({kind, sureness, stretch, reason});
    }

    bool is_named_with_illness(const Stretch& sentence, const Stretch& name) const {
        const auto said = named_with_illness().all(passage_, {name.end, sentence.end});
        return !said.empty() && said.front().whole.start == name.end &&
               !heals().is_in(passage_, {line_of(sentence.start), said.front().whole.end});
    }

    std::size_t line_of(std::size_t at) const {
        const auto before = at == 0 ? std::u32string_view::npos : passage_.text().rfind(U'\n', at - 1);
        return before == std::u32string_view::npos ? 0 : before + 1;
    }

    // With no more than a few blanks and signs between.
    bool stands_beside(const std::vector<Match>& years, const Stretch& name) const {
        const auto is_empty = [&](const Stretch& between) {
            return between.size() <= 3 && passage_.cut(between).find_first_not_of(U" :,、()-") == std::u32string_view::npos;
        };
        return std::ranges::any_of(years, [&](const Match& year) {
            return year.whole.end <= name.start ? is_empty({year.whole.end, name.start})
                                                : year.whole.start >= name.end && is_empty({name.end, year.whole.start});
        });
    }

    bool is_under_age(const Stretch& sentence) const {
        for (const auto& match : age_in_years().all(passage_, sentence)) {
            const auto& digits = match.groups[0].size() > 0 ? match.groups[0] : match.groups[1];
            if (number_of(passage_.cut(digits)) < of_age)
                return true;
        }
        for (const auto& match : born_on_day().all(passage_, sentence)) {
            const std::size_t first = match.groups[0].size() > 0 ? 0 : 3;
            const auto part = [&](std::size_t i) { return number_of(passage_.cut(match.groups[first + i])); };
            const std::chrono::year_month_day date{std::chrono::year(part(0)), std::chrono::month(static_cast<unsigned>(part(1))),
                                                   std::chrono::day(static_cast<unsigned>(part(2)))};
            if (date.ok() && Day(date) <= as_of_ && age_on(as_of_, date) < of_age)
                return true;
        }
        return false;
    }

    // What a class reads is about people, and not about those who sit in it.
    bool is_of_lessons(const Stretch& sentence) const {
        return has_any(passage_.cut(sentence), {U"课文", U"课本", U"教材", U"教科书", U"古诗", U"必背", U"教版", U"编版"}) &&
               !called_a_student().is_in(passage_, sentence);
    }

    // 李白，唐代诗人: known to every school, and of none.
    bool is_author(const Stretch& name) const {
        constexpr std::size_t reach = 8;
        return has_any(passage_.text().substr(name.end, reach),
                       {U"诗人",   U"词人", U"作家", U"文学家", U"诗歌", U"思想家", U"教育家", U"科学家",
                        U"书法家", U"唐代", U"宋代", U"北宋",   U"南宋", U"元代",   U"明代",   U"清代",
                        U"东晋",   U"西汉", U"东汉", U"战国",   U"唐朝", U"宋朝",   U"明朝",   U"清朝"});
    }

    bool is_of_school(const Stretch& sentence, bool is_class) const {
        const auto said = passage_.cut(sentence);
        const bool is_student = called_a_student().is_in(passage_, sentence);
        return is_class && (has_any(said, check_words().school_words) || is_student);
    }

    static bool follows(const std::vector<Match>& cues, const Stretch& name) {
        return std::ranges::any_of(cues, [&](const Match& cue) { return cue.whole.end == name.start; });
    }

    static bool is_near(const Match& match, const Stretch& name) {
        return match.whole.start >= name.end && match.whole.start - name.end <= illness_reach;
    }

    bool has_degree(const std::vector<Match>& degrees, const Stretch& name) const {
        return std::ranges::any_of(degrees, [&](const Match& degree) {
            return is_near(degree, name) || (degree.whole.end <= name.start && name.start - degree.whole.end <= 3);
        });
    }

    // 张三…患有尿毒症; nobody speaks or leads in between, and an illness is named soon after.
    bool is_ill(const std::vector<Match>& illnesses, const Stretch& name) const {
        return std::ranges::any_of(illnesses, [&](const Match& illness) {
            if (!is_near(illness, name))
                return false;
            const auto between = passage_.cut({name.end, illness.whole.start});
            const auto said = passage_.text().substr(illness.whole.start, illness.whole.size() + 14);
            // An obituary says that somebody was ill, and not of what.
            if (said.starts_with(U"因病") && has_any(said, {U"逝世", U"去世", U"辞世", U"离世", U"病故", U"医治无效"}) &&
                !has_any(said.substr(1), check_words().named_diseases))
                return false;
            return !has_any(between, check_words().speech) && !has_any(between, check_words().roles) &&
                   has_any(said.substr(0, said.find(U'。')), check_words().diseases);
        });
    }

    const Passage& passage_;
    Day as_of_;
    Hits& hits_;
};

}  // namespace

void find_people(const Passage& passage, Day as_of, Hits& hits) {
    Finder finder(passage, as_of, hits);
    for (const auto& sentence : passage.sentences())
        finder.look_at(sentence);
    finder.look_at_numbers();
}

}  // namespace gongkai::intake
