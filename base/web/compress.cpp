#include "base/web/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"
#include "base/web/weights.h"

namespace gongkai::web {
namespace {

std::string gzip(std::string_view body, int level) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;
    if (::deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib could not be initialised");
    std::string out(::deflateBound(&stream, body.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    if (end != Z_STREAM_END)
        throw std::runtime_error("zlib did not finish");
    return out;
}

// One stream over many pieces.
class Gzip {
  public:
    Gzip() {
        constexpr int gzip_window = 15 + 16, fast = 1;
        if (::deflateInit2(&stream_, fast, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib could not be initialised");
    }
    ~Gzip() { ::deflateEnd(&stream_); }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;

    std::string add(std::string_view bytes, int flush) {
        std::string out(::deflateBound(&stream_, bytes.size()) + 64, '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        std::size_t made = 0;
        for (;;) {
            stream_.next_out = reinterpret_cast<Bytef*>(out.data() + made);
            stream_.avail_out = static_cast<uInt>(out.size() - made);
            ::deflate(&stream_, flush);
            made = out.size() - stream_.avail_out;
            if (stream_.avail_out != 0)
                break;
            out.resize(out.size() * 2);
        }
        out.resize(made);
        return out;
    }

  private:
    z_stream stream_{};
};

std::string brotli(std::string_view body, int quality) {
    std::size_t size = ::BrotliEncoderMaxCompressedSize(body.size());
    std::string out(size, '\0');
    if (!::BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.size(),
                                 reinterpret_cast<const std::uint8_t*>(body.data()), &size,
                                 reinterpret_cast<std::uint8_t*>(out.data())))
        throw std::runtime_error("brotli did not finish");
    out.resize(size);
    return out;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    constexpr std::array<std::string_view, encodings> names = {"identity", "gzip", "br"};
    return names[static_cast<std::size_t>(encoding)];
}

Encoding encoding_for(const Request& request) {
    auto best = Encoding::identity;
    double weight = 0;  // of two that are as dear the better one is taken
    for (const auto& wish : wishes_in(request.header("Accept-Encoding").value_or("")))
        for (const auto encoding : {Encoding::gzip, Encoding::brotli})
            if (same_ignoring_case(wish.name, name_of(encoding)) && wish.weight > 0 && wish.weight >= weight && encoding > best) {
                best = encoding;
                weight = wish.weight;
            }
    return best;
}

bool is_compressible(std::string_view content_type, std::size_t size) {
    if (size < 1024)
        return false;
    for (const std::string_view text :
         {"text/", "application/json", "application/javascript", "application/xml", "application/atom+xml", "application/ld+json",
          "application/manifest+json", "image/svg+xml", "application/geo+json"})
        if (content_type.starts_with(text))
            return true;
    return false;
}

Next gzipped(std::string first, Next next) {
    struct State {
        std::string first;
        Next next;
        Gzip gzip;
        bool is_over = false;
    };
    return [state = std::make_shared<State>(std::move(first), std::move(next))]() -> std::optional<std::string> {
        if (state->is_over)
            return std::nullopt;
        if (!state->first.empty())
            return state->gzip.add(std::exchange(state->first, {}), Z_NO_FLUSH);
        if (const auto piece = state->next())
            return piece->empty() ? std::string() : state->gzip.add(*piece, Z_NO_FLUSH);
        state->is_over = true;
        return state->gzip.add({}, Z_FINISH);
    };
}

std::string compress(std::string_view body, Encoding encoding, Effort effort) {
    const bool is_large = body.size() > (256 << 10);
    switch (encoding) {
        case Encoding::identity:
            break;
        case Encoding::gzip:
            return gzip(body, effort == Effort::kept ? 9 : is_large ? 1 : 4);
        case Encoding::brotli:
            return brotli(body, effort == Effort::kept ? 6 : is_large ? 1 : 4);
    }
    return std::string(body);
}

}  // namespace gongkai::web
