// Paragraphs of Word documents: runs, notes, pictures (docx_reader.h).
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "base/text.h"
#include "formats/docx_reader.h"

namespace vitrina {
namespace {

constexpr std::size_t most_pictures = 200;

bool is_open_address(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
}

struct FontSign {
    std::string_view font;
    unsigned code;  // the low byte: fonts of signs stand from U+F000 on
    std::string_view text;
};
// What forms and lists are filled in with. Source: the tables of Wingdings and Symbol.
constexpr FontSign font_signs[] = {
    {"Wingdings", 0x6F, "□"},   {"Wingdings", 0x71, "❑"}, {"Wingdings", 0xA8, "◻"},
    {"Wingdings", 0xE0, "→"},   {"Wingdings", 0xFB, "✗"}, {"Wingdings", 0xFC, "✓"},
    {"Wingdings", 0xFD, "☒"},   {"Wingdings", 0xFE, "☑"}, {"Wingdings 2", 0x50, "✓"},
    {"Wingdings 2", 0x52, "☑"}, {"Symbol", 0xA3, "≤"},    {"Symbol", 0xAE, "→"},
    {"Symbol", 0xB1, "±"},      {"Symbol", 0xB3, "≥"},    {"Symbol", 0xB4, "×"},
    {"Symbol", 0xB7, "•"},      {"Symbol", 0xB9, "≠"},
};

std::string_view sign_of(std::string_view font, unsigned code) {
    for (const FontSign& sign : font_signs)
        if (sign.font == font && sign.code == (code & 0xFF))
            return sign.text;
    return {};
}

}  // namespace

int WordReader::read_paragraph(const XmlElement& paragraph, std::vector<ReadLine>& lines) {
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

void WordReader::read_runs(const XmlElement& parent,
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
            objects_.insert(LeftObject::Formula);
        } else if (name == "AlternateContent") {
            read_alternative(one);
        }
    }
}

std::string WordReader::address_of(const XmlElement& hyperlink) const {
    const auto found = relations_.find(hyperlink.attribute("id"));
    return found != relations_.end() && is_open_address(found->second.target) ? found->second.target
                                                                              : std::string();
}

void WordReader::read_run(const XmlElement& element,
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

void WordReader::read_piece(const XmlElement& piece, WordRun& run, std::vector<WordRun>& runs) {
    const std::string_view name = piece.name();
    if (name == "t") {
        run.text += clean_text(piece.all_text());
    } else if (name == "tab" || name == "ptab") {
        run.text += ' ';
    } else if (name == "noBreakHyphen") {
        run.text += "\u2011";
    } else if (name == "sym") {
        add_symbol(piece, run);
    } else if (name == "br" || name == "cr") {
        if (piece.attribute("type") == "page" || piece.attribute("type") == "column")
            return;
        WordRun end{.is_break = true};
        runs.push_back(run);
        runs.push_back(std::move(end));
        run.text.clear();
    } else if (name == "footnoteReference" || name == "endnoteReference") {
        const std::string kind = name == "endnoteReference" ? "endnote " : "footnote ";
        add_note(kind + std::string(piece.attribute("id")), run, runs);
    } else if (name == "drawing" || name == "pict") {
        add_drawing(piece);
    } else if (name == "object") {
        objects_.insert(LeftObject::EmbeddedFile);
    } else if (name == "ruby") {
        // The reading stands above the word; the word itself is what is said.
        if (const XmlElement base = piece.child("rubyBase"))
            read_runs(base, run.is_bold, run.link, runs);
    } else if (name == "AlternateContent") {
        read_alternative(piece);
    } else if (name == "commentReference") {
        ++comments_;
    }
}

// What new programs read instead of what old ones do: a drawing, mostly.
void WordReader::read_alternative(const XmlElement& element) {
    const XmlElement choice = element.child("Choice");
    for (XmlElement one = choice ? choice.first() : XmlElement(); one; one = one.next()) {
        if (one.name() == "drawing" || one.name() == "pict")
            add_drawing(one);
        else if (one.name() == "r")
            read_alternative(one);
    }
}

// A sign by its place in a font: a letter if the font is no font of signs.
void WordReader::add_symbol(const XmlElement& symbol, WordRun& run) {
    const std::string_view digits = symbol.attribute("char");
    unsigned code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    const bool is_number = error == std::errc() && end == digits.data() + digits.size();
    const std::string_view sign = sign_of(symbol.attribute("font"), code);
    if (is_number && !sign.empty())
        run.text += sign;
    else
        objects_.insert(LeftObject::Symbol);
}

// However often a note is referred to, it is read once.
void WordReader::add_note(const std::string& name, WordRun& run, std::vector<WordRun>& runs) {
    const auto found = notes_.find(name);
    if (found == notes_.end() || is_in_note_)
        return;
    const auto [known, is_new] = note_numbers_.try_emplace(name, 0);
    if (is_new)
        known->second = read_note(found->second);
    if (known->second == 0)
        return;
    runs.push_back(run);
    run.text.clear();
    runs.push_back({.raw_markdown = fmt::format("[^{}]", known->second)});
}

// Its number among those that say anything; 0 otherwise.
std::size_t WordReader::read_note(const XmlElement& note) {
    is_in_note_ = true;
    std::vector<ReadLine> lines;
    add_cell_lines(note, lines);
    drop_empty_lines(lines);
    is_in_note_ = false;
    std::string text;
    for (const ReadLine& line : lines)
        text += (text.empty() ? "" : " ") + std::string(trim(line.markdown));
    if (text.empty())
        return 0;
    made_.notes.push_back(std::move(text));
    return made_.notes.size();
}

void WordReader::add_drawing(const XmlElement& element) {
    const WordDrawing drawing = read_drawing(element);
    if (drawing.object) {
        objects_.insert(*drawing.object);
        return;
    }
    const auto found = relations_.find(drawing.picture);
    if (found == relations_.end())
        objects_.insert(LeftObject::Picture);
    else if (found->second.is_outside)
        out_.warning(ids::import_outside, {source_, {}}, shorten(found->second.target, 80));
    else
        take_picture(found->second.target);
}

void WordReader::take_picture(const std::string& part) {
    if (made_.pictures.size() >= most_pictures || is_in_note_) {
        ++lost_pictures_;
        return;
    }
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

}  // namespace vitrina
