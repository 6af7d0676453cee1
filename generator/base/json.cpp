#include "base/json.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

// What stands for bytes that are no UTF-8 (code_point_at).
constexpr char32_t replacement_character = 0xFFFD;

// Most of keys and addresses, which need no closer look.
constexpr std::array<bool, 256> is_letter_or_digit_of_ascii = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = (i >= 'a' && i <= 'z') || (i >= 'A' && i <= 'Z') || (i >= '0' && i <= '9');
    return table;
}();

// Nor do most letters of a text: U+0400–U+047F.
bool begins_russian_letter(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    return text.size() > 1 && (byte(0) == 0xD0 || byte(0) == 0xD1) && (byte(1) & 0xC0U) == 0x80;
}

// U+2028 and U+2029 end a line in older readers of scripts.
bool is_copied(const CodePoint& point, JsonForm form) {
    const char32_t value = point.value;
    if (!point.is_valid || value < 0x20 || value == 0x7F || value == '"' || value == '\\')
        return false;
    if (form != JsonForm::Embedded)
        return true;
    return value != '<' && value != '>' && value != '&' && value != 0x2028 && value != 0x2029;
}

}  // namespace

void JsonWriter::put_escaped(char32_t value) {
    switch (value) {
        case '"':
            text_ += "\\\"";
            return;
        case '\\':
            text_ += "\\\\";
            return;
        case '\n':
            text_ += "\\n";
            return;
        case '\r':
            text_ += "\\r";
            return;
        case '\t':
            text_ += "\\t";
            return;
        case replacement_character:
            append_code_point(text_, value);
            return;
        default:
            fmt::format_to(std::back_inserter(text_), "\\u{:04x}",
                           static_cast<std::uint32_t>(value));
    }
}

void JsonWriter::put_string(std::string_view string) {
    text_ += '"';
    std::size_t copied = 0;
    for (std::size_t at = 0; at < string.size();) {
        if (is_letter_or_digit_of_ascii[static_cast<unsigned char>(string[at])]) {
            ++at;
            continue;
        }
        if (begins_russian_letter(string.substr(at))) {
            at += 2;
            continue;
        }
        const CodePoint next = code_point_at(string, at);
        if (!is_copied(next, form_)) {
            text_ += string.substr(copied, at - copied);
            put_escaped(next.value);
            copied = at + next.length;
        }
        at += next.length;
    }
    text_ += string.substr(copied);
    text_ += '"';
}

void JsonWriter::begin_line() {
    if (form_ == JsonForm::Indented)
        text_.append("\n").append(depth_ * 2, ' ');
}

void JsonWriter::begin_value() {
    if (!is_behind_key_ && depth_ > 0) {
        text_ += is_first_ ? "" : ",";
        begin_line();
    }
    is_first_ = is_behind_key_ = false;
}

void JsonWriter::open(char sign) {
    begin_value();
    text_ += sign;
    ++depth_;
    is_first_ = true;
}

void JsonWriter::close(char sign) {
    --depth_;
    if (!is_first_)
        begin_line();
    text_ += sign;
    is_first_ = false;
}

void JsonWriter::key(std::string_view key) {
    begin_value();
    put_string(key);
    text_ += form_ == JsonForm::Indented ? ": " : ":";
    is_behind_key_ = true;
}

void JsonWriter::text(std::string_view text) {
    begin_value();
    put_string(text);
}

void JsonWriter::literal(std::string_view text) {
    begin_value();
    text_ += text;
}

void JsonWriter::value(const JsonArray& array) {
    open_array();
    for (const JsonValue& element : array)
        value(element);
    close_array();
}

void JsonWriter::value(const JsonObject& object) {
    open_object();
    for (const auto& [name, held] : object.members) {
        key(name);
        value(held);
    }
    close_object();
}

void JsonWriter::value(const JsonValue& value) {
    if (const std::string* string = value.as_string())
        text(*string);
    else if (const JsonObject* object = value.as_object())
        this->value(*object);
    else if (const JsonArray* array = value.as_array())
        this->value(*array);
    else if (const auto* number = std::get_if<JsonNumber>(&value.variant()))
        literal(number->text);
    else if (const bool* flag = std::get_if<bool>(&value.variant()))
        literal(*flag ? "true" : "false");
    else
        literal("null");
}

namespace {

template <class Written>
std::string written(const Written& value, JsonForm form) {
    JsonWriter writer(form);
    writer.value(value);
    std::string text = writer.take();
    if (form == JsonForm::Indented)
        text += '\n';
    return text;
}

}  // namespace

void JsonObject::add(std::string key, JsonValue value) {
    assert(find(key) == nullptr);
    members.emplace_back(std::move(key), std::move(value));
}

void JsonObject::add_unless_empty(std::string key, JsonValue value) {
    if (!value.is_empty())
        add(std::move(key), std::move(value));
}

const JsonValue* JsonObject::find(std::string_view key) const {
    const auto found = std::ranges::find(members, key, &JsonMember::first);
    return found != members.end() ? &found->second : nullptr;
}

bool JsonValue::is_empty() const {
    if (const auto* string = std::get_if<std::string>(&value_))
        return string->empty();
    if (const auto* array = std::get_if<JsonArray>(&value_))
        return array->empty();
    if (const auto* object = std::get_if<JsonObject>(&value_))
        return object->members.empty();
    return std::holds_alternative<std::monostate>(value_);
}

std::string json_text(const JsonValue& value, JsonForm form) {
    return written(value, form);
}

std::string json_text(const JsonObject& object, JsonForm form) {
    return written(object, form);
}

std::string json_text(const JsonArray& array, JsonForm form) {
    return written(array, form);
}

}  // namespace vitrina
