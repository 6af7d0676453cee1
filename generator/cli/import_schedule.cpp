// «График оценочных процедур» from a list or a grid (import_sheets.h).
#include <algorithm>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/import_ids.h"
#include "base/text.h"
#include "cli/import_sheets.h"
#include "cli/sheet_columns.h"
#include "cli/yaml_lines.h"
#include "content/edit.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

namespace key {
enum : std::size_t { date, classes, subject, form, level, lesson, minutes, note };
}
constexpr SheetWord words[] = {
    {"date", "=дата|дата проведения|=date|=сроки|=срок"},
    {"classes", "класс|=class|=classes"},
    {"subject", "предмет|=subject"},
    {"form", "форма|вид работы|вид контроля|процедура|=form|=работа"},
    {"level", "уровень|=level"},
    {"lesson", "=урок|номер урока|№ урока|=lesson"},
    {"minutes", "продолжительность|минут|=duration"},
    {"note", "примечани|=note"},
};
constexpr std::size_t needs[] = {key::date, key::classes, key::subject};
constexpr std::string_view usual_form = "контрольная работа";
constexpr std::size_t last_heading_row = 15;

// `18.09.2026`, `18.09` within the school year; nothing if it is no day.
std::optional<Date> day_of(std::string_view text, SchoolYear year) {
    text = trim(text);
    while (text.ends_with('.') || text.ends_with(','))
        text.remove_suffix(1);
    if (const auto date = parse_date(text))
        return date;
    int numbers[2] = {0, 0};
    std::size_t part = 0;
    for (const char one : text) {
        if (one >= '0' && one <= '9' && numbers[part] < 100)
            numbers[part] = numbers[part] * 10 + (one - '0');
        else if (one == '.' && part == 0)
            part = 1;
        else
            return std::nullopt;
    }
    const int first = numbers[1] >= 8 ? year.first : year.first + 1;
    if (part == 0 || !year.is_set() || !is_valid_date(first, numbers[1], numbers[0]))
        return std::nullopt;
    return Date{static_cast<std::int16_t>(first), static_cast<std::uint8_t>(numbers[1]),
                static_cast<std::uint8_t>(numbers[0])};
}

// What stands in a cell of the grid: `18.09 (КР)`, `18.09, 16.10`.
struct GridCell {
    std::vector<Date> days;
    std::string form;
};

std::optional<GridCell> read_grid_cell(const std::string& text, SchoolYear year) {
    GridCell cell;
    const std::size_t bracket = text.find('(');
    if (bracket != std::string::npos)
        cell.form = trim(std::string_view(text).substr(
            bracket + 1, std::min(text.find(')', bracket), text.size()) - bracket - 1));
    std::string days = text.substr(0, bracket);
    std::ranges::replace(days, ';', ',');
    std::ranges::replace(days, ' ', ',');
    for (std::size_t at = 0; at < days.size();) {
        const std::size_t end = std::min(days.find(',', at), days.size());
        const std::string_view one = trim(std::string_view(days).substr(at, end - at));
        at = end + 1;
        if (one.empty())
            continue;
        const auto day = day_of(one, year);
        if (!day)
            return std::nullopt;
        cell.days.push_back(*day);
    }
    return cell.days.empty() ? std::nullopt : std::optional(cell);
}

class ScheduleWriter {
public:
    ScheduleWriter(const ReadDocument& document, const ImportHints& hints, Diagnostics& out)
        : document_(document), out_(out) {
        if (hints.config != nullptr)
            year_ = hints.config->school_year;
        record_.kind = "schedule";
        write_sheet_title(record_, document, hints, out);
    }

    void add_list(const SheetTable& table) {
        for (const SheetRow& row : table.rows)
            add_listed(row);
    }

    // The first row of a table whose cells but the first are classes, or days.
    void add_grid() {
        for (const ReadTable& table : document_.tables)
            for (std::size_t i = 0; i < std::min(table.rows.size(), last_heading_row); ++i) {
                const ReadRow& head = table.rows[i];
                if (count_heads(head, true) >= 2)
                    return add_grid_rows(table, i, true);
                if (count_heads(head, false) >= 2)
                    return add_grid_rows(table, i, false);
            }
    }

    ImportedRecord finish() {
        if (year_.is_set())
            record_.text += fmt::format("school_year: {}\n", school_year_name(year_));
        record_.text += "entries:\n" + entries_;
        return std::move(record_);
    }

private:
    std::size_t count_heads(const ReadRow& row, bool are_classes) const {
        std::size_t count = 0;
        for (std::size_t i = 1; i < row.cells.size(); ++i) {
            const std::string text = row.cells[i].text();
            count += are_classes ? (classes_yaml(text).has_value() && !day_of(text, year_))
                                 : day_of(text, year_).has_value();
        }
        return count;
    }

    void refuse(const ReadRow& row, Span span, const std::string& text, std::string_view column) {
        out_.error(ids::import_value, {document_.source, span}, row.number, shorten(text, 40),
                   column);
    }

    void add_listed(const SheetRow& row) {
        const auto day = day_of(row.text(key::date), year_);
        const auto label = classes_yaml(row.text(key::classes));
        if (!day)
            return refuse(*row.row, row.span(key::date), row.text(key::date), "дата");
        if (!label)
            return refuse(*row.row, row.span(key::classes), row.text(key::classes), "класс");
        if (row.text(key::subject).empty())
            return refuse(*row.row, row.span(key::subject), "", "предмет");
        const std::string form = row.text(key::form);
        std::string more;
        if (const std::string text = fold_word(row.text(key::level)); !text.empty())
            more +=
                fmt::format(", level: {}", yaml_scalar(text.starts_with("школ") ? "школа" : text));
        if (const auto number = plain_number(row.text(key::lesson)))
            more += fmt::format(", lesson: {}", *number);
        if (const auto number = plain_number(row.text(key::minutes)))
            more += fmt::format(", duration_min: {}", *number);
        if (const std::string text = row.text(key::note); !text.empty())
            more += fmt::format(", note: {}", yaml_scalar(text));
        add_entry(*day, *label, row.text(key::subject), form, more);
    }

    void add_entry(Date day,
                   const std::string& classes,
                   const std::string& subject,
                   const std::string& form,
                   const std::string& more) {
        if (!year_.is_set())
            year_ = {day.month >= 8 ? day.year : day.year - 1};
        entries_ += fmt::format("  - {{date: {}, classes: {}, subject: {}, form: {}{}}}\n",
                                iso_date(day), classes, yaml_scalar(subject),
                                yaml_scalar(form.empty() ? usual_form : form), more);
        ++record_.count;
    }

    void add_grid_rows(const ReadTable& table, std::size_t head, bool are_classes) {
        const ReadRow& heads = table.rows[head];
        for (std::size_t r = head + 1; r < table.rows.size(); ++r) {
            const ReadRow& row = table.rows[r];
            const std::string name = row.cells.empty() ? std::string() : row.cells[0].text();
            for (std::size_t i = 1; i < std::min(row.cells.size(), heads.cells.size()); ++i) {
                const std::string text = row.cells[i].text();
                const std::string over = heads.cells[i].text();
                if (text.empty() || text == "-" || text == "–")
                    continue;
                if (are_classes)
                    add_days(row, row.cells[i].span, name, over, text);
                else
                    add_subject(row, row.cells[i].span, name, over, text);
            }
        }
    }

    // Subject before the row, class over the column, days in the cell.
    void add_days(const ReadRow& row,
                  Span span,
                  const std::string& subject,
                  const std::string& over,
                  const std::string& text) {
        const auto label = classes_yaml(over);
        const auto cell = read_grid_cell(text, year_);
        if (!label || !cell || subject.empty())
            return refuse(row, span, text, over);
        for (const Date day : cell->days)
            add_entry(day, *label, subject, cell->form, "");
    }

    // Class before the row, day over the column, subject in the cell.
    void add_subject(const ReadRow& row,
                     Span span,
                     const std::string& name,
                     const std::string& over,
                     const std::string& text) {
        const auto label = classes_yaml(name);
        const auto day = day_of(over, year_);
        if (!label || !day)
            return refuse(row, span, text, over);
        const std::size_t bracket = text.find('(');
        std::string form;
        if (bracket != std::string::npos)
            form = trim(std::string_view(text).substr(
                bracket + 1, std::min(text.find(')', bracket), text.size()) - bracket - 1));
        add_entry(*day, *label, std::string(trim(text.substr(0, bracket))), form, "");
    }

    const ReadDocument& document_;
    Diagnostics& out_;
    SchoolYear year_;
    ImportedRecord record_;
    std::string entries_;
};

}  // namespace

bool holds_schedule(const ReadDocument& document) {
    return find_sheet_table(document, words, needs).has_value();
}

std::optional<ImportedRecord> import_schedule(const ReadDocument& document,
                                              const ImportHints& hints,
                                              Diagnostics& out) {
    ScheduleWriter writer(document, hints, out);
    if (const auto table = find_sheet_table(document, words, needs))
        writer.add_list(*table);
    else
        writer.add_grid();
    ImportedRecord record = writer.finish();
    if (record.count == 0) {
        out.error(document.tables.empty() ? ids::import_no_table : ids::import_no_heading,
                  {document.source, {}}, "дата, класс, предмет");
        return std::nullopt;
    }
    if (!is_fit(record, document.source, out))
        return std::nullopt;
    return record;
}

}  // namespace vitrina
