#include "kinds/results.h"

#include <algorithm>

#include "base/text.h"
#include "base/year_ids.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

constexpr int most_people = 100'000;

bool is_upper(std::uint32_t letter) {
    return (letter >= 0x410 && letter <= 0x42F) || letter == 0x401;
}
bool is_lower(std::uint32_t letter) {
    return (letter >= 0x430 && letter <= 0x44F) || letter == 0x451;
}

// Letters of a text as numbers, so that a surname with initials can be looked for.
std::vector<std::uint32_t> letters_of(std::string_view text) {
    std::vector<std::uint32_t> letters;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint letter = code_point_at(text, i);
        letters.push_back(letter.value);
        i += letter.length;
    }
    return letters;
}

// `X. Y.` or `X.Y.` at `at`; its length, or 0.
std::size_t initials_at(const std::vector<std::uint32_t>& text, std::size_t at) {
    const auto is = [&](std::size_t i, std::uint32_t letter) {
        return i < text.size() && text[i] == letter;
    };
    if (at + 1 >= text.size() || !is_upper(text[at]) || !is(at + 1, '.'))
        return 0;
    std::size_t next = at + 2;
    if (is(next, ' ') || is(next, 0xA0))
        ++next;
    if (next >= text.size() || !is_upper(text[next]) || !is(next + 1, '.'))
        return 0;
    return next + 2 - at;
}

// «Иванова А. П.» or «А. П. Иванова»; empty when nobody is named.
std::string find_person(std::string_view text) {
    const std::vector<std::uint32_t> letters = letters_of(text);
    const auto is_surname = [&](std::size_t at) {
        return at + 1 < letters.size() && is_upper(letters[at]) && is_lower(letters[at + 1]);
    };
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const std::size_t length = initials_at(letters, i);
        if (length == 0)
            continue;
        std::size_t after = i + length;
        while (after < letters.size() && (letters[after] == ' ' || letters[after] == 0xA0))
            ++after;
        std::size_t before = i;
        while (before > 0 && (letters[before - 1] == ' ' || letters[before - 1] == 0xA0))
            --before;
        const bool is_behind_name = before < i && before > 1 && is_lower(letters[before - 1]);
        if (is_surname(after) || is_behind_name)
            return shorten(text, 60);
    }
    return {};
}

void check_person(const Record& record, const MappedText& text, Diagnostics& out) {
    const std::string person = find_person(flatten_markdown(text.text));
    if (!person.empty())
        out.error(ids::results_person, record.place(text.span), person);
}

void check_count(const Record& record, const Located<int>& count, Diagnostics& out) {
    if (count.value < 0 || count.value > most_people)
        out.error(ids::results_count, record.place(count.span), count.value);
}

bool check_matrix(const Record& record, const Results& results, Diagnostics& out) {
    std::int64_t sum = 0;
    bool good = true;
    for (const auto& [mark, counts] : results.journal_vs_work.items) {
        const bool is_row = mark.value >= lowest_result_mark &&
                            mark.value < lowest_result_mark + static_cast<int>(result_marks) &&
                            counts.size() == result_marks;
        if (!is_row) {
            out.error(ids::results_matrix, record.place(mark.span));
            good = false;
        }
        for (const Located<int>& count : counts) {
            check_count(record, count, out);
            sum += count.value;
        }
    }
    if (good && !results.journal_vs_work.empty() && sum > results.participants.value) {
        out.error(ids::results_sum, record.place(results.participants.span), sum,
                  results.participants.value);
        good = false;
    }
    return good;
}

std::vector<int> sorted_bounds(const PrimaryScores& primary) {
    std::vector<std::pair<int, int>> marks;
    for (const auto& [mark, bound] : primary.bounds.items)
        marks.emplace_back(mark.value, bound.value);
    std::ranges::sort(marks);
    std::vector<int> bounds;
    for (const auto& [mark, bound] : marks)
        bounds.push_back(bound);
    return bounds;
}

bool check_bounds(const Record& record, const PrimaryScores& primary, Diagnostics& out) {
    if (primary.bounds.empty())
        return true;
    const std::vector<int> bounds = sorted_bounds(primary);
    bool good = bounds.size() + 1 == result_marks && bounds.front() >= 1 &&
                bounds.back() <= primary.max.value &&
                std::ranges::adjacent_find(bounds, std::ranges::greater_equal{}) == bounds.end();
    for (const auto& [mark, bound] : primary.bounds.items)
        good = good && mark.value >= 3 && mark.value <= 5;
    if (!good)
        out.error(ids::results_bounds, record.place(primary.bounds.items.front().first.span));
    return good;
}

bool check_scores(const Record& record, const Results& results, Diagnostics& out) {
    const PrimaryScores& primary = results.primary;
    if (primary.counts.empty())
        return check_bounds(record, primary, out);
    std::int64_t sum = 0;
    for (const Located<int>& count : primary.counts) {
        check_count(record, count, out);
        sum += count.value;
    }
    const Place place = record.place(primary.max.span);
    if (static_cast<int>(primary.counts.size()) != primary.max.value + 1) {
        out.error(ids::results_scores, place, primary.counts.size(), primary.max.value,
                  primary.max.value + 1);
        return false;
    }
    if (sum != results.participants.value) {
        out.error(ids::results_sum, record.place(results.participants.span), sum,
                  results.participants.value);
        return false;
    }
    return check_bounds(record, primary, out);
}

// By the scores and by the table as many pupils have each mark; those without a mark in the journal
// stand in the scores alone.
void check_bands(const Record& record, const Results& results, Diagnostics& out) {
    const PrimaryScores& primary = results.primary;
    if (primary.counts.empty() || primary.bounds.empty() || results.journal_vs_work.empty())
        return;
    const MarkMatrix matrix = matrix_of(results);
    std::vector<int> bounds = sorted_bounds(primary);
    bounds.push_back(primary.max.value + 1);
    std::int64_t compared = 0;
    for (const auto& row : matrix)
        for (const std::int64_t count : row)
            compared += count;
    int from = 0;
    for (std::size_t mark = 0; mark < result_marks; ++mark) {
        std::int64_t by_scores = 0;
        for (int score = from; score < bounds[mark]; ++score)
            by_scores += primary.counts[static_cast<std::size_t>(score)].value;
        from = bounds[mark];
        std::int64_t by_table = 0;
        for (const auto& row : matrix)
            by_table += row[mark];
        const bool all_compared = compared == results.participants.value;
        if (by_table > by_scores || (all_compared && by_table != by_scores)) {
            out.error(ids::results_bands, record.place(primary.span.end == 0
                                                           ? results.participants.span
                                                           : Span{primary.span.begin,
                                                                  primary.span.begin + 1}),
                      by_scores, lowest_result_mark + static_cast<int>(mark), by_table);
            return;
        }
    }
}

void check_tasks(const Record& record, const Results& results, Diagnostics& out) {
    for (const ResultTask& task : results.tasks) {
        check_count(record, task.sum, out);
        const std::int64_t most = std::int64_t{task.max.value} * results.participants.value;
        if (task.max.value < 1 || task.sum.value > most)
            out.error(ids::results_task, record.place(task.sum.span), task.no, task.sum.value, most);
        check_person(record, task.skill.text, out);
    }
}

void check_results(Record& record, CheckContext& context) {
    const Results& results = as<Results>(record);
    const Common& common = record.common;
    for (const MappedText* text : {&common.title.text, &common.summary.text, &common.intro.text,
                                   &common.notes.text, &results.comment.text})
        check_person(record, *text, context.out);
    check_count(record, results.participants, context.out);
    const bool matrix = check_matrix(record, results, context.out);
    const bool scores = check_scores(record, results, context.out);
    if (matrix && scores)
        check_bands(record, results, context.out);
    check_tasks(record, results, context.out);
}

JsonValue shown(const ShownCount& count) {
    return count ? JsonValue::number(*count) : JsonValue();
}

JsonValue shown_row(const std::array<ShownCount, result_marks>& row) {
    JsonArray cells;
    for (const ShownCount& count : row)
        cells.push_back(shown(count));
    return cells;
}

void encode_view(const ResultsView& view, JsonObject& to) {
    if (view.is_partial)
        to.add("suppressed", true);
    if (view.hidden != HiddenWhy::Shown)
        return;
    to.add("participants", shown(view.participants));
    if (view.has_matrix) {
        to.add("compared", shown(view.compared));
        JsonObject matrix;
        for (std::size_t i = 0; i < result_marks; ++i)
            matrix.add(std::to_string(lowest_result_mark + static_cast<int>(i)),
                       shown_row(view.matrix[i]));
        to.add("journal_vs_work", std::move(matrix));
        to.add("journal", shown_row(view.journal));
        to.add("work", shown_row(view.work));
        to.add("lowered", shown(view.lowered));
        to.add("confirmed", shown(view.confirmed));
        to.add("raised", shown(view.raised));
        to.add("gap", shown(view.gap));
    }
    JsonArray bins;
    for (const ScoreBin& bin : view.bins) {
        JsonObject one;
        one.add("from", JsonValue::number(bin.from));
        one.add("to", JsonValue::number(bin.to));
        one.add("count", shown(bin.count));
        bins.push_back(std::move(one));
    }
    to.add_unless_empty("scores", std::move(bins));
    JsonArray tasks;
    for (const ShownTask& task : view.tasks) {
        JsonObject one;
        one.add("no", task.no);
        one.add("max", JsonValue::number(task.max));
        one.add_unless_empty("skill", task.skill);
        // Hundredths of a percent: a whole number has no point to lose.
        one.add("percent_100", task.percent ? JsonValue::number(*task.percent) : JsonValue());
        tasks.push_back(std::move(one));
    }
    to.add_unless_empty("tasks", std::move(tasks));
}

JsonObject nullable(std::string_view type) {
    JsonObject object;
    object.add("type", JsonArray{type, "null"});
    return object;
}

JsonObject array_of(JsonObject item) {
    JsonObject array = typed_schema("array");
    array.add("items", std::move(item));
    return array;
}

void describe_view(JsonObject& properties) {
    properties.add("suppressed", typed_schema("boolean"));
    for (const char* name :
         {"participants", "compared", "lowered", "confirmed", "raised", "gap"})
        properties.add(name, nullable("integer"));
    JsonObject matrix = typed_schema("object");
    matrix.add("additionalProperties", array_of(nullable("integer")));
    properties.add("journal_vs_work", std::move(matrix));
    for (const char* name : {"journal", "work"})
        properties.add(name, array_of(nullable("integer")));
    JsonObject bin;
    bin.add("from", typed_schema("integer"));
    bin.add("to", typed_schema("integer"));
    bin.add("count", nullable("integer"));
    properties.add("scores", array_of(object_schema(std::move(bin), {"from", "to", "count"})));
    JsonObject task;
    task.add("no", typed_schema("string"));
    task.add("max", typed_schema("integer"));
    task.add("skill", typed_schema("string"));
    task.add("percent_100", nullable("integer"));
    properties.add("tasks", array_of(object_schema(std::move(task), {"no", "max", "percent_100"})));
}

}  // namespace

template <>
const FieldTable<PrimaryScores>& field_table<PrimaryScores>() {
    static const FieldTable<PrimaryScores> table = {
        {field("max", &PrimaryScores::max, {"наибольший первичный балл", "highest score"}).required(),
         field("bounds", &PrimaryScores::bounds,
               {"наименьшие баллы «3», «4», «5»", "lowest scores of the marks"}),
         field("counts", &PrimaryScores::counts,
               {"сколько учеников набрали каждый балл от 0", "how many have each score from 0"})
             .with_alias("count")},
        "",
    };
    return table;
}

template <>
const FieldTable<ResultTask>& field_table<ResultTask>() {
    static const FieldTable<ResultTask> table = {
        {field("no", &ResultTask::no, {"номер задания", "number"}).required(),
         field("max", &ResultTask::max, {"наибольший балл", "highest points"}).required(),
         field("level", &ResultTask::level, {"уровень: Б, П, В", "level"}),
         field("sum", &ResultTask::sum, {"сумма баллов всех участников", "points of all"}).required(),
         field("skill", &ResultTask::skill, {"что проверяет", "what it tests"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Results>& field_table<Results>() {
    static const FieldTable<Results> table = {
        {field("year", &Results::year, {"год проведения", "year"}).required(),
         field("participants", &Results::participants, {"сколько писали", "participants"})
             .required()
             .hidden(),
         field("journal_vs_work", &Results::journal_vs_work,
               {"отметки журнала (строки) и за работу (столбцы 2–5)", "journal against the work"})
             .hidden(),
         field("primary", &Results::primary, {"первичные баллы", "primary scores"}).hidden(),
         field("tasks", &Results::tasks, {"задания", "tasks"}).with_alias("task").hidden(),
         field("comment", &Results::comment, {"пояснение школы", "comment of the school"})},
        "",
    };
    return table;
}

Kind results_kind() {
    Kind kind = make_kind<Results>({.name = "results",
                                    .folder = "results",
                                    .form = FileForm::Yaml,
                                    .has_json = true,
                                    .doc = {"результаты процедуры", "results of a procedure"}},
                                   check_results);
    const auto encode_fields_of = kind.encode;
    kind.encode = [encode_fields_of](const Record& record, const EncodeContext& context,
                                     JsonObject& to) {
        encode_fields_of(record, context, to);
        encode_view(as<Results>(record).view, to);
    };
    const auto schema_of_fields = kind.schema;
    kind.schema = [schema_of_fields](SchemaForm form) {
        JsonValue schema = schema_of_fields(form);
        if (form == SchemaForm::Published)
            for (JsonMember& member : schema.as_object()->members)
                if (member.first == "properties")
                    describe_view(*member.second.as_object());
        return schema;
    };
    return kind;
}

}  // namespace vitrina
