// Checkpoints - "so many leaves, this root" - as C2SP signed notes, which witnesses and clients of other logs can read:
//
//   www.example.gov.cn/log
//   1024
//   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//
//   — www.example.gov.cn/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/merkle/hash.h"

namespace gongkai::merkle {

struct Checkpoint {
    std::string origin;  // the log's name
    std::uint64_t size = 0;
    Hash root;
    bool operator==(const Checkpoint&) const = default;
};

std::string text_of(const Checkpoint& checkpoint);                 // its three lines
std::optional<Checkpoint> checkpoint_from(std::string_view text);  // of three lines; more may follow, as the format allows

// Of Ed25519, under the name that stands before its signatures.
struct PublicKey {
    std::string name, bytes;

    std::string id() const;    // 4 bytes by which a signature names its key
    std::string text() const;  // "name+d1a2b3c4+AX…", as clients are told it
    bool operator==(const PublicKey&) const = default;
};
std::optional<PublicKey> public_key_from(std::string_view text);

// A name may hold no blanks and no plus sign; nor may it be empty. Here such signs become "-".
std::string name_from(std::string_view text);

std::string new_seed();  // 32 random bytes, a private key
PublicKey public_key_of(std::string_view seed, std::string name);

// `text` ends with a line end. The same text and seed give the same note at any time and on every machine.
std::string sign(std::string_view text, std::string_view seed, const std::string& name);
// The text of a note that this key has signed; nothing where it has not, or where what stands under its name is false. Signatures
// of others are passed over.
std::optional<std::string> opened(std::string_view note, const PublicKey& key);

}  // namespace gongkai::merkle
