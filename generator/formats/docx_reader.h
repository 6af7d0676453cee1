// Word documents, block by block (docx_read.cpp) and paragraph by paragraph (docx_paragraph.cpp).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/docx_parts.h"
#include "formats/docx_runs.h"
#include "formats/read_document.h"

namespace vitrina {

class WordReader {
public:
    WordReader(ZipReader& zip, std::string part, const SourcePtr& source, Diagnostics& out)
        : zip_(zip), part_(std::move(part)), source_(source), out_(out) {}

    std::optional<ReadDocument> read();

private:
    std::optional<XmlDocument> beside(std::string_view type);
    void find_notes(const XmlElement& notes, std::string_view kind);

    // --- blocks: docx_read.cpp ---
    void read_blocks(const XmlElement& parent);
    void add_paragraph(const XmlElement& paragraph);
    void add_table(const XmlElement& element);
    void add_rows(const XmlElement& parent, ReadTable& table);
    void add_row(const XmlElement& element, ReadTable& table);
    void place(ReadRow& row);
    void add_cells(const XmlElement& parent, ReadRow& row);
    void add_cell_lines(const XmlElement& parent, std::vector<ReadLine>& lines);
    void add_inner_cells(const XmlElement& parent, std::vector<ReadLine>& lines);
    std::vector<std::string> margins();
    void report();

    // --- paragraphs: docx_paragraph.cpp ---
    // Adds its lines; the level if it is a heading.
    int read_paragraph(const XmlElement& paragraph, std::vector<ReadLine>& lines);
    void read_runs(const XmlElement& parent,
                   bool is_bold,
                   const std::string& link,
                   std::vector<WordRun>& runs);
    std::string address_of(const XmlElement& hyperlink) const;
    void read_run(const XmlElement& element,
                  bool is_bold,
                  const std::string& link,
                  std::vector<WordRun>& runs);
    void read_piece(const XmlElement& piece, WordRun& run, std::vector<WordRun>& runs);
    void read_alternative(const XmlElement& element);
    void add_symbol(const XmlElement& symbol, WordRun& run);
    void add_note(const std::string& name, WordRun& run, std::vector<WordRun>& runs);
    std::size_t read_note(const XmlElement& note);
    void add_drawing(const XmlElement& element);
    void take_picture(const std::string& part);

    ZipReader& zip_;
    std::string part_;
    SourcePtr source_;
    Diagnostics& out_;
    PartRelations relations_;
    WordStyles styles_{XmlElement(), XmlElement()};
    std::map<std::string, XmlElement> notes_;          // by kind and id
    std::map<std::string, std::size_t> note_numbers_;  // of those that were read; 0: an empty one
    ReadDocument made_;
    PlainText plain_;
    std::vector<std::size_t> pictures_;  // of the paragraph that is being read
    std::size_t lost_pictures_ = 0;      // since the block or row began
    std::vector<std::pair<Span, std::size_t>> left_pictures_;  // where, how many
    bool is_in_note_ = false;
    bool is_too_large_ = false;
    std::size_t rows_ = 0;
    std::size_t hidden_ = 0;
    std::size_t changes_ = 0;
    std::size_t comments_ = 0;
    std::set<LeftObject> objects_;
};

}  // namespace vitrina
