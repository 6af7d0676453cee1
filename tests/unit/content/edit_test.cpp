#include "content/edit.h"

#include <string>

#include <doctest/doctest.h>

namespace vitrina {
namespace {

struct ReadText {
    std::string text;
    YamlNode root;
};

ReadText read(std::string text) {
    const auto source = std::make_shared<const Source>(Source{"x.yaml", text});
    Diagnostics out;
    auto root = read_yaml(source, {0, static_cast<std::uint32_t>(text.size())}, out);
    REQUIRE(root);
    REQUIRE_FALSE(out.has_errors());
    return {std::move(text), std::move(*root)};
}

std::string with_updated(std::string text, std::string_view after = "date") {
    const ReadText file = read(std::move(text));
    return apply_edits(file.text,
                       {set_value(file.text, file.root, "updated", "2026-01-31", after)});
}

std::string with_removed(std::string text) {
    const ReadText file = read(std::move(text));
    return apply_edits(file.text, {append_value(file.text, file.root, "removed", "{id: x}")});
}

std::string with_id(std::string text) {
    const ReadText file = read(std::move(text));
    const YamlNode& row = file.root.find("rows")->children.front();
    return apply_edits(file.text, {put_first(file.text, row, "id", "r01")});
}

}  // namespace

TEST_SUITE("content/edit") {
    TEST_CASE("a value is replaced and its comment stays") {
        CHECK(with_updated("title: x\nupdated: 2025-01-01  # last\n") ==
              "title: x\nupdated: 2026-01-31  # last\n");
        CHECK(with_updated("{title: x, updated: 2025-01-01}\n") ==
              "{title: x, updated: 2026-01-31}\n");
    }

    TEST_CASE("a key without a value gets one") {
        CHECK(with_updated("updated:\ntitle: x\n") == "updated: 2026-01-31\ntitle: x\n");
        CHECK(with_updated("updated:  # later\ntitle: x\n") ==
              "updated: 2026-01-31  # later\ntitle: x\n");
    }

    TEST_CASE("a new key stands below the line it follows and above the comments of the next") {
        CHECK(with_updated(
                  "title: x\ndate: 2025-01-01  # d\n# of the audience\naudience: parents\n") ==
              "title: x\ndate: 2025-01-01  # d\nupdated: 2026-01-31\n# of the audience\naudience: "
              "parents\n");
    }

    TEST_CASE("a new key stands above the key that follows a value of several lines") {
        CHECK(with_updated("title: |\n  x\n\n  y\nsummary: z\n", "title") ==
              "title: |\n  x\n\n  y\nupdated: 2026-01-31\nsummary: z\n");
        CHECK(with_updated("title: x\n  y\nsummary: z\n", "title") ==
              "title: x\n  y\nupdated: 2026-01-31\nsummary: z\n");
    }

    TEST_CASE("a new key stands above a last value of several lines") {
        CHECK(with_updated("title: |\n  x\n", "title") == "updated: 2026-01-31\ntitle: |\n  x\n");
    }

    TEST_CASE("a new key keeps the line ends and the byte order mark of the file") {
        CHECK(with_updated("\xEF\xBB\xBF"
                           "date: 2025-01-01\r\ntitle: x\r\n") ==
              "\xEF\xBB\xBF"
              "date: 2025-01-01\r\nupdated: 2026-01-31\r\ntitle: x\r\n");
        CHECK(with_updated("\xEF\xBB\xBF"
                           "title: |\n  x\n",
                           "title") ==
              "\xEF\xBB\xBF"
              "updated: 2026-01-31\ntitle: |\n  x\n");
    }

    TEST_CASE("a last line without its end gets a new key below it") {
        CHECK(with_updated("date: 2025-01-01") == "date: 2025-01-01\nupdated: 2026-01-31");
    }

    TEST_CASE("a mapping in braces grows inside them") {
        CHECK(with_updated("{date: 2025-01-01, title: x}\n") ==
              "{date: 2025-01-01, updated: 2026-01-31, title: x}\n");
        CHECK(with_updated("{}\n") == "{updated: 2026-01-31}\n");
    }

    TEST_CASE("an empty file gets its first key") {
        CHECK(with_updated("") == "updated: 2026-01-31\n");
    }

    TEST_CASE("the first key of a list's item keeps the column of the others") {
        CHECK(with_id("rows:\n  - no: 1\n    measure: x\n") ==
              "rows:\n  - id: r01\n    no: 1\n    measure: x\n");
        CHECK(with_id("rows:\n-   no: 1\n    measure: x\n") ==
              "rows:\n-   id: r01\n    no: 1\n    measure: x\n");
        CHECK(with_id("rows: [{no: 1, measure: x}]\n") == "rows: [{id: r01, no: 1, measure: x}]\n");
    }

    TEST_CASE("a list grows in the style it has") {
        CHECK(with_removed("title: x\n") == "title: x\nremoved:\n  - {id: x}\n");
        CHECK(with_removed("title: x") == "title: x\nremoved:\n  - {id: x}\n");
        CHECK(with_removed("removed:  # by us\ntitle: x\n") ==
              "removed: [{id: x}]  # by us\ntitle: x\n");
        CHECK(with_removed("removed: []\n") == "removed: [{id: x}]\n");
        CHECK(with_removed("removed: [{id: a}]  # a\n") == "removed: [{id: a}, {id: x}]  # a\n");
        CHECK(with_removed("removed: {id: a}\n") == "removed: [{id: a}, {id: x}]\n");
        CHECK(with_removed("removed:\n- {id: a}  # a\ntitle: x\n") ==
              "removed:\n- {id: a}  # a\n- {id: x}\ntitle: x\n");
        CHECK(with_removed("removed:\n  - id: a\n    date: b\n\ntitle: x\n") ==
              "removed:\n  - id: a\n    date: b\n  - {id: x}\n\ntitle: x\n");
    }

    TEST_CASE("a scalar is quoted when a reader could take it for something else") {
        CHECK(yaml_scalar("memos/Памятка-1.2_x") == "memos/Памятка-1.2_x");
        CHECK(yaml_scalar("it's: a #1") == "'it''s: a #1'");
        CHECK(yaml_scalar("-a") == "'-a'");
        CHECK(yaml_scalar("") == "''");
    }
}

}  // namespace vitrina
