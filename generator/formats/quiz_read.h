// Questions read from another program's file, as the bank of tasks may take them: gift_read.h and
// aiken.h make them.
//
// Texts    Markdown of the bank's dialect, formulas between dollars; names, ids, tags and comments
//          are plain.
// Errors   what cannot be read is reported at its place and left out; the rest is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina {

enum class ReadType : std::uint8_t { Passage, Choice, Text, Number, Match, Essay };

struct ReadAnswer {
    std::string text;
    std::optional<Decimal> share;  // percent; of what has no mark of its own: 100 or 0
    std::string feedback;
    Span span;
};

struct ReadPair {
    std::string left;  // empty: the right side belongs to none
    std::string right;
};

struct ReadField {
    std::string key;
    std::string value;
    Span span;
};

struct ReadQuestion {
    ReadType type = ReadType::Passage;
    Span span;  // where it begins
    std::string name;
    std::string id;
    std::string category;  // the path, its parts between slashes
    std::string text;
    std::string unit;                 // of a number
    std::vector<ReadAnswer> answers;  // Choice, Text
    bool is_multi = false;            // Choice: no answer is marked as the one right one
    std::vector<ReadPair> pairs;      // Match
    Decimal number;                   // Number
    Decimal tolerance;
    std::string feedback;
    std::vector<std::string> tags;
    std::vector<std::string> comments;  // of the author, line by line
    std::vector<ReadField> fields;      // what our own files say in comments
};

struct ReadQuiz {
    std::string title;  // that our own files begin with
    std::vector<ReadQuestion> questions;
};

// Moodle: plain unless it holds HTML.
enum class TextMarkup : std::uint8_t { Plain, Html, Moodle, Markdown };

// A text of another program as the bank writes it: what Markdown would read otherwise is escaped.
// `place` is where messages about markup that is left out stand.
std::string markdown_of(std::string_view text, TextMarkup markup, Place place, Diagnostics& out);

}  // namespace vitrina
