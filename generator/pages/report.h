// Pages of tables: what a committee shows of its schools. A page builder fills a Report; one template
// shows all of them, on a phone row by row.
//
// Trust    texts are plain and escaped by the template; addresses are site urls (`/schools/x/`), or
//          absolute ones that `is_web_address` has let through.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pages/page.h"

namespace vitrina {

struct ReportCell {
    std::string text;
    std::string url;    // of `text`; empty: no link
    std::string state;  // same, stricter, data, absent …: how it is coloured; may be empty
    std::string hint;   // a second line
    Date date;          // a third; may be unset
    bool is_code = false;  // a hash: may break anywhere

    // GCC 12 destroys members of a braced aggregate in a braced list twice when a later one is refused
    // its memory; with a constructor it does not.
    ReportCell() = default;
    ReportCell(std::string words,
               std::string address,
               std::string colour,
               std::string second_line,
               Date day,
               bool code = false)
        : text(std::move(words)),
          url(std::move(address)),
          state(std::move(colour)),
          hint(std::move(second_line)),
          date(day),
          is_code(code) {}
};

struct ReportRow {
    std::string id;  // anchor; may be empty
    ReportCell header;
    std::vector<ReportCell> cells;
};

struct ReportTable {
    std::string id;
    std::string caption;
    std::vector<std::string> columns;  // the row header's first
    std::vector<ReportRow> rows;
};

struct ReportBar {
    std::string label;
    std::string state;
    std::size_t count = 0;
};

struct ReportItem {
    std::string text;
    std::string url;
    Date date;
    std::vector<std::string> notes;
};

struct ReportSection {
    std::string id;
    std::string title;
    std::string text;
    std::string chart_title;      // of a bar of parts; empty: none
    std::vector<ReportBar> bars;  // its parts and their table
    std::vector<ReportTable> tables;
    std::vector<ReportItem> items;
    std::vector<ReportItem> links;  // short ones, in a row
};

struct ReportFact {
    std::string name;
    ReportCell value;
};

struct Report {
    std::string lead;
    std::string banner;  // what must be known before all else; may be empty
    std::vector<ReportFact> facts;
    std::vector<ReportSection> sections;
    std::string newer;  // urls of the neighbouring parts of a long list
    std::string older;
};

// Anchors of its rows and sections are told to the checks.
Rendered render_report(const PageWorld& world, PageFrame frame, const Report& report);
stache::Shape report_page_shape(const Theme& theme);

// For pages that show sections beside other things.
stache::Values report_sections_view(PageMaker& page, const std::vector<ReportSection>& sections);
stache::Shape report_section_shape();

}  // namespace vitrina
