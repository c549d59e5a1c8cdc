// clang++ -fsanitize=fuzzer,address; the same is driven by fuzz_test.cpp without it.
#include "base/fulltext/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    gongkai::fulltext::test::fuzz_query({reinterpret_cast<const char*>(data), size});
    return 0;
}
