// Templates: strict ones against hostile values, lenient ones beside the packaged library.
#include <algorithm>
#include <string>

#include "fuzz/target.h"
#include "stache/template.h"
#include "support/archive.h"
#include "support/mustache_twins.h"

namespace vitrina::fuzz {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t most_templates = 4;
constexpr std::size_t most_braces = 64;  // templates in templates multiply

const Shape& view_shape() {
    static const Shape item = Shape::recursive_object("item", [](const Shape& self) {
        return Shape::Fields{{"title", Shape::text(), "", "x"},
                             {"url", Shape::text(), "", "x", stache::Presence::Optional},
                             {"is_open", Shape::flag(), "", ""},
                             {"children", Shape::list(self), "", ""}};
    });
    static const Shape shape = Shape::object(
        "page", {{"title", Shape::text(), "", "x"},
                 {"body", Shape::html(), "", "x"},
                 {"is_new", Shape::flag(), "", ""},
                 {"author", Shape::object("author", {{"name", Shape::text(), "", "x"}}), "", "",
                  stache::Presence::Optional},
                 {"tags", Shape::list(Shape::text()), "", ""},
                 {"menu", Shape::list(item), "", ""}});
    return shape;
}

// Lists of one: sections in sections must not multiply.
Value view_of(const std::string& text, bool is_full) {
    const auto item = [&](Values children) {
        Object made{{"title", text}, {"is_open", is_full}, {"children", std::move(children)}};
        if (is_full)
            made.add("url", text);
        return Value(std::move(made));
    };
    Object page{{"title", text},
                {"body", stache::Html{"<p>x</p>"}},
                {"is_new", is_full},
                {"tags", Values{text}},
                {"menu", Values{item(Values{item({})})}}};
    if (is_full)
        page.add("author", Object{{"name", text}});
    return Value(std::move(page));
}

std::string markup_of(const std::string& html) {
    std::string signs;
    std::ranges::copy_if(html, std::back_inserter(signs), [](char c) {
        return std::string_view("<>\"'").find(c) != std::string_view::npos;
    });
    return signs;
}

}  // namespace

void fuzz_templates(std::string_view bytes) {
    const test::Archive archive = test::parse_archive(bytes);
    if (archive.sections.size() > most_templates ||
        static_cast<std::size_t>(std::ranges::count(bytes, '{')) > most_braces)
        return;
    Diagnostics out;
    stache::TemplateSet set;
    const SourcePtr page = source_of("page.html", archive.comment);
    set.add("page", page, out);
    for (const auto& [name, text] : archive.sections)
        if (!set.contains(name))
            set.add(name, source_of(name + ".html", text), out);
    const stache::Template compiled = set.compile("page", view_shape(), out);
    static_cast<void>(set.included_by("page"));
    check_messages(out, page);
    if (out.has_errors())
        return;
    for (const bool is_full : {false, true}) {
        std::string plain;
        std::string hostile;
        compiled.render(view_of("x", is_full), plain);
        compiled.render(view_of("\"'><script>&`", is_full), hostile);
        require(markup_of(plain) == markup_of(hostile), "a value brings no markup",
                plain + "\n" + hostile);
    }
}

void fuzz_mustache(std::string_view bytes) {
    const test::TwinRendering made = test::render_twins(test::chance_of(bytes));
    require(!made.has_errors, "lenient templates have no errors", made.text);
    require(made.ours == made.theirs, "both libraries render the same",
            made.text + "\n" + made.ours + "\n" + made.theirs);
}

}  // namespace vitrina::fuzz
