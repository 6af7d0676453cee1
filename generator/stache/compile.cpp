#include "stache/compile.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "stache/html_context.h"
#include "stache/judge.h"

namespace vitrina::stache {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::size_t max_parts = 100'000;
constexpr std::size_t most_errors = 1000;  // templates in templates multiply them
constexpr std::size_t bytes_per_part = 64;

// What fills a block: written in one template, shown in another.
struct Filling {
    const BlockNode* block = nullptr;
    SourcePtr source;

    std::string_view name() const { return block->name.text; }
    bool operator==(const Filling& other) const { return block == other.block; }
};
using Fillings = std::vector<Filling>;

// How the lines of the present text are shifted.
struct Lines {
    std::string_view removed;  // of the indentation as written
    std::string added;
};

// A template that is being taken in, and what decides whether it is the same again.
struct Inclusion {
    const SyntaxTree* tree = nullptr;
    MaybeShape top;
    std::size_t scopes = 0;
    Fillings fillings;
    HtmlContext html;
    std::string added;
    std::uint32_t begin = 0;
    std::vector<std::size_t> calls;  // of itself, their end not known yet
};

// How the present place was reached, for the notes of a message.
struct Stop {
    MessageId id{};
    Place place;
    std::string_view name;
};

// The section that was left last.
struct Joint {
    Place place;
    std::string_view name;
};

class Compiler {
public:
    Compiler(const Trees& trees, MaybeShape view, Mode mode, Diagnostics& out)
        : trees_(trees),
          mode_(mode),
          out_(out),
          errors_before_(out.error_count()),
          scopes_(std::move(view)) {}

    Program compile(std::string_view name) {
        const SyntaxTree& tree = *trees_.find(name)->second;
        source_ = tree.source;
        const auto size = static_cast<std::uint32_t>(source_->text.size());
        const HtmlContext start = html_;
        expand(name, tree);
        expect_agreement({name, {size, size}}, start);
        flush();
        return std::move(program_);
    }

private:
    template <class... Args>
    void report(MessageId id, Span span, const Args&... args) {
        add_trail(out_.error(id, {source_, span}, args...));
    }

    void report(const Mistake& mistake) {
        Diagnostic& message = out_.error(mistake.id, {source_, mistake.span});
        message.args = mistake.args;
        add_trail(message);
    }

    void add_trail(Diagnostic& message) const {
        for (auto stop = trail_.rbegin(); stop != trail_.rend(); ++stop)
            Diagnostics::note(message, stop->id, stop->place, stop->name);
    }

    void literal(std::string_view text) {
        if (text.empty())
            return;
        stays_in_line_ = false;
        program_.text += text;
        parts_ += text.size() / bytes_per_part;
        if (mode_ == Mode::Lenient)
            return;
        html_.feed(text);
        if (html_.take_torn())
            out_.error(ids::template_torn_name, joined_.place, joined_.name);
    }

    void flush() {
        const auto end = static_cast<std::uint32_t>(program_.text.size());
        if (end > flushed_)
            program_.code.push_back({Op::Text, flushed_, end - flushed_});
        flushed_ = end;
    }

    std::size_t emit(Op op, std::uint32_t first) {
        flush();
        program_.code.push_back({op, first, 0});
        return program_.code.size() - 1;
    }

    std::uint32_t here() {
        flush();
        return static_cast<std::uint32_t>(program_.code.size());
    }

    std::uint32_t add_path(Path path) {
        program_.paths.push_back(std::move(path));
        return static_cast<std::uint32_t>(program_.paths.size() - 1);
    }

    std::string_view kept(std::string_view indent) const {
        const auto differ = std::ranges::mismatch(indent, lines_.removed);
        return indent.substr(static_cast<std::size_t>(differ.in1 - indent.begin()));
    }

    std::string shifted(std::string_view indent) const {
        return lines_.added + std::string(kept(indent));
    }

    void begin_line(std::string_view added) {
        if (std::exchange(stays_in_line_, false))
            return;
        literal(added);
        if (repeats_ > 0)
            emit(Op::Indent, 0);
    }

    void compile_nodes(const std::vector<Node>& nodes) {
        for (const Node& node : nodes) {
            ++parts_;
            if (!has_room())
                return;
            std::visit([this](const auto& part) { compile_node(part); }, node.value);
        }
    }

    bool has_room() {
        if (out_.error_count() >= errors_before_ + most_errors)
            return false;
        if (parts_ <= max_parts)
            return true;
        const Place place = trail_.empty() ? Place{source_, {}} : trail_.front().place;
        if (!std::exchange(is_full_, true))
            out_.error(ids::template_too_large, place, max_parts);
        return false;
    }

    void compile_node(const TextNode& node) { literal(node.text); }

    void compile_node(const LineStart& node) {
        begin_line(lines_.added);
        literal(kept(node.indent));
    }

    void compile_node(const PrintNode& node) {
        stays_in_line_ = false;
        if (const auto meaning = resolve(node.name)) {
            if (mode_ == Mode::Strict && meaning->shape)
                if (const auto mistake = judge_print(node, meaning->shape->kind(), html_))
                    report(*mistake);
            emit(node.is_raw ? Op::RawPrint : Op::Print, add_path(meaning->path));
        }
        html_.feed_value();
    }

    void compile_node(const SectionNode& node) {
        const auto meaning = resolve(node.name);
        const Meaning inside = meaning ? *meaning : Meaning{{Path::any_frame, {}}, {}, 0};
        const HtmlContext start = html_;
        const std::size_t section =
            emit(node.is_inverted ? Op::Inverted : Op::Section, add_path(inside.path));
        if (!node.is_inverted)
            scopes_.enter(inside);
        compile_nodes(node.body);
        if (!node.is_inverted)
            scopes_.leave();
        program_.code[section].second = here();
        const HtmlContext end = html_;
        if (expect_agreement(node.name, start))
            html_ = start, html_.join(end);
        joined_ = {{source_, node.name.span}, node.name.text};
    }

    void compile_node(const BlockNode& node) {
        const auto filled = std::ranges::find(fillings_, node.name.text, &Filling::name);
        const HtmlContext start = html_;
        if (filled == fillings_.end())
            compile_block_lines(node, node, [&] { compile_nodes(node.body); });
        else
            compile_block_lines(node, *filled->block,
                                [&, filling = *filled] { fill(node, filling); });
        expect_agreement(node.name, start);
    }

    // The body of `shown` at the place of `node`, with the lines that the place stands for.
    template <class Body>
    void compile_block_lines(const BlockNode& node, const BlockNode& shown, const Body& body) {
        if (node.takes_lines && shown.body.empty())
            return;
        const bool is_at_line = node.takes_lines || node.begins_line;
        if (is_at_line && !shown.begins_line)
            begin_line(block_indent(node));
        stays_in_line_ = !is_at_line && shown.begins_line;
        body();
        stays_in_line_ = false;
        if (node.takes_lines && !shown.ends_line)
            literal(node.line_end);
    }

    // What stands before each line of a block: as its own lines have it, else as its tag has it.
    std::string block_indent(const BlockNode& node) const {
        if (node.inner_indent)
            return shifted(*node.inner_indent);
        return node.takes_lines ? shifted(node.indent) : lines_.added;
    }

    void fill(const BlockNode& place, const Filling& filling) {
        trail_.push_back({ids::template_block_here, {source_, place.name.span}, place.name.text});
        Lines lines{filling.block->inner_indent.value_or(std::string_view()), block_indent(place)};
        std::swap(lines_, lines);
        SourcePtr source = std::exchange(source_, filling.source);
        Fillings around = fillings_;
        std::erase(fillings_, filling);  // a block of the same name inside it is its own
        compile_nodes(filling.block->body);
        fillings_ = std::move(around);
        source_ = std::move(source);
        lines_ = std::move(lines);
        trail_.pop_back();
    }

    void compile_node(const IncludeNode& node) {
        if (mode_ == Mode::Strict)
            for (const Mistake& mistake : judge_include(node, trees_))
                report(mistake);
        const auto tree = trees_.find(node.name.text);
        if (tree == trees_.end())
            return;
        if (inclusions_.size() == max_depth)
            return report(ids::template_too_deep, node.name.span, max_depth);
        const HtmlContext start = html_;
        trail_.push_back({ids::template_included_here, {source_, node.name.span}, node.name.text});
        Lines lines{{}, node.takes_lines ? shifted(node.indent) : std::string()};
        std::swap(lines_, lines);
        Fillings around = fillings_;
        for (const BlockNode& block : node.blocks)
            if (std::ranges::find(around, block.name.text, &Filling::name) == around.end())
                fillings_.push_back({&block, source_});
        stays_in_line_ = !node.takes_lines;
        SourcePtr source = std::exchange(source_, tree->second->source);
        if (!repeat(node.name, *tree->second))
            expand(tree->first, *tree->second);
        source_ = std::move(source);
        stays_in_line_ = false;
        fillings_ = std::move(around);
        lines_ = std::move(lines);
        trail_.pop_back();
        expect_agreement(node.name, start);
    }

    void expand(std::string_view name, const SyntaxTree& tree) {
        const bool repeats = takes_in_itself(name);
        repeats_ += repeats ? 1 : 0;
        inclusions_.push_back({&tree,
                               scopes_.top(),
                               scopes_.size(),
                               fillings_,
                               html_,
                               lines_.added,
                               repeats ? here() : 0,
                               {}});
        compile_nodes(tree.nodes);
        const Inclusion done = std::move(inclusions_.back());
        inclusions_.pop_back();
        repeats_ -= repeats ? 1 : 0;
        for (const std::size_t call : done.calls)
            program_.calls[call].end = here();
    }

    bool takes_in_itself(std::string_view name) {
        const auto known = takes_in_itself_.find(name);
        if (known != takes_in_itself_.end())
            return known->second;
        const bool result = reachable_from(trees_, name).contains(name);
        takes_in_itself_.emplace(name, result);
        return result;
    }

    // If the template is just being taken in for the same shape, runs it again. False: it is not.
    bool repeat(const Name& name, const SyntaxTree& tree) {
        const auto same =
            std::find_if(inclusions_.rbegin(), inclusions_.rend(), [&](const Inclusion& inclusion) {
                return inclusion.tree == &tree && inclusion.top == scopes_.top() &&
                       inclusion.fillings == fillings_ && inclusion.html == html_;
            });
        if (same == inclusions_.rend())
            return false;
        if (mode_ == Mode::Strict && scopes_.top() && !scopes_.is_below(same->scopes)) {
            const Stop stop = trail_.back();
            trail_.pop_back();
            add_trail(out_.error(ids::template_endless, stop.place, name.text));
            trail_.push_back(stop);
            return true;
        }
        std::string_view indent = lines_.added;
        if (indent.starts_with(same->added))
            indent.remove_prefix(same->added.size());
        const auto scopes = mode_ == Mode::Strict ? same->scopes : 0;
        same->calls.push_back(program_.calls.size());
        emit(Op::Call, static_cast<std::uint32_t>(program_.calls.size()));
        program_.calls.push_back(
            {same->begin, 0, static_cast<std::uint32_t>(scopes), std::string(indent)});
        return true;
    }

    std::optional<Meaning> resolve(const Name& name) {
        auto result = scopes_.resolve(name);
        if (auto* meaning = std::get_if<Meaning>(&result))
            return std::move(*meaning);
        report(std::get<Mistake>(result));
        return std::nullopt;
    }

    // Whatever is shown or left out, the markup goes on as it stood at `start`.
    bool expect_agreement(const Name& part, const HtmlContext& start) {
        if (mode_ == Mode::Lenient || start.agrees_with(html_))
            return true;
        report(ids::template_torn_markup, part.span, part.text, start.where(), html_.where());
        html_ = start;
        return false;
    }

    const Trees& trees_;
    Mode mode_;
    Diagnostics& out_;
    const std::size_t errors_before_;
    Program program_;
    std::uint32_t flushed_ = 0;  // of `program_.text`, how much stands in instructions
    std::size_t parts_ = 0;
    bool is_full_ = false;

    SourcePtr source_;
    Scopes scopes_;
    Lines lines_;
    bool stays_in_line_ =
        false;  // what comes is set into a begun line: its first line adds nothing
    HtmlContext html_;
    Joint joined_;
    Fillings fillings_;
    std::vector<Inclusion> inclusions_;
    std::map<std::string_view, bool> takes_in_itself_;
    std::size_t repeats_ = 0;  // templates around that take themselves in
    std::vector<Stop> trail_;
};

}  // namespace

Program compile_program(
    const Trees& trees, std::string_view name, MaybeShape view, Mode mode, Diagnostics& out) {
    return Compiler(trees, std::move(view), mode, out).compile(name);
}

}  // namespace vitrina::stache
