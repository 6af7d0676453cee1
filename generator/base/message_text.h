// Printing of messages: the only place where a message becomes words.
//
// Text     `path:line:col: error: text [id]`, the line with carets below the place, help, notes:
//              plans/2026.yaml:14:17: предупреждение: срок не понят: «к весне» [deadline-unknown]
//                14 |       deadline: к весне
//                   |                 ^^^^^^^
//                подсказка: напишите месяц или задайте from и to
// Safety   names and texts of authors are printed with their control characters escaped.
// Lifetime results own their text; a TextLoader is called once per file in a row of messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "base/text.h"

namespace vitrina {

// A file's bytes by the path of its Source, whose own text may have been dropped; nothing if the
// file cannot be read any more: then the message has neither line nor excerpt.
using TextLoader = std::function<std::optional<std::string>(const std::string& path)>;

enum class MessageFormat : std::uint8_t { Text, Json, Sarif };

struct MessageStyle {
    Language language = Language::Russian;
    bool colour = false;  // ANSI colours of a terminal
    bool excerpt = true;  // the line of the file and the carets
};

struct ReportOptions {
    MessageFormat format = MessageFormat::Text;
    MessageStyle style;
    bool all_errors = false;   // text: all of them, not only the first hundred
    std::string version = {};  // of the program, for SARIF
};

// A template of messages/*.inc with its arguments: `{0}`, and `{0|form|form|form}` for a plural
// form. Other braces stay as they are; an argument that is not there is empty.
std::string expand_text(std::string_view text,
                        const std::vector<std::string>& args,
                        Language language);
// The same; empty when an argument that the text names is empty.
std::string expand_help(std::string_view text,
                        const std::vector<std::string>& args,
                        Language language);

// What the machine refused, as a message without a place.
Diagnostic diagnostic_of(const Error& error, Place place = {});

// Ends with a line end.
std::string render_message(const Diagnostic& message,
                           const MessageStyle& style,
                           const TextLoader& load);

// All messages, sorted. Text shows a hundred, errors before warnings if there are more, and a
// total; JSON is one array with a message a line; SARIF is a log of version 2.1.0 with one run.
std::string render_diagnostics(const Diagnostics& messages,
                               const ReportOptions& options,
                               const TextLoader& load);

}  // namespace vitrina
