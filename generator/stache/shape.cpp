#include "stache/shape.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace vitrina::stache {

struct Shape::Node {
    ShapeKind kind;
    std::string name;             // of an object
    std::vector<Shape> elements;  // of a list: one
    Fields fields;                // of an object
};

std::string_view shape_kind_name(ShapeKind kind) {
    switch (kind) {
        case ShapeKind::Text:
            return "text";
        case ShapeKind::Html:
            return "html";
        case ShapeKind::Flag:
            return "flag";
        case ShapeKind::List:
            return "list";
        case ShapeKind::Object:
            return "object";
    }
    return {};
}

Shape Shape::text() {
    return Shape(std::make_shared<const Node>(Node{ShapeKind::Text, {}, {}, {}}));
}

Shape Shape::html() {
    return Shape(std::make_shared<const Node>(Node{ShapeKind::Html, {}, {}, {}}));
}

Shape Shape::flag() {
    return Shape(std::make_shared<const Node>(Node{ShapeKind::Flag, {}, {}, {}}));
}

Shape Shape::list(Shape element) {
    return Shape(std::make_shared<const Node>(Node{ShapeKind::List, {}, {std::move(element)}, {}}));
}

Shape Shape::object(std::string name, Fields fields) {
    return Shape(std::make_shared<const Node>(
        Node{ShapeKind::Object, std::move(name), {}, std::move(fields)}));
}

Shape Shape::recursive_object(std::string name,
                              const std::function<Fields(const Shape& self)>& fields_of) {
    auto node = std::make_shared<Node>(Node{ShapeKind::Object, std::move(name), {}, {}});
    // The inner handle does not own the node: a node that owned itself would never be freed.
    const Shape self(std::shared_ptr<const Node>(std::shared_ptr<const Node>(), node.get()));
    node->fields = fields_of(self);
    return Shape(std::move(node));
}

ShapeKind Shape::kind() const {
    return node_->kind;
}

const Shape& Shape::element() const {
    assert(node_->kind == ShapeKind::List);
    return node_->elements.front();
}

const std::string& Shape::name() const {
    return node_->name;
}

const Shape::Fields& Shape::fields() const {
    return node_->fields;
}

const ShapeField* Shape::find(std::string_view field) const {
    const auto found = std::ranges::find(node_->fields, field, &ShapeField::name);
    return found == node_->fields.end() ? nullptr : &*found;
}

namespace {

using Ancestors = std::vector<Shape>;

bool is_inside_itself(const Shape& shape, const Ancestors& ancestors) {
    return std::ranges::find(ancestors, shape) != ancestors.end();
}

void list_fields(const Shape& object,
                 const std::string& prefix,
                 Ancestors& ancestors,
                 std::vector<ReferenceRow>& rows) {
    ancestors.push_back(object);
    for (const ShapeField& field : object.fields()) {
        std::string path = prefix + field.name;
        Shape inner = field.shape;
        std::string suffix;
        while (inner.kind() == ShapeKind::List) {
            suffix += "[]";
            inner = Shape(inner.element());
        }
        const bool repeats =
            inner.kind() == ShapeKind::Object && is_inside_itself(inner, ancestors);
        std::string type(shape_kind_name(field.shape.kind()));
        if (field.shape.kind() == ShapeKind::List)
            type += fmt::format(" of {}", shape_kind_name(inner.kind()));
        if (repeats)
            type += " " + inner.name();
        rows.push_back({path, std::move(type), field.presence, field.doc, field.example});
        if (inner.kind() == ShapeKind::Object && !repeats)
            list_fields(inner, path + suffix + ".", ancestors, rows);
    }
    ancestors.pop_back();
}

std::string_view found_kind(const Value& value) {
    constexpr std::string_view names[] = {"null", "flag", "text", "html", "list", "object"};
    return names[value.data().index()];
}

bool is_kind(const Value& value, ShapeKind kind) {
    switch (kind) {
        case ShapeKind::Text:
            return value.as_text() != nullptr;
        case ShapeKind::Html:
            return value.as_html() != nullptr;
        case ShapeKind::Flag:
            return std::holds_alternative<bool>(value.data());
        case ShapeKind::List:
            return value.as_list() != nullptr;
        case ShapeKind::Object:
            return value.as_object() != nullptr;
    }
    return false;
}

std::string mismatch_at(const Value& value, const Shape& shape, const std::string& path);

std::string list_mismatch(const Values& list, const Shape& element, const std::string& path) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (std::string found = mismatch_at(list[i], element, fmt::format("{}[{}]", path, i));
            !found.empty())
            return found;
    return {};
}

std::string object_mismatch(const Object& object, const Shape& shape, const std::string& path) {
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const auto& [key, value] : object.members())
        if (shape.find(key) == nullptr)
            return fmt::format("{}{}: not in the shape", prefix, key);
    for (const ShapeField& field : shape.fields()) {
        const Value* value = object.find(field.name);
        const bool absent =
            value == nullptr || std::holds_alternative<std::monostate>(value->data());
        if (absent && field.presence == Presence::Optional)
            continue;
        if (value == nullptr)
            return fmt::format("{}{}: missing", prefix, field.name);
        if (std::string found = mismatch_at(*value, field.shape, prefix + field.name);
            !found.empty())
            return found;
    }
    return {};
}

std::string mismatch_at(const Value& value, const Shape& shape, const std::string& path) {
    if (!is_kind(value, shape.kind()))
        return fmt::format("{}: expected {}, found {}", path.empty() ? "the view" : path,
                           shape_kind_name(shape.kind()), found_kind(value));
    if (shape.kind() == ShapeKind::List)
        return list_mismatch(*value.as_list(), shape.element(), path);
    if (shape.kind() == ShapeKind::Object)
        return object_mismatch(*value.as_object(), shape, path);
    return {};
}

}  // namespace

std::vector<ReferenceRow> reference(const Shape& shape) {
    std::vector<ReferenceRow> rows;
    Ancestors ancestors;
    if (shape.kind() == ShapeKind::Object)
        list_fields(shape, "", ancestors, rows);
    return rows;
}

std::string find_mismatch(const Value& value, const Shape& shape) {
    return mismatch_at(value, shape, "");
}

}  // namespace vitrina::stache
