// One portal for all laws: the real binary on the real notice, its table of routes, and every page that a reader can come to from
// "/", and an officer of each role from "/console".
#pragma once
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/csv.h"
#include "tests/http/client.h"
#include "tests/http/officer.h"
#include "tests/http/page.h"
#include "tests/program.h"

namespace gongkai::http {

struct RouteLine {
    std::string method, pattern, name, form, ability;
    bool is_staff = false, is_for_machines = false, is_cached = false;
    std::vector<std::string> reads;
    std::optional<int> sql_at_most;

    bool is_get() const { return method == "GET"; }
    bool has_parameters() const { return pattern.find('{') != std::string::npos; }
    bool matches(std::string_view path) const;
    std::string filled_with(std::string_view value) const;  // the pattern with this in each place
};

struct Visited {
    std::string target;
    Answer answer;
    Page page;                   // where it is HTML
    Officer* visitor = nullptr;  // null: somebody without an account
    const RouteLine* route = nullptr;
};

// What one of them has offered as a proof; it waits for an answer.
inline constexpr const char* offered_words = "部门预算已在本单位栏目公开";
inline constexpr const char* offered_file = "部门预算.txt";

// What the office has raised with the unit that owes, what it answered, and what was circulated.
inline constexpr const char *raised_words = "限期整改", *answered_words = "已整改", *answered_file = "整改报告.txt",
                            *issued_circular = "截至昨日的通报", *drafted_circular = "还是草稿的通报";

// The plan of a unit that had none.
inline constexpr const char *plan_words = "实施方案已印发", *plan_file = "实施方案.txt";

// A section of the unit that owes, and how it is to do what it was given.
inline constexpr const char *section_name = "规划信息科", *section_words = "请按月办理", *reported_words = "科室已公开",
                            *reported_file = "科室依据.txt";

// What the public log says of some pages.
inline constexpr const char* logged_title = "公开日志的示例";

// A paper by which a unit breaks its duties down: invented. One is accepted, one a draft.
inline constexpr const char *breakdown_paper = "tests/samples/breakdowns/health-2019.html", *breakdown_file = "卫健局分工.html";

// Documents of the unit that owes: news in two editions, a policy that a later one repeals, a draft.
inline constexpr const char *news_title = "开展夏季爱国卫生运动", *news_text = "各镇街已全部动员", *news_note = "补充附件",
                            *news_file = "活动安排.txt", *old_policy = "关于旧办法的通知", *new_policy = "关于新办法的通知",
                            *forced_reason = "按上级要求当日公开", *draft_title = "尚未提交的草稿", *draft_text = "还没有写完";

// A clean-up that is over and one that runs; a unit that may issue normative documents. Invented.
inline constexpr const char *published_cleanup = "2019年政策文件清理", *running_cleanup = "正在进行的清理",
                            *kept_because = "仍然适用", *maker_basis = "邹政发〔2019〕1号";

// A catalogue that was taken in, one that waits, and what organs say of themselves; invented.
inline constexpr const char *catalogue_head =
                                "领域,序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,"
                                "全社会,特定群体,主动,依申请公开,县级,乡级\n",
                            *catalogue_rows =
                                "财政预决算,1,部门,部门决算,收入、支出,《预算法》,批复后20日内,市财政局,■政府网站,√,,√,,√,√\n"
                                "义务教育,1,招生,招生范围,学区、计划,《义务教育法》,20个工作日内,市教育局,■政府网站,√,,√,,√,\n",
                            *catalogue_file = "标准目录.csv", *said_of_itself = "依法主管本行业工作",
                            *group_name = "市政务公开领导小组", *training_theme = "政府信息公开条例培训";

// A table of records that waits, with a fault.
inline constexpr const char* records_file = "空气质量.csv";
inline constexpr const char *draw_title = "企业登记抽查示例", *draw_rule = "收盘点位";

class Place {
  public:
    static Place& get();  // begun when first asked for

    Client& client() { return client_; }  // without cookies
    Client& client_of(const Visited& visited) { return visited.visitor ? visited.visitor->client : client_; }
    std::deque<Officer>& officers() { return officers_; }  // one of each role, in several units
    Officer& officer_who_may(std::string_view ability);
    // A form token as the site itself would give it to him: who holds it is stopped by nothing but his abilities.
    std::string form_token(const Officer& officer, std::string_view form) const;
    std::uint16_t port() const { return portal_->port(); }
    Program& program() { return portal_->program(); }
    const std::filesystem::path& data() const { return data_; }
    bool has_proofs() const { return has_proofs_; }
    const std::vector<RouteLine>& routes() const { return routes_; }
    bool may(std::string_view role, std::string_view ability) const;  // by the table of abilities
    const RouteLine* route_of(std::string_view target) const;         // the GET route that answers it

    // Every distinct path that links lead to, and some of the queries on each; those of the staff by each role that links there.
    const std::deque<Visited>& pages() const { return pages_; }
    // Addresses as links name them, for whom, each with one page that does.
    const std::map<std::pair<Officer*, std::string>, std::string>& links() const { return links_; }
    const Visited* page_at(std::string_view target, Officer* visitor = nullptr) const;

    // Up to `count` addresses of a route that were visited and answered: each once, with who may see it.
    std::vector<const Visited*> instances(const RouteLine& route, std::size_t count) const;

  private:
    Place();
    void offer_a_proof();
    void hand_in_a_notice();
    void supervise();
    void hand_to_a_section();
    void break_down();
    void publish_a_plan();
    void publish_documents(const Surroundings& surroundings);
    void clean_up();
    void keep_a_catalogue();
    void hand_in_records();
    void settle_a_draw();
    void crawl(Officer* visitor, std::vector<std::string> from);
    bool is_public_and_seen(std::string_view target) const;

    TemporaryFolder folder_;
    std::filesystem::path data_;
    bool has_proofs_ = false;
    std::optional<Portal> portal_;
    Client client_{0};
    std::vector<RouteLine> routes_;
    CsvTable abilities_;
    std::deque<Officer> officers_;
    std::deque<Visited> pages_;
    std::map<std::pair<Officer*, std::string>, const Visited*> by_target_;
    std::set<std::string> answered_;
    std::map<const RouteLine*, std::vector<const Visited*>> by_route_;  // what answered, each address once
    std::map<std::pair<Officer*, std::string>, std::string> links_;
};

// A data folder with the units, the notice and what proofs there are, for tests that change it.
void copy_data_folder(const std::filesystem::path& to);

std::string path_of(std::string_view target);
std::string without_fragment(std::string_view target);

}  // namespace gongkai::http
