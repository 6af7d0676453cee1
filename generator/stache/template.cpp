#include "stache/template.h"

#include <cassert>
#include <utility>

#include "base/text.h"
#include "stache/compile.h"
#include "stache/graph.h"
#include "stache/program.h"
#include "stache/syntax.h"

namespace vitrina::stache {

TemplateSet::TemplateSet() = default;
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

void TemplateSet::add(std::string name, const SourcePtr& source, Diagnostics& out) {
    assert(!contains(name));
    trees_.emplace(std::move(name),
                   std::make_unique<const SyntaxTree>(parse_template(source, out)));
}

bool TemplateSet::contains(std::string_view name) const {
    return trees_.find(name) != trees_.end();
}

std::vector<std::string_view> TemplateSet::names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, tree] : trees_)
        names.push_back(name);
    return names;
}

std::vector<std::string_view> TemplateSet::included_by(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const std::string_view included : reachable_from(trees_, name))
        if (included != name && contains(included))
            names.push_back(included);
    return names;
}

Template TemplateSet::compile(std::string_view name, const Shape& view, Diagnostics& out) const {
    if (!contains(name)) {
        out.error(ids::template_missing, {}, name, nearest_name(name, names()));
        return {};
    }
    const std::size_t errors = out.error_count();
    Program program = compile_program(trees_, name, view, Mode::Strict, out);
    if (out.error_count() > errors)
        return {};
    return Template(std::make_shared<const Program>(std::move(program)));
}

Template TemplateSet::compile_lenient(std::string_view name, Diagnostics& out) const {
    if (!contains(name))
        return {};
    return Template(std::make_shared<const Program>(
        compile_program(trees_, name, std::nullopt, Mode::Lenient, out)));
}

}  // namespace vitrina::stache
