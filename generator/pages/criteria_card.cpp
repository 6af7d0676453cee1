// The card for a pupil's notebook: the criteria of one file, a sheet for each class.
//
// All sheets stand on one page, each with its own anchor: the address with an anchor shows and
// prints that class alone (the style sheet does it, without scripts).
#include <algorithm>
#include <set>

#include "base/text.h"
#include "pages/classes_text.h"
#include "pages/criteria_parts.h"
#include "pages/marking_scheme.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string sheet_anchor(const ClassLabel& label) {
    return "class-" + transliterate_path(label.text());
}

// What is for `4` is for every `4А`.
bool concerns(const CriteriaRecord& record, const ClassLabel& label) {
    return std::ranges::any_of(record.classes.labels, [&](const ClassLabel& one) {
        return one == label || (one.letter.empty() && one.number == label.number);
    });
}

std::set<ClassLabel> classes_of(const PageMaker& page, const Record& file) {
    std::set<ClassLabel> classes;
    for (const CriteriaRecord& record : as<Criteria>(file).records)
        if (is_current(page.site(), record))
            classes.insert(record.classes.labels.begin(), record.classes.labels.end());
    return classes;
}

Value work_view(PageMaker& page, const Record& file, const CriteriaRecord& record) {
    const MarkingRule& rule = record.rule;
    Values conditions;
    for (const InlineText& condition : rule.conditions)
        conditions.push_back(page.inline_html(condition));
    return Object{{"title", criterion_works(page.theme(), file, record)},
                  {"volume", page.block(rule.volume)},
                  {"no_mark", rule.no_mark.value},
                  {"scheme", marking_scheme(page, rule.parts, {file.source, ""})},
                  {"words", mark_words(page, rule)},
                  {"pass", page.block(rule.pass)},
                  {"conditions", std::move(conditions)},
                  {"text", page.block(rule.text)}};
}

Value sheet_view(PageMaker& page, const Record& file, const ClassLabel& label) {
    const std::string anchor = sheet_anchor(label);
    page.add_anchor(anchor);
    Values works;
    for (const CriteriaRecord& record : as<Criteria>(file).records)
        if (is_current(page.site(), record) && concerns(record, label))
            works.push_back(work_view(page, file, record));
    ClassList only;
    only.labels.push_back(label);
    return Object{{"anchor", anchor},
                  {"title", classes_text(page.theme(), only)},
                  {"works", std::move(works)}};
}

}  // namespace

std::string card_url(const Site& site, RecordId id) {
    return site.entry(id).url + "card/";
}

Value card_links(const PageMaker& page, RecordId id) {
    const std::string href = page.href(card_url(page.site(), id));
    Values links;
    for (const ClassLabel& label : classes_of(page, page.site().at(id)))
        links.push_back(
            Object{{"title", label.text()}, {"href", href + "#" + sheet_anchor(label)}});
    if (links.empty())
        return {};
    return Object{{"href", href}, {"links", std::move(links)}};
}

stache::ShapeField card_links_shape() {
    const Shape link = Shape::object("sheet", {
        {"title", Shape::text(), "Class.", "6"},
        {"href", Shape::text(), "The sheet of the class.", "card/#class-6"},
    });
    return {"cards",
            Shape::object("cards", {
                {"href", Shape::text(), "All sheets.", "card/"},
                {"links", Shape::list(link), "Sheets by class.", ""},
            }),
            "Cards for notebooks.", "", Presence::Optional};
}

Rendered render_card(const PageWorld& world, RecordId id) {
    const Record& file = world.site.at(id);
    PageFrame frame = record_frame(world.site, world.theme, id);
    frame.crumbs.push_back({world.site.entry(id).title, frame.url});
    frame.url = card_url(world.site, id);
    frame.title = world.theme.text("card_title", {world.site.entry(id).title});
    frame.in_search_engines = false;  // the same criteria as on the page it belongs to
    frame.alternates.clear();
    PageMaker page(world, std::move(frame), &file);
    Values sheets;
    for (const ClassLabel& label : classes_of(page, file))
        sheets.push_back(sheet_view(page, file, label));
    Object view;
    view.add("subject", world.site.entry(id).title);
    view.add("sheets", std::move(sheets));
    view.add("page_href", page.href(world.site.entry(id).url));
    return page.finish("criteria_card", std::move(view));
}

Shape criteria_card_page_shape(const Theme& theme) {
    const Shape work = Shape::object("work on a card", {
        {"title", Shape::text(), "Kinds of work.", "Контрольная работа"},
        {"volume", Shape::html(), "Volume of the work; may be empty.", "90–100 слов"},
        {"no_mark", Shape::flag(), "Whether no marks are given.", ""},
        marking_scheme_shape(),
        mark_words_shape(),
        {"pass", Shape::html(), "When the work is passed; may be empty.", ""},
        {"conditions", Shape::list(Shape::html()), "What must be true besides.", ""},
        {"text", Shape::html(), "Explanation; may be empty.", ""},
    });
    const Shape sheet = Shape::object("sheet of a class", {
        {"anchor", Shape::text(), "Its id on the page.", "class-6"},
        {"title", Shape::text(), "The class.", "6 класс"},
        {"works", Shape::list(work), "Kinds of work.", ""},
    });
    return page_shape(theme, Shape::object("card of criteria", {
        {"subject", Shape::text(), "The page of criteria.", "Математика. Критерии"},
        {"sheets", Shape::list(sheet), "Sheets by class.", ""},
        {"page_href", Shape::text(), "The page of criteria.", "../"},
    }));
}

}  // namespace vitrina
