#include "pages/report.h"

#include <fmt/format.h>

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Units of the bar's drawing: its parts are whole numbers of these.
constexpr std::size_t bar_width = 1000;

std::string address(const PageMaker& page, const std::string& url) {
    return url.starts_with('/') ? page.href(url) : url;
}

Value cell_view(const PageMaker& page, const ReportCell& cell, const std::string& label) {
    return Object{{"label", label},
                  {"state", cell.state},
                  {"text", cell.text},
                  {"href", cell.url.empty() ? std::string() : address(page, cell.url)},
                  {"hint", cell.hint},
                  {"date", page.date(cell.date)},
                  {"is_code", cell.is_code},
                  {"is_empty", cell.text.empty() && cell.hint.empty() && !cell.date.is_set()}};
}

Value row_view(PageMaker& page, const ReportTable& table, const ReportRow& row) {
    Values cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        cells.push_back(cell_view(page, row.cells[i], table.columns[i + 1]));
    if (!row.id.empty())
        page.add_anchor(row.id);
    return Object{{"id", row.id},
                  {"header", cell_view(page, row.header, table.columns.front())},
                  {"cells", std::move(cells)}};
}

Value table_view(PageMaker& page, const ReportTable& table) {
    Values columns;
    for (const std::string& column : table.columns)
        columns.emplace_back(column);
    Values rows;
    for (const ReportRow& row : table.rows)
        rows.push_back(row_view(page, table, row));
    return Object{{"id", table.id},
                  {"caption", table.caption},
                  {"columns", std::move(columns)},
                  {"rows", std::move(rows)}};
}

Value chart_view(const ReportSection& section) {
    std::size_t total = 0;
    for (const ReportBar& bar : section.bars)
        total += bar.count;
    if (total == 0 || section.chart_title.empty())
        return {};
    Values parts;
    Values rows;
    std::size_t before = 0;
    for (const ReportBar& bar : section.bars) {
        const std::size_t begin = before * bar_width / total;
        before += bar.count;
        const std::size_t end = before * bar_width / total;
        if (end > begin)
            parts.push_back(Object{{"state", bar.state},
                                   {"x", std::to_string(begin)},
                                   {"width", std::to_string(end - begin)}});
        rows.push_back(Object{{"label", bar.label},
                              {"state", bar.state},
                              {"count", std::to_string(bar.count)},
                              {"share", fmt::format("{}\u00A0%", (bar.count * 200 + total) / (total * 2))}});
    }
    return Object{{"id", "chart-" + section.id},
                  {"title", section.chart_title},
                  {"parts", std::move(parts)},
                  {"rows", std::move(rows)}};
}

Values items_view(const PageMaker& page, const std::vector<ReportItem>& items) {
    Values list;
    for (const ReportItem& item : items) {
        Values notes;
        for (const std::string& note : item.notes)
            notes.emplace_back(note);
        list.push_back(Object{{"text", item.text},
                              {"href", item.url.empty() ? std::string() : address(page, item.url)},
                              {"date", page.date(item.date)},
                              {"notes", std::move(notes)}});
    }
    return list;
}

Value pager(const PageMaker& page, std::string_view key, const std::string& url) {
    if (url.empty())
        return {};
    return Object{{"title", page.theme().text(key)}, {"href", page.href(url)}, {"note", ""}};
}

Shape cell_shape() {
    return Shape::object("report cell", {
        {"label", Shape::text(), "Heading of its column, for narrow screens.", "Вывод"},
        {"state", Shape::text(), "How it is coloured; may be empty.", "stricter"},
        {"text", Shape::text(), "What it says.", "строже"},
        {"href", Shape::text(), "Where that leads; may be empty.", "../schools/x/"},
        {"hint", Shape::text(), "A second line; may be empty.", "порог «5»: 18, в образце 17"},
        {"date", date_shape(), "Of which day.", "", Presence::Optional},
        {"is_code", Shape::flag(), "Whether it is a hash, which may break anywhere.", ""},
        {"is_empty", Shape::flag(), "Whether it says nothing.", ""},
    });
}

Shape table_shape() {
    const Shape row = Shape::object("report row", {
        {"id", Shape::text(), "Anchor; may be empty.", "matematika-6"},
        {"header", cell_shape(), "What the row is about.", ""},
        {"cells", Shape::list(cell_shape()), "The other cells.", ""},
    });
    return Shape::object("report table", {
        {"id", Shape::text(), "Id of the caption.", "coverage"},
        {"caption", Shape::text(), "What the table shows.", "Что опубликовано"},
        {"columns", Shape::list(Shape::text()), "Headings.", "Школа"},
        {"rows", Shape::list(row), "Rows.", ""},
    });
}

Shape chart_shape() {
    const Shape part = Shape::object("chart part", {
        {"state", Shape::text(), "Its colour.", "same"},
        {"x", Shape::text(), "Where it begins, of 1000.", "0"},
        {"width", Shape::text(), "How wide it is.", "420"},
    });
    const Shape row = Shape::object("chart row", {
        {"label", Shape::text(), "What is counted.", "совпадает"},
        {"state", Shape::text(), "Its colour.", "same"},
        {"count", Shape::text(), "How many.", "42"},
        {"share", Shape::text(), "Of all.", "42 %"},
    });
    return Shape::object("chart", {
        {"id", Shape::text(), "Id of its title.", "chart-verdicts"},
        {"title", Shape::text(), "What it shows.", "Выводы сравнения"},
        {"parts", Shape::list(part), "Parts of the bar.", ""},
        {"rows", Shape::list(row), "The same as a table.", ""},
    });
}

Shape item_shape() {
    return Shape::object("report item", {
        {"text", Shape::text(), "What it says.", "Математика. Критерии"},
        {"href", Shape::text(), "Where that leads; may be empty.", "../x/"},
        {"date", date_shape(), "Of which day.", "", Presence::Optional},
        {"notes", Shape::list(Shape::text()), "Details.", "порог «5»: 17 → 18"},
    });
}

Shape fact_shape() {
    return Shape::object("report fact", {
        {"name", Shape::text(), "What is told.", "Источник"},
        {"value", cell_shape(), "Its value.", ""},
    });
}

}  // namespace

Values report_sections_view(PageMaker& page, const std::vector<ReportSection>& sections) {
    Values list;
    for (const ReportSection& section : sections) {
        Values tables;
        for (const ReportTable& table : section.tables)
            tables.push_back(table_view(page, table));
        Values items = items_view(page, section.items);
        Values links = items_view(page, section.links);
        page.add_anchor(section.id);
        Object view;
        view.add("id", section.id);
        view.add("title", section.title);
        view.add("text", section.text);
        view.add("chart", chart_view(section));
        view.add("tables", std::move(tables));
        view.add("has_items", !items.empty());
        view.add("items", std::move(items));
        view.add("has_links", !links.empty());
        view.add("links", std::move(links));
        list.push_back(std::move(view));
    }
    return list;
}

Shape report_section_shape() {
    return Shape::object("report section", {
        {"id", Shape::text(), "Its anchor.", "coverage"},
        {"title", Shape::text(), "Its heading.", "Что опубликовано"},
        {"text", Shape::text(), "A sentence; may be empty.", ""},
        {"chart", chart_shape(), "A bar of parts.", "", Presence::Optional},
        {"tables", Shape::list(table_shape()), "Tables.", ""},
        {"has_items", Shape::flag(), "Whether there is a list.", ""},
        {"items", Shape::list(item_shape()), "A list.", ""},
        {"has_links", Shape::flag(), "Whether there are links in a row.", ""},
        {"links", Shape::list(item_shape()), "Short links.", ""},
    });
}

Shape report_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("report page", {
        {"lead", Shape::text(), "What the page is; may be empty.", ""},
        {"banner", Shape::text(), "What must be known first; may be empty.", ""},
        {"has_facts", Shape::flag(), "Whether there are facts.", ""},
        {"facts", Shape::list(fact_shape()), "Names and values.", ""},
        {"sections", Shape::list(report_section_shape()), "Sections.", ""},
        {"newer", link_shape(), "The part before.", "", Presence::Optional},
        {"older", link_shape(), "The part behind.", "", Presence::Optional},
    }));
}

Rendered render_report(const PageWorld& world, PageFrame frame, const Report& report) {
    PageMaker page(world, std::move(frame), nullptr);
    Values facts;
    for (const ReportFact& fact : report.facts)
        facts.push_back(
            Object{{"name", fact.name}, {"value", cell_view(page, fact.value, fact.name)}});
    Object view;
    view.add("lead", report.lead);
    view.add("banner", report.banner);
    view.add("has_facts", !facts.empty());
    view.add("facts", std::move(facts));
    view.add("sections", report_sections_view(page, report.sections));
    view.add("newer", pager(page, "report_before", report.newer));
    view.add("older", pager(page, "report_after", report.older));
    return page.finish("report", std::move(view));
}

}  // namespace vitrina
