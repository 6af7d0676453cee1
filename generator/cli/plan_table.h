// The rows of a plan's table, one after another: which is a heading, a section, a measure, or the
// rest of one that a page break cut. For plan_draft.cpp.
#pragma once

#include "cli/plan_draft.h"

namespace vitrina {

struct PlanHeading {
    struct Column {
        std::size_t cell = 0;    // which cell of the heading
        std::size_t offset = 0;  // columns of the grid before it
        std::size_t width = 1;
        std::string text;
        std::optional<DraftField> field;
        Span span;
        bool is_twice = false;
        bool is_told = false;  // that it has no place in a plan
    };
    std::vector<Column> columns;
    std::size_t cells = 0;
    std::size_t width = 0;  // columns of the grid
};

std::optional<PlanHeading> plan_heading(const ReadRow& row);

class PlanTable {
public:
    PlanTable(PlanHeading heading, PlanDraft& draft, Diagnostics& out)
        : heading_(std::move(heading)), draft_(draft), out_(out) {}

    void add(const ReadRow& row);
    // Columns of another table that goes on with this one.
    bool fits(const ReadTable& table) const;
    std::size_t width() const { return heading_.width; }
    void use(PlanHeading heading) { heading_ = std::move(heading); }
    void finish();  // what can be judged when all rows are known

private:
    Place place(Span span) const { return {draft_.source, span}; }
    bool has(DraftField field) const;
    bool repeats_headings(const ReadRow& row) const;
    DraftRow draw(const ReadRow& row);
    std::vector<PlanHeading::Column*> under(std::size_t offset, const ReadCell& cell);
    void draw_by_grid(const ReadRow& row, DraftRow& to);
    void draw_shifted(const ReadRow& row, DraftRow& to);
    void put(const ReadCell& cell, PlanHeading::Column& column, DraftRow& to);
    bool take_section(const ReadRow& row);
    bool goes_on(const DraftRow& row);
    void join(const DraftRow& row);
    void add_section(std::string title);
    void report_empty_cells();

    PlanHeading heading_;
    PlanDraft& draft_;
    Diagnostics& out_;
    DraftRow* last_ = nullptr;  // of the section that is being read
    std::size_t held_bytes_ = 0;
};

}  // namespace vitrina
