#include "content/markdown.h"

#include <array>

#include "base/text.h"
#include "content/markdown_guard.h"
#include "content/markdown_html.h"

namespace vitrina {
namespace {

using markdown::HtmlWriter;
using markdown::Tree;

// Whether the text can be anything but itself in one line: most cells of tables cannot.
bool may_hold_markup(std::string_view text) {
    constexpr std::array<bool, 256> signs = [] {
        std::array<bool, 256> table{};
        for (const char byte :
             {'*', '_', '[', ']', '!', '<', '&', '\\', '`', '~', '@', '$', '\n', '\r', '\0'})
            table[static_cast<unsigned char>(byte)] = true;
        return table;
    }();
    for (const char byte : text) {
        if (signs[static_cast<unsigned char>(byte)])
            return true;
    }
    return text.find("://") != std::string_view::npos ||
           text.find("www.") != std::string_view::npos;
}

bool refuse_costly(const MappedText& text, const MarkdownOptions& options, Diagnostics& out) {
    const auto refusal = markdown::find_costly_markup(text.text);
    if (!refusal)
        return false;
    out.error(refusal->id, {options.source, file_span(text, refusal->part)}, refusal->what);
    return true;
}

}  // namespace

std::string render_markdown(const MappedText& text,
                            const MarkdownOptions& options,
                            MarkdownFacts& facts,
                            Diagnostics& out) {
    if (refuse_costly(text, options, out))
        return {};
    const Tree tree(text.text);
    return HtmlWriter(text, options, facts, out).write_blocks(tree);
}

std::string render_inline(const MappedText& text,
                          const MarkdownOptions& options,
                          Diagnostics& out) {
    if (!may_hold_markup(text.text)) {
        std::string html;
        markdown::Abbreviations(options.abbreviations, options.abbreviations_used)
            .write(html, text.text);
        return html;
    }
    if (refuse_costly(text, options, out))
        return {};
    const Tree tree(markdown::as_inline(text.text));
    MarkdownFacts facts;  // one line has no anchors
    return HtmlWriter(text, options, facts, out).write_inline(tree);
}

}  // namespace vitrina
