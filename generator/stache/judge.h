// Judgements on single tags of a strict template.
#pragma once

#include <optional>
#include <vector>

#include "stache/graph.h"
#include "stache/html_context.h"
#include "stache/scopes.h"
#include "stache/shape.h"
#include "stache/syntax.h"

namespace vitrina::stache {

// May a value of this kind be printed in this way at this place?
std::optional<Mistake> judge_print(const PrintNode& node, ShapeKind kind, const HtmlContext& html);

// Is there such a template, and does it have the blocks that are filled?
std::vector<Mistake> judge_include(const IncludeNode& node, const Trees& trees);

}  // namespace vitrina::stache
