#include "kinds/results.h"

#include "kinds/results_checks.h"

namespace vitrina {
namespace {

JsonValue shown(const ShownCount& count) {
    return count ? JsonValue::number(*count) : JsonValue();
}

JsonValue shown_row(const std::array<ShownCount, result_marks>& row) {
    JsonArray cells;
    for (const ShownCount& count : row)
        cells.push_back(shown(count));
    return cells;
}

std::string_view hidden_word(HiddenWhy why) {
    return why == HiddenWhy::Few ? "few" : why == HiddenWhy::Parallel ? "parallel" : "derivable";
}

std::string_view peak_word(PeakState state) {
    switch (state) {
        case PeakState::Possible: return "possible";
        case PeakState::SmallSample: return "small_sample";
        case PeakState::None: break;
    }
    return "none";
}

std::string_view zone_word(TaskZone zone) {
    switch (zone) {
        case TaskZone::Low: return "low";
        case TaskZone::Border: return "border";
        case TaskZone::Enough: return "enough";
        case TaskZone::Unknown: break;
    }
    return {};
}

std::string_view level_word(Level level) {
    for (const auto& word : word_list<Level>())
        if (word.value == level)
            return word.en;
    return {};
}

void encode_view(const ResultsView& view, JsonObject& to) {
    if (view.is_partial)
        to.add("suppressed", true);
    if (view.hidden != HiddenWhy::Shown) {
        to.add("hidden", hidden_word(view.hidden));
        return;
    }
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
    JsonArray peaks;
    for (const BoundPeak& peak : view.peaks) {
        JsonObject one;
        one.add("mark", JsonValue::number(peak.mark));
        one.add("score", JsonValue::number(peak.score));
        one.add("peak", peak_word(peak.state));
        peaks.push_back(std::move(one));
    }
    to.add_unless_empty("bounds", std::move(peaks));
    JsonArray tasks;
    for (const ShownTask& task : view.tasks) {
        JsonObject one;
        one.add("no", task.no);
        one.add("max", JsonValue::number(task.max));
        one.add_unless_empty("level", level_word(task.level));
        one.add_unless_empty("skill", task.skill);
        // Hundredths of a percent: a whole number has no point to lose.
        one.add("percent_100", task.percent ? JsonValue::number(*task.percent) : JsonValue());
        one.add_unless_empty("zone", zone_word(task.zone));
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

JsonObject one_of(std::initializer_list<std::string_view> words) {
    JsonObject word = typed_schema("string");
    JsonArray all;
    for (const std::string_view one : words)
        all.push_back(one);
    word.add("enum", std::move(all));
    return word;
}

void describe_view(JsonObject& properties) {
    properties.add("suppressed", typed_schema("boolean"));
    properties.add("hidden", one_of({"few", "parallel", "derivable"}));
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
    JsonObject bound;
    bound.add("mark", typed_schema("integer"));
    bound.add("score", typed_schema("integer"));
    bound.add("peak", one_of({"none", "possible", "small_sample"}));
    properties.add("bounds", array_of(object_schema(std::move(bound), {"mark", "score", "peak"})));
    JsonObject task;
    task.add("no", typed_schema("string"));
    task.add("max", typed_schema("integer"));
    task.add("level", one_of({"basic", "advanced", "high"}));
    task.add("skill", typed_schema("string"));
    task.add("percent_100", nullable("integer"));
    task.add("zone", one_of({"low", "border", "enough"}));
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
         field("comment", &Results::comment, {"пояснение школы", "comment of the school"}),
         field("topics", &Results::topics, {"темы", "topics"}).with_alias("topic")},
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

bool holds_raw_counts(const Kind& kind) {
    return kind.name == "results";
}

}  // namespace vitrina
