#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/day.h"
#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/core/named_file.h"
#include "base/core/pieces.h"
#include "base/core/settings.h"
#include "base/core/text.h"
#include "base/core/vault.h"
#include "base/core/words.h"

namespace gongkai {
namespace {

TEST(Days, only_days_that_exist_are_read) {
    EXPECT_EQ(to_text(*parse_day("2020-02-29")), "2020-02-29");
    for (const auto* wrong :
         {"2019-02-29", "2019-13-01", "2019-6-25", "2019/06/25", "", "2019-06-2a", "-019-06-25", "2019-00-10"})
        EXPECT_FALSE(parse_day(wrong)) << wrong;
}

TEST(Days, are_spoken_in_chinese_with_their_weekday) {
    EXPECT_EQ(to_chinese(make_day(2019, 6, 25)), "2019年6月25日");
    EXPECT_EQ(weekday_chinese(make_day(2019, 6, 25)), "周二");
}

TEST(Days, begin_at_midnight_in_china) {
    const Instant late_evening_utc = Instant(make_day(2019, 6, 25)) + std::chrono::hours(16);
    EXPECT_EQ(day_in_china(late_evening_utc), make_day(2019, 6, 26));
    EXPECT_EQ(day_in_china(late_evening_utc - std::chrono::milliseconds(1)), make_day(2019, 6, 25));
}

TEST(Text, wrong_bytes_are_seen_and_mended) {
    EXPECT_TRUE(is_utf8("公开"));
    EXPECT_FALSE(is_utf8("\xC0\x80"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
    EXPECT_TRUE(
        is_utf8("公\xF0\x9F\x98\x80"
                "a"
                "\xC3\xA9\xED\x95\x9C\xEF\xBC\x8C"));
    for (const auto* wrong : {"公\xE5\x85", "\xE0\x80\x80",
                              "\xE5\x85"
                              "A",
                              "a\xE5", "\xE5\xE5\x85\xAC", "\xF4\x90\x80\x80", "\x80"})
        EXPECT_FALSE(is_utf8(wrong)) << mend_utf8(wrong);
    EXPECT_EQ(mend_utf8("a\xFF"
                        "b"),
              "a\uFFFDb");
    EXPECT_EQ(count_code_points("公开a"), 3U);
}

TEST(Text, trims_the_ideographic_space_too) { EXPECT_EQ(trim("\u3000 公 开\u3000\n"), "公 开"); }

TEST(Csv, reads_what_it_writes) {
    const CsvRow row{"市教育局", "a,b", "say \"yes\"", "two\nlines", "", " blank "};
    const auto rows = read_csv(csv_line(row));
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front(), row);
}

TEST(Csv, refuses_a_quotation_mark_that_never_closes) {
    const auto rows = read_csv("a,b\n\"c,d\n");
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().id, "core.refuse.csv");
}

TEST(Csv, passes_over_a_byte_order_mark) { EXPECT_EQ((*read_csv("\xEF\xBB\xBFstory,x\n"))[0][0], "story"); }

TEST(Csv, reads_the_same_however_its_text_is_cut_into_pieces) {
    const std::string text = "\xEF\xBB\xBF甲,\"乙\"\"\n丙\"\r\n1,\n,\"2\"";
    const auto whole = read_csv(text).value();
    ASSERT_EQ(whole.size(), 3u);
    for (std::size_t piece = 3; piece < text.size(); ++piece) {
        std::vector<CsvRow> rows;
        std::size_t at = 0;
        const auto read = each_csv_row(
            [&]() -> Result<std::string_view> {
                const auto some = std::string_view(text).substr(at, piece);
                at += some.size();
                return some;
            },
            [&](CsvRow& row) {
                rows.push_back(row);
                return true;
            });
        ASSERT_TRUE(read);
        EXPECT_EQ(rows, whole) << piece;
    }
    const auto broken =
        each_csv_row([]() -> Result<std::string_view> { return refuse(Refusal::Kind::invalid, "core.refuse.file_unreadable"); },
                     [](CsvRow&) { return true; });
    EXPECT_EQ(broken.error().id, "core.refuse.file_unreadable");
}

TEST(Csv, counts_blank_lines_where_it_is_asked_to_as_a_spreadsheet_does) {
    const auto read = [](std::string_view text, BlankLines blank) {
        std::vector<std::string> rows;
        const auto done = each_csv_row(
            text,
            [&](CsvRow& row) {
                rows.push_back(row.empty() ? "-" : join(row, "|"));
                return true;
            },
            ',', blank);
        EXPECT_TRUE(done) << text;
        return join(rows, " ");
    };
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const auto text = replace_all("a,1#\"b\",2##,#\"\"###c,3", "#", end);
        EXPECT_EQ(read(text, BlankLines::told), "a|1 b|2 - |  - - c|3") << "lines that end in " << end.size() << " signs";
        EXPECT_EQ(read(text, BlankLines::passed_over), "a|1 b|2 |  c|3");
    }
    EXPECT_EQ(read("\n\na\n", BlankLines::told), "- - a");
    // A line that is quoted stays in its field, blank or not.
    EXPECT_EQ(read("a,\"1\n\n2\"\n\nb", BlankLines::told), "a|1\n\n2 - b");
}

TEST(Csv, finds_the_columns_of_a_table_by_name) {
    const auto table = read_csv_table("note,date \n,\" 2019-06-25\"\nshort\n", {"date"});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->at(0, "date"), "2019-06-25");
    EXPECT_EQ(table->at(1, "date"), "");
    EXPECT_EQ(table->at(0, "unknown"), "");
    EXPECT_EQ(read_csv_table("date\n", {"date", "kind"}).error().arguments, std::vector<std::string>{"kind"});
    EXPECT_FALSE(read_csv_table("", {"date"}));
}

TEST(Files, are_replaced_whole) {
    const TemporaryFolder folder;
    write_file(folder.path() / "a", "one");
    write_file(folder.path() / "a", "two");
    EXPECT_EQ(*read_file(folder.path() / "a"), "two");
    EXPECT_TRUE(write_named_file(folder.path() / "a", "two"));
    EXPECT_EQ(write_named_file(folder.path() / "none" / "a", "three").error().id, "core.refuse.file_unwritable");
    EXPECT_EQ(read_file(folder.path() / "b").error().id, "core.refuse.file_missing");
    EXPECT_EQ(read_file(folder.path()).error().id, "core.refuse.file_unreadable");
    EXPECT_EQ(read_file(folder.path() / "a", 2).error().id, "core.refuse.file_too_large");
}

TEST(Hash, agrees_with_the_standard_vectors) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231
}

TEST(Vault, opens_what_it_sealed_for_the_same_purpose_and_nothing_that_was_altered) {
    const TemporaryFolder folder;
    const auto vault = Vault::open(folder.path());
    ASSERT_TRUE(vault);
    const auto sealed = vault->seal("张三", "account.person");
    EXPECT_EQ(sealed.find("张三"), std::string::npos);
    EXPECT_NE(sealed, vault->seal("张三", "account.person"));
    EXPECT_EQ(Vault::open(folder.path())->unseal(sealed, "account.person"), "张三");
    EXPECT_EQ(vault->unseal(sealed, "account.mail"), std::nullopt);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto altered = sealed;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        EXPECT_NE(vault->unseal(altered, "account.person"), "张三") << i;
    }
    EXPECT_EQ(vault->unseal("", "account.person"), std::nullopt);
    const TemporaryFolder other;
    EXPECT_EQ(Vault::open(other.path())->unseal(sealed, "account.person"), std::nullopt);
}

TEST(Vault, a_key_that_others_may_read_is_refused) {
    const TemporaryFolder folder;
    ASSERT_TRUE(Vault::open(folder.path()));
    std::filesystem::permissions(folder.path() / "secret.key", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_EQ(Vault::open(folder.path()).error().id, "core.refuse.key_file");
}

TEST(Words, fill_their_places_and_the_false_language_shows_the_id) {
    EXPECT_EQ(words(Language::zh, "core.refuse.file_missing", {"甲.txt"}), "找不到文件 甲.txt，请检查路径。");
    EXPECT_EQ(words(Language::zz, "core.refuse.file_missing", {"甲.txt"}), "[core.refuse.file_missing 甲.txt]");
    EXPECT_EQ(words(Language::zh, "no.such.text"), "[no.such.text]");
}

TEST(Settings, come_from_the_table_then_the_file_then_the_environment) {
    const TemporaryFolder folder;
    EXPECT_EQ(Settings::load(folder.path())->number("ledger.soon_days"), 14);
    write_file(folder.path() / "gongkai.toml", "[site]\nname = \"青石县政务公开\"\n[ledger]\nsoon_days = 7\n");
    const auto settings = Settings::load(folder.path());
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->text("site.name"), "青石县政务公开");
    EXPECT_EQ(settings->number("ledger.soon_days"), 7);
    ::setenv("GONGKAI_LEDGER_SOON_DAYS", "9", 1);
    EXPECT_EQ(Settings::load(folder.path())->number("ledger.soon_days"), 9);
    EXPECT_EQ(Settings::load(folder.path())->set_in("ledger.soon_days"), "GONGKAI_LEDGER_SOON_DAYS");
    ::unsetenv("GONGKAI_LEDGER_SOON_DAYS");
    EXPECT_EQ(settings->set_in("ledger.soon_days"), (folder.path() / "gongkai.toml").string());
    EXPECT_EQ(settings->set_in("server.workers"), "");
}

TEST(Settings, a_variable_that_names_none_is_told) {
    EXPECT_EQ(Settings::unknown_variables(), std::vector<std::string>{});
    ::setenv("GONGKAI_SERVER_WORKRES", "9", 1);
    ::setenv("GONGKAI_LONG_AGO", "1", 1);  // of no group
    EXPECT_EQ(Settings::unknown_variables(), std::vector<std::string>{"GONGKAI_SERVER_WORKRES"});
    ::unsetenv("GONGKAI_SERVER_WORKRES");
    ::unsetenv("GONGKAI_LONG_AGO");
}

TEST(Settings, what_would_hang_or_open_the_portal_is_refused_with_what_it_takes) {
    const TemporaryFolder folder;
    const auto refusal_of = [&](const std::string& section, const std::string& line) -> std::string {
        write_file(folder.path() / "gongkai.toml", "[" + section + "]\n" + line + "\n");
        const auto settings = Settings::load(folder.path());
        return settings ? "" : settings.error().id;
    };
    const std::string range = "core.refuse.setting_range", word = "core.refuse.setting_word",
                      address = "core.refuse.setting_address";
    EXPECT_EQ(refusal_of("server", "workers = 0"), range);
    EXPECT_EQ(refusal_of("server", "workers = -3"), range);
    EXPECT_EQ(refusal_of("server", "workers = 1"), "");
    EXPECT_EQ(refusal_of("accounts", "password_length = 0"), range);
    EXPECT_EQ(refusal_of("accounts", "idle_minutes = -5"), range);
    EXPECT_EQ(refusal_of("log", "level = \"loud\""), word);
    EXPECT_EQ(refusal_of("log", "level = \"debug\""), "");
    EXPECT_EQ(refusal_of("mail", "tls = \"\""), word);
    EXPECT_EQ(refusal_of("server", "trusted_proxies = \"10.0.0.0/8\""), address);
    EXPECT_EQ(refusal_of("server", "trusted_proxies = \"127.0.0.1, ::1\""), address);
    EXPECT_EQ(refusal_of("server", "trusted_proxies = \" 127.0.0.1  ::1 \""), "");
}

TEST(Settings, of_the_table_stand_within_their_own_ranges) {
    const TemporaryFolder empty;
    ASSERT_TRUE(Settings::load(empty.path()));
    for (const auto& kind : Settings::table())
        if (kind.type == "number") {
            EXPECT_LT(kind.least, kind.most) << kind.key;
        }
}

TEST(Settings, a_wrong_file_is_refused_by_line_or_by_name) {
    const TemporaryFolder folder;
    const auto refusal_of = [&](std::string_view toml) {
        write_file(folder.path() / "gongkai.toml", toml);
        return Settings::load(folder.path()).error();
    };
    EXPECT_EQ(refusal_of("[site]\nname = \n").id, "core.refuse.settings_file");
    EXPECT_EQ(refusal_of("[site]\ncolor = \"red\"\n").arguments.front(), "site.color");
    EXPECT_EQ(refusal_of("[ledger]\nsoon_days = \"many\"\n").id, "core.refuse.setting_wrong");
    EXPECT_EQ(refusal_of("[site]\ncolour_action = \"blue\"\n").id, "core.refuse.setting_wrong");
}

}  // namespace
}  // namespace gongkai
