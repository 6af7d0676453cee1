// Hashes: XXH3 for «has it changed», SHA-256 for catalogues that others verify.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrina {

struct ContentHash {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const ContentHash&) const = default;
};

ContentHash content_hash(std::string_view bytes);
std::string hash_text(const ContentHash& hash);  // 32 lower-case hex digits
std::string sha256_hex(std::string_view bytes);

}  // namespace vitrina
