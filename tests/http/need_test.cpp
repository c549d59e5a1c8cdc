// What people need, over the wire: what is opened from the results and what is downloaded is counted, without a script, a longer
// address or a way round, and nothing of who it was is kept.
#include <boost/json.hpp>

#include "base/web/target.h"
#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class Wanted : public Newsroom {
  protected:
    // What was counted is written when the server stops.
    void restart() {
        portal_.reset();
        portal_.emplace(surroundings_);
        reader_ = Client(portal_->port());
    }
    std::string counted(const std::string& what, const std::string& address) {
        const auto rows = database_rows(data_, "SELECT sum(d." + what +
                                                   ") FROM search_need_day d JOIN search_entry e ON e.id = d.entry_id "
                                                   "WHERE e.address = '" +
                                                   address + "'");
        return rows.at(0).at(0);
    }
    json::value ask(const std::string& target) {
        for (int tries = 0; tries < 200; ++tries) {
            const auto answer = reader_.get(target);
            if (answer.status == 200)
                return json::parse(answer.body);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        throw std::runtime_error("no answer to " + target);
    }
};

TEST_F(Wanted, what_is_opened_from_the_results_and_downloaded_is_counted_and_moves_the_order) {
    const std::string words = "%E6%B5%B7%E9%BE%9F%E4%BF%9D%E6%8A%A4";  // 海龟保护
    const SentFile file{"file", "海龟保护附件.txt", "附件的文字"};
    const auto one = force(begin("news", {{"title", "海龟保护的消息甲"}, {"body", "湿地"}}, file));
    const auto two = force(begin("news", {{"title", "海龟保护的消息乙"}, {"body", "湿地"}}, file));
    restart();
    const auto first = std::string(ask("/api/v1/search?q=" + words).at("hits").at(0).at("url").as_string());
    const auto& other = first == one ? two : one;

    const std::pair<std::string, std::string> browser{"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"},
        from_results{"Referer", "http://localhost/search?q=" + words};
    const auto page = reader_.get("/search?q=" + words, {browser});
    EXPECT_TRUE(says(page, "<a href='" + other + "'")) << "a hit leads straight to the address of the thing";
    EXPECT_EQ(reader_.get("/search/open?to=https://elsewhere.test/").status, 404) << "and no address leads anywhere else";
    for (int i = 0; i < 3; ++i)  // the second and third are kept pages
        EXPECT_EQ(reader_.get(other, {browser, from_results}).status, 200);
    reader_.get(other, {browser});
    reader_.get(other, {from_results, {"User-Agent", "Baiduspider/2.0"}});
    reader_.get(other, {browser, from_results, {"Sec-Purpose", "prefetch"}});
    reader_.ask("HEAD", other, {browser, from_results});

    const auto file_address = other + "/files/" + web::encode(file.name);
    const auto saved = reader_.get(file_address, {browser});
    EXPECT_EQ(saved.status, 200) << file_address;
    EXPECT_EQ(saved.header_or_nothing("Set-Cookie"), "");
    reader_.get(file_address, {{"User-Agent", "Wget/1.21"}});
    reader_.ask("HEAD", file_address, {browser});
    EXPECT_EQ(reader_.get("/records/venue/records.csv", {browser}).status, 200);

    restart();
    EXPECT_EQ(counted("opened", other), "3");
    EXPECT_EQ(counted("downloaded", other), "1");
    EXPECT_EQ(counted("opened", first), "");
    const auto now = ask("/api/v1/search?q=" + words);
    EXPECT_EQ(now.at("hits").at(0).at("url").as_string(), other) << "what is needed comes first where the words say as much";
    EXPECT_EQ(now.at("hits").at(0).at("downloads").to_number<int>(), 1);
    const auto by_downloads = ask("/api/v1/search?order=downloads&q=" + words);
    EXPECT_EQ(by_downloads.at("hits").at(0).at("url").as_string(), other);
    EXPECT_TRUE(says(reader_.get("/search?order=downloads&q=" + words), "下载过 1 次"));
}

}  // namespace
}  // namespace gongkai::http
