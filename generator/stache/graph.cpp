#include "stache/graph.h"

#include <vector>

namespace vitrina::stache {
namespace {

struct Contents {
    std::set<std::string_view> includes;
    std::set<std::string_view> blocks;
};

void collect(const std::vector<Node>& nodes, Contents& contents) {
    for (const Node& node : nodes) {
        if (const auto* section = std::get_if<SectionNode>(&node.value)) {
            collect(section->body, contents);
        } else if (const auto* block = std::get_if<BlockNode>(&node.value)) {
            contents.blocks.insert(block->name.text);
            collect(block->body, contents);
        } else if (const auto* include = std::get_if<IncludeNode>(&node.value)) {
            contents.includes.insert(include->name.text);
            for (const BlockNode& filling : include->blocks)
                collect(filling.body, contents);
        }
    }
}

// All that `name` and the templates below it hold.
Contents collect_all(const Trees& trees, std::string_view name) {
    Contents all;
    std::set<std::string_view> seen;
    std::vector<std::string_view> waiting = {name};
    while (!waiting.empty()) {
        const auto tree = trees.find(waiting.back());
        waiting.pop_back();
        if (tree == trees.end() || !seen.insert(tree->first).second)
            continue;
        Contents own;
        collect(tree->second->nodes, own);
        waiting.insert(waiting.end(), own.includes.begin(), own.includes.end());
        all.includes.merge(own.includes);
        all.blocks.merge(own.blocks);
    }
    return all;
}

}  // namespace

std::set<std::string_view> reachable_from(const Trees& trees, std::string_view name) {
    return collect_all(trees, name).includes;
}

std::set<std::string_view> blocks_offered_by(const Trees& trees, std::string_view name) {
    return collect_all(trees, name).blocks;
}

}  // namespace vitrina::stache
