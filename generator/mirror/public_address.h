// Whether an address belongs to the public internet: what a mirror may ask.
// Source   IANA special-purpose address registries (RFC 6890 and its successors).
#pragma once

#include <array>
#include <cstdint>

namespace vitrina {

using Ip4 = std::array<std::uint8_t, 4>;
using Ip6 = std::array<std::uint8_t, 16>;

bool is_public_address(const Ip4& address);
// Also judges the IPv4 address that 6to4 and NAT64 addresses carry inside.
bool is_public_address(const Ip6& address);

}  // namespace vitrina
