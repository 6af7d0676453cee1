// Templates: added by name, compiled once against the shape of their view, rendered many times.
//
// Language Mustache with inheritance (see syntax.h). A strict template knows every name it uses: an
// unknown one is an error at its place, and a value is printed only where escaping makes it safe.
// Sections  over a flag, a text (if not empty), an object (if present) or a list. Inside, its names
//          are seen before those around it; `{{.}}` is the thing itself.
// Recursion a template may take itself in for the elements inside its own object. There it sees the
//          names of that element and those around the first, outermost one.
// Threads  a Template is const: any number of threads may render it.
// Names    the caller resolves the chain of themes: the file that `page` replaces is added as
//          `parent:page`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"
#include "stache/shape.h"
#include "stache/value.h"

namespace vitrina::stache {

struct SyntaxTree;
struct Program;

class Template {
public:
    Template() = default;  // renders nothing
    explicit Template(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

    // Appends to `out`. The view is of the shape that the template was compiled against; a field
    // that is missing all the same counts as null.
    void render(const Value& view, std::string& out) const;

private:
    std::shared_ptr<const Program> program_;
};

class TemplateSet {
public:
    TemplateSet();
    TemplateSet(TemplateSet&&) noexcept;
    TemplateSet& operator=(TemplateSet&&) noexcept;
    ~TemplateSet();

    // Parses at once, so that a slip is reported once however many pages take the template in.
    // A name is added once.
    void add(std::string name, const SourcePtr& source, Diagnostics& out);
    bool contains(std::string_view name) const;
    std::vector<std::string_view> names() const;  // sorted
    // Those that a template takes in, directly or through others; sorted, without itself.
    std::vector<std::string_view> included_by(std::string_view name) const;

    // With errors in `out`, the result renders nothing.
    Template compile(std::string_view name, const Shape& view, Diagnostics& out) const;

    // The language as its specification has it, without shapes: unknown names and templates print
    // nothing, everything may be printed everywhere. For the specification's tests only.
    Template compile_lenient(std::string_view name, Diagnostics& out) const;

private:
    using Trees = std::map<std::string, std::unique_ptr<const SyntaxTree>, std::less<>>;
    Trees trees_;
};

}  // namespace vitrina::stache
