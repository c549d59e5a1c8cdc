// The catalogues: both languages say the same things, every text is used, every text that is used is there, and no page brings
// its own Chinese.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <regex>
#include <set>

#include "base/core/text.h"
#include "tests/house/repository.h"

namespace gongkai::house {
namespace {

using Catalogue = std::map<std::string, std::string>;

Catalogue read_catalogue(std::string_view ending) {
    Catalogue all;
    for (const auto* file : files_ending({ending}))
        if (!file->is_test()) {
            const auto texts = boost::json::parse(file->text);
            for (const auto& [id, text] : texts.as_object())
                all[id] = text.as_string();
        }
    return all;
}

const Catalogue& zh() {
    static const auto all = read_catalogue("words/zh.json");
    return all;
}
const Catalogue& en() {
    static const auto all = read_catalogue("words/en.json");
    return all;
}

// Ids that the code puts together at run time: this beginning, then a word of a closed list. Each beginning stands in the code.
const std::set<std::string> composed{"accounts.access.",
                                     "accounts.role.",
                                     "app.check.",
                                     "board.all.",
                                     "board.why.",
                                     "calendar.weekday.",
                                     "calendar.why.",
                                     "records.compare.",
                                     "records.measure.",
                                     "checks.element.",
                                     "checks.kind.",
                                     "checks.level.",
                                     "checks.refuse.",
                                     "catalogue.anchor.",
                                     "catalogue.fact.",
                                     "catalogue.level.",
                                     "catalogue.limit.",
                                     "catalogue.unit.",
                                     "catalogue.upkeep.",
                                     "extract.refuse.",
                                     "imports.outcome.",
                                     "imports.refuse.",
                                     "imports.report.",
                                     "imports.told.",
                                     "journal.actor.",
                                     "journal.deed.",
                                     "ledger.offer.",
                                     "ledger.state.",
                                     "outbox.what.",
                                     "people.kind.",
                                     "portal.foot.",
                                     "programme.change.",
                                     "programme.field.",
                                     "programme.import.",
                                     "programme.refuse.proof.",
                                     "publishing.to_come.",
                                     "publishing.banner.",
                                     "publishing.checks.",
                                     "publishing.choice.",
                                     "publishing.cleanup.head.",
                                     "publishing.cleanup.result.",
                                     "publishing.cleanup.state.",
                                     "publishing.cleanup.verdict.",
                                     "publishing.does.",
                                     "publishing.editor.",
                                     "publishing.field.",
                                     "publishing.net.does.",
                                     "publishing.net.undergoes.",
                                     "publishing.state.",
                                     "publishing.undergoes.",
                                     "publishing.validity.",
                                     "publishing.verb.",
                                     "public_log.act.",
                                     "public_log.refuse.",
                                     "records.fault.",
                                     "records.fetch.",
                                     "records.hours.",
                                     "records.privacy.",
                                     "records.query.",
                                     "records.refuse.",
                                     "records.source.every.",
                                     "records.type.",
                                     "redact.refuse.",
                                     "search.validity.",
                                     "strip.refuse.",
                                     "supervision.kind.",
                                     "supervision.new.text.",
                                     "supervision.raise.",
                                     "supervision.state.",
                                     "supervision.usual.",
                                     "imports.would.",
                                     "public_log.proved.",
                                     "publishing.step.",
                                     "publishing.way.",
                                     "terminal.noun.",
                                     "web.error.",
                                     "search.refuse."};

bool is_composed(const std::string& id) {
    return std::ranges::any_of(composed, [&](const std::string& beginning) { return id.starts_with(beginning); });
}

std::set<std::string> literals_of_the_program() {
    std::set<std::string> all;
    for (const auto* file : files_ending({".cpp", ".h"}))
        if (!file->is_test())
            for (auto& literal : literals(file->text))
                all.insert(std::move(literal));
    return all;
}

std::vector<std::string> places_in(const std::string& text) {
    auto places = all_matches(text, R"(\{[0-9]\})");
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    return places;
}

bool has_han(std::string_view text) { return std::ranges::any_of(to_code_points(text), is_han); }

TEST(Words, both_languages_have_the_same_ids) {
    ASSERT_GT(zh().size(), 200u);
    for (const auto& [id, text] : zh())
        EXPECT_TRUE(en().contains(id)) << id << " has no English text";
    for (const auto& [id, text] : en())
        EXPECT_TRUE(zh().contains(id)) << id << " has no Chinese text";
}

TEST(Words, both_languages_fill_the_same_places) {
    for (const auto& [id, text] : zh())
        if (const auto other = en().find(id); other != en().end()) {
            EXPECT_EQ(places_in(text), places_in(other->second)) << id;
        }
}

TEST(Words, every_id_stands_in_the_catalogue_of_its_part) {
    for (const auto* file : files_ending({"words/zh.json", "words/en.json"})) {
        if (file->is_test())
            continue;
        const auto parts = split(file->path, '/');
        const std::string part(parts[parts.size() - 3] == "pages" ? parts[parts.size() - 4] : parts[parts.size() - 3]);
        const auto texts = boost::json::parse(file->text);
        for (const auto& [id, text] : texts.as_object())
            EXPECT_TRUE(id.starts_with(part + '.') || (part == "programme" && id.starts_with("board.")))
                << file->path << ": " << id;
    }
}

TEST(Words, no_text_is_left_over) {
    const auto used = literals_of_the_program();
    for (const auto& [id, text] : zh())
        EXPECT_TRUE(used.contains(id) || is_composed(id)) << id << " is used nowhere";
    for (const auto& beginning : composed)
        EXPECT_TRUE(std::ranges::any_of(used, [&](const auto& literal) { return literal.starts_with(beginning); }))
            << beginning << " is declared as composed but no code composes it";
}

TEST(Words, no_text_is_missing) {
    std::set<std::string> spaces;
    for (const auto& [id, text] : zh())
        spaces.insert(id.substr(0, id.find('.')));
    // An id of three parts is nothing but a text; one of two may be a route, a setting or a deed, unless it is asked for as a
    // text.
    const std::regex three_parts(R"(([a-z_]+)\.[a-z0-9_]+\.[a-z0-9_.]*[a-z0-9_])");
    const std::string asked = R"re((?:\bwords|\bsay|\bfact)\([^"()]*"([a-z_]+\.[a-z0-9_.]*[a-z0-9_])")re";
    for (const auto* file : files_ending({".cpp", ".h"})) {
        if (file->is_test())
            continue;
        for (const auto& literal : literals(file->text)) {
            std::smatch match;
            if (std::regex_match(literal, match, three_parts) && spaces.contains(match[1])) {
                EXPECT_TRUE(zh().contains(literal) || is_composed(literal)) << file->path << " uses " << literal;
            }
        }
        for (const auto& id : all_matches(without_comments(file->text), asked))
            EXPECT_TRUE(zh().contains(id)) << file->path << " says " << id;
    }
}

// Names, formats and words of code may stand in Chinese text; English sentences may not.
TEST(Words, chinese_texts_are_chinese) {
    const std::set<std::string> names{
        "English", "OpenAPI", "Atom", "Office", "poppler",    "utils",       "gongkai",   "Ctrl",       "Cookie", "Expect",
        "JSON",    "CSV",     "TSV",  "PDF",    "DOCX",       "XLSX",        "HTML",      "TXT",        "UTF",    "HTTP",
        "WPS",     "WCAG",    "ICP",  "SQLite", "PostgreSQL", "LibreOffice", "tesseract", "RTF",        "XLS",    "PNG",
        "JPEG",    "EMF",     "WMF",  "TLS",    "PEM",        "HSTS",        "SIGHUP",    "Prometheus", "SVG",    "WebP",
        "ZIP",     "TOML",    "DCAT", "OCDS",   "RFC",        "SHA",         "Turtle",    "OFD"};
    const std::regex code(R"(`[^`]*`|--[a-z]+|[A-Za-z_]*[_,./=:\[\]][A-Za-z0-9_,./=:\[\]-]*|gongkai( [a-z]+)*|\{[0-9]\})");
    // Sentences that say which words a table or an address takes.
    const std::set<std::string> names_codes{"people.refuse.kind",       "people.refuse.column",   "calendar.refuse.kind",
                                            "calendar.refuse.extended", "calendar.verb.add.file", "board.wrong_state",
                                            "board.wrong_kind",         "search.refuse.order"};
    for (const auto& id : names_codes)
        EXPECT_TRUE(zh().contains(id)) << id;
    for (const auto& [id, text] : zh()) {
        if (names_codes.contains(id))
            continue;
        for (const auto& word : all_matches(std::regex_replace(text, code, " "), "[A-Za-z]{3,}"))
            EXPECT_TRUE(names.contains(word)) << id << " says " << word << ": " << text;
    }
}

TEST(Words, english_texts_are_english) {
    for (const auto& [id, text] : en()) {
        const auto plain = std::regex_replace(text, std::regex(R"(\([^()]*\)|"[^"]*")"), "");
        // The name of the other language, and an example of what is looked for.
        EXPECT_TRUE(!has_han(plain) || id == "portal.other_language" || id == "portal.find.hint") << id << ": " << text;
    }
}

// What may stand as Chinese in the code of pages: a sign, the way a day is written or read, 等责任部门 as the notice prints it,
// and the example of the API.
TEST(Words, pages_bring_no_chinese_of_their_own) {
    const std::set<std::string> allowed{"✓迟", "{}月{}日", "年", "月", "日", "等责任部门", "空气质量"};
    std::size_t files = 0;
    for (const auto* file : files_ending({".cpp", ".h"})) {
        const bool is_page = file->path.starts_with("doors/") || file->path.starts_with("app/") ||
                             file->path.starts_with("base/web/") || file->path.find("/pages/") != std::string::npos ||
                             file->path.ends_with("/room.cpp");
        if (!is_page || file->is_test())
            continue;
        ++files;
        for (const auto& literal : literals(file->text))
            EXPECT_TRUE(!has_han(literal) || allowed.contains(literal)) << file->path << " says \"" << literal << '"';
    }
    EXPECT_GT(files, 20u);
}

}  // namespace
}  // namespace gongkai::house
