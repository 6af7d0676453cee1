#include <doctest/doctest.h>

#include "base/message_text.h"
#include "support/marked.h"

using namespace vitrina;

namespace {

Place place_in(const test::Marked& marked, const std::string& path) {
    return {std::make_shared<const Source>(Source{path, marked.text}), marked.span};
}

Diagnostics two_messages() {
    Diagnostics out;
    Diagnostic& message =
        out.warning(ids::deadline_unknown,
                    place_in(test::marked("срок:\n  ⟦к\n  весне⟧"), "планы/а б.yaml"), "к весне");
    Diagnostics::note(message, ids::note_first_here, place_in(test::marked("⟦a⟧"), "a.yaml"));
    out.error(ids::file_missing, {}, "x");
    out.error(ids::file_missing, {}, "x");
    return out;
}

}  // namespace

TEST_SUITE("base/message_report") {
    TEST_CASE("the JSON report is one array with a message a line") {
        const ReportOptions options{.format = MessageFormat::Json,
                                    .style = {.language = Language::English}};

        const std::string report = render_diagnostics(two_messages(), options, nullptr);

        CHECK(report ==
              R"([
{"severity":"error","id":"file-missing","text":"there is no `x`","count":2},
{"path":"планы/а б.yaml","line":2,"column":3,"end_line":3,"end_column":8,"severity":"warning",)"
              R"("id":"deadline-unknown","text":"deadline not understood: «к весне»",)"
              R"("help":"write the month («март 2026 г.») or set from and to",)"
              R"("notes":[{"path":"a.yaml","line":1,"column":1,"end_line":1,"end_column":2,)"
              R"("text":"first given here"}],"count":1}
]
)");
    }

    TEST_CASE("a report without messages is an empty array") {
        CHECK(render_diagnostics({}, {.format = MessageFormat::Json}, nullptr) == "[]\n");
    }

    TEST_CASE("the SARIF report names rules, places in code points and notes") {
        Diagnostics out;
        Diagnostic& message =
            out.error(ids::file_missing, place_in(test::marked("я ⟦b⟧"), "планы/а б.yaml"), "x");
        Diagnostics::note(message, ids::note_first_here, {});
        const ReportOptions options{.format = MessageFormat::Sarif,
                                    .style = {.language = Language::English},
                                    .version = "0.1.0"};

        CHECK(render_diagnostics(out, options, nullptr) == R"({
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "vitrina",
          "version": "0.1.0",
          "rules": [
            {
              "id": "file-missing",
              "fullDescription": {
                "text": "A file or folder that is needed is not there, or vanished while the site was being built."
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "file-missing",
          "level": "error",
          "message": {
            "text": "there is no `x`"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "%D0%BF%D0%BB%D0%B0%D0%BD%D1%8B/%D0%B0%20%D0%B1.yaml"
                },
                "region": {
                  "startLine": 1,
                  "startColumn": 3,
                  "endLine": 1,
                  "endColumn": 4
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "message": {
                "text": "first given here"
              }
            }
          ]
        }
      ]
    }
  ]
}
)");
    }
}
