// JSON as a value that keeps the order of its members, and its text.
//
// Numbers are kept as their text, so that 4.65 stays 4.65. Writing is deterministic; `<`, `>` and `&`
// are escaped in `Embedded` form, so that the text may stand inside <script type="application/ld+json">.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vitrina {

class JsonValue;
using JsonArray = std::vector<JsonValue>;
using JsonMember = std::pair<std::string, JsonValue>;

struct JsonNumber {
    std::string text;
};

// Members in the order they were added; a key is added once.
struct JsonObject {
    std::vector<JsonMember> members;

    void add(std::string key, JsonValue value);
    // Leaves the member out when the value is an empty string, array, object or null.
    void add_unless_empty(std::string key, JsonValue value);
    const JsonValue* find(std::string_view key) const;
};

class JsonValue {
public:
    JsonValue() = default;  // null
    // Only a bool: a pointer or a number must not become `true` unnoticed.
    template <std::same_as<bool> Bool>
    JsonValue(Bool value) : value_(value) {}                          // NOLINT(google-explicit-constructor): literals read as JSON
    JsonValue(std::string value) : value_(std::move(value)) {}        // NOLINT(google-explicit-constructor): same
    JsonValue(std::string_view value) : value_(std::string(value)) {} // NOLINT(google-explicit-constructor): same
    JsonValue(const char* value) : value_(std::string(value)) {}      // NOLINT(google-explicit-constructor): same
    JsonValue(JsonNumber value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor): same
    JsonValue(JsonArray value) : value_(std::move(value)) {}          // NOLINT(google-explicit-constructor): same
    JsonValue(JsonObject value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor): same
    static JsonValue number(std::int64_t value) { return JsonNumber{std::to_string(value)}; }

    bool is_empty() const;  // null, or an empty string, array or object
    const auto& variant() const { return value_; }
    JsonObject* as_object() { return std::get_if<JsonObject>(&value_); }
    const JsonObject* as_object() const { return std::get_if<JsonObject>(&value_); }
    const JsonArray* as_array() const { return std::get_if<JsonArray>(&value_); }
    const std::string* as_string() const { return std::get_if<std::string>(&value_); }

private:
    std::variant<std::monostate, bool, JsonNumber, std::string, JsonArray, JsonObject> value_;
};

enum class JsonForm : std::uint8_t { Compact, Indented, Embedded };

// Writes member by member what need not stand in memory as a value before.
class JsonWriter {
public:
    explicit JsonWriter(JsonForm form) : form_(form) {}

    // Inside an object every value stands behind its key; a key is written once.
    void open_object() { open('{'); }
    void close_object() { close('}'); }
    void open_array() { open('['); }
    void close_array() { close(']'); }
    void key(std::string_view key);
    void text(std::string_view text);
    void literal(std::string_view text);  // true, false, null, a number
    void value(const JsonValue& value);
    void value(const JsonObject& object);
    void value(const JsonArray& array);

    void member(std::string_view key, std::string_view value) {
        this->key(key);
        text(value);
    }
    void member_unless_empty(std::string_view key, std::string_view value) {
        if (!value.empty())
            member(key, value);
    }

    std::string take() { return std::move(text_); }

private:
    void open(char sign);
    void close(char sign);
    void begin_value();
    void begin_line();
    void put_string(std::string_view string);
    void put_escaped(char32_t value);

    JsonForm form_;
    std::size_t depth_ = 0;
    bool is_first_ = true;     // of its array or object
    bool is_behind_key_ = false;
    std::string text_;
};

// Compact and Embedded are one line without an end; Indented has two spaces a level and ends its last
// line. Bytes that are not UTF-8 become U+FFFD.
std::string json_text(const JsonValue& value, JsonForm form);
std::string json_text(const JsonObject& object, JsonForm form);
std::string json_text(const JsonArray& array, JsonForm form);

}  // namespace vitrina
