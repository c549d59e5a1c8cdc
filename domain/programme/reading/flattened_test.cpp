// Is the reading of flattened columns general? Tables of invented places are printed and flattened the way PDF tools do it: cells
// are broken to their columns, stand in the middle of their rows, and all lines of a page are read by their height. What is read
// is compared with what was printed. Widths, places, contents, headers and page breaks change with every table.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/core/text.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

using Dice = std::mt19937;

std::size_t pick(Dice& dice, std::size_t below) { return static_cast<std::size_t>(dice()) % below; }

template <std::size_t N>
std::string any(Dice& dice, const char* const (&list)[N]) {
    return list[pick(dice, N)];
}

constexpr const char* bodies[] = {
    "财政局",           "民政局",     "公安局",   "司法局",       "水利局",         "农业农村局", "自然资源和规划局",
    "文化和旅游局",     "生态环境局", "卫健委",   "教育和体育局", "市场监督管理局", "应急管理局", "发展和改革委员会",
    "大数据中心",       "融媒体中心", "残联",     "总工会",       "信访局",         "医疗保障局", "公共资源交易中心",
    "住房和城乡建设局", "交通运输局", "商务局",   "统计局",       "审计局",         "林业局",     "人力资源和社会保障局",
    "政府办公室",       "委宣传部",   "委网信办", "行政审批局",   "退役军人事务局", "气象局"};
constexpr const char* subjects[] = {"义务教育招生", "社会救助", "食品药品监管", "重大建设项目", "财政预决算",   "环境质量",
                                    "就业创业",     "征地补偿", "医疗卫生",     "公共文化服务", "国有企业运营", "安全生产",
                                    "住房保障",     "涉农补贴", "行政许可",     "行政执法",     "政策解读",     "政务舆情",
                                    "会议开放",     "建议提案", "政府网站",     "政务新媒体",   "依申请公开",   "权责清单",
                                    "公共资源交易", "养老服务", "交通出行",     "规范性文件"};
constexpr const char* verbs[] = {"推进", "做好", "加强", "规范", "深化", "细化", "优化", "健全"};
constexpr const char* starts[] = {"全面公开", "及时发布", "主动公布", "集中展示", "逐项列明",
                                  "分类整理", "依法公示", "认真梳理", "重点解读"};
constexpr const char* objects[] = {
    "相关政策文件和办事指南",       "办理条件、材料、程序和收费标准", "项目进度、资金使用和验收结果",
    "申请范围、补贴标准和审核结果", "监督检查情况和处理决定",         "招生范围、报名办法和录取名单",
    "群众关心的热点问题和答复意见", "工作机构、职责权限和联系方式",   "年度计划、执行情况和绩效评价",
    "服务项目、价格目录和投诉渠道", "水质、空气和噪声的监测数据",     "意见征集情况和未采纳的理由"};
constexpr const char* tails[] = {"方便企业和群众查询监督",     "接受社会各界评议",        "做到内容准确、更新及时",
                                 "保障公众的知情权和参与权",   "并与门户网站同步更新",    "确保数据真实、口径一致",
                                 "对专业性较强的内容加以说明", "不断提高公开的质量和实效"};
constexpr const char* fields[] = {"经济发展", "民生改善", "风险防范", "依法行政", "平台建设", "组织保障", "政民互动", "营商环境"};

struct PrintedRow {
    std::string requirement, cell;
    std::vector<std::string> owners;
};

struct PrintedTask {
    std::string title, category;
    std::vector<PrintedRow> rows;
};

struct Style {
    std::string level;  // 县, 市, 区
    std::size_t category = 0, title = 9, requirement = 30, units = 14;
    bool line_ends = false, stops = true;
    double gap = 0;
};

std::vector<PrintedTask> compose(Dice& dice, const Style& style, std::size_t count) {
    std::vector<PrintedTask> tasks;
    std::string category;
    std::size_t left = 0;
    std::vector<std::size_t> order(std::size(subjects));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::shuffle(order.begin(), order.end(), dice);
    std::size_t field = pick(dice, std::size(fields));
    for (std::size_t t = 0; t < count; ++t) {
        if (left == 0) {
            field = (field + 1 + pick(dice, 2)) % std::size(fields);
            category = (pick(dice, 2) ? "围绕" : "聚焦") + std::string(fields[field]) + "深化公开";
            left = 2 + pick(dice, 4);
        }
        --left;
        PrintedTask task;
        task.category = category;
        task.title = any(dice, verbs) + subjects[order[t % order.size()]] + (pick(dice, 3) ? "信息公开" : "工作");
        const std::size_t rows = pick(dice, 5) == 0 ? 2 + pick(dice, 2) : 1;
        for (std::size_t r = 0; r < rows; ++r) {
            PrintedRow row;
            for (std::size_t s = 1 + pick(dice, 4); s > 0; --s)
                row.requirement += any(dice, starts) + subjects[pick(dice, std::size(subjects))] + "的" + any(dice, objects) +
                                   "," + any(dice, tails) + "。";
            if (!style.stops)
                row.requirement.resize(row.requirement.size() - std::string("。").size());
            std::vector<std::string> named;
            for (std::size_t u = 1 + pick(dice, 6); u > 0; --u) {
                const std::string unit = style.level + any(dice, bodies);
                if (std::find(named.begin(), named.end(), unit) == named.end())
                    named.push_back(unit);
            }
            row.cell = join(named, "、");
            row.owners = named;
            switch (pick(dice, 5)) {
                case 0:
                    row.cell += "等责任部门";
                    break;
                case 1:
                    row.cell += ",各镇街";
                    row.owners.push_back("各镇街");
                    break;
                case 2:
                    row.cell = "各部门、各镇街";
                    row.owners = {"各部门", "各镇街"};
                    break;
                default:
                    break;
            }
            task.rows.push_back(row);
        }
        tasks.push_back(task);
    }
    return tasks;
}

// Letters of a number are half as wide; a line may not begin with a mark of punctuation, which hangs over the line before.
std::vector<std::u32string> wrap(const std::string& text, std::size_t width) {
    std::vector<std::u32string> lines;
    std::u32string line;
    double used = 0;
    for (const char32_t c : to_code_points(text)) {
        const double wide = c < 0x80 && c != U',' ? 0.5 : 1;
        const bool hangs = c == U'、' || c == U',' || c == U'。';
        if (used + wide > static_cast<double>(width) && !hangs) {
            lines.push_back(line);
            line.clear();
            used = 0;
        }
        line.push_back(c);
        used += wide;
    }
    if (!line.empty())
        lines.push_back(line);
    return lines;
}

std::string flatten(const std::vector<PrintedTask>& tasks, const Style& style, Dice& dice) {
    struct Placed {
        double y;
        int column;
        std::u32string text;
    };
    const std::string blank = style.line_ends ? "\n" : " ";
    std::string out =
        "云岭发〔2021〕7号\n云岭县人民政府办公室\n关于印发2021年政务公开工作任务分解表的通知\n各单位：\n现印发给你们，请认真落实"
        "。\n云岭县人民政府办公室\n2021年5月6日\n附件\n";
    std::size_t t = 0, number = 0;
    while (t < tasks.size()) {
        // As many tasks as fit on a page of 40 lines.
        std::vector<Placed> placed;
        double y = 0;
        std::vector<std::pair<double, double>> spans;
        const std::size_t first = t;
        for (; t < tasks.size(); ++t) {
            const PrintedTask& task = tasks[t];
            const auto title = wrap(std::to_string(number + 1) + "." + task.title, style.title);
            std::vector<double> heights;
            double all = 0;
            for (const PrintedRow& row : task.rows) {
                heights.push_back(static_cast<double>(std::max(wrap(row.requirement, style.requirement).size(),
                                                               wrap(row.cell, style.units).size())) +
                                  style.gap);
                all += heights.back();
            }
            const double missing = static_cast<double>(title.size()) + style.gap - all;
            if (missing > 0) {
                heights.back() += missing;
                all += missing;
            }
            if (t > first && y + all > 40)
                break;
            ++number;
            const auto put = [&](const std::vector<std::u32string>& lines, int column, double top, double height) {
                for (std::size_t i = 0; i < lines.size(); ++i)
                    placed.push_back(
                        {top + (height - static_cast<double>(lines.size())) / 2 + static_cast<double>(i), column, lines[i]});
            };
            put(title, 1, y, all);
            double top = y;
            for (std::size_t r = 0; r < task.rows.size(); ++r) {
                put(wrap(task.rows[r].requirement, style.requirement), 2, top, heights[r]);
                put(wrap(task.rows[r].cell, style.units), 3, top, heights[r]);
                top += heights[r];
            }
            spans.emplace_back(y, y + all);
            y += all;
        }
        if (style.category > 0) {
            for (std::size_t a = first; a < t;) {
                std::size_t b = a;
                while (b < t && tasks[b].category == tasks[a].category)
                    ++b;
                const auto lines = wrap(tasks[a].category, style.category);
                const double top = spans[a - first].first, height = spans[b - 1 - first].second - top;
                for (std::size_t i = 0; i < lines.size(); ++i)
                    placed.push_back(
                        {top + (height - static_cast<double>(lines.size())) / 2 + static_cast<double>(i), 0, lines[i]});
                a = b;
            }
        }
        std::stable_sort(placed.begin(), placed.end(),
                         [](const Placed& a, const Placed& b) { return std::pair(a.y, a.column) < std::pair(b.y, b.column); });
        const bool torn = pick(dice, 4) == 0 && placed.size() > 3;
        out += "工作任务" + blank + "具体要求" + blank + (torn ? "" : "责任单位" + blank);
        for (std::size_t i = 0; i < placed.size(); ++i) {
            out += to_utf8(placed[i].text) + blank;
            if (torn && i == 2)
                out += "责任单位" + blank;
        }
    }
    return out + "\n";
}

struct Score {
    std::size_t pairs = 0, found = 0, read = 0, rows = 0, whole_rows = 0, tasks = 0, titles = 0, categories = 0;
};

void measure(const std::vector<PrintedTask>& tasks, const Style& style, const Reading& reading, Score& score) {
    for (const Task& task : reading.tasks) {
        for (const Row& row : task.rows)
            score.read += row.units.size() + row.groups.size();
    }
    for (std::size_t t = 0; t < tasks.size(); ++t) {
        ++score.tasks;
        const auto found = std::find_if(reading.tasks.begin(), reading.tasks.end(),
                                        [&](const Task& task) { return task.number == static_cast<int>(t + 1); });
        score.rows += tasks[t].rows.size();
        for (const PrintedRow& row : tasks[t].rows)
            score.pairs += row.owners.size();
        if (found == reading.tasks.end())
            continue;
        score.titles += found->title == tasks[t].title;
        score.categories += style.category == 0 ? !found->category : found->category == tasks[t].category;
        for (std::size_t r = 0; r < tasks[t].rows.size() && r < found->rows.size(); ++r) {
            const Row& row = found->rows[r];
            std::vector<std::string> owners = row.units;
            owners.insert(owners.end(), row.groups.begin(), row.groups.end());
            for (const std::string& owner : tasks[t].rows[r].owners)
                score.found += std::count(owners.begin(), owners.end(), owner) > 0;
            score.whole_rows += row.requirement == tasks[t].rows[r].requirement && owners == tasks[t].rows[r].owners;
        }
    }
}

double share(std::size_t part, std::size_t all) { return all == 0 ? 1 : static_cast<double>(part) / static_cast<double>(all); }

TEST(flattened, tables_of_other_places_are_put_together_again) {
    Dice dice(7);
    Score score;
    constexpr const char* levels[] = {"县", "市", "区", "州", "旗", "省"};
    for (int i = 0; i < 60; ++i) {
        Style style;
        style.level = any(dice, levels);
        style.category = pick(dice, 4) == 0 ? 0 : 5 + pick(dice, 4);
        style.title = 7 + pick(dice, 5);
        style.requirement = 22 + pick(dice, 15);
        style.units = 10 + pick(dice, 7);
        style.line_ends = pick(dice, 2) == 0;
        style.stops = pick(dice, 3) != 0;
        style.gap = pick(dice, 3) == 0 ? 0 : pick(dice, 2) ? 0.3 : 1;
        const std::vector<PrintedTask> tasks = compose(dice, style, 12 + pick(dice, 16));
        extract::Document document;
        document.pages.push_back({flatten(tasks, style, dice), {}});
        const Reading reading = read_notice(document, reading_words());
        Score one;
        measure(tasks, style, reading, one);
        for (auto member : {&Score::pairs, &Score::found, &Score::read, &Score::rows, &Score::whole_rows, &Score::tasks,
                            &Score::titles, &Score::categories})
            score.*member += one.*member;
    }
    EXPECT_GT(share(score.found, score.pairs), 0.97);
    EXPECT_GT(share(score.found, score.read), 0.97);
    EXPECT_GT(share(score.whole_rows, score.rows), 0.93);
    EXPECT_GT(share(score.titles, score.tasks), 0.97);
    EXPECT_GT(share(score.categories, score.tasks), 0.9);
}

}  // namespace
}  // namespace gongkai::programme
