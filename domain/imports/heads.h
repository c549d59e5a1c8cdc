// A list of documents as a table: its heads in any order and in either language, and what stands in a row.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/publishing/validity.h"

namespace gongkai::imports {

enum class Head {
    title,
    unit,
    number,
    category,
    published_on,
    validity,
    validity_on,  // since when it has been so
    body,
    url,
    theme,
    column,
    type,
    file,
    signed_on,
    effective_on,
    expires_on,
    index_number,
    summary,
    source,
    keywords,
    author
};
std::optional<Head> read_head(std::string_view printed);

// What is known of a document; nothing is empty.
using Said = std::map<Head, std::string>;

struct Row {
    int number = 0;  // the first below the heads is 2; lines without anything are not counted
    Said said;
    std::string digest;
};

struct Table {
    std::vector<Row> rows;             // without those that are empty
    std::vector<std::string> unknown;  // heads that say nothing to this program
};

// UTF-8 with or without a mark, UTF-16, GB18030; commas, semicolons or tabs between. Refuses core.refuse.csv,
// imports.refuse.head_twice (argument: the head) and .no_title (neither titles nor files).
Result<Table> read_table(std::string_view bytes);

// 有效, 失效, 废止, 已修改, 部分废止, 尚未生效 and what comes close; the words of this program and "in force".
std::optional<publishing::Validity> read_said_validity(std::string_view printed);

}  // namespace gongkai::imports
