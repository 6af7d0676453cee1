// Texts of other programs as Markdown (quiz_read.h).
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "formats/quiz.h"
#include "formats/quiz_lines.h"
#include "formats/quiz_read.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_entity = 12;
constexpr std::size_t longest_tag = 10'000;  // an editor may put a whole style into one

std::optional<char32_t> named_character(std::string_view name) {
    struct Named {
        std::string_view name;
        char32_t value;
    };
    constexpr Named all[] = {
        {"amp", U'&'},       {"lt", U'<'},    {"gt", U'>'},    {"quot", U'"'},     {"apos", U'\''},
        {"nbsp", U'\u00A0'}, {"laquo", U'«'}, {"raquo", U'»'}, {"mdash", U'—'},    {"ndash", U'–'},
        {"hellip", U'…'},    {"minus", U'−'}, {"times", U'×'}, {"divide", U'÷'},   {"deg", U'°'},
        {"middot", U'·'},    {"le", U'≤'},    {"ge", U'≥'},    {"ne", U'≠'},       {"plusmn", U'±'},
        {"ldquo", U'“'},     {"rdquo", U'”'}, {"bdquo", U'„'}, {"rsquo", U'’'},    {"lsquo", U'‘'},
        {"rarr", U'→'},      {"larr", U'←'},  {"sect", U'§'},  {"pi", U'π'},       {"alpha", U'α'},
        {"beta", U'β'},      {"gamma", U'γ'}, {"Delta", U'Δ'}, {"infin", U'∞'},    {"radic", U'√'},
        {"frac12", U'½'},    {"sup2", U'²'},  {"sup3", U'³'},  {"shy", U'\u00AD'},
    };
    for (const Named& one : all)
        if (one.name == name)
            return one.value;
    if (!name.starts_with('#'))
        return std::nullopt;
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, is_hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size() || value < 0x20 ||
        value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return std::nullopt;
    return static_cast<char32_t>(value);
}

std::string decode_entities(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view near = text.substr(at, longest_entity);
        const std::size_t end = near.starts_with('&') ? near.find(';') : std::string_view::npos;
        const auto value =
            end != std::string_view::npos ? named_character(near.substr(1, end - 1)) : std::nullopt;
        if (value) {
            append_code_point(decoded, *value);
            at += end + 1;
        } else {
            decoded += text[at++];
        }
    }
    return decoded;
}

struct Tag {
    std::string name;  // in small letters
    bool is_closing = false;
    std::string_view whole;
};

std::string attribute(std::string_view tag, std::string_view name) {
    const std::string key = std::string(name) + "=";
    const std::size_t at = to_lower(tag).find(key);
    if (at == std::string::npos || at + key.size() >= tag.size())
        return {};
    std::string_view value = tag.substr(at + key.size());
    const char quote = value.front();
    if (quote != '"' && quote != '\'')
        return std::string(value.substr(0, value.find_first_of(" >/")));
    value.remove_prefix(1);
    return std::string(value.substr(0, value.find(quote)));
}

// HTML as an editor of a teacher makes it. It need not be whole: what is no tag is text.
class HtmlReader {
public:
    HtmlReader(Place place, Diagnostics& out) : place_(std::move(place)), out_(out) {}

    std::string read(std::string_view html) {
        for (std::size_t at = 0; at < html.size();) {
            const auto tag = tag_at(html, at);
            if (tag) {
                flush();
                at += tag->whole.size();
                if (is_skipped(*tag))
                    at = end_of(html, at, tag->name);
                else
                    visit(*tag);
                continue;
            }
            // White space of HTML is one space.
            raw_ += html[at] == '\n' || html[at] == '\t' ? ' ' : html[at];
            ++at;
        }
        flush();
        new_line();
        return markdown_blocks(lines_);
    }

private:
    std::optional<Tag> comment_at(std::string_view html, std::size_t at) {
        const std::size_t end = has_open_comment_ ? std::string_view::npos : html.find("-->", at);
        has_open_comment_ = end == std::string_view::npos;
        if (has_open_comment_)
            return std::nullopt;
        return Tag{"!", false, html.substr(at, end + 3 - at)};
    }

    std::optional<Tag> tag_at(std::string_view html, std::size_t at) {
        if (html[at] != '<')
            return std::nullopt;
        if (html.substr(at).starts_with("<!--"))
            return comment_at(html, at);
        const std::size_t length = html.substr(at, longest_tag).find('>');
        const std::size_t end =
            length == std::string_view::npos ? std::string_view::npos : at + length;
        std::size_t begin = at + 1;
        const bool closing = begin < html.size() && html[begin] == '/';
        begin += closing ? 1 : 0;
        std::size_t stop = begin;
        while (stop < html.size() && is_name(html[stop], stop > begin))
            ++stop;
        if (end == std::string_view::npos || stop == begin)
            return std::nullopt;
        return Tag{to_lower(html.substr(begin, stop - begin)), closing,
                   html.substr(at, end + 1 - at)};
    }

    static bool is_name(char byte, bool may_be_digit) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               (may_be_digit && byte >= '0' && byte <= '9');
    }

    static bool is_skipped(const Tag& tag) {
        return !tag.is_closing && (tag.name == "script" || tag.name == "style");
    }

    // Where the closing tag of this name begins.
    static std::size_t end_of(std::string_view html, std::size_t at, const std::string& name) {
        for (; at < html.size(); ++at) {
            at = std::min(html.find("</", at), html.size());
            if (at < html.size() && to_lower(html.substr(at + 2, name.size())) == name)
                return at;
        }
        return html.size();
    }

    void flush() {
        std::string text = escape_markdown(decode_entities(raw_));
        raw_.clear();
        if (line_.empty() || line_.ends_with(' ') || after_mark_)
            text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
        after_mark_ = after_mark_ && text.empty();
        line_ += text;
    }

    void new_line() {
        while (!open_marks_.empty())
            toggle(open_marks_.back(), true);
        if (!trim(line_).empty())
            lines_.push_back(prefix_ + std::string(trim(line_)));
        if (!trim(line_).empty())
            prefix_.clear();
        line_.clear();
    }

    // `**` or `*` beside the words, spaces outside.
    void toggle(std::string mark, bool is_closing) {
        const auto open = std::ranges::find(open_marks_, mark);
        if (!is_closing) {
            if (open != open_marks_.end())
                return;
            line_ += mark;
            open_marks_.push_back(std::move(mark));
            after_mark_ = true;
            return;
        }
        if (open == open_marks_.end())
            return;
        open_marks_.erase(open);
        std::size_t end = line_.size();
        while (end > 0 && line_[end - 1] == ' ')
            --end;
        if (line_.substr(0, end).ends_with(mark))
            line_.erase(end - mark.size(), mark.size());
        else
            line_.insert(end, mark);
        after_mark_ = false;
    }

    void visit(const Tag& tag) {
        constexpr std::string_view blocks[] = {"p",  "div",   "br", "h1",  "h2",        "h3",
                                               "h4", "h5",    "h6", "ul",  "ol",        "li",
                                               "tr", "table", "hr", "pre", "blockquote"};
        constexpr std::string_view silent[] = {"span", "font", "tbody", "thead", "body", "html",
                                               "!",    "o",    "u",     "small", "big"};
        if (tag.name == "b" || tag.name == "strong")
            return toggle("**", tag.is_closing);
        if (tag.name == "i" || tag.name == "em")
            return toggle("*", tag.is_closing);
        if (tag.name == "td" || tag.name == "th") {
            line_ += tag.is_closing || trim(line_).empty() ? "" : " | ";
            return;
        }
        if (tag.name == "img") {
            out_.warning(ids::import_picture, place_, shorten(attribute(tag.whole, "src"), 60));
            raw_ += attribute(tag.whole, "alt");
            return;
        }
        if (std::ranges::find(blocks, tag.name) != std::end(blocks)) {
            new_line();
            if (tag.name == "ul" || tag.name == "ol")
                number_ = tag.name == "ol" && !tag.is_closing ? 1 : 0;
            if (tag.name == "li" && !tag.is_closing)
                prefix_ = number_ > 0 ? std::to_string(number_++) + ". " : "- ";
            return;
        }
        if (!tag.is_closing && std::ranges::find(silent, tag.name) == std::end(silent))
            out_.warning(ids::import_markup, place_, "<" + tag.name + ">");
    }

    Place place_;
    Diagnostics& out_;
    std::vector<std::string> lines_;
    std::string line_;
    std::string raw_;  // text since the last tag
    std::string prefix_;
    std::vector<std::string> open_marks_;
    long number_ = 0;  // of the next item; 0 in a list without numbers
    bool after_mark_ = false;
    bool has_open_comment_ = false;  // one has no end: nobody looks for another
};

bool holds_html(std::string_view text) {
    constexpr std::string_view marks[] = {
        "<p>", "<p ", "<br", "<b>",    "<i>",   "<strong", "<em>",  "<div",  "<span",  "<img",
        "<ul", "<ol", "<li", "<table", "<sub>", "<sup>",   "<code", "<pre",  "<a ",    "<font",
        "<h1", "<h2", "<h3", "<h4",    "</",    "&lt;",    "&gt;",  "&amp;", "&nbsp;", "&quot;"};
    const std::string low = to_lower(text);
    return std::ranges::any_of(
        marks, [&](std::string_view mark) { return low.find(mark) != std::string::npos; });
}

std::vector<std::string> plain_lines(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(quiz_line(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return lines;
}

// In Markdown of others a formula's marks have a backslash of their own.
std::string our_markdown(std::string_view text) {
    std::string ours(trim(text));
    for (const auto& [theirs, mark] : {std::pair("\\\\(", "$"), std::pair("\\\\)", "$"),
                                       std::pair("\\\\[", "$$"), std::pair("\\\\]", "$$")})
        for (std::size_t at = ours.find(theirs); at != std::string::npos;
             at = ours.find(theirs, at))
            ours.replace(at, 3, mark);
    return ours;
}

}  // namespace

std::string markdown_of(std::string_view raw, TextMarkup markup, Place place, Diagnostics& out) {
    std::string text = clean_text(raw);
    if (markup == TextMarkup::Moodle && holds_html(text)) {
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
            text.replace(at, 1, "<br>");
        markup = TextMarkup::Html;
    }
    switch (markup) {
        case TextMarkup::Html:
            return HtmlReader(std::move(place), out).read(text);
        case TextMarkup::Markdown:
            return our_markdown(text);
        case TextMarkup::Plain:
        case TextMarkup::Moodle:
            break;
    }
    return markdown_blocks(plain_lines(escape_markdown(text)));
}

}  // namespace vitrina
