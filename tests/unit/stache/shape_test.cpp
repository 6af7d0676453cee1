#include "stache/shape.h"

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace vitrina::stache {
namespace {

Shape memo_shape() {
    const Shape step = Shape::object("step", {{"title", Shape::text(), "What to do.", "Спать"}});
    return Shape::object("memo", {
                                     {"title", Shape::text(), "The title.", "Как готовиться"},
                                     {"body", Shape::html(), "The rendered text.", "<p>…</p>"},
                                     {"draft", Shape::flag(), "Is it a draft?", ""},
                                     {"steps", Shape::list(step), "The steps.", ""},
                                     {"author", step, "Who wrote it.", "", Presence::Optional},
                                 });
}

Object memo() {
    return {{"title", "Памятка"},
            {"body", Html{"<p>"}},
            {"draft", false},
            {"steps", Values{Object{{"title", "Раз"}}}}};
}

}  // namespace

TEST_SUITE("stache/shape") {
    TEST_CASE("a value with all its fields conforms") {
        CHECK(find_mismatch(memo(), memo_shape()) == "");
        CHECK(find_mismatch(memo().add("author", Object{{"title", "Анна"}}), memo_shape()) == "");
        CHECK(find_mismatch(memo().add("author", Value()), memo_shape()) == "");
    }

    TEST_CASE("the first mismatch is named with its path") {
        Object wrong_element = {{"title", "x"}, {"body", Html{}}, {"draft", true}};
        wrong_element.add("steps", Values{Object{{"title", "x"}}, Object{{"title", true}}});
        CHECK(find_mismatch(wrong_element, memo_shape()) ==
              "steps[1].title: expected text, found flag");
        CHECK(find_mismatch(Object{{"title", Html{}}},
                            Shape::object("x", {{"title", Shape::text(), "", ""}})) ==
              "title: expected text, found html");
        CHECK(find_mismatch("text", memo_shape()) == "the view: expected object, found text");
        CHECK(find_mismatch(Object{}, memo_shape()) == "title: missing");
        CHECK(find_mismatch(memo().add("titel", "x"), memo_shape()) == "titel: not in the shape");
    }

    TEST_CASE("a shared value conforms as the value it shares") {
        const auto title = std::make_shared<const Value>("Школа");
        const Shape shape = Shape::object("x", {{"title", Shape::text(), "", ""}});
        CHECK(find_mismatch(Object{{"title", Value::share(title)}}, shape) == "");
    }

    TEST_CASE("the reference lists every name once with its type") {
        const Shape menu = Shape::recursive_object("menu item", [](const Shape& self) {
            return Shape::Fields{{"label", Shape::text(), "Its text.", "Главная"},
                                 {"below", Shape::list(self), "What is below.", ""}};
        });
        const Shape view = Shape::object(
            "view", {{"memo", memo_shape(), "The memo.", ""}, {"menu", menu, "The menu.", ""}});
        std::vector<std::string> lines;
        for (const ReferenceRow& row : reference(view))
            lines.push_back(row.path + " " + row.type +
                            (row.presence == Presence::Optional ? " optional " : " ") + row.doc +
                            row.example);

        CHECK(lines == std::vector<std::string>{
                           "memo object The memo.",
                           "memo.title text The title.Как готовиться",
                           "memo.body html The rendered text.<p>…</p>",
                           "memo.draft flag Is it a draft?",
                           "memo.steps list of object The steps.",
                           "memo.steps[].title text What to do.Спать",
                           "memo.author object optional Who wrote it.",
                           "memo.author.title text What to do.Спать",
                           "menu object The menu.",
                           "menu.label text Its text.Главная",
                           "menu.below list of object menu item What is below.",
                       });
    }

    TEST_CASE("objects are equal only to themselves") {
        const Shape one = memo_shape();
        CHECK(one == Shape(one));
        CHECK_FALSE(one == memo_shape());
    }
}

}  // namespace vitrina::stache
