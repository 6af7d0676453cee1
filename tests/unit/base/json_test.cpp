#include "base/json.h"

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

JsonValue example() {
    JsonObject row;
    row.add("no", "1.");
    row.add("weight", JsonNumber{"4.65"});
    JsonObject plan;
    plan.add("title", "План «А»");
    plan.add("draft", false);
    plan.add("rows", JsonArray{row, JsonValue()});
    plan.add("goals", JsonArray{});
    plan.add("count", JsonValue::number(-12));
    return plan;
}

}  // namespace

TEST_SUITE("base/json") {
    TEST_CASE("members keep their order and numbers their text") {
        CHECK(json_text(example(), JsonForm::Compact) ==
              R"({"title":"План «А»","draft":false,"rows":[{"no":"1.","weight":4.65},null],)"
              R"("goals":[],"count":-12})");
    }

    TEST_CASE("what is written member by member is what a value of it would be") {
        for (const JsonForm form : {JsonForm::Compact, JsonForm::Indented, JsonForm::Embedded}) {
            JsonWriter writer(form);
            writer.open_object();
            writer.member("title", "План «А»");
            writer.key("draft");
            writer.literal("false");
            writer.member_unless_empty("note", "");
            writer.key("rows");
            writer.open_array();
            writer.open_object();
            writer.member("no", "1.");
            writer.key("weight");
            writer.literal("4.65");
            writer.close_object();
            writer.value(JsonValue());
            writer.close_array();
            writer.key("goals");
            writer.open_array();
            writer.close_array();
            writer.key("count");
            writer.value(JsonValue::number(-12));
            writer.close_object();
            const std::string end = form == JsonForm::Indented ? "\n" : "";
            CHECK(writer.take() + end == json_text(example(), form));
        }
    }

    TEST_CASE("the indented form has two spaces a level and ends its line") {
        CHECK(json_text(example(), JsonForm::Indented) == R"({
  "title": "План «А»",
  "draft": false,
  "rows": [
    {
      "no": "1.",
      "weight": 4.65
    },
    null
  ],
  "goals": [],
  "count": -12
}
)");
    }

    TEST_CASE("quotes and controls are escaped and bad bytes replaced") {
        CHECK(json_text("\"a\\b\"\n\t\r\x01\x7F я\xFF", JsonForm::Compact) ==
              R"("\"a\\b\"\n\t\r\u0001\u007f я)"
              "\uFFFD\"");
    }

    TEST_CASE("the embedded form cannot end its script") {
        CHECK(json_text("</script><!-- & \u2028 -->", JsonForm::Embedded) ==
              R"("\u003c/script\u003e\u003c!-- \u0026 \u2028 --\u003e")");
        CHECK(json_text("</script>", JsonForm::Compact) == R"("</script>")");
    }

    TEST_CASE("empty values are left out on demand") {
        JsonObject object;
        object.add_unless_empty("a", "");
        object.add_unless_empty("b", JsonArray{});
        object.add_unless_empty("c", JsonObject{});
        object.add_unless_empty("d", JsonValue());
        object.add_unless_empty("e", false);
        object.add_unless_empty("f", JsonValue::number(0));
        CHECK(json_text(object, JsonForm::Compact) == R"({"e":false,"f":0})");
        CHECK(object.find("e") != nullptr);
        CHECK(object.find("a") == nullptr);
    }

    TEST_CASE("empty containers are written as such") {
        CHECK(json_text(JsonObject{}, JsonForm::Compact) == "{}");
        CHECK(json_text(JsonArray{}, JsonForm::Indented) == "[]\n");
        CHECK(json_text(true, JsonForm::Embedded) == "true");
    }
}
