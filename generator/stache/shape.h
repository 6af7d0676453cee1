// The shape of a view: which names a template may use, and what each of them is.
//
// Shapes   text, html, flag, list of a shape, object with named fields. A shape is a handle to a
//          node that never changes: copying is cheap, and one node may stand in many places.
// Recursion an object may contain itself (a menu in a menu): `recursive_object`.
// Identity two handles are the same shape if they point to the same node.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stache/value.h"

namespace vitrina::stache {

enum class ShapeKind : std::uint8_t { Text, Html, Flag, List, Object };
std::string_view shape_kind_name(ShapeKind kind);  // text, html, flag, list, object

struct ShapeField;

class Shape {
public:
    using Fields = std::vector<ShapeField>;

    static Shape text();
    static Shape html();
    static Shape flag();
    static Shape list(Shape element);
    // `name` stands for the object in the reference («menu item»).
    static Shape object(std::string name, Fields fields);
    // `fields_of` gets the object itself; what it returns must not outlive the result.
    static Shape recursive_object(std::string name,
                                  const std::function<Fields(const Shape& self)>& fields_of);

    ShapeKind kind() const;
    const Shape& element() const;  // of a list
    const std::string& name() const;
    const Fields& fields() const;  // of an object, in the order of declaration
    const ShapeField* find(std::string_view field) const;
    bool operator==(const Shape& other) const { return node_.get() == other.node_.get(); }

private:
    struct Node;
    explicit Shape(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

    std::shared_ptr<const Node> node_;
};

enum class Presence : std::uint8_t { Always, Optional };

struct ShapeField {
    std::string name;
    Shape shape;
    std::string doc;      // one English sentence
    std::string example;  // as it is printed; empty for flags, lists and objects
    Presence presence = Presence::Always;
};

// One line of the handbook's page of names.
struct ReferenceRow {
    std::string path;  // author.name; steps[].title
    std::string type;  // text, html, flag, list, object; «optional» stands in `presence`
    Presence presence = Presence::Always;
    std::string doc;
    std::string example;
};

// All names that a template of this shape sees, in the order of declaration. An object inside
// itself is one row of type «object NAME».
std::vector<ReferenceRow> reference(const Shape& shape);

// For tests of views: where and how the value first departs from the shape, in English
// (`steps[2].title: expected text, found list`); empty if it conforms.
std::string find_mismatch(const Value& value, const Shape& shape);

}  // namespace vitrina::stache
