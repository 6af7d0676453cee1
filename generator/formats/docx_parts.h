// What stands around the text of a Word document: relations, styles, lists. For docx_read.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "formats/read_document.h"
#include "formats/xml_read.h"
#include "formats/zip_read.h"

namespace vitrina {

struct PartRelation {
    std::string type;    // the last word of the type's address: `image`, `hyperlink`
    std::string target;  // a part's name, or an address when `is_outside`
    bool is_outside = false;
};
using PartRelations = std::map<std::string, PartRelation, std::less<>>;  // by id

// Of a part `word/document.xml`; empty if it has none.
PartRelations read_relations(ZipReader& zip, const std::string& part, Diagnostics& out);
// The part that the package is about; empty if the package does not tell.
std::string main_part(ZipReader& zip, Diagnostics& out);
// The tree of a part; nothing if it cannot be read (reported at `source`).
std::optional<XmlDocument> read_part(ZipReader& zip,
                                     const std::string& part,
                                     const SourcePtr& source,
                                     Diagnostics& out);
// Macros are not read (reported).
bool has_macros(const ZipReader& zip, const SourcePtr& source, Diagnostics& out);

struct WordStyle {
    int heading = 0;   // 1–6, 0: none
    std::string list;  // numId
    bool is_bold = false;
};

class WordStyles {
public:
    WordStyles(const XmlElement& styles, const XmlElement& numbering);
    WordStyle of(std::string_view id) const;
    LineMark mark(std::string_view list, int level) const;

private:
    std::map<std::string, WordStyle, std::less<>> styles_;
    std::map<std::string, std::string, std::less<>> lists_;  // numId → abstract
    std::map<std::pair<std::string, int>, LineMark> marks_;
};

// What is no text and is left out (reported).
enum class LeftObject : std::uint8_t {
    Chart,
    Drawing,
    EmbeddedFile,
    Formula,
    InnerTable,
    Picture,
    Symbol,
    TextBox
};

// What stands in a `drawing` or `pict`: the id of a picture's relation, or what else it is.
struct WordDrawing {
    std::string_view picture;
    std::optional<LeftObject> object;
};
WordDrawing read_drawing(const XmlElement& drawing);

// `val` of a child: `<w:numId w:val="3"/>`; empty if there is none.
std::string_view child_value(const XmlElement& element, std::string_view child);
// `<w:b/>` is on, `<w:b w:val="0"/>` is off.
bool is_switched_on(const XmlElement& element, std::string_view child);
int number_of(std::string_view digits, int otherwise);

}  // namespace vitrina
