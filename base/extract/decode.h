// Bytes of unknown encoding as UTF-8: a byte order mark, else valid UTF-8, else what the file says of itself, else UTF-16 by its
// zero bytes, else GB18030, which holds GBK and GB2312. Texts that are none of these are left to ICU's detector.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::extract {

struct Decoded {
    std::string text;       // with U+FFFD for what could not be decoded
    std::string charset;    // ICU's name
    std::size_t wrong = 0;  // places that became U+FFFD
};

Decoded decode(std::string_view bytes, std::string_view declared = {});

// With what its meta element or its XML declaration says.
Decoded decode_html(std::string_view bytes);

}  // namespace gongkai::extract
