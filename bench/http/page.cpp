// A site with one kept page of 30 KB, the size of a board, for bench/http/run to measure:
//   bench_http_page PORT [LOG_ONE_IN]     (0: no access log)
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "base/web/html.h"
#include "base/web/site.h"

using namespace gongkai;

namespace {

web::Response draw_board(web::Request&, web::Context&) {
    web::Html page;
    page << "<!doctype html>\n<html lang='zh-CN'><head><meta charset='utf-8'><title>任务看板</title></head><body><table>";
    for (int row = 1; row <= 42; ++row) {
        page << "<tr><th scope='row'>第" << row << "行</th>";
        for (int unit = 0; unit < 8; ++unit)
            page << "<td class='done'><a href='/tasks/" << row << "?unit=" << unit * row % 97 << "'>已于6月"
                 << (row * unit) % 30 + 1 << "日完成</a></td>";
        page << "</tr>\n";
    }
    page << "</table></body></html>\n";
    return web::Response::html(page.take());
}

}  // namespace

int main(int argc, char** argv) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    web::SiteSettings settings;
    settings.log_one_in = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 0;
    web::Site site(settings);
    site.router().get("/", "home", draw_board).cached({"duties"});
    site.router().get("/drawn", "drawn", draw_board);
    const auto server = web::Server::start({.listen = {std::string("127.0.0.1:") + (argc > 1 ? argv[1] : "8080")}}, site);
    if (!server) {
        std::fprintf(stderr, "%s\n", words(Language::en, server.error()).c_str());
        return 1;
    }
    int signal = 0;
    sigwait(&ends, &signal);
    return 0;
}
