// clang++ -fsanitize=fuzzer,address; the same is driven by clean_test.cpp without it.
#include "base/markup/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    gongkai::markup::testing::fuzz_clean({reinterpret_cast<const char*>(data), size});
    return 0;
}
