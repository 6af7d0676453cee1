// What templates take in and offer, read off their trees without compiling them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "stache/syntax.h"

namespace vitrina::stache {

using Trees = std::map<std::string, std::unique_ptr<const SyntaxTree>, std::less<>>;

// Templates that the tree of `name` takes in, directly or through others; `name` itself only if it
// comes back to itself.
std::set<std::string_view> reachable_from(const Trees& trees, std::string_view name);

// Blocks that can be filled in `name`, or in what it takes in.
std::set<std::string_view> blocks_offered_by(const Trees& trees, std::string_view name);

}  // namespace vitrina::stache
