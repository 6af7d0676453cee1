// What the names of a template mean at one place: the shapes around it, innermost last.
//
// Unknown  a scope without a shape answers every name; a lenient template has no other, and a
// section
//          over an unknown name gets one, so that one slip is reported once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic_ids.h"
#include "base/source.h"
#include "stache/program.h"
#include "stache/shape.h"
#include "stache/syntax.h"

namespace vitrina::stache {

using MaybeShape = std::optional<Shape>;

// Where a name leads.
struct Meaning {
    Path path;
    MaybeShape shape;
    std::size_t origin = 0;  // the scope it was found in
};

// A message before it has its source and its notes.
struct Mistake {
    MessageId id{};
    Span span;
    std::vector<std::string> args;
};

class Scopes {
public:
    explicit Scopes(MaybeShape view) { scopes_.push_back({std::move(view), 0, false}); }

    std::size_t size() const { return scopes_.size(); }
    const MaybeShape& top() const { return scopes_.back().shape; }

    std::variant<Meaning, Mistake> resolve(const Name& name) const;

    // The inside of a section over what the name means.
    void enter(const Meaning& meaning);
    void leave() { scopes_.pop_back(); }

    // Is the innermost scope a part of what stood on top when there were `size` scopes? Then going
    // from there to here again and again comes to an end, as every view does.
    bool is_below(std::size_t size) const;

private:
    struct Scope {
        MaybeShape shape;
        std::size_t origin;  // the scope its value was found in
        bool is_part;        // a field or element of that value, not the value itself
    };

    std::variant<Meaning, Mistake> follow(const Name& name, std::size_t at, Meaning found) const;
    Mistake unknown(const Name& name, std::string_view part) const;

    std::vector<Scope> scopes_;
};

}  // namespace vitrina::stache
