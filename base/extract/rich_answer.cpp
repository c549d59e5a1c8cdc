#include "base/extract/rich_answer.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/flow.h"

namespace gongkai::extract {
namespace {

namespace json = boost::json;

constexpr int deepest = 40;  // tables in cells of tables

std::string sound(std::string_view text) { return is_utf8(text) ? std::string(text) : mend_utf8(text); }

json::value write(const Spot& spot) {
    json::array all{spot.id};
    for (const auto& argument : spot.arguments)
        all.emplace_back(sound(argument));
    return all;
}

json::value write(const Run& run) {
    const int looks = run.is_bold * 1 + run.is_italic * 2 + run.is_underlined * 4 + run.is_struck * 8 + run.is_lowered * 16 +
                      run.is_raised * 32;
    return json::array{sound(run.text), looks, sound(run.link), run.picture};
}

json::value write(const RichTable& table);

json::value write(const RichBlock& block) {
    json::object out{{"k", static_cast<int>(block.kind)}};
    if (block.level)
        out["l"] = block.level;
    if (block.is_ordered)
        out["o"] = true;
    if (!block.label.empty())
        out["n"] = sound(block.label);
    if (block.align != Align::start)
        out["a"] = static_cast<int>(block.align);
    if (block.size > 0)
        out["s"] = block.size;
    if (block.is_red)
        out["r"] = true;
    if (!block.runs.empty()) {
        json::array runs;
        for (const auto& run : block.runs)
            runs.push_back(write(run));
        out["t"] = std::move(runs);
    }
    if (!block.table.empty())
        out["g"] = write(block.table.front());
    if (!block.spot.id.empty())
        out["p"] = write(block.spot);
    return out;
}

json::value write(const RichTable& table) {
    json::array cells;
    for (const auto& cell : table.cells) {
        json::array blocks;
        for (const auto& block : cell.blocks)
            blocks.push_back(write(block));
        cells.push_back(json::array{cell.row, cell.column, cell.row_span, cell.column_span, cell.is_head, std::move(blocks),
                                    write(cell.spot)});
    }
    return json::object{
        {"rows", table.rows}, {"columns", table.columns}, {"caption", sound(table.caption)}, {"cells", std::move(cells)}};
}

int number(const json::value& value, int least, int most) {
    const auto found = value.to_number<std::int64_t>();
    if (found < least || found > most)
        throw std::runtime_error("a number out of bounds");
    return static_cast<int>(found);
}

std::string text(const json::value& value) {
    const std::string_view found = value.as_string();
    return clean(found);
}

std::string id(const json::value& value, std::string_view beginning) {
    auto found = text(value);
    if (!found.starts_with(beginning) && !found.empty())
        throw std::runtime_error("no id of words");
    return found;
}

Spot read_spot(const json::value& value) {
    Spot spot;
    const auto& all = value.as_array();
    if (all.empty() || all.size() > 8)
        throw std::runtime_error("a spot of no known shape");
    spot.id = id(all[0], "extract.place.");
    for (std::size_t i = 1; i < all.size(); ++i)
        spot.arguments.push_back(text(all[i]));
    return spot;
}

class Reader {
  public:
    explicit Reader(int pictures) : pictures_(pictures) {}

    std::vector<RichBlock> blocks(const json::value& value) {
        if (++depth_ > deepest)
            throw std::runtime_error("nested too deep");
        std::vector<RichBlock> out;
        for (const auto& one : value.as_array())
            out.push_back(block(one.as_object()));
        --depth_;
        return out;
    }

  private:
    Run run(const json::array& value) const {
        const int looks = number(value.at(1), 0, 63);
        return {text(value.at(0)), (looks & 1) != 0,  (looks & 2) != 0,
                (looks & 4) != 0,  (looks & 8) != 0,  (looks & 16) != 0,
                (looks & 32) != 0, text(value.at(2)), number(value.at(3), -1, pictures_ - 1)};
    }

    RichBlock block(const json::object& value) {
        RichBlock out;
        const auto has = [&](const char* key) { return value.if_contains(key); };
        out.kind = static_cast<RichBlock::Kind>(number(value.at("k"), 0, static_cast<int>(RichBlock::Kind::caption)));
        if (const auto* level = has("l"))
            out.level = number(*level, 0, 20);
        out.is_ordered = has("o") != nullptr;
        if (const auto* label = has("n"))
            out.label = text(*label);
        if (const auto* align = has("a"))
            out.align = static_cast<Align>(number(*align, 0, 2));
        if (const auto* size = has("s"))
            out.size = size->to_number<double>();
        out.is_red = has("r") != nullptr;
        if (const auto* runs = has("t"))
            for (const auto& one : runs->as_array())
                out.runs.push_back(run(one.as_array()));
        if (const auto* grid = has("g"))
            out.table.push_back(table(grid->as_object()));
        if ((out.kind == RichBlock::Kind::table) != (out.table.size() == 1))
            throw std::runtime_error("a table without cells");
        if (const auto* spot = has("p"))
            out.spot = read_spot(*spot);
        return out;
    }

    RichTable table(const json::object& value) {
        RichTable out{
            number(value.at("rows"), 0, most_places), number(value.at("columns"), 0, most_places), text(value.at("caption")), {}};
        if (out.columns > 0 && out.rows > most_places / out.columns)
            throw std::runtime_error("a table too large");
        std::vector<bool> taken(static_cast<std::size_t>(out.rows) * static_cast<std::size_t>(out.columns));
        std::pair before{-1, -1};
        for (const auto& one : value.at("cells").as_array()) {
            const auto& cell = one.as_array();
            RichCell read{number(cell.at(0), 0, out.rows - 1),
                          number(cell.at(1), 0, out.columns - 1),
                          number(cell.at(2), 1, out.rows),
                          number(cell.at(3), 1, out.columns),
                          cell.at(4).as_bool(),
                          blocks(cell.at(5)),
                          read_spot(cell.at(6))};
            if (read.row + read.row_span > out.rows || read.column + read.column_span > out.columns ||
                std::pair(read.row, read.column) <= before)
                throw std::runtime_error("a cell out of its place");
            before = {read.row, read.column};
            for (int row = read.row; row < read.row + read.row_span; ++row)
                for (int column = read.column; column < read.column + read.column_span; ++column) {
                    auto place = taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(out.columns) +
                                       static_cast<std::size_t>(column)];
                    if (place)
                        throw std::runtime_error("cells over cells");
                    place = true;
                }
            out.cells.push_back(std::move(read));
        }
        return out;
    }

    int pictures_, depth_ = 0;
};

}  // namespace

std::string write_rich_answer(const Result<Rich>& result) {
    if (!result) {
        const auto& refusal = result.error();
        return json::serialize(
                   json::object{{"refusal", json::array{static_cast<int>(refusal.kind), refusal.id, sound(refusal.detail)}}}) +
               '\n';
    }
    json::array blocks, hidden, pictures;
    for (const auto& block : result->blocks)
        blocks.push_back(write(block));
    for (const auto& one : result->hidden)
        hidden.push_back(json::array{static_cast<int>(one.kind), write(one.spot), sound(one.text)});
    std::string bytes;
    for (const auto& picture : result->pictures) {
        pictures.push_back(json::array{picture.type, picture.bytes.size(), sound(picture.alternative), picture.is_decoration});
        bytes += picture.bytes;
    }
    json::array warnings(result->warnings.begin(), result->warnings.end());
    return json::serialize(json::object{{"format", static_cast<int>(result->format)},
                                        {"title", sound(result->title)},
                                        {"blocks", std::move(blocks)},
                                        {"hidden", std::move(hidden)},
                                        {"pictures", std::move(pictures)},
                                        {"warnings", std::move(warnings)},
                                        {"html", sound(result->html)}}) +
           '\n' + bytes;
}

Result<Rich> read_rich_answer(std::string_view answer) {
    const auto end = answer.find('\n');
    if (end == std::string_view::npos)
        throw std::runtime_error("an answer without an end");
    json::parse_options options;
    options.max_depth = 8 * deepest;
    const auto parsed = json::parse(answer.substr(0, end), {}, options);
    auto bytes = answer.substr(end + 1);
    const auto& value = parsed.as_object();
    if (const auto* refusal = value.if_contains("refusal")) {
        const auto& all = refusal->as_array();
        return refuse(static_cast<Refusal::Kind>(number(all.at(0), 0, static_cast<int>(Refusal::Kind::unavailable))),
                      id(all.at(1), "extract.refuse."), {}, text(all.at(2)));
    }
    Rich rich;
    rich.format = static_cast<RichFormat>(number(value.at("format"), 0, static_cast<int>(RichFormat::pptx)));
    rich.title = text(value.at("title"));
    for (const auto& one : value.at("pictures").as_array()) {
        const auto& picture = one.as_array();
        const auto size = picture.at(1).to_number<std::uint64_t>();
        if (size > bytes.size())
            throw std::runtime_error("a picture longer than the answer");
        rich.pictures.push_back(
            {text(picture.at(0)), std::string(bytes.substr(0, size)), text(picture.at(2)), picture.at(3).as_bool()});
        bytes.remove_prefix(size);
    }
    rich.blocks = Reader(static_cast<int>(rich.pictures.size())).blocks(value.at("blocks"));
    for (const auto& one : value.at("hidden").as_array()) {
        const auto& hidden = one.as_array();
        rich.hidden.push_back({static_cast<Hidden::Kind>(number(hidden.at(0), 0, static_cast<int>(Hidden::Kind::metadata))),
                               read_spot(hidden.at(1)), text(hidden.at(2))});
    }
    for (const auto& one : value.at("warnings").as_array())
        rich.warnings.push_back(id(one, "extract.warn."));
    rich.html = text(value.at("html"));
    return rich;
}

}  // namespace gongkai::extract
