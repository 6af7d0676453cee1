#include "pages/demo.h"

#include <algorithm>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "kinds/criteria.h"
#include "kinds/demo.h"
#include "pages/exchange.h"
#include "pages/question_check.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Value;
using stache::Values;

enum class DemoPage : std::uint8_t { Reading, Print, Answers };

std::string_view template_of(DemoPage which) {
    switch (which) {
    case DemoPage::Print:
        return "demo_print";
    case DemoPage::Answers:
        return "demo_answers";
    case DemoPage::Reading:
        break;
    }
    return "demo";
}

std::string url_of(const Entry& entry, DemoPage which) {
    switch (which) {
    case DemoPage::Print:
        return entry.url + "print/";
    case DemoPage::Answers:
        return entry.url + "answers/";
    case DemoPage::Reading:
        break;
    }
    return entry.url;
}

PageFrame demo_frame(const PageWorld& world, RecordId id, DemoPage which) {
    PageFrame frame = record_frame(world.site, world.theme, id);
    if (which == DemoPage::Reading) {
        add_exchange_links(world, id, frame);
        return frame;
    }
    const bool is_print = which == DemoPage::Print;
    frame.crumbs.push_back({frame.title, frame.url});
    frame.url = url_of(world.site.entry(id), which);
    frame.title = world.theme.text(is_print ? "demo_print_title" : "demo_answers_title",
                                   {frame.title});
    frame.alternates.clear();
    if (is_print)
        frame.in_search_engines = false;  // the same text as the page it belongs to
    return frame;
}

// One page of one test in the making.
class DemoMaker {
public:
    DemoMaker(const PageWorld& world, RecordId id, DemoPage which)
        : world_(world), theme_(world.theme), record_(world.site.at(id)),
          entry_(world.site.entry(id)), demo_(as<Demo>(record_)), which_(which),
          page_(world, demo_frame(world, id, which), &record_) {}

    Rendered render(RecordId id) {
        Object view;
        view.add("record", record_view(page_, id));
        view.add("test_title", entry_.title);
        view.add("duration", duration());
        Values aids = inline_list(demo_.aids);
        view.add("has_aids", !aids.empty());
        view.add("aids", std::move(aids));
        view.add("total", total());
        view.add("instructions", page_.block(demo_.instructions));
        view.add("reading_href", page_.href(entry_.url));
        view.add("print_href", page_.href(url_of(entry_, DemoPage::Print)));
        const bool answers = demo_.answers != AnswerMode::None;
        view.add("answers_href",
                 answers ? page_.href(url_of(entry_, DemoPage::Answers)) : std::string());
        view.add("answers_withheld", !answers);
        view.add("criteria", criteria_link());
        view.add("scale", scale());
        view.add("sections", sections());
        view.add("key", key());
        view.add("specification", specification());
        view.add("test", test());
        return page_.finish(template_of(which_), std::move(view));
    }

private:
    std::string duration() const {
        if (demo_.duration_min.value <= 0)
            return {};
        return theme_.text("demo_minutes", {std::to_string(demo_.duration_min.value)});
    }

    std::string total() const {
        const auto points = points_of(demo_);
        return points ? points_text(theme_, *points) : std::string();
    }

    Values inline_list(const std::vector<InlineText>& texts) {
        Values list;
        for (const InlineText& text : texts)
            list.push_back(page_.inline_html(text));
        return list;
    }

    Value criteria_link() {
        if (!demo_.criteria.is_set())
            return {};
        const Target target = world_.site.resolve(demo_.criteria);
        page_.link_to(target, record_.place(demo_.criteria.span));
        return page_.target_link(target);
    }

    // The test's own scale, or that of the criteria it names.
    const MarkThresholds* thresholds() const {
        if (!demo_.scale.empty())
            return &demo_.scale;
        if (!demo_.criteria.is_set())
            return nullptr;
        const Target target = world_.site.resolve(demo_.criteria);
        if (!target.record || world_.site.at(*target.record).kind->name != "criteria")
            return nullptr;
        const CriteriaRecord* record =
            find_criterion(world_.site.at(*target.record), demo_.criteria.anchor);
        return record != nullptr && !record->rule.scale.empty() ? &record->rule.scale : nullptr;
    }

    // Best mark first; none when the test has no scale.
    std::vector<Band> bands() const {
        const MarkThresholds* written = thresholds();
        const auto most = points_of(demo_);
        const std::vector<int>& marks = world_.site.config.marks;
        if (written == nullptr || !most || marks.empty())
            return {};
        BandLimits limits;
        limits.lowest_mark = std::ranges::min(marks);
        limits.most = *most;
        return scale_bands(scale_of(*written), limits);
    }

    Value scale() const {
        Values list;
        for (const Band& band : bands())
            list.push_back(Object{{"mark", Value::number(band.mark)},
                                  {"points", band_text(band)}});
        return list.empty() ? Value() : Object{{"bands", std::move(list)}};
    }

    // What the script needs that turns the page for reading into a test.
    Value test() const {
        if (which_ != DemoPage::Reading)
            return {};
        ContentHasher shown;
        for_each_question([&](const DemoItem& item, const std::string& anchor) {
            shown.add(anchor);
            add_shown(shown, theme_, use_of(item));
        });
        JsonArray thresholds;
        for (const Band& band : bands())
            thresholds.push_back(
                JsonArray{JsonValue::number(band.mark), decimal_text(band.from, '.')});
        const int minutes = demo_.duration_min.value;
        return Object{{"revision", hash_text(shown.hash())},
                      {"minutes", minutes > 0 ? std::to_string(minutes) : std::string()},
                      {"thresholds", json_text(thresholds, JsonForm::Compact)},
                      {"checks", shows_answers()}};
    }

    std::string band_text(const Band& band) const {
        if (band.from == band.to)
            return points_text(theme_, band.from);
        return number_text(theme_, band.from) + "–" + points_text(theme_, band.to);
    }

    // Whose file a question's texts stand in: a task of the bank keeps its own.
    // Answers stand beside the questions, or on their own page, or nowhere.
    bool shows_answers() const {
        return which_ == DemoPage::Answers ||
               (which_ == DemoPage::Reading && demo_.answers == AnswerMode::After);
    }

    // Ids that authors give are Latin and those of headings have no full stop: this is neither.
    static std::string anchor_of(const DemoItem& item, std::size_t number) {
        return item.id.value.empty() ? "задание." + std::to_string(number) : item.id.value;
    }

    std::string note_of(const Question& question) const {
        std::string note(level_name(theme_, question.level));
        if (question.max.value)
            note += (note.empty() ? "" : ", ") + points_text(theme_, *question.max.value);
        return note;
    }

    QuestionUse use_of(const DemoItem& item) const {
        return {item.question, question_owner(world_.site, record_, item.use), record_.id + "#" + item.no.value,
                theme_.text("demo_item", {item.no.value}), shows_answers()};
    }

    Value item_view(const DemoItem& item, std::size_t number) {
        Object view;
        const QuestionUse use = use_of(item);
        const std::string anchor = anchor_of(item, number);
        page_.add_anchor(anchor);
        view.add("anchor", anchor);
        view.add("reading_href", page_.href(entry_.url + "#" + anchor));
        view.add("no", item.no.value);
        view.add("label", use.label);
        view.add("note", note_of(item.question));
        view.add("type", word_of(item.question.type.value, Language::English));
        view.add("check", use.answers ? question_check(theme_, use) : std::string());
        view.add("kes", joined_codes(item.question.kes));
        view.add("kt", joined_codes(item.question.kt));
        add_question(page_, use, view);
        return view;
    }

    stache::Html section_title(const DemoSection& section) {
        if (section.title.empty())
            return {escape_html(theme_.text("demo_items"))};
        return page_.inline_html(section.title);
    }

    Values sections() {
        Values list;
        std::size_t number = 0;
        for (std::size_t i = 0; i < demo_.sections.size(); ++i) {
            const DemoSection& section = demo_.sections[i];
            Values entries;
            for (const DemoItem& item : section.items) {
                if (item.is_passage())
                    entries.push_back(Object{{"text", page_.block(item.question.passage)},
                                             {"item", Value()}});
                else
                    entries.push_back(Object{{"text", stache::Html{}},
                                             {"item", item_view(item, ++number)}});
            }
            list.push_back(Object{{"id", "часть." + std::to_string(i + 1)},
                                  {"title", section_title(section)},
                                  {"entries", std::move(entries)}});
        }
        return list;
    }

    // All short answers in one table, for whoever marks a pile of papers.
    Value key() const {
        if (which_ != DemoPage::Answers)
            return {};
        Values rows;
        for_each_question([&](const DemoItem& item, const std::string& anchor) {
            const std::string answer = question_key(theme_, use_of(item));
            rows.push_back(Object{
                {"no", item.no.value},
                {"href", "#" + anchor},
                {"answer", answer},
                {"max", item.question.max.value ? number_text(theme_, *item.question.max.value)
                                                : std::string()}});
        });
        return Object{{"rows", std::move(rows)}};
    }

    Value specification() const {
        Values rows;
        bool has_level = false;
        bool has_kes = false;
        bool has_kt = false;
        for_each_question([&](const DemoItem& item, const std::string& anchor) {
            const Question& question = item.question;
            has_level = has_level || question.level != Level::None;
            has_kes = has_kes || !question.kes.empty();
            has_kt = has_kt || !question.kt.empty();
            rows.push_back(Object{
                {"no", item.no.value},
                {"href", "#" + anchor},
                {"type", type_name(theme_, question.type.value)},
                {"level", level_name(theme_, question.level)},
                {"kes", joined_codes(question.kes)},
                {"kt", joined_codes(question.kt)},
                {"max", question.max.value ? number_text(theme_, *question.max.value)
                                           : std::string()}});
        });
        return Object{{"has_level", has_level},
                      {"has_kes", has_kes},
                      {"has_kt", has_kt},
                      {"rows", std::move(rows)},
                      {"total", total()}};
    }

    template <class Function>
    void for_each_question(const Function& visit) const {
        std::size_t number = 0;
        for (const DemoSection& section : demo_.sections)
            for (const DemoItem& item : section.items)
                if (!item.is_passage())
                    visit(item, anchor_of(item, ++number));
    }

    const PageWorld& world_;
    const Theme& theme_;
    const Record& record_;
    const Entry& entry_;
    const Demo& demo_;
    DemoPage which_;
    PageMaker page_;
};

void plan_one(const PageWorld& world, RecordId id, DemoPage which, Outputs& outputs) {
    Output output;
    output.path = output_path(url_of(world.site.entry(id), which));
    output.origin = world.site.at(id).place({});
    output.in_sitemap = which != DemoPage::Print && !world.site.entry(id).archived &&
                        !world.site.entry(id).expired;
    output.render = [&world, id, which](const PublishedFiles&) {
        return DemoMaker(world, id, which).render(id);
    };
    outputs.push_back(std::move(output));
}

}  // namespace

void plan_demo_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "demo")
            continue;
        const auto id = static_cast<RecordId>(i);
        plan_one(world, id, DemoPage::Reading, outputs);
        plan_one(world, id, DemoPage::Print, outputs);
        if (as<Demo>(record).answers != AnswerMode::None)
            plan_one(world, id, DemoPage::Answers, outputs);
    }
}

}  // namespace vitrina
