#include "base/files/media.h"

#include <gtest/gtest.h>

#include <string>

namespace gongkai {
namespace {

using namespace std::string_literals;

std::string box(std::string_view name, std::string_view content = {}) {
    const auto size = content.size() + 8;
    return std::string{'\0', '\0', static_cast<char>(size >> 8), static_cast<char>(size & 0xFF)} + std::string(name) +
           std::string(content);
}

std::string film(std::string_view brand = "isom") {
    return box("ftyp", std::string(brand) + "\0\0\2\0"s) + box("moov") + box("mdat", "…");
}

// Two frames of 128 kbit/s at 44.1 kHz: 417 bytes each.
std::string sound() {
    const auto frame = "\xFF\xFB\x90\x00"s + std::string(413, '\0');
    return frame + frame;
}

std::string word_file() { return "PK\x03\x04\x14\0\0\0\x08\0"s + std::string(200, 'x'); }

TEST(Media, is_told_by_bytes) {
    EXPECT_EQ(media_type("\x89PNG\r\n\x1A\n"), "image/png");
    EXPECT_EQ(media_type("\xFF\xD8\xFF\xE0"), "image/jpeg");
    EXPECT_EQ(media_type(film()), "video/mp4");
    EXPECT_EQ(media_type(film("M4A ")), "audio/mp4");
    EXPECT_EQ(media_type(film("qt  ")), "") << "browsers do not play it";
    EXPECT_EQ(media_type(sound()), "audio/mpeg");
    EXPECT_EQ(media_type("ID3\x04\0\0\0\0\0\x02\0\0"s + sound()), "audio/mpeg");
    EXPECT_EQ(media_type("\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm"), "video/webm");
    EXPECT_EQ(media_type("OggS\0\2"s), "audio/ogg");
    EXPECT_EQ(media_type("RIFF\x24\0\0\0WAVEfmt "s), "audio/wav");
    EXPECT_EQ(media_type("RIFF\x24\0\0\0WEBPVP8 "s), "image/webp");
}

TEST(Media, is_nothing_that_only_begins_as_it) {
    EXPECT_EQ(media_type(""), "");
    EXPECT_EQ(media_type("关于印发某某办法的通知"), "");
    EXPECT_EQ(media_type(word_file()), "");
    EXPECT_EQ(media_type("%PDF-1.7"), "");
    EXPECT_EQ(media_type(box("ftyp", "isom\0\0\2\0"s)), "") << "it says nothing of what plays";
    EXPECT_EQ(media_type(film() + word_file()), "") << "something stands behind the film";
    EXPECT_EQ(media_type(film().substr(0, film().size() - 2)), "") << "it is cut";
    EXPECT_EQ(media_type("\xFF\xFB\x90\x00"s + word_file()), "") << "shorter than one frame";
    EXPECT_EQ(media_type("\xFF\xFB\x90\x00"s + std::string(600, 'x')), "") << "no second frame";
    EXPECT_EQ(media_type("ID3\x04\0\0\0\0\0\x02\0\0"s + word_file()), "") << "a tag before no sound";
    EXPECT_EQ(media_type("\xFF\xFF\xFF\xFF"), "");
}

TEST(Media, that_a_name_claims_is_proved) {
    for (const auto* name : {"讲解.mp3", "图.JPG", "图.png", "会议.mp4", "录音.wav", "a.webm"}) {
        EXPECT_TRUE(claims_what_it_is_not(name, word_file())) << name;
        EXPECT_TRUE(claims_what_it_is_not(name, "一段文字")) << name;
        EXPECT_TRUE(claims_what_it_is_not(name, "")) << name;
    }
    EXPECT_FALSE(claims_what_it_is_not("讲解.mp3", sound()));
    EXPECT_FALSE(claims_what_it_is_not("会议.MP4", film()));
    EXPECT_FALSE(claims_what_it_is_not("录音.m4a", film())) << "sound in the boxes of a film";
    EXPECT_FALSE(claims_what_it_is_not("图.jpg", "\x89PNG\r\n\x1A\n")) << "a picture is a picture";
    EXPECT_TRUE(claims_what_it_is_not("图.png", film()));
    EXPECT_TRUE(claims_what_it_is_not("讲解.mp4", "\x89PNG\r\n\x1A\n"));
    EXPECT_FALSE(claims_what_it_is_not("名单.docx", word_file())) << "it claims to be no such thing";
    EXPECT_FALSE(claims_what_it_is_not("mp3", word_file()));
}

}  // namespace
}  // namespace gongkai
