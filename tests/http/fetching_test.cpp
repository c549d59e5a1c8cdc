// Records are fetched from another system that really answers over HTTP: with its token, by its own names, page by page; what is
// of this machine's network is asked only where the operator has let it in.
#include <gtest/gtest.h>

#include <boost/asio.hpp>
#include <map>
#include <mutex>
#include <thread>

#include "base/core/text.h"
#include "tests/http/open_records.h"

namespace gongkai::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// The platform of the province as this test needs it: answers what it is given to say, one question after the other, and
// remembers what it was asked.
class Platform {
  public:
    Platform() : acceptor_(context_, tcp::endpoint(asio::ip::make_address("127.0.0.1"), 0)) {
        thread_ = std::jthread([this] {
            boost::system::error_code failed;
            for (tcp::socket socket(context_); !acceptor_.accept(socket, failed); socket = tcp::socket(context_))
                answer(socket);
        });
    }
    ~Platform() {
        is_over_ = true;
        boost::system::error_code failed;
        tcp::socket last(context_);
        last.connect(acceptor_.local_endpoint(), failed);
    }
    std::string host() const { return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
    void say(const std::string& target, std::string body, int status = 200) {
        const std::scoped_lock lock(mutex_);
        answers_[target] = {status, std::move(body)};
    }
    std::string asked() {
        const std::scoped_lock lock(mutex_);
        return std::exchange(asked_, {});
    }

  private:
    void answer(tcp::socket& socket) {
        if (is_over_) {
            acceptor_.close();
            return;
        }
        asio::streambuf buffer;
        boost::system::error_code failed;
        asio::read_until(socket, buffer, "\r\n\r\n", failed);
        const std::string head(asio::buffers_begin(buffer.data()), asio::buffers_end(buffer.data()));
        const std::scoped_lock lock(mutex_);
        asked_ += head;
        const auto target = std::string(split(head.substr(0, head.find('\r')), ' ').at(1));
        const auto found = answers_.find(target);
        const auto [status, body] = found == answers_.end() ? std::pair(404, std::string("no")) : found->second;
        const auto text = "HTTP/1.1 " + std::to_string(status) +
                          " .\r\nLocation: /elsewhere\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
                          "\r\n\r\n" + body;
        asio::write(socket, asio::buffer(text), failed);
    }

    asio::io_context context_;
    tcp::acceptor acceptor_;
    std::mutex mutex_;
    std::map<std::string, std::pair<int, std::string>> answers_;
    std::string asked_;
    std::atomic<bool> is_over_ = false;
    std::jthread thread_;
};

constexpr const char* desk = "/console/records-sources";

Lines source_at(const std::string& address, const std::string& units_page) {
    // The number of the unit in whose name it is, as the form offers it.
    const auto name = units_page.find(">市发改局<"), value = units_page.rfind("value='", name) + 7;
    return {{"name", "省重大项目平台"},
            {"kind", "major_project"},
            {"unit", units_page.substr(value, units_page.find('\'', value) - value)},
            {"address", address},
            {"list_at", "data.rows"},
            {"mapping",
             "xmdm=project_code\nxmmc=name\njsdw.mc=builder_owner\nhy=sector\nsector:JT=transport\njd=stage\n"
             "stage:3=tender\nrq=stage_on\nztz=investment_wan\nunit:=市发改局"},
            {"header", "Authorization"},
            {"secret", "Bearer provinz"},
            {"every_hours", "24"}};
}

std::string project(const std::string& number, const std::string& name) {
    return R"({"xmdm":"2026-370883-48-01-)" + number + R"(","xmmc":")" + name +
           R"(","jsdw":{"mc":"示例建设公司"},"hy":"JT","town":"石墙镇","scale":"新建道路","ztz":1200.5,"jd":"3","rq":"2026-11-08"})";
}

class FetchingOverHttp : public OpenRecords {};

TEST_F(FetchingOverHttp, takes_in_what_another_system_answers_with_its_token_and_by_its_names) {
    Platform platform;
    surroundings_.variables.emplace_back("GONGKAI_RECORDS_FETCH_INSIDE", platform.host());
    open();
    auto office = open_account(surroundings_, portal_->port(), "supervisor", "市政府办公室", "office");
    auto clerk = open_account(surroundings_, portal_->port(), "information_officer", "市发改局", "plans");
    EXPECT_EQ(reader_.get(desk).status, 303);
    EXPECT_EQ(clerk.client.get(desk).status, 403);
    EXPECT_EQ(reader_.get(std::string(desk) + "/1").status, 303);
    const auto units = office.client.get(desk).body;
    auto wanted = source_at("http://" + platform.host() + "/projects?page=[page]", units);
    ASSERT_EQ(send_form(office.client, desk, desk, wanted).status, 303);
    const auto one = std::string(desk) + "/1";
    EXPECT_EQ(clerk.client.get(one).status, 403);
    const auto there = office.client.get(one);
    EXPECT_TRUE(says(there, "还没有取过"));
    EXPECT_FALSE(says(there, "provinz")) << "a token is never shown";
    // Tried first: a fault in a row is told with its place, and nothing is written.
    platform.say("/projects?page=1",
                 R"({"data":{"rows":[)" + project("900101", "示范路一期") + "," + project("900102", "") + "]}}");
    platform.say("/projects?page=2", R"({"data":{"rows":[]}})");
    const auto tried = send_form(office.client, one, one + "/try", {});
    EXPECT_EQ(tried.status, 422);
    EXPECT_TRUE(says(tried, "有问题，没有写入"));
    EXPECT_TRUE(says(tried, "第3行"));
    EXPECT_NE(platform.asked().find("Authorization: Bearer provinz"), std::string::npos);
    EXPECT_EQ(reader_.get("/records/major_project/1").status, 404);
    platform.say("/projects?page=1", R"({"data":{"rows":[)" + project("900101", "示范路一期") + "]}}");
    platform.say("/projects?page=2", R"({"data":{"rows":[)" + project("900102", "示范桥") + "]}}");
    platform.say("/projects?page=3", R"({"data":{"rows":[]}})");
    EXPECT_TRUE(says(send_form(office.client, one, one + "/try", {}), "2行：新增2"));
    EXPECT_EQ(reader_.get("/records/major_project/1").status, 404) << "to try writes nothing";
    ASSERT_EQ(send_form(office.client, one, one + "/fetch", {}).status, 303);
    EXPECT_TRUE(says(office.client.get(one), "2行：新增2"));
    EXPECT_TRUE(shows("/records/major_project/1", "示范路一期"));
    EXPECT_TRUE(shows("/records/major_project/2", "示范桥"));
    EXPECT_FALSE(says(reader_.get("/records/major_project/1"), "示例数据"));
    // The command line sees the same source and finds nothing new.
    const auto listed = run_program({"records", "sources"}, surroundings_);
    EXPECT_NE(listed.said.find("省重大项目平台"), std::string::npos) << listed.complained;
    EXPECT_EQ(run_program({"records", "fetch", "1"}, surroundings_).said, "没有变化\n");
    EXPECT_EQ(run_program({"records", "fetch", "7"}, surroundings_).code, 2);
    platform.say("/projects?page=2", "moved", 302);
    const auto moved = run_program({"records", "fetch", "1"}, surroundings_);
    EXPECT_EQ(moved.code, 2);
    EXPECT_NE(moved.complained.find("302"), std::string::npos) << moved.complained;
    // Nobody asks the network of the office who was not let in, whatever the name of the host.
    for (auto& [field, value] : wanted)
        if (field == "address")
            value = "https://localhost:" + std::to_string(portal_->port()) + "/api/v1/records/venue";
    platform.asked();
    ASSERT_EQ(send_form(office.client, desk, desk, wanted).status, 303);
    EXPECT_TRUE(says(send_form(office.client, std::string(desk) + "/2", std::string(desk) + "/2/try", {}), "没有取到"));
    EXPECT_EQ(platform.asked(), "");
    // What cannot be is told beside its field, and what was typed stands there still - but the token.
    for (auto& [field, value] : wanted)
        if (field == "mapping")
            value = "xmdm=colour";
    const auto refused = send_form(office.client, desk, desk, wanted);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(says(refused, "没有“colour”这个字段"));
    EXPECT_TRUE(says(refused, "xmdm=colour"));
    EXPECT_FALSE(says(refused, "provinz"));
    ASSERT_EQ(send_form(office.client, one, one + "/close", {}).status, 303);
    EXPECT_TRUE(says(office.client.get(one), "已于"));
    portal_.reset();
    const auto journal = run_program({"journal", "list"}, surroundings_).said;
    for (const auto* deed : {"records.add_source", "records.close_source", "source/1"})
        EXPECT_NE(journal.find(deed), std::string::npos) << deed;
    EXPECT_EQ(journal.find("provinz"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::http
