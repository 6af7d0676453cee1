// Sixteen bytes of a text looked at at once: the compiler's vectors, for any processor.
//
// Shapes   comparing a block with a byte gives a mask: all bits of a lane are set where it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vitrina {

using ByteBlock = std::uint8_t __attribute__((vector_size(16)));
using ByteMask = std::int8_t __attribute__((vector_size(16)));

inline constexpr std::size_t block_size = sizeof(ByteBlock);

// `offset + block_size <= text.size()`.
inline ByteBlock block_at(std::string_view text, std::size_t offset) {
    ByteBlock block;
    std::memcpy(&block, text.data() + offset, sizeof block);
    return block;
}

inline bool any_byte(ByteMask mask) {
    std::uint64_t halves[2];
    std::memcpy(halves, &mask, sizeof mask);
    return (halves[0] | halves[1]) != 0;
}

inline unsigned char byte_at(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]);
}

}  // namespace vitrina
