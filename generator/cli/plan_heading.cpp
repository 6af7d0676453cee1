// The headings of a plan's table, and where its rows begin (plan_draft.h).
#include <algorithm>

#include "base/text.h"
#include "cli/plan_table.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_heading = 90;

struct HeadingWord {
    std::string_view part;  // of the folded heading; `=` before it: the whole
    DraftField field;
};

// The first that fits counts: «результат исполнения» is no «результат», «ответственный исполнитель»
// no «исполнение».
constexpr HeadingWord heading_words[] = {
    {"№", DraftField::No},
    {"п/п", DraftField::No},
    {"=номер", DraftField::No},
    {"=no.", DraftField::No},
    {"ответствен", DraftField::Responsible},
    {"исполнител", DraftField::Responsible},
    {"=responsible", DraftField::Responsible},
    {"ожидаем", DraftField::Result},
    {"планируемый результат", DraftField::Result},
    {"дата исполнения", DraftField::Done},
    {"дата выполнения", DraftField::Done},
    {"когда выполнено", DraftField::Done},
    {"=выполнено", DraftField::Done},
    {"=done on", DraftField::Done},
    {"что сделано", DraftField::Report},
    {"=what was done", DraftField::Report},
    {"отчет", DraftField::Report},
    {"информация об исполнении", DraftField::Report},
    {"информация о выполнении", DraftField::Report},
    {"результат исполнения", DraftField::Report},
    {"результат выполнения", DraftField::Report},
    {"отметк", DraftField::Status},
    {"=исполнение", DraftField::Status},
    {"=выполнение", DraftField::Status},
    {"статус", DraftField::Status},
    {"состояние", DraftField::Status},
    {"ход исполнения", DraftField::Status},
    {"ход выполнения", DraftField::Status},
    {"=progress", DraftField::Status},
    {"=status", DraftField::Status},
    {"=state", DraftField::Status},
    {"подтвержд", DraftField::Evidence},
    {"=документ", DraftField::Evidence},
    {"=документы", DraftField::Evidence},
    {"подтверждающ", DraftField::Evidence},
    {"=ссылка", DraftField::Evidence},
    {"=ссылки", DraftField::Evidence},
    {"ссылка на документ", DraftField::Evidence},
    {"=evidence", DraftField::Evidence},
    {"=document", DraftField::Evidence},
    {"=documents", DraftField::Evidence},
    {"срок", DraftField::Deadline},
    {"=дата", DraftField::Deadline},
    {"=даты", DraftField::Deadline},
    {"дата проведения", DraftField::Deadline},
    {"время", DraftField::Deadline},
    {"период", DraftField::Deadline},
    {"=deadline", DraftField::Deadline},
    {"участник", DraftField::Participants},
    {"категори", DraftField::Participants},
    {"целевая аудитория", DraftField::Participants},
    {"для кого", DraftField::Participants},
    {"=participants", DraftField::Participants},
    {"задач", DraftField::Task},
    {"направлени", DraftField::Task},
    {"=task", DraftField::Task},
    {"мероприят", DraftField::Measure},
    {"содержание", DraftField::Measure},
    {"=мера", DraftField::Measure},
    {"=меры", DraftField::Measure},
    {"вид деятельности", DraftField::Measure},
    {"виды деятельности", DraftField::Measure},
    {"наименование", DraftField::Measure},
    {"=действия", DraftField::Measure},
    {"=measure", DraftField::Measure},
    {"=measures", DraftField::Measure},
    {"результат", DraftField::Result},
    {"показател", DraftField::Result},
    {"=expected result", DraftField::Result},
};

}  // namespace

std::optional<DraftField> draft_field(std::string_view heading) {
    const std::string folded = fold_word(heading);
    if (folded.empty() || count_code_points(folded) > longest_heading)
        return std::nullopt;
    for (const HeadingWord& word : heading_words) {
        const bool is_whole = word.part.starts_with('=');
        if (is_whole ? folded == word.part.substr(1) : folded.find(word.part) != std::string::npos)
            return word.field;
    }
    return std::nullopt;
}

std::optional<PlanHeading> plan_heading(const ReadRow& row) {
    PlanHeading heading;
    heading.cells = row.cells.size();
    std::size_t filled = 0;
    std::size_t offset = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const ReadCell& cell = row.cells[i];
        const auto width = static_cast<std::size_t>(cell.width);
        PlanHeading::Column column{i, offset, width, cell.text(), std::nullopt, cell.span};
        offset += width;
        column.field = draft_field(column.text);
        filled += cell.empty() ? 0 : 1;
        const bool is_taken =
            column.field && std::ranges::any_of(heading.columns, [&](const auto& other) {
                return other.field == column.field;
            });
        column.is_twice = is_taken;
        if (is_taken)
            column.field.reset();
        heading.columns.push_back(std::move(column));
    }
    const auto known = std::ranges::count_if(
        heading.columns, [](const auto& column) { return column.field.has_value(); });
    const bool has_measure = std::ranges::any_of(
        heading.columns, [](const auto& column) { return column.field == DraftField::Measure; });
    heading.width = offset;
    if (!has_measure || known < 2 || static_cast<std::size_t>(known) * 2 < filled)
        return std::nullopt;
    return heading;
}

bool holds_plan(const ReadDocument& document) {
    return std::ranges::any_of(document.tables, [](const ReadTable& table) {
        return std::ranges::any_of(
            table.rows, [](const ReadRow& row) { return plan_heading(row).has_value(); });
    });
}

}  // namespace vitrina
