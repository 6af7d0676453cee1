#include "cli/plan_table.h"

#include <algorithm>

#include "base/import_ids.h"
#include "base/text.h"
#include "cli/plan_lines.h"
#include "kinds/deadline.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

constexpr std::size_t excerpt_length = 60;
constexpr std::size_t most_held = 4u << 20;  // bytes of cells that several rows share, in all

bool is_number(const std::string& text) {
    const std::size_t end = text.find_first_not_of("0123456789");
    return end != 0 && (end == std::string::npos ||
                        text.find_first_not_of("0123456789.) ", end) == std::string::npos);
}

// «I. Анализ», «Раздел 2»: what is numbered like a section.
bool is_numbered_section(const std::string& text) {
    const std::string folded = fold_case(text);
    if (folded.starts_with("раздел ") || folded.starts_with("блок ") ||
        folded.starts_with("направление "))
        return true;
    const std::size_t end = text.find_first_not_of("IVXХ");
    return end != 0 && end != std::string::npos && (text[end] == '.' || text[end] == ' ');
}

}  // namespace

bool PlanTable::has(DraftField field) const {
    return draft_.has(field);
}

bool PlanTable::fits(const ReadTable& table) const {
    return std::ranges::any_of(
        table.rows, [&](const ReadRow& row) { return row.cells.size() == heading_.cells; });
}

bool PlanTable::repeats_headings(const ReadRow& row) const {
    const auto again = plan_heading(row);
    if (!again)
        return false;
    const auto fields_of = [](const PlanHeading& heading) {
        std::vector<DraftField> fields;
        for (const PlanHeading::Column& column : heading.columns)
            if (column.field)
                fields.push_back(*column.field);
        return fields;
    };
    const auto words_of = [](const PlanHeading& heading) {
        std::vector<std::string> words;
        for (const PlanHeading::Column& column : heading.columns)
            if (std::string word = fold_word(column.text); !word.empty())
                words.push_back(std::move(word));
        return words;
    };
    const std::vector<DraftField> fields = fields_of(heading_);
    // «Мероприятие для родителей | срок — октябрь» has the words of two headings; «№» no measure
    // has.
    return words_of(*again) == words_of(heading_) ||
           (has(DraftField::No) && fields_of(*again) == fields);
}

void PlanTable::put(const ReadCell& cell, PlanHeading::Column& column, DraftRow& to) {
    if (!column.field) {
        if (!cell.empty() && !column.is_told)
            out_.warning(column.is_twice ? ids::import_column_twice : ids::import_column_unknown,
                         place(column.span), shorten(column.text, excerpt_length));
        column.is_told = column.is_told || !cell.empty();
        return;
    }
    DraftCell& here = to.at(*column.field);
    // A dash says that there is nothing to say.
    const std::string text = cell.lines.size() == 1 ? cell.lines.front().text : std::string();
    const bool says_nothing = text == "-" || text == "–" || text == "—";
    if (here.empty())
        here.span = cell.span;
    if (says_nothing)
        return;
    const bool is_label = *column.field == DraftField::No || *column.field == DraftField::Task;
    const bool is_held = cell.is_continued && cell.empty() && !is_label && last_ != nullptr;
    if (!is_held) {
        append_lines(here.lines, cell.lines);
        return;
    }
    // One cell for several rows.
    const std::vector<ReadLine>& above = last_->at(*column.field).lines;
    for (const ReadLine& line : above)
        held_bytes_ += line.text.size() + line.markdown.size();
    if (held_bytes_ <= most_held)
        here.lines = above;
    else
        out_.error(ids::import_bomb, {draft_.source, {}});
}

// More cells than headings: a column that a converter divided, or a text that belongs elsewhere.
void PlanTable::draw_shifted(const ReadRow& row, DraftRow& to) {
    const auto deadline = std::ranges::find_if(
        heading_.columns, [](const auto& column) { return column.field == DraftField::Deadline; });
    std::vector<std::size_t> fitting;
    for (std::size_t gap = 0; gap < row.cells.size(); ++gap) {
        if (row.cells.size() != heading_.cells + 1 || !row.cells[gap].empty() ||
            deadline == heading_.columns.end())
            continue;
        const std::size_t cell = deadline->cell < gap ? deadline->cell : deadline->cell + 1;
        const std::string text = row.cells[cell].text();
        if (!text.empty() &&
            read_deadline(text, {{2000}, {}}).deadline.kind != DeadlineKind::Unknown)
            fitting.push_back(gap);
    }
    const bool is_last_empty = row.cells.back().empty();
    const std::size_t gap = fitting.empty() || is_last_empty ? row.cells.size() : fitting.front();
    for (PlanHeading::Column& column : heading_.columns)
        put(row.cells[column.cell < gap ? column.cell : column.cell + 1], column, to);
    if (gap < row.cells.size()) {
        out_.warning(ids::import_cells_shifted, place(row.cells[gap].span), row.number);
        return;
    }
    for (std::size_t i = heading_.cells; i < row.cells.size(); ++i)
        if (!row.cells[i].empty())
            out_.error(ids::import_cell_surplus, place(row.cells[i].span), row.number, i + 1);
}

// The columns that a cell stands under.
std::vector<PlanHeading::Column*> PlanTable::under(std::size_t offset, const ReadCell& cell) {
    std::vector<PlanHeading::Column*> columns;
    const std::size_t end = offset + static_cast<std::size_t>(cell.width);
    for (PlanHeading::Column& column : heading_.columns)
        if (column.offset < end && column.offset + column.width > offset)
            columns.push_back(&column);
    return columns;
}

// By the columns of the grid: merged cells are as wide as several, and a heading may be, too.
void PlanTable::draw_by_grid(const ReadRow& row, DraftRow& to) {
    std::size_t offset = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const ReadCell& cell = row.cells[i];
        const std::vector<PlanHeading::Column*> columns = under(offset, cell);
        offset += static_cast<std::size_t>(cell.width);
        if (columns.empty()) {
            if (!cell.empty())
                out_.error(ids::import_cell_surplus, place(cell.span), row.number, i + 1);
            continue;
        }
        PlanHeading::Column* chosen = columns.front();
        std::string names;
        for (PlanHeading::Column* column : columns) {
            names += (names.empty() ? "«" : ", «") + shorten(column->text, excerpt_length) + "»";
            if (!chosen->field || column->field == DraftField::Measure)
                chosen = column;
        }
        if (columns.size() > 1 && !cell.empty())
            out_.warning(ids::import_cell_wide, place(cell.span), row.number, names,
                         shorten(chosen->text, excerpt_length));
        put(cell, *chosen, to);
    }
}

DraftRow PlanTable::draw(const ReadRow& row) {
    DraftRow made;
    made.number = row.number;
    made.span = row.span;
    std::size_t width = 0;
    for (const ReadCell& cell : row.cells)
        width += static_cast<std::size_t>(cell.width);
    if (width == heading_.width || row.cells.size() < heading_.cells) {
        draw_by_grid(row, made);
    } else if (row.cells.size() > heading_.cells) {
        draw_shifted(row, made);
    } else {
        for (PlanHeading::Column& column : heading_.columns)
            put(row.cells[column.cell], column, made);
    }
    for (std::size_t i = 0; i < draft_field_count; ++i) {
        const auto field = static_cast<DraftField>(i);
        const bool is_text = field == DraftField::Measure || field == DraftField::Result ||
                             field == DraftField::Task;
        if (is_text && find_items(made.cells[i].lines))
            out_.warning(ids::import_list_guess, place(made.cells[i].span), row.number,
                         std::ranges::find_if(draft_.columns, [&](const DraftColumn& column) {
                             return column.field == field;
                         })->heading);
    }
    return made;
}

void PlanTable::add_section(std::string title) {
    if (!draft_.sections.empty() && draft_.sections.back().rows.empty())
        draft_.sections.back().title += " " + title;
    else
        draft_.sections.push_back({std::move(title), {}});
    last_ = nullptr;
}

// A row of which one cell is filled, over the whole width or at its beginning.
bool PlanTable::take_section(const ReadRow& row) {
    std::size_t filled = row.cells.size();
    std::size_t count = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (row.cells[i].empty() || row.cells[i].is_continued)
            continue;
        filled = std::min(filled, i);
        ++count;
    }
    const bool has_held_cell =
        std::ranges::any_of(row.cells, [](const ReadCell& cell) { return cell.is_continued; });
    if (count != 1)
        return false;
    const ReadCell& cell = row.cells[filled];
    const std::string text = cell.text();
    std::size_t offset = 0;
    for (std::size_t i = 0; i < filled; ++i)
        offset += static_cast<std::size_t>(row.cells[i].width);
    // A measure may be wide in the grid and still stand under its own heading alone.
    const bool is_wide =
        under(offset, cell).size() * 2 > heading_.columns.size() && heading_.columns.size() > 1;
    const bool is_bold = std::ranges::all_of(cell.lines, &ReadLine::is_bold);
    const bool reads_on = last_ != nullptr && begins_small(text) &&
                          !ends_sentence(last_->at(DraftField::Measure).text());
    // «II полугодие» under a deadline is no section.
    const bool is_at_beginning = filled == 0 || (filled == 1 && has(DraftField::No));
    bool is_section = (is_wide && !reads_on) || (is_at_beginning && is_numbered_section(text));
    if (!is_section && filled == 0 && row.cells.size() > 1 && !has_held_cell)
        is_section = !is_number(text) && (!begins_small(text) || last_ == nullptr) &&
                     (has(DraftField::No) || is_bold);
    if (!is_section && filled == 1 && has(DraftField::No) && !has_held_cell)
        is_section = is_bold && !begins_small(text);
    if (!is_section)
        return false;
    std::string title;
    for (const ReadLine& line : cell.lines)
        title += (title.empty() ? "" : " ") + line.markdown;
    add_section(std::move(title));
    if (!is_wide)
        out_.warning(ids::import_section_guess, place(cell.span), row.number,
                     shorten(text, excerpt_length));
    return true;
}

// The rest of a row that a page break cut. Told in any case; a doubt keeps the row.
bool PlanTable::goes_on(const DraftRow& row) {
    if (last_ == nullptr)
        return false;
    const std::string measure = row.at(DraftField::Measure).text();
    const bool is_due =
        !row.at(DraftField::Deadline).empty() || !row.at(DraftField::Responsible).empty();
    if (has(DraftField::No)) {
        if (!row.at(DraftField::No).empty())
            return false;
        const bool is_whole = !measure.empty() && !begins_small(measure) &&
                              !row.at(DraftField::Deadline).empty() &&
                              !row.at(DraftField::Responsible).empty();
        if (is_whole)
            out_.warning(ids::import_row_doubt, place(row.span), row.number);
        return !is_whole;
    }
    if (!row.at(DraftField::Task).empty())
        return false;
    if (measure.empty())
        return true;
    if (is_due && !begins_small(measure))
        return false;
    if (begins_small(measure) && !is_due && !ends_sentence(last_->at(DraftField::Measure).text()))
        return true;
    const bool is_doubtful =
        !is_due && (has(DraftField::Deadline) || has(DraftField::Responsible)) &&
        (!last_->at(DraftField::Deadline).empty() || !last_->at(DraftField::Responsible).empty());
    if (is_doubtful)
        out_.warning(ids::import_row_doubt, place(row.span), row.number);
    return false;
}

void PlanTable::join(const DraftRow& row) {
    for (std::size_t i = 0; i < draft_field_count; ++i)
        append_lines(last_->cells[i].lines, row.cells[i].lines);
    out_.warning(ids::import_row_joined, place(row.span), row.number, last_->number);
}

void PlanTable::add(const ReadRow& row) {
    if (row.empty())
        return;
    if (repeats_headings(row)) {
        out_.warning(ids::import_heading_again, place(row.span), row.number);
        return;
    }
    // «1 | 2 | 3 | 4 | 5»: the numbers of columns under the headings.
    const bool is_numbering = std::ranges::all_of(row.cells, [&](const ReadCell& cell) {
        return cell.text() == std::to_string(&cell - row.cells.data() + 1);
    });
    if (is_numbering && row.cells.size() > 2) {
        out_.warning(ids::import_heading_again, place(row.span), row.number);
        return;
    }
    if (take_section(row))
        return;
    DraftRow made = draw(row);
    if (goes_on(made)) {
        join(made);
        return;
    }
    if (draft_.sections.empty())
        add_section("");
    draft_.sections.back().rows.push_back(std::move(made));
    last_ = &draft_.sections.back().rows.back();
}

// A column that most rows fill: where it is empty, a page break may have moved its text.
void PlanTable::report_empty_cells() {
    for (const DraftColumn& column : draft_.columns) {
        const bool is_optional =
            column.field == DraftField::Task || column.field == DraftField::Status ||
            column.field == DraftField::Report || column.field == DraftField::Done ||
            column.field == DraftField::Evidence || column.field == DraftField::Measure;
        std::size_t rows = 0;
        std::size_t filled = 0;
        for (const DraftSection& section : draft_.sections)
            for (const DraftRow& row : section.rows) {
                ++rows;
                filled += row.at(column.field).empty() ? 0 : 1;
            }
        if (is_optional || filled * 2 <= rows)
            continue;
        for (const DraftSection& section : draft_.sections)
            for (const DraftRow& row : section.rows)
                if (row.at(column.field).empty())
                    out_.warning(ids::import_cell_empty, place(row.span), row.number,
                                 column.heading);
    }
}

void PlanTable::finish() {
    for (DraftSection& section : draft_.sections)
        std::erase_if(section.rows, [&](const DraftRow& row) {
            const bool is_empty = row.at(DraftField::Measure).empty();
            if (is_empty)
                out_.error(ids::import_measure_missing, place(row.span), row.number);
            return is_empty;
        });
    std::erase_if(draft_.sections,
                  [](const DraftSection& section) { return section.rows.empty(); });
    last_ = nullptr;
    report_empty_cells();
}

}  // namespace vitrina
