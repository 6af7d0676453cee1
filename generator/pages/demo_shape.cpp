// What the templates of demo tests see.
#include "pages/demo.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Presence;
using stache::Shape;

Shape section_shape() {
    Shape::Fields fields = {
        {"anchor", Shape::text(), "Its id on the page.", "задание.3"},
        {"reading_href", Shape::text(), "The question on the page for reading.", "../#задание.3"},
        {"no", Shape::text(), "Its number.", "3"},
        {"label", Shape::text(), "Its name.", "Задание 3"},
        {"note", Shape::text(), "Level and points; may be empty.", "базовый уровень, 1 балл"},
        {"type", Shape::text(), "Its type, as a word of the format.", "multi"},
        {"check", Shape::text(), "What is right, for the script; empty where answers are not shown.",
         R"({"max":"1","right":[2]})"},
        {"kes", Shape::text(), "Codes of content; may be empty.", "1.2"},
        {"kt", Shape::text(), "Codes of requirements; may be empty.", "1.1"},
    };
    for (stache::ShapeField& field : question_fields())
        fields.push_back(std::move(field));
    const Shape entry = Shape::object("test entry", {
        {"text", Shape::html(), "A text for the questions below it; else empty.", ""},
        {"item", Shape::object("test item", std::move(fields)), "A question.", "",
         Presence::Optional},
    });
    return Shape::object("test section", {
        {"id", Shape::text(), "Id of its heading.", "часть.1"},
        {"title", Shape::html(), "Its heading.", "Часть 1"},
        {"entries", Shape::list(entry), "Texts and questions in order.", ""},
    });
}

Shape specification_shape() {
    const Shape row = Shape::object("specification row", {
        {"no", Shape::text(), "Number of the question.", "3"},
        {"href", Shape::text(), "Link to it.", "#задание.3"},
        {"type", Shape::text(), "Its type.", "выбор одного ответа"},
        {"level", Shape::text(), "Level; may be empty.", "базовый уровень"},
        {"kes", Shape::text(), "Codes of content; may be empty.", "1.2"},
        {"kt", Shape::text(), "Codes of requirements; may be empty.", "1.1"},
        {"max", Shape::text(), "Points.", "1"},
    });
    return Shape::object("specification", {
        {"has_level", Shape::flag(), "Whether some question has a level.", ""},
        {"has_kes", Shape::flag(), "Whether some question has codes of content.", ""},
        {"has_kt", Shape::flag(), "Whether some question has codes of requirements.", ""},
        {"rows", Shape::list(row), "One per question.", ""},
        {"total", Shape::text(), "Sum of points; may be empty.", "18 баллов"},
    });
}

Shape test_shape() {
    return Shape::object("browser test", {
        {"revision", Shape::text(), "Changes when what is asked changes.", "9f86d081884c7d65"},
        {"minutes", Shape::text(), "How long it takes; may be empty.", "40"},
        {"thresholds", Shape::text(), "Marks and their lowest points, best mark first.",
         R"([[5,"10"],[4,"7"]])"},
        {"checks", Shape::flag(), "Whether the page may check answers.", ""},
    });
}

Shape key_shape() {
    const Shape row = Shape::object("key row", {
        {"no", Shape::text(), "Number of the question.", "3"},
        {"href", Shape::text(), "Link to its answer.", "#задание.3"},
        {"answer", Shape::text(), "Short answer; empty where a scheme is needed.", "2, 4"},
        {"max", Shape::text(), "Points.", "2"},
    });
    return Shape::object("key", {{"rows", Shape::list(row), "One per question.", ""}});
}

}  // namespace

Shape demo_page_shape(const Theme& theme) {
    const Shape band = Shape::object("band", {
        {"mark", Shape::text(), "The mark.", "4"},
        {"points", Shape::text(), "Its points.", "7–9 баллов"},
    });
    const Shape scale = Shape::object("scale", {
        {"bands", Shape::list(band), "Best mark first.", ""},
    });
    return page_shape(theme, Shape::object("demo page", {
        record_shape(),
        {"test_title", Shape::text(), "Title of the test on all of its pages.", "Входная работа"},
        {"duration", Shape::text(), "How long; may be empty.", "40 минут"},
        {"has_aids", Shape::flag(), "Whether anything may be used.", ""},
        {"aids", Shape::list(Shape::html()), "What may be used.", "линейка"},
        {"total", Shape::text(), "Sum of points; may be empty.", "18 баллов"},
        {"instructions", Shape::html(), "Instructions; may be empty.", ""},
        {"reading_href", Shape::text(), "The page for reading.", "../"},
        {"print_href", Shape::text(), "The page for print.", "print/"},
        {"answers_href", Shape::text(), "The answers; empty when not published.", "answers/"},
        {"answers_withheld", Shape::flag(), "Whether answers are not published.", ""},
        {"criteria", link_shape(), "By which criteria it is marked.", "", Presence::Optional},
        {"scale", scale, "Points and marks.", "", Presence::Optional},
        {"sections", Shape::list(section_shape()), "The test.", ""},
        {"key", key_shape(), "All short answers, on the page of answers.", "", Presence::Optional},
        {"specification", specification_shape(), "What the test consists of.", ""},
        {"test", test_shape(), "For the script, on the page for reading.", "", Presence::Optional},
    }));
}

}  // namespace vitrina
