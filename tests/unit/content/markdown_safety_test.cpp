// Whatever the text, the page gets allow-listed markup only: judged by a small reader of HTML of
// our own, which knows nothing of Markdown.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "unit/content/markdown_rendering.h"

using namespace vitrina;

namespace {

using Names = std::set<std::string, std::less<>>;

const std::map<std::string, Names, std::less<>> allowed = {
    {"a", {"href", "title", "class", "id", "aria-label"}},
    {"abbr", {"title"}},
    {"blockquote", {}},
    {"br", {}},
    {"code", {"class"}},
    {"del", {}},
    {"div", {"class", "role", "tabindex", "aria-label"}},
    {"em", {}},
    {"h2", {"id"}},
    {"h3", {"id"}},
    {"h4", {"id"}},
    {"h5", {"id"}},
    {"h6", {"id"}},
    {"hr", {}},
    {"img", {"src", "alt", "title", "width", "height"}},
    {"input", {"type", "disabled", "checked", "aria-label"}},
    {"li", {"id", "class", "value"}},
    {"math", {"class", "display"}},
    {"mfrac", {"linethickness"}},
    {"mi", {"mathvariant"}},
    {"mn", {}},
    {"mo",
     {"fence", "form", "lspace", "maxsize", "minsize", "movablelimits", "rspace", "stretchy"}},
    {"mover", {"accent"}},
    {"mroot", {}},
    {"mrow", {}},
    {"mspace", {"width"}},
    {"msqrt", {}},
    {"mstyle", {"displaystyle", "mathvariant", "scriptlevel"}},
    {"msub", {}},
    {"msubsup", {}},
    {"msup", {}},
    {"mtable", {"class", "displaystyle"}},
    {"mtd", {"class"}},
    {"mtext", {}},
    {"mtr", {}},
    {"munder", {"accentunder"}},
    {"munderover", {}},
    {"ol", {"start", "class"}},
    {"p", {"id"}},
    {"pre", {"tabindex"}},
    {"section", {"class", "aria-label"}},
    {"span", {"id", "class", "role", "tabindex", "aria-label"}},
    {"strong", {}},
    {"sup", {}},
    {"table", {}},
    {"tbody", {}},
    {"td", {"class"}},
    {"th", {"scope", "class"}},
    {"thead", {}},
    {"tr", {}},
    {"ul", {"class"}},
};

// Reads the page and says what is wrong with it first; empty if nothing is.
class HtmlJudge {
public:
    explicit HtmlJudge(std::string_view html) : html_(html) {}

    std::string fault() {
        while (fault_.empty() && at_ < html_.size()) {
            if (html_[at_] == '<')
                read_tag();
            else
                read_character();
        }
        if (fault_.empty() && !open_.empty())
            fault_ = "not closed: " + open_.back();
        return fault_;
    }

private:
    void read_character() {
        const char byte = html_[at_];
        if (byte == '>' || byte == '"' || byte == '\'')
            fault_ = "a bare sign in text";
        if (byte == '&')
            read_entity();
        else
            ++at_;
    }

    void read_entity() {
        for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
            if (!html_.substr(at_).starts_with(entity))
                continue;
            at_ += entity.size();
            return;
        }
        fault_ = "a bare ampersand";
    }

    void read_tag() {
        const bool is_end = html_.substr(at_).starts_with("</");
        at_ += is_end ? 2 : 1;
        const std::string name = read_name();
        if (is_end) {
            if (open_.empty() || open_.back() != name || !take('>'))
                fault_ = "a wrong end: " + name;
            else
                open_.pop_back();
            return;
        }
        const auto tag = allowed.find(name);
        if (tag == allowed.end()) {
            fault_ = "a tag that is not allowed: " + name;
            return;
        }
        while (fault_.empty() && take(' '))
            read_attribute(tag->second);
        if (fault_.empty() && !take('>'))
            fault_ = "a tag without end: " + name;
        if (name != "br" && name != "hr" && name != "img" && name != "input")
            open_.push_back(name);
    }

    void read_attribute(const Names& names) {
        const std::string name = read_name();
        if (!names.contains(name))
            fault_ = "an attribute that is not allowed: " + name;
        if (!take('='))
            return;
        if (!take('"')) {
            fault_ = "a value without quotes: " + name;
            return;
        }
        const std::size_t begin = at_;
        while (fault_.empty() && at_ < html_.size() && html_[at_] != '"') {
            if (html_[at_] == '<')
                fault_ = "a bare sign in a value";
            if (html_[at_] == '&')
                read_entity();
            else
                ++at_;
        }
        const std::string value(html_.substr(begin, at_ - begin));
        if (!take('"'))
            fault_ = "a value without end: " + name;
        if ((name == "href" || name == "src") && !is_allowed_url(value))
            fault_ = "an address that is not allowed: " + value;
        if (name == "id" && !ids_.insert(value).second)
            fault_ = "an id that stands twice: " + value;
    }

    std::string read_name() {
        std::string name;
        while (at_ < html_.size() &&
               (std::isalnum(static_cast<unsigned char>(html_[at_])) != 0 || html_[at_] == '-'))
            name += html_[at_++];
        return name;
    }

    bool take(char sign) {
        if (at_ == html_.size() || html_[at_] != sign)
            return false;
        ++at_;
        return true;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;
    Names ids_;
    std::string fault_;
};

const std::vector<std::string_view> pieces = {"*",
                                              "**",
                                              "_",
                                              "~~",
                                              "`",
                                              "``",
                                              "```",
                                              "```do\n",
                                              "```dont\n",
                                              "```steps\n",
                                              "```x\"y\n",
                                              "[",
                                              "]",
                                              "(",
                                              ")",
                                              "](",
                                              "![",
                                              "<",
                                              ">",
                                              "<b",
                                              "</b>",
                                              "<script>",
                                              "<img src=x onerror=a>",
                                              "<!--",
                                              "-->",
                                              "<?",
                                              "&",
                                              "&lt;",
                                              "&#106;",
                                              "&quot;",
                                              "\"",
                                              "'",
                                              "\\",
                                              "javascript:",
                                              "JAVASCRIPT:a",
                                              "data:text/html,",
                                              "http://a.ru",
                                              "www.a.ru",
                                              "a@b.ru",
                                              "//evil",
                                              "/\\evil",
                                              "\n",
                                              "\n\n",
                                              "\r\n",
                                              "\r",
                                              " ",
                                              "    ",
                                              "\t",
                                              "# ",
                                              "## ",
                                              "\n# А\n",
                                              "{#id}",
                                              "{#\"x}",
                                              "- ",
                                              "+ ",
                                              "1. ",
                                              "7) ",
                                              "> ",
                                              "|",
                                              "\n|-|-|\n",
                                              "|а|б|\n|-|:-:|\n",
                                              "[^1]",
                                              "\n[^1]: ",
                                              "[r]",
                                              "\n[r]: javascript:x \"t\"\n",
                                              "[a](b \"c\")",
                                              "![d](e 'f')",
                                              "[x] ",
                                              "- [ ] ",
                                              "ВПР",
                                              "ВПР ",
                                              "3.2. ",
                                              "\n3.2. ",
                                              "– ",
                                              "• ",
                                              "слово ",
                                              "я",
                                              "---\n",
                                              "===\n",
                                              "\u202E",
                                              "\u00A0",
                                              "😀",
                                              "<а>",
                                              "[a](javascript&colon;b)",
                                              "[a](<java\tscript:b>)",
                                              "<javascript:a>",
                                              "\u0001",
                                              "a:b",
                                              "5 < 6 ",
                                              "]]>",
                                              "$",
                                              "$$",
                                              "$a<b>$",
                                              "$$\nx\n$$",
                                              "\\frac{1}{x}",
                                              "\\text{<b>}",
                                              "\\left(a_1^2",
                                              "\\ce{H2O + <x>}",
                                              "\\begin{cases}x&y\\\\",
                                              "\\end{cases}"};

std::string random_text(std::mt19937& random) {
    std::string text;
    const std::size_t length = 1 + random() % 40;
    for (std::size_t i = 0; i < length; ++i)
        text += pieces[random() % pieces.size()];
    return text;
}

}  // namespace

TEST_SUITE("content/markdown_safety") {
    TEST_CASE("the judge sees what is wrong") {
        CHECK(HtmlJudge("<p>a</p>").fault() == "");
        CHECK(HtmlJudge("<p>a").fault() != "");
        CHECK(HtmlJudge("<script></script>").fault() != "");
        CHECK(HtmlJudge("<p onclick=\"a\"></p>").fault() != "");
        CHECK(HtmlJudge("<a href=\"javascript:a\"></a>").fault() != "");
        CHECK(HtmlJudge("<em><a></em></a>").fault() != "");
        CHECK(HtmlJudge("a & b").fault() != "");
    }

    TEST_CASE("random text gives allow-listed markup only") {
        std::mt19937 random(20260319);
        const std::vector<Abbreviation> words = {{"ВПР", "работы\"><script>"}};
        for (int i = 0; i < 4000; ++i) {
            const std::string text = random_text(random);
            CAPTURE(escape_controls(text));
            const MarkdownOptions options{.clauses = i % 2 == 0, .abbreviations = &words};
            CHECK(HtmlJudge(test::rendered(text, options).html).fault() == "");
            CHECK(HtmlJudge(test::inline_of(text, options)).fault() == "");
        }
    }

    TEST_CASE("one line never gives blocks") {
        std::mt19937 random(20250901);
        for (int i = 0; i < 2000; ++i) {
            const std::string text = random_text(random);
            CAPTURE(escape_controls(text));
            const std::string html = test::inline_of(text);
            for (const std::string_view block : {"<p", "<h2", "<ul", "<ol", "<li", "<table", "<pre",
                                                 "<blockquote", "<section", "<hr"})
                CHECK(html.find(block) == std::string::npos);
        }
    }

    TEST_CASE("every anchor of the facts is an id of the page") {
        std::mt19937 random(20261123);
        for (int i = 0; i < 1000; ++i) {
            const auto result = test::rendered(random_text(random), {.clauses = true});
            for (const MarkdownAnchor& anchor : result.facts.anchors) {
                CAPTURE(anchor.id);
                CHECK(result.html.find("id=\"" + escape_html(anchor.id) + "\"") !=
                      std::string::npos);
            }
        }
    }
}
