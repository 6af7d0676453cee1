#include "content/yaml.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include <fmt/format.h>

#include "content/yaml_scan.h"
#include "content/yaml_structure.h"

namespace vitrina {
namespace {

// Mappings up to this size look for a repeated key by comparing, larger ones by hash.
constexpr std::size_t small_mapping = 16;

// The events tell the structure; every place and text comes from the scan.
class TreeBuilder {
public:
    TreeBuilder(const SourcePtr& source, Span part, YamlScan& scan, Diagnostics& out)
        : source_(source),
          scan_(scan),
          out_(out),
          base_(part.end - static_cast<std::uint32_t>(scan.skeleton.size())) {
        root_.span = {part.begin, part.begin};
    }

    // Where in the file the structure and the scan fall out; nothing if they agree.
    std::optional<std::uint32_t> build(const YamlStructure& structure) {
        for (const YamlEvent& event : structure.events)
            apply(event);
        if (structure.refused_at)
            return base_ + *structure.refused_at;
        const bool is_whole = structure.events.empty() || scalar_ == scan_.scalars.size();
        return agrees_ && is_whole ? std::nullopt : std::optional(place_);
    }
    YamlNode take() { return std::move(root_); }

private:
    struct Open {
        YamlNode node;
        bool has_key = false;      // of a mapping: a key waits for its value
        bool is_dropped = false;   // that key is repeated or refused
        std::uint32_t behind = 0;  // behind the last key or dash
        std::unordered_map<std::string, std::size_t> keys;  // of a large mapping: index of a key
    };

    void apply(const YamlEvent& event) {
        switch (event.kind) {
            case YamlEvent::Kind::Null:
                return add_null();
            case YamlEvent::Kind::Scalar:
                return add_scalar(event);
            case YamlEvent::Kind::SequenceStart:
                return open(YamlKind::Sequence, event);
            case YamlEvent::Kind::MappingStart:
                return open(YamlKind::Mapping, event);
            case YamlEvent::Kind::End:
                return close();
            case YamlEvent::Kind::Alias:
                agrees_ = false;
        }
    }

    void add_null() {
        begin_item();
        YamlNode node;
        const std::uint32_t behind = open_.empty() ? place_ : open_.back().behind;
        node.span = {behind, behind};
        add(std::move(node));
    }

    void add_scalar(const YamlEvent& event) {
        begin_item();
        place_ = base_ + event.at;
        agrees_ = agrees_ && scalar_ < scan_.scalars.size() &&
                  scan_.scalars[scalar_].scalar.span.begin == place_;
        if (!agrees_)
            return;
        YamlToken& token = scan_.scalars[scalar_++];
        YamlNode node;
        node.kind = YamlKind::Scalar;
        node.style = token.style;
        node.span = token.scalar.span;
        node.is_value_cut = token.is_value_cut;
        node.scalar = std::move(token.scalar);
        if (is_key())
            add_key(std::move(node), token);
        else
            add(std::move(node));
    }

    bool is_key() const {
        return !open_.empty() && open_.back().node.is_mapping() && !open_.back().has_key;
    }

    // An item of a block list has its dash, which is the place of an item that says nothing.
    void begin_item() {
        if (open_.empty() || !open_.back().node.is_sequence() ||
            open_.back().node.style != YamlStyle::Block)
            return;
        agrees_ = agrees_ && dash_ < scan_.dashes.size();
        if (agrees_)
            open_.back().behind = scan_.dashes[dash_++];
    }

    void open(YamlKind kind, const YamlEvent& event) {
        begin_item();
        Open level;
        level.node.kind = kind;
        place_ = base_ + event.at;
        level.node.span = {place_, place_};
        if (event.is_flow) {
            level.node.style = YamlStyle::Flow;
            agrees_ = agrees_ && flow_ < scan_.flows.size() && scan_.flows[flow_].begin == place_;
            if (agrees_)
                level.node.span = scan_.flows[flow_++];
        } else {
            level.node.style = YamlStyle::Block;
        }
        open_.push_back(std::move(level));
    }

    void close() {
        Open level = std::move(open_.back());
        open_.pop_back();
        Span& span = level.node.span;
        if (level.node.style == YamlStyle::Block)
            span.end = std::max(span.end, level.behind);
        add(std::move(level.node));
    }

    void add(YamlNode node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& level = open_.back();
        agrees_ = agrees_ && (level.has_key || !level.node.is_mapping());
        level.has_key = false;
        if (level.node.style == YamlStyle::Block)
            level.node.span.end = std::max(level.node.span.end, node.span.end);
        if (level.is_dropped)
            level.is_dropped = false;
        else
            level.node.children.push_back(std::move(node));
    }

    void add_key(YamlNode key, const YamlToken& token) {
        Open& level = open_.back();
        level.has_key = true;
        level.behind = std::max(token.behind_colon, key.span.end);
        level.is_dropped = token.refused;
        if (key.text() == "<<" && key.style == YamlStyle::Plain) {
            out_.error(ids::yaml_merge_key, {source_, key.span});
            level.is_dropped = true;
        }
        if (level.is_dropped)
            return;
        if (const YamlNode* first = find_key(level, key.text())) {
            Diagnostic& item = out_.error(ids::yaml_duplicate_key, {source_, key.span}, key.text());
            Diagnostics::note(item, ids::yaml_first_key, {source_, first->span}, key.text());
            level.is_dropped = true;
            return;
        }
        if (!level.keys.empty())
            level.keys.emplace(key.text(), level.node.keys.size());
        level.node.keys.push_back(std::move(key));
    }

    static const YamlNode* find_key(Open& level, std::string_view text) {
        const std::vector<YamlNode>& keys = level.node.keys;
        if (keys.size() < small_mapping) {
            const auto found = std::ranges::find(keys, text, &YamlNode::text);
            return found == keys.end() ? nullptr : &*found;
        }
        for (std::size_t i = level.keys.size(); i < keys.size(); ++i)
            level.keys.emplace(keys[i].text(), i);
        const auto found = level.keys.find(std::string(text));
        return found == level.keys.end() ? nullptr : &keys[found->second];
    }

    const SourcePtr& source_;
    YamlScan& scan_;
    Diagnostics& out_;
    std::uint32_t base_;  // where the skeleton begins in the file
    YamlNode root_;
    std::vector<Open> open_;
    std::size_t scalar_ = 0;
    std::size_t flow_ = 0;
    std::size_t dash_ = 0;
    std::uint32_t place_ = 0;  // of the last event
    bool agrees_ = true;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i].text() == key)
            return &children[i];
    return nullptr;
}

std::optional<YamlNode> read_yaml(const SourcePtr& source, Span part, Diagnostics& out) {
    YamlScan scan = scan_yaml(source, part, out);
    if (!scan.is_readable)
        return std::nullopt;
    auto structure = read_plain_structure(scan.skeleton);
    if (!structure)
        structure = read_structure(scan.skeleton);
    TreeBuilder builder(source, part, scan, out);
    const auto refused_at = builder.build(*structure);
    if (!refused_at)
        return builder.take();
    // What the scanner has nothing against is plain structure: to refuse it is a mistake of ours.
    if (!scan.has_errors)
        throw std::logic_error(
            fmt::format("{}: byte {}: no structure of YAML", source->path, *refused_at));
    return std::nullopt;
}

}  // namespace vitrina
