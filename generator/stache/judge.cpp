#include "stache/judge.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"

namespace vitrina::stache {
namespace {

std::optional<Mistake> judge_place(const Name& name, ShapeKind kind, const HtmlContext& html) {
    const bool is_html = kind == ShapeKind::Html;
    const Mistake unsafe{ids::template_unsafe_context, name.span, {html.where()}};
    switch (html.placement()) {
        case Placement::Content:
            return std::nullopt;
        case Placement::Attribute:
            if (!is_html)
                return std::nullopt;
            return Mistake{ids::template_markup_in_attribute,
                           name.span,
                           {std::string(name.text), html.where()}};
        case Placement::DataBlock:
            return is_html ? std::nullopt : std::optional(unsafe);
        case Placement::Unquoted:
            return Mistake{ids::template_unquoted_attribute, name.span, {html.where()}};
        case Placement::Unsafe:
            return unsafe;
    }
    return unsafe;
}

void judge_fillings(const IncludeNode& node, const Trees& trees, std::vector<Mistake>& mistakes) {
    if (node.blocks.empty())
        return;
    const auto offered = blocks_offered_by(trees, node.name.text);
    const std::vector<std::string_view> candidates(offered.begin(), offered.end());
    for (auto block = node.blocks.begin(); block != node.blocks.end(); ++block) {
        const Name& filled = block->name;
        const std::string name(filled.text);
        const auto same_name = [&](const BlockNode& one) { return one.name.text == filled.text; };
        if (!offered.contains(filled.text))
            mistakes.push_back(
                {ids::template_unknown_block,
                 filled.span,
                 {name, std::string(node.name.text), nearest_name(name, candidates)}});
        else if (std::any_of(node.blocks.begin(), block, same_name))
            mistakes.push_back({ids::template_duplicate_block, filled.span, {name}});
    }
}

}  // namespace

std::optional<Mistake> judge_print(const PrintNode& node, ShapeKind kind, const HtmlContext& html) {
    const std::string name(node.name.text);
    if (kind != ShapeKind::Text && kind != ShapeKind::Html)
        return Mistake{ids::template_not_printable,
                       node.name.span,
                       {name, std::string(shape_kind_name(kind))}};
    if (auto mistake = judge_place(node.name, kind, html))
        return mistake;
    if (kind == ShapeKind::Html && !node.is_raw)
        return Mistake{ids::template_html_escaped, node.name.span, {name}};
    if (kind == ShapeKind::Text && node.is_raw)
        return Mistake{ids::template_text_unescaped, node.name.span, {name}};
    return std::nullopt;
}

std::vector<Mistake> judge_include(const IncludeNode& node, const Trees& trees) {
    std::vector<Mistake> mistakes;
    const std::string name(node.name.text);
    if (node.stray)
        mistakes.push_back({ids::template_stray_in_parent, *node.stray, {name}});
    if (trees.find(name) != trees.end()) {
        judge_fillings(node, trees, mistakes);
        return mistakes;
    }
    std::vector<std::string_view> known;
    for (const auto& [tree_name, tree] : trees)
        known.push_back(tree_name);
    mistakes.push_back(
        {ids::template_unknown_partial, node.name.span, {name, nearest_name(name, known)}});
    return mistakes;
}

}  // namespace vitrina::stache
