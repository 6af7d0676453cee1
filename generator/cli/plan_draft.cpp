#include "cli/plan_draft.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/import_ids.h"
#include "base/text.h"
#include "cli/plan_table.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t excerpt_length = 60;

// What begins a line of Markdown as a list or a heading stays a text.
std::string plain_beginning(const std::string& line) {
    if (line.empty())
        return line;
    if (std::string_view("#>+-=|").find(line[0]) != std::string_view::npos)
        return "\\" + line;
    const std::size_t digits = line.find_first_not_of("0123456789");
    const bool is_numbered = digits != 0 && digits != std::string::npos && digits < 10 &&
                             (line[digits] == '.' || line[digits] == ')') &&
                             (digits + 1 == line.size() || line[digits + 1] == ' ');
    return is_numbered ? line.substr(0, digits) + "\\" + line.substr(digits) : line;
}

// «… на 2020-2021 учебный год».
std::string school_year_in(std::string_view text) {
    const std::string folded = fold_case(text);
    if (folded.find("уч") == std::string::npos)
        return {};
    for (std::size_t at = folded.find("20"); at != std::string::npos;
         at = folded.find("20", at + 1)) {
        std::string candidate;
        for (std::size_t i = at; i < folded.size() && candidate.size() < 9; ++i) {
            const std::string_view rest = std::string_view(folded).substr(i);
            if (folded[i] >= '0' && folded[i] <= '9') {
                candidate += folded[i];
            } else if (rest.starts_with("–") || rest.starts_with("—")) {
                candidate += '-';
                i += 2;
            } else if (folded[i] == '-' || folded[i] == '/') {
                candidate += '-';
            } else if (folded[i] != ' ') {
                break;
            }
        }
        while (!candidate.empty()) {
            if (const auto year = parse_school_year(candidate))
                return school_year_name(*year);
            candidate.pop_back();
        }
    }
    return {};
}

// What the paragraphs above the table say of the plan.
class Preamble {
public:
    explicit Preamble(PlanDraft& draft) : draft_(draft) {}

    void add(const ReadBlock& block) {
        const std::string& text = block.line.text;
        if (draft_.school_year.empty())
            draft_.school_year = school_year_in(text);
        const std::string folded = fold_case(text);
        if (is_in_goals_ && (block.kind == BlockKind::Item || block.line.mark != LineMark::None)) {
            draft_.goals.push_back(block.line.markdown);
            return;
        }
        is_in_goals_ = folded.starts_with("цель") || folded.starts_with("цели");
        if (is_in_goals_) {
            const std::size_t colon = text.find(':');
            const std::string_view rest =
                colon == std::string::npos ? std::string_view() : trim(text.substr(colon + 1));
            if (!rest.empty())
                draft_.goals.emplace_back(
                    trim(block.line.markdown.substr(block.line.markdown.find(':') + 1)));
            return;
        }
        add_to_title(block, folded);
    }

    // What follows stands in the table itself.
    void close() { is_open_ = false; }

    // Neither title nor goals.
    void report_left(Diagnostics& out) const {
        for (const ReadBlock& block : left_)
            out.warning(ids::import_text_left, {draft_.source, block.span},
                        shorten(block.line.text, excerpt_length));
    }

private:
    // The last run of bold lines or headings; else the last line that is called a plan.
    void add_to_title(const ReadBlock& block, const std::string& folded) {
        const bool is_named = folded.starts_with("план") || folded.starts_with("перечень") ||
                              folded.starts_with("мероприятия") || folded.starts_with("дорожная");
        const bool is_bold = block.kind == BlockKind::Heading || block.line.is_bold;
        const std::string text = collapse_spaces(block.line.text);
        if (is_named || (is_bold && !is_open_)) {
            is_open_ = is_named;
            left_.insert(left_.end(), title_.begin(), title_.end());
            title_ = {block};
            draft_.title = text;
        } else if (is_open_ && block.kind != BlockKind::Item &&
                   count_code_points(draft_.title + text) < longest_title) {
            title_.push_back(block);
            draft_.title += " " + text;
        } else {
            left_.push_back(block);
        }
    }

    PlanDraft& draft_;
    std::vector<ReadBlock> title_;
    std::vector<ReadBlock> left_;
    bool is_in_goals_ = false;
    bool is_open_ = false;  // lines that follow belong to the title
};

class DraftReader {
public:
    DraftReader(const ReadDocument& document, Diagnostics& out) : document_(document), out_(out) {
        draft_.source = document.source;
    }

    std::optional<PlanDraft> read() {
        for (const ReadBlock& block : document_.blocks) {
            if (block.kind == BlockKind::Table)
                add_table(document_.tables[block.index], block);
            else if (block.kind == BlockKind::Picture)
                out_.warning(ids::import_pictures_left, {draft_.source, block.span}, 1);
            else if (!table_)
                preamble_.add(block);
            else
                leave(block.span, block.line.text);
        }
        if (!table_) {
            out_.error(document_.tables.empty() ? ids::import_no_table : ids::import_no_heading,
                       {draft_.source, {}}, "Мероприятия, Сроки, Ответственный");
            return std::nullopt;
        }
        preamble_.report_left(out_);
        table_->finish();
        if (draft_.sections.empty()) {
            out_.error(ids::import_nothing, {draft_.source, {}});
            return std::nullopt;
        }
        return std::move(draft_);
    }

private:
    void leave(Span span, const std::string& text) {
        out_.warning(ids::import_text_left, {draft_.source, span}, shorten(text, excerpt_length));
        is_other_plan_ = is_other_plan_ || fold_case(text).starts_with("план");
    }

    void add_table(const ReadTable& table, const ReadBlock& block) {
        std::size_t first = 0;
        std::optional<PlanHeading> heading;
        for (; first < table.rows.size() && !heading; ++first)
            heading = plan_heading(table.rows[first]);
        const std::size_t number = block.index + 1;
        if (!table_) {
            if (heading)
                begin(std::move(*heading), table, first);
            else if (!table.rows.empty())
                out_.warning(ids::import_table_left, {draft_.source, block.span}, number);
            return;
        }
        if (is_other_plan_) {
            out_.warning(ids::import_table_left, {draft_.source, block.span}, number);
            return;
        }
        if (heading && same_columns(*heading)) {
            out_.warning(ids::import_heading_again, {draft_.source, table.rows[first - 1].span},
                         table.rows[first - 1].number);
            table_->use(std::move(*heading));
            for (std::size_t i = 0; i + 1 < first; ++i)
                for (const ReadCell& cell : table.rows[i].cells)
                    if (!cell.empty())
                        leave(cell.span, cell.text());
        } else if (!heading && table_->fits(table)) {
            out_.warning(ids::import_table_joined, {draft_.source, block.span}, number);
            first = 0;
        } else {
            out_.warning(ids::import_table_left, {draft_.source, block.span}, number);
            return;
        }
        for (std::size_t i = first; i < table.rows.size(); ++i)
            table_->add(table.rows[i]);
    }

    void begin(PlanHeading heading, const ReadTable& table, std::size_t first) {
        // Rows above the headings are a title that was typed into the table.
        preamble_.close();
        for (std::size_t i = 0; i + 1 < first; ++i)
            for (const ReadCell& cell : table.rows[i].cells)
                for (const ReadLine& line : cell.lines) {
                    ReadBlock above;
                    above.line = line;
                    above.line.is_bold = true;
                    above.span = cell.span;
                    preamble_.add(above);
                }
        for (const PlanHeading::Column& column : heading.columns)
            if (column.field)
                draft_.columns.push_back({*column.field, collapse_spaces(column.text)});
        table_.emplace(std::move(heading), draft_, out_);
        for (std::size_t i = first; i < table.rows.size(); ++i)
            table_->add(table.rows[i]);
    }

    bool same_columns(const PlanHeading& heading) const {
        std::vector<DraftField> fields;
        for (const PlanHeading::Column& column : heading.columns)
            if (column.field)
                fields.push_back(*column.field);
        return std::ranges::equal(fields, draft_.columns, {}, {}, &DraftColumn::field);
    }

    const ReadDocument& document_;
    Diagnostics& out_;
    PlanDraft draft_;
    Preamble preamble_{draft_};
    std::optional<PlanTable> table_;
    bool is_other_plan_ = false;  // its title has been met
};

}  // namespace

std::string DraftCell::text() const {
    std::string joined;
    for (const ReadLine& line : lines)
        joined += (joined.empty() ? "" : " ") + line.text;
    return joined;
}

std::string DraftCell::markdown() const {
    std::string made;
    std::vector<int> numbers;  // of the open lists, outermost first
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ReadLine& line = lines[i];
        const bool is_item = line.mark != LineMark::None;
        const bool follows = i > 0 && is_item && lines[i - 1].mark != LineMark::None &&
                             (lines[i - 1].mark == line.mark || lines[i - 1].level != line.level);
        if (i > 0)
            made += follows ? "\n" : "\n\n";
        if (!follows)
            numbers.clear();
        if (!is_item) {
            made += plain_beginning(line.markdown);
            continue;
        }
        // A level that skips one is taken as the next.
        const auto level = std::min(static_cast<std::size_t>(line.level), numbers.size());
        numbers.resize(level + 1);
        const int number = ++numbers[level];
        made += std::string(level * 3, ' ');
        made += line.mark == LineMark::Bullet ? std::string("- ") : fmt::format("{}. ", number);
        made += line.markdown;
    }
    return made;
}

bool PlanDraft::has(DraftField field) const {
    return std::ranges::any_of(columns,
                               [&](const DraftColumn& column) { return column.field == field; });
}

std::optional<PlanDraft> read_plan_draft(const ReadDocument& document, Diagnostics& out) {
    return DraftReader(document, out).read();
}

}  // namespace vitrina
