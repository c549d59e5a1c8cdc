// An item of the catalogue (公开目录): what must be public, on which ground, until when, by whom, where and for whom - one row of
// the national layout of 国办发〔2019〕54号. The fifteen categories of 条例20 are items too.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/words.h"
#include "domain/people/unit.h"

namespace gongkai::catalogue {

using ItemId = std::int64_t;

// One of the 26 fields of data/catalogue/fields.json; beside them `statutory`, the categories of 条例20, and `other`, a field
// that a place has added.
struct Field {
    std::string code, zh, en;
    std::vector<std::string> aliases;
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
};
inline constexpr std::string_view statutory_field = "statutory", other_field = "other";
const std::vector<Field>& fields();
const Field* find_field(std::string_view code);
// In a title as sheets have it, （一）征地补偿领域基层政务公开标准目录; null where no field is named.
const Field* field_in(std::string_view title);

// A box of the tick list; data/catalogue/channels.json has the 13 of the national layout.
struct Channel {
    std::string key, zh, en;
    std::vector<std::string> aliases;
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
};
const std::vector<Channel>& channels();
const Channel* find_channel(std::string_view key);

struct ItemText {
    std::string first_level, second_level;  // 一级事项, may be empty; 二级事项
    std::vector<std::string> elements;      // 内容（要素）
    std::vector<std::string> basis;         // 依据
    std::string limit;                      // as printed, 同上 resolved: limit.h reads it
    std::string subject;                    // as printed: a unit, several, or a description
    std::vector<std::string> channels;      // keys of channels(), others as printed; in the order of the list
    bool for_everyone = false;              // 全社会
    bool for_group = false;                 // 特定群体
    std::string group;                      // which one, where it is named
    bool is_proactive = false;              // 主动
    bool on_request = false;                // 依申请
    bool of_county = false, of_town = false, of_village = false;  // 层级
    std::string form;                                             // 公开形式
    std::vector<std::string> phases;                              // 五公开
    std::string note;                                             // 备注
    bool operator==(const ItemText&) const = default;
};

// 条例26  法律、法规对政府信息公开的期限另有规定的，从其规定。
struct OwnLimit {
    std::string words, because, given_by;
    Day given_on;
};

struct Item {
    ItemId id = 0;
    std::string key;         // "budget-12", "20-07"; never changes
    std::string field;       // code
    std::string field_name;  // as printed, where the field is `other`
    std::string category;    // 20-07, where it is one of 条例20
    int position = 0;        // in its field
    ItemText text;
    std::vector<people::UnitId> units;  // whom the subject names
    std::string column_key;             // of the portal, where its documents stand; empty where nobody has said
    std::optional<OwnLimit> own_limit;
    std::optional<Day> retired_on;  // a later catalogue has it no longer
    int version = 0;
    bool is_demonstration = false;
    const std::string& limit() const { return own_limit ? own_limit->words : text.limit; }
    const std::string& name() const { return text.second_level.empty() ? text.first_level : text.second_level; }
};

enum class Level { county, town, village };
std::string_view word_of(Level level);
std::optional<Level> level_from(std::string_view word);
bool is_of(const ItemText& text, Level level);

std::string name_of_field(Language language, std::string_view code, std::string_view printed);

}  // namespace gongkai::catalogue
