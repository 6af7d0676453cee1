// What a document of another program says: paragraphs, lists, tables and pictures in their order.
//
// Shapes   a table is rows of cells, a cell is lines; every text stands twice: plain, and as inline
//          Markdown. Merged cells: `width` columns, `is_continued` when the cell is the lower part
//          of one above.
// Places   `source` holds the document as plain text, a line for each paragraph or row of a table,
//          cells apart by tabs: spans lead into it, so that a message shows the row it speaks of.
//          Of a text file that is the file itself.
// Errors   reported to `out`; nothing is returned when the file cannot be read at all.
// Threads  pure functions of the bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina {

enum class LineMark : std::uint8_t { None, Bullet, Number };

struct ReadLine {
    std::string text;      // plain
    std::string markdown;  // the same, inline
    LineMark mark = LineMark::None;
    int level = 0;         // of a list, 0 outermost
    bool is_bold = false;  // all of it
};

struct ReadCell {
    std::vector<ReadLine> lines;
    int width = 1;
    bool is_continued = false;
    Span span;

    bool empty() const { return lines.empty(); }
    std::string text() const;  // the lines, a space between them
};

struct ReadRow {
    std::vector<ReadCell> cells;
    std::size_t number = 0;  // 1-based, as the document shows it
    Span span;

    bool empty() const;
};

struct ReadTable {
    std::vector<ReadRow> rows;
};

struct ReadPicture {
    std::string extension;  // png, jpg …
    std::string bytes;
};

enum class BlockKind : std::uint8_t { Paragraph, Heading, Item, Table, Picture };

struct ReadBlock {
    BlockKind kind = BlockKind::Paragraph;
    ReadLine line;
    int level = 0;          // of a heading, 1 outermost
    std::size_t index = 0;  // of a table or picture
    Span span;
};

struct ReadDocument {
    SourcePtr source;
    std::string title;  // of a sheet
    std::vector<ReadBlock> blocks;
    std::vector<ReadTable> tables;
    std::vector<ReadPicture> pictures;
    std::vector<std::string> notes;  // footnotes as inline Markdown; `[^1]` is the first
    std::vector<std::string> margins;  // plain: what stands above and below the pages, each once
};

// Word: ECMA-376 WordprocessingML, as Word and LibreOffice write it.
std::optional<ReadDocument> read_docx(std::string_view bytes,
                                      const std::string& path,
                                      Diagnostics& out);
// Excel: ECMA-376 SpreadsheetML; a document for each sheet that holds anything.
std::vector<ReadDocument> read_xlsx(std::string_view bytes,
                                    const std::string& path,
                                    Diagnostics& out);
// A text file with tables: `;`, `,` or tabs between cells, cp1251 or UTF-8, quoted cells (RFC
// 4180). Lines without tabs among lines with them are paragraphs. HTML of an editor in cells is
// undone.
std::optional<ReadDocument> read_table_text(const SourcePtr& source, Diagnostics& out);

// PNG and JPEG without what tells of place, camera and people; nothing if it is neither of them
// nor GIF or WebP.
std::optional<ReadPicture> clean_picture(std::string bytes);

// Lines of one paragraph or cell, without those that hold nothing.
void drop_empty_lines(std::vector<ReadLine>& lines);

// Collects the plain text of a document while it is read.
class PlainText {
public:
    Span add_line(std::string_view line);
    // A line of several cells; their spans.
    std::vector<Span> add_cells(const std::vector<std::string>& cells);
    void skip_to_line(std::size_t number);  // 1-based
    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::size_t lines_ = 0;
};

}  // namespace vitrina
