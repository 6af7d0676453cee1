#include "base/hash.h"

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE_BEGIN("base/hash");

TEST_CASE("a hash is written as 32 digits and read back") {
    const ContentHash hash{0x0123456789abcdef, 0x1};

    CHECK(hash_text(hash) == "0123456789abcdef0000000000000001");
    CHECK(parse_hash(hash_text(hash)) == hash);
}

TEST_CASE("what is not 32 lower-case hex digits is no hash") {
    for (const char* text :
         {"", "12", "0123456789ABCDEF0000000000000001", "0123456789abcdef000000000000000g",
          "0123456789abcdef00000000000000011"}) {
        CAPTURE(text);
        CHECK(!parse_hash(text));
    }
}

TEST_CASE("bytes in pieces have the hash of the whole") {
    const std::string bytes(100'000, 'x');
    ContentHasher hasher;
    for (std::size_t begin = 0; begin < bytes.size(); begin += 777)
        hasher.add(std::string_view(bytes).substr(begin, 777));

    CHECK(hasher.hash() == content_hash(bytes));
    CHECK(ContentHasher().hash() == content_hash(""));
}

TEST_CASE("SHA-256 is that of the standard's example") {
    // FIPS 180-2, appendix B.1.
    CHECK(sha256("abc").substr(0, 3) == "\xba\x78\x16");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_SUITE_END();

}  // namespace vitrina
