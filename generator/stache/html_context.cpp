#include "stache/html_context.h"

#include <algorithm>
#include <array>

namespace vitrina::stache {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Elements whose content is not markup: their text ends only at their own end tag.
bool is_raw_element(std::string_view tag) {
    constexpr auto raw =
        std::to_array<std::string_view>({"iframe", "noembed", "noframes", "plaintext", "script",
                                         "style", "textarea", "title", "xmp"});
    return std::ranges::find(raw, tag) != raw.end();
}

// In these, character references are read, so escaped text is only text.
bool is_escapable_element(std::string_view tag) {
    return tag == "title" || tag == "textarea";
}

// Attributes whose value is a program or markup, whatever is escaped in it.
bool is_executed_attribute(std::string_view name) {
    return name.starts_with("on") || name == "style" || name == "srcdoc";
}

}  // namespace

void HtmlContext::feed(std::string_view text) {
    for (const char c : text)
        step(c);
}

void HtmlContext::feed_value() {
    step('\x01');
}

void HtmlContext::step(char c) {
    switch (state_) {
        case State::Content:
            return step_content(c);
        case State::TagOpen:
            return step_tag_open(c);
        case State::TagName:
            return step_tag_name(c);
        case State::DoubleQuoted:
        case State::SingleQuoted:
            return step_quoted(c);
        case State::Markup:
            return step_markup(c);
        case State::Comment:
            return step_comment(c);
        case State::Declaration:
            if (c == '>')
                state_ = State::Content;
            return;
        case State::RawText:
            return step_raw_text(c);
        case State::InTag:
        case State::AttributeName:
        case State::AfterName:
        case State::BeforeValue:
        case State::UnquotedValue:
        case State::Joined:
            return step_attribute(c);
    }
}

void HtmlContext::step_content(char c) {
    if (c != '<')
        return;
    state_ = State::TagOpen;
    tag_.clear();
    attribute_.clear();
    value_.clear();
    end_tag_ = false;
    data_block_ = false;
}

void HtmlContext::step_tag_open(char c) {
    if (c == '/' && !end_tag_) {
        end_tag_ = true;
    } else if (is_letter(c)) {
        tag_.assign(1, lower(c));
        state_ = State::TagName;
    } else if (c == '!' && !end_tag_) {
        tail_.clear();
        state_ = State::Markup;
    } else if (c == '?' || end_tag_) {
        state_ = State::Declaration;
    } else {
        state_ = State::Content;  // a bare `<` is text
        step_content(c);
    }
}

void HtmlContext::step_tag_name(char c) {
    if (c == '>')
        end_tag();
    else if (is_space(c) || c == '/')
        state_ = State::InTag;
    else
        tag_ += lower(c);
}

void HtmlContext::begin_attribute(char c) {
    attribute_.assign(1, lower(c));
    value_.clear();
    state_ = State::AttributeName;
}

void HtmlContext::step_attribute(char c) {
    if (state_ == State::BeforeValue && (c == '"' || c == '\'')) {
        state_ = c == '"' ? State::DoubleQuoted : State::SingleQuoted;
    } else if (c == '>') {
        end_tag();
    } else if (state_ == State::BeforeValue) {
        if (!is_space(c))
            state_ = State::UnquotedValue;
    } else if (state_ == State::UnquotedValue) {
        if (is_space(c))
            state_ = State::InTag;
    } else if (is_space(c) || c == '/') {
        state_ = state_ == State::AttributeName || state_ == State::AfterName ? State::AfterName
                                                                              : State::InTag;
    } else if (state_ == State::Joined) {
        torn_ = true;
        begin_attribute(c);
    } else if (c == '=' && state_ != State::InTag) {
        state_ = State::BeforeValue;
    } else if (state_ == State::AttributeName) {
        attribute_ += lower(c);
    } else {
        begin_attribute(c);
    }
}

void HtmlContext::step_quoted(char c) {
    const char quote = state_ == State::DoubleQuoted ? '"' : '\'';
    if (c != quote) {
        value_ += lower(c);
        return;
    }
    if (tag_ == "script" && attribute_ == "type")
        data_block_ = value_ == "application/ld+json";
    value_.clear();
    state_ = State::InTag;
}

void HtmlContext::end_tag() {
    state_ = !end_tag_ && is_raw_element(tag_) ? State::RawText : State::Content;
    tail_.clear();
    attribute_.clear();
    value_.clear();
}

void HtmlContext::step_markup(char c) {
    const bool is_second = tail_ == "-";
    tail_.clear();
    if (c == '-' && is_second)
        state_ = State::Comment;
    else if (c == '-')
        tail_ = "-";
    else
        state_ = c == '>' ? State::Content : State::Declaration;
}

void HtmlContext::step_comment(char c) {
    if (c == '>' && tail_ == "--") {
        state_ = State::Content;
        tail_.clear();
    } else if (c == '-') {
        tail_ = tail_.empty() ? "-" : "--";
    } else {
        tail_.clear();
    }
}

void HtmlContext::step_raw_text(char c) {
    const std::string end = "</" + tag_;
    if (tail_ == end && (is_space(c) || c == '/' || c == '>')) {
        state_ = State::InTag;
        end_tag_ = true;
        if (c == '>')
            end_tag();
        return;
    }
    if (tail_.size() < end.size() && lower(c) == end[tail_.size()])
        tail_ += lower(c);
    else
        tail_ = c == '<' ? "<" : "";
}

Placement HtmlContext::placement() const {
    switch (state_) {
        case State::Content:
            return Placement::Content;
        case State::DoubleQuoted:
        case State::SingleQuoted:
            return is_executed_attribute(attribute_) ? Placement::Unsafe : Placement::Attribute;
        case State::BeforeValue:
        case State::UnquotedValue:
            return is_executed_attribute(attribute_) ? Placement::Unsafe : Placement::Unquoted;
        case State::RawText:
            if (tag_ == "script" && data_block_)
                return Placement::DataBlock;
            return is_escapable_element(tag_) ? Placement::Attribute : Placement::Unsafe;
        default:
            return Placement::Unsafe;
    }
}

std::string HtmlContext::where() const {
    switch (state_) {
        case State::Content:
            return "…";
        case State::RawText:
            return "<" + tag_ + ">";
        case State::DoubleQuoted:
            return attribute_ + "=\"…\"";
        case State::SingleQuoted:
            return attribute_ + "='…'";
        case State::BeforeValue:
        case State::UnquotedValue:
            return attribute_ + "=…";
        case State::Markup:
        case State::Comment:
            return "<!--…-->";
        case State::Declaration:
            return "<!…>";
        default:
            return (end_tag_ ? "</" : "<") + (tag_.empty() ? "…" : tag_ + " …") + ">";
    }
}

bool HtmlContext::is_between_values() const {
    return state_ == State::TagName || state_ == State::InTag || state_ == State::AttributeName ||
           state_ == State::AfterName || state_ == State::Joined;
}

bool HtmlContext::agrees_with(const HtmlContext& other) const {
    if (is_between_values() && other.is_between_values())
        return tag_ == other.tag_ && end_tag_ == other.end_tag_;
    if (state_ != other.state_ || tail_ != other.tail_)
        return false;
    if (state_ == State::DoubleQuoted || state_ == State::SingleQuoted)
        return tag_ == other.tag_ && attribute_ == other.attribute_;
    if (state_ == State::RawText)
        return tag_ == other.tag_ && data_block_ == other.data_block_;
    return true;
}

void HtmlContext::join(const HtmlContext& other) {
    if (!is_between_values())
        return;
    // A type that is there or not decides nothing: the script counts as a program.
    data_block_ = data_block_ && other.data_block_;
    if (state_ != State::InTag || other.state_ != State::InTag)
        state_ = State::Joined;
}

}  // namespace vitrina::stache
