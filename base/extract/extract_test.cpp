#include "base/extract/extract.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "base/core/words.h"
#include "base/extract/answer.h"
#include "base/extract/confine.h"
#include "base/extract/testing.h"

int main(int argc, char** argv) {
    gongkai::extract::run_if_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}

namespace gongkai::extract::testing {
namespace {

using namespace std::string_literals;

std::string text_of(std::string_view bytes) {
    const auto document = extract_bytes(bytes);
    if (!document)
        return document.error().id;
    expect_sound(*document);
    return document->pages[0].text;
}

TEST(Txt, is_read_in_every_encoding_of_the_country) {
    const std::string notice = "公开要点\n一、推进Abc\n";
    struct Case {
        const char* story;
        std::string bytes;
    };
    const std::string gbk =
        "\xB9\xAB\xBF\xAA\xD2\xAA\xB5\xE3\r\n\xD2\xBB\xA1\xA2\xCD\xC6\xBD\xF8"
        "Abc\r\n";
    const std::string wide =
        "\x6C\x51\x00\x5F\x81\x89\xB9\x70\x0A\x00\x00\x4E\x01\x30\xA8\x63\xDB\x8F"
        "A\0b\0c\0\x0A\0"s;
    std::string wide_big;
    for (std::size_t i = 0; i < wide.size(); i += 2)
        wide_big += {wide[i + 1], wide[i]};
    for (const auto& [story, bytes] :
         {Case{"UTF-8", notice}, Case{"UTF-8 with a mark", "\xEF\xBB\xBF" + notice}, Case{"GBK", gbk},
          Case{"UTF-16 little", "\xFF\xFE" + wide}, Case{"UTF-16 big", "\xFE\xFF" + wide_big},
          Case{"UTF-16 without a mark", wide}, Case{"old Mac line ends", replace_all(notice, "\n", "\r")}})
        EXPECT_EQ(text_of(bytes), notice) << story;
    // 𠮷 and 㐂 exist in GB18030 only.
    EXPECT_EQ(text_of("\x95\x34\xB2\x35\x81\x39\xEF\x31\xB9\xAB\n"), "\U00020BB7\u3402公\n");
}

TEST(Txt, loses_only_what_no_reader_sees) { EXPECT_EQ(text_of("公\uFEFF开\u00AD工\x01作\u2028完\n"), "公开工作\n完\n"); }

TEST(Txt, that_was_cut_inside_a_character_is_read_with_a_warning) {
    std::string notice;
    for (int i = 0; i < 50; ++i)
        notice += "公开";
    const auto document = extract_bytes(notice.substr(0, notice.size() - 1));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->warnings, std::vector{"extract.warn.wrong_bytes"s});
    EXPECT_TRUE(document->pages[0].text.ends_with("公\uFFFD"));
}

TEST(OldFiles, of_word_are_read_like_the_docx_that_they_become) {
    const std::string folder = GONGKAI_SOURCE_DIR "/tests/samples/intake/";
    const auto docx = extract(folder + "notice.docx");
    ASSERT_TRUE(docx);
    for (const std::string name : {"notice.doc", "notice.rtf", "notice.odt"}) {
        EXPECT_FALSE(extract(folder + name)) << name;
        const auto first = extract_also_old(folder + name);
        ASSERT_TRUE(first) << name << ": " << first.error().id;
        ASSERT_EQ(first->pages[0].tables.size(), docx->pages[0].tables.size()) << name;
        EXPECT_EQ(first->pages[0].tables[0].cells.size(), docx->pages[0].tables[0].cells.size()) << name;
        EXPECT_NE(first->pages[0].text.find("政务公开工作的通知"), std::string::npos) << name;
        EXPECT_EQ(extract_also_old(folder + name).value(), *first) << name;
    }
    // What LibreOffice is not asked for is refused as before.
    EXPECT_EQ(extract_also_old(sample("encrypted.pdf")).error().id, "extract.refuse.encrypted");
}

TEST(Refusals, name_what_the_file_is) {
    const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
    std::string locked = ole;
    for (const char c : "EncryptedPackage"s)
        locked += {c, '\0'};
    std::string noise;
    for (unsigned i = 0; i < 999; ++i)
        noise += static_cast<char>(i * i * 7 + i / 3);
    struct Case {
        const char* id;
        std::string bytes;
    };
    const Case cases[] = {
        {"empty", ""},
        {"empty", " \n\n"},
        {"old_office", ole},
        {"encrypted", locked},
        {"picture", "\x89PNG\r\n\x1A\n" + std::string(100, '\0')},
        {"picture", "\xFF\xD8\xFF\xE0" + std::string(100, '\1')},
        {"archive", "Rar!\x1A\x07\x00"s + std::string(100, '\2')},
        {"archive", make_zip({{"a.txt", "公开"}})},
        {"damaged", make_zip({{"OFD.xml", "<ofd/>"}})},
        {"other_document", make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}})},
        {"other_document", "{\\rtf1\\ansi"},
        {"other_document", make_zip({{"[Content_Types].xml", "<Types/>"}, {"ppt/presentation.xml", "<p/>"}})},
        {"damaged", make_zip({{"word/document.xml", "<w:document><w:body>"}})},
        {"damaged", make_zip({{"a.txt", "公开"}}).substr(0, 60)},
        {"unknown_format",
         "\x7F"
         "ELF\2\1\1" +
             std::string(100, '\0')},
        {"unknown_format", noise},
    };
    for (const auto& [id, bytes] : cases) {
        const auto document = extract_bytes(bytes, "甲.doc");
        ASSERT_FALSE(document) << id;
        EXPECT_EQ(document.error().id, "extract.refuse."s + id);
        EXPECT_EQ(document.error().arguments, std::vector{"甲.doc"s});
        for (const auto language : {Language::zh, Language::en}) {
            EXPECT_TRUE(has_words(language, document.error().id)) << document.error().id;
            EXPECT_NE(words(language, document.error()).find("甲.doc"), std::string::npos);
        }
    }
}

TEST(Refusals, tell_a_missing_file_and_a_folder) {
    const TemporaryFolder folder;
    EXPECT_EQ(extract(folder.path() / "none").error().id, "core.refuse.file_missing");
    EXPECT_EQ(extract(folder.path()).error().id, "core.refuse.file_unreadable");
    EXPECT_EQ(extract("/dev/zero").error().id, "core.refuse.file_unreadable");
}

TEST(Extract, works_from_many_threads_at_once) {
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&right, i] {
            const auto text = "公开" + std::to_string(i) + "\n";
            for (int round = 0; round < 3; ++round)
                right += text_of(text) == text;
        });
    threads.clear();
    EXPECT_EQ(right, 18);
}

// The exit code of `act` in a process of its own: 0 where it said yes.
int in_a_child(bool (*act)()) {
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(act() ? 0 : 1);
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Walls, keep_a_child_from_network_other_processes_and_writing) {
    EXPECT_EQ(in_a_child([] {
                  confine_process();
                  confine_to_reading();
                  return ::open("/etc/passwd", O_RDONLY) >= 0 && ::socket(AF_INET, SOCK_STREAM, 0) < 0 &&
                         ::kill(::getppid(), 0) < 0 && ::open("/tmp/gongkai-wall", O_WRONLY | O_CREAT, 0600) < 0 &&
                         ::open("/dev/null", O_RDWR) < 0 && ::geteuid() != 0;
              }),
              0);
    EXPECT_EQ(in_a_child([] {
                  confine_process();
                  confine_to_one_process();
                  return ::fork() < 0;
              }),
              0);
    EXPECT_EQ(in_a_child([] {
                  confine_to_computing();
                  return ::open("/etc/passwd", O_RDONLY) < 0 && ::socket(AF_UNIX, SOCK_STREAM, 0) < 0 && ::fork() < 0 &&
                         ::execl("/bin/true", "true", nullptr) < 0 && std::string(100'000, 'x').size() == 100'000;
              }),
              0);
#ifndef __SANITIZE_ADDRESS__
    EXPECT_EQ(in_a_child([] {
                  confine_process();
                  return ::mmap(nullptr, most_memory, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
              }),
              0);
#endif
}

TEST(Answer, of_a_child_that_was_taken_over_is_not_believed) {
    const Document document{
        Format::docx,
        "题",
        {{"甲\t乙\n", {{Grid::stated, 1, 2, {{0, 0, 1, 1, "甲", {0, 0, 1}}, {0, 1, 1, 1, "乙", {0, 2, 3}}}}}}},
        {}};
    const auto good = write_answer(document);
    EXPECT_EQ(*read_answer(good), document);
    struct Case {
        const char *from, *to;
    };
    for (const auto& [from, to] :
         {Case{"0,0,1,1,0,1", "0,0,1,1,0,99"}, Case{"0,0,1,1,0,1", "0,0,1,1,1,0"}, Case{"0,0,1,1,0,1", "0,2,1,1,0,1"},
          Case{"0,0,1,1,0,1", "0,0,1,3,0,1"}, Case{"0,0,1,1,0,1", "0,0,1,1,0"}, Case{"\"grid\":0", "\"grid\":7"},
          Case{"\"rows\":1", "\"rows\":-1"}, Case{"\"rows\":1", "\"rows\":1e30"}, Case{"\"pages\":[", "\"pages\":[7,"},
          Case{"{\"format\"", "[{\"format\""}}) {
        const auto bad = replace_all(good, from, to);
        ASSERT_NE(bad, good) << from;
        EXPECT_ANY_THROW((void)read_answer(bad)) << to;
    }
    EXPECT_ANY_THROW((void)read_answer(R"({"refuse":"core.anything","kind":0,"detail":""})"));
}

}  // namespace
}  // namespace gongkai::extract::testing
