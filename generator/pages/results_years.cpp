#include "pages/results_years.h"

#include <algorithm>
#include <cstdlib>

#include "kinds/results_figures.h"
#include "pages/results_tables.h"

namespace vitrina {

using stache::Object;
using stache::Value;
using stache::Values;

namespace {

// «2» became so much more frequent: worth a look, in hundredths of a percent (domain §2.7).
constexpr std::int64_t marked_growth = 1000;

struct Year {
    RecordId id{};
    const Results* results = nullptr;
    std::optional<MarkFigures> figures;
    bool is_kept_back = false;  // there are marks, and not all of them are shown
};

// The same work of the same parallel, or of the class of that letter.
std::vector<Year> years_of(const Site& site, RecordId id) {
    std::vector<Year> years;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const auto other = static_cast<RecordId>(i);
        if (site.records[i].kind->name != "results" ||
            site.records[i].common.classes.labels != site.at(id).common.classes.labels ||
            site.entries[i].subjects != site.entry(id).subjects ||
            site.entries[i].procedures != site.entry(id).procedures)
            continue;
        const Results& results = as<Results>(site.at(other));
        const auto work = all_shown(results.view.work);
        Year year{other, &results, std::nullopt,
                  results.view.hidden != HiddenWhy::Shown || results.view.marks_need_bounds};
        if (results.view.has_matrix) {
            year.figures = work ? mark_figures(*work) : std::nullopt;
            year.is_kept_back = !work;
        }
        years.push_back(year);
    }
    std::ranges::stable_sort(years, {}, [](const Year& year) { return year.results->year; });
    return years;
}

std::string signed_points(const Theme& theme, std::int64_t change) {
    return (change < 0 ? "−" : "+") + hundredths(theme, std::abs(change));
}

// What changed from one year to the next that both show.
Values changes_text(const Theme& theme, const std::vector<Year>& years) {
    Values sentences;
    const Year* before = nullptr;
    for (const Year& year : years) {
        if (!year.figures)
            continue;
        if (before != nullptr && before->results->year != year.results->year) {
            const std::string from = std::to_string(before->results->year);
            const std::string to = std::to_string(year.results->year);
            const std::int64_t change = year.figures->quality - before->figures->quality;
            sentences.emplace_back(theme.text(
                "results_change_quality",
                {from, hundredths(theme, before->figures->quality), to,
                 hundredths(theme, year.figures->quality), signed_points(theme, change)}));
            const std::int64_t growth = before->figures->success - year.figures->success;
            if (growth >= marked_growth)
                sentences.emplace_back(
                    theme.text("results_change_low", {from, to, hundredths(theme, growth)}));
        }
        before = &year;
    }
    return sentences;
}

}  // namespace

Value results_years_view(const PageMaker& page, RecordId id) {
    const Theme& theme = page.theme();
    const std::vector<Year> years = years_of(page.site(), id);
    if (years.size() < 2)
        return {};
    Values rows;
    std::vector<ChartBar> bars;
    bool has_bar = false;
    bool has_dash = false;
    for (const Year& year : years) {
        const auto text = [&](std::int64_t MarkFigures::*figure) {
            if (year.figures)
                return hundredths(theme, (*year.figures).*figure) + "\u00A0%";
            return year.is_kept_back ? std::string() : std::string(theme.text("results_nothing"));
        };
        const std::string number = std::to_string(year.results->year);
        rows.push_back(Object{
            {"link", page.record_link(year.id)},
            {"cells",
             Values{results_cell(number), results_cell(count_text(year.results->view.participants)),
                    results_cell(text(&MarkFigures::quality)),
                    results_cell(text(&MarkFigures::success))}}});
        has_bar = has_bar || year.figures;
        has_dash = has_dash || year.is_kept_back;
        if (!year.figures && !year.is_kept_back)
            continue;  // no marks, no column
        bars.push_back({number, year.figures ? ShownCount(year.figures->quality) : std::nullopt,
                        year.figures ? text(&MarkFigures::quality) : std::string()});
    }
    Value chart;
    if (has_bar)
        chart = chart_view(std::string(theme.text("results_years_chart")), bars);
    return Object{{"sentences", changes_text(theme, years)},
                  {"kept_back", has_dash ? std::string(theme.text("results_years_kept_back"))
                                         : std::string()},
                  {"chart", std::move(chart)},
                  {"rows", std::move(rows)}};
}

}  // namespace vitrina
