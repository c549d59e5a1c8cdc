#include "domain/imports/heads.h"

#include <algorithm>
#include <array>

#include "base/core/csv.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/extract/decode.h"

namespace gongkai::imports {
namespace {

constexpr std::pair<std::string_view, Head> printed_heads[]{{"title", Head::title},
                                                            {"标题", Head::title},
                                                            {"名称", Head::title},
                                                            {"文件名称", Head::title},
                                                            {"信息名称", Head::title},
                                                            {"文件标题", Head::title},
                                                            {"信息标题", Head::title},
                                                            {"unit", Head::unit},
                                                            {"单位", Head::unit},
                                                            {"发布单位", Head::unit},
                                                            {"发布机构", Head::unit},
                                                            {"发文机关", Head::unit},
                                                            {"发文单位", Head::unit},
                                                            {"公开单位", Head::unit},
                                                            {"公开主体", Head::unit},
                                                            {"责任单位", Head::unit},
                                                            {"number", Head::number},
                                                            {"文号", Head::number},
                                                            {"发文字号", Head::number},
                                                            {"发布文号", Head::number},
                                                            {"文件编号", Head::number},
                                                            {"category", Head::category},
                                                            {"分类", Head::category},
                                                            {"类别", Head::category},
                                                            {"公开类别", Head::category},
                                                            {"信息分类", Head::category},
                                                            {"法定公开类别", Head::category},
                                                            {"published_on", Head::published_on},
                                                            {"published_at", Head::published_on},
                                                            {"date", Head::published_on},
                                                            {"发布日期", Head::published_on},
                                                            {"发布时间", Head::published_on},
                                                            {"公开日期", Head::published_on},
                                                            {"公开时间", Head::published_on},
                                                            {"validity", Head::validity},
                                                            {"有效性", Head::validity},
                                                            {"时效性", Head::validity},
                                                            {"效力状态", Head::validity},
                                                            {"validity_on", Head::validity_on},
                                                            {"有效性日期", Head::validity_on},
                                                            {"废止日期", Head::validity_on},
                                                            {"body", Head::body},
                                                            {"content", Head::body},
                                                            {"正文", Head::body},
                                                            {"内容", Head::body},
                                                            {"信息内容", Head::body},
                                                            {"url", Head::url},
                                                            {"address", Head::url},
                                                            {"原地址", Head::url},
                                                            {"原网址", Head::url},
                                                            {"网址", Head::url},
                                                            {"链接", Head::url},
                                                            {"theme", Head::theme},
                                                            {"主题", Head::theme},
                                                            {"主题分类", Head::theme},
                                                            {"column", Head::column},
                                                            {"栏目", Head::column},
                                                            {"所属栏目", Head::column},
                                                            {"栏目名称", Head::column},
                                                            {"type", Head::type},
                                                            {"类型", Head::type},
                                                            {"文种", Head::type},
                                                            {"file", Head::file},
                                                            {"文件", Head::file},
                                                            {"文件名", Head::file},
                                                            {"signed_on", Head::signed_on},
                                                            {"成文日期", Head::signed_on},
                                                            {"印发日期", Head::signed_on},
                                                            {"effective_on", Head::effective_on},
                                                            {"生效日期", Head::effective_on},
                                                            {"施行日期", Head::effective_on},
                                                            {"实施日期", Head::effective_on},
                                                            {"expires_on", Head::expires_on},
                                                            {"失效日期", Head::expires_on},
                                                            {"有效期至", Head::expires_on},
                                                            {"index_number", Head::index_number},
                                                            {"索引号", Head::index_number},
                                                            {"summary", Head::summary},
                                                            {"内容概述", Head::summary},
                                                            {"摘要", Head::summary},
                                                            {"source", Head::source},
                                                            {"来源", Head::source},
                                                            {"信息来源", Head::source},
                                                            {"keywords", Head::keywords},
                                                            {"关键词", Head::keywords},
                                                            {"主题词", Head::keywords},
                                                            {"author", Head::author},
                                                            {"作者", Head::author}};

std::string closed_up(std::string_view text) {
    std::u32string out;
    for (const char32_t c : to_code_points(text))
        if (c > 0x20 && c != 0xA0 && c != 0x3000 && c != 0xFEFF)
            out += c;
    return lower_ascii(to_utf8(out));
}

// The one that parts most heads of the first line.
char separator_in(std::string_view text) {
    const auto first = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char one : {'\t', ';'})
        if (std::ranges::count(first, one) > std::ranges::count(first, best))
            best = one;
    return best;
}

}  // namespace

std::optional<Head> read_head(std::string_view printed) {
    const auto text = closed_up(printed);
    const auto found = std::ranges::find(printed_heads, text, &std::pair<std::string_view, Head>::first);
    return found == std::end(printed_heads) ? std::nullopt : std::optional(found->second);
}

Result<Table> read_table(std::string_view bytes) {
    const auto text = extract::decode(bytes).text;
    const auto records = read_csv(text, separator_in(text));
    if (!records)
        return std::unexpected(records.error());
    Table table;
    std::vector<std::optional<Head>> heads;
    if (!records->empty())
        for (const auto& printed : records->front()) {
            const auto head = read_head(printed);
            if (head && std::ranges::find(heads, head) != heads.end())
                return refuse(Refusal::Kind::invalid, "imports.refuse.head_twice", {printed});
            if (!head && !trim(printed).empty())
                table.unknown.push_back(printed);
            heads.push_back(head);
        }
    const auto has = [&](Head head) { return std::ranges::find(heads, std::optional(head)) != heads.end(); };
    if (!has(Head::title) && !has(Head::file))
        return refuse(Refusal::Kind::invalid, "imports.refuse.no_title");
    for (std::size_t i = 1; i < records->size(); ++i) {
        Row row{static_cast<int>(i + 1), {}, {}};
        const auto& record = (*records)[i];
        std::string whole;
        for (std::size_t column = 0; column < record.size(); ++column) {
            const auto value = trim(record[column]);
            whole += std::to_string(value.size()) + ':' + std::string(value);
            if (column < heads.size() && heads[column] && !value.empty())
                row.said.emplace(*heads[column], value);
        }
        if (row.said.empty())
            continue;
        row.digest = sha256_hex(whole);
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::optional<publishing::Validity> read_said_validity(std::string_view printed) {
    if (const auto known = publishing::read_validity(printed))
        return known;
    const auto word = replace_all(lower_ascii(trim(printed)), " ", "_");
    if (word == "valid" || word == "effective")
        return publishing::Validity::in_force;
    if (word == "not_yet_in_force" || word == "not_yet_effective")
        return publishing::Validity::not_yet;
    return publishing::validity_from(word);
}

}  // namespace gongkai::imports
