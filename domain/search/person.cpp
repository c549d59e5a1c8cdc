#include "domain/search/person.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/core/text.h"
#include "domain/search/words_of.h"

namespace gongkai::search {
namespace {

// The surnames that nearly everybody bears, without those that are more often another word (和, 向, 成, 单); and those of two
// characters.
constexpr std::u32string_view surnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    U"金韦"
    U"贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎雷段龙黎史贺陶顾毛郝龚邵万钱严武戴莫孔常汤康易乔赖文施洪辛柯庄温牛樊葛邢安齐伍庞颜倪聂章"
    U"鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕季裴霍涂苗谷曲盛冉翁蓝骆路靳辛柴蒙鲍华喻祁蒲滕屈饶牟艾尤"
    U"阳穆卓古吉缪简连芦麦褚娄窦戚岑党宫卜冷晏席米柏宗瞿桂全佟臧闵苟邬卞姬师仇栾隋商刁荣巫寇桑郎甄丛仲虞敖巩"
    U"佘池麻苑迟邝官";
constexpr std::array<std::u32string_view, 16> long_surnames{U"欧阳", U"司马", U"上官", U"诸葛", U"东方", U"皇甫",
                                                            U"尉迟", U"公孙", U"令狐", U"司徒", U"夏侯", U"慕容",
                                                            U"端木", U"濮阳", U"淳于", U"澹台"};
// How places and organs end; they begin with surnames as well: 石墙镇, 白马河, 金山路.
constexpr std::u32string_view ends_no_name = U"市县区镇乡村街路巷桥河湖山岭庄店寨屯湾站场馆园院校所局办委会厅队厂矿港库塔寺庙";

std::size_t surname_at(std::u32string_view text) {
    for (const auto surname : long_surnames)
        if (text.starts_with(surname))
            return 2;
    return !text.empty() && surnames.find(text.front()) != std::u32string_view::npos ? 1 : 0;
}

// The dictionary parts 王建国 into 王 and 建国, 张伟 into two characters, and knows 高中 and 方案. A surname with what follows it
// is 2 or 3 characters, a long one 3 or 4.
bool begins_name(const std::vector<std::u32string>& pieces, std::size_t at) {
    auto whole = pieces[at];
    auto next = at + 1;
    while (surname_at(whole) == 0 && next < pieces.size() && whole.size() == 1)  // 欧, 阳
        whole += pieces[next++];
    const auto surname = surname_at(whole);
    if (surname == 0 || whole.size() != surname)
        return false;
    while (next < pieces.size() && whole.size() + pieces[next].size() <= surname + 2)
        whole += pieces[next++];
    return whole.size() > surname && ends_no_name.find(whole.back()) == std::u32string_view::npos &&
           std::ranges::all_of(whole, is_han);
}

}  // namespace

bool may_name_person(std::string_view question, const Synonyms& synonyms) {
    for (const auto word : split(question, ' ')) {
        std::vector<std::u32string> pieces;
        for (const auto& piece : words_of(word))
            pieces.push_back(to_code_points(piece));
        for (std::size_t at = 0; at < pieces.size();) {
            std::u32string rest;
            for (auto next = at; next < pieces.size(); ++next)
                rest += pieces[next];
            auto known = synonyms.known_at(rest);
            if (known < 2 && begins_name(pieces, at))
                return true;
            do
                known -= std::min(known, pieces[at++].size());
            while (known > 0 && at < pieces.size());
        }
    }
    return false;
}

}  // namespace gongkai::search
