// Markdown and formulas: whatever the text, the page gets well-formed markup of our list.
#include <string>
#include <vector>

#include "base/text.h"
#include "content/front_matter.h"
#include "content/markdown.h"
#include "content/math.h"
#include "fuzz/target.h"
#include "support/html_judge.h"

namespace vitrina::fuzz {
namespace {

constexpr std::size_t largest_growth = 60;
constexpr std::size_t largest_start = 1 << 16;

void check_html(const std::string& html, std::string_view text) {
    require(is_utf8(html), "pages are UTF-8");
    const std::string fault = test::HtmlJudge(html).fault();
    require(fault.empty(), "pages hold markup of our list alone", fault + "\n" + html);
    require(html.size() <= largest_start + largest_growth * text.size(), "pages do not explode");
}

void check_blocks(const SourcePtr& source, bool clauses) {
    static const std::vector<Abbreviation> words = {{"ВПР", "работы\"><script>"}};
    std::vector<bool> used(words.size());
    MarkdownOptions options;
    options.source = source;
    options.clauses = clauses;
    options.abbreviations = &words;
    options.abbreviations_used = &used;
    options.id_prefix = clauses ? "a-" : "";
    options.resolve = [&](const MarkdownLink& link) {
        require(is_allowed_url(link.url), "only allowed addresses are asked for", link.url);
        require(link.place.span.end <= source->text.size(), "a link stands within its file");
        return MarkdownTarget{.href = clauses ? link.url : "/x/", .width = 2, .height = 1};
    };
    const MappedText text{source->text, whole(source), {}};
    MarkdownFacts facts;
    Diagnostics out;
    const std::string page = render_markdown(text, options, facts, out);
    // An id that authors give twice is told, and nothing is published.
    if (!out.has_errors())
        check_html(page, source->text);
    check_messages(out, source);
    for (const MarkdownAnchor& anchor : facts.anchors)
        require(is_utf8(anchor.id) && is_utf8(anchor.title), "anchors are UTF-8");
    if (source->text.find_first_of("\r\n") != std::string::npos)
        return;
    Diagnostics told;
    const std::string line = render_inline(text, options, told);
    check_html(line, source->text);
    for (const std::string_view block : {"<p>", "<p ", "<h2", "<ul", "<ol", "<li", "<table",
                                         "<pre", "<blockquote", "<section", "<hr"})
        require(line.find(block) == std::string::npos, "one line never gives blocks", line);
    check_messages(told, source);
}

}  // namespace

void fuzz_markdown(std::string_view bytes) {
    const SourcePtr source = source_of("memo.md", bytes);
    Diagnostics out;
    if (!check_encoding(source, out))
        return;
    check_blocks(source, false);
    check_blocks(source, true);
    const std::string flat = flatten_markdown(source->text);
    require(is_utf8(flat), "plain text is UTF-8");
    std::vector<std::string> urls;
    require(is_utf8(flatten_with_pictures(source->text, urls)), "plain text is UTF-8");
    require(is_utf8(readable_line(source->text)), "what is read aloud is UTF-8");
    const std::string anchor = heading_anchor(flat);
    require(is_utf8(anchor) && count_code_points(anchor) <= 100, "anchors are short", anchor);
}

void fuzz_math(std::string_view bytes) {
    if (!is_utf8(bytes) || find_control(bytes))
        return;
    for (const bool is_display : {false, true}) {
        const markdown::MathResult made = markdown::render_math(bytes, is_display);
        require(made.problem ? made.html.empty() : made.html.starts_with("<math"),
                "a formula is markup or a problem");
        check_html(made.html, bytes);
        if (made.problem)
            require(made.problem->begin <= made.problem->end && made.problem->end <= bytes.size(),
                    "a problem stands within the formula");
    }
    require(is_utf8(markdown::formula_text(bytes)), "a formula's text is UTF-8");
}

}  // namespace vitrina::fuzz
