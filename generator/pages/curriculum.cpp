#include "pages/curriculum.h"

#include <set>

#include "formats/csv.h"
#include "kinds/curriculum.h"
#include "pages/neighbour_files.h"
#include "site/year.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

std::set<ClassLabel> classes_of(const Curriculum& curriculum) {
    std::set<ClassLabel> labels;
    for (const auto& [subject, classes] : curriculum.hours.items)
        for (const auto& [key, hours] : classes.items)
            labels.insert(key.value.classes.labels.begin(), key.value.classes.labels.end());
    return labels;
}

std::string hours_text(const Curriculum& curriculum,
                       const std::string& subject,
                       const ClassLabel& label) {
    const auto hours = hours_of(curriculum, subject, label);
    return hours ? std::to_string(*hours) : std::string();
}

Rendered render_curriculum(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Curriculum& curriculum = as<Curriculum>(record);
    PageFrame frame = record_frame(world.site, world.theme, id);
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    frame.alternates.push_back(
        {"text/csv", std::string(world.theme.text("format_csv")), neighbour_url(world.site, id, ".csv")});
    PageMaker page(world, std::move(frame), &record);
    const std::set<ClassLabel> labels = classes_of(curriculum);
    Values classes;
    for (const ClassLabel& label : labels)
        classes.emplace_back(label.text());
    Values rows;
    for (const auto& [subject, unused] : curriculum.hours.items) {
        Values cells;
        for (const ClassLabel& label : labels)
            cells.push_back(Object{{"classes", world.theme.text("class_one", {label.text()})},
                                   {"hours", hours_text(curriculum, subject.value.name, label)}});
        rows.push_back(Object{{"title", subject.value.name}, {"cells", std::move(cells)}});
    }
    Object view;
    view.add("record", record_view(page, id));
    view.add("classes", std::move(classes));
    view.add("rows", std::move(rows));
    return page.finish("curriculum", std::move(view));
}

std::string curriculum_csv(const PageWorld& world, RecordId id) {
    std::vector<CsvRow> rows(1);
    for (const char* key : {"csv_taught", "csv_one_class", "csv_hours"})
        rows.front().emplace_back(world.theme.text(key));
    for (const auto& [subject, classes] : as<Curriculum>(world.site.at(id)).hours.items)
        for (const auto& [key, hours] : classes.items)
            for (const ClassLabel& label : key.value.classes.labels)
                rows.push_back({subject.value.name, label.text(), std::to_string(hours.value)});
    return csv_text(rows);
}

}  // namespace

Shape curriculum_page_shape(const Theme& theme) {
    const Shape cell = Shape::object("hours cell", {
        {"classes", Shape::text(), "The class, for narrow screens.", "6 класс"},
        {"hours", Shape::text(), "Lessons a year; empty when it is not taught.", "170"},
    });
    const Shape row = Shape::object("hours row", {
        {"title", Shape::text(), "The subject.", "Математика"},
        {"cells", Shape::list(cell), "A cell a class.", ""},
    });
    return page_shape(theme, Shape::object("curriculum page", {
        record_shape(),
        {"classes", Shape::list(Shape::text()), "Classes.", "6"},
        {"rows", Shape::list(row), "Subjects.", ""},
    }));
}

void plan_curriculum_pages(const PageWorld& world, Outputs& outputs) {
    const Record* record = find_curriculum(world.site);
    if (record == nullptr)
        return;
    const RecordId id = *world.site.find(record->id);
    add_page(world, id, render_curriculum, outputs);
    add_text_file(world, id, ".csv", curriculum_csv, outputs);
}

}  // namespace vitrina
