// The table of a plan as in the document: its columns and headings, sections, merged cells.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "content/markdown.h"
#include "pages/duty_view.h"
#include "pages/plan_parts.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

Values headings_view(const PlanOnPage& on, const std::vector<PlanColumn>& columns) {
    Values list;
    for (const PlanColumn column : columns) {
        const InlineText* label = own_label(on.plan, column);
        list.push_back(label != nullptr ? on.page.inline_html(*label)
                                        : stache::Html{escape_html(
                                              default_label(column, on.page.theme().language()))});
    }
    return list;
}

// The heading of a column in plain words: on a phone every cell tells it again.
std::string plain_heading(const PlanOnPage& on, PlanColumn column) {
    const InlineText* label = own_label(on.plan, column);
    return label != nullptr ? flatten_markdown(label->text.text)
                            : std::string(default_label(column, on.page.theme().language()));
}

// How many rows from here on share one cell of the task; 0: the cell of a row above covers it.
std::size_t task_span(const std::vector<PlanRow>& rows, std::size_t at) {
    const auto text_of = [&](std::size_t i) { return collapse_spaces(rows[i].task.text.text); };
    const std::string text = text_of(at);
    if (text.empty())
        return 1;
    if (at > 0 && text_of(at - 1) == text)
        return 0;
    std::size_t end = at + 1;
    while (end < rows.size() && text_of(end) == text)
        ++end;
    return end - at;
}

Value text_cell(PageMaker& page, const BlockText& text, std::size_t rows = 1) {
    if (text.empty())
        return {};
    return Object{{"html", page.block(text)},
                  {"rowspan", rows > 1 ? std::to_string(rows) : std::string()}};
}

// `a|b`, for the filter of the page: names hold no bar that anybody would miss.
std::string joined_names(const Site& site, const BodyList& bodies) {
    std::string joined;
    for (std::string& name : body_names(site, bodies)) {
        std::ranges::replace(name, '|', '/');
        joined += (joined.empty() ? "" : "|") + name;
    }
    return joined;
}

// `2026-09-01/2026-09-30 2027-03-01/2027-03-31`
std::string joined_days(const PlanRow& row) {
    std::string joined;
    for (const DateRange& days : days_of(row))
        joined += (joined.empty() ? "" : " ") + iso_date(days.from) + "/" + iso_date(days.to);
    return joined;
}

Value row_view(const PlanOnPage& on, const PlacedRow& placed, Values cells) {
    const Site& site = on.page.site();
    return Object{{"anchor", placed.anchor},
                  {"responsible", joined_names(site, placed.row->responsible)},
                  {"participants", joined_names(site, placed.row->participants)},
                  {"days", joined_days(*placed.row)},
                  {"cells", std::move(cells)}};
}

// As issued: the printed text, or the names one below the other.
Value bodies_cell(const Site& site, const BodyList& bodies) {
    Values names;
    if (!bodies.text.empty())
        names.emplace_back(bodies.text);
    else
        for (std::string& name : body_names(site, bodies))
            names.emplace_back(std::move(name));
    if (names.empty())
        return {};
    return Object{{"is_list", names.size() > 1}, {"items", std::move(names)}};
}

Value deadline_cell(PageMaker& page, const PlanRow& row) {
    if (row.deadline.empty())
        return {};
    Values intervals;
    for (const DateRange& days : row.reading.intervals)
        intervals.push_back(page.range(days));
    return Object{{"text", page.inline_html(row.deadline.text)},
                  {"kind", deadline_word(row.reading.kind)},
                  {"intervals", std::move(intervals)}};
}

Value moved_view(PageMaker& page, const Move& moved) {
    if (!moved.to.is_set())
        return {};
    return Object{{"to", page.date(moved.to)}, {"why", page.inline_html(moved.why)}};
}

Value progress_cell(const PlanOnPage& on, const PlanRow& row) {
    if (!has_progress(row))
        return {};
    Values evidence;
    for (const Evidence& one : row.evidence) {
        if (one.ref.is_set())
            on.page.link_to(on.page.site().resolve(one.ref), on.record.place(one.ref.span));
        evidence.push_back(on.page.evidence_link(one));
    }
    Object view;
    view.add("status", status_text(on.page.theme(), row.status));
    view.add("done", on.page.date(row.done));
    view.add("moved", moved_view(on.page, row.moved));
    view.add("report", on.page.inline_html(row.report));
    view.add("evidence", evidence.empty() ? Value() : Object{{"items", std::move(evidence)}});
    return view;
}

// Beside the label exactly one field is set: what kind of cell it is.
Value cell_view(const PlanOnPage& on,
                const PlanRow& row,
                PlanColumn column,
                std::size_t task_rows) {
    const auto cell = [&](std::string_view kind, Value value) {
        const bool blank = !value.is_truthy();
        return Object{{"label", plain_heading(on, column)},
                      {blank ? "blank" : kind, blank ? Value(true) : std::move(value)}};
    };
    PageMaker& page = on.page;
    switch (column) {
        case PlanColumn::No:
            return cell("number", row.no.value);
        case PlanColumn::Task:
            return cell("text", text_cell(page, row.task, task_rows));
        case PlanColumn::Measure:
            return cell("text", text_cell(page, row.measure));
        case PlanColumn::Result:
            return cell("text", text_cell(page, row.result));
        case PlanColumn::Participants:
            return cell("names", bodies_cell(page.site(), row.participants));
        case PlanColumn::Responsible:
            return cell("names", bodies_cell(page.site(), row.responsible));
        case PlanColumn::Deadline:
            return cell("deadline", deadline_cell(page, row));
        case PlanColumn::Status:
            return cell("progress", progress_cell(on, row));
    }
    return {};
}

Shape progress_shape() {
    const Shape moved = Shape::object("plan move", {
        {"to", date_shape(), "The new day.", "", Presence::Optional},
        {"why", Shape::html(), "Why; may be empty.", ""},
    });
    const Shape documents = Shape::object("plan evidence", {
        {"items", Shape::list(link_shape()), "Documents.", ""}});
    return Shape::object("plan progress", {
        {"status", Shape::text(), "Where it stands; may be empty.", "выполнено"},
        {"done", date_shape(), "When it was done.", "", Presence::Optional},
        {"moved", moved, "To which day it was moved.", "", Presence::Optional},
        {"report", Shape::html(), "What was done; may be empty.", ""},
        {"evidence", documents, "What supports it.", "", Presence::Optional},
    });
}

}  // namespace

Value plan_table_view(const PlanOnPage& on) {
    const std::vector<PlanColumn> columns = printed_columns(on.plan);
    Object table;
    table.add("headings", headings_view(on, columns));
    Values sections;
    auto placed = on.rows.begin();
    for (const PlanSection& section : on.plan.sections) {
        Object group;
        group.add("title", on.page.inline_html(section.title));
        group.add("columns", std::to_string(columns.size()));
        Values rows;
        for (std::size_t i = 0; i < section.rows.size(); ++i, ++placed) {
            const std::size_t task_rows = task_span(section.rows, i);
            Values cells;
            for (const PlanColumn column : columns)
                if (column != PlanColumn::Task || task_rows > 0)
                    cells.push_back(cell_view(on, section.rows[i], column, task_rows));
            on.page.add_anchor(placed->anchor);
            rows.push_back(row_view(on, *placed, std::move(cells)));
        }
        group.add("rows", std::move(rows));
        sections.push_back(std::move(group));
    }
    table.add("sections", std::move(sections));
    return table;
}

Shape plan_table_shape() {
    const Shape text = Shape::object("plan text", {
        {"html", Shape::html(), "What stands in the cell.", ""},
        {"rowspan", Shape::text(), "How many rows share the cell; empty when it is one.", "3"},
    });
    const Shape names = Shape::object("plan names", {
        {"is_list", Shape::flag(), "Whether there are several.", ""},
        {"items", Shape::list(Shape::text()), "The names, or the text as issued.",
         "Руководители РМО"},
    });
    const Shape deadline = Shape::object("plan deadline", {
        {"text", Shape::html(), "As issued; may be empty.", "март, ноябрь"},
        {"kind", Shape::text(), "dates, continuous, on_demand, by_plan or unknown.", "dates"},
        {"intervals", Shape::list(range_shape()), "What it means.", ""},
    });
    const Shape cell = Shape::object("plan cell", {
        {"label", Shape::text(), "The heading of its column in plain words.", "Сроки"},
        {"blank", Shape::flag(), "Nothing stands in it.", ""},
        {"number", Shape::text(), "№ as printed.", "1."},
        {"text", text, "A task, a measure, a result.", "", Presence::Optional},
        {"names", names, "Responsible bodies or participants.", "", Presence::Optional},
        {"deadline", deadline, "A deadline.", "", Presence::Optional},
        {"progress", progress_shape(), "What was done.", "", Presence::Optional},
    });
    const Shape row = Shape::object("plan row", {
        {"anchor", Shape::text(), "Its id on the page.", "r04"},
        {"responsible", Shape::text(), "Who is responsible, for the filter.", "Завуч|Педагог"},
        {"participants", Shape::text(), "Who takes part, for the filter.", "Родители"},
        {"days", Shape::text(), "When it runs, for the filter.", "2026-09-01/2026-09-30"},
        {"cells", Shape::list(cell), "Cells in the order of the headings.", ""},
    });
    const Shape section = Shape::object("plan section", {
        {"title", Shape::html(), "Its heading; empty in a plan without sections.", ""},
        {"columns", Shape::text(), "How many columns the table has.", "6"},
        {"rows", Shape::list(row), "Its rows.", ""},
    });
    return Shape::object("plan table", {
        {"headings", Shape::list(Shape::html()), "Headings of the columns.", "Сроки"},
        {"sections", Shape::list(section), "Sections in order.", ""},
    });
}

}  // namespace vitrina
