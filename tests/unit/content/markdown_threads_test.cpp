#include <doctest/doctest.h>

#include "base/parallel.h"
#include "unit/content/markdown_rendering.h"

using namespace vitrina;

namespace {

// Texts that need the characters which the library switches: `~`, `:`, `w`, `@`.
std::vector<std::string> texts() {
    std::vector<std::string> all;
    for (int i = 0; i < 2400; ++i) {
        const std::string number = std::to_string(i);
        std::string text = "# Памятка " + number + "\n\n~~старое " + number + "~~ http://a.ru/" +
                           number + " www.b.ru a" + number + "@c.ru и [ссылка](d" + number +
                           ")\n\n";
        for (int j = 0; j < i % 7; ++j)
            text += "| ~~а~~ | https://e.ru |\n|---|---|\n| f@g.ru | 2 |\n\nабзац ~~раз~~ два\n\n";
        all.push_back(std::move(text));
    }
    return all;
}

}  // namespace

TEST_SUITE("content/markdown_threads") {
    TEST_CASE("threads render the same bytes as one") {
        const std::vector<std::string> all = texts();
        std::vector<std::string> alone(all.size());
        parallel_for(all.size(), 1, [&](std::size_t i) { alone[i] = test::html_of(all[i]); });
        for (const std::size_t threads : {2U, 4U}) {
            std::vector<std::string> together(all.size());
            parallel_for(all.size(), threads,
                         [&](std::size_t i) { together[i] = test::html_of(all[i]); });
            CHECK(together == alone);
        }
        CHECK(alone[0].find("<del>старое 0</del> <a href=\"http://a.ru/0\">") != std::string::npos);
    }
}
