#include "pages/marking_scheme.h"

#include "pages/question_view.h"

namespace vitrina {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

namespace {

Value part_view(PageMaker& page, const SourcePtr& source, const Part& part) {
    const Theme& theme = page.theme();
    Values levels;
    for (const auto& [points, meaning] : part.levels.items)
        levels.push_back(Object{{"points", number_text(theme, points.value)},
                                {"text", page.inline_of(source, meaning)}});
    const std::string max = part.max.value ? number_text(theme, *part.max.value) : std::string();
    std::string zero;
    if (part.zero_if.is_set())
        zero = theme.text("scheme_zero_if",
                          {part.zero_if.part, points_text(theme, part.zero_if.points)});
    return Object{{"id", part.id.value},
                  {"title", page.inline_of(source, part.title)},
                  {"max", max},
                  {"has_levels", !levels.empty()},
                  {"levels", std::move(levels)},
                  {"zero_if", zero}};
}

}  // namespace

Value marking_scheme(PageMaker& page, const std::vector<Part>& parts, const SchemeTexts& texts) {
    if (parts.empty())
        return {};
    Values rows;
    for (const Part& part : parts)
        rows.push_back(part_view(page, texts.source, part));
    return Object{{"caption", texts.caption}, {"parts", std::move(rows)}};
}

stache::ShapeField marking_scheme_shape() {
    const Shape level = Shape::object("level", {
        {"points", Shape::text(), "Points.", "2"},
        {"text", Shape::html(), "What they are given for.", ""},
    });
    const Shape part = Shape::object("marking part", {
        {"id", Shape::text(), "Its id.", "К1"},
        {"title", Shape::html(), "What is judged; may be empty.", ""},
        {"max", Shape::text(), "The most it gives; may be empty.", "2"},
        {"has_levels", Shape::flag(), "Whether points are described one by one.", ""},
        {"levels", Shape::list(level), "Points and what they are given for.", ""},
        {"zero_if", Shape::text(), "When it gives nothing; may be empty.", ""},
    });
    return {"scheme",
            Shape::object("marking scheme", {
                {"caption", Shape::text(), "Name of the table.", "Как проверяют задание 6"},
                {"parts", Shape::list(part), "Parts in order.", ""},
            }),
            "How points are given part by part.", "", Presence::Optional};
}

}  // namespace vitrina
