#include "cli/draft_progress.h"

#include <algorithm>

#include "base/text.h"
#include "cli/text_words.h"

namespace vitrina {
namespace {

struct FoundDate {
    Date day;
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool is_digit(char sign) {
    return sign >= '0' && sign <= '9';
}

// How long a time of day behind a day is: ` 10:30`, `T10:30:15`.
std::size_t clock_length(std::string_view rest) {
    if (!rest.starts_with(' ') && !rest.starts_with('T'))
        return 0;
    std::size_t at = 1;
    std::size_t numbers = 0;
    for (; numbers < 3; ++numbers) {
        const std::size_t begin = at;
        while (at < rest.size() && at - begin < 2 && is_digit(rest[at]))
            ++at;
        if (at == begin || (numbers > 0 && at - begin < 2))
            return 0;
        if (!rest.substr(at).starts_with(':'))
            break;
        ++at;
    }
    const bool is_whole = at == rest.size() || !is_digit(rest[at]);
    return (numbers == 1 || numbers == 2) && is_whole ? at : 0;
}

// The first day in a text, with the time of day that Excel may show: «выполнено 20.04.2026».
FoundDate date_in(std::string_view text) {
    constexpr std::size_t length = std::string_view("20.04.2026").size();
    for (std::size_t at = 0; at + length <= text.size(); ++at)
        if (is_digit(text[at]))
            if (const auto date = parse_date(text.substr(at, length)))
                return {*date, at, at + length + clock_length(text.substr(at + length))};
    return {};
}

struct StatusWord {
    std::string_view words;  // folded, whole words
    std::string_view status;
};
// The longest that fits counts: «не выполнено» is no «выполнено».
constexpr StatusWord status_words[] = {
    {"не выполнено", "planned"},
    {"не выполнена", "planned"},
    {"не выполнен", "planned"},
    {"не выполнены", "planned"},
    {"не исполнено", "planned"},
    {"не исполнена", "planned"},
    {"не исполнен", "planned"},
    {"не исполнены", "planned"},
    {"невыполнено", "planned"},
    {"не проведено", "planned"},
    {"не сделано", "planned"},
    {"нет", "planned"},
    {"выполнено", "done"},
    {"выполнена", "done"},
    {"выполнен", "done"},
    {"выполнены", "done"},
    {"исполнено", "done"},
    {"исполнена", "done"},
    {"исполнен", "done"},
    {"исполнены", "done"},
    {"проведено", "done"},
    {"проведена", "done"},
    {"проведен", "done"},
    {"проведены", "done"},
    {"сделано", "done"},
    {"завершено", "done"},
    {"done", "done"},
    {"да", "done"},
    {"в работе", "in_progress"},
    {"выполняется", "in_progress"},
    {"исполняется", "in_progress"},
    {"выполняются", "in_progress"},
    {"частично", "in_progress"},
    {"ведется", "in_progress"},
    {"in progress", "in_progress"},
    {"запланировано", "planned"},
    {"запланирована", "planned"},
    {"запланирован", "planned"},
    {"запланированы", "planned"},
    {"планируется", "planned"},
    {"planned", "planned"},
    {"отменено", "cancelled"},
    {"отменена", "cancelled"},
    {"отменен", "cancelled"},
    {"отменены", "cancelled"},
    {"cancelled", "cancelled"},
    // What our own report says of a row (report_command.cpp); of some rows the plan says nothing.
    {"выполнено позже", "done"},
    {"done later", "done"},
    {"просрочено", ""},
    {"late", ""},
    {"нет отметки", ""},
    {"nothing said", ""},
};
// Words behind «выполнено» that take it back or say «in part».
constexpr std::string_view doubts[] = {"частичн",   "не",     "но",      "кроме",
                                       "исключени", "почти",  "наполов", "перенос",
                                       "перенес",   "планир", "будет",   "осталось"};

bool is_doubt(const std::string& word) {
    return std::ranges::any_of(doubts, [&](std::string_view doubt) {
        const bool is_whole = doubt.size() <= std::string_view("но").size();
        return is_whole ? word == doubt : word.starts_with(doubt);
    });
}

struct StateRead {
    std::string status;
    std::size_t words = 0;  // that name it
    bool is_doubtful = false;
};

// By whole words: «выполнение перенесено» and «дата не определена» are neither «выполнено» nor
// «да».
StateRead read_state(const std::string& text) {
    const std::string folded = fold_yo(fold_case(text));
    if (trim(folded) == "+")
        return {"done"};
    const std::vector<std::string> words = words_of(folded);
    StateRead found;
    for (const StatusWord& candidate : status_words) {
        const std::vector<std::string> needed = words_of(candidate.words);
        if (needed.size() > found.words && needed.size() <= words.size() &&
            std::equal(needed.begin(), needed.end(), words.begin()))
            found = {std::string(candidate.status), needed.size(), false};
    }
    if (found.status != "done")
        return found;
    // «Выполнено на 50 %» is not done; «на 100 %» is.
    const bool is_part =
        folded.find('%') != std::string::npos && std::ranges::find(words, "100") == words.end();
    const bool is_doubtful =
        is_part || std::any_of(words.begin() + static_cast<std::ptrdiff_t>(found.words),
                               words.end(), is_doubt);
    const bool says_in_part = is_part || std::ranges::any_of(words, [](const std::string& word) {
                                  return word.starts_with("частичн");
                              });
    return {is_doubtful ? (says_in_part ? "in_progress" : "") : "done", found.words, is_doubtful};
}

std::string joined_markdown(const DraftCell& cell) {
    std::string text;
    for (const ReadLine& line : cell.lines)
        text += (text.empty() ? "" : " ") + line.markdown;
    return text;
}

void append(std::string& report, const std::string& more) {
    if (!more.empty())
        report += (report.empty() ? "" : " ") + more;
}

// Whether a text says more than words that were understood and a day.
bool says_more(const std::string& text, std::size_t understood, const FoundDate& date) {
    std::string rest = text;
    if (date.day.is_set())
        rest.replace(date.begin, date.end - date.begin, " ");
    std::vector<std::string> words = words_of(fold_case(rest));
    std::erase_if(words, [](const std::string& word) { return word == "г" || word == "года"; });
    return words.size() > understood;
}

}  // namespace

std::string DraftProgress::whole_report() const {
    std::string whole = report;
    append(whole, remarks);
    append(whole, evidence.words);
    return whole;
}

DraftProgress draft_progress(const DraftRow& row) {
    DraftProgress progress;
    const DraftCell& status = row.at(DraftField::Status);
    const std::string text = status.text();
    const StateRead state = read_state(text);
    const bool says_nothing =
        state.status.empty() && !state.is_doubtful && (state.words > 0 || words_of(text).empty());
    progress.status = state.status;
    progress.is_unclear = progress.status.empty() && !says_nothing;
    const std::string day_text = row.at(DraftField::Done).text();
    const FoundDate day = date_in(day_text);
    const FoundDate day_in_status = date_in(text);
    progress.done = day.day;
    if (!progress.done.is_set() && progress.status == "done")
        progress.done = day_in_status.day;
    // A day alone says that it is done; beside a state that is not understood it does not.
    if (says_nothing && progress.done.is_set())
        progress.status = "done";
    progress.report = joined_markdown(row.at(DraftField::Report));
    if (progress.is_unclear || state.is_doubtful ||
        says_more(text, state.words, progress.status == "done" ? day_in_status : FoundDate()))
        append(progress.remarks, joined_markdown(status));
    // A day that is not the day of execution, or words where a day was meant, stay readable.
    progress.has_no_day = !day.day.is_set() && !words_of(day_text).empty();
    if (progress.has_no_day || (day.day.is_set() && progress.status != "done") ||
        says_more(day_text, 0, day))
        append(progress.remarks, joined_markdown(row.at(DraftField::Done)));
    progress.evidence = draft_evidence(row);
    if (progress.status != "done")
        progress.done = {};
    return progress;
}

}  // namespace vitrina
