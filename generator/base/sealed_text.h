// Small text files of ours in the state folder: a first line that tells what it is, its version and
// the hash of the rest. Damage, another version and another file are all the same: no such text.
//
// Shape    fields in a line are divided by tabs; a path is the last field and holds no tab.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace vitrina {

// `name` with its version, as `outputs 1`.
std::string seal_text(std::string_view name, std::string_view body);
std::optional<std::string_view> unseal_text(std::string_view name, std::string_view text);

// Takes the text before the next `divider` off the front; nothing if there is no divider.
std::optional<std::string_view> take_until(std::string_view& text, char divider);

// A field that is a whole decimal number and nothing else.
template <class Number>
bool take_number(std::string_view& line, Number& number) {
    const auto field = take_until(line, '\t');
    if (!field)
        return false;
    const char* end = field->data() + field->size();
    const auto [stop, problem] = std::from_chars(field->data(), end, number);
    return problem == std::errc() && stop == end;
}

}  // namespace vitrina
