// Word documents (read_document.h): paragraphs, tables, what is told of the rest.
#include <algorithm>

#include "base/import_ids.h"
#include "base/text.h"
#include "formats/docx_reader.h"

namespace vitrina {
namespace {

constexpr std::size_t most_rows = 20'000;
constexpr int most_columns = 200;

struct ObjectWords {
    LeftObject object;
    BilingualText name;
};
constexpr ObjectWords object_words[] = {
    {LeftObject::Chart, {"a chart", "диаграмма"}},
    {LeftObject::Drawing, {"a drawing of shapes", "рисунок из фигур"}},
    {LeftObject::EmbeddedFile, {"an embedded file", "вложенный файл"}},
    {LeftObject::Formula, {"a formula of the editor", "формула редактора формул"}},
    {LeftObject::Picture, {"a picture that is not in the file", "картинка, которой нет в файле"}},
    {LeftObject::Symbol, {"a sign of a font of its own", "знак особого шрифта"}},
    {LeftObject::TextBox, {"a text box", "надпись"}},
};

bool holds_others(std::string_view name) {
    return name == "customXml" || name == "ins" || name == "moveTo" || name == "smartTag";
}

// The content of a control, or the element itself if it only surrounds others; none otherwise.
XmlElement inside_of(const XmlElement& element) {
    if (element.name() == "sdt")
        return element.child("sdtContent");
    return holds_others(element.name()) ? element : XmlElement();
}

// The texts of runs, paragraphs apart by blanks.
void add_texts(const XmlElement& parent, std::string& text) {
    for (XmlElement one = parent.first(); one; one = one.next()) {
        if (one.name() == "t")
            text += one.all_text();
        else if (one.name() == "p" || one.name() == "tab" || one.name() == "br")
            text += ' ';
        if (one.name() != "t" && one.name() != "del")
            add_texts(one, text);
    }
}

// «Страница 2 из 5» says nothing of the document.
bool is_page_number(const std::string& text) {
    std::string rest = fold_case(text);
    for (const std::string_view word : {"страница", "стр", "лист", "из", "page", "of"})
        for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word))
            rest.erase(at, word.size());
    return rest.find_first_not_of("0123456789 .,-–—|/") == std::string::npos;
}

int columns_of(const ReadRow& row) {
    int columns = 0;
    for (const ReadCell& cell : row.cells)
        columns += cell.width;
    return columns;
}

}  // namespace

std::optional<ReadDocument> WordReader::read() {
    relations_ = read_relations(zip_, part_, out_);
    const auto document = read_part(zip_, part_, source_, out_);
    const auto styles = beside("styles");
    const auto numbering = beside("numbering");
    const auto footnotes = beside("footnotes");
    const auto endnotes = beside("endnotes");
    const XmlElement body = document ? document->root().child("body") : XmlElement();
    if (!body) {
        if (document)
            out_.error(ids::import_part, {source_, {}}, part_);
        return std::nullopt;
    }
    styles_ = WordStyles(styles ? styles->root() : XmlElement(),
                         numbering ? numbering->root() : XmlElement());
    find_notes(footnotes ? footnotes->root() : XmlElement(), "footnote");
    find_notes(endnotes ? endnotes->root() : XmlElement(), "endnote");
    read_blocks(body);
    made_.source = std::make_shared<const Source>(Source{source_->path, plain_.text()});
    made_.margins = margins();
    report();
    return is_too_large_ ? std::nullopt : std::optional(std::move(made_));
}

// A part that the document's relations name by its kind.
std::optional<XmlDocument> WordReader::beside(std::string_view type) {
    for (const auto& [id, relation] : relations_)
        if (relation.type == type && !relation.is_outside && zip_.has(relation.target))
            return read_part(zip_, relation.target, source_, out_);
    return std::nullopt;
}

void WordReader::find_notes(const XmlElement& notes, std::string_view kind) {
    for (XmlElement one = notes ? notes.first() : XmlElement(); one; one = one.next())
        if (one.name() == kind)
            notes_.emplace(std::string(kind) + " " + std::string(one.attribute("id")), one);
}

void WordReader::read_blocks(const XmlElement& parent) {
    for (XmlElement one = parent.first(); one; one = one.next()) {
        const std::string_view name = one.name();
        if (name == "p")
            add_paragraph(one);
        else if (name == "tbl")
            add_table(one);
        else if (name == "del" || name == "moveFrom")
            ++changes_;
        else if (name == "altChunk")
            objects_.insert(LeftObject::EmbeddedFile);
        else if (name == "oMathPara" || name == "oMath")
            objects_.insert(LeftObject::Formula);
        else if (const XmlElement inside = inside_of(one))
            read_blocks(inside);
    }
}

void WordReader::add_paragraph(const XmlElement& paragraph) {
    std::vector<ReadLine> lines;
    const int heading = read_paragraph(paragraph, lines);
    const std::vector<std::size_t> pictures = std::exchange(pictures_, {});
    drop_empty_lines(lines);
    if (heading > 0 && !lines.empty()) {
        ReadLine whole = lines.front();
        for (std::size_t i = 1; i < lines.size(); ++i) {
            whole.text += " " + lines[i].text;
            whole.markdown += " " + lines[i].markdown;
        }
        lines = {std::move(whole)};
    }
    for (ReadLine& line : lines) {
        ReadBlock block;
        block.kind = heading > 0                   ? BlockKind::Heading
                     : line.mark != LineMark::None ? BlockKind::Item
                                                   : BlockKind::Paragraph;
        block.level = heading;
        block.span = plain_.add_line(line.text);
        block.line = std::move(line);
        made_.blocks.push_back(std::move(block));
    }
    for (const std::size_t index : pictures) {
        ReadBlock block;
        block.kind = BlockKind::Picture;
        block.index = index;
        block.span = plain_.add_line("");
        made_.blocks.push_back(std::move(block));
    }
    if (lost_pictures_ > 0)
        left_pictures_.emplace_back(made_.blocks.empty() ? Span() : made_.blocks.back().span,
                                    std::exchange(lost_pictures_, 0));
}

void WordReader::add_table(const XmlElement& element) {
    ReadTable table;
    const std::size_t index = made_.blocks.size();
    made_.blocks.emplace_back();
    add_rows(element, table);
    made_.blocks[index].kind = BlockKind::Table;
    made_.blocks[index].index = made_.tables.size();
    made_.blocks[index].span = table.rows.empty() ? Span() : table.rows.front().span;
    made_.tables.push_back(std::move(table));
}

void WordReader::add_rows(const XmlElement& parent, ReadTable& table) {
    for (XmlElement one = parent.first(); one && !is_too_large_; one = one.next()) {
        if (one.name() == "tr")
            add_row(one, table);
        else if (const XmlElement inside = inside_of(one))
            add_rows(inside, table);
    }
}

void WordReader::add_row(const XmlElement& element, ReadTable& table) {
    const XmlElement properties = element.child("trPr");
    if (properties && properties.child("del")) {
        ++changes_;
        return;
    }
    if (++rows_ > most_rows) {
        is_too_large_ = true;
        out_.error(ids::import_too_long, {source_, {}}, most_rows);
        return;
    }
    ReadRow row;
    row.number = table.rows.size() + 1;
    const int before = number_of(child_value(properties, "gridBefore"), 0);
    if (before > 0)
        row.cells.push_back({{}, std::min(before, most_columns), false, {}});
    const std::size_t pictures = made_.pictures.size();
    add_cells(element, row);
    if (is_too_large_)
        return;
    place(row);
    // A cell holds text alone: a picture that nothing names would be published beside it.
    lost_pictures_ += made_.pictures.size() - pictures;
    made_.pictures.resize(pictures);
    pictures_.clear();
    if (lost_pictures_ > 0)
        left_pictures_.emplace_back(row.span, std::exchange(lost_pictures_, 0));
    table.rows.push_back(std::move(row));
}

void WordReader::place(ReadRow& row) {
    std::vector<std::string> texts;
    for (const ReadCell& cell : row.cells)
        texts.push_back(cell.text());
    const std::vector<Span> spans = plain_.add_cells(texts);
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        row.cells[i].span = spans[i];
    if (!spans.empty())
        row.span = {spans.front().begin, spans.back().end};
}

void WordReader::add_cells(const XmlElement& parent, ReadRow& row) {
    for (XmlElement one = parent.first(); one && !is_too_large_; one = one.next()) {
        if (one.name() != "tc") {
            if (const XmlElement inside = inside_of(one))
                add_cells(inside, row);
            continue;
        }
        const XmlElement properties = one.child("tcPr");
        ReadCell cell;
        cell.width =
            std::clamp(number_of(child_value(properties, "gridSpan"), 1), 1, most_columns + 1);
        if (columns_of(row) + cell.width > most_columns) {
            is_too_large_ = true;
            out_.error(ids::import_row_wide, {source_, {}}, row.number, most_columns);
            return;
        }
        const XmlElement merge = properties ? properties.child("vMerge") : XmlElement();
        cell.is_continued = merge && merge.attribute("val") != "restart";
        add_cell_lines(one, cell.lines);
        drop_empty_lines(cell.lines);
        row.cells.push_back(std::move(cell));
    }
}

void WordReader::add_cell_lines(const XmlElement& parent, std::vector<ReadLine>& lines) {
    for (XmlElement one = parent.first(); one; one = one.next()) {
        const std::string_view name = one.name();
        if (name == "p") {
            read_paragraph(one, lines);
        } else if (name == "tbl") {
            objects_.insert(LeftObject::InnerTable);
            add_inner_cells(one, lines);
        } else if (name == "del" || name == "moveFrom") {
            ++changes_;
        } else if (const XmlElement inside = inside_of(one)) {
            add_cell_lines(inside, lines);
        }
    }
}

// A table in a cell becomes the lines of its cells.
void WordReader::add_inner_cells(const XmlElement& parent, std::vector<ReadLine>& lines) {
    for (XmlElement one = parent.first(); one; one = one.next()) {
        if (one.name() == "tc")
            add_cell_lines(one, lines);
        else if (one.name() == "tr")
            add_inner_cells(one, lines);
        else if (const XmlElement inside = inside_of(one))
            add_inner_cells(inside, lines);
    }
}

// What stands above and below the pages, each text once.
std::vector<std::string> WordReader::margins() {
    std::vector<std::string> texts;
    Diagnostics of_margins;  // a damaged one takes nothing from the text
    for (const auto& [id, relation] : relations_) {
        const bool is_margin = relation.type == "header" || relation.type == "footer";
        if (!is_margin || relation.is_outside || !zip_.has(relation.target))
            continue;
        const auto part = read_part(zip_, relation.target, source_, of_margins);
        std::string text;
        if (part)
            add_texts(part->root(), text);
        text = collapse_spaces(text);
        if (!is_page_number(text) && std::ranges::find(texts, text) == texts.end())
            texts.push_back(std::move(text));
    }
    return texts;
}

void WordReader::report() {
    const Place whole{source_, {}};
    std::string margins;
    for (const std::string& margin : made_.margins)
        margins += (margins.empty() ? "" : "; ") + margin;
    if (!margins.empty())
        out_.warning(ids::import_margins, whole, shorten(margins, 100));
    if (hidden_ > 0)
        out_.warning(ids::import_hidden, whole, hidden_);
    if (changes_ > 0)
        out_.warning(ids::import_changes, whole, changes_);
    if (comments_ > 0)
        out_.warning(ids::import_comments, whole, comments_);
    for (const auto& [span, count] : left_pictures_)
        out_.warning(ids::import_pictures_left, {made_.source, span}, count);
    if (objects_.contains(LeftObject::InnerTable))
        out_.warning(ids::import_inner_table, whole);
    for (const ObjectWords& words : object_words)
        if (objects_.contains(words.object))
            out_.warning(ids::import_object, whole, words.name.ru, words.name.en);
}

std::optional<ReadDocument> read_docx(std::string_view bytes,
                                      const std::string& path,
                                      Diagnostics& out) {
    const auto source = std::make_shared<const Source>(Source{path, ""});
    auto zip = ZipReader::open(bytes, source, out);
    if (!zip || has_macros(*zip, source, out))
        return std::nullopt;
    const std::string part = main_part(*zip, out);
    return WordReader(*zip, part.empty() ? "word/document.xml" : part, source, out).read();
}

}  // namespace vitrina
