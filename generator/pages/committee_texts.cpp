#include "pages/committee_texts.h"

#include <algorithm>

#include "base/text.h"
#include "pages/classes_text.h"

namespace vitrina {
namespace {

std::string with_capital(const std::string& text) {
    if (text.empty())
        return text;
    const std::size_t first = code_point_at(text, 0).length;
    return to_upper(text.substr(0, first)) + text.substr(first);
}

std::string model_name(const Theme& theme, const std::string& english) {
    for (const Word<MarkingModel>& word : word_list<MarkingModel>())
        if (word.en == english)
            return std::string(theme.language() == Language::Russian ? word.ru : word.en);
    return english;
}

constexpr std::size_t shown_text = 160;

// `prefix` is `diff_` or `change_`.
std::string differing_text(const Theme& theme, const std::string& prefix, const Difference& one) {
    std::string key = prefix + std::string(differing_word(one.what));
    std::vector<std::string> args = {one.mark != 0 ? std::to_string(one.mark) : one.name,
                                     shorten(one.ours, shown_text),
                                     shorten(one.theirs, shown_text)};
    if (one.what == Differing::Model)
        args = {"", model_name(theme, one.ours), model_name(theme, one.theirs)};
    if (one.what == Differing::Condition)
        key += one.theirs.empty() ? "_less" : "_more";
    if (one.what == Differing::NoMark)
        key += one.theirs.empty() ? "_less" : "_more";
    return theme.text(key, args);
}

}  // namespace

std::vector<SchoolSlice> slices_of(const Committee& committee) {
    std::vector<SchoolSlice> slices;
    for (std::size_t first = 0; first == 0 || first < committee.schools.size();
         first += schools_per_page)
        slices.push_back({slices.size() + 1, first,
                          std::min(schools_per_page, committee.schools.size() - first)});
    return slices;
}

std::string slice_url(const std::string& base, std::size_t number) {
    return number <= 1 ? base : base + "p/" + std::to_string(number) + "/";
}

std::string school_url(const SchoolFacts& facts) {
    return "/schools/" + facts.school->id.value + "/";
}

std::string school_name(const SchoolFacts& facts) {
    return facts.school->name;
}

std::string official_name(const SchoolFacts& facts) {
    const School& school = *facts.school;
    return school.legal_form.empty() ? school.name : school.legal_form + " «" + school.name + "»";
}

std::string subject_url(const ReferenceItem& item) {
    return "/comparison/" +
           (item.kind == ItemKind::Rule ? transliterate_path(item.subject) : "vesa") + "/";
}

std::string subject_title(const Theme& theme, const ReferenceItem& item) {
    return item.kind == ItemKind::Rule ? item.subject
                                       : std::string(theme.text("comparison_weights"));
}

std::string work_title(const Theme& theme, const std::string& work) {
    return with_capital(work == "*" ? std::string(theme.text("criteria_any_work")) : work);
}

std::string item_title(const Theme& theme, const ReferenceItem& item) {
    if (item.kind != ItemKind::Rule)
        return std::string(theme.text(item.kind == ItemKind::Weights ? "comparison_work_weights"
                                                                     : "comparison_work_term"));
    std::string title = work_title(theme, item.work);
    for (const std::string& word : {item.group, item.programme})
        if (!word.empty())
            title += ", " + word;
    return title;
}

std::string classes_name(const Theme& theme, const std::vector<ClassLabel>& classes) {
    return classes_text(theme, ClassList{classes, {}});
}

std::string verdict_text(const Theme& theme, Verdict verdict) {
    return std::string(theme.text("verdict_" + std::string(verdict_word(verdict))));
}

std::string difference_text(const Theme& theme, const Difference& difference) {
    return differing_text(theme, "diff_", difference);
}

std::string change_text(const Theme& theme, const Difference& difference) {
    return differing_text(theme, "change_", difference);
}

std::string change_title(const Theme& theme, const SchoolChange& change) {
    constexpr std::string_view keys[] = {"change_kind_first", "change_kind_added",
                                         "change_kind_removed", "change_kind_changed"};
    return theme.text(keys[static_cast<std::size_t>(change.kind)], {change.title});
}

std::string why_text(const Theme& theme, const SchoolFacts& facts, const CellFact& cell) {
    if (cell.found == CellFact::no_rule) {
        const auto& criteria =
            facts.elements[static_cast<std::size_t>(CoverageElement::Criteria)];
        return std::string(theme.text(criteria.state == CoverageState::Document
                                          ? "why_document"
                                          : "why_missing"));
    }
    std::string text;
    for (const Difference& difference : facts.found[cell.found].why)
        text += (text.empty() ? "" : "; ") + difference_text(theme, difference);
    return text.empty() ? std::string(theme.text("why_same")) : text;
}

std::string element_title(const Theme& theme, std::size_t element) {
    const auto& words = word_list<CoverageElement>();
    return std::string(theme.text("element_" + std::string(words[element].en)));
}

ReportCell element_cell(const Theme& theme, const ElementFact& fact) {
    ReportCell cell;
    cell.state = coverage_state_word(fact.state);
    cell.text = theme.text("coverage_" + cell.state);
    cell.url = fact.url;
    cell.date = fact.date;
    if (fact.count > 1)
        cell.hint = theme.text("coverage_count", {std::to_string(fact.count)});
    return cell;
}

ReportCell state_cell(const Theme& theme, const SchoolFacts& facts) {
    ReportCell cell;
    cell.state = school_state_word(facts.state);
    cell.text = theme.text("school_state_" + cell.state);
    return cell;
}

Date day_of(std::int64_t seconds) {
    return seconds == 0 ? Date{} : utc_date_time(seconds).date;
}

std::string source_url(const SchoolFacts& facts, std::size_t file, const std::string& anchor) {
    const std::string& url = facts.files[file].url;
    return url.empty() || anchor.empty() ? url : url + "#" + anchor;
}

std::vector<ClassRun> runs_of(const SchoolFacts& facts, const ReferenceItem& item) {
    std::vector<ClassRun> runs;
    if (facts.cells.empty())
        return runs;
    for (std::size_t i = 0; i < item.classes.size(); ++i) {
        const CellFact& cell = facts.cells[item.first_cell + i];
        if (runs.empty() || runs.back().cell.verdict != cell.verdict ||
            runs.back().cell.found != cell.found)
            runs.push_back({{}, cell});
        runs.back().classes.push_back(item.classes[i]);
    }
    return runs;
}

std::vector<ReportBar> verdict_bars(const Theme& theme, std::span<const SchoolFacts> schools) {
    std::vector<ReportBar> bars;
    for (std::size_t i = 0; i + 1 < verdict_count; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        std::size_t count = 0;
        for (const SchoolFacts& facts : schools)
            count += facts.count(verdict);
        bars.push_back({verdict_text(theme, verdict), std::string(verdict_word(verdict)), count});
    }
    return bars;
}

PageFrame committee_frame(const PageWorld& world, std::string url, std::string title) {
    PageFrame frame;
    frame.url = std::move(url);
    frame.title = std::move(title);
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    return frame;
}

void add_report(const PageWorld& world,
                std::string url,
                std::function<Rendered()> render,
                Outputs& outputs) {
    Output output;
    output.path = output_path(url);
    const auto id = world.site.find(schools_record_id);
    output.origin = id ? world.site.at(*id).place({}) : Place{};
    output.render = [render = std::move(render)](const PublishedFiles&) { return render(); };
    outputs.push_back(std::move(output));
}

void add_file(std::string path, std::function<std::string()> make, Outputs& outputs) {
    Output output;
    output.path = std::move(path);
    output.catalogued = true;
    output.render = [make = std::move(make)](const PublishedFiles&) {
        Rendered rendered;
        rendered.bytes = make();
        return rendered;
    };
    outputs.push_back(std::move(output));
}

}  // namespace vitrina
