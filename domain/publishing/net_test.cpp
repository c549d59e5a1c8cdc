#include "domain/publishing/net.h"

#include <gtest/gtest.h>

#include <set>

#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

Shelved paper(DocumentId id) {
    Shelved one;
    one.id = id;
    one.title = std::to_string(id);
    one.published_at = Instant(std::chrono::days(id));
    return one;
}

// "2>1" : 2 amends 1.
Net net_of(std::initializer_list<std::pair<DocumentId, DocumentId>> edges) {
    Net net;
    std::set<DocumentId> ids;
    for (const auto& [from, to] : edges) {
        net.edges.push_back({from, to, Relation::amends, make_day(2026, 1, 1)});
        ids.insert({from, to});
    }
    for (const auto id : ids)
        net.papers.push_back(paper(id));
    return net;
}

std::string drawn(const Net& net, DocumentId id, std::size_t at_most = 20) {
    std::string all;
    const auto rows = rows_of(net, id, at_most);
    for (const auto& row : rows.rows)
        all += std::string(static_cast<std::size_t>(row.depth), '.') + row.paper->title +
               (row.depth == 0 ? "" : (row.acts ? ">" : "<") + rows.rows[row.parent].paper->title) + ' ';
    return all + (rows.left_out > 0 ? "+" + std::to_string(rows.left_out) : "");
}

TEST(Net, of_less_than_two_relations_is_not_drawn) {
    EXPECT_EQ(drawn({}, 1), "");
    EXPECT_EQ(drawn(net_of({{2, 1}}), 1), "");
}

TEST(Net, shows_above_what_acts_and_below_what_is_acted_upon_the_latest_first) {
    EXPECT_EQ(drawn(net_of({{5, 3}, {4, 3}, {3, 2}, {3, 1}}), 3), ".5>3 .4>3 3 .2<3 .1<3 ");
}

TEST(Net, hangs_the_second_step_on_the_far_side_of_the_first) {
    EXPECT_EQ(drawn(net_of({{4, 3}, {5, 4}, {3, 2}, {2, 1}, {6, 2}}), 3), "..5>4 .4>3 3 .2<3 ..6>2 ..1<2 ");
}

TEST(Net, shows_no_paper_twice) { EXPECT_EQ(drawn(net_of({{3, 1}, {3, 2}, {2, 1}}), 1), ".3>1 .2>1 1 "); }

TEST(Net, leaves_out_what_is_furthest_where_there_is_no_room) {
    EXPECT_EQ(drawn(net_of({{3, 2}, {2, 1}, {9, 1}}), 2, 3), ".3>2 2 .1<2 +1");
}

using Publishing = WithPublishing;

TEST_F(Publishing, net_reaches_two_steps_and_no_further) {
    std::vector<DocumentId> chain{published_policy("甲政发〔2020〕1号")};
    for (int number = 2; number <= 5; ++number) {
        auto text = policy_text("甲政发〔2020〕" + std::to_string(number) + "号");
        text.links = {{Relation::amends, chain.back()}};
        chain.push_back(published_policy("", text));
    }
    database->read([&](db::Connection& c) {
        const auto net = net_around(c, chain[0]);
        EXPECT_TRUE(net.find(chain[1]) && net.find(chain[2]));
        EXPECT_FALSE(net.find(chain[3]));
        EXPECT_EQ(related_in(net, chain[1]).size(), 2u) << "the one before and the one after";
        EXPECT_FALSE(rows_of(net, chain[0], 20).rows.empty());
    });
}

}  // namespace
}  // namespace gongkai::publishing
