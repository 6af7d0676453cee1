// What the parts of a plan's page share: the names of rows, their days, the columns to print.
#include <algorithm>

#include "base/text.h"
#include "pages/plan_parts.h"

namespace vitrina {
namespace {

constexpr std::size_t title_length = 140;

std::string row_title(const PlanRow& row) {
    const std::string measure = flatten_markdown(row.measure.text.text);
    std::string_view line = std::string_view(measure).substr(0, measure.find('\n'));
    while (line.ends_with(':'))
        line.remove_suffix(1);
    const std::string& no = row.no.value;
    std::string title = no;
    if (!no.empty())
        title += no.ends_with('.') || no.ends_with(')') ? " " : ". ";
    title += line;
    return shorten(title, title_length);
}

}  // namespace

std::vector<PlacedRow> place_rows(const Record& record) {
    std::vector<PlacedRow> rows;
    for (const PlanSection& section : as<Plan>(record).sections) {
        for (const PlanRow& row : section.rows) {
            std::string anchor = row.id.value;
            if (anchor.empty()) {
                anchor = "row-" + std::to_string(rows.size() + 1);
                while (std::ranges::find(record.anchors, anchor) != record.anchors.end())
                    anchor += "-";
            }
            rows.push_back({&row, &section, std::move(anchor), row_title(row)});
        }
    }
    return rows;
}

std::vector<DateRange> days_of(const PlanRow& row) {
    if (row.status == RowStatus::Cancelled)
        return {};
    if (row.status == RowStatus::Moved && row.moved.to.is_set())
        return {{row.moved.to, row.moved.to}};
    return row.reading.intervals;
}

bool has_progress(const PlanRow& row) {
    return row.status != RowStatus::None || row.done.is_set() || !row.report.empty() ||
           !row.evidence.empty();
}

std::string_view status_text(const Theme& theme, RowStatus status) {
    if (status == RowStatus::None)
        return {};
    return theme.text("status_" + std::string(word_of(status, Language::English)));
}

std::vector<PlanColumn> printed_columns(const Plan& plan) {
    std::vector<PlanColumn> columns = plan.columns;
    const bool any = std::ranges::any_of(plan.sections, [](const PlanSection& section) {
        return std::ranges::any_of(section.rows, has_progress);
    });
    if (any && std::ranges::find(columns, PlanColumn::Status) == columns.end())
        columns.push_back(PlanColumn::Status);
    return columns;
}

const InlineText* own_label(const Plan& plan, PlanColumn column) {
    for (const auto& [key, label] : plan.labels.items)
        if (key.value == column && !label.empty())
            return &label;
    return nullptr;
}

}  // namespace vitrina
