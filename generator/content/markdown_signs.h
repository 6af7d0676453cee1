// The bytes of a Markdown text at which costly markup may begin; most others are passed over sixteen at
// a time.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/byte_blocks.h"

namespace vitrina::markdown {

enum Class : std::uint8_t { Plain, LineEnd, Open, Close, Angle, Sign, Address, Run };

inline constexpr std::array<Class, 256> sign_classes = [] {
    std::array<Class, 256> table{};
    table['\n'] = table['\r'] = LineEnd;
    table['['] = Open;
    table[']'] = Close;
    table['<'] = Angle;
    table['_'] = table['*'] = table['~'] = Sign;
    table[':'] = table['w'] = Address;
    table['!'] = table['`'] = Run;
    return table;
}();

inline Class class_of(char byte) {
    return sign_classes[static_cast<unsigned char>(byte)];
}

// `[` and `_` differ in one bit. Must know every byte of `sign_classes`.
inline bool is_plain(const ByteBlock& block) {
    return !any_byte((block == '\n') | (block == '\r') | ((block & 0xFB) == '[') |
                     (block == ']') | (block == '<') | (block == '*') | (block == '~') |
                     (block == ':') | (block == 'w') | (block == '!') | (block == '`'));
}

// The first byte from `at` on that is not plain; the end if there is none.
inline std::size_t next_sign(std::string_view text, std::size_t at) {
    while (at + block_size <= text.size() && is_plain(block_at(text, at)))
        at += block_size;
    while (at < text.size() && class_of(text[at]) == Plain)
        ++at;
    return at;
}

}  // namespace vitrina::markdown
