// A value that few of many structs have: it takes a pointer while nobody has set it, and reads as a
// value made by default.
#pragma once

#include <memory>
#include <utility>

namespace vitrina {

template <class T>
class Seldom {
public:
    Seldom() = default;
    Seldom(T value) : value_(std::make_unique<T>(std::move(value))) {}
    Seldom(const Seldom& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
    Seldom(Seldom&&) noexcept = default;
    Seldom& operator=(Seldom other) noexcept {
        value_ = std::move(other.value_);
        return *this;
    }
    ~Seldom() = default;

    const T& operator*() const { return value_ ? *value_ : nothing(); }
    const T* operator->() const { return &**this; }
    operator const T&() const { return **this; }
    // Null: nobody has set it.
    T* get() { return value_.get(); }
    // To be changed: from now on it is there.
    T& edit() {
        if (!value_)
            value_ = std::make_unique<T>();
        return *value_;
    }

private:
    static const T& nothing() {
        static const T value{};
        return value;
    }

    std::unique_ptr<T> value_;
};

}  // namespace vitrina
