#include "domain/publishing/file_findings.h"

#include <gtest/gtest.h>

#include "base/core/hash.h"
#include "domain/intake/check_lists.h"
#include "domain/publishing/testing.h"

namespace gongkai::publishing {
namespace {

using intake::CheckList;
using intake::office_checking;
using intake::set_check_list;

class KeptFindings : public WithPublishing {
  protected:
    EditionId draft_with(const std::string& content) {
        return database->write([&](db::Connection& c) {
            auto text = news("公示");
            text.attachments.push_back({"名单.txt", "application/octet-stream", content, 10});
            const auto id = begin(c, town, "news", text, all_powers("writer")).value();
            return find_document(c, id)->work_id;
        });
    }
    FileFindings kept(EditionId edition, Language language = Language::zh) {
        return database->read([&](db::Connection& c) { return checks_of(c, edition, language).files; });
    }
    std::string rules(Language language = Language::zh) {
        return database->read([&](db::Connection& c) { return rules_of(office_checking(c, language)); });
    }
    const std::string file = sha256_hex("名单"), other = sha256_hex("别的");
    const std::vector<intake::Finding> found{
        {"mobile", intake::Level::block, "正文第1段", "13805371234", "手机号码。"},
        {"hidden_content", intake::Level::warn, "", "\"<script>alert(1)</script>\n'\\", "因为<b>"}};
};

TEST_F(KeptFindings, come_back_for_the_files_of_an_edition_as_they_were_found) {
    const auto edition = draft_with(file);
    const auto by = rules();
    database->write([&](db::Connection& c) {
        keep_file_findings(c, file, by, found);
        keep_file_findings(c, other, by, found);
        keep_intake_warnings(c, file, {"extract.warn.recognised"});
    });
    const auto all = kept(edition);
    ASSERT_EQ(all.found.size(), 1u) << "those of another file are not this document's";
    const auto& here = all.found.at(file);
    ASSERT_EQ(here.size(), 2u);
    EXPECT_EQ(here[1].kind, "hidden_content");
    EXPECT_EQ(here[1].level, intake::Level::warn);
    EXPECT_EQ(here[1].text, found[1].text);
    EXPECT_EQ(here[1].reason, found[1].reason);
    EXPECT_EQ(here[0].place, "正文第1段");
    EXPECT_EQ(all.from_intake.at(file), std::vector<std::string>{"extract.warn.recognised"});
    EXPECT_EQ(digest_of(here), digest_of(found));
    EXPECT_NE(digest_of({here[0]}), digest_of(found)) << "one less is another list";
}

TEST_F(KeptFindings, of_a_list_are_kept_for_what_it_is_read_as) {
    const auto edition = draft_with(file);
    const auto by = rules();
    database->write([&](db::Connection& c) {
        keep_file_findings(c, file, by, {});
        keep_file_findings(c, file, by + "children", found);
    });
    const auto all = kept(edition);
    EXPECT_TRUE(all.found.at(file).empty());
    EXPECT_EQ(all.found.at(file + "children").size(), 2u);
}

TEST_F(KeptFindings, hold_for_the_rules_by_which_they_were_found_and_for_a_week) {
    const auto edition = draft_with(file);
    const auto by = rules();
    database->write([&](db::Connection& c) {
        keep_file_findings(c, file, by, found);
        keep_intake_warnings(c, file, {"extract.warn.recognised"});
    });
    EXPECT_TRUE(kept(edition, Language::en).found.empty());
    EXPECT_EQ(kept(edition, Language::en).from_intake.size(), 1u);
    setenv("GONGKAI_NOW", "2026-11-10T04:00:00Z", 1);
    database->write([&](db::Connection& c) { keep_file_findings(c, other, by, {}); });
    EXPECT_TRUE(kept(edition).found.empty()) << "they may hold what must not be public";
    EXPECT_EQ(kept(edition).from_intake.size(), 1u);
}

TEST_F(KeptFindings, are_of_other_rules_where_the_office_changes_a_list_or_the_reader_his_language) {
    const auto before = rules(Language::zh);
    EXPECT_EQ(rules(Language::zh), before);
    EXPECT_NE(rules(Language::en), before);
    database->write(
        [](db::Connection& c) { EXPECT_TRUE(set_check_list(c, CheckList::sensitive_words, "word\n甲公司\n", "office")); });
    EXPECT_NE(rules(Language::zh), before);
}

}  // namespace
}  // namespace gongkai::publishing
