// Messages for machines; see message_text.h, whose formats these are.
//
// JSON     [{path, line, column, end_line, end_column, severity, id, text, help, notes, count}];
// what is
//          not known or empty is left out, columns count characters, the end is behind the place.
// SARIF    OASIS SARIF 2.1.0, one run; rules are the ids that occur, in their order.
#pragma once

#include <string>
#include <vector>

#include "base/message_text.h"

namespace vitrina {

struct MessageWords {
    std::string text;
    std::string help;  // may be empty
};
MessageWords words_of(MessageId id, const std::vector<std::string>& args, Language language);

std::string render_json_report(const std::vector<Diagnostic>& sorted,
                               const ReportOptions& options,
                               const TextLoader& load);
std::string render_sarif_report(const std::vector<Diagnostic>& sorted,
                                const ReportOptions& options,
                                const TextLoader& load);

}  // namespace vitrina
