#include "content/yaml.h"

#include <algorithm>
#include <istream>
#include <stdexcept>
#include <streambuf>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "content/yaml_scan.h"

namespace vitrina {
namespace {

// Mappings up to this size look for a repeated key by comparing, larger ones by hash.
constexpr std::size_t small_mapping = 16;

class ViewBuffer : public std::streambuf {
public:
    explicit ViewBuffer(std::string& bytes) {
        setg(bytes.data(), bytes.data(), bytes.data() + bytes.size());
    }
};

// The skeleton without the spaces that mean nothing, since the library takes its time for every
// character: those behind a scalar and at the ends of lines. Indentation and the columns behind
// dashes stay as they are.
class DenseSkeleton {
public:
    explicit DenseSkeleton(std::string_view skeleton) {
        text_.reserve(skeleton.size() / 2);
        for (std::size_t i = 0; i < skeleton.size();) {
            if (skeleton[i] != ' ') {
                text_ += skeleton[i++];
                continue;
            }
            const std::size_t end = std::min(skeleton.find_first_not_of(' ', i), skeleton.size());
            const std::size_t kept = spaces_kept(skeleton, i, end);
            text_.append(kept, ' ');
            if (kept < end - i)
                cuts_.push_back({text_.size(), end - text_.size()});
            i = end;
        }
    }

    std::string& text() { return text_; }
    // The place in the skeleton of a place in the dense text.
    std::size_t original(std::size_t at) const {
        const auto next = std::ranges::upper_bound(cuts_, at, {}, &Cut::at);
        return next == cuts_.begin() ? at : at + std::prev(next)->dropped;
    }

private:
    struct Cut {
        std::size_t at;       // in the dense text; the cut lies before it
        std::size_t dropped;  // characters dropped so far
    };

    static std::size_t spaces_kept(std::string_view skeleton, std::size_t begin, std::size_t end) {
        const char next = end < skeleton.size() ? skeleton[end] : '\n';
        if (next == '\n')
            return 0;
        const char before = begin == 0 ? '\n' : skeleton[begin - 1];
        if (before == '\n' || before == '-')
            return end - begin;
        return next == ':' || next == ',' || next == ']' || next == '}' ? 0 : 1;
    }

    std::string text_;
    std::vector<Cut> cuts_;
};

// The library's events tell the structure; every place and text comes from the scan.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const SourcePtr& source,
                Span part,
                YamlScan& scan,
                const DenseSkeleton& dense,
                Diagnostics& out)
        : source_(source),
          scan_(scan),
          dense_(dense),
          out_(out),
          base_(part.end - size_of(scan)),
          root_({}) {
        root_.span = {part.begin, part.begin};
    }

    bool agrees() const { return agrees_ && scalar_ == scan_.scalars.size(); }
    std::uint32_t place() const { return place_; }
    // Where in the file an event or a refusal of the library stands.
    std::uint32_t place_of(const YAML::Mark& mark) const {
        return base_ + static_cast<std::uint32_t>(
                           dense_.original(static_cast<std::size_t>(std::max(mark.pos, 0))));
    }
    YamlNode take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override { agrees_ = false; }

    void OnNull(const YAML::Mark&, YAML::anchor_t) override {
        begin_item();
        YamlNode node;
        const std::uint32_t behind = open_.empty() ? place_ : open_.back().behind;
        node.span = {behind, behind};
        add(std::move(node));
    }

    void OnScalar(const YAML::Mark& mark,
                  const std::string&,
                  YAML::anchor_t,
                  const std::string&) override {
        begin_item();
        place_ = place_of(mark);
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

    void OnSequenceStart(const YAML::Mark& mark,
                         const std::string&,
                         YAML::anchor_t,
                         YAML::EmitterStyle::value style) override {
        open(YamlKind::Sequence, mark, style);
    }
    void OnMapStart(const YAML::Mark& mark,
                    const std::string&,
                    YAML::anchor_t,
                    YAML::EmitterStyle::value style) override {
        open(YamlKind::Mapping, mark, style);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode node;
        bool has_key = false;      // of a mapping: a key waits for its value
        bool is_dropped = false;   // that key is repeated or refused
        std::uint32_t behind = 0;  // behind the last key or dash
        std::unordered_map<std::string, std::size_t> keys;  // of a large mapping: index of a key
    };

    static std::uint32_t size_of(const YamlScan& scan) {
        return static_cast<std::uint32_t>(scan.skeleton.size());
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

    void open(YamlKind kind, const YAML::Mark& mark, YAML::EmitterStyle::value style) {
        begin_item();
        Open level;
        level.node.kind = kind;
        place_ = place_of(mark);
        level.node.span = {place_, place_};
        if (style == YAML::EmitterStyle::Flow) {
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
    const DenseSkeleton& dense_;
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
    DenseSkeleton dense(scan.skeleton);
    TreeBuilder builder(source, part, scan, dense, out);
    ViewBuffer buffer(dense.text());
    std::istream stream(&buffer);
    std::optional<std::uint32_t> refused_at;
    try {
        YAML::Parser parser(stream);
        if (parser.HandleNextDocument(builder) && !builder.agrees())
            refused_at = builder.place();
    } catch (const YAML::ParserException& refusal) {
        refused_at = builder.place_of(refusal.mark);
    }
    if (!refused_at)
        return builder.take();
    // What the scanner has nothing against is plain structure: to refuse it is a mistake of ours.
    if (!scan.has_errors)
        throw std::logic_error(
            fmt::format("{}: byte {}: no structure of YAML", source->path, *refused_at));
    return std::nullopt;
}

}  // namespace vitrina
