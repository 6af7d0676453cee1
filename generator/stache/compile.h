// Trees → program: names are resolved, templates taken in, the HTML around every value judged.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/diagnostics.h"
#include "stache/graph.h"
#include "stache/program.h"
#include "stache/scopes.h"

namespace vitrina::stache {

enum class Mode : std::uint8_t {
    Strict,
    Lenient,  // the specification's own manners: what is unknown is nothing, markup is not judged
};

// `name` is one of the trees.
Program compile_program(
    const Trees& trees, std::string_view name, MaybeShape view, Mode mode, Diagnostics& out);

}  // namespace vitrina::stache
