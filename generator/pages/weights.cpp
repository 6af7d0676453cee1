#include "pages/weights.h"

#include <algorithm>
#include <set>

#include "kinds/weights.h"
#include "pages/appeal.h"
#include "pages/calculators.h"
#include "pages/classes_text.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Of a pupil whose marks are shown beside a bad one, if the rule does not demand more.
constexpr std::size_t usual_marks = 3;
constexpr std::size_t most_marks = 100;

std::string quoted(int mark) {
    return "«" + std::to_string(mark) + "»";
}

// One file of weights while its page is made.
struct WeightsOnPage {
    PageMaker& page;
    const Weights& weights;
    TermRule rule;

    const Theme& theme() const { return page.theme(); }
    const std::vector<int>& marks() const { return page.site().config.marks; }
    std::string number(const Decimal& value) const { return number_text(theme(), value); }
};

Value weights_table(const WeightsOnPage& on) {
    Values rows;
    for (const auto& [work, weight] : on.weights.weights.items)
        rows.push_back(Object{{"work", work.value.name}, {"weight", on.number(weight)}});
    return rows;
}

// For whom: classes, and subjects with their exceptions.
Value scope_view(const WeightsOnPage& on) {
    const auto joined = [](const std::vector<SubjectName>& subjects) {
        std::string text;
        for (const SubjectName& subject : subjects)
            text += (text.empty() ? "" : ", ") + subject.name;
        return text;
    };
    const WeightsScope& scope = on.weights.applies;
    const std::string classes = classes_text(on.theme(), scope.classes);
    return Object{
        {"classes", classes.empty() ? on.theme().text("weights_all_classes") : classes},
        {"subjects", scope.subjects.empty() ? std::string(on.theme().text("weights_all_subjects"))
                                            : joined(scope.subjects)},
        {"except", joined(scope.except_subjects)}};
}

// «5»: 4,65–5.
Value bands_view(const WeightsOnPage& on) {
    if (on.marks().empty())
        return Values{};
    BandLimits limits;
    limits.lowest_mark = on.rule.lowest_mark;
    limits.least = Decimal::of(on.rule.lowest_mark);
    limits.most = Decimal::of(std::ranges::max(on.marks()));
    limits.digits = on.rule.digits;
    Values bands;
    for (const Band& band : scale_bands(on.rule.thresholds, limits))
        bands.push_back(Object{{"mark", quoted(band.mark)},
                               {"from", on.number(band.from)},
                               {"to", on.number(band.to)}});
    return bands;
}

Value example_view(const WeightsOnPage& on, const WeightsExample& example, std::size_t number) {
    const MeanSteps steps = work_example(on.weights, example, on.marks());
    Values rows;
    std::size_t step = 0;
    for (const ExampleMark& one : example.marks) {
        const Decimal* weight = weight_of(on.weights, one.work.name);
        if (weight == nullptr)
            continue;
        const WeightedMark& mark = steps.marks[step++];
        rows.push_back(Object{{"work", one.work.name},
                              {"mark", std::to_string(mark.mark)},
                              {"weight", on.number(*weight)},
                              {"product", on.number(Decimal::of(mark.mark) * *weight)}});
    }
    Object view;
    view.add("id", "example-" + std::to_string(number));
    view.add("title", on.theme().text("weights_example", {std::to_string(number)}));
    view.add("rows", std::move(rows));
    view.add("marks_sum", on.number(steps.sum.marks));
    view.add("weights_sum", on.number(steps.sum.weights));
    view.add("formula",
             mean_formula(steps, on.theme().language() == Language::Russian ? ',' : '.'));
    view.add("result",
             steps.mark ? on.theme().text("weights_result", {std::to_string(*steps.mark)})
                        : on.theme().text("weights_too_few", {std::to_string(on.rule.min_marks)}));
    return view;
}

Values examples_view(const WeightsOnPage& on) {
    Values examples;
    for (const WeightsExample& example : on.weights.examples)
        if (!example.marks.empty())
            examples.push_back(example_view(on, example, examples.size() + 1));
    return examples;
}

Values boundaries_view(const WeightsOnPage& on) {
    Values cases;
    for (const BoundaryCase& one : boundary_cases(on.rule))
        cases.push_back(Object{{"below", on.number(one.below)},
                               {"mark_below", quoted(one.mark_below)},
                               {"at", on.number(one.at)},
                               {"mark_at", quoted(one.mark_at)}});
    return cases;
}

std::string needed_text(const Theme& theme, const std::optional<int>& needed) {
    if (!needed)
        return std::string(theme.text("weights_never"));
    return *needed == 0 ? std::string(theme.text("weights_not_needed")) : std::to_string(*needed);
}

// A pupil has some good marks of the middle weight and gets a bad one: how many best marks bring
// the term's mark back.
Value repair_view(const WeightsOnPage& on) {
    std::set<Decimal> distinct;
    for (const auto& [work, weight] : on.weights.weights.items)
        distinct.insert(weight);
    if (distinct.empty() || on.marks().size() < 3)
        return {};
    const std::vector<Decimal> weights(distinct.rbegin(), distinct.rend());
    const Decimal middle = weights[weights.size() / 2];
    const int good = on.marks()[1];
    const std::size_t count = std::clamp(on.rule.min_marks, usual_marks, most_marks);
    const MarkSum start = sum_marks(std::vector<WeightedMark>(count, WeightedMark{good, middle}));
    const RepairMarks marks{on.marks().back(), on.marks().front()};
    const RepairTable table = repair_table(start, weights, marks, on.rule);
    Values columns;
    for (const Decimal& weight : table.weights)
        columns.emplace_back(on.number(weight));
    Values rows;
    for (const RepairRow& row : table.rows) {
        Values cells;
        for (const std::optional<int>& needed : row.needed)
            cells.emplace_back(needed_text(on.theme(), needed));
        rows.push_back(Object{{"weight", on.number(row.weight)},
                              {"mark", quoted(row.mark)},
                              {"cells", std::move(cells)}});
    }
    const std::vector<std::string> words = {std::to_string(count), quoted(good),
                                            on.number(middle),     quoted(table.mark),
                                            quoted(marks.bad),     quoted(marks.good)};
    return Object{{"text", on.theme().text("weights_repair_text", words)},
                  {"caption", on.theme().text("weights_repair_caption", words)},
                  {"columns", std::move(columns)},
                  {"span", std::to_string(table.weights.size())},
                  {"rows", std::move(rows)}};
}

Value year_view(const WeightsOnPage& on) {
    const YearRule& year = on.weights.year;
    if (year.from.empty() && year.rule.empty())
        return {};
    return Object{{"from", on.page.inline_html(year.from)},
                  {"rule", on.page.inline_html(year.rule)}};
}

std::string rounding_text(const WeightsOnPage& on) {
    const std::string mode(word_of(on.rule.rounding, Language::English));
    return on.theme().text("weights_rounding", {std::to_string(on.rule.digits),
                                                std::string(on.theme().text("rounding_" + mode))});
}

Rendered render_weights(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Weights& weights = as<Weights>(record);
    PageMaker page(world, record_frame(world.site, world.theme, id), &record);
    const WeightsOnPage on{page, weights, term_rule_of(weights, world.site.config.marks)};
    Object view;
    view.add("record", record_view(page, id));
    view.add("scope", scope_view(on));
    view.add("period", page.inline_html(weights.period));
    view.add("min_marks",
             on.rule.min_marks > 0
                 ? world.theme.text("weights_min_marks", {std::to_string(on.rule.min_marks)})
                 : std::string());
    view.add("rounding", rounding_text(on));
    view.add("weights", weights_table(on));
    view.add("calculator", marks_calculator_view(page, weights));
    view.add("bands", bands_view(on));
    view.add("boundaries", boundaries_view(on));
    view.add("examples", examples_view(on));
    view.add("repair", repair_view(on));
    view.add("year", year_view(on));
    view.add("appeal", appeal_view(page));
    return page.finish("weights", std::move(view));
}

Shape example_shape() {
    const Shape row = Shape::object("example mark", {
        {"work", Shape::text(), "Kind of work.", "устный ответ"},
        {"mark", Shape::text(), "The mark.", "5"},
        {"weight", Shape::text(), "Its weight.", "3"},
        {"product", Shape::text(), "Mark times weight.", "15"},
    });
    return Shape::object("example", {
        {"id", Shape::text(), "Id of the caption.", "example-1"},
        {"title", Shape::text(), "Its name.", "Пример 1"},
        {"rows", Shape::list(row), "The marks.", ""},
        {"marks_sum", Shape::text(), "Sum of the products.", "40"},
        {"weights_sum", Shape::text(), "Sum of the weights.", "9"},
        {"formula", Shape::text(), "The whole calculation.", "… = 40 : 9 ≈ 4,44 → «4»"},
        {"result", Shape::text(), "What follows.", "Отметка за период — «4»."},
    });
}

Shape repair_shape() {
    const Shape row = Shape::object("repair row", {
        {"weight", Shape::text(), "Weight of the bad mark.", "5"},
        {"mark", Shape::text(), "What the term's mark becomes.", "«3»"},
        {"cells", Shape::list(Shape::text()), "Best marks needed, by their weight.", "2"},
    });
    return Shape::object("repair", {
        {"text", Shape::text(), "What is assumed.", ""},
        {"caption", Shape::text(), "Name of the table.", ""},
        {"columns", Shape::list(Shape::text()), "Weights of the best marks.", "5"},
        {"span", Shape::text(), "How many they are.", "4"},
        {"rows", Shape::list(row), "By the weight of the bad mark.", ""},
    });
}

}  // namespace

Shape weights_page_shape(const Theme& theme) {
    const Shape scope = Shape::object("scope", {
        {"classes", Shape::text(), "Classes.", "5–9 классы"},
        {"subjects", Shape::text(), "Subjects.", "все предметы"},
        {"except", Shape::text(), "Subjects left out; may be empty.", "Физическая культура"},
    });
    const Shape weight = Shape::object("weight", {
        {"work", Shape::text(), "Kind of work.", "контрольная работа"},
        {"weight", Shape::text(), "What it weighs.", "5"},
    });
    const Shape band = Shape::object("band of means", {
        {"mark", Shape::text(), "The mark.", "«5»"},
        {"from", Shape::text(), "Lowest mean.", "4,65"},
        {"to", Shape::text(), "Highest mean.", "5"},
    });
    const Shape boundary = Shape::object("boundary", {
        {"below", Shape::text(), "A mean just below.", "4,64"},
        {"mark_below", Shape::text(), "Its mark.", "«4»"},
        {"at", Shape::text(), "The threshold.", "4,65"},
        {"mark_at", Shape::text(), "Its mark.", "«5»"},
    });
    const Shape year = Shape::object("year's mark", {
        {"from", Shape::html(), "From which marks; may be empty.", "четвертные отметки"},
        {"rule", Shape::html(), "How; may be empty.", "среднее арифметическое"},
    });
    return page_shape(theme, Shape::object("weights page", {
        record_shape(),
        {"scope", scope, "For whom.", ""},
        {"period", Shape::html(), "For which term; may be empty.", "четверть"},
        {"min_marks", Shape::text(), "How many marks are needed; may be empty.", ""},
        {"rounding", Shape::text(), "How the mean is rounded.", ""},
        {"weights", Shape::list(weight), "The weights.", ""},
        marks_calculator_shape(),
        {"bands", Shape::list(band), "Means and marks, the best first.", ""},
        {"boundaries", Shape::list(boundary), "Boundary cases.", ""},
        {"examples", Shape::list(example_shape()), "Examples worked through.", ""},
        {"repair", repair_shape(), "What repairs a bad mark.", "", Presence::Optional},
        {"year", year, "The year's mark.", "", Presence::Optional},
        appeal_shape(),
    }));
}

void plan_weights_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "weights")
            continue;
        const auto id = static_cast<RecordId>(i);
        Output output;
        output.path = output_path(world.site.entry(id).url);
        output.origin = record.place({});
        output.render = [&world, id](const PublishedFiles&) { return render_weights(world, id); };
        outputs.push_back(std::move(output));
    }
}

}  // namespace vitrina
