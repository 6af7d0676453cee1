#include <cstddef>

#include "content/yaml_scan.h"
#include "content/yaml_structure.h"

namespace vitrina {
namespace {

// Recursive descent over lines; every function returns false for what is left to the library. At
// their begin and end the reader stands at the content of a line, or at the end of the text.
class PlainReader {
public:
    explicit PlainReader(std::string_view skeleton) : text_(skeleton) {}

    bool read(std::vector<YamlEvent>& events) {
        events_ = &events;
        find_line(0);
        return !is_end() && read_block() && is_end();
    }

private:
    using Kind = YamlEvent::Kind;

    bool is_end() const { return at_ == text_.size(); }
    char here() const { return is_end() ? '\n' : text_[at_]; }
    bool ends_line() const { return here() == '\n'; }
    std::size_t column() const { return at_ - line_; }
    void skip_spaces() {
        while (here() == ' ')
            ++at_;
    }
    void add(Kind kind, bool is_flow = false) {
        events_->push_back({kind, is_flow, static_cast<std::uint32_t>(at_)});
    }
    void add_unplaced(Kind kind) { events_->push_back({kind, false, 0}); }

    // The first line from `begin` on that has content.
    void find_line(std::size_t begin) {
        line_ = at_ = begin;
        for (skip_spaces(); !is_end() && ends_line(); skip_spaces())
            line_ = ++at_;
    }
    bool end_line() {
        skip_spaces();
        if (!ends_line())
            return false;
        find_line(at_);
        return true;
    }

    bool is_dash() const {
        return here() == '-' &&
               (at_ + 1 == text_.size() || text_[at_ + 1] == ' ' || text_[at_ + 1] == '\n');
    }
    bool is_key() const {
        if (here() != 'x')
            return false;
        const std::size_t colon = text_.find_first_not_of(' ', at_ + 1);
        return colon != std::string_view::npos && text_[colon] == ':';
    }

    bool read_block() {
        if (++depth_ > max_yaml_depth)
            return false;
        const bool is_read = is_dash() ? read_list() : is_key() && read_mapping();
        --depth_;
        return is_read;
    }

    bool read_mapping() {
        const std::size_t indent = column();
        add(Kind::MappingStart);
        do {
            add(Kind::Scalar);
            ++at_;
            skip_spaces();
            ++at_;
            if (!read_value(indent))
                return false;
        } while (!is_end() && column() == indent && is_key());
        add_unplaced(Kind::End);
        return is_left(indent);
    }

    bool read_list() {
        const std::size_t indent = column();
        add(Kind::SequenceStart);
        do {
            ++at_;
            if (!read_item(indent))
                return false;
        } while (!is_end() && column() == indent && is_dash());
        add_unplaced(Kind::End);
        return is_end() || column() <= indent;
    }

    // Behind a mapping nothing may stand at its own column or deeper.
    bool is_left(std::size_t indent) const { return is_end() || column() < indent; }

    bool read_value(std::size_t indent) {
        if (here() != ' ' && !ends_line())
            return false;
        skip_spaces();
        if (!ends_line())
            return read_inline();
        find_line(at_);
        const bool is_list_of_key = !is_end() && column() == indent && is_dash();
        return is_list_of_key ? read_block() : read_deeper(indent);
    }

    bool read_item(std::size_t indent) {
        skip_spaces();
        if (ends_line()) {
            find_line(at_);
            return read_deeper(indent);
        }
        return is_dash() || is_key() ? read_block() : read_inline();
    }

    bool read_deeper(std::size_t indent) {
        if (!is_end() && column() > indent)
            return read_block();
        add_unplaced(Kind::Null);
        return true;
    }

    bool read_inline() {
        if (here() == '[')
            return read_flow_list() && end_line();
        if (here() != 'x')
            return false;
        add(Kind::Scalar);
        ++at_;
        return end_line();
    }

    bool read_flow_list() {
        add(Kind::SequenceStart, true);
        ++at_;
        skip_spaces();
        while (here() == 'x') {
            add(Kind::Scalar);
            ++at_;
            skip_spaces();
            if (here() == ']')
                break;
            if (here() != ',')
                return false;
            ++at_;
            skip_spaces();
            if (here() != 'x')
                return false;
        }
        if (here() != ']')
            return false;
        ++at_;
        add_unplaced(Kind::End);
        return true;
    }

    std::string_view text_;
    std::vector<YamlEvent>* events_ = nullptr;
    std::size_t at_ = 0;
    std::size_t line_ = 0;  // where the line begins
    std::size_t depth_ = 0;
};

}  // namespace

std::optional<YamlStructure> read_plain_structure(std::string_view skeleton) {
    constexpr std::size_t usual_events = 64;
    YamlStructure structure;
    structure.events.reserve(usual_events);
    if (!PlainReader(skeleton).read(structure.events))
        return std::nullopt;
    return structure;
}

}  // namespace vitrina
