#include <algorithm>
#include <ctime>

#include <doctest/doctest.h>

#include "support/hostile_markdown.h"
#include "unit/content/markdown_rendering.h"

using namespace vitrina;

namespace {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Of rendering and flattening, with everything on that looks at the text.
double seconds_of(const std::string& text) {
    static const std::vector<Abbreviation> words = {{"ВПР", "работы"}, {"ОГЭ", "экзамен"}};
    MarkdownOptions options{.source = std::make_shared<Source>(Source{"a.md", ""}),
                            .clauses = true,
                            .abbreviations = &words};
    std::size_t places = 0;
    options.resolve = [&](const MarkdownLink& link) {
        places += link.place.span.end;
        return MarkdownTarget{.href = link.url};
    };
    const double begin = cpu_seconds();
    MarkdownFacts facts;
    Diagnostics out;
    const std::string html = render_markdown(test::mapped(text), options, facts, out);
    const std::string plain = flatten_markdown(text);
    const double seconds = cpu_seconds() - begin;
    CHECK((out.has_errors() || html.size() <= 20 * text.size() + (1U << 20U)));
    CHECK(plain.size() <= 4 * text.size() + 64);
    return seconds;
}

// A machine that is busy measures too much, never too little: the best of a few counts.
bool takes_twice_as_long(const test::HostileMarkdown& hostile, std::size_t bytes) {
    constexpr double factor = 2.6;
    constexpr double floor_seconds = 0.05;
    const std::string half = hostile.make(bytes);
    const std::string whole = hostile.make(2 * bytes);
    double seconds = seconds_of(half);
    double doubled = seconds_of(whole);
    for (int i = 0; i < 3 && doubled > factor * seconds + floor_seconds; ++i) {
        seconds = std::max(seconds, seconds_of(half));
        doubled = std::min(doubled, seconds_of(whole));
    }
    CAPTURE(seconds);
    CAPTURE(doubled);
    return doubled <= factor * seconds + floor_seconds;
}

}  // namespace

TEST_SUITE("content/markdown_hostile") {
    TEST_CASE("hostile text takes linear time or is refused") {
        constexpr std::size_t bytes = 50'000;
        for (const test::HostileMarkdown& hostile : test::hostile_markdown()) {
            CAPTURE(hostile.name);
            CHECK(takes_twice_as_long(hostile, bytes));
        }
    }

    TEST_CASE("hostile text stays within the limits of refusal") {
        // Just below the limits, where everything is still read: pieces with empty lines between.
        for (const test::HostileMarkdown& hostile : test::hostile_markdown()) {
            CAPTURE(hostile.name);
            const std::string piece = hostile.make(1'500) + "\n\n";
            CHECK(seconds_of(test::repeated(piece, 60'000)) < 2.0);
        }
    }
}
