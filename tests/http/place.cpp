#include "tests/http/place.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/core/vault.h"
#include "base/web/session.h"
#include "tests/database.h"
#include "tests/http/alert.h"
#include "tests/http/log.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t queries_of_a_route = 40;  // that are followed; every path is
constexpr std::size_t pages_at_most = 20000;

// One of each role; those of departments in two of them, so that each is a stranger to the other. The first of them has fallen
// behind in the demonstration, the second owes nothing.
const std::vector<std::pair<std::string, std::string>> staff{
    {"information_officer", "市卫生健康局"},
    {"reviewer", "市卫生健康局"},
    {"signer", "市公安局"},
    {"request_officer", "市公安局"},
    {"information_officer", "市公安局"},
    {"assessor", "市政府办公室"},
    {"supervisor", "市政府办公室"},
    {"supervisor", "市政府办公室"},
    {"system_administrator", "市政府办公室"},
    {"security_administrator", "市政府办公室"},
    {"audit_administrator", "市政府办公室"},
};

// Filled once; the portal of the laws and the tests that write each work on a copy.
class FilledFolder {
  public:
    FilledFolder() : has_proofs(fs::exists(source_file("data/demonstration/proofs-2019-33.csv"))) {
        fill_data_folder(folder.path(), has_proofs ? Proofs::demonstration : Proofs::none);
    }
    TemporaryFolder folder;
    bool has_proofs;
};
const FilledFolder& filled() {
    static const FilledFolder one;
    return one;
}

std::vector<RouteLine> read_routes(const fs::path& data) {
    std::vector<RouteLine> all;
    const auto lines = boost::json::parse(run_program({"routes", "--json"}, {data, {}, {}}).said);
    for (const auto& line : lines.as_array()) {
        RouteLine route;
        route.method = line.at("method").as_string();
        route.pattern = line.at("pattern").as_string();
        route.name = line.at("name").as_string();
        route.form = line.at("form").as_string();
        route.ability = line.at("ability").as_string();
        route.is_staff = line.at("audience").as_string() == "staff";
        route.is_for_machines = line.at("audience").as_string() == "machines";
        route.is_cached = line.at("cached").as_bool();
        for (const auto& field : line.at("reads").as_array())
            route.reads.emplace_back(field.as_string());
        if (!line.at("sql_at_most").is_null())
            route.sql_at_most = static_cast<int>(line.at("sql_at_most").as_int64());
        all.push_back(std::move(route));
    }
    return all;
}

}  // namespace

std::string path_of(std::string_view target) { return std::string(target.substr(0, target.find_first_of("?#"))); }
std::string without_fragment(std::string_view target) { return std::string(target.substr(0, target.find('#'))); }

void copy_data_folder(const fs::path& to) { copy_installation(filled().folder.path(), to); }

bool RouteLine::matches(std::string_view path) const {
    const auto wanted = split(pattern, '/'), given = split(path, '/');
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].ends_with("...}"))
            return given.size() > i;
        if (i >= given.size() || (!wanted[i].starts_with('{') && wanted[i] != given[i]))
            return false;
    }
    return wanted.size() == given.size();
}

std::string RouteLine::filled_with(std::string_view value) const {
    std::string path = pattern;
    for (std::size_t from = path.find('{'); from != std::string::npos; from = path.find('{'))
        path.replace(from, path.find('}') - from + 1, value);
    return path;
}

Place& Place::get() {
    static const std::unique_ptr<Place> place = [] {
        try {
            return std::unique_ptr<Place>(new Place);
        } catch (const std::exception& fault) {  // no test can say anything, and each would try again
            std::cerr << fault.what() << '\n';
            std::_Exit(1);
        }
    }();
    return *place;
}

Place::Place() : data_(folder_.path() / "data"), has_proofs_(filled().has_proofs) {
    copy_data_folder(data_);
    routes_ = read_routes(data_);
    abilities_ = read_csv_table(read_file(source_file("domain/accounts/cases/abilities.csv")).value(), {"ability"}).value();
    const Surroundings surroundings{data_,
                                    {{"GONGKAI_SERVER_COUNT_STATEMENTS", "true"},
                                     {"GONGKAI_LOG_ACCESS", "false"},
                                     {"GONGKAI_PUBLISHING_FORCE_NEEDS_FINDING", "false"},
                                     {"GONGKAI_PUBLISHING_LIFE_EVENTS", source_file("data/life_events.json").string()}},
                                    {}};
    if (run_program({"records", "demonstrate", "air_quality_month", "penalty", "procurement_notice", "venue", "power_item",
                     "budget", "proposal_reply"},
                    surroundings)
            .code != 0)
        throw std::runtime_error("no records could be shown");
    enter_in_log(data_, {"/board", "/units", "/board"}, logged_title);
    keep_alert(data_, "to-confirm", "to-end");
    portal_.emplace(surroundings);
    client_ = Client(portal_->port());
    const auto list = folder_.path() / "sections.tsv";
    std::ofstream(list) << "name\tkind\tparent\n" << section_name << "\tsection\t" << staff.front().second << '\n';
    if (run_program({"people", "import", list}, surroundings).code != 0)
        throw std::runtime_error("the section could not be taken in");
    int number = 0;
    for (const auto& [role, unit] : staff)
        officers_.push_back(open_account(surroundings, portal_->port(), role, unit, "staff." + std::to_string(++number)));
    officers_.push_back(open_account(surroundings, portal_->port(), "information_officer", section_name, "staff.section"));
    offer_a_proof();
    hand_in_a_notice();
    supervise();
    hand_to_a_section();
    break_down();
    publish_a_plan();
    publish_documents(surroundings);
    clean_up();
    keep_a_catalogue();
    hand_in_records();
    settle_a_draw();
    // What is handed to somebody is linked from nowhere.
    std::vector<std::string> open{"/", new_link(surroundings, "reviewer", "市财政局"), "/alerts/confirm/to-confirm",
                                  "/alerts/end/to-end"};
    for (const auto& route : routes_)
        if (route.is_get() && !route.has_parameters() && !route.is_staff)
            open.push_back(route.pattern);
    crawl(nullptr, std::move(open));
    for (auto& officer : officers_)
        crawl(&officer, {"/console"});
}

void Place::offer_a_proof() {
    for (auto& officer : officers_) {
        if (!may(officer.role, "duties.prove"))
            continue;
        for (const auto& link : read_page(officer.client.get("/console").body).links) {
            if (!link.address.starts_with("/console/duties/"))
                continue;
            const auto sent = send_form(officer.client, link.address, path_of(link.address) + "/proofs",
                                        {{"done_on", to_text(today())}, {"words", offered_words}, {"kind", "file"}},
                                        {"file", offered_file, "预算表"});
            if (sent.status != 303)
                throw std::runtime_error("no proof could be offered: " + sent.body);
            return;
        }
    }
    throw std::runtime_error("nothing waits for any officer");
}

// A corrected paper that nobody has accepted yet.
void Place::hand_in_a_notice() {
    auto& officer = officer_who_may("notices.take_in");
    const auto paper = *read_file(GONGKAI_SOURCE_DIR "/data/notices/notice-2019-33.txt") + "\n";
    const auto sent = send_form(officer.client, "/console/notices", "/console/notices", {}, {"file", "notice.txt", paper});
    if (sent.status != 303)
        throw std::runtime_error("no notice could be handed in: " + sent.body);
}

// The unit that owes is told to put it right and has answered; a circular is issued, and one is a draft.
void Place::supervise() {
    std::vector<Officer*> office;
    for (auto& officer : officers_)
        if (may(officer.role, "supervision.act"))
            office.push_back(&officer);
    const auto sent = [](const Answer& answer) {
        if (answer.status != 303)
            throw std::runtime_error("supervision: " + answer.body);
        return answer.header_or_nothing("Location");
    };
    auto& clerk = officers_.front();
    const auto debts = office[0]->client.get("/console/debts").body;
    const auto link = debts.find("/console/debts/", debts.find(clerk.unit)) + 15;
    const auto unit = debts.substr(link, debts.find('\'', link) - link);
    const auto form = "/console/matters/new?kind=rectification&unit=" + unit;
    const auto page = office[0]->client.get(form).body;
    const auto at = page.find("name='occurrence' value='") + 25;
    const auto matter = sent(send_form(office[0]->client, form, "/console/matters",
                                       {{"kind", "rectification"},
                                        {"occurrence", page.substr(at, page.find('\'', at) - at)},
                                        {"words", raised_words},
                                        {"working_days", "10"}}));
    sent(send_form(clerk.client, matter, matter + "/answers", {{"words", answered_words}}, {"file", answered_file, "报告"}));
    for (const std::string title : {issued_circular, drafted_circular}) {
        const auto circular = sent(send_form(office[0]->client, "/console/circulars", "/console/circulars",
                                             {{"title", title}, {"as_of", to_text(today())}, {"public", "yes"}}));
        if (title == issued_circular)
            sent(send_form(office[1]->client, circular, circular + "/issue", {}));
    }
    // Records come from another system, which nobody asks before its time.
    const std::string sources = "/console/records-sources";
    sent(send_form(office[0]->client, sources, sources,
                   {{"name", "platform"},
                    {"kind", "venue"},
                    {"unit", unit},
                    {"address", "https://data.example.gov.cn/"},
                    {"every_hours", "24"}}));
}

// The unit has given a duty to its section, which has reported what it did.
void Place::hand_to_a_section() {
    auto& clerk = officers_.front();
    auto& section = officers_.back();
    const auto list = clerk.client.get("/console/sections").body;
    const auto at = list.find("name='duty' value='") + 19;
    const auto option = list.find("<option value='") + 15;
    const auto given = send_form(clerk.client, "/console/sections", "/console/sections",
                                 {{"duty", list.substr(at, list.find('\'', at) - at)},
                                  {"section", list.substr(option, list.find('\'', option) - option)},
                                  {"words", section_words}});
    if (given.status != 303)
        throw std::runtime_error("no duty could be given to a section: " + given.body);
    for (const auto& link : read_page(section.client.get("/console").body).links)
        if (link.address.starts_with("/console/sections/")) {
            const auto sent = send_form(section.client, link.address, link.address + "/reports",
                                        {{"done_on", to_text(today())}, {"words", reported_words}, {"kind", "file"}},
                                        {"file", reported_file, "依据"});
            if (sent.status != 303)
                throw std::runtime_error("no report could be sent: " + sent.body);
            return;
        }
    throw std::runtime_error("nothing waits for the section");
}

// All that is sure is handed over, the rest to nobody; and then a corrected paper is handed in.
void Place::break_down() {
    auto& clerk = officers_.front();
    const auto paper = *read_file(source_file(breakdown_paper));
    const auto hand_in = [&](const std::string& bytes) {
        const auto sent =
            send_form(clerk.client, "/console/breakdowns", "/console/breakdowns", {}, {"file", breakdown_file, bytes});
        if (sent.status != 303)
            throw std::runtime_error("no breakdown could be handed in: " + sent.body);
        return sent.header_or_nothing("Location");
    };
    const auto first = hand_in(paper);
    const auto page = read_page(clerk.client.get(first).body);
    const auto* form = page.form_to(first + "/accept");
    if (!form)
        throw std::runtime_error("a breakdown cannot be accepted");
    Lines fields = form->chosen;
    for (auto& [name, value] : fields)
        if (value.empty())
            value = "none";
    if (const auto sent = send_form(clerk.client, first, first + "/accept", fields); sent.status != 303)
        throw std::runtime_error("a breakdown was not accepted: " + sent.body);
    hand_in(paper + "\n");
}

void Place::publish_a_plan() {
    std::vector<Officer*> office;
    for (auto& officer : officers_)
        if (may(officer.role, "proofs.review"))
            office.push_back(&officer);
    for (const auto& link : read_page(client_.get("/plans").body).links) {
        if (!link.address.ends_with("/plan"))
            continue;
        const auto page = client_.get(link.address).body;
        if (page.find("class='state late'") == std::string::npos)
            continue;
        for (const auto& to : read_page(page).links)
            if (to.address.starts_with("/duties/")) {
                const auto duty = "/console" + to.address;
                const auto offered = send_form(office.at(0)->client, duty, duty + "/proofs",
                                               {{"done_on", to_text(today())}, {"words", plan_words}, {"kind", "file"}},
                                               {"file", plan_file, "实施方案"});
                const auto proof = offered.header_or_nothing("Location");
                if (send_form(office.at(1)->client, proof, proof + "/accept", {}).status == 303)
                    return;
            }
    }
    throw std::runtime_error("no plan could be published");
}

void Place::publish_documents(const Surroundings& surroundings) {
    auto& clerk = officers_.front();
    auto& office = officer_who_may("documents.force");
    auto reviewer = open_account(surroundings, portal_->port(), "reviewer", clerk.unit, "staff.reviewer"),
         signer = open_account(surroundings, portal_->port(), "signer", clerk.unit, "staff.signer");
    const auto sent = [](const Answer& answer) {
        if (answer.status != 303)
            throw std::runtime_error("documents: " + answer.body);
        return answer.header_or_nothing("Location");
    };
    const auto deed = [&](Officer& officer, const std::string& page, const std::string& verb, const Lines& fields = {}) {
        sent(send_form(officer.client, page, page + '/' + verb, fields));
    };
    const auto pass_all = [&](const std::string& page) {
        deed(clerk, page, "submit");
        deed(reviewer, page, "review");
        deed(signer, page, "sign");
        deed(clerk, page, "publish");
    };
    const auto write = [&](const std::string& type, Lines fields, const SentFile& file = {"file", news_file, "活动安排"}) {
        return sent(send_form(clerk.client, "/console/documents/new?type=" + type, "/console/documents", fields, file));
    };
    const auto news = write("news", {{"title", news_title}, {"body", news_text}});
    pass_all(news);
    deed(clerk, news, "revise");
    sent(send_form(clerk.client, news + "/edit", news + "/edit", {{"title", news_title}, {"change_note", news_note}},
                   {"file", news_file, "活动安排（补充）"}));
    pass_all(news);
    std::string repealed;
    for (const auto* title : {old_policy, new_policy}) {
        // Their pages are looked at, one as the browser shows it and one by a script.
        const SentFile pages =
            title == old_policy ? SentFile{"file", "paper.pdf", "%PDF-1.4"} : SentFile{"file", "paper.ofd", "PK"};
        const auto policy = write("policy_document",
                                  {{"title", title},
                                   {"body", "<h2>总则</h2><p>第一条</p><h2>分则</h2><p>第二条</p><h2>附则</h2>"},
                                   {"number", title == old_policy ? "甲卫字[2019]1号" : "甲卫字〔2019〕2号"},
                                   {"signed_on", "2019-06-01"},
                                   {"disclosure", "public"},
                                   {"does_repeals", repealed}},
                                  pages);
        deed(office, policy, "force", {{"forced_because", forced_reason}});
        repealed = "甲卫字〔2019〕1号";
    }
    write("news", {{"title", draft_title}, {"body", draft_text}});
    officers_.push_back(std::move(reviewer));
    officers_.push_back(std::move(signer));
}

// A clean-up whose result is public, one that runs, and a unit that may issue normative documents.
void Place::clean_up() {
    auto& office = officer_who_may("documents.release");
    auto& clerk = officers_.front();
    const auto sent = [](const Answer& answer) {
        if (answer.status != 303)
            throw std::runtime_error("clean-up: " + answer.body);
        return answer.header_or_nothing("Location");
    };
    const auto open = [&](const std::string& title) {
        return sent(send_form(office.client, "/console/cleanups", "/console/cleanups",
                              {{"title", title},
                               {"type", "policy_document"},
                               {"published_till", to_text(today())},
                               {"due_on", to_text(today() + std::chrono::days(30))}}));
    };
    const auto cleanup = open(published_cleanup);
    for (const auto& link : read_page(clerk.client.get(cleanup).body).links)
        if (link.address.starts_with(cleanup + "/documents/"))
            sent(send_form(clerk.client, link.address, link.address + "/verdict", {{"verdict", "keep"}, {"note", kept_because}}));
    sent(send_form(office.client, cleanup, cleanup + "/confirm", {}));
    const auto result = sent(send_form(office.client, cleanup, cleanup + "/draw_up", {}));
    auto& other =
        *std::ranges::find_if(officers_, [&](const Officer& one) { return &one != &office && may(one.role, "documents.force"); });
    sent(send_form(other.client, result, result + "/force", {{"forced_because", forced_reason}}));
    open(running_cleanup);
    sent(send_form(office.client, "/console/makers", "/console/makers",
                   {{"unit", "1"}, {"basis", maker_basis}, {"from", to_text(today())}}));
}

void Place::keep_a_catalogue() {
    auto& office = officer_who_may("catalogue.keep");
    auto& clerk = officers_.front();
    const auto sent = [](const Answer& answer) {
        if (answer.status != 303)
            throw std::runtime_error("catalogue: " + answer.body);
        return answer.header_or_nothing("Location");
    };
    const auto hand_in = [&] {
        return sent(send_form(office.client, "/console/catalogue", "/console/catalogue/files", {},
                              {"file", catalogue_file, std::string(catalogue_head) + catalogue_rows}));
    };
    const auto file = hand_in();
    sent(send_form(office.client, file, file + "/accept", {}));
    hand_in();
    const auto say = [&](Officer& officer, const std::string& page, Lines fields) {
        fields.push_back({"since_on", "2019-06-01"});
        sent(send_form(officer.client, page, page, fields));
    };
    Lines guide;
    for (const auto* field : {"sorting", "arrangement", "access", "office", "address", "hours", "phone", "internet"})
        guide.push_back({field, said_of_itself});
    say(office, "/console/facts/guide/0", guide);
    say(office, "/console/facts/leading_group/0", {{"name", group_name}, {"posts", said_of_itself}});
    for (const auto& link : read_page(clerk.client.get("/console/facts").body).links)
        if (link.address.starts_with("/console/facts/profile/")) {
            Lines profile;
            for (const auto* field : {"duties", "address", "hours", "phone", "leaders"})
                profile.push_back({field, said_of_itself});
            say(clerk, link.address, profile);
            break;
        }
    sent(send_form(office.client, "/console/training", "/console/training",
                   {{"held_on", "2019-06-01"}, {"theme", training_theme}, {"people", "30"}, {"minutes", "90"}}));
}

// A table with a fault, which waits for somebody to put it right.
void Place::hand_in_records() {
    auto& clerk = officer_who_may("records.write");
    const std::string desk = "/console/records/import?of_kind=air_quality_month", deed = "/console/records/import";
    const auto page = read_page(clerk.client.get(desk).body);
    Lines chosen;
    if (const auto* form = page.form_to(deed))
        chosen.assign(form->chosen.begin(), form->chosen.end());
    const auto sent = send_form(
        clerk.client, desk, deed, chosen,
        {"file", records_file, "month,town,so2,no2,pm10,pm25,co,o3_8h,good_days,days\n2026-08,月球,8,20,60,30,0.8,120,28,31\n"});
    if (sent.status != 303)
        throw std::runtime_error("no records could be handed in: " + sent.body);
}

// Lists of which a draw is settled; its number is known tomorrow.
void Place::settle_a_draw() {
    auto& clerk = officer_who_may("records.write");
    const std::string desk = "/console/draws";
    for (const std::string library : {"objects", "inspectors"})
        if (send_form(clerk.client, desk, desk + "/library", {{"library", library}},
                      {"file", "list.csv", "code,name\nA1,甲\nA2,乙\nA3,丙\n"})
                .status != 303)
            throw std::runtime_error("no list could be filled");
    const auto sent = send_form(clerk.client, desk, desk,
                                {{"title", draw_title},
                                 {"drawn", "1"},
                                 {"each", "2"},
                                 {"number_rule", draw_rule},
                                 {"task_no", "RW-1"},
                                 {"checks_until", to_text(today() + std::chrono::days(30))},
                                 {"draw_on", to_text(today() + std::chrono::days(1))}});
    if (sent.status != 303)
        throw std::runtime_error("no draw could be settled: " + sent.body);
}

bool Place::may(std::string_view role, std::string_view ability) const {
    for (std::size_t row = 0; row < abilities_.rows.size(); ++row)
        if (abilities_.at(row, "ability") == ability)
            return !abilities_.at(row, role).empty();
    return false;
}

Officer& Place::officer_who_may(std::string_view ability) {
    const auto found = std::ranges::find_if(officers_, [&](const Officer& one) { return may(one.role, ability); });
    if (found == officers_.end())
        throw std::logic_error("nobody may " + std::string(ability));
    return *found;
}

std::string Place::form_token(const Officer& officer, std::string_view form) const {
    const auto vault = Vault::open(data_);
    const web::Seals seals(vault->key_for("forms"));
    return seals.seal("form " + std::string(form), sha256_hex(officer.client.cookie("session")), now() + std::chrono::hours(1));
}

void Place::crawl(Officer* visitor, std::vector<std::string> from) {
    std::set<std::string> seen(from.begin(), from.end());
    std::deque<std::string> next(from.begin(), from.end());
    std::map<const RouteLine*, std::size_t> queries;
    auto& client = visitor ? visitor->client : client_;
    while (!next.empty() && pages_.size() < pages_at_most) {
        auto& visited = pages_.emplace_back(Visited{next.front(), client.get(next.front()), {}, visitor, route_of(next.front())});
        next.pop_front();
        if (visited.answer.status < 400 && answered_.insert(visited.target).second)
            by_route_[visited.route].push_back(&visited);
        by_target_.emplace(std::pair(visitor, visited.target), &visited);
        if (!visited.answer.is_html())
            continue;
        visited.page = read_page(visited.answer.body);
        for (const auto& link : visited.page.links) {
            if (!link.address.starts_with('/'))
                continue;
            links_.emplace(std::pair(visitor, link.address), visited.target);
            auto target = without_fragment(link.address);
            if (visitor && is_public_and_seen(path_of(target)))
                continue;  // and his language and look stay as they are
            if (target.find('?') != std::string::npos) {
                auto& count = queries[route_of(target)];
                if (count >= queries_of_a_route || seen.contains(target))
                    target = path_of(target);
                else
                    ++count;
            }
            if (seen.insert(target).second)
                next.push_back(target);
        }
    }
}

bool Place::is_public_and_seen(std::string_view target) const {
    const auto* route = route_of(target);
    return !(route && route->is_staff) && by_target_.contains({nullptr, std::string(target)});
}

const RouteLine* Place::route_of(std::string_view target) const {
    const auto path = path_of(target);
    const RouteLine* best = nullptr;
    for (const auto& route : routes_)
        if (route.is_get() && route.matches(path) && (!best || !route.has_parameters()))
            best = &route;
    return best;
}

const Visited* Place::page_at(std::string_view target, Officer* visitor) const {
    for (Officer* who : {visitor, static_cast<Officer*>(nullptr)})
        if (const auto found = by_target_.find({who, std::string(target)}); found != by_target_.end())
            return found->second;
    return nullptr;
}

std::vector<const Visited*> Place::instances(const RouteLine& route, std::size_t count) const {
    const auto found = by_route_.find(&route);
    if (found == by_route_.end())
        return {};
    const auto& all = found->second;
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()))};
}

}  // namespace gongkai::http
