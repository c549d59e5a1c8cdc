// The library over the wire: what is published stands in it with its files, is taken home one by one or as a ZIP, and nothing
// that is not public comes out of it; the text of a scan is found.
#include <zip.h>

#include <boost/json.hpp>
#include <map>

#include "base/core/file.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

std::map<std::string, std::string> unzipped(const std::string& bytes) {
    std::map<std::string, std::string> all;
    auto* archive = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), ZIP_RDONLY, nullptr);
    EXPECT_TRUE(archive);
    for (zip_int64_t i = 0; archive && i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t status;
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &status);
        std::string text(status.size, '\0');
        auto* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        EXPECT_EQ(zip_fread(file, text.data(), text.size()), static_cast<zip_int64_t>(text.size()));
        zip_fclose(file);
        all.emplace(status.name, std::move(text));
    }
    if (archive)
        zip_discard(archive);
    return all;
}

class Library : public Newsroom {
  protected:
    json::object listed(const std::string& query = "") {
        const auto answer = reader_.get("/api/v1/library" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return json::parse(answer.body).as_object();
    }
    std::int64_t total(const std::string& query = "") { return listed(query).at("total").as_int64(); }
};

TEST_F(Library, has_what_is_public_with_its_files_and_nothing_else) {
    ASSERT_TRUE(shows("/library", "2019年")) << "the notice, which the server hands over as it begins";
    const auto of_notices = total();
    const auto scan = read_file(std::string(GONGKAI_SOURCE_DIR "/tests/samples/intake/scan.png")).value();
    const auto page = begin("news", {{"title", "关于湿地的消息"}, {"body", "湿地里有鹤。"}}, {"file", "扫描件.png", scan});
    EXPECT_EQ(total(), of_notices) << "a draft is nobody's to take";
    EXPECT_FALSE(says(reader_.get("/library"), "湿地"));
    publish(page);
    const auto address = this->address(page);
    ASSERT_TRUE(shows("/library", "关于湿地的消息"));
    EXPECT_EQ(total("?kind=news&year=2026"), 1);
    EXPECT_EQ(total("?year=2019&kind=news"), 0);
    const auto facets = listed("?kind=news").at("facets").as_object();
    for (const std::string facet : {"theme", "validity"})
        for (const auto& value : facets.at(facet).as_array())
            EXPECT_EQ(total("?kind=news&" + facet + '=' + std::string(value.at("value").as_string())),
                      value.at("count").as_int64())
                << facet << " gives what it counts";
    const auto entry = listed("?kind=news").at("entries").at(0).as_object();
    EXPECT_EQ(entry.at("url").as_string(), address);
    EXPECT_EQ(entry.at("published_on").as_string(), "2026-03-02");
    ASSERT_EQ(entry.at("files").as_array().size(), 2U);
    const auto bytes = entry.at("files").at(1).at("bytes").as_int64();  // without what it says of its authors
    EXPECT_TRUE(says(reader_.get("/library"), "扫描件.png"));
    EXPECT_TRUE(says(reader_.get("/library/feed.atom"), "关于湿地的消息"));

    // The copy stands alone.
    const auto copy = reader_.get(address + "/copy.html");
    EXPECT_EQ(copy.status, 200);
    EXPECT_TRUE(copy.header_or_nothing("Content-Disposition").starts_with("attachment"));
    EXPECT_TRUE(says(copy, "湿地里有鹤"));
    EXPECT_FALSE(says(copy, "<script"));
    EXPECT_FALSE(says(copy, "src='/"));

    const auto id = std::to_string(entry.at("id").as_int64());
    const auto taken = reader_.get("/library.zip?of=chosen&id=" + id);
    ASSERT_EQ(taken.status, 200);
    EXPECT_EQ(taken.header_or_nothing("Content-Type"), "application/zip");
    const auto files = unzipped(taken.body);
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files.at("01 关于湿地的消息/扫描件.png").size(), static_cast<std::size_t>(bytes));
    EXPECT_NE(files.at("01 关于湿地的消息/关于湿地的消息.html").find("湿地里有鹤"), std::string::npos);
    EXPECT_NE(files.at("目录.csv").find("关于湿地的消息"), std::string::npos);
    EXPECT_EQ(unzipped(reader_.get("/library.zip?of=all&kind=news&year=2026").body).size(), 3U);
    EXPECT_TRUE(unzipped(reader_.get("/library.zip?of=all&kind=work_points").body).contains("目录.csv"));

    // 都能搜到: the text of a scan too. It is recognised in the background.
    bool is_found = false;
    for (int tries = 0; tries < 240 && !is_found; ++tries) {
        is_found = says(reader_.get("/api/v1/search?q=%E8%90%BD%E5%88%B0%E5%AE%9E%E5%A4%84"), address);  // 落到实处
        if (!is_found)
            std::this_thread::sleep_for(std::chrono::milliseconds(250));
    }
    EXPECT_TRUE(is_found) << "the words of a scan";
    const auto status = json::parse(run_program({"index", "status", "--json"}, surroundings_).said);
    EXPECT_EQ(status.at("scans_waiting").as_int64(), 0);

    deed(writer(), page, "revise");
    deed(officer("supervisor", office_unit), page, "withdraw", {{"withdrawn_because", "内容有误"}});
    EXPECT_TRUE(shows("/library", "关于湿地的消息", false));
    EXPECT_EQ(total(), of_notices);
    EXPECT_EQ(reader_.get("/library.zip?of=chosen&id=" + id).status, 404);
    EXPECT_EQ(reader_.get(address + "/copy.html").status, 410);
}

TEST_F(Library, tells_what_cannot_be_understood_or_taken) {
    const auto wrong = reader_.get("/library?kind=nosuch&unit=x&theme=z&year=first&validity=perhaps&after=y&page=0");
    EXPECT_EQ(wrong.status, 400);
    for (const std::string typed : {"nosuch", "“x”", "“z”", "first", "“perhaps”", "“y”", "“0”"})
        EXPECT_TRUE(says(wrong, typed)) << typed << " is said back";
    EXPECT_EQ(reader_.get("/api/v1/library?kind=nosuch").status, 400);
    EXPECT_EQ(reader_.get("/library?order=nosuch").status, 400);
    EXPECT_EQ(reader_.get("/library.zip").status, 303) << "nothing was asked for: the library";
    EXPECT_EQ(reader_.get("/library.zip?of=chosen").status, 400);
    EXPECT_TRUE(says(reader_.get("/library.zip?of=chosen"), "还没有选择"));
    EXPECT_EQ(reader_.get("/library.zip?of=chosen&id=999999").status, 404);
    EXPECT_EQ(reader_.get("/library.zip?of=all&kind=nosuch").status, 400);
    EXPECT_EQ(reader_.get("/library?order=title&page=50").status, 200) << "a page beyond the last is empty";
    EXPECT_EQ(reader_.get("/documents/GK-none/copy.html").status, 404);
}

}  // namespace
}  // namespace gongkai::http
