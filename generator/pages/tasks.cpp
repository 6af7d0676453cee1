#include "pages/tasks.h"

#include <algorithm>

#include "kinds/tasks.h"
#include "pages/exchange.h"
#include "pages/memo.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr int topic_level = 2;

struct Topic {
    InlineText title;  // empty: tasks without a topic
    std::vector<const BankTask*> tasks;
};

// Topics in the order in which the file first names them; easier tasks first within each.
std::vector<Topic> topics_of(const TaskBank& bank) {
    std::vector<Topic> topics;
    for (const BankTask& task : bank.tasks) {
        auto found = std::ranges::find_if(topics, [&](const Topic& topic) {
            return topic.title.text.text == task.topic.text.text;
        });
        if (found == topics.end())
            found = topics.insert(topics.end(), {task.topic, {}});
        found->tasks.push_back(&task);
    }
    for (Topic& topic : topics)
        std::ranges::stable_sort(topic.tasks, {},
                                 [](const BankTask* task) { return task->question.level; });
    return topics;
}

// «базовый уровень, 1 балл, КЭС 1.2».
std::string note_of(const Theme& theme, const Question& question) {
    std::string note(level_name(theme, question.level));
    const auto append = [&note](const std::string& part) {
        note += (note.empty() ? "" : ", ") + part;
    };
    if (question.max.value)
        append(points_text(theme, *question.max.value));
    if (!question.kes.empty())
        append(theme.text("tasks_kes", {joined_codes(question.kes)}));
    if (!question.kt.empty())
        append(theme.text("tasks_kt", {joined_codes(question.kt)}));
    return note;
}

// The tests that take this task in.
Value tests_of(const PageMaker& page, const Entry& entry, const std::string& task) {
    std::vector<RecordId> tests;
    for (const BackReference& back : entry.back)
        if (back.field == "use" && back.to_part == task && !std::ranges::count(tests, back.from))
            tests.push_back(back.from);
    Values links;
    for (const RecordId test : tests)
        links.push_back(page.record_link(test));
    if (links.empty())
        return {};
    return Object{{"items", std::move(links)}};
}

Rendered render_tasks(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    PageFrame frame = record_frame(world.site, world.theme, id);
    add_exchange_links(world, id, frame);
    PageMaker page(world, std::move(frame), &record);
    Object view;
    view.add("record", record_view(page, id));
    Values topics;
    std::vector<MarkdownAnchor> headings;
    std::size_t number = 0;
    for (const Topic& topic : topics_of(as<TaskBank>(record))) {
        // Ids that authors give are Latin and those of headings have no full stop: this is neither.
        const std::string anchor = "тема." + std::to_string(topics.size() + 1);
        const std::string title = topic.title.empty()
                                      ? std::string(world.theme.text("tasks_without_topic"))
                                      : flatten_markdown(topic.title.text.text);
        headings.push_back({anchor, title, topic_level});
        Values tasks;
        for (const BankTask* task : topic.tasks) {
            Object item;
            const std::string label = world.theme.text("demo_item", {std::to_string(++number)});
            page.add_anchor(task->id.value);
            item.add("anchor", task->id.value);
            item.add("label", label);
            item.add("note", note_of(world.theme, task->question));
            item.add("tests", tests_of(page, world.site.entry(id), task->id.value));
            add_question(page,
                         {task->question, record, record.id + "#" + task->id.value, label, true},
                         item);
            tasks.push_back(std::move(item));
        }
        topics.push_back(Object{{"id", anchor}, {"title", title}, {"tasks", std::move(tasks)}});
    }
    view.add("topics", std::move(topics));
    view.add("contents", contents_view(headings));
    return page.finish("tasks", std::move(view));
}

}  // namespace

Shape tasks_page_shape(const Theme& theme) {
    Shape::Fields fields = {
        {"anchor", Shape::text(), "Its id.", "dejstviya-2"},
        {"label", Shape::text(), "Its name on this page.", "Задание 3"},
        {"note", Shape::text(), "Level, points, codes; may be empty.", "базовый уровень, 1 балл"},
        {"tests", reference_list_shape(), "Tests that take it in.", "", Presence::Optional},
    };
    for (stache::ShapeField& field : question_fields())
        fields.push_back(std::move(field));
    const Shape topic = Shape::object("topic", {
        {"id", Shape::text(), "Id of its heading.", "тема.1"},
        {"title", Shape::text(), "The topic.", "Порядок действий"},
        {"tasks", Shape::list(Shape::object("bank task", std::move(fields))),
         "Easier ones first.", ""},
    });
    return page_shape(theme, Shape::object("tasks page", {
        record_shape(),
        {"topics", Shape::list(topic), "Tasks by topic.", ""},
        contents_shape(),
    }));
}

void plan_tasks_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "tasks")
            continue;
        const auto id = static_cast<RecordId>(i);
        Output output;
        output.path = output_path(world.site.entry(id).url);
        output.origin = record.place({});
        output.render = [&world, id](const PublishedFiles&) { return render_tasks(world, id); };
        outputs.push_back(std::move(output));
    }
}

}  // namespace vitrina
