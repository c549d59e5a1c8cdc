// Publishes documents by the deeds that officers use until a data folder holds so many, for bench/pages/run:
//   bench_pages_fill DATA COUNT
// Types, units, themes, years, relations and files are spread as an office of a county has them; the same COUNT gives the same
// documents, and a greater one goes on from where the last one stopped.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/rooms.h"
#include "base/core/text.h"
#include "base/files/files.h"
#include "domain/catalogue/desk.h"
#include "domain/people/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/rules.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

using namespace gongkai;
using namespace gongkai::publishing;

namespace {

constexpr int deeds_at_once = 500;                        // documents a transaction
constexpr std::int64_t first_moment = 1'546'300'800'000;  // 2019-01-01
constexpr std::int64_t last_moment = 1'792'800'000'000;   // in October 2026
constexpr double golden = 0.6180339887498949;             // multiples of it, without what stands before the point, lie evenly

struct Weighted {
    const char* type;
    unsigned of_100;
};
constexpr std::array<Weighted, 8> types{{{"news", 62},
                                         {"notice", 14},
                                         {"official_paper", 10},
                                         {"policy_document", 3},
                                         {"normative_document", 2},
                                         {"plan", 3},
                                         {"report", 4},
                                         {"interpretation", 2}}};

constexpr std::array<const char*, 12> sentences{
    "为深入贯彻落实党中央、国务院决策部署，进一步优化营商环境，结合我市实际，现就有关事项通知如下。",
    "各镇人民政府、街道办事处，市政府各部门要高度重视，加强组织领导，明确责任分工，细化工作措施。",
    "坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。",
    "本季度共受理群众来信二百三十一件，办结二百二十四件，办结率百分之九十七。",
    "饮用水水源地水质监测结果显示，本月各项指标均达到国家规定的标准。",
    "义务教育学校招生范围以公布的学区为准，报名时间为八月一日至八月十日。",
    "公共租赁住房申请人应当符合户籍、收入和住房困难的条件，并如实提交材料。",
    "财政预算执行情况总体平稳，一般公共预算收入完成年初预算的百分之五十四。",
    "重大建设项目批准结果、招标投标和竣工验收信息按照规定主动向社会公开。",
    "对排查发现的安全隐患建立台账，逐项整改，整改情况于月底前报送。",
    "举办技能培训班十二期，培训农村劳动力六百余人，实现就业四百余人。",
    "此前有关规定与本通知不一致的，以本通知为准；执行中的问题请及时反映。"};
constexpr std::array<const char*, 10> subjects{"营商环境", "义务教育招生", "饮用水安全", "公共租赁住房", "财政预算",
                                               "安全生产", "就业培训",     "医疗保障",   "乡村道路",     "空气质量"};

// The same number for the same document, whatever was asked for before.
std::uint64_t mixed(std::uint64_t number) {
    number ^= number >> 33;
    number *= 0xff51afd7ed558ccdULL;
    number ^= number >> 33;
    number *= 0xc4ceb9fe1a85ec53ULL;
    return number ^ (number >> 33);
}

const char* type_of(std::uint64_t chance) {
    auto left = static_cast<unsigned>(chance % 100);
    for (const auto& one : types) {
        if (left < one.of_100)
            return one.type;
        left -= one.of_100;
    }
    return "news";
}

Text text_of(std::int64_t number, const DocumentType& type, Day on, const Files& files) {
    const auto chance = mixed(static_cast<std::uint64_t>(number) + 77);
    Text text;
    text.title =
        std::string("关于") + subjects[chance % subjects.size()] + "工作的" + type.zh + "（" + std::to_string(number) + "）";
    text.column = type.column;
    text.summary = sentences[chance / 7 % sentences.size()];
    const auto& themes = catalogue::themes();
    text.theme = themes[chance / 11 % themes.size()].code;
    std::string body;
    for (std::uint64_t i = 0; i < 8 + chance % 12; ++i)
        body += std::string(sentences[mixed(chance + i) % sentences.size()]) + (i % 3 == 2 ? "\n" : "");
    text.body = body_from(body);
    for (const auto& field : type.fields) {
        if (field.key == "number")
            text.fields["number"] = "邹政发〔" + std::to_string(year_of(on)) + "〕" + std::to_string(number) + "号";
        else if (field.key == "expires_on" && chance % 3 != 0)
            text.fields[field.key] = to_text(on + std::chrono::days(200 + chance % 2000));
        else if (field.kind == FieldKind::Kind::day && field.is_required)
            text.fields[field.key] = to_text(on);
        else if (field.kind == FieldKind::Kind::choice && field.is_required)
            text.fields[field.key] = field.choices.front();
        else if (field.is_required)
            text.fields[field.key] = subjects[chance % subjects.size()];
    }
    if (number % 10 == 0) {
        const auto bytes =
            "序号,项目,金额\n1," + std::string(subjects[chance % subjects.size()]) + "," + std::to_string(number) + "\n";
        text.attachments.push_back({"附表.csv", "text/csv", files.keep(bytes), static_cast<std::int64_t>(bytes.size())});
    }
    // Every so often a paper repeals, amends or interprets one before it.
    if (number > 100 && number % 12 == 5) {
        const auto target = number - 1 - static_cast<std::int64_t>(chance % 90);
        const auto kind = type.key == "interpretation" ? Relation::interprets
                          : chance % 2 == 0            ? Relation::amends
                                                       : Relation::repeals;
        if (type.has_validity || kind == Relation::interprets)
            text.links.push_back({kind, target});
    }
    return text;
}

bool is_done(const auto& result) {
    if (!result)
        std::fprintf(stderr, "%s\n", words(Language::en, result.error()).c_str());
    return result.has_value();
}

bool publish_one(db::Connection& connection, std::int64_t number, const std::vector<people::UnitId>& units, const Files& files) {
    const auto share = static_cast<double>(number) * golden;
    const auto place = (share - std::floor(share)) * static_cast<double>(last_moment - first_moment);
    const auto at = Instant(std::chrono::milliseconds(first_moment + static_cast<std::int64_t>(place)));
    setenv("GONGKAI_NOW", to_text(at).c_str(), 1);
    const By by{"bench", {true, true, true, true, true, true}};
    const House without_steps{{}};
    const auto chance = mixed(static_cast<std::uint64_t>(number));
    const auto& type = *find_type(type_of(chance));
    // A few units publish the most, as in life.
    const auto unit = units[(chance / 1000 % units.size()) * (chance / 7 % units.size()) / units.size()];
    const auto id = begin(connection, unit, type.key, text_of(number, type, day_in_china(at), files), by);
    const auto version = [&] { return find_document(connection, *id)->version; };
    return is_done(id) && is_done(submit(connection, *id, version(), by, without_steps)) &&
           is_done(publish(connection, *id, version(), by, without_steps));
}

}  // namespace

int main(int argc, char** argv) {
    const auto count = argc == 3 ? whole_number(argv[2]) : std::nullopt;
    if (!count) {
        std::fprintf(stderr, "bench_pages_fill DATA COUNT\n");
        return 64;
    }
    const auto database = open_database(std::filesystem::path(argv[1]), "");
    if (!is_done(database))
        return 1;
    const Files files(std::filesystem::path(argv[1]) / "files");
    std::vector<people::UnitId> units;
    std::int64_t there = 0;
    (*database)->write([](db::Connection& connection) { catalogue::install(connection); });
    (*database)->read([&](db::Connection& connection) {
        const auto directory = people::directory(connection);
        for (const auto& unit : directory.units())
            units.push_back(unit.id);
        there = counts_for(connection, {}).total;
    });
    while (there < *count) {
        const bool is_fine = (*database)->write([&](db::Connection& connection) {
            for (int i = 0; i < deeds_at_once && there < *count; ++i)
                if (!publish_one(connection, ++there, units, files))
                    return false;
            return true;
        });
        if (!is_fine)
            return 1;
        if (there % 10'000 == 0)
            std::fprintf(stderr, "\r%lld", static_cast<long long>(there));
    }
    std::fprintf(stderr, "\r%lld documents\n", static_cast<long long>(there));
    return 0;
}
