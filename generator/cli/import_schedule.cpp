// «График оценочных процедур» from a list or a grid (import_sheets.h).
#include <algorithm>
#include <map>

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

// `18.09.2026`, `18.09` within the school year; nothing if it is no day. A time behind it, which a
// cell of Excel may show, says nothing of the day.
std::optional<Date> day_of(std::string_view text, SchoolYear year) {
    text = trim(text);
    const std::size_t blank = text.find(' ');
    if (blank != std::string_view::npos &&
        text.find_first_not_of("0123456789:", blank + 1) == std::string_view::npos &&
        text.find(':', blank) != std::string_view::npos)
        text = text.substr(0, blank);
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

// A part of a cell with what stands in brackets behind it: `18.09 (КР)`.
struct Bracketed {
    std::string text;
    std::string bracket;
};

// `18.09 (КР), 16.10 (тест)` → two parts.
std::vector<Bracketed> bracketed_parts(std::string_view text) {
    std::vector<Bracketed> parts(1);
    int depth = 0;
    for (const char one : text) {
        if (one == '(' && depth++ == 0)
            continue;
        if (one == ')' && depth > 0 && --depth == 0) {
            parts.emplace_back();
            continue;
        }
        (depth > 0 ? parts.back().bracket : parts.back().text) += one;
    }
    for (Bracketed& part : parts) {
        part.text = trim(part.text);
        part.bracket = trim(part.bracket);
    }
    if (parts.size() > 1 && parts.back().text.empty() && parts.back().bracket.empty())
        parts.pop_back();
    return parts;
}

// What stands in a cell of the grid: `18.09 (КР)`, `18.09, 16.10`.
struct GridWork {
    std::vector<Date> days;
    std::string form;
};

std::optional<std::vector<GridWork>> read_grid_cell(const std::string& text, SchoolYear year) {
    std::vector<GridWork> works;
    for (const Bracketed& part : bracketed_parts(text)) {
        GridWork work{{}, part.bracket};
        std::string days = part.text;
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
            work.days.push_back(*day);
        }
        if (work.days.empty())
            return std::nullopt;
        works.push_back(std::move(work));
    }
    return works;
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
        report_left(table, document_, out_);
        for (const SheetRow& row : table.rows)
            add_listed(row);
    }

    // Below the first row of each table whose cells but the first are classes, or days.
    void add_grids() {
        SheetTable rest;
        for (std::size_t i = 0; i < document_.tables.size(); ++i) {
            const ReadTable& table = document_.tables[i];
            const auto head = find_grid_head(table);
            if (!head && !table.rows.empty())
                rest.other_tables.push_back(i);
            if (!head)
                continue;
            for (std::size_t r = 0; r < *head; ++r)
                for (const ReadCell& cell : table.rows[r].cells)
                    if (!cell.empty())
                        rest.left.push_back(&cell);
            add_grid_rows(table, *head, count_heads(table.rows[*head], true) >= 2);
        }
        if (record_.count > 0)
            report_left(rest, document_, out_);
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

    std::optional<std::size_t> find_grid_head(const ReadTable& table) const {
        for (std::size_t i = 0; i < std::min(table.rows.size(), last_heading_row); ++i)
            if (count_heads(table.rows[i], true) >= 2 || count_heads(table.rows[i], false) >= 2)
                return i;
        return std::nullopt;
    }

    void refuse(const ReadRow& row, Span span, const std::string& text, BilingualText column) {
        out_.error(ids::import_value, {document_.source, span}, row.number, shorten(text, 40),
                   column.ru, column.en);
    }

    void refuse_cell(const ReadRow& row,
                     Span span,
                     const std::string& text,
                     std::string_view over) {
        out_.error(ids::import_cell_unread, {document_.source, span}, row.number, shorten(text, 40),
                   over);
    }

    void add_listed(const SheetRow& row) {
        const auto day = day_of(row.text(key::date), year_);
        const auto label = classes_yaml(row.text(key::classes));
        if (!day)
            return refuse(*row.row, row.span(key::date), row.text(key::date), {"date", "дата"});
        if (!label)
            return refuse(*row.row, row.span(key::classes), row.text(key::classes),
                          {"class", "класс"});
        if (row.text(key::subject).empty())
            return refuse(*row.row, row.span(key::subject), "", {"subject", "предмет"});
        const std::string form = row.text(key::form);
        std::string more;
        if (const std::string text = fold_word(row.text(key::level)); !text.empty())
            more +=
                fmt::format(", level: {}", yaml_scalar(text.starts_with("школ") ? "школа" : text));
        std::string note = row.text(key::note);
        const auto add_number = [&](std::size_t key, std::string_view field,
                                    std::string_view spoken) {
            const std::string text = row.text(key);
            if (const auto number = plain_number(text))
                more += fmt::format(", {}: {}", field, *number);
            else if (!text.empty())  // «3–4» is no lesson of the field, but it is said
                note += fmt::format("{}{}: {}", note.empty() ? "" : "; ", spoken, text);
        };
        add_number(key::lesson, "lesson", "урок");
        add_number(key::minutes, "duration_min", "продолжительность");
        if (!note.empty())
            more += fmt::format(", note: {}", yaml_scalar(note));
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
        const std::vector<std::size_t> head_offsets = cell_offsets(heads);
        std::map<std::size_t, std::string> above;  // by column: what a merged cell shares
        for (std::size_t r = head + 1; r < table.rows.size(); ++r) {
            const ReadRow& row = table.rows[r];
            const std::vector<std::size_t> offsets = cell_offsets(row);
            std::string name;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const ReadCell& cell = row.cells[i];
                if (!cell.is_continued)
                    above[offsets[i]] = cell.text();
                const std::string& text = above[offsets[i]];
                if (i == 0)
                    name = text;
                if (i == 0 || text.empty() || text == "-" || text == "–" || text == "—")
                    continue;
                const std::size_t end = offsets[i] + static_cast<std::size_t>(cell.width);
                bool is_under = false;
                // A cell over several classes or days holds for each.
                for (std::size_t h = 1; h < heads.cells.size(); ++h) {
                    const std::size_t width = static_cast<std::size_t>(heads.cells[h].width);
                    if (head_offsets[h] >= end || head_offsets[h] + width <= offsets[i])
                        continue;
                    is_under = true;
                    if (are_classes)
                        add_days(row, cell.span, name, heads.cells[h].text(), text);
                    else
                        add_subject(row, cell.span, name, heads.cells[h].text(), text);
                }
                if (!is_under)
                    out_.error(ids::import_cell_surplus, {document_.source, cell.span}, row.number,
                               i + 1);
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
        const auto works = read_grid_cell(text, year_);
        if (!label || !works || subject.empty())
            return refuse_cell(row, span, text, over);
        for (const GridWork& work : *works)
            for (const Date day : work.days)
                add_entry(day, *label, subject, work.form, "");
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
            return refuse_cell(row, span, text, over);
        std::vector<Bracketed> works = bracketed_parts(text);
        for (std::size_t i = 0; i < works.size(); ++i) {
            std::string_view subject = works[i].text;
            const bool is_apart = subject.starts_with(',') || subject.starts_with(';');
            if (i > 0 && is_apart)
                subject.remove_prefix(1);
            subject = trim(subject);
            if (subject.empty() || (i > 0 && !is_apart))
                return refuse_cell(row, span, text, over);
            works[i].text = std::string(subject);
        }
        for (const Bracketed& work : works)
            add_entry(*day, *label, work.text, work.bracket, "");
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
        writer.add_grids();
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
