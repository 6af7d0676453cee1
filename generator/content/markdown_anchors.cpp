#include "content/markdown_anchors.h"

#include <algorithm>

#include "base/text.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

constexpr std::size_t max_anchor_length = 100;  // in characters

enum class Class : std::uint8_t { Kept, Gap, Dropped, Unknown };

// The characters of most Russian headings, without ICU: with it headings take longer than the
// rest of the page. `value` becomes its small letter.
Class classify(char32_t& value) {
    if (value >= U'А' && value <= U'Я')
        value += U'а' - U'А';
    else if (value == U'Ё')
        value = U'ё';
    else if (value >= 'A' && value <= 'Z')
        value += 'a' - 'A';
    if ((value >= U'а' && value <= U'я') || value == U'ё' || (value >= 'a' && value <= 'z') ||
        (value >= '0' && value <= '9'))
        return Class::Kept;
    if (value == ' ' || value == '-' || value == U'\u00A0')
        return Class::Gap;
    constexpr std::u32string_view punctuation = U"«»–—„“”’…№";
    if (value < 0x80 || punctuation.find(value) != std::u32string_view::npos)
        return Class::Dropped;
    return Class::Unknown;
}

Class classify_any(char32_t value) {
    if (is_letter_or_digit(value))
        return Class::Kept;
    return value == ' ' || value == '-' || value == U'\u00A0' || value == U'\u202F'
               ? Class::Gap
               : Class::Dropped;
}

// Appends the characters of a heading to its anchor.
class AnchorWriter {
public:
    void put(Class kind, char32_t value) {
        if (kind == Class::Gap)
            has_gap_ = true;
        const bool has_hyphen = has_gap_ && !anchor_.empty();
        if (kind != Class::Kept || length_ + (has_hyphen ? 1 : 0) >= max_anchor_length)
            return;
        if (has_hyphen) {
            anchor_ += '-';
            ++length_;
        }
        has_gap_ = false;
        append_code_point(anchor_, value);
        ++length_;
    }

    std::string take() { return std::move(anchor_); }

private:
    std::string anchor_;
    std::size_t length_ = 0;
    bool has_gap_ = false;
};

std::string anchor_of_any_script(std::string_view text) {
    const std::string normal = to_nfc(to_lower(text));
    AnchorWriter writer;
    for (std::size_t at = 0; at < normal.size();) {
        const CodePoint next = code_point_at(normal, at);
        writer.put(classify_any(next.value), next.value);
        at += next.length;
    }
    return writer.take();
}

}  // namespace

std::string heading_anchor(std::string_view plain_text) {
    AnchorWriter writer;
    for (std::size_t at = 0; at < plain_text.size();) {
        const CodePoint next = code_point_at(plain_text, at);
        char32_t value = next.value;
        const Class kind = classify(value);
        if (kind == Class::Unknown)
            return anchor_of_any_script(plain_text);
        writer.put(kind, value);
        at += next.length;
    }
    return writer.take();
}

namespace markdown {

bool Anchors::reserve(std::string_view id) {
    return taken_.emplace(id, 1).second;
}

std::string Anchors::unique(std::string_view id, std::string_view parent) {
    std::string wanted(id);
    if (reserve(wanted))
        return wanted;
    if (!parent.empty()) {
        wanted = std::string(parent).append("-").append(id);
        if (reserve(wanted))
            return wanted;
    }
    // The count goes on where it stopped, so that a thousand equal headings take a thousand steps.
    for (std::uint32_t number = taken_[wanted];;) {
        std::string numbered = wanted + "-" + std::to_string(++number);
        taken_[wanted] = number;
        if (reserve(numbered))
            return numbered;
    }
}

int Outline::enter(int written_level) {
    while (!open_.empty() && open_.back().written >= written_level)
        open_.pop_back();
    open_.push_back({written_level, {}});
    constexpr int deepest = 6;
    return std::min(first_level_ + static_cast<int>(open_.size()) - 1, deepest);
}

std::string_view Outline::parent_id() const {
    return open_.size() < 2 ? std::string_view() : std::string_view(open_[open_.size() - 2].id);
}

std::string_view Outline::current_id() const {
    return open_.empty() ? std::string_view() : std::string_view(open_.back().id);
}

}  // namespace markdown
}  // namespace vitrina
