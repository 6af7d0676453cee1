#include "cli/missing_ids.h"

#include <string>

#include <doctest/doctest.h>

namespace vitrina {
namespace {

std::string with_ids(const std::string& text) {
    Diagnostics out;
    const auto result =
        write_missing_ids(std::make_shared<const Source>(Source{"x.yaml", text}), out);
    CHECK_FALSE(out.has_errors());
    REQUIRE(result);
    return *result;
}

}  // namespace

TEST_SUITE("cli/missing_ids") {
    TEST_CASE("rows are named after their printed numbers") {
        CHECK(with_ids("rows:\n  - {no: \"2.\", measure: a}\n  - {no: 1, measure: b}\n") ==
              "rows:\n  - {id: r02, no: \"2.\", measure: a}\n  - {id: r01, no: 1, measure: b}\n");
    }

    TEST_CASE("rows are counted through when numbers repeat or are missing") {
        CHECK(with_ids("sections:\n  - title: A\n    rows: [{no: 1, measure: a}]\n"
                       "  - title: B\n    rows: [{no: 1, measure: b}]\n") ==
              "sections:\n  - title: A\n    rows: [{id: r01, no: 1, measure: a}]\n"
              "  - title: B\n    rows: [{id: r02, no: 1, measure: b}]\n");
    }

    TEST_CASE("an id that is there is kept and not given again") {
        CHECK(with_ids("rows:\n  - {id: r01, measure: a}\n  - {measure: b}\n  - {measure: c}\n") ==
              "rows:\n  - {id: r01, measure: a}\n  - {id: r02, measure: b}\n  - {id: r03, measure: "
              "c}\n");
        CHECK(with_ids("rows:\n  - {measure: a}\n  - {id: r01, measure: b}\n") ==
              "rows:\n  - {id: r02, measure: a}\n  - {id: r01, measure: b}\n");
    }

    TEST_CASE("an empty id is filled in") {
        CHECK(with_ids("rows:\n  - id:\n    measure: a\n") ==
              "rows:\n  - id: r01\n    measure: a\n");
    }

    TEST_CASE("criteria tasks and items get ids and texts between items do not") {
        CHECK(with_ids("records: {work: a}\n") == "records: {id: k01, work: a}\n");
        CHECK(with_ids("tasks:\n- stem: a\n") == "tasks:\n- id: t01\n  stem: a\n");
        CHECK(with_ids("items:\n  - {passage: p}\n  - {no: 7, stem: a}\n") ==
              "items:\n  - {passage: p}\n  - {id: t07, no: 7, stem: a}\n");
    }

    TEST_CASE("a file with nothing to name stays as it is") {
        CHECK(with_ids("title: x\nrows: []\n") == "title: x\nrows: []\n");
    }

    TEST_CASE("a file that is no YAML is reported and left alone") {
        Diagnostics out;
        const auto source = std::make_shared<const Source>(Source{"x.yaml", "a: \"b\n"});
        CHECK_FALSE(write_missing_ids(source, out));
        CHECK(out.has_errors());
    }
}

}  // namespace vitrina
