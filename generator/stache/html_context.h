// Where in the HTML a template stands: a small reading of the literal text between the tags, so
// that a value is printed only where escaping makes it harmless.
//
// Source   HTML Living Standard §13.2.5 (tokenization), without error recovery.
// Units    text is fed in pieces of any size; the state after the pieces is that of the whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vitrina::stache {

enum class Placement : std::uint8_t {
    Content,    // between tags: text, or markup of our own
    Attribute,  // in a quoted attribute value, or inside <title> and <textarea>: text only
    DataBlock,  // inside <script type="application/ld+json">: markup of our own only
    Unquoted,   // an attribute value without quotes
    Unsafe,     // a script, a style, an event handler, a tag's or attribute's name, a comment
};

class HtmlContext {
public:
    void feed(std::string_view text);
    void feed_value();  // something printed: no literal text goes on over it

    Placement placement() const;
    std::string where()
        const;  // what stands around, as an author knows it: `<script>`, `onclick="…"`
    bool is_content() const { return state_ == State::Content; }

    // Are the two interchangeable for what follows? Inside a tag any two places between values are,
    // provided that a name does not go on behind the join: see `join`.
    bool agrees_with(const HtmlContext& other) const;
    // The state behind a section: the text inside it may be there or not, so `other` (its end) and
    // this (its start) must agree; a name that is open in either may not go on.
    void join(const HtmlContext& other);
    // Has a name gone on over a join since this was asked last?
    bool take_torn() { return std::exchange(torn_, false); }
    bool operator==(const HtmlContext& other) const = default;

private:
    enum class State : std::uint8_t {
        Content,
        TagOpen,  // after `<`
        TagName,
        InTag,  // between attributes
        AttributeName,
        AfterName,    // spaces after an attribute's name
        BeforeValue,  // after `=`
        DoubleQuoted,
        SingleQuoted,
        UnquotedValue,
        Joined,  // in a tag, behind a section: a name may not go on
        Markup,  // after `<!`, until it is a comment or not
        Comment,
        Declaration,  // <!doctype …>, <?…>
        RawText,      // inside <script>, <style>, <title> …
    };

    void step(char c);
    void step_content(char c);
    void step_tag_open(char c);
    void step_tag_name(char c);
    void step_attribute(char c);
    void step_quoted(char c);
    void step_markup(char c);
    void step_comment(char c);
    void step_raw_text(char c);
    void begin_attribute(char c);
    void end_tag();
    bool is_between_values() const;

    State state_ = State::Content;
    bool end_tag_ = false;     // the tag began with `</`
    bool data_block_ = false;  // the script's type says JSON-LD
    bool torn_ = false;
    std::string tag_;        // lower case; of the tag we stand in, or the raw text's element
    std::string attribute_;  // lower case
    std::string value_;      // the literal part of the attribute's value
    std::string tail_;       // last characters of a comment or raw text that may begin its end
};

}  // namespace vitrina::stache
