// The tree against the vectors of certificate-transparency, against the definition in RFC 6962, and against whoever tampers.
#include <gtest/gtest.h>

#include "base/core/hash.h"
#include "base/merkle/proof.h"
#include "base/merkle/testing.h"
#include "base/merkle/tile.h"

namespace gongkai::merkle {
namespace {

constexpr std::size_t every_size_until = 70;

std::vector<std::string> leaves_of(std::size_t count) {
    std::vector<std::string> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back("leaf " + std::to_string(i));
    return leaves;
}

void fill(HashesInMemory& hashes, const std::vector<std::string>& leaves) {
    for (const auto& leaf : leaves)
        hashes.add(leaf);
}

TEST(Merkle, has_the_known_roots_of_rfc_6962) {
    const std::vector<std::string> inputs{
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    const std::vector<std::string> roots{"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    HashesInMemory hashes;
    EXPECT_EQ(hex(Tree(hashes, 0).root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        hashes.add(from_hex(inputs[i]).value());
        EXPECT_EQ(hex(Tree(hashes, i + 1).root()), roots[i]) << i + 1 << " leaves";
    }
}

TEST(Merkle, every_proof_of_small_trees_is_that_of_the_definition_and_holds) {
    const auto leaves = leaves_of(every_size_until);
    HashesInMemory hashes;
    fill(hashes, leaves);
    Frontier frontier;
    EXPECT_EQ(frontier.root(), hash_of_nothing());
    for (std::size_t n = 1; n <= every_size_until; ++n) {
        const auto first = std::span(leaves).first(n);
        Tree tree(hashes, n);
        frontier.add(hash_of_leaf(leaves[n - 1]));
        const auto root = naive_root(first);
        ASSERT_EQ(tree.root(), root) << n;
        ASSERT_EQ(frontier.root(), root) << n;
        for (std::size_t i = 0; i < n; ++i) {
            const auto path = tree.inclusion(i);
            ASSERT_EQ(path, naive_inclusion(i, first)) << i << " of " << n;
            ASSERT_TRUE(proves_inclusion(path, hash_of_leaf(leaves[i]), i, n, root)) << i << " of " << n;
        }
        for (std::size_t m = 0; m <= n; ++m) {
            const auto path = tree.consistency(m);
            const auto older = naive_root(std::span(leaves).first(m));
            ASSERT_EQ(tree.root_of_first(m), older);
            if (m > 0) {
                ASSERT_EQ(path, naive_subproof(m, first, true)) << m << " of " << n;
            }
            ASSERT_TRUE(proves_consistency(path, m, older, n, root)) << m << " of " << n;
        }
    }
}

TEST(Merkle, trees_of_several_levels_are_those_of_the_definition) {
    const auto leaves = leaves_of(66'000);
    HashesInMemory hashes;
    fill(hashes, leaves);
    EXPECT_TRUE(hashes.kept.contains({1, 256})) << "256 leaves are a subtree of level 1";
    EXPECT_TRUE(hashes.kept.contains({2, 0})) << "65,536 leaves are one of level 2";
    EXPECT_FALSE(hashes.kept.contains({2, 1}));
    for (const std::size_t n : {255U, 256U, 257U, 511U, 512U, 65'535U, 65'536U, 65'537U, 66'000U}) {
        Tree tree(hashes, n);
        const auto root = naive_root(std::span(leaves).first(n));
        ASSERT_EQ(tree.root(), root) << n;
        for (const std::size_t i : {std::size_t{0}, std::size_t{254}, n / 2, n - 1})
            EXPECT_TRUE(proves_inclusion(tree.inclusion(i), hash_of_leaf(leaves[i]), i, n, root)) << i << " of " << n;
        for (const std::size_t m : {std::size_t{1}, std::size_t{200}, std::size_t{255}, n / 3, n - 1, n})
            EXPECT_TRUE(proves_consistency(tree.consistency(m), m, Tree(hashes, m).root(), n, root)) << m << " of " << n;
    }
    hashes.reads = 0;
    Tree tree(hashes, 66'000);
    (void)tree.root();
    (void)tree.inclusion(31'999);
    EXPECT_LE(hashes.reads, 5) << "a tile or two a level, however many leaves there are";
}

TEST(Merkle, proofs_of_one_tree_share_what_was_read_and_are_the_same) {
    const auto leaves = leaves_of(1'000);
    HashesInMemory hashes;
    fill(hashes, leaves);
    KnownTiles known;
    hashes.reads = 0;
    for (std::size_t i = 0; i < leaves.size(); i += 7)
        ASSERT_EQ(Tree(hashes, 1'000, &known).inclusion(i), naive_inclusion(i, leaves)) << i;
    EXPECT_EQ(hashes.reads, 5) << "four tiles of leaves and the one above them";
}

TEST(Merkle, a_proof_that_was_tampered_with_proves_nothing) {
    const auto leaves = leaves_of(every_size_until);
    HashesInMemory hashes;
    fill(hashes, leaves);
    const auto other = hash_of_leaf("another");
    for (const std::size_t n : {2U, 3U, 7U, 8U, 33U, 64U, 70U}) {
        Tree tree(hashes, n);
        const auto root = tree.root();
        for (std::size_t i = 0; i < n; ++i) {
            const auto path = tree.inclusion(i);
            const auto leaf = hash_of_leaf(leaves[i]);
            EXPECT_FALSE(proves_inclusion(path, other, i, n, root));
            EXPECT_FALSE(proves_inclusion(path, leaf, i, n, other));
            EXPECT_FALSE(proves_inclusion(path, leaf, i ^ 1, n, root)) << "another place";
            EXPECT_FALSE(proves_inclusion(path, leaf, n, n, root)) << "a place behind the end";
            for (std::size_t k = 0; k < path.size(); ++k) {
                auto altered = path;
                altered[k] = other;
                EXPECT_FALSE(proves_inclusion(altered, leaf, i, n, root)) << k;
            }
            auto longer = path;
            longer.push_back(other);
            EXPECT_FALSE(proves_inclusion(longer, leaf, i, n, root));
            EXPECT_FALSE(proves_inclusion({path.begin(), path.end() - 1}, leaf, i, n, root));
        }
        for (std::size_t m = 1; m < n; ++m) {
            const auto path = tree.consistency(m);
            const auto older = tree.root_of_first(m);
            EXPECT_FALSE(proves_consistency(path, m, other, n, root));
            EXPECT_FALSE(proves_consistency(path, m, older, n, other));
            EXPECT_FALSE(proves_consistency(path, n, root, m, older)) << "backwards";
            for (std::size_t k = 0; k < path.size(); ++k) {
                auto altered = path;
                altered[k] = other;
                EXPECT_FALSE(proves_consistency(altered, m, older, n, root)) << m << " of " << n << ", " << k;
            }
            auto longer = path;
            longer.push_back(other);
            EXPECT_FALSE(proves_consistency(longer, m, older, n, root));
            EXPECT_FALSE(proves_consistency({}, m, older, n, root));
        }
    }
}

TEST(Merkle, a_node_cannot_be_passed_off_as_a_leaf) {
    const auto left = hash_of_leaf("a"), right = hash_of_leaf("b");
    EXPECT_NE(hash_of_leaf(left + right), hash_of_node(left, right));
}

TEST(Merkle, the_steps_of_a_proof_lead_to_the_root) {
    const auto leaves = leaves_of(7);
    HashesInMemory hashes;
    fill(hashes, leaves);
    Tree tree(hashes, 7);
    const auto all = steps(tree.inclusion(6), hash_of_leaf(leaves[6]), 6, 7);  // the last leaf, alone on two levels
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].side, Step::Side::left);
    EXPECT_EQ(all[0].result, hash_of_node(all[0].neighbour, hash_of_leaf(leaves[6])));
    EXPECT_EQ(all[1].side, Step::Side::left);
    EXPECT_EQ(all[1].result, tree.root());
    EXPECT_EQ(steps(tree.inclusion(0), hash_of_leaf(leaves[0]), 0, 7).front().side, Step::Side::right);
    EXPECT_TRUE(steps({}, hash_of_leaf(leaves[0]), 0, 7).empty());
}

TEST(Tiles, are_named_as_the_format_says) {
    const std::vector<std::pair<Tile, std::string>> known{{{0, 5, 256}, "0/005"},
                                                          {{0, 1'234'067, 256}, "0/x001/x234/067"},
                                                          {{1, 273, 1}, "1/273.p/1"},
                                                          {{63, 999, 255}, "63/999.p/255"},
                                                          {{2, 1000, 7}, "2/x001/000.p/7"},
                                                          {{std::nullopt, 0, 256}, "entries/000"},
                                                          {{std::nullopt, 42'001, 16}, "entries/x042/001.p/16"}};
    for (const auto& [tile, path] : known) {
        EXPECT_EQ(path_of(tile), path);
        EXPECT_EQ(tile_from(path), tile) << path;
    }
    for (const char* path : {"",
                             "0",
                             "0/",
                             "0/5",
                             "0/0005",
                             "0/x005",
                             "0/x000/005",
                             "0/001/005",
                             "00/005",
                             "64/005",
                             "-1/005",
                             "a/005",
                             "0/005.p",
                             "0/005.p/",
                             "0/005.p/0",
                             "0/005.p/256",
                             "0/005.p/01",
                             "0/005.p/-1",
                             "0/005/.p/3",
                             "0/005.p/3/4",
                             "entries",
                             "entries/",
                             "entries/5",
                             "entries/+05",
                             "0/x0a1/005",
                             "data/005",
                             "0/x001/x001/x001/x001/x001/x001/001",
                             "0/005/",
                             "/0/005"})
        EXPECT_FALSE(tile_from(path)) << path;
}

TEST(Tiles, the_last_one_is_as_wide_as_it_has_grown) {
    EXPECT_EQ(last_tile(0, 1), (Tile{0, 0, 1}));
    EXPECT_EQ(last_tile(0, 256), (Tile{0, 0, 256}));
    EXPECT_EQ(last_tile(std::nullopt, 257), (Tile{std::nullopt, 1, 1}));
    EXPECT_EQ(last_tile(1, 700), (Tile{1, 2, 188}));
}

TEST(Tiles, a_bundle_holds_each_leaf_behind_its_length) {
    std::string bundle;
    add_to_bundle(bundle, "ab");
    add_to_bundle(bundle, std::string(300, 'x'));
    EXPECT_EQ(bundle, std::string("\x00\x02"
                                  "ab"
                                  "\x01\x2c",
                                  6) +
                          std::string(300, 'x'));
}

TEST(Hashes, are_written_and_read_back) {
    EXPECT_EQ(from_hex("00ff"), std::string("\x00\xff", 2));
    EXPECT_EQ(from_hex(""), "");
    for (const char* wrong : {"0", "0g", "00 ", "00:11"})
        EXPECT_FALSE(from_hex(wrong)) << wrong;
    EXPECT_EQ(to_base64("abcd"), "YWJjZA==");
    EXPECT_EQ(from_base64("YWJjZA=="), "abcd");
    for (const char* wrong : {"YWJjZA", "YWJjZA=", "YWJj ZA==", "YWJjZA==\n", "YW-jZA=="})
        EXPECT_FALSE(from_base64(wrong)) << wrong;
}

}  // namespace
}  // namespace gongkai::merkle
