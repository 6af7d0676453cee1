// Tables in text files (read_document.h): CSV, TSV, what was pasted from a document.
#include <algorithm>
#include <array>

#include "base/import_ids.h"
#include "base/text.h"
#include "content/front_matter.h"
#include "formats/quiz_lines.h"
#include "formats/quiz_read.h"
#include "formats/read_document.h"

namespace vitrina {
namespace {

constexpr std::size_t most_rows = 20'000;
constexpr std::size_t most_columns = 200;
constexpr std::size_t most_cells = 400'000;  // a cell takes a hundred times its comma
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// A cell or a line as it stands in the file.
struct RawCell {
    std::string text;
    Span span;
};

// One record of the file: the cells of a line, or of several when a quoted cell holds line ends.
std::vector<RawCell> read_record(std::string_view text, std::size_t& at, char separator) {
    std::vector<RawCell> cells(1);
    cells.back().span.begin = static_cast<std::uint32_t>(at);
    bool is_quoted = false;
    for (; at < text.size(); ++at) {
        const char one = text[at];
        RawCell& cell = cells.back();
        if (is_quoted && one == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            cell.text += one;
            ++at;
        } else if (is_quoted && one == '"') {
            is_quoted = false;
        } else if (is_quoted) {
            cell.text += one;
        } else if (one == '"' && trim(cell.text).empty() && cell.text.empty()) {
            // A quote that nothing closes is a letter like any other.
            is_quoted = text.find('"', at + 1) != std::string_view::npos;
            if (!is_quoted)
                cell.text += one;
        } else if (one == separator && cells.size() < most_columns) {
            cell.span.end = static_cast<std::uint32_t>(at);
            cells.emplace_back();
            cells.back().span.begin = static_cast<std::uint32_t>(at + 1);
        } else if (one == '\n' || one == '\r') {
            break;
        } else {
            cell.text += one;
        }
    }
    cells.back().span.end = static_cast<std::uint32_t>(at);
    if (at < text.size())
        at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    return cells;
}

// Of tab, `;` and `,` the one that cuts most lines into the same number of cells: a tab inside a
// cell does not make another table of it. In a text that is not named as a table only tabs divide:
// commas are commas.
char separator_of(std::string_view text, std::string_view path) {
    if (!fold_case(path).ends_with(".csv"))
        return '\t';
    char best = ';';
    std::size_t best_count = 0;
    for (const char candidate : {'\t', ';', ','}) {
        std::vector<std::size_t> counts(most_columns + 1);
        std::size_t records = 0;
        for (std::size_t at = 0; at < text.size() && records < 200; ++records)
            ++counts[std::min(read_record(text, at, candidate).size(), most_columns)];
        const std::size_t count = *std::max_element(counts.begin() + 2, counts.end());
        if (count > best_count) {
            best = candidate;
            best_count = count;
        }
    }
    return best;
}

// `<p>`, `<b>` and others that a converter left in a cell.
bool has_markup(std::string_view text) {
    const std::size_t open = text.find('<');
    if (text.substr(std::min(open, text.size())).starts_with("<http"))
        return false;
    return open != std::string_view::npos && text.find('>', open) != std::string_view::npos &&
           open + 1 < text.size() &&
           (text[open + 1] == '/' || (text[open + 1] >= 'a' && text[open + 1] <= 'z'));
}

LineMark mark_of(std::string& line) {
    for (const std::string_view sign : {"- ", "– ", "— ", "• ", "* ", "· "}) {
        if (line.starts_with(sign)) {
            line.erase(0, sign.size());
            return LineMark::Bullet;
        }
    }
    // `-система`: a dash without its space, but no negative number.
    if (line.size() > 1 && line[0] == '-' && static_cast<unsigned char>(line[1]) >= 0x80) {
        line.erase(0, 1);
        return LineMark::Bullet;
    }
    return LineMark::None;
}

// `**Заголовок**`: the stars of bold letters, which may close on another line.
bool take_stars(std::string& line) {
    const bool opens = line.starts_with("**");
    if (opens)
        line.erase(0, 2);
    const bool closes = line.ends_with("**");
    if (closes)
        line.resize(line.size() - 2);
    line = std::string(trim(line));
    return opens || closes;
}

std::vector<ReadLine> lines_of_text(const RawCell& cell,
                                    const SourcePtr& source,
                                    Diagnostics& out) {
    std::string text = clean_text(cell.text);
    const bool is_markup = has_markup(text);
    if (is_markup)
        text = markdown_of(text, TextMarkup::Html, {source, cell.span}, out);
    std::vector<ReadLine> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string one = collapse_spaces(text.substr(at, end - at));
        at = end + 1;
        const bool is_bold = take_stars(one);
        const LineMark mark = mark_of(one);
        const std::string markdown = is_markup ? one : escape_markdown(one);
        lines.push_back({std::move(one), markdown, mark, 0, is_bold});
    }
    drop_empty_lines(lines);
    return lines;
}

class TextReader {
public:
    TextReader(SourcePtr source, Diagnostics& out) : out_(out) { made_.source = std::move(source); }

    std::optional<ReadDocument> read() {
        const std::string_view text = made_.source->text;
        const char separator = separator_of(text, made_.source->path);
        std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        std::size_t rows = 0;
        std::size_t all_cells = 0;
        while (at < text.size()) {
            const std::vector<RawCell> cells = read_record(text, at, separator);
            all_cells += cells.size();
            if (++rows > most_rows || all_cells > most_cells) {
                out_.error(ids::import_too_long, {made_.source, {}}, rows - 1);
                return std::nullopt;
            }
            if (cells.size() > 1)
                add_row(cells);
            else
                add_line(cells.front());
        }
        return std::move(made_);
    }

private:
    void add_row(const std::vector<RawCell>& cells) {
        if (!is_in_table_) {
            ReadBlock block;
            block.kind = BlockKind::Table;
            block.index = made_.tables.size();
            block.span = cells.front().span;
            made_.blocks.push_back(std::move(block));
            made_.tables.emplace_back();
            is_in_table_ = true;
        }
        ReadTable& table = made_.tables.back();
        ReadRow row;
        row.number = table.rows.size() + 1;
        row.span = {cells.front().span.begin, cells.back().span.end};
        for (const RawCell& raw : cells) {
            ReadCell cell;
            cell.lines = lines_of_text(raw, made_.source, out_);
            cell.span = raw.span;
            row.cells.push_back(std::move(cell));
        }
        table.rows.push_back(std::move(row));
    }

    // A blank line is where a page ends; it does not end the table.
    void add_line(const RawCell& cell) {
        std::vector<ReadLine> lines = lines_of_text(cell, made_.source, out_);
        for (ReadLine& line : lines) {
            is_in_table_ = false;
            ReadBlock block;
            block.kind = line.mark == LineMark::None ? BlockKind::Paragraph : BlockKind::Item;
            block.line = std::move(line);
            block.span = cell.span;
            made_.blocks.push_back(std::move(block));
        }
    }

    ReadDocument made_;
    Diagnostics& out_;
    bool is_in_table_ = false;
};

}  // namespace

std::optional<ReadDocument> read_table_text(const SourcePtr& source, Diagnostics& out) {
    SourcePtr text = source;
    if (!is_utf8(source->text)) {
        auto converted = convert_to_utf8(source->text);
        if (!converted) {
            check_encoding(source, out);
            return std::nullopt;
        }
        text = std::make_shared<const Source>(Source{source->path, std::move(*converted)});
    }
    return TextReader(std::move(text), out).read();
}

}  // namespace vitrina
