// Eight bytes of a text looked at at once, without vectors: any processor can do that.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vitrina {

inline constexpr std::uint64_t high_bits = 0x8080808080808080U;
inline constexpr std::uint64_t low_bits = 0x0101010101010101U;

// The byte at `offset` is the lowest; `offset + 8 <= text.size()`.
inline std::uint64_t chunk_at(std::string_view text, std::size_t offset) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, text.data() + offset, sizeof chunk);
    if constexpr (std::endian::native == std::endian::big)
        chunk = __builtin_bswap64(chunk);
    return chunk;
}

constexpr std::uint64_t repeat_byte(std::uint64_t byte) {
    return byte * low_bits;
}

// No zero byte is missed; the byte after one may be taken for one too.
constexpr bool may_have_zero(std::uint64_t chunk) {
    return ((chunk - low_bits) & ~chunk & high_bits) != 0;
}

inline unsigned char byte_at(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]);
}

}  // namespace vitrina
