#include "cli/import_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/import_ids.h"
#include "base/text.h"
#include "cli/yaml_lines.h"
#include "formats/quiz_lines.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_title = 200;
constexpr std::size_t card_blocks = 25;  // where the card of an act may stand

std::string escaped_beginning(const std::string& line) {
    if (line.empty())
        return line;
    if (std::string_view("#>+-=|").find(line[0]) != std::string_view::npos)
        return "\\" + line;
    const std::size_t digits = line.find_first_not_of("0123456789");
    const bool is_numbered = digits != 0 && digits != std::string::npos && digits < 10 &&
                             (line[digits] == '.' || line[digits] == ')') &&
                             digits + 1 < line.size() && line[digits + 1] == ' ';
    return is_numbered ? line.substr(0, digits) + "\\" + line.substr(digits) : line;
}

std::string table_cell(const ReadCell& cell) {
    std::string text;
    for (const ReadLine& line : cell.lines)
        text += (text.empty() ? "" : " ") + line.markdown;
    std::string safe;
    for (const char one : text)
        safe += one == '|' ? std::string("\\|") : std::string(1, one);
    return safe;
}

std::string markdown_table(const ReadTable& table) {
    std::size_t width = 0;
    for (const ReadRow& row : table.rows) {
        std::size_t columns = 0;
        for (const ReadCell& cell : row.cells)
            columns += static_cast<std::size_t>(cell.width);
        width = std::max(width, columns);
    }
    std::string text;
    for (const ReadRow& row : table.rows) {
        std::size_t columns = 0;
        text += "|";
        for (const ReadCell& cell : row.cells) {
            text += " " + table_cell(cell) + " |";
            for (int i = 1; i < cell.width; ++i)
                text += "  |";
            columns += static_cast<std::size_t>(cell.width);
        }
        for (; columns < width; ++columns)
            text += "  |";
        text += "\n";
        if (&row == &table.rows.front()) {
            text += "|";
            for (std::size_t i = 0; i < width; ++i)
                text += " --- |";
            text += "\n";
        }
    }
    return text;
}

class TextWriter {
public:
    TextWriter(const ReadDocument& document, const ImportHints& hints, Diagnostics& out)
        : document_(document), hints_(hints), out_(out) {
        find_title();
        for (const ReadBlock& block : document_.blocks)
            if (block.kind == BlockKind::Heading && &block != title_)
                top_level_ = std::min(top_level_, block.level);
    }

    std::string title() const { return name_; }

    std::string body() {
        for (const ReadBlock& block : document_.blocks)
            if (&block != title_)
                add(block);
        for (std::size_t i = 0; i < document_.notes.size(); ++i)
            text_ += fmt::format("{}[^{}]: {}\n", i == 0 ? "\n" : "", i + 1, document_.notes[i]);
        return std::move(text_);
    }

    std::size_t count() const { return count_; }

private:
    // The first heading, else the first bold line, else the name of the file.
    void find_title() {
        for (const ReadBlock& block : document_.blocks) {
            const bool is_text = block.kind == BlockKind::Heading ||
                                 (block.kind == BlockKind::Paragraph && block.line.is_bold);
            if (is_text && count_code_points(block.line.text) <= longest_title) {
                title_ = &block;
                break;
            }
            if (block.kind != BlockKind::Picture)
                break;
        }
        for (const ReadBlock& block : document_.blocks)
            if (title_ == nullptr && block.kind == BlockKind::Heading)
                title_ = &block;
        name_ = hints_.title;
        if (name_.empty() && title_ != nullptr)
            name_ = collapse_spaces(title_->line.text);
        if (name_.empty()) {
            name_ = hints_.name;
            out_.warning(ids::import_title_guess, {document_.source, {}}, name_);
        }
    }

    void begin_block(bool goes_on) {
        if (!text_.empty())
            text_ += goes_on ? "" : "\n";
        ++count_;
    }

    void add(const ReadBlock& block) {
        const bool is_item = block.kind == BlockKind::Item;
        if (!is_item)
            numbers_.clear();
        begin_block(is_item && was_item_);
        was_item_ = is_item;
        switch (block.kind) {
            case BlockKind::Heading:
                text_ +=
                    std::string(static_cast<std::size_t>(std::min(block.level - top_level_ + 2, 6)),
                                '#') +
                    " " + block.line.markdown + "\n";
                break;
            case BlockKind::Paragraph:
                text_ += escaped_beginning(block.line.markdown) + "\n";
                break;
            case BlockKind::Item:
                add_item(block.line);
                break;
            case BlockKind::Table:
                text_ += markdown_table(document_.tables[block.index]);
                break;
            case BlockKind::Picture:
                text_ +=
                    fmt::format("![Рисунок {0}]({1}{0}.{2})\n", block.index + 1,
                                hints_.picture_folder, document_.pictures[block.index].extension);
                break;
        }
    }

    void add_item(const ReadLine& line) {
        // A level that skips one is taken as the next.
        const auto level = std::min(static_cast<std::size_t>(line.level), numbers_.size());
        numbers_.resize(level + 1);
        const int number = ++numbers_[level];
        text_ += std::string(level * 3, ' ');
        text_ += line.mark == LineMark::Number ? fmt::format("{}. ", number) : "- ";
        text_ += line.markdown + "\n";
    }

    const ReadDocument& document_;
    const ImportHints& hints_;
    Diagnostics& out_;
    const ReadBlock* title_ = nullptr;
    std::string name_;
    std::string text_;
    int top_level_ = 6;
    bool was_item_ = false;
    std::vector<int> numbers_;  // of the open lists, outermost first
    std::size_t count_ = 0;
};

struct ActCard {
    std::string_view type = "иное";
    Date date;
    std::string number;
    std::string subject;  // inline Markdown
};

// «№ 118 от 01.09.2026» or «от 01.09.2026 г. № 118» word by word: «СОШ № 2» stands above pages too.
ActCard number_in_margin(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    const auto word = [&](std::size_t i) {
        return i < words.size() ? words[i] : std::string_view();
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        ActCard card;
        std::size_t number = i;
        if (word(i) == "№" && word(i + 2) == "от") {
            card.date = parse_date(word(i + 3).substr(0, 10)).value_or(Date());
            number = i + 1;
        } else if (word(i) == "от") {
            card.date = parse_date(word(i + 1).substr(0, 10)).value_or(Date());
            const std::size_t sign = word(i + 2) == "г." ? i + 3 : i + 2;
            number = word(sign) == "№" ? sign + 1 : words.size();
        }
        card.number = number == i ? std::string() : std::string(word(number));
        if (card.date.is_set() && !card.number.empty() &&
            card.number.find('_') == std::string::npos)
            return card;
    }
    return {};
}

// What stands above the pages, when the text has neither number nor day. «Приложение к приказу
// № 5 от …» names another act.
void read_margins(const ReadDocument& document, ActCard& card, Diagnostics& out) {
    constexpr std::string_view of_another[] = {"прилож",  "к приказ", "к распоряж",
                                               "к письм", "утвержд",  "утв."};
    for (const std::string& margin : document.margins) {
        const std::string folded = fold_case(margin);
        const ActCard found = number_in_margin(margin);
        if (found.number.empty() || std::ranges::any_of(of_another, [&](std::string_view word) {
                return folded.find(word) != std::string::npos;
            }))
            continue;
        card.date = found.date;
        card.number = found.number;
        out.warning(ids::import_margin_card, {document.source, {}}, card.number,
                    iso_date(card.date));
        return;
    }
}

// «ПРИКАЗ», «от 19.03.2021 г. № 01.01/983» among the first lines.
ActCard read_card(const ReadDocument& document) {
    ActCard card;
    bool has_type = false;
    for (std::size_t i = 0; i < std::min(document.blocks.size(), card_blocks); ++i) {
        const std::string& text = document.blocks[i].line.text;
        const std::string folded = fold_case(text);
        for (const std::string_view type :
             {"приказ", "распоряжение", "положение", "протокол", "письмо", "программа"})
            if (!has_type && folded.starts_with(type)) {
                card.type = type;
                has_type = true;
            }
        if (card.subject.empty() && (text.starts_with("Об ") || text.starts_with("О ")))
            card.subject = document.blocks[i].line.markdown;
        const std::size_t sign = text.find("№");
        for (std::size_t at = 0; at < text.size() && !card.date.is_set(); ++at)
            if (const auto date = parse_date(std::string_view(text).substr(at, 10)))
                card.date = *date;
        if (!card.number.empty() || sign == std::string::npos)
            continue;
        std::string_view number =
            trim(std::string_view(text).substr(sign + std::string_view("№").size()));
        number = number.substr(0, number.find(' '));
        // «№ _____»: a form that nobody filled in.
        if (!number.empty() && number.find('_') == std::string_view::npos && card.date.is_set())
            card.number = number;
    }
    return card;
}

std::optional<ImportedRecord> finish(ImportedRecord record,
                                     const ReadDocument& document,
                                     Diagnostics& out) {
    record.pictures = document.pictures;
    if (record.count == 0) {
        out.error(ids::import_nothing, {document.source, {}});
        return std::nullopt;
    }
    if (!is_fit(record, document.source, out))
        return std::nullopt;
    return record;
}

}  // namespace

std::optional<ImportedRecord> import_memo(const ReadDocument& document,
                                          const ImportHints& hints,
                                          Diagnostics& out) {
    TextWriter writer(document, hints, out);
    ImportedRecord record{.kind = "memo"};
    record.text =
        "---\n" + yaml_pair(0, "title", escape_markdown(writer.title())) + "---\n" + writer.body();
    record.count = writer.count();
    return finish(std::move(record), document, out);
}

std::optional<ImportedRecord> import_act(const ReadDocument& document,
                                         const ImportHints& hints,
                                         Diagnostics& out) {
    TextWriter writer(document, hints, out);
    ActCard card = read_card(document);
    if (!card.date.is_set() && card.number.empty())
        read_margins(document, card, out);
    ImportedRecord record{.kind = "act"};
    // «Приказ от 25.02.2026 № 72 «Об утверждении …»» is composed of the card.
    const bool is_composed = hints.title.empty() && fold_case(writer.title()) == card.type;
    record.text = "---\n";
    if (!is_composed)
        record.text += yaml_pair(0, "title", escape_markdown(writer.title()));
    record.text += yaml_pair(0, "type", std::string(card.type));
    if (card.date.is_set())
        record.text += yaml_pair(0, "date", iso_date(card.date));
    if (!card.number.empty())
        record.text += yaml_pair(0, "number", card.number);
    if (is_composed && !card.subject.empty())
        record.text += yaml_pair(0, "subject", card.subject);
    record.text += "---\n" + writer.body();
    record.count = writer.count();
    return finish(std::move(record), document, out);
}

}  // namespace vitrina
