// One record of criteria as readers see it: the scale, the parts, the errors, the descriptions.
#include <algorithm>

#include "base/text.h"
#include "pages/calculators.h"
#include "pages/classes_text.h"
#include "pages/criteria_parts.h"
#include "pages/marking_scheme.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string quoted(int mark) {
    return "«" + std::to_string(mark) + "»";
}

std::string with_capital(const std::string& text) {
    if (text.empty())
        return text;
    const std::size_t first = code_point_at(text, 0).length;
    return to_upper(text.substr(0, first)) + text.substr(first);
}

std::string range_text(const Theme& theme, const Decimal& from, const Decimal& to) {
    if (from == to)
        return number_text(theme, from);
    return number_text(theme, from) + "–" + number_text(theme, to);
}

// «85 %»: the percent that the author gave for a mark; empty for scales in points.
std::string percent_of(const Theme& theme, const MarkingRule& rule, int mark) {
    for (const auto& [key, percent] : rule.scale_percent.items)
        if (key.value == mark)
            return theme.text("criteria_percent", {number_text(theme, percent)});
    return {};
}

Value scale_view(const PageMaker& page, const MarkingRule& rule, const std::string& anchor) {
    if (rule.scale.empty() || !rule.max.value)
        return {};
    Values bands;
    for (const Band& band : points_bands(page.site(), rule))
        bands.push_back(Object{{"mark", quoted(band.mark)},
                               {"points", range_text(page.theme(), band.from, band.to)},
                               {"percent", percent_of(page.theme(), rule, band.mark)}});
    return Object{{"id", "scale-" + anchor},
                  {"max", number_text(page.theme(), *rule.max.value)},
                  {"has_percent", !rule.scale_percent.empty()},
                  {"thresholds", thresholds_text(scale_of(rule.scale))},
                  {"most", exact_text(*rule.max.value)},
                  {"lowest", std::to_string(std::ranges::min(page.site().config.marks))},
                  {"bands", std::move(bands)}};
}

// What is allowed in one way to get a mark, kind by kind.
Values limits_view(const Theme& theme, const MarkingRule& rule, const ErrorLimits& limits) {
    Values cells;
    for (const Located<ErrorKind>& kind : rule.error_kinds) {
        const auto found = std::ranges::find(limits.limits, kind.value, &ErrorLimit::kind);
        cells.push_back(found != limits.limits.end()
                            ? std::to_string(found->count)
                            : std::string(theme.text("criteria_any_errors")));
    }
    return cells;
}

Object error_row(std::string mark, std::size_t rows, stache::Html note) {
    Object row;
    row.add("mark", std::move(mark));
    row.add("rowspan", rows > 1 ? std::to_string(rows) : std::string());
    row.add("note", std::move(note));
    return row;
}

// A line for every way to get a mark; what no better mark allows is one cell.
void add_mark_rows(
    PageMaker& page, const MarkingRule& rule, int mark, const MarkRule& what, Values& rows) {
    const stache::Html note = page.inline_html(what.text);
    if (what.any_of.empty()) {
        Object row = error_row(quoted(mark), 1, what.otherwise ? note : stache::Html{});
        row.add("otherwise",
                what.otherwise || note.text.empty()
                    ? stache::Html{escape_html(page.theme().text("criteria_more_errors"))}
                    : note);
        row.add("columns", std::to_string(rule.error_kinds.size()));
        rows.push_back(std::move(row));
        return;
    }
    for (std::size_t i = 0; i < what.any_of.size(); ++i) {
        Object row = error_row(i == 0 ? quoted(mark) : std::string(), what.any_of.size(), note);
        row.add("cells", limits_view(page.theme(), rule, what.any_of[i]));
        rows.push_back(std::move(row));
    }
}

Value errors_view(PageMaker& page, const MarkingRule& rule, const std::string& anchor) {
    Values kinds;
    for (const Located<ErrorKind>& kind : rule.error_kinds)
        kinds.emplace_back(word_of(kind.value, page.theme().language()));
    const bool has_notes = std::ranges::any_of(rule.marks.items, [](const auto& item) {
        return !item.second.text.empty() && (item.second.otherwise || !item.second.any_of.empty());
    });
    Values rows;
    for (const auto& [mark, what] : rule.marks.items)
        add_mark_rows(page, rule, mark.value, what, rows);
    if (rows.empty())
        return {};
    return Object{{"id", "errors-" + anchor},
                  {"kinds", std::move(kinds)},
                  {"has_notes", has_notes},
                  {"rows", std::move(rows)}};
}

Value descriptor_view(PageMaker& page, const MarkingRule& rule, const std::string& anchor) {
    Values rows;
    for (const auto& [mark, what] : rule.marks.items)
        rows.push_back(Object{{"mark", quoted(mark.value)}, {"text", page.inline_html(what.text)}});
    if (rows.empty())
        return {};
    return Object{{"id", "marks-" + anchor}, {"rows", std::move(rows)}};
}

// Said only where it tells records of one file apart.
std::string subjects_text(const Record& file, const CriteriaRecord& record) {
    if (file.common.subjects.size() < 2)
        return {};
    std::string text;
    for (const SubjectName& subject : record.subjects)
        text += (text.empty() ? "" : ", ") + subject.name;
    return text + ". ";
}

std::string validity_text(const Theme& theme, const Validity& valid) {
    std::string text;
    for (const auto& [key, day] :
         {std::pair("act_in_force_from", valid.from), std::pair("act_in_force_to", valid.to)})
        if (day.is_set())
            text.append(text.empty() ? "" : " ")
                .append(theme.text(key))
                .append(" ")
                .append(display_date(theme.language(), day));
    return text.empty() ? text : " (" + text + ")";
}

}  // namespace

std::vector<PlacedCriterion> place_criteria(const Record& file) {
    std::vector<PlacedCriterion> placed;
    for (const CriteriaRecord& record : as<Criteria>(file).records) {
        std::string anchor = record.id.value;
        if (anchor.empty()) {
            anchor = "record-" + std::to_string(placed.size() + 1);
            while (std::ranges::find(file.anchors, anchor) != file.anchors.end())
                anchor += "-";
        }
        placed.push_back({&record, std::move(anchor)});
    }
    return placed;
}

std::string clause_text(const Theme& theme, std::string_view anchor) {
    const bool is_clause =
        anchor.size() > 1 && anchor[0] == 'p' && anchor[1] >= '0' && anchor[1] <= '9';
    return is_clause ? theme.text("criteria_clause", {std::string(anchor.substr(1))})
                     : std::string();
}

Value approving_act(PageMaker& page, const Record& file, const Reference& act) {
    if (!act.is_set())
        return {};
    Target target = page.site().resolve(act);
    page.link_to(target, file.place(act.span));
    if (target.record)
        target.title = page.site().entry(*target.record).title;
    return Object{{"link", page.target_link(target)},
                  {"clause", clause_text(page.theme(), act.anchor)}};
}

Shape approving_act_shape() {
    return Shape::object("approving act", {
        {"link", link_shape(), "The act.", ""},
        {"clause", Shape::text(), "Its clause; may be empty.", "пункт 3.2"},
    });
}

std::string work_name(const Theme& theme, const WorkName& work) {
    return work.name == "*" ? std::string(theme.text("criteria_any_work")) : work.name;
}

std::string criterion_works(const Theme& theme, const Record& file, const CriteriaRecord& record) {
    std::string title;
    for (const WorkName& work : record.rule.works)
        title += (title.empty() ? "" : ", ") + work_name(theme, work);
    title = subjects_text(file, record) + with_capital(title);
    for (const std::string& word : {record.rule.group, record.rule.programme})
        if (!word.empty())
            title += ", " + word;
    return title;
}

std::string criterion_title(const Theme& theme, const Record& file, const CriteriaRecord& record) {
    const std::string classes = classes_text(theme, record.classes);
    return criterion_works(theme, file, record) + (classes.empty() ? "" : " — " + classes) +
           validity_text(theme, record.valid);
}

Object criterion_view(PageMaker& page, const Record& file, const PlacedCriterion& placed) {
    const CriteriaRecord& record = *placed.record;
    const MarkingRule& rule = record.rule;
    Values conditions;
    for (const InlineText& condition : rule.conditions)
        conditions.push_back(page.inline_html(condition));
    page.add_anchor(placed.anchor);
    Object view;
    view.add("anchor", placed.anchor);
    view.add("title", criterion_title(page.theme(), file, record));
    view.add("volume", page.block(rule.volume));
    view.add("no_mark", rule.no_mark.value);
    view.add("scheme",
             marking_scheme(page, rule.parts,
                            {file.source, std::string(page.theme().text("criteria_parts"))}));
    view.add("scale", scale_view(page, rule, placed.anchor));
    const bool by_errors = rule.model.value == MarkingModel::Errors;
    const bool is_table = by_errors || rule.model.value == MarkingModel::Points;
    view.add("words", is_table ? mark_words(page, rule) : Value());
    view.add("errors", by_errors ? errors_view(page, rule, placed.anchor) : Value());
    view.add("marks", by_errors ? Value() : descriptor_view(page, rule, placed.anchor));
    view.add("pass", page.block(rule.pass));
    view.add("conditions", conditions.empty() ? Value() : Object{{"items", std::move(conditions)}});
    view.add("text", page.block(rule.text));
    return view;
}

namespace {

Shape scale_shape() {
    const Shape band = Shape::object("band", {
        {"mark", Shape::text(), "The mark.", "«5»"},
        {"points", Shape::text(), "Points that give it.", "17–20"},
        {"percent", Shape::text(), "The percent behind it; may be empty.", "от 85 %"},
    });
    return Shape::object("scale", {
        {"id", Shape::text(), "Id of the caption.", "scale-6-control"},
        {"max", Shape::text(), "The highest sum.", "20"},
        {"has_percent", Shape::flag(), "Whether the scale was given in percent.", ""},
        {"thresholds", Shape::text(), "The scale for the calculator.", "5:17 4:13 3:8"},
        {"most", Shape::text(), "The highest sum for the calculator.", "20"},
        {"lowest", Shape::text(), "The lowest mark.", "2"},
        {"bands", Shape::list(band), "Marks, the best first.", ""},
    });
}

Shape errors_shape() {
    const Shape row = Shape::object("errors of a mark", {
        {"mark", Shape::text(), "The mark; empty in its further lines.", "«4»"},
        {"rowspan", Shape::text(), "How many lines the mark has; empty when one.", "2"},
        {"cells", Shape::list(Shape::text()), "Most errors of each kind.", "2"},
        {"otherwise", Shape::html(), "Instead of numbers; may be empty.", "ошибок больше"},
        {"columns", Shape::text(), "How many kinds that covers.", "3"},
        {"note", Shape::html(), "Explanation; may be empty.", ""},
    });
    return Shape::object("errors", {
        {"id", Shape::text(), "Id of the caption.", "errors-5-diktant"},
        {"kinds", Shape::list(Shape::text()), "Kinds of errors.", "орфографические"},
        {"has_notes", Shape::flag(), "Whether there are explanations.", ""},
        {"rows", Shape::list(row), "Marks, the best first.", ""},
    });
}

}  // namespace

Shape criterion_shape() {
    const Shape mark = Shape::object("described mark", {
        {"mark", Shape::text(), "The mark.", "«5»"},
        {"text", Shape::html(), "What it is given for.", "полно и без ошибок"},
    });
    const Shape marks = Shape::object("described marks", {
        {"id", Shape::text(), "Id of the caption.", "marks-oral"},
        {"rows", Shape::list(mark), "Marks, the best first.", ""},
    });
    const Shape conditions = Shape::object("conditions", {
        {"items", Shape::list(Shape::html()), "What must be true besides.", ""}});
    return Shape::object("criterion", {
        {"anchor", Shape::text(), "Its id on the page.", "6-control"},
        {"title", Shape::text(), "Works, classes, what else tells it from others.",
         "Контрольная работа — 6 класс"},
        {"volume", Shape::html(), "Volume of the work; may be empty.", "90–100 слов"},
        {"act", approving_act_shape(), "What approves it, unless one clause approves all.", "",
         Presence::Optional},
        {"no_mark", Shape::flag(), "Whether no marks are given.", ""},
        marking_scheme_shape(),
        {"scale", scale_shape(), "Points and marks.", "", Presence::Optional},
        mark_words_shape(),
        {"errors", errors_shape(), "Errors and marks.", "", Presence::Optional},
        {"marks", marks, "Descriptions of marks.", "", Presence::Optional},
        {"pass", Shape::html(), "When the work is passed; may be empty.", ""},
        {"conditions", conditions, "Conditions.", "", Presence::Optional},
        {"text", Shape::html(), "Explanation; may be empty.", ""},
    });
}

}  // namespace vitrina
