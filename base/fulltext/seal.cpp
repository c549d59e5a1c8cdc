#include "base/fulltext/seal.h"

#include "base/fulltext/block.h"
#include "base/fulltext/files.h"

namespace gongkai::fulltext {
namespace {

constexpr std::string_view segment_mark = "gongkai segment 3\n";

}  // namespace

std::string sealed(std::string_view mark, std::string_view contents) {
    std::string bytes(mark);
    bytes += contents;
    store(bytes, checksum(bytes_of(bytes)));
    return bytes;
}

std::string_view unsealed(std::string_view mark, std::string_view bytes) {
    if (bytes.size() < mark.size() + sizeof(std::uint64_t) || !bytes.starts_with(mark))
        throw Damaged("not marked: " + std::string(mark.substr(0, mark.size() - 1)));
    const std::string_view covered = bytes.substr(0, bytes.size() - sizeof(std::uint64_t));
    if (load<std::uint64_t>(bytes_of(bytes.substr(covered.size())).data()) != checksum(bytes_of(covered)))
        throw Damaged("altered: " + std::string(mark.substr(0, mark.size() - 1)));
    return covered.substr(mark.size());
}

std::string Seal::write() const {
    std::string out;
    for (const std::uint64_t number :
         {std::uint64_t{documents}, fold_digest, keys, key_blocks, first_keys_at, text_dictionary_bytes, gram_bytes})
        store(out, number);
    for (const File& file : files) {
        store(out, file.size);
        store(out, file.sum);
    }
    for (const unsigned width : widths)
        store(out, static_cast<std::uint8_t>(width));
    return sealed(segment_mark, out);
}

Seal Seal::read(std::string_view bytes) {
    Scanner scanner(bytes_of(unsealed(segment_mark, bytes)));
    Seal seal;
    const auto count = scanner.value<std::uint64_t>();
    if (count > most_documents)
        throw Damaged("a segment of too many documents");
    seal.documents = static_cast<std::uint32_t>(count);
    seal.fold_digest = scanner.value<std::uint64_t>();
    seal.keys = scanner.value<std::uint64_t>();
    seal.key_blocks = scanner.value<std::uint64_t>();
    seal.first_keys_at = scanner.value<std::uint64_t>();
    seal.text_dictionary_bytes = scanner.value<std::uint64_t>();
    seal.gram_bytes = scanner.value<std::uint64_t>();
    for (File& file : seal.files) {
        file.size = scanner.value<std::uint64_t>();
        file.sum = scanner.value<std::uint64_t>();
    }
    while (scanner.left() > 0) {
        seal.widths.push_back(scanner.value<std::uint8_t>());
        if (const unsigned width = seal.widths.back(); width != 1 && width != 2 && width != 4)
            throw Damaged("a column of an unknown width");
    }
    return seal;
}

}  // namespace gongkai::fulltext
