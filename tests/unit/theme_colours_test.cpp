// The colours of the theme `base`: every scheme that its stylesheets set, light, dark, more
// contrast and those of the low-vision panel, keeps its contrast.
//
// What a colour is for stands in its name. `page`, `surface` and `…-surface` are grounds;
// `on-accent` is text on `accent`; `line` is an ornament; `line-…`, `accent` and `focus…` are
// borders and marks of focus; every other colour is text, on `page` and `surface`, and on the
// ground of its own name. On coloured grounds stand `text` and `link` as well.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/archive.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

using Colours = std::map<std::string, std::string>;  // name without `--` → `#rrggbb`

constexpr double text_contrast = 7.0;
constexpr double mark_contrast = 3.0;

std::string stylesheet(const std::string& name) {
    const std::string path = test::tests_folder() + "/../themes/base/assets/" + name;
    return std::regex_replace(test::read_test_file(path),
                              std::regex("/\\*[^*]*\\*+([^/*][^*]*\\*+)*/"), "");
}

struct ColourRule {
    std::string media;  // what stands before the enclosing `{`; empty at the top
    std::string selector;
    Colours colours;
};

Colours colours_in(const std::string& declarations) {
    static const std::regex colour("--([a-z0-9-]+):\\s*(#[0-9a-fA-F]{6})\\s*;");
    Colours found;
    for (std::sregex_iterator it(declarations.begin(), declarations.end(), colour), end; it != end;
         ++it)
        found[(*it)[1]] = (*it)[2];
    return found;
}

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \n;}");
    const std::size_t end = text.find_last_not_of(" \n");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

// The rules that set colours, in order. Blocks of rules are as deep as `@media`.
std::vector<ColourRule> colour_rules(const std::string& css) {
    std::vector<ColourRule> rules;
    std::vector<std::string> open;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < css.size(); ++i) {
        if (css[i] == '{') {
            std::string head = css.substr(begin, i - begin);
            head = head.substr(head.rfind(';') == std::string::npos ? 0 : head.rfind(';') + 1);
            open.push_back(trimmed(head));
            begin = i + 1;
        } else if (css[i] == '}') {
            const Colours colours = colours_in(css.substr(begin, i - begin));
            if (!colours.empty() && !open.empty())
                rules.push_back({open.size() > 1 ? open.front() : "", open.back(), colours});
            if (!open.empty())
                open.pop_back();
            begin = i + 1;
        }
    }
    return rules;
}

// As WCAG 2 defines it.
double luminance(const std::string& colour) {
    constexpr double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double part = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum +=
            weights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast(const std::string& a, const std::string& b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

bool is_ground(const std::string& name) {
    return name == "page" || name == "surface" || name.ends_with("-surface");
}

bool is_mark(const std::string& name) {
    return name.starts_with("line-") || name == "accent" || name.starts_with("focus");
}

void check_pair(const std::string& scheme,
                const Colours& colours,
                const std::string& name,
                const std::string& ground,
                double least) {
    REQUIRE_MESSAGE(colours.contains(ground), scheme << ": no --" << ground);
    const double found = contrast(colours.at(name), colours.at(ground));
    CHECK_MESSAGE(found >= least, scheme << ": --" << name << " on --" << ground << " is " << found
                                         << ", not " << least);
}

void check_scheme(const std::string& scheme, const Colours& colours) {
    for (const auto& [name, value] : colours) {
        if (is_ground(name)) {
            check_pair(scheme, colours, "text", name, text_contrast);
            check_pair(scheme, colours, "link", name, text_contrast);
            continue;
        }
        if (name == "line")
            continue;
        if (name.starts_with("on-")) {
            check_pair(scheme, colours, name, name.substr(3), text_contrast);
            continue;
        }
        const double least = is_mark(name) ? mark_contrast : text_contrast;
        check_pair(scheme, colours, name, "page", least);
        check_pair(scheme, colours, name, "surface", least);
        if (colours.contains(name + "-surface"))
            check_pair(scheme, colours, name, name + "-surface", least);
    }
}

Colours laid_over(Colours below, const Colours& above) {
    for (const auto& [name, value] : above)
        below[name] = value;
    return below;
}

}  // namespace

TEST_SUITE("theme colours") {
    TEST_CASE("every scheme of the site keeps 7:1 for text and 3:1 for marks") {
        const std::vector<ColourRule> rules = colour_rules(stylesheet("site/colours.css") + stylesheet("site/print.css"));
        REQUIRE(!rules.empty());
        REQUIRE(rules.front().selector == ":root");
        REQUIRE(rules.front().media.empty());
        const Colours light = rules.front().colours;
        Colours dark = light;
        std::size_t dark_schemes = 0;
        check_scheme("light", light);
        for (const ColourRule& rule : rules) {
            if (rule.media.empty() || rule.selector != ":root")
                continue;
            const bool is_dark = rule.media.find("dark") != std::string::npos;
            const Colours colours = laid_over(is_dark ? dark : light, rule.colours);
            check_scheme(rule.media, colours);
            if (is_dark && dark_schemes++ == 0)
                dark = colours;
        }
        CHECK(dark_schemes > 0);
    }

    TEST_CASE("the panel has five schemes, and each sets every colour of the site") {
        const Colours site = colour_rules(stylesheet("site/colours.css")).front().colours;
        std::size_t schemes = 0;
        for (const ColourRule& rule : colour_rules(stylesheet("panel.css"))) {
            ++schemes;
            CHECK(rule.selector.starts_with("html[data-view-scheme="));
            for (const auto& [name, value] : site)
                CHECK_MESSAGE(rule.colours.contains(name), rule.selector << " without --" << name);
            check_scheme(rule.selector, rule.colours);
        }
        CHECK(schemes == 5);
    }
}

}  // namespace vitrina
