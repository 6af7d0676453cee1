#include "cli/plan_table.h"

#include <algorithm>

#include "base/import_ids.h"
#include "base/text.h"
#include "kinds/deadline.h"

namespace vitrina {
namespace {

constexpr std::size_t excerpt_length = 60;
constexpr std::size_t longest_held = 2000;  // bytes of a cell that several rows share

bool begins_small(const std::string& text) {
    const std::size_t at = text.find_first_not_of("«\"( ");
    if (at == std::string::npos)
        return false;
    const CodePoint first = code_point_at(text, at);
    const std::string letter = text.substr(at, first.length);
    return is_letter_or_digit(first.value) && to_upper(letter) != letter;
}

bool ends_sentence(const std::string& text) {
    return text.ends_with('.') || text.ends_with(';') || text.ends_with(':') ||
           text.ends_with('!') || text.ends_with('?');
}

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

// A row cut by a page break: its text goes on in the same line unless a new one begins.
void append_lines(std::vector<ReadLine>& to, const std::vector<ReadLine>& more) {
    for (std::size_t i = 0; i < more.size(); ++i) {
        const bool is_new = to.empty() || i > 0 || more[i].mark != LineMark::None ||
                            (ends_sentence(to.back().text) && !begins_small(more[i].text) &&
                             to.back().mark != LineMark::None);
        if (is_new) {
            to.push_back(more[i]);
            continue;
        }
        ReadLine& last = to.back();
        const std::string_view soft_hyphen = "\u00AD";
        const bool is_cut = last.text.ends_with(soft_hyphen);
        if (is_cut) {
            last.text.resize(last.text.size() - soft_hyphen.size());
            if (last.markdown.ends_with(soft_hyphen))
                last.markdown.resize(last.markdown.size() - soft_hyphen.size());
        }
        last.text += (is_cut ? "" : " ") + more[i].text;
        last.markdown += (is_cut ? "" : " ") + more[i].markdown;
    }
}

constexpr std::string_view dashes[] = {"- ", "– ", "— ", "• ", "* ", "· "};

std::size_t dash_length(std::string_view text) {
    for (const std::string_view dash : dashes)
        if (text.starts_with(dash))
            return dash.size();
    // `-система`: the space was forgotten.
    return text.size() > 1 && text[0] == '-' && static_cast<unsigned char>(text[1]) >= 0x80 ? 1 : 0;
}

bool take_dash(ReadLine& line) {
    const std::size_t length = dash_length(line.text);
    if (length == 0 || line.mark != LineMark::None)
        return false;
    std::string_view markdown = line.markdown;
    if (markdown.starts_with("\\"))
        markdown.remove_prefix(1);
    line.mark = LineMark::Bullet;
    line.text = trim(std::string_view(line.text).substr(length));
    line.markdown = trim(markdown.substr(std::min(length, markdown.size())));
    return true;
}

// Where ` - ` begins a further point: behind `:`, `;` or `.`.
std::vector<std::size_t> inner_dashes(std::string_view text) {
    std::vector<std::size_t> places;
    for (std::size_t at = 2; at < text.size(); ++at)
        if (text[at - 1] == ' ' &&
            (text[at - 2] == ':' || text[at - 2] == ';' || text[at - 2] == '.') &&
            dash_length(text.substr(at)) > 1)
            places.push_back(at);
    return places;
}

// «…: - раз; - два» in one line; nothing if it is no such list.
std::vector<ReadLine> split_items(const ReadLine& line) {
    const std::vector<std::size_t> in_text = inner_dashes(line.text);
    const std::vector<std::size_t> in_markdown = inner_dashes(line.markdown);
    const std::size_t least = line.mark == LineMark::None ? 2 : 1;
    std::vector<ReadLine> lines;
    if (in_text.size() < least || in_text.size() != in_markdown.size())
        return lines;
    for (std::size_t i = 0; i <= in_text.size(); ++i) {
        const auto part = [i](std::string_view text, const std::vector<std::size_t>& places) {
            std::size_t begin = i == 0 ? 0 : places[i - 1];
            begin += i == 0 ? 0 : dash_length(text.substr(begin));
            const std::size_t end = i < places.size() ? places[i] : text.size();
            return std::string(trim(text.substr(begin, end - begin)));
        };
        ReadLine one{part(line.text, in_text), part(line.markdown, in_markdown),
                     i == 0 ? line.mark : LineMark::Bullet, line.level, line.is_bold};
        if (!one.text.empty())
            lines.push_back(std::move(one));
    }
    return lines;
}

}  // namespace

bool find_items(std::vector<ReadLine>& lines) {
    bool is_guess = false;
    std::vector<ReadLine> found;
    for (ReadLine& line : lines) {
        take_dash(line);
        std::vector<ReadLine> items = split_items(line);
        is_guess = is_guess || !items.empty();
        if (items.empty())
            items.push_back(std::move(line));
        found.insert(found.end(), items.begin(), items.end());
    }
    lines = std::move(found);
    drop_empty_lines(lines);
    return is_guess;
}

bool PlanTable::has(DraftField field) const {
    return draft_.has(field);
}

bool PlanTable::fits(const ReadTable& table) const {
    return std::ranges::any_of(
        table.rows, [&](const ReadRow& row) { return row.cells.size() == heading_.cells; });
}

void PlanTable::put(const ReadCell& cell, const PlanHeading::Column& column, DraftRow& to) {
    if (!column.field)
        return;
    DraftCell& place = to.at(*column.field);
    place.span = cell.span;
    // A dash says that there is nothing to say.
    const std::string text = cell.lines.size() == 1 ? cell.lines.front().text : std::string();
    if (text == "-" || text == "–" || text == "—")
        return;
    const bool is_label = *column.field == DraftField::No || *column.field == DraftField::Task;
    const bool is_held = cell.is_continued && cell.empty() && !is_label && last_ != nullptr &&
                         last_->at(*column.field).text().size() <= longest_held;
    if (is_held)
        place.lines = last_->at(*column.field).lines;  // one cell for several rows
    else
        place.lines = cell.lines;
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
    for (const PlanHeading::Column& column : heading_.columns)
        put(row.cells[column.cell < gap ? column.cell : column.cell + 1], column, to);
    if (gap < row.cells.size()) {
        out_.warning(ids::import_cells_shifted, place(row.cells[gap].span), row.number);
        return;
    }
    for (std::size_t i = heading_.cells; i < row.cells.size(); ++i)
        if (!row.cells[i].empty())
            out_.error(ids::import_cell_surplus, place(row.cells[i].span), row.number, i + 1);
}

DraftRow PlanTable::draw(const ReadRow& row) {
    DraftRow made;
    made.number = row.number;
    made.span = row.span;
    if (row.cells.size() > heading_.cells) {
        draw_shifted(row, made);
    } else if (row.cells.size() == heading_.cells) {
        for (const PlanHeading::Column& column : heading_.columns)
            put(row.cells[column.cell], column, made);
    } else {
        std::size_t offset = 0;
        for (const ReadCell& cell : row.cells) {
            const auto under = std::ranges::find_if(
                heading_.columns, [&](const auto& column) { return column.offset >= offset; });
            if (under != heading_.columns.end())
                put(cell, *under, made);
            offset += static_cast<std::size_t>(cell.width);
        }
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
    const bool is_wide =
        static_cast<std::size_t>(cell.width) * 2 > heading_.width && heading_.width > 1;
    const bool is_bold = std::ranges::all_of(cell.lines, &ReadLine::is_bold);
    bool is_section = is_wide || is_numbered_section(text);
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
    if (auto again = plan_heading(row); again && again->cells >= 2) {
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
