#include "stache/tags.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/diagnostic_ids.h"

namespace vitrina::stache {
namespace {

constexpr std::string_view blanks = " \t\r\n";

Span span_of(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

class Scanner {
public:
    Scanner(const SourcePtr& source, Diagnostics& out)
        : source_(source), text_(source->text), out_(out) {}

    std::vector<Tag> scan() {
        while (const auto begin = find_open())
            if (!scan_tag(*begin))
                break;
        return std::move(tags_);
    }

private:
    std::optional<std::size_t> find_open() const {
        const std::size_t found = text_.find(open_, pos_);
        return found == std::string_view::npos ? std::nullopt : std::optional(found);
    }

    // False: the tag has no end, so nothing behind it can be read.
    bool scan_tag(std::size_t begin) {
        const std::size_t inner =
            std::min(text_.find_first_not_of(blanks, begin + open_.size()), text_.size());
        const char sigil = inner < text_.size() ? text_[inner] : '\0';
        const std::string close = sigil == '{'   ? "}" + close_
                                  : sigil == '=' ? "=" + close_
                                                 : close_;
        const TagKind kind = kind_of(sigil);
        const std::size_t name_begin = inner + (kind == TagKind::Print ? 0 : 1);
        const std::size_t name_end = text_.find(close, name_begin);
        if (name_end == std::string_view::npos) {
            out_.error(ids::template_unclosed_tag, place(begin, begin + open_.size()), close);
            return false;
        }
        pos_ = name_end + close.size();
        Tag tag{kind, span_of(begin, pos_), {}, 0, false};
        if (tag.kind == TagKind::Delimiters)
            set_delimiters(span_of(name_begin, name_end), tag.span);
        else if (tag.kind != TagKind::Comment && !read_name(tag, name_begin, name_end))
            return true;
        tags_.push_back(tag);
        return true;
    }

    static TagKind kind_of(char sigil) {
        switch (sigil) {
            case '#':
                return TagKind::Section;
            case '^':
                return TagKind::InvertedSection;
            case '/':
                return TagKind::Close;
            case '>':
                return TagKind::Partial;
            case '<':
                return TagKind::Parent;
            case '$':
                return TagKind::Block;
            case '!':
                return TagKind::Comment;
            case '=':
                return TagKind::Delimiters;
            case '&':
            case '{':
                return TagKind::RawPrint;
            default:
                return TagKind::Print;
        }
    }

    Span trimmed(std::size_t begin, std::size_t end) const {
        while (begin < end && blanks.find(text_[begin]) != std::string_view::npos)
            ++begin;
        while (begin < end && blanks.find(text_[end - 1]) != std::string_view::npos)
            --end;
        return span_of(begin, end);
    }

    bool read_name(Tag& tag, std::size_t begin, std::size_t end) {
        const Span span = trimmed(begin, end);
        tag.name = {text_.substr(span.begin, span.end - span.begin), span};
        if (is_name(tag.kind, tag.name.text))
            return true;
        const Span shown = tag.name.text.empty() ? tag.span : span;
        out_.error(ids::template_bad_name, {source_, shown}, tag.name.text);
        return false;
    }

    static bool is_name(TagKind kind, std::string_view name) {
        if (name.empty() || name.find_first_of(blanks) != std::string_view::npos)
            return false;
        const bool is_file = kind == TagKind::Partial || kind == TagKind::Parent;
        const bool has_empty_part =
            name.ends_with('.') || name.find("..") != std::string_view::npos;
        return is_file || name == "." || !has_empty_part;
    }

    void set_delimiters(Span inner, Span tag) {
        const Span span = trimmed(inner.begin, inner.end);
        const std::string_view pair = text_.substr(span.begin, span.end - span.begin);
        const std::size_t gap = pair.find_first_of(blanks);
        const std::size_t second = pair.find_first_not_of(blanks, gap);
        const bool is_pair = gap != std::string_view::npos &&
                             pair.find_first_of(blanks, second) == std::string_view::npos &&
                             pair.find('=') == std::string_view::npos;
        if (!is_pair) {
            out_.error(ids::template_bad_delimiters, {source_, tag});
            return;
        }
        open_ = pair.substr(0, gap);
        close_ = pair.substr(second);
    }

    Place place(std::size_t begin, std::size_t end) const { return {source_, span_of(begin, end)}; }

    const SourcePtr& source_;
    std::string_view text_;
    Diagnostics& out_;
    std::size_t pos_ = 0;
    std::string open_ = "{{";
    std::string close_ = "}}";
    std::vector<Tag> tags_;
};

// Matches the pairs; `keep[i]` tells which tags are part of the template.
class Matcher {
public:
    Matcher(const SourcePtr& source, std::vector<Tag>& tags, Diagnostics& out)
        : source_(source), tags_(tags), out_(out), keep_(tags.size(), true) {}

    void match() {
        for (std::size_t i = 0; i < tags_.size(); ++i) {
            if (tags_[i].kind == TagKind::Close)
                close(i);
            else if (opens_pair(tags_[i].kind))
                open_.push_back(i);
        }
        for (const std::size_t i : open_)
            report_unclosed(i);
    }

    std::vector<Tag> kept() const {
        std::vector<std::size_t> moved(tags_.size());
        std::vector<Tag> result;
        for (std::size_t i = 0; i < tags_.size(); ++i) {
            moved[i] = result.size();
            if (keep_[i])
                result.push_back(tags_[i]);
        }
        for (Tag& tag : result)
            tag.partner = moved[tag.partner];
        return result;
    }

private:
    void close(std::size_t i) {
        const std::string_view name = tags_[i].name.text;
        std::size_t depth = open_.size();
        while (depth > 0 && tags_[open_[depth - 1]].name.text != name)
            --depth;
        if (depth == 0) {
            report_unopened(i);
            if (open_.empty() || is_closed_later(open_.back(), i)) {
                keep_[i] = false;
                return;
            }
            depth = open_.size();  // a slip of the pen: one message, not two
        }
        for (; open_.size() > depth; open_.pop_back())
            report_unclosed(open_.back());
        const std::size_t opener = open_.back();
        open_.pop_back();
        tags_[i].partner = opener;
        tags_[opener].partner = i;
        tags_[opener].fills_parent = tags_[opener].kind == TagKind::Block && !open_.empty() &&
                                     tags_[open_.back()].kind == TagKind::Parent;
    }

    bool is_closed_later(std::size_t opener, std::size_t after) const {
        for (std::size_t i = after + 1; i < tags_.size(); ++i)
            if (tags_[i].kind == TagKind::Close && tags_[i].name.text == tags_[opener].name.text)
                return true;
        return false;
    }

    void report_unclosed(std::size_t i) {
        out_.error(ids::template_unclosed_section, {source_, tags_[i].span}, tags_[i].name.text);
        keep_[i] = false;
    }

    void report_unopened(std::size_t i) {
        const Tag& tag = tags_[i];
        Diagnostic& message =
            out_.error(ids::template_unopened_section, {source_, tag.span}, tag.name.text);
        if (open_.empty())
            return;
        const Tag& opener = tags_[open_.back()];
        Diagnostics::note(message, ids::template_opened_here, {source_, opener.span},
                          opener.name.text);
    }

    const SourcePtr& source_;
    std::vector<Tag>& tags_;
    Diagnostics& out_;
    std::vector<bool> keep_;
    std::vector<std::size_t> open_;
};

}  // namespace

bool opens_pair(TagKind kind) {
    return kind == TagKind::Section || kind == TagKind::InvertedSection || kind == TagKind::Block ||
           kind == TagKind::Parent;
}

std::vector<Tag> scan_tags(const SourcePtr& source, Diagnostics& out) {
    std::vector<Tag> tags = Scanner(source, out).scan();
    Matcher matcher(source, tags, out);
    matcher.match();
    return matcher.kept();
}

}  // namespace vitrina::stache
