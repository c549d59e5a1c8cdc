#include "base/fulltext/index.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/file.h"
#include "base/fulltext/cursor.h"
#include "base/fulltext/expect_same.h"
#include "base/fulltext/invert.h"
#include "base/fulltext/test_corpus.h"

namespace gongkai::fulltext {
namespace {

using namespace test;

Document paper(std::uint64_t key, std::string title, std::string body, Day day = make_day(2019, 6, 25)) {
    return {key, std::move(title), std::move(body), day, {static_cast<std::uint32_t>(key % 3)}, 1};
}

class FulltextIndex : public testing::Test {
  protected:
    FulltextIndex() {
        settings_.facet_columns = 1;
        open();
    }
    void open() {
        index_.reset();
        index_ = std::move(*open_index(folder_.path(), settings_));
    }
    void add(std::vector<Change> changes) { index_->apply(index_->sequence() + 1, std::move(changes)); }
    std::vector<std::uint64_t> find(std::vector<Word> words, Match match = Match::all) const {
        Query query;
        query.words = std::move(words);
        query.match = match;
        std::vector<std::uint64_t> keys;
        for (const Hit& hit : index_->find(query).hits)
            keys.push_back(hit.key);
        std::ranges::sort(keys);
        return keys;
    }

    TemporaryFolder folder_;
    Settings settings_;
    std::unique_ptr<Index> index_;
};

using Keys = std::vector<std::uint64_t>;

TEST_F(FulltextIndex, finds_what_its_readme_says) {
    add({paper(1, "关于印发邹城市2019年政务公开工作要点的通知", "邹政办字〔2019〕33号　各镇街，公开为常态。"),
         paper(2, "年报", "邹政办字〔2019〕133号，公，开；20190 ＰＭ２．５"),
         paper(3, "公开年报", "统一社会信用代码91370883MA3C4D5E6F")});
    const struct {
        const char* word;
        Keys found;
    } cases[] = {
        {"公开", {1, 3}},
        {"政务公开", {1}},
        {"务公开工", {1}},
        {"公", {1, 2, 3}},
        {"态", {1}},
        {"2019", {1, 2}},
        {"201", {}},
        {"邹政办字33", {}},
        {"邹政办字2019", {1, 2}},
        {"邹政办字[2019]33号", {1}},
        {"办字（２０１９）133号", {2}},
        {"2019年", {1}},
        {"pm2", {2}},
        {"PM2.5", {2}},
        {"公开，年报", {3}},
        {"91370883ma3c4d5e6f", {3}},
        {"91370883MA3C4D5E6", {}},
        {"！", {1, 2, 3}},
        {"没有", {}},
    };
    for (int pass = 0; pass < 2; ++pass) {
        for (const auto& it : cases)
            EXPECT_EQ(find({{it.word}}), it.found) << it.word << " in pass " << pass;
        EXPECT_EQ(find({{"年报", Field::title}}), Keys({2, 3}));
        EXPECT_EQ(find({{"公开", Field::title}, {"2019"}}), Keys({1}));
        index_->settle();
    }
}

TEST_F(FulltextIndex, says_how_many_documents_hold_a_word_at_most) {
    add({paper(1, "供热管理办法", "室温"), paper(2, "供热问答", "管理"), paper(3, "用热须知", "理办")});
    EXPECT_EQ(index_->at_most({"供热", Field::anywhere}), 2u);
    EXPECT_EQ(index_->at_most({"供热管理", Field::anywhere}), 1u);
    EXPECT_EQ(index_->at_most({"管理办法", Field::anywhere}), 1u);
    EXPECT_EQ(index_->at_most({"没有", Field::anywhere}), 0u);
    EXPECT_EQ(index_->at_most({"热", Field::anywhere}), 3u) << "of one character nothing is known";
    EXPECT_EQ(index_->at_most({"，。", Field::anywhere}), 0u);
}

TEST_F(FulltextIndex, a_word_with_a_wrong_character_is_found_by_its_pairs) {
    add({paper(1, "政府信息公开年度报告", ""), paper(2, "财政预算公开", ""), paper(3, "招聘公告", "")});
    Query query;
    query.words = {{"政府信息公升年度报告", Field::title}};
    EXPECT_TRUE(index_->find(query).hits.empty());
    query.match = Match::any;
    const Answer answer = index_->find(query);
    ASSERT_FALSE(answer.hits.empty());
    EXPECT_EQ(answer.hits[0].key, 1u);
}

TEST_F(FulltextIndex, any_has_the_same_first_page_with_and_without_totals) {
    Chance chance(11);
    std::vector<Change> changes;
    for (std::uint64_t key = 1; key <= 3'000; ++key) {
        Document document = random_document(chance, key);
        document.facets.resize(1);
        changes.push_back(std::move(document));
    }
    add(std::move(changes));
    for (int i = 0; i < 200; ++i) {
        Query query = random_query(chance);
        query.match = Match::any;
        query.facets.clear();
        query.skip = 0;
        std::erase_if(query.filters, [](const Filter& filter) { return filter.column > 0; });
        query.total = Total::exact;
        const Answer exact = index_->find(query);
        query.total = Total::unwanted;
        const Answer quick = index_->find(query);
        ASSERT_EQ(exact.hits.size(), quick.hits.size());
        for (std::size_t k = 0; k < exact.hits.size(); ++k)
            ASSERT_EQ(exact.hits[k].key, quick.hits[k].key);
    }
}

TEST_F(FulltextIndex, the_title_and_the_weight_lift_a_document) {
    add({paper(1, "通知", "政务公开"), paper(2, "政务公开", "通知"), paper(3, "通知", "政务公开")});
    Query query;
    query.words = {{"政务公开"}};
    EXPECT_EQ(index_->find(query).hits[0].key, 2u);
    Document heavy = paper(1, "通知", "政务公开");
    heavy.weight = 2;
    Document light = paper(2, "政务公开", "通知");
    light.weight = 0.5;
    add({heavy, light});
    EXPECT_EQ(index_->find(query).hits[0].key, 1u);
}

TEST_F(FulltextIndex, a_replaced_document_is_found_once_and_a_removed_one_never) {
    add({paper(1, "旧的", "政务公开")});
    add({paper(1, "新的", "政务公开")});
    EXPECT_EQ(find({{"政务公开"}}), Keys({1}));
    EXPECT_EQ(find({{"旧的"}}), Keys());
    add({Removal{1}});
    EXPECT_EQ(find({{"政务公开"}}), Keys());
    EXPECT_FALSE(index_->document(1).has_value());
    open();
    EXPECT_EQ(find({{"政务公开"}}), Keys());
}

TEST_F(FulltextIndex, gives_back_the_document_it_was_given) {
    const Document given{7, "题目 \xF0\xA0\xAE\xB7", "正文\n第二行", make_day(1999, 12, 31), {70'000}, 2};
    add({given});
    EXPECT_EQ(index_->document(7), given);
    index_->settle();
    EXPECT_EQ(index_->document(7), given);
}

TEST_F(FulltextIndex, a_known_sequence_is_passed_over) {
    index_->apply(5, {paper(1, "一", "")});
    index_->apply(5, {paper(2, "二", "")});
    index_->apply(3, {paper(3, "三", "")});
    EXPECT_EQ(index_->sequence(), 5u);
    EXPECT_EQ(index_->status().documents, 1u);
}

TEST_F(FulltextIndex, says_when_the_budget_cut_it_short) {
    std::vector<Change> changes;
    for (std::uint64_t key = 1; key <= 20'000; ++key)
        changes.push_back(paper(key, "政务", "公开"));
    add(std::move(changes));
    Query query;
    query.words = {{"政务"}, {"公开"}};
    query.budget = std::chrono::microseconds(1);
    const Answer hurried = index_->find(query);
    EXPECT_TRUE(hurried.is_cut_short);
    EXPECT_FALSE(hurried.is_exact);
    query.budget = {};
    EXPECT_EQ(index_->find(query).total, 20'000u);
}

TEST_F(FulltextIndex, says_in_words_when_it_was_built_otherwise) {
    index_.reset();
    Settings other = settings_;
    other.facet_columns = 2;
    EXPECT_EQ(open_index(folder_.path(), other).error().id, "fulltext.refuse.other_columns");
    auto fold = std::make_shared<Fold>();
    fold->set(U'開', U'开');
    other = settings_;
    other.fold = fold;
    EXPECT_EQ(open_index(folder_.path(), other).error().id, "fulltext.refuse.other_fold");
}

TEST_F(FulltextIndex, of_another_format_is_refused_and_left_as_it_was) {
    add({paper(1, "一", "")});
    index_.reset();
    const auto manifest = folder_.path() / "manifest";
    std::string bytes = *read_file(manifest);
    ASSERT_TRUE(bytes.starts_with("gongkai fulltext 3\n"));
    bytes[std::string_view("gongkai fulltext ").size()] = '1';
    write_file(manifest, bytes);
    EXPECT_EQ(open_index(folder_.path(), settings_).error().id, "fulltext.refuse.other_format");
    EXPECT_EQ(read_file(manifest), bytes);
}

TEST_F(FulltextIndex, verify_names_what_the_caller_has_otherwise) {
    add({paper(1, "一", ""), paper(2, "二", "")});
    const auto verification = index_->verify([](const auto& take) {
        take(paper(1, "一", "改"));
        take(paper(3, "三", ""));
    });
    EXPECT_EQ(verification.faults,
              std::vector<std::string>({"document 1 differs", "document 3 is missing", "document 2 should not be there"}));
}

TEST(Fulltext, the_fold_makes_traditional_and_simplified_one) {
    auto fold = std::make_shared<Fold>();
    fold->set(U'開', U'开');
    const TemporaryFolder folder;
    Settings settings;
    settings.fold = fold;
    const auto index = std::move(*open_index(folder.path(), settings));
    index->apply(1, {Document{1, "政務公開", "", make_day(2019, 1, 1), {}, 1}});
    Query query;
    query.words = {{"公开"}};
    EXPECT_EQ(index->find(query).total, 1u);
}

TEST(Fulltext, built_of_very_many_batches_holds_what_it_was_given) {
    const TemporaryFolder folder;
    Settings settings;
    settings.facet_columns = 2;
    settings.build_batch = 25;
    settings.learn_from = 20;
    Chance chance(17);
    Truth truth;
    for (std::uint64_t key = 1; key <= 2'500; ++key)
        truth.emplace(key, Scanned(random_document(chance, key)));
    const Source source = [&](const auto& take) {
        for (const auto& [key, it] : truth)
            take(it.document);
    };
    build_index(folder.path() / "index", settings, 1, source);
    const auto index = std::move(*open_index(folder.path() / "index", settings));
    EXPECT_EQ(index->verify(source).faults, std::vector<std::string>());
    for (int i = 0; i < 200; ++i) {
        const Query query = random_query(chance);
        expect_same(index->find(query), query, truth);
    }
}

TEST(Fulltext, what_a_short_list_is_grows_with_the_segment) {
    const Settings settings;
    const std::uint32_t from = settings.positions_from;
    EXPECT_EQ(settings.least_with_positions(settings.large_from - 1), 0u);
    EXPECT_EQ(settings.least_with_positions(settings.large_from), from);
    EXPECT_EQ(settings.least_with_positions(1'000'000), from);
    EXPECT_GT(settings.least_with_positions(10'000'000), 4 * from);
}

TEST(Fulltext, places_are_bytes_of_the_text_as_given) {
    const std::string text = "《ＡＢＣ政务公开》与政务";
    const auto ranges = places(text, {{"务公开"}, {"abc"}, {"政务"}}, *Fold::standard());
    std::vector<std::string> marked;
    for (const auto& [begin, end] : ranges)
        marked.push_back(text.substr(begin, end - begin));
    EXPECT_EQ(marked, std::vector<std::string>({"ＡＢＣ", "政务公开", "政务"}));
}

TEST(Fulltext, a_block_gives_back_what_was_written) {
    Chance chance(3);
    for (int i = 0; i < 3'000; ++i) {
        Postings list;
        std::uint32_t floor = chance.below(1'000);
        const std::uint32_t gap = 1 + chance.below(1u << chance.below(16));
        std::uint32_t next = floor;
        for (std::uint32_t n = 1 + chance.below(block_size); n > 0; --n) {
            list.documents.push_back(next += chance.below(gap));
            list.counts.push_back(chance.one_in(4) ? 1 + chance.below(chance.one_in(9) ? 900 : 4) : 1);
            list.in_title.push_back(chance.one_in(chance.one_in(2) ? 2 : 30));
            ++next;
        }
        std::string bytes;
        write_block(bytes, list, 0, list.documents.size(), floor);
        const std::size_t size = bytes.size();
        bytes.append(slack, '\x5A');
        Block block;
        block.open(bytes_of(bytes).first(size), static_cast<std::uint32_t>(list.documents.size()), floor);
        std::uint32_t documents[block_size], counts[block_size];
        std::uint8_t in_title[block_size];
        block.read_documents(documents);
        block.read_counts(counts, in_title);
        ASSERT_TRUE(std::ranges::equal(list.documents, std::span(documents, block.size())));
        ASSERT_TRUE(std::ranges::equal(list.counts, std::span(counts, block.size())));
        ASSERT_TRUE(std::ranges::equal(list.in_title, std::span(in_title, block.size())));
        for (std::uint32_t id = floor; block.is_bitmap() && id <= next + 100; ++id)
            ASSERT_EQ(block.has(id), std::ranges::binary_search(list.documents, id));
    }
}

}  // namespace
}  // namespace gongkai::fulltext
