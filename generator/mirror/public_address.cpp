#include "mirror/public_address.h"

#include <algorithm>
#include <span>

namespace vitrina {
namespace {

bool has_prefix(std::span<const std::uint8_t> address,
                std::span<const std::uint8_t> prefix,
                int bits) {
    for (std::size_t i = 0; bits > 0; ++i, bits -= 8) {
        const int shift = bits >= 8 ? 0 : 8 - bits;
        if ((address[i] >> shift) != (prefix[i] >> shift))
            return false;
    }
    return true;
}

struct Block4 {
    Ip4 prefix;
    int bits;
};

constexpr std::array<Block4, 16> special4 = {{{{0, 0, 0, 0}, 8},
                                              {{10, 0, 0, 0}, 8},
                                              {{100, 64, 0, 0}, 10},
                                              {{127, 0, 0, 0}, 8},
                                              {{169, 254, 0, 0}, 16},
                                              {{172, 16, 0, 0}, 12},
                                              {{192, 0, 0, 0}, 24},
                                              {{192, 0, 2, 0}, 24},
                                              {{192, 31, 196, 0}, 24},
                                              {{192, 88, 99, 0}, 24},
                                              {{192, 168, 0, 0}, 16},
                                              {{198, 18, 0, 0}, 15},
                                              {{198, 51, 100, 0}, 24},
                                              {{203, 0, 113, 0}, 24},
                                              {{224, 0, 0, 0}, 4},
                                              {{240, 0, 0, 0}, 4}}};

struct Block6 {
    Ip6 prefix;
    int bits;
};

// Inside 2000::/3, which alone is given out.
constexpr std::array<Block6, 4> special6 = {{{{0x20, 0x01, 0x00}, 23},
                                             {{0x20, 0x01, 0x0d, 0xb8}, 32},
                                             {{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48},
                                             {{0x3f, 0xff, 0x00}, 20}}};

}  // namespace

bool is_public_address(const Ip4& address) {
    return std::ranges::none_of(special4, [&](const Block4& block) {
        return has_prefix(address, block.prefix, block.bits);
    });
}

bool is_public_address(const Ip6& address) {
    constexpr Ip6 nat64 = {0x00, 0x64, 0xff, 0x9b};
    constexpr Ip6 given_out = {0x20};
    constexpr std::array<std::uint8_t, 2> six_to_four = {0x20, 0x02};
    if (has_prefix(address, nat64, 96))
        return is_public_address(Ip4{address[12], address[13], address[14], address[15]});
    if (has_prefix(address, six_to_four, 16))
        return is_public_address(Ip4{address[2], address[3], address[4], address[5]});
    return has_prefix(address, given_out, 3) &&
           std::ranges::none_of(special6, [&](const Block6& block) {
               return has_prefix(address, block.prefix, block.bits);
           });
}

}  // namespace vitrina
