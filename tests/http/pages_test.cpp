// Laws for every page that people read.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "base/core/text.h"
#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

Place& place() { return Place::get(); }

void for_each_page(auto&& visit) {
    std::size_t count = 0;
    for (const auto& visited : place().pages())
        if (visited.answer.is_html() && visited.answer.status == 200) {
            visit(visited);
            ++count;
        }
    ASSERT_GT(count, 100u);
}

TEST(Pages, are_whole_documents) {
    for_each_page([](const Visited& visited) {
        const auto& page = visited.page;
        EXPECT_TRUE(page.has_doctype) << visited.target;
        EXPECT_EQ(page.language, "zh-CN") << visited.target;
        EXPECT_EQ(page.headings_1.size(), 1u) << visited.target;
        EXPECT_EQ(page.mains, 1u) << visited.target;
        ASSERT_EQ(page.titles.size(), 1u) << visited.target;
        EXPECT_FALSE(trim(page.titles.front()).empty()) << visited.target;
        EXPECT_EQ(page.inline_styles_and_scripts, 0u) << visited.target << ": the policy of content would stop it";
        EXPECT_EQ(page.pictures_without_words, 0u) << visited.target;
        EXPECT_TRUE(page.fields_without_label.empty()) << visited.target << ": " << page.fields_without_label.front();
        const std::set<std::string> ids(page.ids.begin(), page.ids.end());
        EXPECT_EQ(ids.size(), page.ids.size()) << visited.target << " gives an id twice";
    });
}

TEST(Pages, begin_with_a_way_past_the_menu) {
    for_each_page([](const Visited& visited) {
        EXPECT_EQ(visited.page.first_link, "#main") << visited.target;
        EXPECT_NE(std::ranges::find(visited.page.ids, "main"), visited.page.ids.end()) << visited.target;
    });
}

TEST(Pages, each_path_has_a_title_of_its_own) {
    std::map<std::string, std::string> by_title;
    std::set<std::string> seen;
    for_each_page([&](const Visited& visited) {
        if (visited.target != path_of(visited.target) || !seen.insert(visited.target).second)
            return;
        const auto [other, is_new] = by_title.emplace(visited.page.titles.front(), visited.target);
        EXPECT_TRUE(is_new) << visited.target << " and " << other->second << " are both called " << other->first;
    });
}

TEST(Pages, link_only_to_what_is_there) {
    for (const auto& [link, from] : place().links()) {
        const auto& [visitor, address] = link;
        const auto* target = place().page_at(without_fragment(address), visitor);
        if (!target)
            target = place().page_at(path_of(address), visitor);  // a query of a route whose first ones were followed
        ASSERT_NE(target, nullptr) << from << " links to " << address << ", which was not followed";
        EXPECT_TRUE(target->answer.status == 200 || target->answer.status == 303)
            << from << " links to " << address << ": " << target->answer.status;
        if (const auto at = address.find('#'); at != std::string::npos) {
            EXPECT_NE(std::ranges::find(target->page.ids, address.substr(at + 1)), target->page.ids.end())
                << from << " links to " << address;
        }
    }
    for_each_page([](const Visited& visited) {
        for (const auto& link : visited.page.links)
            if (link.address.starts_with('#')) {
                EXPECT_NE(std::ranges::find(visited.page.ids, link.address.substr(1)), visited.page.ids.end())
                    << visited.target << ": " << link.address;
            } else {
                EXPECT_TRUE(link.address.starts_with('/') || link.address.starts_with("https://") ||
                            link.address.starts_with("http://") ||
                            std::regex_match(link.address, std::regex(R"(tel:\+?\d[\d-]{4,})")))
                    << visited.target << ": " << link.address;
            }
    });
}

TEST(Pages, an_error_is_a_page_too) {
    for (const std::string target : {"/no-such-page", "/units/999999", "/notices/none", "/notices/none/tasks/1",
                                     "/notices/2019-33/tasks/4294967314", "/duties/0"}) {
        const auto answer = place().client().get(target);
        EXPECT_EQ(answer.status, 404) << target;
        const auto page = read_page(answer.body);
        EXPECT_EQ(page.titles.size(), 1u) << target;
        EXPECT_EQ(page.headings_1.size(), 1u) << target;
        EXPECT_EQ(page.language, "zh-CN") << target;
    }
}

TEST(Pages, speak_the_language_that_is_asked_for) {
    for (const auto& [header, tag] : std::map<std::string, std::string>{
             {"en", "en"}, {"en-GB,en;q=0.9,zh;q=0.1", "en"}, {"zh-CN", "zh-CN"}, {"fr", "zh-CN"}, {"de, en;q=0.5", "en"}})
        EXPECT_EQ(read_page(place().client().get("/board", {{"Accept-Language", header}}).body).language, tag) << header;
    EXPECT_EQ(read_page(place().client().get("/board", {{"Accept-Language", "zh"}, {"Cookie", "language=en"}}).body).language,
              "en");
    EXPECT_EQ(read_page(place().client().get("/", {{"Cookie", "language=zz"}}).body).language, "zz");
}

// Everything that the API gives out is data; so is the text of the notice, its file, and the proofs.
std::string all_data() {
    std::string data;
    const auto add = [&](auto&& self, const boost::json::value& value) -> void {
        if (value.is_string())
            data.append(std::string_view(value.as_string())).append("\n");
        else if (value.is_array())
            for (const auto& one : value.as_array())
                self(self, one);
        else if (value.is_object())
            for (const auto& [key, one] : value.as_object())
                self(self, one);
    };
    for (const char* target : {"/api/v1/notices", "/api/v1/tasks", "/api/v1/units", "/api/v1/duties", "/api/v1/log/entries"})
        add(add, boost::json::parse(place().client().get(target).body));
    for (const auto* target :
         {"/api/v1/records/air_quality_month", "/api/v1/records/penalty", "/api/v1/records/procurement_notice",
          "/api/v1/records/venue", "/api/v1/records/power_item", "/api/v1/records/budget", "/draws/1/draw.json"})
        add(add, boost::json::parse(place().client().get(target).body));
    for (const auto& entry : std::filesystem::directory_iterator(source_file("data/kinds")))  // their names and sentences
        data += read_file(entry.path()).value();
    data += std::string(records_file) + "月球" + draw_title + draw_rule;
    // How a draw is computed again, in the words of any program.
    data += "seed=HMAC-SHA-256(secret,number) (seed,label+\":\"+i) objects inspectors/1 gongkai draw verify draw.json";
    data += read_file(source_file("data/notices/notice-2019-33.txt")).value();
    data += read_file(source_file("data/units-zoucheng.tsv")).value();
    data += read_file(source_file("data/demonstration/proofs-2019-33.csv")).value_or("");
    for (const auto& visited : place().pages())
        if (visited.target.starts_with("/api/v1/documents/"))
            add(add, boost::json::parse(visited.answer.body));
    for (const auto& visited : place().pages())  // the pages of the notice as they were taken in
        if (visited.target.find("/source") != std::string::npos)
            for (const auto& text : visited.page.texts)
                data.append(text).append("\n");
    for (const auto& officer : place().officers())
        data += officer.name + '\n' + officer.person() + '\n' + officer.name + "@example.cn\n";
    data += std::string(offered_words) + '\n' + offered_file + "\nnotice-2019-33.txt\n政务公开\n";
    auto paper = read_file(source_file(breakdown_paper)).value();
    for (const auto* between : {"</td><td>", "</th><th>"})
        paper = replace_all(std::move(paper), between, "\t");
    data += paper;
    data += read_file(source_file("data/words_wrong.csv")).value();
    data += read_file(source_file("data/words_sensitive.csv")).value();
    for (const auto* said : {breakdown_file,
                             raised_words,
                             answered_words,
                             answered_file,
                             issued_circular,
                             drafted_circular,
                             section_name,
                             section_words,
                             reported_words,
                             reported_file,
                             plan_words,
                             plan_file,
                             news_title,
                             news_text,
                             news_note,
                             news_file,
                             old_policy,
                             new_policy,
                             forced_reason,
                             draft_title,
                             draft_text,
                             catalogue_head,
                             catalogue_rows,
                             catalogue_file,
                             said_of_itself,
                             group_name,
                             training_theme,
                             published_cleanup,
                             "2019年政策文件清理结果继续有效的文件",
                             running_cleanup,
                             kept_because,
                             maker_basis,
                             "word",
                             "《中华人民共和国政府信息公开条例》第二十条第（一二三四五六七八九十十一十二十三十四十五）项各行政机"
                             "关budget-1 education-1",
                             "信息形成或者变更之日起20个工作日内栏目每天应有更新，上次：目前为空白",
                             "总则分则附则"
                             "第一条第二条甲卫字〔2019〕1号甲卫字〔2019〕2号txt"})
        data.append(said).append("\n");
    for (const auto* file :
         {"data/columns.json", "data/document_types.json", "data/catalogue/themes.json", "data/catalogue/categories.json",
          "data/catalogue/fields.json", "data/catalogue/channels.json", "data/life_events.json", "data/search/synonyms.csv",
          "data/search/spoken.csv", "data/units_called.csv"})
        data += read_file(source_file(file)).value();
    // What a search found is shown as it was handed over, or as it stands in a record.
    for (const auto* from : {"search_entry", "record"})
        for (const auto& row : database_rows(place().data(), "SELECT body FROM " + std::string(from)))
            data.append(row.front()).append("\n");
    // What the settings mean stands in their own table, in both languages; the journal names what was done as machines read it.
    data += read_file(source_file("data/settings.json")).value();
    for (const std::vector<std::string>& verb : {std::vector<std::string>{"settings"}, {"journal", "list"}})
        data += run_program(verb, {place().data(), {}, {}}).said;
    data +=
        "SQLite PostgreSQL journal public_log calendar intake people accounts outbox ledger programme sections supervision "
        "catalogue "
        "records draws publishing search";
    // Formats of files are called by their endings.
    data += "HTML TXT PDF OFD DOC DOCX XLSX CSV JSON ZIP";
    std::erase_if(data, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
    return data;
}

// `[id argument …]` and what is no word: numbers, signs, the way a day is written, codes and addresses of the API, variables.
std::string without_words_of_the_catalogue(std::string text) {
    for (std::smatch match; std::regex_search(text, match, std::regex(R"(\[[a-z_]+\.[^\[\]]*\])"));)
        text = match.prefix().str() + " " + match.suffix().str();
    static const std::regex days(R"(\d+年\d+月\d+日（周(?:一|二|三|四|五|六|日)）|\d+年\d+月\d+日|\d+年\d+月|\d+月\d+日)"),
        addresses(R"(/[a-z][A-Za-z0-9/_.{}?=-]*|GONGKAI_[A-Z_]+)");
    return std::regex_replace(std::regex_replace(text, days, " "), addresses, " ");
}

bool is_word(const std::string& piece) {
    return std::ranges::any_of(to_code_points(piece),
                               [](char32_t c) { return is_han(c) || (c < 128 && std::isalpha(static_cast<int>(c))); });
}

TEST(Pages, have_no_text_that_is_not_in_the_catalogue) {
    const auto data = all_data();
    std::set<std::string> told;
    for (const auto& route : place().routes()) {
        if (!route.is_get())
            continue;
        for (const auto* visited : place().instances(route, 12)) {
            const auto& target = visited->target;
            const auto answer = place().client_of(*visited).get(target, {{"Cookie", "language=zz"}});
            if (!answer.is_html())
                continue;
            for (const auto& text : read_page(answer.body).texts) {
                auto rest = without_words_of_the_catalogue(text);
                for (const std::string sign : {"✓迟", "等责任部门", "：", "　", "、", "；", "（", "）", "…", "›", "·", "“", "”"})
                    rest = replace_all(rest, sign, "\n");
                rest = replace_all(rest, "\n", " ");
                for (const auto word : split(rest, ' ')) {
                    // Of 512,600万元 the unit is the word.
                    const std::string piece(word.substr(std::min(word.find_first_not_of("0123456789,."), word.size())));
                    if (is_word(piece) && data.find(piece) == std::string::npos && told.insert(piece).second)
                        ADD_FAILURE() << target << " says \"" << piece << "\" in \"" << text << '"';
                }
            }
        }
    }
}

TEST(Pages, say_that_sample_data_is_sample_data) {
    for_each_page([](const Visited& visited) {
        if (visited.target.starts_with("/board") || visited.target.starts_with("/duties/") || visited.target == "/") {
            EXPECT_NE(visited.answer.body.find("示例数据，不代表邹城市实际情况"), std::string::npos) << visited.target;
        }
    });
}

}  // namespace
}  // namespace gongkai::http
