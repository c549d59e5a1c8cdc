// Where documents stand, and how they are sorted: columns of the portal (an installation's own, begun from data/columns.json),
// the fifteen categories of 条例20 and the themes of the State Council's library (data/catalogue/), which nobody changes.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/words.h"

namespace gongkai::catalogue {

struct Column {
    std::string key, parent_key;  // "normative"; empty: stands at the top
    std::string zh, en, about_zh, about_en;
    std::string kind;                // ColumnType of 国办发〔2017〕47号: 政策文件
    std::optional<int> upkeep_days;  // something new is expected so often
    bool is_open = true;             // new documents may come into it
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
    const std::string& about(Language language) const { return language == Language::en ? about_en : about_zh; }
};

// All columns at once: some dozens, of one snapshot of the database. Copies share them.
class Columns {
  public:
    explicit Columns(std::vector<Column> columns) : columns_(std::make_shared<const std::vector<Column>>(std::move(columns))) {}
    const std::vector<Column>& all() const { return *columns_; }
    const Column* find(std::string_view key) const;
    std::vector<const Column*> below(std::string_view key) const;  // its own children; of "" those at the top
    // The column and what it stands in, the outermost first; empty where there is none.
    std::vector<const Column*> path(std::string_view key) const;

  private:
    std::shared_ptr<const std::vector<Column>> columns_;
};

// 条例20  行政机关应当依照本条例第十九条的规定，主动公开本行政机关的下列政府信息。
struct Category {
    std::string code, zh, en;  // 20-01
    std::string column_key;    // where its documents stand, until somebody names another
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
};
const std::vector<Category>& categories();
const Category* find_category(std::string_view code);

struct Theme {
    std::string code, zh, en;  // 02
    std::vector<std::string> children;
    const std::string& name(Language language) const { return language == Language::en ? en : zh; }
};
const std::vector<Theme>& themes();
const Theme* find_theme(std::string_view code);
// As a header block of a paper prints it ("财政、金融、审计\其他", "综合政务 / 政务公开"), or its code; null where it is none.
const Theme* read_theme(std::string_view printed);

std::vector<Column> carried_columns();  // data/columns.json

}  // namespace gongkai::catalogue
