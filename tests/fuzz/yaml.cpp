// YAML and front matter: the strict reader beside the library, and its quick way beside its slow one.
#include <algorithm>
#include <optional>
#include <string>

#include "content/front_matter.h"
#include "content/yaml.h"
#include "content/yaml_scan.h"
#include "content/yaml_structure.h"
#include "fuzz/target.h"
#include "support/yaml_notation.h"

namespace vitrina::fuzz {
namespace {

// The library reads these words as no value; here they are texts.
void drop_null_words(YamlNode& node) {
    const std::string_view text = node.text();
    if (node.is_scalar() && node.style == YamlStyle::Plain &&
        (text == "~" || text == "null" || text == "Null" || text == "NULL"))
        node = {};
    for (YamlNode& key : node.keys)
        drop_null_words(key);
    for (YamlNode& child : node.children)
        drop_null_words(child);
}

void check_spans(const YamlNode& node, Span around) {
    require(node.span.begin <= node.span.end && node.span.begin >= around.begin &&
                node.span.end <= around.end,
            "a value stands within what holds it");
    require(node.keys.empty() || node.keys.size() == node.children.size(),
            "every key has its value");
    for (const YamlNode& key : node.keys)
        check_spans(key, around);
    for (const YamlNode& child : node.children)
        check_spans(child, around);
}

// The quick reader of structure, where it answers, says what the library says.
void check_structure(const SourcePtr& source, Span part) {
    Diagnostics ignored;
    const YamlScan scan = scan_yaml(source, part, ignored);
    if (!scan.is_readable)
        return;
    const auto plain = read_plain_structure(scan.skeleton);
    if (!plain)
        return;
    const YamlStructure whole = read_structure(scan.skeleton);
    require(plain->events == whole.events && plain->refused_at == whole.refused_at,
            "both readers of structure say the same", scan.skeleton);
}

struct Reading {
    std::string said;  // of the fields
    std::string body;
    std::vector<MessageId> messages;
};

Reading read_file(std::string_view text) {
    const SourcePtr source = source_of("memo.md", text);
    Reading reading;
    Diagnostics out;
    if (check_encoding(source, out)) {
        if (const auto front = read_front_matter(source, out)) {
            require(front->body.begin <= front->body.end &&
                        front->body.end <= source->text.size(),
                    "the body stands within the file");
            check_spans(front->fields, whole(source));
            reading.said = test::notation(front->fields);
            reading.body = source->text.substr(front->body.begin,
                                               front->body.end - front->body.begin);
        }
    }
    check_messages(out, source);
    for (const Diagnostic& item : out.sorted())
        reading.messages.push_back(item.id);
    return reading;
}

// The library does not take every CR for the end of a line, and the end of the text for none; blanks
// in an empty line of a block text are text to it. Blanks behind the last line end are no line.
std::string with_plain_lines(std::string_view text) {
    std::string changed;
    const auto drop_blanks_alone = [&changed] {
        const std::size_t last = changed.find_last_not_of(" \t");
        if (last == std::string::npos || changed[last] == '\n')
            changed.resize(last == std::string::npos ? 0 : last + 1);
    };
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n")) {
            drop_blanks_alone();
            changed += '\n';
        } else if (text[i] != '\r') {
            changed += text[i];
        }
    drop_blanks_alone();
    if (!changed.empty() && !changed.ends_with('\n'))
        changed += '\n';
    return changed;
}

// Empty where the library refuses what the format allows: a tab in the last line, a question mark
// in brackets.
std::string notation_of_library(std::string_view text) {
    try {
        return test::notation(YAML::Load(with_plain_lines(text)));
    } catch (const YAML::Exception&) {
        return {};
    }
}

std::string with_line_ends(std::string_view text) {
    std::string changed;
    for (const char c : text)
        changed += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return changed;
}

}  // namespace

void fuzz_yaml(std::string_view bytes) {
    const SourcePtr source = source_of("plan.yaml", bytes);
    Diagnostics out;
    if (check_encoding(source, out)) {
        check_structure(source, whole(source));
        auto tree = read_yaml(source, whole(source), out);
        require(tree || out.has_errors(), "what is not read is told");
        if (tree)
            check_spans(*tree, whole(source));
        // At the outermost level the library takes no text that is not indented.
        if (tree && !tree->is_scalar() && !out.has_errors()) {
            drop_null_words(*tree);
            const std::string ours = test::notation(*tree);
            const std::string theirs = notation_of_library(source->text);
            require(theirs.empty() || ours == theirs, "the tree is the library's",
                    ours + "\n" + theirs);
        }
    }
    check_messages(out, source);
}

void fuzz_front_matter(std::string_view bytes) {
    const Reading reading = read_file(bytes);
    Diagnostics ignored;
    if (!check_encoding(source_of("memo.md", bytes), ignored) ||
        bytes.find('\r') != std::string_view::npos || bytes.starts_with("\xEF\xBB\xBF"))
        return;
    const Reading marked = read_file("\xEF\xBB\xBF" + std::string(bytes));
    require(marked.said == reading.said && marked.body == reading.body &&
                marked.messages == reading.messages,
            "a byte order mark changes nothing", reading.said + "\n" + marked.said);
    const Reading other = read_file(with_line_ends(bytes));
    require(other.said == reading.said && other.body == with_line_ends(reading.body) &&
                other.messages == reading.messages,
            "line ends change nothing", reading.said + "\n" + other.said);
}

}  // namespace vitrina::fuzz
