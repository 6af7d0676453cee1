// Cases of the template language, one file a topic: tests/stache/<topic>.txt.
//
//   === a sentence that names the case
//   --- data                JSON; none: {}
//   --- shape               JSON: "text", "html", "flag", [element], {"field": …, "field?": …};
//                           with a shape the case is strict, without one lenient
//   --- template            the template `page`; `--- template NAME`: another one
//   --- output              what it renders
//   --- messages            `NAME:line:column id | argument | …`, notes indented by two spaces
//
// A text ends before the line end that precedes the next mark; an empty line before `===` is not
// part of it. `(escaped)` behind a mark: `\n`, `\r`, `\t` and `\\` are read, and the line ends of
// the file itself do not count. Lines before the first case are comments.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stache/shape.h"
#include "stache/value.h"

namespace vitrina::stache::test {

struct Case {
    std::string name;
    std::string data = "{}";
    std::string shape;
    std::map<std::string, std::string> templates;
    std::optional<std::string> output;
    std::string messages;
};

std::vector<Case> read_cases(std::string_view topic);

Value value_from_json(std::string_view json, const Shape* shape);
Shape shape_from_json(std::string_view json);

struct Outcome {
    std::string output;
    std::string messages;
};

Outcome run_case(const Case& one);

// Checks every case of the file, and that there are at least as many as the file should hold.
void check_topic(std::string_view topic, std::size_t at_least);

}  // namespace vitrina::stache::test
