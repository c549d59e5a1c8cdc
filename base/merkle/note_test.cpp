// Checkpoints as signed notes, against the note that every implementation of the format is tested with.
#include <gtest/gtest.h>

#include "base/core/hash.h"
#include "base/merkle/note.h"

namespace gongkai::merkle {
namespace {

// From golang.org/x/mod/sumdb/note, where the format comes from.
const std::string known_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const std::string known_text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const std::string known_note =
    known_text +
    "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    "\n";

const std::string seed(32, '\x07');
const Checkpoint checkpoint{"example.cn/log", 1024, hash_of_leaf("root")};

TEST(Notes, the_known_note_is_opened_by_its_key) {
    const auto key = public_key_from(known_key);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->name, "PeterNeumann");
    EXPECT_EQ(hex(key->id()), "c74f20a3");
    EXPECT_EQ(key->text(), known_key);
    EXPECT_EQ(opened(known_note, *key), known_text);
}

TEST(Notes, a_checkpoint_is_signed_opened_and_read) {
    const auto key = public_key_of(seed, "example.cn/log");
    const auto note = sign(text_of(checkpoint), seed, key.name);
    EXPECT_TRUE(note.starts_with("example.cn/log\n1024\n" + to_base64(checkpoint.root) + "\n\n— example.cn/log ")) << note;
    EXPECT_EQ(note, sign(text_of(checkpoint), seed, key.name)) << "every machine signs the same";
    const auto text = opened(note, key);
    ASSERT_TRUE(text);
    EXPECT_EQ(checkpoint_from(*text), checkpoint);
    EXPECT_EQ(public_key_from(key.text()), key);
}

TEST(Notes, whatever_was_altered_is_not_opened) {
    const auto key = public_key_of(seed, "example.cn/log");
    const auto note = sign(text_of(checkpoint), seed, key.name);
    for (std::size_t i = 0; i < note.size(); ++i) {
        auto altered = note;
        altered[i] = altered[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(opened(altered, key)) << "octet " << i;
    }
    EXPECT_FALSE(opened(note.substr(0, note.size() - 1), key));
    EXPECT_FALSE(opened(note + "\n", key));
    EXPECT_FALSE(opened("", key));
    EXPECT_FALSE(opened("\n\n", key));
    EXPECT_FALSE(opened(text_of(checkpoint), key)) << "nobody has signed it";
    EXPECT_FALSE(opened(note, public_key_of(std::string(32, '\x08'), key.name))) << "another key";
    EXPECT_FALSE(opened(note, public_key_of(seed, "other.cn/log"))) << "another name";
}

TEST(Notes, signatures_of_witnesses_are_passed_over) {
    const auto key = public_key_of(seed, "example.cn/log");
    const auto note = sign(text_of(checkpoint), seed, key.name);
    const auto by_witness = sign(text_of(checkpoint), std::string(32, '\x09'), "witness.cn");
    const auto line = by_witness.substr(by_witness.rfind("\n\n") + 2);
    EXPECT_EQ(opened(note + line, key), text_of(checkpoint));
    EXPECT_EQ(opened(text_of(checkpoint) + "\n" + line + note.substr(note.rfind("\n\n") + 2), key), text_of(checkpoint));
    EXPECT_FALSE(opened(by_witness, key));
}

TEST(Notes, what_is_no_checkpoint_is_not_read) {
    const auto root = to_base64(checkpoint.root);
    EXPECT_TRUE(checkpoint_from("a\n0\n" + root + "\n"));
    EXPECT_EQ(checkpoint_from("a\n5\n" + root + "\nmore\n")->size, 5U);
    for (const std::string& text : {std::string(), "a\n5\n" + root, "\n5\n" + root + "\n", "a\n05\n" + root + "\n",
                                    "a\n-5\n" + root + "\n", "a\n5\n" + root.substr(4) + "\n", "a\nfive\n" + root + "\n",
                                    "a\n5\n" + root + "=\n", "a\n99999999999999999999\n" + root + "\n"})
        EXPECT_FALSE(checkpoint_from(text)) << text;
}

TEST(Notes, what_is_no_public_key_is_not_read) {
    for (const std::string& text :
         {std::string(), std::string("PeterNeumann"), std::string("PeterNeumann+c74f20a3"),
          "PeterNeumann+c74f20a4" + known_key.substr(21), "Peter Neumann+c74f20a3" + known_key.substr(21),
          known_key.substr(0, known_key.size() - 4), known_key + "A", "+c74f20a3" + known_key.substr(21)})
        EXPECT_FALSE(public_key_from(text)) << text;
}

TEST(Notes, a_name_has_no_blanks_and_no_plus_sign) {
    EXPECT_EQ(name_from("邹城市政务公开/log"), "邹城市政务公开/log");
    EXPECT_EQ(name_from(" a b　c+d\n"), "a-b-c-d");
}

}  // namespace
}  // namespace gongkai::merkle
