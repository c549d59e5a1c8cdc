// The examples of deploy/ are read by the programs that they are for, where these are installed.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>

#include "base/core/file.h"
#include "base/core/text.h"
#include "tests/house/repository.h"
#include "tests/program.h"

namespace gongkai::house {
namespace {

namespace fs = std::filesystem;

class Deploy : public testing::Test {
  protected:
    bool succeeds(const std::string& command) {
        return std::system((command + " > " + (folder.path() / "said").string() + " 2>&1").c_str()) == 0;
    }
    std::string said() { return read_file(folder.path() / "said").value_or(""); }
    std::string at() const { return folder.path().string(); }
    bool makes_certificate() {
        return succeeds("openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=portal -keyout " + at() + "/portal.key -out " +
                        at() + "/portal.crt");
    }
    // `site` stands in the block http.
    bool nginx(const std::string& site, const std::string& options) {
        write_file(folder.path() / "site.conf", replace_all(site, "/etc/gongkai/", at() + '/'));
        write_file(
            folder.path() / "nginx.conf",
            "pid " + at() + "/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\ninclude " + at() + "/site.conf;\n}\n");
        return succeeds("/usr/sbin/nginx -c " + at() + "/nginx.conf " + options);
    }
    std::string example(const std::string& name) { return read_file(source_file("deploy/" + name)).value(); }
    TemporaryFolder folder;
};

// What a form may hold passes nginx, and nothing that the program would only refuse.
TEST_F(Deploy, nginx_lets_the_largest_form_through) {
    std::int64_t largest = 0;
    const auto routes = boost::json::parse(run_program({"routes", "--json"}, {folder.path(), {}, {}}).said);
    for (const auto& route : routes.as_array())
        largest = std::max(largest, route.at("body_at_most").to_number<std::int64_t>());
    const auto allowed = all_matches(example("nginx.conf"), R"(client_max_body_size (\d+)m;)");
    ASSERT_EQ(allowed.size(), 1U);
    EXPECT_EQ(std::stoll(allowed[0]), (largest + (1 << 20) - 1) >> 20);
}

// $host loses the port: where a portal stands on another one, browsers that only send Origin could send no form.
TEST_F(Deploy, nginx_passes_the_host_on_with_its_port) {
    const auto nginx = example("nginx.conf");
    EXPECT_NE(nginx.find("proxy_set_header Host $http_host;"), std::string::npos);
    EXPECT_EQ(nginx.find("Host $host;"), std::string::npos);
}

TEST_F(Deploy, nginx_understands_its_examples) {
    if (!fs::exists("/usr/sbin/nginx"))
        GTEST_SKIP() << "nginx is not installed";
    ASSERT_TRUE(makes_certificate()) << said();
    for (const auto* name : {"nginx.conf", "nginx-files.conf"}) {
        auto site = replace_all(replace_all(example(name), ":80;", ":18080;"), "listen 80;", "listen 18080;");
        site = replace_all(replace_all(site, ":443 ", ":18443 "), "listen 443 ", "listen 18443 ");  // nobody may be disturbed
        EXPECT_TRUE(nginx(site, "-t")) << name << ": " << said();
        EXPECT_EQ(said().find("[warn]"), std::string::npos) << name << ": " << said();
    }
}

TEST_F(Deploy, nginx_before_files_answers_410_with_the_page_that_says_why_one_was_withdrawn) {
    if (!fs::exists("/usr/sbin/nginx"))
        GTEST_SKIP() << "nginx is not installed";
    ASSERT_TRUE(makes_certificate()) << said();
    for (const auto* key : {"documents/1/proof", "documents/2/editions"})
        fs::create_directories(folder.path() / "www" / key);
    write_file(folder.path() / "www/404.html", "none");
    write_file(folder.path() / "www/documents/1/index.html", "withdrawn because");
    write_file(folder.path() / "www/documents/1/gone", "");
    write_file(folder.path() / "www/documents/1/proof/index.html", "proved");
    write_file(folder.path() / "www/documents/2/index.html", "here");
    write_file(folder.path() / "www/documents/2/editions/index.html", "editions");
    auto site = replace_all(example("nginx-files.conf"), "root /srv/www;", "root " + at() + "/www;");
    site = replace_all(replace_all(site, "listen 443 ssl;", "listen unix:" + at() + "/socket ssl;"), "listen [::]:443 ssl;", "");
    site = "error_log " + at() + "/errors;\n" + site;
    ASSERT_TRUE(nginx(site, "-g 'master_process off;'")) << said();  // reads what this test may read
    const auto asked = [&](const std::string& path) {
        EXPECT_TRUE(
            succeeds("curl --silent --insecure --unix-socket " + at() + "/socket -w ' %{http_code}' https://portal" + path));
        return said();
    };
    EXPECT_EQ(asked("/documents/1/"), "withdrawn because 410");
    EXPECT_EQ(asked("/documents/1/index.html"), "withdrawn because 410");
    for (const std::string below : {"editions/", "editions/1/", "copy.html", "files/x.pdf"})
        EXPECT_EQ(asked("/documents/1/" + below), "withdrawn because 410") << below;
    EXPECT_EQ(asked("/documents/1/proof/"), "proved 200");
    EXPECT_EQ(asked("/documents/2/"), "here 200");
    EXPECT_EQ(asked("/documents/2/editions/"), "editions 200");
    EXPECT_EQ(asked("/documents/3/"), "none 404");
    EXPECT_TRUE(nginx(site, "-s stop")) << said();
}

TEST_F(Deploy, systemd_understands_its_unit) {
    if (!fs::exists("/usr/bin/systemd-analyze"))
        GTEST_SKIP() << "systemd is not installed";
    const auto unit = replace_all(example("gongkai.service"), "/usr/local/bin/gongkai", GONGKAI_PROGRAM);
    write_file(folder.path() / "gongkai.service", unit);
    EXPECT_TRUE(succeeds("systemd-analyze verify --man=no " + (folder.path() / "gongkai.service").string())) << said();
    EXPECT_EQ(said().find("gongkai.service:"), std::string::npos) << said();
}

}  // namespace
}  // namespace gongkai::house
