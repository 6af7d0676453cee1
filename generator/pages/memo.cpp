#include "pages/memo.h"

#include <algorithm>

#include "kinds/memo.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t least_headings = 4;
constexpr int contents_level = 2;

Rendered render_memo(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    PageMaker page(world, record_frame(world.site, world.theme, id), &record);
    Object view;
    view.add("record", record_view(page, id));
    Values points;
    if (const Memo* memo = std::any_cast<Memo>(&record.data))
        for (const InlineText& point : memo->key_points)
            points.push_back(page.inline_html(point));
    view.add("has_key_points", !points.empty());
    view.add("key_points", std::move(points));
    std::vector<MarkdownAnchor> headings;
    view.add("body", page.body(headings));
    view.add("contents", contents_view(headings));
    return page.finish("memo", std::move(view));
}

}  // namespace

stache::ShapeField contents_shape() {
    const Shape heading = Shape::object("heading", {
        {"title", Shape::text(), "Text of the heading.", "Как готовиться"},
        {"href", Shape::text(), "Link to its place on the page.", "#как-готовиться"},
    });
    return {"contents",
            Shape::object("contents", {{"items", Shape::list(heading), "The headings.", ""}}),
            "Headings of a long text.", "", stache::Presence::Optional};
}

Value contents_view(const std::vector<MarkdownAnchor>& headings) {
    Values list;
    for (const MarkdownAnchor& heading : headings)
        if (heading.level == contents_level && !heading.title.empty())
            list.push_back(Object{{"title", heading.title}, {"href", "#" + heading.id}});
    if (list.size() < least_headings)
        return {};
    return Object{{"items", std::move(list)}};
}

Shape memo_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("memo page", {
        record_shape(),
        {"has_key_points", Shape::flag(), "Whether there is a summary box.", ""},
        {"key_points", Shape::list(Shape::html()), "The summary box.", ""},
        {"body", Shape::html(), "The text.", ""},
        contents_shape(),
    }));
}

void plan_memo_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "memo" && record.kind->name != "page")
            continue;
        const auto id = static_cast<RecordId>(i);
        Output output;
        output.path = output_path(world.site.entry(id).url);
        output.origin = record.place({});
        output.render = [&world, id](const PublishedFiles&) { return render_memo(world, id); };
        outputs.push_back(std::move(output));
    }
}

}  // namespace vitrina
