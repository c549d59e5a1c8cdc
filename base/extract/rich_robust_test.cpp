// read_rich() and broken files: whatever they hold, there is an answer within bounded time, and the parent believes none of it
// unseen.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>

#include "base/extract/rich_answer.h"
#include "base/extract/rich_readers.h"
#include "base/extract/testing.h"

namespace gongkai::extract::testing {
namespace {

int rounds(int by_default) {
    const char* is_long = std::getenv("GONGKAI_LONG");
    return is_long && *is_long != '0' ? by_default * 50 : by_default;
}

std::string intake_sample(const std::string& name) { return *read_file(GONGKAI_SOURCE_DIR "/tests/samples/intake/" + name); }

std::string damaged_copy(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t n) { return n == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    switch (below(4)) {
        case 0:
            bytes.resize(below(bytes.size()));
            break;
        case 1:
            for (auto i = below(30) + 1; i > 0 && !bytes.empty(); --i)
                bytes[below(bytes.size())] = static_cast<char>(random());
            break;
        case 2:
            bytes.insert(below(bytes.size()), bytes.substr(below(bytes.size()), below(2000)));
            break;
        default:
            bytes.erase(below(bytes.size()), below(300));
    }
    return bytes;
}

std::map<std::string, std::string> parts_of(const std::string& bytes) {
    std::map<std::string, std::string> parts;
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    auto* archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        zip_stat_t status;
        zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &status);
        std::string content(status.size, '\0');
        auto* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        zip_fread(file, content.data(), content.size());
        zip_fclose(file);
        parts[status.name] = content;
    }
    zip_discard(archive);
    return parts;
}

// A reader answers, refuses or throws; what it answers arrives at the parent as it was said.
template <class Reader>
void expect_answer(Reader read, const std::string& bytes) {
    Result<Rich> rich;
    try {
        rich = read(bytes);
    } catch (const std::exception&) {
        return;
    }
    if (!rich)
        return;
    const auto again = read_rich_answer(write_rich_answer(rich));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->blocks.size(), rich->blocks.size());
    EXPECT_EQ(again->hidden.size(), rich->hidden.size());
    EXPECT_EQ(again->pictures.size(), rich->pictures.size());
}

TEST(RichRobust, readers_answer_to_broken_parts) {
    std::mt19937 random(11);
    struct Format {
        const char* name;
        Result<Rich> (*read)(std::string_view);
    };
    for (const auto& [name, read] : {Format{"notice.docx", [](std::string_view bytes) { return read_rich_docx(bytes); }},
                                     Format{"notice.ofd", read_rich_ofd}}) {
        const auto good = parts_of(intake_sample(name));
        for (int i = 0; i < rounds(150); ++i) {
            SCOPED_TRACE(std::string(name) + " " + std::to_string(i));
            auto parts = good;
            auto part = parts.begin();
            std::advance(part, static_cast<std::ptrdiff_t>(random() % parts.size()));
            part->second = damaged_copy(part->second, random);
            expect_answer(read, make_zip(parts));
        }
    }
}

TEST(RichRobust, the_parent_believes_no_answer_before_it_has_looked) {
    const auto good = write_rich_answer(read_rich_docx(intake_sample("notice.docx")));
    ASSERT_TRUE(read_rich_answer(good));
    std::mt19937 random(12);
    for (int i = 0; i < rounds(500); ++i) {
        SCOPED_TRACE(i);
        try {
            const auto rich = read_rich_answer(damaged_copy(good, random));
            if (!rich)
                continue;
            for (const auto& block : rich->blocks)
                for (const auto& run : block.runs)
                    ASSERT_LT(run.picture, static_cast<int>(rich->pictures.size()));
        } catch (const std::exception&) {
        }
    }
    for (const auto* answer :
         {"", "{}", "{}\n", "[]\n", "{\"refusal\":[0,\"accounts.role.x\",\"\"]}\n",
          "{\"refusal\":[77,\"extract.refuse.empty\",\"\"]}\n",
          "{\"format\":0,\"title\":\"\",\"pictures\":[[\"image/"
          "png\",9,\"\",false]],\"blocks\":[],\"hidden\":[],\"warnings\":[],\"html\":\"\"}\nabc",
          "{\"format\":0,\"title\":\"\",\"pictures\":[],\"blocks\":[{\"k\":3}],\"hidden\":[],\"warnings\":[],\"html\":\"\"}\n",
          "{\"format\":0,\"title\":\"\",\"pictures\":[],\"blocks\":[{\"k\":0,\"t\":[[\"a\",0,\"\",0]]}],\"hidden\":[],"
          "\"warnings\":[],\"html\":\"\"}\n"})
        EXPECT_THROW((void)read_rich_answer(answer), std::exception) << answer;
}

std::string repeated(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
        out += text;
    return out;
}

TEST(RichRobust, bombs_end_nothing_but_their_child) {
    const auto docx_of = [](const std::string& body) {
        return make_zip({{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}});
    };
    std::string wide;
    for (const char c : std::string("WordDocument"))
        wide += {c, '\0'};
    // A picture that says it is 60,000 signs wide and high, and holds next to nothing.
    const std::string large_picture("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0\xC2\x31\x65\xA4", 33);
    struct Case {
        const char* story;
        std::string bytes;
        std::vector<std::string> allowed;  // endings; "" is a document
    };
    const std::vector<Case> cases{
        {"an office file of 150 MB of blanks", docx_of(std::string(std::size_t{150} << 20, ' ')), {"too_large"}},
        {"60 MB of paragraphs from 200 KB", docx_of(repeated("<w:p><w:r><w:t>公</w:t></w:r></w:p>", 1'600'000)), {"too_large"}},
        {"tables 100 levels deep",
         docx_of(repeated("<w:tbl><w:tr><w:tc>", 100) + "<w:p/>" + repeated("</w:tc></w:tr></w:tbl>", 100)),
         {"too_large"}},
        {"text boxes 10,000 levels deep",
         docx_of("<w:p><w:r><w:pict>" + repeated("<x>", 10'000) + repeated("</x>", 10'000) + "</w:pict></w:r></w:p>"),
         {"too_large"}},
        {"an OFD whose letters advance without end",
         make_zip({{"OFD.xml", "<o><DocBody><DocRoot>D.xml</DocRoot></DocBody></o>"},
                   {"D.xml", "<o><Pages>" + repeated("<Page BaseLoc='P.xml'/>", 1'500) + "</Pages></o>"},
                   {"P.xml",
                    "<o><Content><Layer><TextObject Size='1e300' Boundary='1e300 -1e300 nan 0'><TextCode X='1e308' Y='-1e308' "
                    "DeltaX='g 99999999999 "
                    "1e308'>公开</TextCode></TextObject></Layer></Content></o>"}}),
         {"too_large", ""}},
        {"an old Word file of noise",
         "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(2000, 'x') + wide + std::string(100'000, 'y'),
         {"damaged"}},
        {"a picture of 60,000 by 60,000", large_picture, {"damaged", "too_slow", "empty"}},
        {"a scan of a page as large as a house",
         "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 "
         "obj<</Type/Page/Parent 2 0 "
         "R/MediaBox[0 0 999999 999999]>>endobj\ntrailer<</Root 1 0 R>>\n",
         {"empty", "damaged", "too_slow"}},
    };
    for (const auto& [story, bytes, allowed] : cases) {
        const auto begin = std::chrono::steady_clock::now();
        const auto read = read_rich(bytes, "bomb");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        const auto ending = read ? std::string() : read.error().id.substr(std::string_view("extract.refuse.").size());
        EXPECT_NE(std::ranges::find(allowed, ending), allowed.end())
            << story << ": " << ending << " " << (read ? "" : read.error().detail);
        EXPECT_LT(took.count(), 60) << story;
    }
}

}  // namespace
}  // namespace gongkai::extract::testing
