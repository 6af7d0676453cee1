#include "pages/exchange.h"

#include <algorithm>

#include "formats/gift.h"
#include "formats/moodle_xml.h"
#include "kinds/demo.h"
#include "kinds/tasks.h"
#include "pages/exchange_question.h"

namespace vitrina {
namespace {

struct ExchangeFormat {
    std::string_view extension;
    std::string_view media_type;
    std::string_view name;  // a string of the theme
    std::string (*write)(const Quiz&);
};

constexpr ExchangeFormat exchange_formats[] = {
    {".gift", "text/plain", "format_gift", gift_text},
    {".xml", "application/xml", "format_moodle", moodle_xml_text},
};

std::string file_url(const Entry& entry, std::string_view extension) {
    return entry.url.substr(0, entry.url.size() - 1) + std::string(extension);
}

bool has_questions(const Record& record) {
    return record.kind->name == "demo" || record.kind->name == "tasks";
}

QuizQuestion passage_question(const std::string& text) {
    QuizQuestion passage;
    passage.type = QuizType::Passage;
    passage.name = shorten(quiz_line(text), 60);
    passage.text = text;
    return passage;
}

std::vector<QuizCategory> categories_of(const Site& site, const Theme& theme, RecordId id) {
    const Record& record = site.at(id);
    const Demo& demo = as<Demo>(record);
    std::vector<QuizCategory> categories;
    for (const DemoSection& section : demo.sections) {
        QuizCategory category{quiz_line(flatten_markdown(section.title.text.text)), {}};
        for (const DemoItem& item : section.items) {
            if (item.is_passage()) {
                category.questions.push_back(
                    passage_question(quiz_text(item.question.passage.text.text)));
                continue;
            }
            const QuestionUse use{item.question, record, record.id + "#" + item.no.value,
                                  theme.text("demo_item", {item.no.value}),
                                  demo.answers != AnswerMode::None};
            category.questions.push_back(quiz_question(theme, use));
            category.questions.back().id = item.id.value;
        }
        categories.push_back(std::move(category));
    }
    return categories;
}

// Neighbours of one topic share a category; tasks keep the order of the bank.
std::vector<QuizCategory> categories_of(const Record& record, const Theme& theme) {
    std::vector<QuizCategory> categories;
    for (const BankTask& task : as<TaskBank>(record).tasks) {
        const std::string topic = quiz_line(flatten_markdown(task.topic.text.text));
        if (categories.empty() || categories.back().name != topic)
            categories.push_back({topic, {}});
        const QuestionUse use{task.question, record, record.id + "#" + task.id.value, task.id.value,
                              true};
        categories.back().questions.push_back(quiz_question(theme, use));
        categories.back().questions.back().id = task.id.value;
    }
    return categories;
}

bool has_other_points(const Quiz& quiz) {
    return std::ranges::any_of(quiz.categories, [](const QuizCategory& category) {
        return std::ranges::any_of(category.questions, [](const QuizQuestion& question) {
            return question.points != "1";
        });
    });
}

Rendered render_file(const PageWorld& world, RecordId id, const ExchangeFormat& format) {
    Quiz quiz = quiz_of(world.site, world.theme, id);
    if (format.write == gift_text && has_other_points(quiz))
        quiz.remarks.emplace_back(world.theme.text("exchange_points"));
    Rendered rendered;
    rendered.bytes = format.write(quiz);
    return rendered;
}

}  // namespace

Quiz quiz_of(const Site& site, const Theme& theme, RecordId id) {
    const Record& record = site.at(id);
    Quiz quiz;
    quiz.title = site.entry(id).title;
    quiz.remarks = {site.config.base_url.value + site.entry(id).url.substr(1)};
    quiz.categories =
        record.kind->name == "demo" ? categories_of(site, theme, id) : categories_of(record, theme);
    return quiz;
}

void add_exchange_links(const PageWorld& world, RecordId id, PageFrame& frame) {
    for (const ExchangeFormat& format : exchange_formats)
        frame.alternates.push_back({std::string(format.media_type),
                                    std::string(world.theme.text(format.name)),
                                    file_url(world.site.entry(id), format.extension)});
}

void plan_exchange_files(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (!has_questions(record))
            continue;
        const auto id = static_cast<RecordId>(i);
        for (const ExchangeFormat& format : exchange_formats) {
            Output output;
            output.path = file_url(world.site.entry(id), format.extension).substr(1);
            output.origin = record.place({});
            output.render = [&world, id, &format](const PublishedFiles&) {
                return render_file(world, id, format);
            };
            outputs.push_back(std::move(output));
        }
    }
}

}  // namespace vitrina
