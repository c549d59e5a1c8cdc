// What strangers send: cut, shuffled and broken texts must never end the program, and time must grow with their length only.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>

#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

Reading read(std::string text) {
    extract::Document document;
    document.pages.push_back({mend_utf8(text), {}});
    return read_notice(document, reading_words());
}

// What a reading says of places must lie in the text.
void expect_sound(const Reading& reading, std::size_t characters) {
    for (const Task& task : reading.tasks) {
        for (const Row& row : task.rows) {
            EXPECT_GE(row.confidence, 0);
            EXPECT_LE(row.confidence, 1);
            for (const extract::Span& span : row.source) {
                ASSERT_LE(span.end, characters);
                ASSERT_LT(span.start, span.end);
            }
        }
    }
    EXPECT_FALSE(to_json(reading).empty());
    EXPECT_FALSE(to_terminal(reading).empty());
    EXPECT_EQ(reading.outcome == Outcome::import, !reading.message);
}

std::vector<std::string> originals() {
    std::vector<std::string> all;
    const std::string folder = GONGKAI_SOURCE_DIR "/tests/samples/notices/";
    for (const char* name : {"hexi-2017.txt", "wangjiang-bureau-2018.txt", "fengling-2019.txt", "chaoyun-2019.txt"})
        all.push_back(*read_file(folder + name));
    const std::string real = *read_file(GONGKAI_SOURCE_DIR "/data/notices/notice-2019-33.txt");
    // A part of it, so that many can be tried.
    const std::size_t table = real.find("附件 邹城市");
    all.push_back(real.substr(table, 9000));
    all.push_back(
        "| 工作任务 | 具体要求 | 责任单位 |\n| 一、公开 | | |\n| 1.公开清单 | 年底前公开。 | 县财政局 |\n| 2.公开流程 | | |\n");
    return all;
}

std::string damaged(const std::string& text, std::mt19937& dice) {
    const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(dice()) % std::max<std::size_t>(below, 1); };
    std::string out = text;
    const std::size_t times = 1 + pick(4);
    for (std::size_t i = 0; i < times && !out.empty(); ++i) {
        switch (pick(7)) {
            case 0:
                out = out.substr(pick(out.size()));
                break;
            case 1:
                out.resize(pick(out.size()));
                break;
            case 2: {
                const std::size_t cut = pick(out.size());
                out = out.substr(cut) + out.substr(0, cut);
                break;
            }
            case 3:
                for (int n = 0; n < 30; ++n)
                    out[pick(out.size())] = static_cast<char>(pick(256));
                break;
            case 4:
                std::replace(out.begin(), out.end(), pick(2) ? ' ' : '\n', pick(2) ? '\n' : '|');
                break;
            case 5: {
                const std::size_t from = pick(out.size());
                out.insert(pick(out.size()), out.substr(from, pick(2000)));
                break;
            }
            case 6: {
                static constexpr const char* odd[] = {"（", "〔2019", "1.",   "、",   "一、",     "等",
                                                      "|",  "\t",     "每年", "牵头", "责任单位", "9999999999999"};
                std::string many;
                const char* what = odd[pick(std::size(odd))];
                for (std::size_t n = pick(300); n > 0; --n)
                    many += what;
                out.insert(pick(out.size()), many);
                break;
            }
        }
    }
    return out;
}

TEST(robust, two_thousand_broken_notices_are_read_or_refused) {
    const std::vector<std::string> texts = originals();
    std::mt19937 dice(20190625);
    for (int i = 0; i < 2000; ++i) {
        SCOPED_TRACE(i);
        const std::string text = damaged(texts[static_cast<std::size_t>(i) % texts.size()], dice);
        expect_sound(read(text), count_code_points(mend_utf8(text)));
        if (HasFatalFailure())
            return;
    }
}

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes)
        out += part;
    return out;
}

// About one when built for use; builds that watch themselves are allowed more.
#ifdef __SANITIZE_ADDRESS__
constexpr double seconds_a_megabyte = 30;
#else
constexpr double seconds_a_megabyte = 12;
#endif

TEST(robust, time_grows_with_length_whatever_the_text_repeats) {
    const std::string real = *read_file(GONGKAI_SOURCE_DIR "/data/notices/notice-2019-33.txt");
    const std::string header = "工作任务 具体要求 责任单位 ";
    const std::string texts[] = {repeated("局", 5 << 20),
                                 repeated("局 ", 1 << 20),
                                 repeated("市财政局、", 1 << 20),
                                 repeated("（", 1 << 20),
                                 repeated("关于印发", 1 << 20),
                                 repeated("2019年6月", 1 << 20),
                                 repeated("每年不少于2次", 1 << 20),
                                 repeated("1. ", 1 << 20),
                                 repeated("一、公开。\n", 1 << 20),
                                 repeated("1.公开（县财政局）\n", 1 << 20),
                                 header + repeated("市财政局、市公安 ", 1 << 20),
                                 header + repeated("1.推进公开 ", 1 << 20),
                                 header + repeated("责任单位 ", 1 << 20),
                                 repeated(header, 1 << 20),
                                 "| 工作任务 | 责任单位 |\n" + repeated("| 1.公开 | 县财政局 |\n", 1 << 20),
                                 repeated("|", 1 << 20),
                                 repeated("\t\n", 1 << 20),
                                 repeated("工作任务|\n具体要求|\n责任单位|\n", 1 << 20),
                                 repeated(real, 1 << 20)};
    for (const std::string& text : texts) {
        SCOPED_TRACE(text.substr(0, 60));
        const std::clock_t start = std::clock();  // of this process: others do not count
        expect_sound(read(text), count_code_points(text));
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        EXPECT_LT(seconds, seconds_a_megabyte * static_cast<double>(text.size()) / (1 << 20));
    }
}

TEST(robust, nothing_is_refused_with_a_sentence) {
    for (const std::string text : {"", "   \n\t ", "红烧肉的做法：五花肉切块，小火慢炖。", "The quick brown fox."}) {
        const Reading reading = read(text);
        EXPECT_EQ(reading.outcome, Outcome::refuse);
        ASSERT_TRUE(reading.message);
        EXPECT_TRUE(has_words(Language::zh, reading.message->id));
        EXPECT_TRUE(has_words(Language::en, reading.message->id));
    }
}

}  // namespace
}  // namespace gongkai::programme
