// Templates as the program uses them: shapes that contain themselves, limits, threads, speed.
#include "stache/template.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "base/diagnostics.h"

namespace vitrina::stache {
namespace {

void add(TemplateSet& set, const std::string& name, const std::string& text) {
    Diagnostics out;
    set.add(name, std::make_shared<const Source>(Source{name, text}), out);
    REQUIRE_FALSE(out.has_errors());
}

std::string rendered(const Template& page, const Value& view) {
    std::string out;
    page.render(view, out);
    return out;
}

Shape menu_shape() {
    return Shape::recursive_object("menu item", [](const Shape& self) {
        return Shape::Fields{
            {"title", Shape::text(), "What the item says.", "Памятки"},
            {"items", Shape::list(self), "The items below it.", ""},
        };
    });
}

Value menu_item(std::string title, Values items) {
    return Object{{"title", std::move(title)}, {"items", std::move(items)}};
}

MessageId only_error(const Diagnostics& out) {
    REQUIRE(out.items().size() == 1);
    return out.items().front().id;
}

}  // namespace

TEST_SUITE("stache/template") {
    TEST_CASE("a template takes in itself for the elements of its own object") {
        TemplateSet set;
        add(set, "page", "<nav>\n  {{#menu}}\n  {{>item}}\n  {{/menu}}\n</nav>\n");
        add(set, "item", "<li>{{title}} ({{site}})\n{{#items}}\n  {{>item}}\n{{/items}}\n</li>\n");
        const Shape view = Shape::object(
            "view", {{"site", Shape::text(), "", ""}, {"menu", Shape::list(menu_shape()), "", ""}});
        Diagnostics out;

        const Template page = set.compile("page", view, out);
        const Value data = Object{
            {"site", "Школа"},
            {"menu",
             Values{menu_item("А", {menu_item("Б", {menu_item("В", {})}), menu_item("Г", {})})}}};

        REQUIRE_FALSE(out.has_errors());
        CHECK(rendered(page, data) ==
              "<nav>\n"
              "  <li>А (Школа)\n"
              "    <li>Б (Школа)\n"
              "      <li>В (Школа)\n"
              "      </li>\n"
              "    </li>\n"
              "    <li>Г (Школа)\n"
              "    </li>\n"
              "  </li>\n"
              "</nav>\n");
    }

    TEST_CASE("what follows a recursion sees its own names again") {
        TemplateSet set;
        add(set, "page", "{{#items}}{{>item}}{{title}};{{/items}}{{title}}");
        add(set, "item", "{{title}}[{{#items}}{{>item}}{{title}}{{/items}}]{{title}}");
        Diagnostics out;

        const Template page = set.compile("page", menu_shape(), out);
        const Value data = menu_item("0", {menu_item("1", {menu_item("2", {})})});

        REQUIRE_FALSE(out.has_errors());
        CHECK(rendered(page, data) == "1[2[]22]11;0");
    }

    TEST_CASE("a chain of templates has a limit and shows itself") {
        TemplateSet set;
        for (int i = 0; i < 70; ++i)
            add(set, "t" + std::to_string(i), "{{>t" + std::to_string(i + 1) + "}}");
        add(set, "t70", "end");
        Diagnostics out;

        set.compile("t0", Shape::object("view", {}), out);

        CHECK(only_error(out) == ids::template_too_deep);
        CHECK(out.items().front().notes.size() == 63);
        CHECK(out.items().front().place.source->path == "t63");
    }

    TEST_CASE("templates that double with each level are refused") {
        TemplateSet set;
        for (int i = 0; i < 40; ++i) {
            const std::string next = "{{>t" + std::to_string(i + 1) + "}}";
            add(set, "t" + std::to_string(i), next + next);
        }
        add(set, "t40", "end");
        Diagnostics out;

        set.compile("t0", Shape::object("view", {}), out);

        CHECK(only_error(out) == ids::template_too_large);
    }

    TEST_CASE("of mistakes that double with each level a thousand are told") {
        TemplateSet set;
        for (int i = 0; i < 12; ++i) {
            const std::string next = "{{>t" + std::to_string(i + 1) + "}}";
            add(set, "t" + std::to_string(i), "{{nothing}}" + next + next);
        }
        add(set, "t12", "{{nothing}}");
        Diagnostics out;

        set.compile("t0", Shape::object("view", {}), out);

        CHECK(out.error_count() == 1000);
    }

    TEST_CASE("a template that is not there is reported with a suggestion") {
        TemplateSet set;
        add(set, "memo", "");
        Diagnostics out;

        const Template page = set.compile("mmeo", Shape::object("view", {}), out);

        CHECK(only_error(out) == ids::template_missing);
        CHECK(out.items().front().args == std::vector<std::string>{"mmeo", "memo"});
        CHECK(rendered(page, Object{}).empty());
    }

    TEST_CASE("the set knows its names and what takes in what") {
        TemplateSet set;
        add(set, "page", "{{<frame}}{{$main}}{{>part}}{{/main}}{{/frame}}");
        add(set, "frame", "{{$main}}{{/main}}{{#x}}{{>foot}}{{/x}}");
        add(set, "part", "{{>page}}");
        add(set, "foot", "");
        add(set, "other", "");

        CHECK(set.names() ==
              std::vector<std::string_view>{"foot", "frame", "other", "page", "part"});
        CHECK(set.included_by("page") == std::vector<std::string_view>{"foot", "frame", "part"});
        CHECK(set.included_by("other").empty());
    }

    TEST_CASE("a template without errors in one place still renders nothing after an error") {
        TemplateSet set;
        add(set, "page", "text {{nope}}");
        Diagnostics out;

        const Template page = set.compile("page", Shape::object("view", {}), out);

        CHECK(rendered(page, Object{}).empty());
    }

    TEST_CASE("rendering appends") {
        TemplateSet set;
        add(set, "page", "{{x}}");
        Diagnostics out;
        const Template page =
            set.compile("page", Shape::object("view", {{"x", Shape::text(), "", ""}}), out);

        std::string text = "<";
        page.render(Object{{"x", "&"}}, text);
        page.render(Object{{"x", ">"}}, text);

        CHECK(text == "<&amp;&gt;");
    }

    TEST_CASE("markup tells where it was printed") {
        TemplateSet set;
        add(set, "page", "<main>{{#text}}{{{text}}}{{/text}}</main>{{>again}}");
        add(set, "again", "<p>{{{text}}}</p>");
        const Shape view = Shape::object("view", {{"text", Shape::html(), "", ""}});
        Diagnostics out;
        const Template page = set.compile("page", view, out);
        REQUIRE_FALSE(out.has_errors());
        std::vector<std::size_t> places;
        Html text{"<b>…</b>"};
        text.places = &places;
        CHECK(rendered(page, Object{{"text", text}}) == "<main><b>…</b></main><p><b>…</b></p>");
        CHECK(places == std::vector<std::size_t>{6, 26});
    }

    TEST_CASE("many threads render one template alike") {
        TemplateSet set;
        add(set, "page", "{{#items}}{{>item}}{{/items}}");
        add(set, "item", "{{title}}\n{{#items}}\n {{>item}}\n{{/items}}\n");
        Diagnostics out;
        const Template page = set.compile("page", menu_shape(), out);
        const Value data =
            menu_item("0", {menu_item("1", {menu_item("2", {}), menu_item("3", {})})});
        const std::string expected = rendered(page, data);

        std::vector<std::string> results(4);
        std::vector<std::thread> threads;
        for (std::string& result : results)
            threads.emplace_back([&] {
                for (int i = 0; i < 200; ++i)
                    result = rendered(page, data);
            });
        for (std::thread& thread : threads)
            thread.join();

        CHECK(results == std::vector<std::string>(4, expected));
    }

    TEST_CASE("very deep data ends a recursion and not the program") {
        TemplateSet set;
        add(set, "page", "{{title}}{{#items}}{{>page}}{{/items}}");
        Diagnostics out;
        const Template page = set.compile("page", menu_shape(), out);
        Value data = menu_item("x", {});
        for (int i = 0; i < 2000; ++i) {
            Values one;
            one.push_back(std::move(data));
            data = menu_item("x", std::move(one));
        }

        CHECK(rendered(page, data).size() == 1001);
    }
}

}  // namespace vitrina::stache
