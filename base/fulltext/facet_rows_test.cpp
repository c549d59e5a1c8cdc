#include "base/fulltext/facet_rows.h"

#include <gtest/gtest.h>

#include "base/core/file.h"
#include "base/fulltext/find.h"
#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

TEST(FacetRows, count_what_the_columns_count) {
    constexpr std::uint64_t documents = 4'000;
    Chance chance(7);
    const TemporaryFolder folder;
    Settings settings;
    settings.facet_columns = 2;
    build_index(folder.path() / "index", settings, 1, [&](const auto& take) {
        for (std::uint64_t key = 1; key <= documents; ++key)
            take(random_document(chance, key));
    });
    std::filesystem::path path;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "index"))
        if (entry.is_directory())
            path = entry.path();
    const auto plain = Segment::open(path), with_rows = Segment::open(path);
    with_rows->make_facet_rows(2);
    ASSERT_TRUE(with_rows->facet_rows());
    EXPECT_FALSE(plain->facet_rows());
    EXPECT_LE(with_rows->facet_rows()->size(), 3u * 400);
    std::vector<std::pair<const Segment*, std::string>> damaged;
    bool has_counted_many = false;
    for (int i = 0; i < 300; ++i) {
        auto query = random_query(chance);
        query.facets = {{1, 400}, {0, 10}};
        const auto wanted = find({{{plain, nullptr}}, 1}, query, *Fold::standard(), damaged);
        const auto found = find({{{with_rows, nullptr}}, 1}, query, *Fold::standard(), damaged);
        ASSERT_EQ(found.total, wanted.total) << describe(query);
        for (std::size_t wish = 0; wish < query.facets.size(); ++wish) {
            ASSERT_EQ(found.facets[wish].size(), wanted.facets[wish].size()) << describe(query);
            for (std::size_t value = 0; value < wanted.facets[wish].size(); ++value) {
                ASSERT_EQ(found.facets[wish][value].value, wanted.facets[wish][value].value) << describe(query);
                ASSERT_EQ(found.facets[wish][value].documents, wanted.facets[wish][value].documents) << describe(query);
            }
        }
        has_counted_many |= found.total > with_rows->facet_rows()->size();
    }
    EXPECT_TRUE(has_counted_many) << "else rows were never used";
}

TEST(FacetRows, are_none_where_there_are_very_many) {
    const TemporaryFolder folder;
    Settings settings;
    settings.facet_columns = 2;
    build_index(folder.path() / "index", settings, 1, [](const auto& take) {
        for (std::uint32_t key = 1; key <= 70'000; ++key)
            take(Document{key, "公开", "", make_day(2019, 1, 1), {key, 1}, 1});
    });
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "index"))
        if (entry.is_directory()) {
            const auto segment = Segment::open(entry.path());
            segment->make_facet_rows(2);
            EXPECT_FALSE(segment->facet_rows());
            segment->make_facet_rows(1);
            EXPECT_FALSE(segment->facet_rows()) << "they are looked for once";
        }
}

}  // namespace
}  // namespace gongkai::fulltext
