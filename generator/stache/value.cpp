#include "stache/value.h"

#include <algorithm>
#include <cassert>

namespace vitrina::stache {

Object::Object(std::initializer_list<Field> fields) {
    members_.reserve(fields.size());
    for (const Field& field : fields)
        add(field.key, std::move(field.value));
}

void Object::reserve(std::size_t members) {
    members_.reserve(members);
}

Object& Object::add(std::string_view key, Value value) {
    assert(find(key) == nullptr);
    members_.push_back({key, std::move(value)});
    return *this;
}

const Value* Object::find(std::string_view key, std::size_t hint) const {
    // A view leaves fields out but seldom reorders them: the field stands at the hint or before it.
    const std::size_t middle = std::min(hint + 1, members_.size());
    for (std::size_t i = middle; i-- > 0;)
        if (members_[i].key == key)
            return &members_[i].value;
    for (std::size_t i = middle; i < members_.size(); ++i)
        if (members_[i].key == key)
            return &members_[i].value;
    return nullptr;
}

Value Value::share(Shared value) {
    assert(value != nullptr);
    Value result;
    result.data_ = std::move(value);
    return result;
}

const Value::Data& Value::data() const {
    const Value* value = this;
    while (const Shared* shared = std::get_if<Shared>(&value->data_))
        value = shared->get();
    return value->data_;
}

bool Value::is_truthy() const {
    struct Truth {
        bool operator()(std::monostate) const { return false; }
        bool operator()(bool flag) const { return flag; }
        bool operator()(const std::string& text) const { return !text.empty(); }
        bool operator()(const Html& html) const { return !html.text.empty(); }
        bool operator()(const Values& list) const { return !list.empty(); }
        bool operator()(const Object&) const { return true; }
        bool operator()(const Shared& shared) const { return shared->is_truthy(); }
    };
    return std::visit(Truth{}, data());
}

}  // namespace vitrina::stache
