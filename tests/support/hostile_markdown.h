// Markdown that makes careless parsers slow: each case grows with the number of bytes wanted.
// Source: the pathological cases of CommonMark's reference implementation and the advisories of
// cmark-gfm, regenerated, and what was found by trying.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina::test {

struct HostileMarkdown {
    std::string_view name;
    std::function<std::string(std::size_t bytes)> make;
};

inline std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text;
    text.reserve(bytes + piece.size());
    while (text.size() < bytes)
        text += piece;
    return text;
}

// A counter stands in each piece, so that no two are equal.
inline std::string counted(std::string_view before, std::string_view after, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; text.size() < bytes; ++i)
        text.append(before).append(std::to_string(i)).append(after);
    return text;
}

inline HostileMarkdown repeating(std::string_view name, std::string_view piece) {
    return {name, [piece](std::size_t bytes) { return repeated(piece, bytes); }};
}

// First half of the bytes one piece, second half another.
inline HostileMarkdown halves(std::string_view name,
                              std::string_view first,
                              std::string_view second) {
    return {name, [first, second](std::size_t bytes) {
                return repeated(first, bytes / 2) + repeated(second, bytes / 2);
            }};
}

inline std::string deepening_list(std::size_t bytes) {
    std::string text;
    for (std::size_t depth = 0; text.size() < bytes / 2; ++depth)
        text.append(2 * depth, ' ').append("- a\n");
    return text + repeated("\n", bytes / 2);
}

inline std::string wide_table(std::size_t bytes) {
    const std::size_t columns = bytes / 8;
    return repeated("|x", 2 * columns) + "|\n" + repeated("|-", 2 * columns) + "|\n" +
           repeated("|x|\n", bytes / 2);
}

inline std::string growing_backticks(std::size_t bytes) {
    std::string text;
    for (std::size_t run = 1; text.size() < bytes; run = run % 900 + 1)
        text.append("e").append(run, '`');
    return text;
}

inline std::string reused_reference(std::size_t bytes) {
    return "[a]: /" + repeated("u", bytes / 2) + "\n\n" + repeated("[a] ", bytes / 2);
}

inline std::string many_footnotes(std::size_t bytes) {
    return counted("[^", "] ", bytes / 2) + "\n\n" + counted("[^", "]: x\n", bytes / 2);
}

inline std::string delimiter_rows(std::size_t bytes) {
    return "a\n" + repeated("|-|-|\n", bytes);
}

inline std::string unequal_tables(std::size_t bytes) {
    return repeated("|a\n|-|-\n", bytes);
}

inline const std::vector<HostileMarkdown>& hostile_markdown() {
    static const std::vector<HostileMarkdown> cases = {
        repeating("nested strong emphasis opened", "*a **a "),
        halves("nested strong emphasis", "*a **a ", "b** b* "),
        repeating("emphasis openers and closers of threes", "a**b c* "),
        repeating("emphasis closers without openers", "a_ "),
        repeating("emphasis openers without closers", "_a "),
        repeating("emphasis of two kinds", "*a_ "),
        repeating("strikethrough openers", "~a "),
        repeating("strikethrough closers", "a~ "),
        repeating("double strikethrough openers", "~~a "),
        halves("strikethrough of unequal ends", "~~a ", "a~ "),
        repeating("strikethrough inside of two kinds", "*w'~~_*"),
        repeating("footnotes and emphasis", "[^a] _ "),
        repeating("links and emphasis", "_[a](b)"),
        repeating("numbers in code and strikethrough",
                  "<pre>\n1. a</pre>\nb\n2. ~~a a~ \n3. ~~a a~ \n"),
        repeating("addresses cut off", "<(www."),
        repeating("bare addresses cut off", "|-|http://w<"),
        halves("cells before a table's head", "|-|a@b", "\n|-|-|\n"),
        halves("addresses before white space", "\nwww.", "  "),
        repeating("formulas opened", "\n$$1. "),
        repeating("formulas over lines", "$$\na\n"),
        halves("one formula over many lines", "$$ a ", "\nb"),
        repeating("formulas and code", "$`a``"),
        repeating("dollars", "$ $+(\n"),
        repeating("rows without a cell", "|-|\n|\n"),
        halves("lines before a table's head", "a\n", "|-|-|\n"),
        repeating("strikethrough of two lengths", "~~a~ "),
        repeating("strikethrough and emphasis", "~~a* "),
        repeating("link closers without openers", "a]"),
        repeating("link openers without closers", "[a"),
        repeating("brackets opened", "[ (](."),
        halves("nested brackets", "[", "]"),
        halves("spaced nested brackets", "[ ", "] "),
        halves("nested links", "[", "](b)"),
        repeating("links that begin", "[a]("),
        repeating("links with an open target", "[a](<b"),
        repeating("links with an open title", "[a](b \"c "),
        repeating("links with an open parenthesis", "[a](b(("),
        repeating("images with empty links", "![[]()"),
        repeating("images opened", "!["),
        halves("nested images", "![", "](b)"),
        halves("images opened before links", "![", "[](b)"),
        repeating("mixed openers and brackets", "**x [a*b**c*](d)"),
        repeating("nested quotes", "> "),
        repeating("nested quotes without spaces", ">"),
        repeating("nested lists", "- "),
        repeating("nested lists with text", "+ "),
        {"deepening list", deepening_list},
        repeating("quotes with empty lines", "> > > > > > > >\n\n"),
        repeating("thematic breaks that fail", "* * * * * * * a "),
        {"growing backticks", growing_backticks},
        repeating("backticks of two lengths", "`a``"),
        repeating("comments opened", "<!--"),
        repeating("comments with a dash", "<!-- a -"),
        repeating("processing instructions opened", "a<?"),
        repeating("declarations opened", "a<!A "),
        repeating("character data opened", "a<![CDATA["),
        repeating("tags opened", "a<b "),
        repeating("tags with open attributes", "a<b c=\"d "),
        repeating("angle brackets", "<"),
        repeating("autolinks opened", "<http:"),
        repeating("bare addresses", "http://a.b "),
        repeating("bare addresses without end", "http://"),
        repeating("web addresses", "www."),
        repeating("web addresses in underscores", "_www.a_"),
        repeating("web addresses in parentheses", "(www.a"),
        repeating("addresses with parentheses", "http://a.b/)))))))"),
        repeating("addresses with entities", "http://a.b/&a;&a;&a; "),
        repeating("mail addresses opened", "a@"),
        repeating("mail addresses with dots", "a.b-c+d@"),
        repeating("mail addresses", "a@b.c "),
        repeating("colons", "a:"),
        repeating("letters of web", "w"),
        repeating("entities opened", "&a"),
        repeating("entities", "&amp;"),
        repeating("backslashes", "\\"),
        repeating("hard breaks", "a  \n"),
        repeating("footnotes opened", "[^"),
        repeating("footnote uses without definitions", "[^a] "),
        {"many footnotes", many_footnotes},
        repeating("footnotes in footnotes", "[^a]: "),
        halves("one footnote used often", "[^a]: b\n\n", "[^a]"),
        {"many references", [](std::size_t bytes) { return counted("[", "]: u\n", bytes); }},
        {"many uses of references",
         [](std::size_t bytes) {
             return counted("[", "]: u\n", bytes / 2) + "\n" + counted("[", "] ", bytes / 2);
         }},
        repeating("references of one name", "[a]: u\n"),
        {"one long reference used often", reused_reference},
        {"wide table", wide_table},
        {"delimiter rows", delimiter_rows},
        {"tables of unequal width", unequal_tables},
        repeating("table heads in one paragraph", "a|b\n"),
        repeating("pipes", "|"),
        repeating("escaped pipes", "\\|"),
        halves("table of escaped pipes", "|a|\n|-|\n", "|\\||\n"),
        repeating("setext underlines", "a\n=\n"),
        repeating("headings", "#"),
        repeating("heading closers", "# a #"),
        repeating("headings of one text", "# a\n"),
        repeating("headings in turn", "# a\n## b\n"),
        repeating("tabs", "\t"),
        repeating("tabs in a list", "-\t"),
        repeating("empty items", "-\n"),
        repeating("items with empty lines", "- a\n\n"),
        repeating("fences opened", "```\n~~~\n"),
        repeating("html blocks opened", "<div>\n<?\n"),
        repeating("lines", "a\n"),
        repeating("one line", "абв "),
        repeating("returns", "a\r"),
        repeating("clause numbers", "1.1.1.1."),
        repeating("bullets that are none", "• a\n– b:\n"),
        repeating("glossary words", "ВПР "),
        repeating("links with one target", "[a](b) "),
        repeating("links with an entity", "[a](&#97;b) "),
        repeating("links of a reference", "[a]: &#98;\n\n[a] "),
        repeating("items of advice", "```do\n*a\n```\n"),
    };
    return cases;
}

}  // namespace vitrina::test
