// The matrix of criteria: for each subject which work of which class is marked by which record.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "pages/classes_text.h"
#include "pages/criteria_parts.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

struct Criterion {
    RecordId file;
    PlacedCriterion placed;
};

// All records of one subject; works in the order in which they are met.
struct SubjectMatrix {
    std::string subject;
    std::set<ClassLabel> classes;
    std::vector<std::pair<std::string, std::vector<Criterion>>> works;
    std::vector<RecordId> files;

    void add(const Theme& theme, const Criterion& criterion) {
        const CriteriaRecord& record = *criterion.placed.record;
        classes.insert(record.classes.labels.begin(), record.classes.labels.end());
        if (std::ranges::find(files, criterion.file) == files.end())
            files.push_back(criterion.file);
        for (const WorkName& work : record.rule.works) {
            const std::string name = work_name(theme, work);
            auto found = std::ranges::find(works, name, &decltype(works)::value_type::first);
            if (found == works.end())
                found = works.insert(found, {name, {}});
            found->second.push_back(criterion);
        }
    }
};

std::vector<SubjectMatrix> matrices_of(const Site& site, const Theme& theme) {
    std::map<std::string, SubjectMatrix> sorted;  // by collation
    for (const RecordId file : criteria_files(site)) {
        for (const PlacedCriterion& placed : place_criteria(site.at(file))) {
            if (!is_current(site, *placed.record))
                continue;
            for (const SubjectName& subject : placed.record->subjects) {
                SubjectMatrix& matrix = sorted[collation_key(subject.name)];
                matrix.subject = subject.name;
                matrix.add(theme, {file, placed});
            }
        }
    }
    std::vector<SubjectMatrix> matrices;
    for (auto& [key, matrix] : sorted)
        matrices.push_back(std::move(matrix));
    return matrices;
}

// How the work is marked, in one word; the programme or group where a school has several.
std::string short_name(const Theme& theme, const MarkingRule& rule) {
    std::string name(rule.no_mark.value ? theme.text("criteria_no_mark_short")
                                        : word_of(rule.model.value, theme.language()));
    for (const std::string& word : {rule.group, rule.programme})
        if (!word.empty())
            name += ", " + word;
    return name;
}

std::vector<const Criterion*> criteria_of(const std::vector<Criterion>& criteria,
                                          const ClassLabel& label) {
    std::vector<const Criterion*> found;
    for (const Criterion& one : criteria)
        if (std::ranges::find(one.placed.record->classes.labels, label) !=
            one.placed.record->classes.labels.end())
            found.push_back(&one);
    return found;
}

// A cell for neighbouring classes whose work is marked alike.
Value cell_view(const PageMaker& page,
                const std::vector<const Criterion*>& criteria,
                const std::string& work,
                const ClassList& classes) {
    Values links;
    for (const Criterion* criterion : criteria) {
        const std::string url =
            page.site().entry(criterion->file).url + "#" + criterion->placed.anchor;
        links.push_back(Object{{"title", short_name(page.theme(), criterion->placed.record->rule)},
                               {"href", page.href(url)},
                               {"note", work + ", " + classes_text(page.theme(), classes)}});
    }
    const std::size_t width = classes.labels.size();
    return Object{{"colspan", width > 1 ? std::to_string(width) : std::string()},
                  {"classes", classes_text(page.theme(), classes)},
                  {"links", std::move(links)}};
}

Values row_view(const PageMaker& page,
                const SubjectMatrix& matrix,
                const std::vector<Criterion>& criteria,
                const std::string& work) {
    Values cells;
    for (auto label = matrix.classes.begin(); label != matrix.classes.end();) {
        const auto here = criteria_of(criteria, *label);
        ClassList alike;
        while (label != matrix.classes.end() && criteria_of(criteria, *label) == here)
            alike.labels.push_back(*label++);
        cells.push_back(cell_view(page, here, work, alike));
    }
    return cells;
}

Value subject_view(const PageMaker& page, const SubjectMatrix& matrix, std::size_t number) {
    Values classes;
    for (const ClassLabel& label : matrix.classes)
        classes.emplace_back(label.text());
    Values works;
    for (const auto& [work, criteria] : matrix.works)
        works.push_back(Object{{"title", work}, {"cells", row_view(page, matrix, criteria, work)}});
    Values files;
    for (const RecordId file : matrix.files)
        files.push_back(page.record_link(file));
    return Object{{"id", "subject-" + std::to_string(number)},
                  {"title", matrix.subject},
                  {"files", std::move(files)},
                  {"classes", std::move(classes)},
                  {"works", std::move(works)}};
}

}  // namespace

std::vector<RecordId> criteria_files(const Site& site) {
    return listed_records(site, "criteria");
}

bool is_current(const Site& site, const CriteriaRecord& record) {
    return !record.valid.to.is_set() || record.valid.to >= site.config.school_year.begin();
}

Values matrix_view(const PageMaker& page) {
    Values subjects;
    for (const SubjectMatrix& matrix : matrices_of(page.site(), page.theme()))
        subjects.push_back(subject_view(page, matrix, subjects.size() + 1));
    return subjects;
}

Shape matrix_shape() {
    const Shape cell = Shape::object("matrix cell", {
        {"colspan", Shape::text(), "How many classes it covers; empty when one.", "5"},
        {"classes", Shape::text(), "Which they are, for narrow screens.", "5–9 классы"},
        {"links", Shape::list(link_shape()),
         "The record; its note names work and classes for those who do not see the table.", ""}});
    const Shape work = Shape::object("matrix row", {
        {"title", Shape::text(), "Kind of work.", "контрольная работа"},
        {"cells", Shape::list(cell), "Cells for all classes.", ""},
    });
    return Shape::object("matrix of a subject", {
        {"id", Shape::text(), "Id of the heading.", "subject-3"},
        {"title", Shape::text(), "The subject.", "Математика"},
        {"files", Shape::list(link_shape()), "Its pages.", ""},
        {"classes", Shape::list(Shape::text()), "Classes.", "6"},
        {"works", Shape::list(work), "Kinds of work.", ""},
    });
}

}  // namespace vitrina
