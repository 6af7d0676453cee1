// What the tests of content/markdown share: a text rendered, with its messages in short.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "content/markdown.h"

namespace vitrina::test {

struct Rendering {
    std::string html;
    MarkdownFacts facts;
    std::vector<std::string> messages;  // «2:7 link-scheme data:x», in order of their places
};

inline MappedText mapped(std::string text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    return {std::move(text), {0, size}, {}};
}

inline std::vector<std::string> short_messages(const Diagnostics& out) {
    std::vector<std::string> messages;
    for (const Diagnostic& item : out.sorted()) {
        const LineColumn at = line_column(item.place.source->text, item.place.span.begin);
        std::string message =
            fmt::format("{}:{} {}", at.line, at.column, message_text(item.id).name);
        for (const std::string& argument : item.args)
            message += " " + argument;
        messages.push_back(std::move(message));
    }
    return messages;
}

inline Rendering rendered(const std::string& text, MarkdownOptions options = {}) {
    options.source = std::make_shared<Source>(Source{"memo.md", text});
    Rendering result;
    Diagnostics out;
    result.html = render_markdown(mapped(text), options, result.facts, out);
    result.messages = short_messages(out);
    return result;
}

inline std::string html_of(const std::string& text) {
    return rendered(text).html;
}

inline std::string inline_of(const std::string& text, MarkdownOptions options = {}) {
    options.source = std::make_shared<Source>(Source{"memo.md", text});
    Diagnostics out;
    return render_inline(mapped(text), options, out);
}

inline std::vector<std::string> ids_of(const Rendering& rendering) {
    std::vector<std::string> ids;
    for (const MarkdownAnchor& anchor : rendering.facts.anchors)
        ids.push_back(anchor.id);
    return ids;
}

}  // namespace vitrina::test
