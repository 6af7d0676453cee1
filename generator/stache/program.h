// A compiled template: flat instructions over one pool of text.
//
// Shapes   a section's body follows its instruction and ends at `end`; a body that is entered again
//          (a template inside itself) is a range, run by Call.
// Frames   the context stack: frame 0 is the view, each section that is not inverted adds one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vitrina::stache {

enum class Op : std::uint8_t {
    Text,      // first, second: offset and length in `text`
    Indent,    // what Call has added to the beginning of every line
    Print,     // first: path
    RawPrint,  // first: path
    Section,   // first: path; second: end of the body
    Inverted,  // first: path; second: end of the body
    Call,      // first: call
};

struct Instruction {
    Op op;
    std::uint32_t first;
    std::uint32_t second;
};

// A field below a value. `hint` is its place in the object's shape.
struct Step {
    std::string name;
    std::uint32_t hint = 0;
};

struct Path {
    static constexpr std::uint32_t any_frame = UINT32_MAX;      // the nearest with the first name
    static constexpr std::uint32_t top_frame = UINT32_MAX - 1;  // the innermost

    std::uint32_t frame = 0;
    std::vector<Step> steps;
};

struct Call {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    // The frames that stood around the range when it was compiled, its own counted; 0: all stay.
    std::uint32_t frames = 0;
    std::string indent;
};

struct Program {
    std::string text;
    std::vector<Instruction> code;
    std::vector<Path> paths;
    std::vector<Call> calls;
};

}  // namespace vitrina::stache
