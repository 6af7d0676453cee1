#include "cli/new_texts.h"

#include <doctest/doctest.h>

#include "kinds/kind.h"

namespace vitrina {

TEST_SUITE("cli/new_texts") {
    TEST_CASE("every kind has a text with the title quoted and nothing left to fill in") {
        for (const Kind& kind : all_kinds()) {
            CAPTURE(kind.name);
            const NewText* text = find_new_text(kind.name);
            REQUIRE(text != nullptr);
            const NewValues values{"It's «x»: # 1", {2026, 2, 3}, {2025}, "administration"};
            for (const std::string& filled : fill_new_text(text->text, values)) {
                CAPTURE(filled);
                CHECK(filled.find('@') == std::string::npos);
                CHECK(filled.find("'It''s «x»: # 1'") != std::string::npos);
            }
        }
    }

    TEST_CASE("the last text of every kind is a draft and the others are not") {
        for (const Kind& kind : all_kinds()) {
            CAPTURE(kind.name);
            const NewText* text = find_new_text(kind.name);
            REQUIRE(text != nullptr);
            const auto all = fill_new_text(text->text, {"x", {2026, 2, 3}, {2025}, "x"});
            REQUIRE(all.size() >= 2);
            for (const std::string& one : all)
                CHECK((one.find("\ndraft: true\n") != std::string::npos) == (&one == &all.back()));
        }
    }
}

}  // namespace vitrina
