// Results of a procedure in one subject: counts without names. Raw counts leave this kind only
// through `ResultsView`, which the site makes with `suppress` and puts in their place (site/results).
//
// Source   formats §8, domain §2.7–2.10.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kinds/kind.h"
#include "kinds/question.h"

namespace vitrina {

inline constexpr std::size_t result_marks = 4;  // 2, 3, 4, 5
inline constexpr int lowest_result_mark = 2;
// Below so many pupils «all of them» is said of nobody.
inline constexpr int least_alike = 10;
// Rows are marks of the journal, columns marks of the work.
using MarkMatrix = std::array<std::array<std::int64_t, result_marks>, result_marks>;
using MarkCounts = std::array<std::int64_t, result_marks>;

struct PrimaryScores {
    Located<int> max;
    Pairs<int, Located<int>> bounds;
    std::vector<Located<int>> counts;
    Span span;
};

struct ResultTask {
    std::string no;
    Located<int> max;
    Level level = Level::None;
    Located<int> sum;  // points of all participants
    InlineText skill;
    Span span;
};

// What a score at a bound looks like (domain §2.8). Never a verdict about people.
enum class PeakState : std::uint8_t { None, Possible, SmallSample };
enum class TaskZone : std::uint8_t { Unknown, Low, Border, Enough };

// A count that may be published, or nothing.
using ShownCount = std::optional<std::int64_t>;

struct ScoreBin {
    int from = 0;
    int to = 0;
    ShownCount count;
};
struct BoundPeak {
    int mark = 0;
    int score = 0;
    PeakState state = PeakState::None;
};
struct ShownTask {
    std::string no;
    int max = 0;
    Level level = Level::None;
    std::string skill;
    std::optional<std::int64_t> percent;  // in hundredths: 6154 is 61,54 %
    TaskZone zone = TaskZone::Unknown;
};

// Derivable: whatever was left out, what a few pupils got would follow.
enum class HiddenWhy : std::uint8_t { Shown, Few, Parallel, Derivable };

struct ResultsView {
    HiddenWhy hidden = HiddenWhy::Shown;
    bool is_partial = false;  // something is kept back
    bool marks_need_bounds = false;  // the tables of marks, until the record has bounds
    bool tasks_need_scores = false;  // the percents of the tasks, until the record has scores
    bool scores_left_out = false;    // there are scores, but no histogram of them gives nobody away
    bool bounds_untold = false;      // nothing is said of the bounds: it would give somebody away
    ShownCount participants;
    ShownCount compared;      // those who have a mark in the journal
    bool has_matrix = false;
    std::array<std::array<ShownCount, result_marks>, result_marks> matrix;
    std::array<ShownCount, result_marks> journal;
    std::array<ShownCount, result_marks> work;
    ShownCount lowered;
    ShownCount confirmed;
    ShownCount raised;
    ShownCount gap;  // two marks and more
    std::vector<ScoreBin> bins;  // empty: no histogram is shown
    std::vector<BoundPeak> peaks;
    std::vector<ShownTask> tasks;
};

struct Results {
    int year = 0;
    Located<int> participants;
    Pairs<int, std::vector<Located<int>>> journal_vs_work;
    PrimaryScores primary;
    std::vector<ResultTask> tasks;
    InlineText comment;
    std::vector<Located<std::string>> topics;  // with their places: they may name a person
    ResultsView view;  // made by the site; the counts above are gone then
};

template <> const FieldTable<PrimaryScores>& field_table<PrimaryScores>();
template <> const FieldTable<ResultTask>& field_table<ResultTask>();
template <> const FieldTable<Results>& field_table<Results>();
Kind results_kind();

// Files of this kind hold what is never published: they are kept nowhere but where they stand.
bool holds_raw_counts(const Kind& kind);

MarkMatrix matrix_of(const Results& results);
// Nothing of the record but why.
ResultsView hidden_view(HiddenWhy why);
// What may be published of one record, and nothing else.
ResultsView publish_view(const Results& results, int min_cell);

}  // namespace vitrina
