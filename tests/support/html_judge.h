// A small reader of HTML that knows nothing of Markdown and says what is wrong first: markup that
// is not on its list, tags that do not close, bare signs, addresses that lead elsewhere.
#pragma once

#include <cctype>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown.h"

namespace vitrina::test {

using Names = std::set<std::string, std::less<>>;

inline const std::map<std::string, Names, std::less<>> allowed_markup = {
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
        const auto tag = allowed_markup.find(name);
        if (tag == allowed_markup.end()) {
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

}  // namespace vitrina::test
