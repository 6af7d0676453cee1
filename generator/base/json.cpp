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

class JsonWriter {
public:
    explicit JsonWriter(JsonForm form) : form_(form) {}

    void write(const JsonValue& value) {
        std::visit([this](const auto& held) { put(held); }, value.variant());
    }
    std::string take() { return std::move(text_); }

private:
    void put(std::monostate) { text_ += "null"; }
    void put(bool value) { text_ += value ? "true" : "false"; }
    void put(const JsonNumber& number) { text_ += number.text; }
    void put(const std::string& string);
    void put(const JsonArray& array);
    void put(const JsonObject& object);

    bool is_copied(const CodePoint& point) const;
    void put_escaped(char32_t value);
    void begin_line();

    JsonForm form_;
    int depth_ = 0;
    std::string text_;
};

// U+2028 and U+2029 end a line in older readers of scripts.
bool JsonWriter::is_copied(const CodePoint& point) const {
    const char32_t value = point.value;
    if (!point.is_valid || value < 0x20 || value == 0x7F || value == '"' || value == '\\')
        return false;
    if (form_ != JsonForm::Embedded)
        return true;
    return value != '<' && value != '>' && value != '&' && value != 0x2028 && value != 0x2029;
}

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

void JsonWriter::put(const std::string& string) {
    text_ += '"';
    std::size_t copied = 0;
    for (std::size_t at = 0; at < string.size();) {
        if (is_letter_or_digit_of_ascii[static_cast<unsigned char>(string[at])]) {
            ++at;
            continue;
        }
        if (begins_russian_letter(std::string_view(string).substr(at))) {
            at += 2;
            continue;
        }
        const CodePoint next = code_point_at(string, at);
        if (!is_copied(next)) {
            text_.append(string, copied, at - copied);
            put_escaped(next.value);
            copied = at + next.length;
        }
        at += next.length;
    }
    text_.append(string, copied);
    text_ += '"';
}

void JsonWriter::begin_line() {
    if (form_ == JsonForm::Indented)
        text_.append("\n").append(static_cast<std::size_t>(depth_) * 2, ' ');
}

void JsonWriter::put(const JsonArray& array) {
    text_ += '[';
    ++depth_;
    for (std::size_t i = 0; i < array.size(); ++i) {
        text_ += i > 0 ? "," : "";
        begin_line();
        write(array[i]);
    }
    --depth_;
    if (!array.empty())
        begin_line();
    text_ += ']';
}

void JsonWriter::put(const JsonObject& object) {
    text_ += '{';
    ++depth_;
    for (std::size_t i = 0; i < object.members.size(); ++i) {
        const auto& [key, value] = object.members[i];
        text_ += i > 0 ? "," : "";
        begin_line();
        put(key);
        text_ += form_ == JsonForm::Indented ? ": " : ":";
        write(value);
    }
    --depth_;
    if (!object.members.empty())
        begin_line();
    text_ += '}';
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
    JsonWriter writer(form);
    writer.write(value);
    std::string text = writer.take();
    if (form == JsonForm::Indented)
        text += '\n';
    return text;
}

}  // namespace vitrina
