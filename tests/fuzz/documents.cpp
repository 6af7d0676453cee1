// Word, Excel, tables as text and pictures: a record that keeps to its rules comes of them, or it is
// told why not.
//
// Inputs   a file of Word or Excel is told as support/office_file.h has it; a section `-- part --`
//          replaces or adds that part of the archive. What begins with `PK` is an archive itself.
#include <array>
#include <string>

#include "base/memory_file_system.h"
#include "base/text.h"
#include "cli/import_document.h"
#include "formats/csv.h"
#include "formats/read_document.h"
#include "fuzz/target.h"
#include "kinds/mirrored.h"
#include "kinds/published.h"
#include "mirror/source_table.h"
#include "support/archive.h"
#include "support/office_file.h"

namespace vitrina::fuzz {
namespace {

constexpr std::array<std::string_view, 6> kinds = {"",         "plan",    "memo",
                                                   "criteria", "weights", "schedule"};

void check_documents(const std::vector<ReadDocument>& documents) {
    for (const ReadDocument& document : documents) {
        const auto check_span = [&](Span span) {
            require(span.begin <= span.end && span.end <= document.source->text.size(),
                    "a block stands within the plain text");
        };
        require(is_utf8(document.source->text), "plain text is UTF-8");
        for (const ReadBlock& block : document.blocks) {
            check_span(block.span);
            require(block.kind != BlockKind::Table || block.index < document.tables.size(),
                    "a table is there");
            require(block.kind != BlockKind::Picture || block.index < document.pictures.size(),
                    "a picture is there");
        }
        for (const ReadTable& table : document.tables)
            for (const ReadRow& row : table.rows)
                for (const ReadCell& cell : row.cells) {
                    require(cell.width >= 1, "a cell has its width");
                    check_span(cell.span);
                }
    }
}

// As `vitrina import` does.
void check_import(const std::string& name, const std::string& bytes) {
    const SourcePtr file = source_of(name, bytes);
    Diagnostics out;
    check_documents(read_documents(file, out));
    for (const std::string_view kind : kinds) {
        Diagnostics told;
        ImportHints hints;
        hints.name = "x";
        hints.picture_folder = "/files/x/";
        const auto record = import_document(file, std::string(kind), std::move(hints), told);
        require(record || !told.items().empty(), "what is not taken is told");
        check_messages(told, file);
        if (!record)
            continue;
        require(is_utf8(record->text), "records are UTF-8");
        Diagnostics unfit;
        const SourcePtr made = source_of("made.yaml", record->text);
        require(told.has_errors() || is_fit(*record, made, unfit), "a record keeps to its rules",
                record->text);
    }
}

std::string packed(std::string_view bytes, test::OfficeParts (*parts_of)(std::string_view)) {
    if (bytes.starts_with("PK"))
        return std::string(bytes);
    const test::Archive archive = test::parse_archive(bytes);
    test::OfficeParts parts = parts_of(archive.comment);
    for (const auto& [name, text] : archive.sections)
        parts[name] = text;
    return test::zipped(parts);
}

// A second reader of RFC 4180 for what csv_text writes.
std::vector<CsvRow> rows_of(std::string_view csv) {
    std::vector<CsvRow> rows;
    csv.remove_prefix(3);
    CsvRow row;
    while (!csv.empty()) {
        std::string cell;
        if (csv.front() == '"') {
            std::size_t at = 1;
            for (; csv.substr(at, 2) == "\"\"" || csv.at(at) != '"'; ++at) {
                at += csv[at] == '"' ? 1 : 0;
                cell += csv[at];
            }
            csv.remove_prefix(at + 1);
        } else {
            const std::size_t end = csv.find_first_of(";\r");
            cell = csv.substr(0, end);
            csv.remove_prefix(end);
        }
        row.push_back(cell);
        const bool ends_row = csv.starts_with("\r\n");
        require(ends_row || csv.starts_with(";"), "a cell ends with a semicolon or its line");
        csv.remove_prefix(ends_row ? 2 : 1);
        if (ends_row)
            rows.push_back(std::exchange(row, {}));
    }
    return rows;
}

void check_written(const std::vector<CsvRow>& rows) {
    const std::string csv = csv_text(rows);
    require(csv.starts_with("\xEF\xBB\xBF") && is_utf8(csv), "tables are UTF-8 and say so");
    const std::vector<CsvRow> read = rows_of(csv);
    require(read.size() == rows.size(), "every row is there", csv);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        require(read[i].size() == rows[i].size(), "every cell is there", csv);
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            const std::string& cell = read[i][j];
            require(cell == safe_cell(rows[i][j]), "a cell is what it was, made safe", csv);
            const bool is_formula = !cell.empty() && (cell[0] == '=' || cell[0] == '@' ||
                                                      cell[0] == '\t' || cell[0] == '\r');
            require(!is_formula, "no cell is a formula", cell);
        }
    }
}

std::vector<CsvRow> rough_rows(std::string_view text) {
    std::vector<CsvRow> rows;
    for (const std::string& line : test::lines_of(text)) {
        CsvRow row;
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find(';', at), line.size());
            row.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

// As a committee takes a table that came by mail: what it makes of it is a set like any other.
void check_sent_table(std::string_view bytes) {
    MemoryFileSystem files;
    files.put("site/inbox/s.csv", bytes);
    const auto read = read_from_table(files, "s", "site", "inbox/s.csv");
    if (!read)
        return;
    const auto portal = (*read)({"portal.json", 10 << 20, "", ""});
    require(portal.has_value(), "a table that is taken has a catalogue");
    const auto set = read_mirrored_set(portal->bytes, {});
    require(set.has_value(), "its catalogue is one", portal->bytes);
    const std::vector<int> marks = {5, 4, 3, 2};
    for (const MirroredRecord& record : set->records) {
        const auto file = (*read)({record.json, 10 << 20, "", ""});
        require(file.has_value(), "its records are there", record.json);
        require(check_mirrored_record(file->bytes, record).has_value(), "its records are sound",
                file->bytes);
        static_cast<void>(read_published_criteria(file->bytes, marks));
        static_cast<void>(read_published_weights(file->bytes, marks));
    }
}

}  // namespace

void fuzz_docx(std::string_view bytes) {
    check_import("x.docx", packed(bytes, test::word_parts));
}

void fuzz_xlsx(std::string_view bytes) {
    check_import("x.xlsx", packed(bytes, test::excel_parts));
}

void fuzz_tables(std::string_view bytes) {
    check_import("x.csv", std::string(bytes));
    check_written(rough_rows(bytes));
    check_sent_table(bytes);
}

void fuzz_pictures(std::string_view bytes) {
    const auto clean = clean_picture(std::string(bytes));
    if (!clean)
        return;
    require(clean->bytes.size() <= bytes.size(), "cleaning adds nothing");
    const auto again = clean_picture(clean->bytes);
    require(again && again->bytes == clean->bytes && again->extension == clean->extension,
            "a clean picture is clean");
}

}  // namespace vitrina::fuzz
