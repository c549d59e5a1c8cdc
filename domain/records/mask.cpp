#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

// What an organisation's name ends with; a person's does not. 个体工商户 trade under such names too.
constexpr std::array<std::string_view, 30> organisations{
    "公司", "厂", "店", "合作社", "中心", "学校", "小学", "中学", "大学", "医院", "幼儿园", "协会", "委员会", "政府", "局",
    "所",   "站", "院", "集团",   "企业", "商行", "超市", "饭店", "酒店", "农场", "市场",   "银行", "社",     "队",   "馆"};

// 门市部、经营部 are named after what they sell or after who keeps them. After a person where, the place left out, two or three
// characters remain that begin with one of the hundred surnames that most people have.
constexpr std::array<std::u32string_view, 9> small_businesses{U"门市部", U"经营部", U"服务部", U"营业部", U"批发部",
                                                              U"维修部", U"工作室", U"商店",   U"小卖部"};
constexpr std::u32string_view surnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    U"范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

std::optional<std::string> masked_business(const std::u32string& text) {
    for (const auto ending : small_businesses) {
        if (!text.ends_with(ending))
            continue;
        auto name = text.substr(0, text.size() - ending.size());
        const auto place = name.find_last_of(U"省市县区镇乡村道");
        const auto from = place == std::u32string::npos ? 0 : place + 1;
        const auto length = name.size() - from;
        if (length < 2 || length > 3 || !surnames.contains(name[from]))
            return to_utf8(text);
        return to_utf8(name.substr(0, from + 1)) + (length == 3 ? "某某" : "某") + to_utf8(ending);
    }
    return std::nullopt;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::u32string stars(std::size_t count) { return std::u32string(count, U'*'); }

// 邹城市石墙镇某村12号: to the level of village or community.
std::optional<std::string> masked_address(const std::u32string& text) {
    constexpr std::array<std::u32string_view, 5> levels{U"社区", U"村", U"街道", U"镇", U"乡"};
    if (text.size() < 6)
        return std::nullopt;
    for (const auto level : levels) {
        const auto at = text.find(level);
        if (at == std::u32string::npos || at == 0)
            continue;
        const auto end = at + level.size();
        return to_utf8(text.substr(0, end)) + (end < text.size() ? "***" : "");
    }
    return std::nullopt;
}

}  // namespace

bool names_organisation(std::string_view typed) {
    const auto text = to_code_points(trim(typed));
    const auto whole = to_utf8(text);
    return (text.size() > 4 && std::ranges::any_of(organisations, [&](auto ending) { return whole.ends_with(ending); })) ||
           (masked_business(text) == whole && !text.contains(U'某'));
}

std::string masked(std::string_view typed) {
    const auto text = to_code_points(trim(typed));
    if (text.empty())
        return {};
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
    const bool is_card = (text.size() == 18 && digits >= 17) || (text.size() == 15 && digits == 15);
    if (is_card)
        return to_utf8(text.substr(0, 6) + stars(8) + text.substr(text.size() - 4));
    if (text.size() == 11 && digits == 11 && text[0] == '1')
        return to_utf8(text.substr(0, 3) + stars(4) + text.substr(7));
    if (digits >= 12 && digits == text.size())
        return to_utf8(stars(text.size() - 4) + text.substr(text.size() - 4));
    if (digits >= 5 && std::ranges::all_of(text, [](char32_t c) {
            return is_digit(c) || c == '-' || c == ' ' || c == '(' || c == ')' || c == '+';
        }))
        return to_utf8(text.substr(0, text.size() - 4) + stars(4));
    // 鲁H12345
    if (text.size() >= 7 && text.size() <= 9 && is_han(text[0]) && text[1] >= 'A' && text[1] <= 'Z' && digits >= 2 &&
        !is_han(text[2]))
        return to_utf8(text.substr(0, 2) + U"·***" + text.substr(text.size() - 2));
    if (names_organisation(typed))
        return to_utf8(text);
    if (auto business = masked_business(text))
        return *business;
    if (const auto address = masked_address(text))
        return *address;
    // Several persons: each of them.
    std::u32string all;
    std::size_t in_name = 0;
    for (const char32_t c : text) {
        if (std::u32string_view(U"、，,；;/ ").contains(c)) {
            if (in_name > 0)
                all += in_name > 2 ? U"某某" : U"某";
            all += c;
            in_name = 0;
        } else if (in_name++ == 0) {
            all += c;
        }
    }
    if (in_name > 0)
        all += in_name > 2 ? U"某某" : U"某";
    return to_utf8(all);
}

}  // namespace gongkai::records
