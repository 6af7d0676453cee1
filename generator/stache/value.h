// What a template shows: plain data, built once by pages/ and only read while rendering.
//
// Shapes   null, flag, text (always escaped when printed), Html (markup we made ourselves, printed
//          as it is), list, object. Text and Html never turn into each other.
// Lifetime keys of an object are string_views of static lifetime: literals. Everything else is
// owned. Threads  a Value is read by any number of threads; `share` lets many pages hold one value.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vitrina::stache {

class Value;
struct Field;
struct Member;

// Trusted markup: what our own renderers wrote, never what an author typed.
struct Html {
    std::string text;
    // Rendering puts here where in `out` it was printed: for one thread, never shared. Null: nobody asks.
    std::vector<std::size_t>* places = nullptr;
};

using Values = std::vector<Value>;  // a list

// Fields in the order they were added; lookups are fastest in the order of the shape.
class Object {
public:
    Object() noexcept;
    Object(std::initializer_list<Field> fields);  // moves the values out of the list
    // Defined below, where a member is known.
    Object(const Object& other);
    Object(Object&& other) noexcept;
    Object& operator=(const Object& other);
    Object& operator=(Object&& other) noexcept;
    ~Object();

    void reserve(std::size_t members);
    Object& add(std::string_view key, Value value);  // a key is added once

    // `hint` is where the field probably stands, or a few places behind it.
    const Value* find(std::string_view key, std::size_t hint = 0) const;
    const std::vector<Member>& members() const { return members_; }

private:
    std::vector<Member> members_;
};

class Value {
public:
    using Shared = std::shared_ptr<const Value>;
    using Data = std::variant<std::monostate, bool, std::string, Html, Values, Object, Shared>;

    Value() = default;  // null
    // Conversions are implicit so that views read as data; only bool itself becomes a flag.
    template <std::same_as<bool> Flag>
    Value(Flag flag) : data_(flag) {}  // NOLINT(google-explicit-constructor): see above
    Value(std::string text)
        : data_(std::move(text)) {}  // NOLINT(google-explicit-constructor): see above
    Value(std::string_view text)
        : data_(std::string(text)) {}  // NOLINT(google-explicit-constructor): see above
    Value(const char* text)
        : data_(std::string(text)) {}  // NOLINT(google-explicit-constructor): see above
    Value(std::nullptr_t) = delete;
    Value(Html html) : data_(std::move(html)) {}  // NOLINT(google-explicit-constructor): see above
    Value(Values list)
        : data_(std::move(list)) {}  // NOLINT(google-explicit-constructor): see above
    Value(Object object)
        : data_(std::move(object)) {}  // NOLINT(google-explicit-constructor): see above

    static Value number(std::int64_t value) { return Value(std::to_string(value)); }
    // One value that many others hold without copying it.
    static Value share(Shared value);

    // The value itself, behind any number of `share`.
    const Data& data() const;
    bool is_truthy() const;  // not null, not false, not an empty text or list
    const Values* as_list() const { return std::get_if<Values>(&data()); }
    const Object* as_object() const { return std::get_if<Object>(&data()); }
    const std::string* as_text() const { return std::get_if<std::string>(&data()); }
    const Html* as_html() const { return std::get_if<Html>(&data()); }

private:
    Data data_;
};

// A field of an object.
struct Member {
    std::string_view key;
    Value value;
};

inline Object::Object() noexcept = default;
inline Object::Object(const Object& other) = default;
inline Object::Object(Object&& other) noexcept = default;
inline Object& Object::operator=(const Object& other) = default;
inline Object& Object::operator=(Object&& other) noexcept = default;
inline Object::~Object() = default;

// A field while an object is written down. The value is mutable because an initializer_list gives
// its elements as const, and copying a page's body only to name it would cost more than printing
// it.
struct Field {
    std::string_view key;
    mutable Value value;
};

}  // namespace vitrina::stache
