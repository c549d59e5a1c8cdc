// What leads to a person without being a number: where he lives, what he drives, where mail reaches him, what he travels with.
#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/checks/hit.h"
#include "domain/intake/checks/numbers.h"
#include "domain/intake/checks/pattern.h"

namespace gongkai::intake {
namespace {

constexpr std::u16string_view number = u"[0-9a-z一二三四五六七八九十甲乙丙东西南北]{1,5}";

std::u16string operator+(std::u16string left, std::u16string_view right) { return left.append(right); }

// 阳光花园3号楼2单元501室. Of each pattern group 1 begins with what is below the estate or the village.
const Pattern& home_in_a_block() {
    static const Pattern pattern(u"(" + std::u16string(number) + u"(?:号楼|号院|幢|栋|座|#楼|#|号)[, ]?" + number + u"单元[, ]?" +
                                 number + u"(?:室|户|号|层[0-9]{0,4}室?)?|[0-9一二三四五六七八九]单元[0-9]{3,4}(?:室|户|号)?)");
    return pattern;
}

// 3号楼501室, which offices have too.
const Pattern& room_in_a_block() {
    static const Pattern pattern(u"(" + std::u16string(number) +
                                 u"(?:号楼|幢|栋|座|#楼|#)[, ]?)[0-9]{3,4}(?:室|户|号)?(?![0-9])");
    return pattern;
}

// 阳光小区3-2-501
const Pattern& home_by_dashes() {
    static const Pattern pattern(
        u"(?:小区|花园|家园|公寓|社区|苑|新村|宿舍|家属院|佳苑|庭|府|城)\\s?([东西南北]?区?[a-z]?[0-9]{1,2}(?:号楼|号|幢|栋|座|#"
        u"楼|#)?-[0-9]{1,2}-[0-9]{3,4}(?:室|户)?)(?"
        u"![0-9-])");
    return pattern;
}

// 石墙镇东关村三组12号
const Pattern& home_in_a_village() {
    static const Pattern pattern(
        u"(?:村|屯|庄|社区|居委会)(?:民委员会|委会)?((?:第?" + std::u16string(number) +
        u"(?:村民小组|组|队|社|巷|胡同|街|路|排)[, ]?){1,2}[0-9一二三四五六七八九十]{1,4}(?:-[0-9]{1,3})?号)");
    return pattern;
}

const Pattern& house_in_a_village() {
    static const Pattern pattern(u"(?:村|屯|庄)([0-9]{1,4}(?:-[0-9]{1,3})?号)");
    return pattern;
}

// A house by its number, where the words before say that somebody lives there: 住邹城市唐村镇前葛村58号, 家庭住址：后峪口126号.
// Group 1 is there where the words are also said of firms.
const Pattern& house_lived_in() {
    static const Pattern pattern(
        u"(?:家住|(?:家庭|现|现居|居|常|户籍)住址|家庭地址|(?:户籍|户口)(?:所在地?|地)(?:地址|住址)?|(?:户籍|户口)(?:地址|住址)|"
        u"居住(?:地址?|于|在)|"
        u"(?:租|暂|现|常|现居|借|寄)住(?:于|在|地址?|址)?|((?<![营册公企业司位讯(])住址|(?<![\\u4e00-\\u9fffa-z0-9])住(?:于|在)?|"
        u"住(?:于|在)?(?=[\\u4e00-\\u9fff]{2,6}(?:省|市|县|镇|乡|街道|村))))"
        u"(?!院|宿|房|建|宅|户|校|店|进|满|了|有|过|着|持|保|所)(?:为|是|[: \\t])*"
        u"(?:(?!公司|有限|政府|委员会|医院|学校|酒店|宾馆|[0-9]号)[\\u4e00-\\u9fff0-9() ]){1,40}?[\\u4e00-\\u9fff) ]"
        u"([a-z]?[0-9]{1,4}(?:-[0-9]{1,4}){0,3}(?:号(?!楼|院|床|令|文|线|车|公告|地块)|室)|[a-z]?[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}"
        u"(?![0-9-]))");
    return pattern;
}

const Pattern& of_a_firm() {
    static const Pattern pattern(
        u"公司|有限|超市|商店|商行|经营部|合作社|厂|信用代码|法定代表人|营业执照|单位|酒店|饭店|药店|门诊|学校|个体工商户");
    return pattern;
}

const Pattern& lives_at() {
    static const Pattern pattern(
        u"家住|住址|住所地|现住|家庭地址|户籍地|居住|户籍所在地|住在|租住|户口所在|住:|常住|暂住|寄住|借住");
    return pattern;
}

const Pattern& residential() {
    static const Pattern pattern(u"小区|花园|家园|公寓|苑|新村|宿舍|家属院|家属楼|住宅|社区|佳苑|华庭|名邸|嘉园|新城");
    return pattern;
}

const Pattern& of_an_office() {
    static const Pattern pattern(
        u"办公|会议室|窗口|大厅|银行|支行|网点|代办点|服务点|服务站|工作站|管理部|管理所|办事处|派出所|法院|法庭|检察院|事务所|"
        u"协会|联合会|"
        u"营业部|营业厅|诊所|门诊|经营场所|注册地址|单位地址|公司|有限|报名地点|报名地址|地点|领取|受理|接待|中心|局|政府|委员会|"
        u"大厦|写字楼|商铺|门市|投标|开标|邮寄|通讯地址|通信地址|联系地址|收件|招标");
    return pattern;
}

const Pattern& plate() {
    static const Pattern pattern(
        u"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][a-hj-np-z][. ]?"
        u"(?:(?=[a-z0-9]*[0-9])[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳]|[a-hjk][a-hj-np-z0-9][0-9]{4}|[0-9]{5}[a-hjk])"
        u"(?![a-z0-9*-]|号|期|标段|地块)");
    return pattern;
}

const Pattern& mail() {
    static const Pattern pattern(u"(?<![a-z0-9._%+*-])[a-z0-9][a-z0-9._%+-]{0,40}@[a-z0-9-]{1,40}(?:\\.[a-z0-9-]{1,30}){1,4}");
    return pattern;
}

const Pattern& travel_document() {
    static const Pattern pattern(u"(?<![a-z0-9])(?:[a-z]{1,2}[0-9]{7,8}|[0-9]{8}(?!号)|[hm][0-9]{8,10})(?![a-z0-9*])");
    return pattern;
}

// QQ：123456789, 微信号：zhangsan_88. A group is nobody's (QQ群).
const Pattern& messenger() {
    static const Pattern pattern(
        u"(?<![a-z0-9@.])(?:(?:qq|扣扣|企鹅|微信|wechat|weixin|vx)(?:账号|帐号|号码|号|id)?(?:[/"
        u"、及和或](?:qq|微信|手机|电话)号?)?"
        u"\\s?[:为是(]?\\s?([1-9][0-9]{4,10})|(?:微信(?:账号|帐号|号码|号|id)\\s?[:为是(]?|(?:微信|wechat|weixin|vx)\\s?[:(])\\s?"
        u"([a-z][a-z0-9_-]{5,19}))(?![a-z0-9@*_]|[.-][a-z0-9]|[元万亿人年级])");
    return pattern;
}

// 军官证号：政字第0123456号, 士兵证 12345678
const Pattern& officer_card() {
    static const Pattern pattern(
        u"(?:军官|士兵|士官|军士|警官|文职干部|文职人员|义务兵|军人)(?:身份)?证件?(?:编号|号码|号)?(?:\\([^()]{0,8}\\))?(?:编号|"
        u"号码|号)?"
        u"\\s?[:为是]?\\s?"
        u"((?:[\\u4e00-\\u9fff]{1,3}字)?\\s?第?\\s?[0-9]{6,12}号?)(?![a-z0-9*])|([军士]字\\s?第\\s?[0-9]{7,8}号?)(?![a-z0-9*])");
    return pattern;
}

class Finder {
  public:
    Finder(const Passage& passage, Hits& hits) : passage_(passage), hits_(hits) {}

    void homes() {
        for (const auto& match : home_in_a_block().all(passage_))
            home(match, is_of_office(match) ? Kind::none : Kind::home);
        for (const auto& match : home_by_dashes().all(passage_))
            home(match, is_of_office(match) ? Kind::none : Kind::home);
        for (const auto& match : home_in_a_village().all(passage_))
            home(match, is_of_office(match) ? Kind::none : Kind::home);
        for (const auto& match : room_in_a_block().all(passage_)) {
            const bool is_home = is_lived_in(match) || residential().is_in(passage_, around(match));
            home(match, is_home && !is_of_office(match) ? Kind::home : Kind::none);
        }
        for (const auto& match : house_in_a_village().all(passage_))
            home(match,
                 is_lived_in(match) && (!is_of_a_firm(match.whole.start) || is_of_somebody(match)) ? Kind::home : Kind::none);
        for (const auto& match : house_lived_in().all(passage_))
            if ((match.groups[0].size() == 0 || !is_of_a_firm(match.groups[0].start)) && !goes_on(match.whole, match.groups[1]))
                add("address", Sureness::sure, match.groups[1], "checks.why.address");
    }

    void plates() {
        for (const auto& match : plate().all(passage_))
            add("licence_plate", Sureness::doubtful, match.whole, "checks.why.plate");
    }

    // What an office gives as its own address is meant to be known.
    void mails() {
        for (const auto& match : mail().all(passage_)) {
            const auto address = passage_.cut(match.whole);
            const auto domain = address.substr(address.find(U'@') + 1);
            const auto start = passage_.sentence_of(match.whole.start).start;
            const auto before = passage_.cut({start, match.whole.start});
            const bool is_official = domain.ends_with(U".gov.cn") || domain == U"gov.cn" ||
                                     domain.find(U".sd.cn") != domain.npos || domain.find(U"shandong.cn") != domain.npos;
            const bool is_labelled =
                has_any(before.substr(before.size() - std::min<std::size_t>(before.size(), 16)), check_words().office_mail);
            const bool is_persons = before.find(U"个人邮箱") != before.npos || stands_beside_a_name(passage_, match.whole.start);
            const bool is_bare = is_labelled && is_free_mail(match.whole) && !is_said_by_an_office(match.whole.start);
            if (!is_official && (!is_labelled || is_persons || is_bare))
                add("email", Sureness::doubtful, match.whole, "checks.why.email");
        }
    }

    void documents() {
        for (const auto& match : travel_document().all(passage_))
            if (passage_.label_before(match.whole.start) == Label::passport)
                add("passport", Sureness::sure, match.whole, "checks.why.passport");
    }

    // Beside a name it is that person's; alone it may be, where no office speaks of itself.
    void messengers() {
        for (const auto& match : messenger().all(passage_)) {
            const auto& account = match.groups[0].size() > 0 ? match.groups[0] : match.groups[1];
            const auto digits = to_utf8(passage_.cut(account));
            const auto sentence = passage_.sentence_of(match.whole.start);
            const auto said = passage_.cut(sentence), before = passage_.cut({sentence.start, match.whole.start});
            const bool is_known = std::ranges::any_of(hits_, [&](const Hit& hit) { return overlap(hit.stretch, account); });
            if (is_known || is_mobile(digits) ||
                has_any(said, {U"qq群", U"信群", U"流群", U"群号", U"群聊", U"进群", U"入群", U"加群", U"公众", U"公共号",
                               U"订阅号", U"服务号", U"官方", U"小程序", U"客服"}))
                continue;
            const bool is_somebodys =
                ends_with_any(before, {U"个人", U"本人"}) || stands_beside_a_name(passage_, match.whole.start);
            if (is_somebodys || !has_any(before, check_words().office_words))
                add("messenger", is_somebodys ? Sureness::sure : Sureness::doubtful, account, "checks.why.messenger");
        }
    }

    // 军官证、士兵证等: numbers of cards that stand for an identity card.
    void officer_cards() {
        for (const auto& match : officer_card().all(passage_)) {
            const bool is_labelled = match.groups[0].size() > 0;
            add("officer_card", is_labelled ? Sureness::sure : Sureness::doubtful, match.groups[is_labelled ? 0 : 1],
                "checks.why.officer_card");
        }
    }

  private:
    enum class Kind { none, home };

    // Anybody has an account there; offices have some too.
    bool is_free_mail(const Stretch& stretch) const {
        const auto address = passage_.cut(stretch);
        const auto domain = address.substr(std::min(address.find(U'@'), address.size()));
        for (const std::u32string_view known : {U"@qq.com", U"@163.com", U"@126.com", U"@139.com", U"@189.cn", U"@sina.com",
                                                U"@sina.cn", U"@sohu.com", U"@foxmail.com", U"@yeah.net", U"@aliyun.com",
                                                U"@gmail.com", U"@outlook.com", U"@hotmail.com", U"@icloud.com", U"@vip.qq.com"})
            if (domain == known)
                return true;
        return false;
    }

    // 投诉邮箱：…, 市民政局邮箱：…, 意见请发送至…
    bool is_said_by_an_office(std::size_t at) const {
        const auto start = passage_.sentence_of(at).start;
        return has_any(passage_.text().substr(start, at - start), check_words().office_words);
    }

    void add(std::string_view kind, Sureness sureness, const Stretch& stretch, std::string_view reason) {
        if (std::ranges::none_of(hits_, [&](const Hit& hit) { return hit.kind == kind && overlap(hit.stretch, stretch); }))
            hits_.push_back({kind, sureness, stretch, reason});
    }

    void home(const Match& match, Kind kind) {
        if (kind == Kind::home)
            add("address", Sureness::sure, {match.groups[0].start, match.whole.end}, "checks.why.address");
    }

    Stretch around(const Match& match, std::size_t reach = 16) const {
        const auto sentence = passage_.sentence_of(match.whole.start);
        return {std::max(sentence.start, match.whole.start > reach ? match.whole.start - reach : 0), match.groups[0].start};
    }

    // 岗山北路88号5号楼602室: one home, from the house on.
    bool goes_on(const Stretch& house, const Stretch& house_number) {
        constexpr std::size_t reach = 16;
        const auto last = std::min(passage_.sentence_of(house.start).end, house.end + reach);
        const auto room = std::ranges::find_if(hits_, [&](const Hit& hit) {
            return hit.kind == "address" && hit.stretch.start >= house.end && hit.stretch.start <= last;
        });
        if (room != hits_.end())
            room->stretch.start = house_number.start;
        return room != hits_.end();
    }

    // 统一社会信用代码：…，住址：…: penalty decisions give firms the same words as people, on lines of their own too.
    bool is_of_a_firm(std::size_t at) const {
        constexpr std::size_t reach = 60;
        return of_a_firm().is_in(passage_, {at > reach ? at - reach : 0, at});
    }

    bool is_of_somebody(const Match& match) const {
        return has_any(passage_.cut(around(match)), {U"家住", U"家庭", U"现住", U"户籍", U"户口", U"常住", U"租住", U"住在"});
    }

    bool is_lived_in(const Match& match) const {
        return lives_at().is_in(passage_, around(match)) || passage_.head_above(match.whole.start) == Head::address;
    }

    bool is_of_office(const Match& match) const {
        return !is_lived_in(match) &&
               (of_an_office().is_in(passage_, around(match, 26)) ||
                of_an_office().is_in(passage_, {match.whole.end, std::min(match.whole.end + 6, passage_.text().size())}));
    }

    const Passage& passage_;
    Hits& hits_;
};

}  // namespace

void find_traces(const Passage& passage, Hits& hits) {
    Finder finder(passage, hits);
    finder.homes();
    finder.plates();
    finder.mails();
    finder.documents();
    finder.messengers();
    finder.officer_cards();
}

}  // namespace gongkai::intake
