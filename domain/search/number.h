// 文号, the number of a paper (邹政办字〔2019〕33号), in any writing that people use for it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::search {

struct Number {
    std::string organ;  // 邹政办字, folded; empty: not said. What was typed may be letters by which it is read: zzbz
    int year = 0;       // 0: not said
    int serial = 0;
    bool operator==(const Number&) const = default;
};

// What stands as the number of a document. Nothing where it is none: 2019年第3号公告 is not one.
std::optional<Number> number_of(std::string_view printed);

// What somebody types for one: 邹政办字33号, 邹政办字〔2019〕33号, 邹政办字[2019]33, 2019 33号, 〔2019〕33号, 33号, 19年33号,
// 邹政发二〇二五二号, ZZBZ 2019 33, zouzhengban33hao, and with what only says that it is a paper after it: 33号文件. Nothing
// where it is something else. The organ is the Han run before it, which may be longer than the organ of the paper that is meant.
std::optional<Number> number_in(std::string_view typed);

// What may be one and may be anything, for what is found nowhere as it was typed: 邹政办子33号, with a mistake in its organ, and
// zzbz33.
std::optional<Number> number_perhaps(std::string_view typed);

// 邹政规字〔2024〕2号 is the number of a paper and nothing else, whether or not there is such a paper.
bool is_whole(const Number& number);

// 第五十七号提案 as 第57号提案.
std::string with_digits(std::string_view typed);

bool is_in_letters(const Number& number);

}  // namespace gongkai::search
