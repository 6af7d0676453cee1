#include "stache/scopes.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace vitrina::stache {
namespace {

std::string_view part_at(std::string_view name, std::size_t at) {
    return name.substr(at, std::min(name.find('.', at), name.size()) - at);
}

// The name up to the end of the part that is wrong.
Span span_until(const Name& name, std::size_t end) {
    return {name.span.begin, name.span.begin + static_cast<std::uint32_t>(end)};
}

Path path_of_parts(std::uint32_t frame, std::string_view parts) {
    Path path{frame, {}};
    for (std::size_t at = 0; at < parts.size();) {
        const std::string_view part = part_at(parts, at);
        path.steps.push_back({std::string(part), 0});
        at += part.size() + 1;
    }
    return path;
}

Step step_to(const Shape& object, const ShapeField& field) {
    return {field.name, static_cast<std::uint32_t>(&field - object.fields().data())};
}

std::vector<std::string_view> names_of(const Shape& object) {
    std::vector<std::string_view> names;
    for (const ShapeField& field : object.fields())
        names.push_back(field.name);
    return names;
}

}  // namespace

std::variant<Meaning, Mistake> Scopes::resolve(const Name& name) const {
    const std::size_t top_scope = scopes_.size() - 1;
    if (name.text == ".")
        return Meaning{{Path::top_frame, {}}, top(), top_scope};
    if (name.text.front() == '.') {
        if (!top())
            return Meaning{path_of_parts(Path::top_frame, name.text.substr(1)), {}, top_scope};
        return follow(name, 1, {{Path::top_frame, {}}, top(), top_scope});
    }
    const std::string_view first = part_at(name.text, 0);
    for (std::size_t i = scopes_.size(); i-- > 0;) {
        const MaybeShape& shape = scopes_[i].shape;
        if (!shape)
            return Meaning{path_of_parts(Path::any_frame, name.text), {}, i};
        if (shape->kind() == ShapeKind::Object && shape->find(first) != nullptr)
            return follow(name, 0, {{static_cast<std::uint32_t>(i), {}}, shape, i});
    }
    return unknown(name, first);
}

std::variant<Meaning, Mistake> Scopes::follow(const Name& name,
                                              std::size_t at,
                                              Meaning found) const {
    while (at < name.text.size()) {
        const std::string_view part = part_at(name.text, at);
        const Shape around = *found.shape;
        if (around.kind() != ShapeKind::Object) {
            const std::size_t end = at == 0 ? 0 : at - 1;
            return Mistake{ids::template_no_fields,
                           name.span,
                           {std::string(end == 0 ? "." : name.text.substr(0, end)),
                            std::string(shape_kind_name(around.kind()))}};
        }
        const ShapeField* field = around.find(part);
        if (field == nullptr) {
            std::string nearest = nearest_name(part, names_of(around));
            if (!nearest.empty())
                nearest.insert(0, name.text.substr(0, at));
            return Mistake{ids::template_unknown_name,
                           span_until(name, at + part.size()),
                           {std::string(name.text.substr(0, at + part.size())), nearest}};
        }
        found.path.steps.push_back(step_to(around, *field));
        found.shape = field->shape;
        at += part.size() + 1;
    }
    return found;
}

Mistake Scopes::unknown(const Name& name, std::string_view part) const {
    std::vector<std::string_view> visible;
    for (const Scope& scope : scopes_)
        if (scope.shape && scope.shape->kind() == ShapeKind::Object)
            for (const std::string_view known : names_of(*scope.shape))
                visible.push_back(known);
    std::ranges::sort(visible);
    visible.erase(std::unique(visible.begin(), visible.end()), visible.end());
    return {ids::template_unknown_name,
            span_until(name, part.size()),
            {std::string(part), nearest_name(part, visible)}};
}

void Scopes::enter(const Meaning& meaning) {
    if (!meaning.shape) {
        scopes_.push_back({std::nullopt, meaning.origin, true});
        return;
    }
    const bool is_list = meaning.shape->kind() == ShapeKind::List;
    scopes_.push_back({is_list ? meaning.shape->element() : *meaning.shape, meaning.origin,
                       is_list || !meaning.path.steps.empty()});
}

bool Scopes::is_below(std::size_t size) const {
    const std::size_t goal = size - 1;
    bool is_part = false;
    std::size_t i = scopes_.size() - 1;
    while (i > goal) {
        is_part = is_part || scopes_[i].is_part;
        i = scopes_[i].origin;
    }
    return i == goal && is_part;
}

}  // namespace vitrina::stache
