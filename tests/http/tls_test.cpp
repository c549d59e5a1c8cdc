// TLS of the real binary, with certificates that openssl makes here and clients that are not ours: curl and openssl.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <thread>

#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class TlsPortal : public testing::Test {
  protected:
    TlsPortal() { make_certificate("first"); }

    void make_certificate(const std::string& name) {
        const auto at = [&](const std::string& ending) { return (folder.path() / (name + ending)).string(); };
        ASSERT_EQ(shell("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=" + name +
                        " -addext subjectAltName=DNS:localhost -keyout " + at(".key") + " -out " + at(".crt")),
                  0)
            << output();
    }
    // What it said is in output().
    int shell(const std::string& command) {
        const auto status = std::system((command + " > " + (folder.path() / "output").string() + " 2>&1 < /dev/null").c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string output() { return read_file(folder.path() / "output").value_or(""); }
    Surroundings with_tls(const std::string& certificate = "live.crt", const std::string& key = "live.key") {
        return {folder.path() / "data",
                {{"GONGKAI_SERVER_TLS_CERTIFICATE", folder.path() / certificate},
                 {"GONGKAI_SERVER_TLS_KEY", folder.path() / key},
                 {"GONGKAI_SERVER_REDIRECT_LISTEN", "127.0.0.1:0"},
                 {"GONGKAI_LOG_ACCESS", "false"}},
                {}};
    }
    // As an operator would: the files that the portal reads are exchanged.
    void use(const std::string& name) {
        for (const std::string ending : {".crt", ".key"})
            write_file(folder.path() / ("live" + ending), read_file(folder.path() / (name + ending)).value());
    }
    int curl(const Portal& portal, const std::string& path, const std::string& more = "", const std::string& trusted = "first") {
        return shell("curl -sS -i --max-time 20 --cacert " + (folder.path() / (trusted + ".crt")).string() + ' ' + more +
                     " https://localhost:" + std::to_string(portal.port()) + path);
    }
    bool comes_to_serve(const Portal& portal, const std::string& name) {
        for (const auto until = steady_clock::now() + std::chrono::seconds(3); steady_clock::now() < until;
             std::this_thread::sleep_for(milliseconds(50)))
            if (curl(portal, "/health", "", name) == 0)
                return true;
        return false;
    }
    TemporaryFolder folder;
};

TEST_F(TlsPortal, speaks_tls_1_2_and_1_3_and_says_that_it_wants_nothing_else) {
    use("first");
    Portal portal(with_tls(), "127.0.0.1");
    for (const std::string version : {"--tlsv1.2 --tls-max 1.2", "--tlsv1.3"}) {
        EXPECT_EQ(curl(portal, "/", version), 0) << output();
        EXPECT_NE(output().find("HTTP/1.1 200"), std::string::npos) << output();
        EXPECT_NE(output().find("Strict-Transport-Security: max-age=31536000\r\n"), std::string::npos) << output();
    }
    EXPECT_EQ(curl(portal, "/console/sign-in"), 0);
    EXPECT_NE(output().find("Set-Cookie: __Host-"), std::string::npos) << output();
    EXPECT_NE(output().find("; Secure"), std::string::npos) << output();
}

TEST_F(TlsPortal, metrics_tell_when_the_certificate_ends) {
    use("first");
    auto there = with_tls();
    std::erase_if(there.variables, [](const auto& one) { return one.first == "GONGKAI_SERVER_REDIRECT_LISTEN"; });
    there.variables.emplace_back("GONGKAI_SERVER_METRICS_LISTEN", "127.0.0.1:0");
    Portal portal(there, "127.0.0.1");
    const auto text = Client(port_said(portal.program(), "http://127.0.0.1:")).get("/metrics").body;
    const std::string name = "\ngongkai_certificate_good_until_seconds ";
    const auto at = text.find(name);
    ASSERT_NE(at, std::string::npos) << text;
    const double days = (std::stod(text.substr(at + name.size())) - static_cast<double>(std::time(nullptr))) / 86'400;
    EXPECT_NEAR(days, 30, 1);
}

TEST_F(TlsPortal, refuses_old_versions_and_ciphers_without_forward_secrecy) {
    use("first");
    Portal portal(with_tls(), "127.0.0.1");
    const auto client = "openssl s_client -connect 127.0.0.1:" + std::to_string(portal.port()) + ' ';
    EXPECT_EQ(shell(client + "-tls1_2"), 0) << output();
    EXPECT_NE(shell(client + "-tls1_1 -cipher ALL:@SECLEVEL=0"), 0) << output();
    EXPECT_NE(shell(client + "-tls1 -cipher ALL:@SECLEVEL=0"), 0) << output();
    EXPECT_NE(shell(client + "-tls1_2 -cipher AES128-SHA:AES256-GCM-SHA384:@SECLEVEL=0"), 0) << output();
    EXPECT_NE(shell(client + "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"), 0) << output();
}

TEST_F(TlsPortal, takes_a_new_certificate_without_a_restart_and_keeps_the_old_one_where_the_new_is_wrong) {
    use("first");
    Portal portal(with_tls(), "127.0.0.1");
    ASSERT_EQ(curl(portal, "/health"), 0) << output();
    make_certificate("second");
    use("second");
    EXPECT_TRUE(comes_to_serve(portal, "second")) << output();
    EXPECT_NE(curl(portal, "/health"), 0) << "the first is still served";

    write_file(folder.path() / "live.crt", "no certificate");
    for (const auto until = steady_clock::now() + std::chrono::seconds(3);
         portal.program().complained().find("certificate_refused") == std::string::npos && steady_clock::now() < until;)
        std::this_thread::sleep_for(milliseconds(20));
    EXPECT_NE(portal.program().complained().find("certificate_refused"), std::string::npos);
    EXPECT_EQ(curl(portal, "/health", "", "second"), 0) << output();

    use("first");
    portal.program().signal(SIGHUP);
    EXPECT_TRUE(comes_to_serve(portal, "first")) << output();
    portal.program().signal(SIGTERM);
    EXPECT_EQ(portal.program().wait(), 0);
}

TEST_F(TlsPortal, does_not_begin_with_a_certificate_that_cannot_be_used_and_says_why) {
    make_certificate("other");
    write_file(folder.path() / "broken.crt", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    const struct {
        std::string certificate, key, sentence;
    } cases[] = {{"absent.crt", "first.key", "证书文件"},
                 {"broken.crt", "first.key", "证书文件"},
                 {"first.crt", "absent.key", "私钥文件"},
                 {"first.crt", "first.crt", "私钥文件"},
                 {"first.crt", "other.key", "不是一对"}};
    for (const auto& one : cases) {
        const auto outcome = run_program({"serve", "--listen", "127.0.0.1:0"}, with_tls(one.certificate, one.key));
        EXPECT_EQ(outcome.code, 2) << one.certificate << ' ' << one.key;
        EXPECT_NE(outcome.complained.find(one.sentence), std::string::npos) << one.certificate << ": " << outcome.complained;
        EXPECT_EQ(std::ranges::count(outcome.complained, '\n'), 1) << outcome.complained;
    }
    const auto half = run_program({"serve", "--listen", "127.0.0.1:0", "--tls-certificate", folder.path() / "first.crt"},
                                  {folder.path() / "data", {}, {}});
    EXPECT_EQ(half.code, 2);
    EXPECT_NE(half.complained.find("必须同时设置"), std::string::npos) << half.complained;
}

TEST_F(TlsPortal, leads_from_the_plain_port_to_https) {
    use("first");
    Portal portal(with_tls(), "127.0.0.1");
    Client plain(port_said(portal.program(), "http://127.0.0.1:"));
    const auto ask = [&](const std::string& request, const std::string& host) {
        return plain.ask_raw(request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    };
    const auto answer = ask("GET /board?state=late", "www.example.gov.cn:8080");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 301 ")) << answer;
    EXPECT_NE(answer.find("Location: https://www.example.gov.cn:" + std::to_string(portal.port()) + "/board?state=late\r\n"),
              std::string::npos)
        << answer;
    EXPECT_EQ(answer.find("Strict-Transport-Security"), std::string::npos) << "RFC 6797 7.2: not over plain text";
    EXPECT_TRUE(ask("POST /letters", "[::1]:80").starts_with("HTTP/1.1 308 "));
    EXPECT_TRUE(ask("GET /", "evil@x").starts_with("HTTP/1.1 400 "));
}

}  // namespace
}  // namespace gongkai::http
