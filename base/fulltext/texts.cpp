#include "base/fulltext/texts.h"

#include <zdict.h>

#include <new>

namespace gongkai::fulltext {
namespace {

constexpr int level = 3;
constexpr std::size_t dictionary_bytes = 64 << 10;
constexpr std::uint64_t most_text = std::uint64_t{256} << 20;

ZSTD_CCtx& compressor() {
    thread_local const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> it(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    return *it;
}

ZSTD_DCtx& decompressor() {
    thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> it(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    return *it;
}

}  // namespace

TextDictionary::TextDictionary(std::string_view bytes)
    : bytes_(bytes),
      writing_(bytes.empty() ? nullptr : ZSTD_createCDict(bytes_.data(), bytes_.size(), level), &ZSTD_freeCDict),
      reading_(bytes.empty() ? nullptr : ZSTD_createDDict(bytes_.data(), bytes_.size()), &ZSTD_freeDDict) {
    if (!bytes.empty() && (!writing_ || !reading_))
        throw Damaged("the dictionary of the texts is not one");
}

std::shared_ptr<const TextDictionary> TextDictionary::train(const std::vector<std::string>& samples) {
    std::string all;
    std::vector<std::size_t> sizes;
    for (const auto& sample : samples) {
        all += sample;
        sizes.push_back(sample.size());
    }
    std::string bytes(dictionary_bytes, '\0');
    const std::size_t size =
        ZDICT_trainFromBuffer(bytes.data(), bytes.size(), all.data(), sizes.data(), static_cast<unsigned>(sizes.size()));
    bytes.resize(ZDICT_isError(size) ? 0 : size);  // too few samples to learn from
    return std::make_shared<const TextDictionary>(bytes);
}

std::string TextDictionary::compress(std::string_view title, std::string_view body) const {
    thread_local std::string plain;
    plain.clear();
    store_number(plain, title.size());
    plain += title;
    plain += body;
    std::string frame(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size =
        writing_ ? ZSTD_compress_usingCDict(&compressor(), frame.data(), frame.size(), plain.data(), plain.size(), writing_.get())
                 : ZSTD_compressCCtx(&compressor(), frame.data(), frame.size(), plain.data(), plain.size(), level);
    if (ZSTD_isError(size))
        throw std::runtime_error(ZSTD_getErrorName(size));
    frame.resize(size);
    return frame;
}

TextParts TextDictionary::decompress(Bytes frame) const {
    thread_local std::string plain;
    const std::uint64_t size = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > most_text)
        throw Damaged("a text is not a zstd frame");
    if (plain.size() < size)
        plain.resize(size);
    const std::size_t done =
        reading_ ? ZSTD_decompress_usingDDict(&decompressor(), plain.data(), size, frame.data(), frame.size(), reading_.get())
                 : ZSTD_decompressDCtx(&decompressor(), plain.data(), size, frame.data(), frame.size());
    if (ZSTD_isError(done))
        throw Damaged("a text cannot be decompressed");
    Scanner scanner(bytes_of(std::string_view(plain).substr(0, done)));
    TextParts parts;
    parts.title = scanner.text(scanner.number());
    parts.body = scanner.text(scanner.left());
    return parts;
}

}  // namespace gongkai::fulltext
