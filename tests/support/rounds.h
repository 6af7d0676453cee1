// How much a random test tries: more with ROUNDS=long, as `tests/run long` sets it.
#pragma once

#include <cstdlib>
#include <string_view>

namespace vitrina::test {

inline bool are_rounds_long() {
    const char* const rounds = std::getenv("ROUNDS");
    return rounds != nullptr && std::string_view(rounds) == "long";
}

}  // namespace vitrina::test
