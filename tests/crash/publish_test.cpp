// kill -9 between any two steps of publishing: afterwards the page, the lists, the feed, the counts, the column's last day, the
// journal and the public log tell the same of every document, and what was acknowledged has happened.
#include <boost/json.hpp>
#include <csignal>
#include <iostream>

#include "base/core/text.h"
#include "tests/crash/records.h"
#include "tests/http/newsroom.h"

namespace gongkai::crash {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr int documents_a_round = 3;

struct Step {
    const char *role, *verb;
    const char* state;  // once it is acknowledged the document stands there or further
};
constexpr Step steps[] = {{"information_officer", "submit", "in_review"},
                          {"reviewer", "review", "in_review"},
                          {"signer", "sign", "signed"},
                          {"information_officer", "publish", "published"}};

int rank_of(std::string_view state) {
    int rank = 0;
    for (const auto* one : {"draft", "in_review", "signed", "published", "withdrawn"}) {
        if (one == state)
            return rank;
        ++rank;
    }
    return -1;
}

class Publishing : public http::Newsroom {
  protected:
    struct Piece {
        std::string page, title;
        std::string acknowledged = "draft";
    };

    void start_again() {
        portal_.emplace(surroundings_);
        reader_ = http::Client(portal_->port());
        for (auto& [who, one] : officers_) {
            one.client = http::Client(portal_->port(), false, http::Client::Cookies::kept);
            ASSERT_EQ(one.sign_in().status, 303) << one.role;
        }
    }
    std::int64_t counted(const std::string& what) { return count(data_, "SELECT count(*) FROM " + what); }

    // Until the portal is gone.
    void go_all_the_way(Piece& piece) {
        for (const auto& step : steps) {
            auto& one = officers_.at({step.role, unit});
            try {
                if (post(one.client, piece.page, step.verb, std::string("publishing.") + step.verb).status != 303)
                    return;
            } catch (const std::exception&) {  // killed
                return;
            }
            piece.acknowledged = step.state;
        }
    }

    void everything_agrees(const std::vector<Piece>& pieces, const std::string& round) {
        ASSERT_EQ(complaint_of_check(data_), "") << round;
        const auto live = counted("document WHERE live_id IS NOT NULL AND withdrawn_at IS NULL");
        EXPECT_EQ(counted("shelf"), live) << round;
        EXPECT_EQ(counted("shelf_place WHERE facet = 'all'"), live) << round;
        EXPECT_EQ(counted("shelf_place WHERE facet = 'column' AND value = 'news'"), live) << round;
        EXPECT_EQ(
            count(data_, "SELECT coalesce(sum(documents), 0) FROM shelf_count WHERE within_facet = 'all' AND facet = 'all'"),
            live)
            << round;
        EXPECT_EQ(counted("edition WHERE published_at IS NOT NULL"), live) << round;
        EXPECT_EQ(counted("log_leaf"), live) << round;
        EXPECT_EQ(counted("journal_line WHERE deed = 'publishing.publish'"), live) << round;
        EXPECT_EQ(counted("document WHERE state = 'published'"), live) << round;
        EXPECT_EQ(counted("column_upkeep WHERE column_key = 'news' AND last_on IS NOT NULL"), live > 0 ? 1 : 0) << round;
        const auto columns = boost::json::parse(reader_.get("/api/v1/documents").body);
        const auto list = reader_.get("/documents").body, feed = reader_.get("/columns/news/feed.atom").body,
                   column = reader_.get("/columns/news").body;
        for (const auto& piece : pieces) {
            const auto state = value("state", piece.page), key = value("key", piece.page);
            EXPECT_GE(rank_of(state), rank_of(piece.acknowledged)) << round << ": acknowledged and lost";
            const bool is_public = state == "published";
            const auto holds = [&](const std::string& page) { return page.find(piece.title) != std::string::npos; };
            EXPECT_EQ(!key.empty(), is_public) << round;
            EXPECT_EQ(holds(list), is_public) << round;
            EXPECT_EQ(holds(feed), is_public) << round;
            EXPECT_EQ(holds(column), is_public) << round;
            EXPECT_EQ(holds(boost::json::serialize(columns)), is_public) << round;
            if (is_public) {
                EXPECT_TRUE(holds(reader_.get("/documents/" + key).body)) << round;
                EXPECT_EQ(reader_.get("/documents/" + key + "/content").status, 200) << round;
            }
        }
        const auto verified = run_program({"log", "verify"}, surroundings_);
        EXPECT_EQ(verified.code, 0) << round << verified.said << verified.complained;
        const auto index = run_program({"index", "verify"}, surroundings_);
        EXPECT_EQ(index.code, 0) << round << index.said << index.complained;
    }
};

TEST_F(Publishing, killed_between_any_two_steps_leaves_page_lists_feed_counts_journal_and_log_agreeing) {
    for (const auto& step : steps)
        officer(step.role);
    int published = 0, unfinished = 0;
    auto takes = microseconds(0);
    for (int round = 0; round <= rounds(); ++round) {
        const auto name = "round " + std::to_string(round);
        std::vector<Piece> pieces;
        for (int i = 0; i < documents_a_round; ++i) {
            const auto title = "第" + std::to_string(round) + "轮第" + std::to_string(i) + "件消息";
            pieces.push_back({begin("news", {{"title", title}, {"body", "正文"}}), title});
        }
        const auto from = steady_clock::now();
        if (round == 0) {  // undisturbed, to know how long it takes
            for (auto& piece : pieces)
                go_all_the_way(piece);
            takes = std::chrono::duration_cast<microseconds>(steady_clock::now() - from);
            for (const auto& piece : pieces)
                ASSERT_EQ(piece.acknowledged, "published");
        } else {
            std::thread worker([&] {
                for (auto& piece : pieces)
                    go_all_the_way(piece);
            });
            std::this_thread::sleep_for(
                microseconds(std::uniform_int_distribution<microseconds::rep>(0, takes.count() * 5 / 4)(dice())));
            portal_->program().signal(SIGKILL);
            worker.join();
            portal_->program().wait();
        }
        start_again();
        try {
            everything_agrees(pieces, name);
        } catch (const std::exception& fault) {
            FAIL() << name << ": " << fault.what() << portal_->program().said() << portal_->program().complained();
        }
        for (const auto& piece : pieces)
            ++(value("state", piece.page) == "published" ? published : unfinished);
        if (HasFailure())
            return;
    }
    std::cout << "documents published: " << published << ", cut off on their way: " << unfinished << '\n';
    EXPECT_GT(unfinished, 0);
}

}  // namespace
}  // namespace gongkai::crash
