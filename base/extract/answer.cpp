#include "base/extract/answer.h"

#include <boost/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

namespace json = boost::json;

void check(bool is_so) {
    if (!is_so)
        throw std::runtime_error("an answer that contradicts itself");
}

int number(const json::value& value, int least, int most) {
    const auto wide = value.to_number<std::int64_t>();
    check(wide >= least && wide <= most);
    return static_cast<int>(wide);
}

json::object page_object(const Page& page) {
    json::array tables;
    for (const auto& table : page.tables) {
        json::array cells;  // six numbers each
        for (const auto& cell : table.cells) {
            for (const int n : {cell.row, cell.column, cell.row_span, cell.column_span})
                cells.emplace_back(n);
            cells.emplace_back(cell.span.start);
            cells.emplace_back(cell.span.end);
        }
        tables.push_back(json::object{{"grid", static_cast<int>(table.grid)},
                                      {"rows", table.rows},
                                      {"columns", table.columns},
                                      {"cells", std::move(cells)},
                                      {"row_numbers", json::value_from(table.row_numbers)}});
    }
    return {{"text", page.text}, {"tables", std::move(tables)}, {"name", page.name}};
}

Page page_from(const json::object& object, int number_of_page) {
    Page page{json::value_to<std::string>(object.at("text")), {}, json::value_to<std::string>(object.at("name"))};
    check(is_utf8(page.text) && is_utf8(page.name));
    std::vector<std::size_t> begins;  // of each code point, and the end
    for (std::size_t i = 0; i < page.text.size(); ++i)
        if ((static_cast<unsigned char>(page.text[i]) & 0xC0) != 0x80)
            begins.push_back(i);
    begins.push_back(page.text.size());

    constexpr int most = 1 << 24;
    for (const auto& value : object.at("tables").as_array()) {
        const auto& from = value.as_object();
        Table table{static_cast<Grid>(number(from.at("grid"), 0, 2)),
                    number(from.at("rows"), 1, most),
                    number(from.at("columns"), 1, most),
                    {}};
        const auto& cells = from.at("cells").as_array();
        check(cells.size() % 6 == 0);
        for (std::size_t i = 0; i < cells.size(); i += 6) {
            Cell cell;
            cell.row = number(cells[i], 0, table.rows - 1);
            cell.column = number(cells[i + 1], 0, table.columns - 1);
            cell.row_span = number(cells[i + 2], 1, table.rows - cell.row);
            cell.column_span = number(cells[i + 3], 1, table.columns - cell.column);
            cell.span.page = number_of_page;
            cell.span.start = cells[i + 4].to_number<std::size_t>();
            cell.span.end = cells[i + 5].to_number<std::size_t>();
            check(cell.span.start <= cell.span.end && cell.span.end < begins.size());
            cell.text = page.text.substr(begins[cell.span.start], begins[cell.span.end] - begins[cell.span.start]);
            table.cells.push_back(std::move(cell));
        }
        for (const auto& one : from.at("row_numbers").as_array())
            table.row_numbers.push_back(number(one, 1, most));
        check(table.row_numbers.empty() || std::cmp_equal(table.row_numbers.size(), table.rows));
        page.tables.push_back(std::move(table));
    }
    return page;
}

}  // namespace

std::string write_answer(const Result<Document>& result) {
    json::object object;
    if (!result) {
        object = {{"refuse", result.error().id},
                  {"kind", static_cast<int>(result.error().kind)},
                  {"detail", mend_utf8(result.error().detail)}};
        return json::serialize(object);
    }
    json::array pages, warnings;
    for (const auto& page : result->pages)
        pages.push_back(page_object(page));
    for (const auto& warning : result->warnings)
        warnings.emplace_back(warning);
    object = {{"format", static_cast<int>(result->format)},
              {"title", result->title},
              {"pages", std::move(pages)},
              {"warnings", std::move(warnings)},
              {"counts_from_1904", result->counts_from_1904}};
    return json::serialize(object);
}

Result<Document> read_answer(std::string_view text) {
    const auto value = json::parse({text.data(), text.size()});
    const auto& object = value.as_object();
    if (const auto* id = object.if_contains("refuse")) {
        auto name = json::value_to<std::string>(*id);
        check(name.starts_with("extract.refuse."));
        return refuse(static_cast<Refusal::Kind>(number(object.at("kind"), 0, 5)), std::move(name), {},
                      json::value_to<std::string>(object.at("detail")));
    }
    Document document{
        static_cast<Format>(number(object.at("format"), 0, 4)), json::value_to<std::string>(object.at("title")), {}, {}};
    check(is_utf8(document.title));
    for (const auto& page : object.at("pages").as_array())
        document.pages.push_back(page_from(page.as_object(), static_cast<int>(document.pages.size())));
    for (const auto& warning : object.at("warnings").as_array())
        document.warnings.push_back(json::value_to<std::string>(warning));
    document.counts_from_1904 = object.at("counts_from_1904").as_bool();
    return document;
}

}  // namespace gongkai::extract
