#include "pages/exchange.h"

#include <algorithm>

#include "base/message_text.h"
#include "content/walk.h"
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

constexpr std::uint64_t mebibyte = 1024ULL * 1024;
constexpr std::uint64_t largest_picture = mebibyte;
constexpr std::uint64_t largest_pictures = 16 * mebibyte;  // of one file, together

bool has_questions(const Record& record) {
    return record.kind->name == "demo" || record.kind->name == "tasks";
}

QuizQuestion passage_question(const Site& site, const Record& owner, const Question& question) {
    QuizQuestion passage;
    std::vector<std::string> pictures;
    passage.type = QuizType::Passage;
    passage.text = quiz_text(question.passage.text.text, pictures);
    passage.name = shorten(quiz_line(passage.text), 60);
    passage.pictures = quiz_pictures(site, owner, pictures);
    return passage;
}

std::vector<QuizCategory> categories_of(const Site& site, const Theme& theme, RecordId id) {
    const Record& record = site.at(id);
    const Demo& demo = as<Demo>(record);
    std::vector<QuizCategory> categories;
    for (const DemoSection& section : demo.sections) {
        QuizCategory category{quiz_line(flatten_markdown(section.title.text.text)), {}};
        for (const DemoItem& item : section.items) {
            const Record& owner = question_owner(site, record, item.use);
            if (item.is_passage()) {
                category.questions.push_back(passage_question(site, owner, item.question));
                continue;
            }
            const QuestionUse use{item.question, owner, record.id + "#" + item.no.value,
                                  theme.text("demo_item", {item.no.value}),
                                  demo.answers != AnswerMode::None};
            category.questions.push_back(quiz_question(site, theme, use));
            category.questions.back().id = item.id.value;
        }
        categories.push_back(std::move(category));
    }
    return categories;
}

// Neighbours of one topic share a category; tasks keep the order of the bank.
std::vector<QuizCategory> categories_of(const Site& site,
                                        const Theme& theme,
                                        const Record& record) {
    std::vector<QuizCategory> categories;
    for (const BankTask& task : as<TaskBank>(record).tasks) {
        const std::string topic = quiz_line(flatten_markdown(task.topic.text.text));
        if (categories.empty() || categories.back().name != topic)
            categories.push_back({topic, {}});
        const QuestionUse use{task.question, record, record.id + "#" + task.id.value, task.id.value,
                              true};
        categories.back().questions.push_back(quiz_question(site, theme, use));
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

void remark_once(QuizQuestion& question, std::string remark) {
    if (std::ranges::find(question.remarks, remark) == question.remarks.end())
        question.remarks.push_back(std::move(remark));
}

// GIFT has neither points nor pictures.
void prepare_for_gift(const PageWorld& world, Quiz& quiz) {
    if (has_other_points(quiz))
        quiz.remarks.emplace_back(world.theme.text("exchange_points"));
    for (QuizCategory& category : quiz.categories)
        for (QuizQuestion& question : category.questions)
            if (!question.pictures.empty())
                remark_once(question, std::string(world.theme.text("exchange_pictures")));
}

// Reads pictures until there are too many of them; those that are left out stay as texts.
class PictureReader {
public:
    PictureReader(const PageWorld& world, Diagnostics& out) : world_(world), out_(out) {}

    void read(QuizQuestion& question) {
        for (QuizPicture& picture : question.pictures) {
            if (picture.path.empty())
                remark_once(question, std::string(world_.theme.text("exchange_pictures")));
            else if (!read(picture))
                remark_once(question,
                            world_.theme.text("exchange_pictures_large",
                                              {std::to_string(largest_picture / mebibyte),
                                               std::to_string(largest_pictures / mebibyte)}));
        }
    }

    bool has_read() const { return has_read_; }

private:
    // False: it is too large.
    bool read(QuizPicture& picture) {
        has_read_ = true;
        const std::string path = confined_path(world_.site.folder, picture.path);
        const auto stat = world_.files.stat(path);
        const std::uint64_t size = stat && *stat ? (*stat)->size : 0;
        if (size > largest_picture || total_ + size > largest_pictures)
            return false;
        auto bytes = world_.files.read(path, largest_picture);
        if (!bytes) {
            out_.add(diagnostic_of(bytes.error(), {}));
            return true;
        }
        total_ += bytes->size();
        picture.bytes = std::move(*bytes);
        return true;
    }

    const PageWorld& world_;
    Diagnostics& out_;
    std::uint64_t total_ = 0;
    bool has_read_ = false;
};

Rendered render_file(const PageWorld& world, RecordId id, const ExchangeFormat& format) {
    Rendered rendered;
    Quiz quiz = quiz_of(world.site, world.theme, id);
    PictureReader reader(world, rendered.messages);
    if (format.write == gift_text) {
        prepare_for_gift(world, quiz);
    } else {
        for (QuizCategory& category : quiz.categories)
            for (QuizQuestion& question : category.questions)
                reader.read(question);
        rendered.reads_attachments = reader.has_read();
    }
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
        record.kind->name == "demo" ? categories_of(site, theme, id) : categories_of(site, theme, record);
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
