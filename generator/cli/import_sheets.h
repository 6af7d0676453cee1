// Sheets of criteria, weights and schedules as files of ours. Source: formats §5, §6, §8, §9 (the
// columns of the exchange).
#pragma once

#include <optional>

#include "cli/imported.h"

namespace vitrina {

// Whether a sheet has the headings of the kind.
bool holds_criteria(const ReadDocument& document);
bool holds_weights(const ReadDocument& document);
bool holds_schedule(const ReadDocument& document);

// Criteria by points: `предмет; программа; класс; вид работы; модель; максимум; «5» от …`.
std::optional<ImportedRecord> import_criteria(const ReadDocument& document,
                                              const ImportHints& hints,
                                              Diagnostics& out);
std::optional<ImportedRecord> import_weights(const ReadDocument& document,
                                             const ImportHints& hints,
                                             Diagnostics& out);
// A list (date, class, subject, form), or a grid: classes over the columns and subjects before the
// rows with days in the cells, or days over the columns and classes before the rows.
std::optional<ImportedRecord> import_schedule(const ReadDocument& document,
                                              const ImportHints& hints,
                                              Diagnostics& out);

// `5А, 5Б`, `5-9`, `5А 5Б`, `5 класс` as the list of classes of YAML; nothing if it is none.
std::optional<std::string> classes_yaml(const std::string& text);
// `17`, `0,5`; nothing if it is no number.
std::optional<std::string> plain_number(const std::string& text);
void write_sheet_title(ImportedRecord& record,
                       const ReadDocument& document,
                       const ImportHints& hints,
                       Diagnostics& out);

}  // namespace vitrina
