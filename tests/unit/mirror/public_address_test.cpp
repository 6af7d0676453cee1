#include "mirror/public_address.h"

#include <string_view>

#include <doctest/doctest.h>

namespace vitrina {
namespace {

struct Case4 {
    Ip4 address;
    bool is_public;
};

struct Case6 {
    Ip6 address;
    bool is_public;
};

}  // namespace

TEST_SUITE("mirror/public_address") {
    TEST_CASE("only addresses of the public internet are public") {
        constexpr std::array<Case4, 15> cases = {{{{127, 0, 0, 1}, false},
                                                  {{10, 1, 2, 3}, false},
                                                  {{172, 15, 255, 255}, true},
                                                  {{172, 16, 0, 1}, false},
                                                  {{172, 32, 0, 1}, true},
                                                  {{192, 168, 1, 1}, false},
                                                  {{169, 254, 169, 254}, false},
                                                  {{100, 63, 255, 255}, true},
                                                  {{100, 64, 0, 1}, false},
                                                  {{100, 128, 0, 1}, true},
                                                  {{0, 0, 0, 0}, false},
                                                  {{224, 0, 0, 1}, false},
                                                  {{255, 255, 255, 255}, false},
                                                  {{198, 19, 0, 1}, false},
                                                  {{77, 88, 55, 60}, true}}};
        for (const Case4& one : cases) {
            CAPTURE(int{one.address[0]});
            CAPTURE(int{one.address[1]});
            CHECK(is_public_address(one.address) == one.is_public);
        }
    }

    TEST_CASE("an IPv4 address inside an IPv6 one is judged as itself") {
        const std::array<Case6, 10> cases = {
            {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, false},
             {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1}, false},
             {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 77, 88, 55, 60}, false},
             {{0xfe, 0x80}, false},
             {{0xfc, 0x00}, false},
             {{0xff, 0x02}, false},
             {{0x20, 0x02, 10, 0, 0, 1}, false},
             {{0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 192, 168, 0, 1}, false},
             {{0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 77, 88, 55, 60}, true},
             {{0x2a, 0x02, 0x06, 0xb8}, true}}};
        for (std::size_t i = 0; i < cases.size(); ++i) {
            CAPTURE(i);
            CHECK(is_public_address(cases[i].address) == cases[i].is_public);
        }
    }
}

}  // namespace vitrina
