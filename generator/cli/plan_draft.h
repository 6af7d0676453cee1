// A plan as the table of a document shows it: what `import` makes a file of, and what a returned
// plan is compared by. Source: domain §1.3–1.6.
//
// Errors   every join, guess and doubt is reported at its row and cell; a row that cannot be taken
//          is an error and left out.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "formats/read_document.h"

namespace vitrina {

enum class DraftField : std::uint8_t {
    No,
    Task,
    Measure,
    Participants,
    Deadline,
    Responsible,
    Result,
    Status,
    Report,
    Done,
    Evidence
};
inline constexpr std::size_t draft_field_count = 11;

struct DraftCell {
    std::vector<ReadLine> lines;
    Span span;

    bool empty() const { return lines.empty(); }
    std::string text() const;      // in one line
    std::string markdown() const;  // as blocks
};

struct DraftRow {
    std::array<DraftCell, draft_field_count> cells;
    std::size_t number = 0;  // in the table of the document
    Span span;

    DraftCell& at(DraftField field) { return cells[static_cast<std::size_t>(field)]; }
    const DraftCell& at(DraftField field) const { return cells[static_cast<std::size_t>(field)]; }
};

struct DraftSection {
    std::string title;  // inline Markdown
    std::vector<DraftRow> rows;
};

struct DraftColumn {
    DraftField field{};
    std::string heading;  // plain, as printed
};

struct PlanDraft {
    SourcePtr source;
    std::string title;  // plain; empty if no heading stands above the table
    std::vector<std::string> goals;
    std::string school_year;  // 2026-2027, as the document names it; empty: it does not
    std::vector<DraftColumn> columns;
    std::vector<DraftSection> sections;  // none is empty

    bool has(DraftField field) const;
};

// What a heading of a column means in a plan.
std::optional<DraftField> draft_field(std::string_view heading);
// Whether some row of the document holds the headings of a plan.
bool holds_plan(const ReadDocument& document);

std::optional<PlanDraft> read_plan_draft(const ReadDocument& document, Diagnostics& out);

}  // namespace vitrina
