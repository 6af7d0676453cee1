// Word documents (read_document.h).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "base/text.h"
#include "formats/docx_parts.h"
#include "formats/docx_runs.h"
#include "formats/read_document.h"

namespace vitrina {
namespace {

constexpr std::size_t most_pictures = 200;
constexpr std::size_t most_columns = 200;
constexpr std::size_t most_note_bytes = 1u << 20;  // one note may be referred to again and again

bool is_open_address(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
}

class WordReader {
public:
    WordReader(ZipReader& zip, std::string part, const SourcePtr& source, Diagnostics& out)
        : zip_(zip), part_(std::move(part)), source_(source), out_(out) {}

    std::optional<ReadDocument> read() {
        relations_ = read_relations(zip_, part_, out_);
        const auto document = read_part(zip_, part_, source_, out_);
        const auto styles = beside("styles");
        const auto numbering = beside("numbering");
        const auto footnotes = beside("footnotes");
        const XmlElement body = document ? document->root().child("body") : XmlElement();
        if (!body) {
            if (document)
                out_.error(ids::import_part, {source_, {}}, part_);
            return std::nullopt;
        }
        styles_ = WordStyles(styles ? styles->root() : XmlElement(),
                             numbering ? numbering->root() : XmlElement());
        footnotes_ = footnotes ? footnotes->root() : XmlElement();
        read_blocks(body);
        report();
        made_.source = std::make_shared<const Source>(Source{source_->path, plain_.text()});
        return std::move(made_);
    }

private:
    // A part that the document's relations name by its kind.
    std::optional<XmlDocument> beside(std::string_view type) {
        for (const auto& [id, relation] : relations_)
            if (relation.type == type && !relation.is_outside && zip_.has(relation.target))
                return read_part(zip_, relation.target, source_, out_);
        return std::nullopt;
    }

    // --- blocks ---

    void read_blocks(const XmlElement& parent) {
        for (XmlElement one = parent.first(); one; one = one.next()) {
            const std::string_view name = one.name();
            if (name == "p")
                add_paragraph(one);
            else if (name == "tbl")
                add_table(one);
            else if (name == "sdt" && one.child("sdtContent"))
                read_blocks(one.child("sdtContent"));
            else if (name == "customXml" || name == "ins" || name == "moveTo")
                read_blocks(one);
            else if (name == "del" || name == "moveFrom")
                ++changes_;
        }
    }

    void add_paragraph(const XmlElement& paragraph) {
        std::vector<ReadLine> lines;
        const int heading = read_paragraph(paragraph, lines);
        std::vector<std::size_t> pictures = std::move(pictures_);
        pictures_.clear();
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
    }

    void add_table(const XmlElement& element) {
        ReadTable table;
        const std::size_t index = made_.blocks.size();
        made_.blocks.emplace_back();
        add_rows(element, table);
        pictures_.clear();
        made_.blocks[index].kind = BlockKind::Table;
        made_.blocks[index].index = made_.tables.size();
        made_.blocks[index].span = table.rows.empty() ? Span() : table.rows.front().span;
        made_.tables.push_back(std::move(table));
    }

    void add_rows(const XmlElement& parent, ReadTable& table) {
        for (XmlElement one = parent.first(); one; one = one.next()) {
            if (one.name() == "sdt" && one.child("sdtContent"))
                add_rows(one.child("sdtContent"), table);
            if (one.name() != "tr")
                continue;
            const XmlElement properties = one.child("trPr");
            if (properties && properties.child("del")) {
                ++changes_;
                continue;
            }
            ReadRow row;
            row.number = table.rows.size() + 1;
            const int before = number_of(child_value(properties, "gridBefore"), 0);
            if (before > 0)
                row.cells.push_back({{}, std::min(before, 100), false, {}});
            add_cells(one, row);
            place(row);
            table.rows.push_back(std::move(row));
        }
    }

    void place(ReadRow& row) {
        std::vector<std::string> texts;
        for (const ReadCell& cell : row.cells)
            texts.push_back(cell.text());
        const std::vector<Span> spans = plain_.add_cells(texts);
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            row.cells[i].span = spans[i];
        if (!spans.empty())
            row.span = {spans.front().begin, spans.back().end};
    }

    void add_cells(const XmlElement& parent, ReadRow& row) {
        for (XmlElement one = parent.first(); one; one = one.next()) {
            if (one.name() == "sdt" && one.child("sdtContent"))
                add_cells(one.child("sdtContent"), row);
            if (one.name() != "tc" || row.cells.size() >= most_columns)
                continue;
            const XmlElement properties = one.child("tcPr");
            ReadCell cell;
            cell.width = std::clamp(number_of(child_value(properties, "gridSpan"), 1), 1, 200);
            const XmlElement merge = properties ? properties.child("vMerge") : XmlElement();
            cell.is_continued = merge && merge.attribute("val") != "restart";
            add_cell_lines(one, cell.lines);
            drop_empty_lines(cell.lines);
            row.cells.push_back(std::move(cell));
        }
    }

    void add_cell_lines(const XmlElement& parent, std::vector<ReadLine>& lines) {
        for (XmlElement one = parent.first(); one; one = one.next()) {
            const std::string_view name = one.name();
            if (name == "p")
                read_paragraph(one, lines);
            else if (name == "sdt" && one.child("sdtContent"))
                add_cell_lines(one.child("sdtContent"), lines);
            else if (name == "tbl")
                add_inner_table(one, lines);
            else if (name == "ins" || name == "customXml")
                add_cell_lines(one, lines);
        }
    }

    // A table in a cell becomes the lines of its cells.
    void add_inner_table(const XmlElement& table, std::vector<ReadLine>& lines) {
        objects_.insert("table");
        for (XmlElement row = table.first(); row; row = row.next())
            for (XmlElement cell = row.name() == "tr" ? row.first() : XmlElement(); cell;
                 cell = cell.next())
                if (cell.name() == "tc")
                    add_cell_lines(cell, lines);
    }

    // --- paragraphs ---

    // Adds its lines; the level if it is a heading.
    int read_paragraph(const XmlElement& paragraph, std::vector<ReadLine>& lines) {
        const XmlElement properties = paragraph.child("pPr");
        const WordStyle style = styles_.of(child_value(properties, "pStyle"));
        const XmlElement list = properties ? properties.child("numPr") : XmlElement();
        const std::string_view own_list = child_value(list, "numId");
        const int level = std::clamp(number_of(child_value(list, "ilvl"), 0), 0, 8);
        const std::string_view outline = child_value(properties, "outlineLvl");
        const int own_level = number_of(outline, 9);
        const int heading = outline.empty() ? style.heading : own_level < 6 ? own_level + 1 : 0;
        std::vector<WordRun> runs;
        read_runs(paragraph, style.is_bold, "", runs);
        std::vector<ReadLine> made = lines_of(runs);
        const LineMark mark = heading > 0
                                  ? LineMark::None
                                  : styles_.mark(own_list.empty() ? style.list : own_list, level);
        for (std::size_t i = 0; i < made.size(); ++i) {
            if (i == 0 || mark == LineMark::None) {
                made[i].mark = mark;
                made[i].level = level;
                lines.push_back(std::move(made[i]));
                continue;
            }
            // A break inside an item goes on with it.
            lines.back().text += " " + made[i].text;
            lines.back().markdown += " " + made[i].markdown;
        }
        return heading;
    }

    void read_runs(const XmlElement& parent,
                   bool is_bold,
                   const std::string& link,
                   std::vector<WordRun>& runs) {
        for (XmlElement one = parent.first(); one; one = one.next()) {
            const std::string_view name = one.name();
            if (name == "r") {
                read_run(one, is_bold, link, runs);
            } else if (name == "hyperlink") {
                read_runs(one, is_bold, address_of(one), runs);
            } else if (name == "ins" || name == "moveTo") {
                ++changes_;
                read_runs(one, is_bold, link, runs);
            } else if (name == "del" || name == "moveFrom") {
                ++changes_;
            } else if (name == "fldSimple" || name == "smartTag" || name == "customXml" ||
                       name == "dir" || name == "bdo") {
                read_runs(one, is_bold, link, runs);
            } else if (name == "sdt" && one.child("sdtContent")) {
                read_runs(one.child("sdtContent"), is_bold, link, runs);
            } else if (name == "oMath" || name == "oMathPara") {
                objects_.insert("formula");
            } else if (name == "AlternateContent") {
                read_alternative(one, runs);
            }
        }
    }

    std::string address_of(const XmlElement& hyperlink) const {
        const auto found = relations_.find(hyperlink.attribute("id"));
        return found != relations_.end() && is_open_address(found->second.target)
                   ? found->second.target
                   : std::string();
    }

    void read_run(const XmlElement& element,
                  bool is_bold,
                  const std::string& link,
                  std::vector<WordRun>& runs) {
        const XmlElement look = element.child("rPr");
        if (is_switched_on(look, "vanish") || is_switched_on(look, "webHidden")) {
            hidden_ += element.child("t") ? 1 : 0;
            return;
        }
        WordRun run;
        run.is_bold = look && look.child("b") ? is_switched_on(look, "b") : is_bold;
        run.is_italic = is_switched_on(look, "i");
        run.link = link;
        for (XmlElement one = element.first(); one; one = one.next())
            read_piece(one, run, runs);
        if (!run.text.empty())
            runs.push_back(std::move(run));
    }

    void read_piece(const XmlElement& piece, WordRun& run, std::vector<WordRun>& runs) {
        const std::string_view name = piece.name();
        if (name == "t") {
            run.text += clean_text(piece.all_text());
        } else if (name == "tab" || name == "ptab") {
            run.text += ' ';
        } else if (name == "noBreakHyphen") {
            run.text += "\u2011";
        } else if (name == "br" || name == "cr") {
            if (piece.attribute("type") == "page" || piece.attribute("type") == "column")
                return;
            WordRun end{.is_break = true};
            runs.push_back(run);
            runs.push_back(std::move(end));
            run.text.clear();
        } else if (name == "footnoteReference") {
            add_footnote(piece, run, runs);
        } else if (name == "drawing" || name == "pict") {
            add_drawing(piece);
        } else if (name == "object") {
            objects_.insert("object");
        } else if (name == "AlternateContent") {
            read_alternative(piece, runs);
        } else if (name == "commentReference") {
            ++comments_;
        }
    }

    // What new programs read instead of what old ones do: a drawing, mostly.
    void read_alternative(const XmlElement& element, std::vector<WordRun>&) {
        const XmlElement choice = element.child("Choice");
        for (XmlElement one = choice ? choice.first() : XmlElement(); one; one = one.next())
            if (one.name() == "drawing" || one.name() == "pict")
                add_drawing(one);
    }

    void add_footnote(const XmlElement& reference, WordRun& run, std::vector<WordRun>& runs) {
        const std::string_view id = reference.attribute("id");
        for (XmlElement one = footnotes_ ? footnotes_.first() : XmlElement(); one;
             one = one.next()) {
            if (one.attribute("id") != id || is_in_note_)
                continue;
            is_in_note_ = true;
            std::vector<ReadLine> lines;
            add_cell_lines(one, lines);
            drop_empty_lines(lines);
            is_in_note_ = false;
            std::string note;
            for (const ReadLine& line : lines)
                note += (note.empty() ? "" : " ") + std::string(trim(line.markdown));
            note_bytes_ += note.size();
            if (note.empty() || note_bytes_ > most_note_bytes)
                return;
            made_.notes.push_back(std::move(note));
            runs.push_back(run);
            run.text.clear();
            runs.push_back({.raw_markdown = fmt::format("[^{}]", made_.notes.size())});
            return;
        }
    }

    // --- pictures ---

    void add_drawing(const XmlElement& element) {
        const WordDrawing drawing = read_drawing(element);
        if (!drawing.object.empty()) {
            objects_.insert(std::string(drawing.object));
            return;
        }
        const auto found = relations_.find(drawing.picture);
        if (found == relations_.end())
            return;
        if (found->second.is_outside)
            out_.warning(ids::import_outside, {source_, {}}, shorten(found->second.target, 80));
        else
            take_picture(found->second.target);
    }

    void take_picture(const std::string& part) {
        if (made_.pictures.size() >= most_pictures || is_in_note_)
            return;
        auto bytes = zip_.read(part, out_);
        if (!bytes)
            return;
        auto clean = clean_picture(std::move(*bytes));
        if (!clean) {
            out_.warning(ids::import_picture_kind, {source_, {}}, part.substr(part.rfind('/') + 1));
            return;
        }
        pictures_.push_back(made_.pictures.size());
        made_.pictures.push_back(std::move(*clean));
    }

    void report() {
        const Place place{source_, {}};
        if (hidden_ > 0)
            out_.warning(ids::import_hidden, place, hidden_);
        if (changes_ > 0)
            out_.warning(ids::import_changes, place, changes_);
        if (comments_ > 0)
            out_.warning(ids::import_comments, place, comments_);
        for (const std::string& object : objects_)
            out_.warning(ids::import_object, place, object);
    }

    ZipReader& zip_;
    std::string part_;
    SourcePtr source_;
    Diagnostics& out_;
    PartRelations relations_;
    WordStyles styles_{XmlElement(), XmlElement()};
    XmlElement footnotes_;
    ReadDocument made_;
    PlainText plain_;
    std::vector<std::size_t> pictures_;  // of the paragraph that is being read
    bool is_in_note_ = false;
    std::size_t note_bytes_ = 0;
    std::size_t hidden_ = 0;
    std::size_t changes_ = 0;
    std::size_t comments_ = 0;
    std::set<std::string> objects_;
};

}  // namespace

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
