// Random templates and data for the packaged Mustache library and for ours, in lenient mode.
//
// Left out is what the library does otherwise than the specification: lines of tags alone (it does
// not drop them all), empty texts (it shows their sections), `.` directly inside an inverted
// section (it enters what is not there), dotted names (it goes on looking outside where the rest is
// missing), the indentation of partials, and blocks.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <kainjow/mustache.hpp>

#include "base/diagnostics.h"
#include "base/text.h"
#include "stache/template.h"
#include "support/chance.h"

namespace vitrina::test {

namespace oracle = kainjow::mustache;
using stache::Object;
using stache::Value;
using stache::Values;

struct Twin {
    Value ours;
    oracle::data theirs;
};

class TwinWriter {
public:
    explicit TwinWriter(Chance chance) : chance_(std::move(chance)) {}

    std::string make_template(int depth) {
        std::string text;
        const std::size_t parts = 1 + pick(5);
        for (std::size_t i = 0; i < parts; ++i)
            text += make_part(depth);
        return text;
    }

    Twin make_object(int depth) {
        Object ours;
        oracle::data theirs(oracle::data::type::object);
        for (const char* name : names) {
            if (pick(4) == 0)
                continue;
            Twin twin = make_value(depth);
            ours.add(name, std::move(twin.ours));
            theirs.set(name, twin.theirs);
        }
        return {std::move(ours), std::move(theirs)};
    }

private:
    static constexpr const char* names[] = {"a", "b", "c", "long_name", "имя"};

    std::size_t pick(std::size_t count) { return chance_(count); }
    std::string name() { return names[pick(std::size(names))]; }

    std::string make_part(int depth) {
        static constexpr const char* literals[] = {"x",   " & ",      "<b>",  "} { ",
                                                   "\n.", "текст\n-", "\r\n'"};
        const std::string padding = pick(3) == 0 ? " " : "";
        switch (pick(depth > 0 ? 9 : 6)) {
            case 0:
                return "{{" + padding + name() + padding + "}}";
            case 1:
                return "{{{" + padding + name() + "}}}";
            case 2:
                return "{{&" + padding + name() + "}}";
            case 3:
                return has_dot_ ? "({{.}})" : "()";
            case 4:
                return "{{! " + name() + " }}.";
            case 6:
            case 7:
                return section("#", depth);
            case 8:
                return section("^", depth);
            default:
                return literals[pick(std::size(literals))];
        }
    }

    // No line holds a section's tags alone: `|` stands beside them.
    std::string section(const std::string& sigil, int depth) {
        const std::string over = has_dot_ && pick(6) == 0 ? "." : name();
        const bool had_dot = std::exchange(has_dot_, sigil == "#");
        const std::string body = make_template(depth - 1);
        has_dot_ = had_dot;
        return "|{{" + sigil + over + "}}" + body + "|{{/" + over + "}}";
    }

    Twin make_value(int depth) {
        static constexpr const char* texts[] = {"1", "a<b>&\"c\"", "школа", "{{a}}", "x\ny"};
        switch (pick(depth > 0 ? 6 : 4)) {
            case 0:
                return {true, oracle::data(true)};
            case 1:
                return {false, oracle::data(false)};
            case 4:
                return make_object(depth - 1);
            case 5:
                return make_list(depth - 1);
            default: {
                const char* text = texts[pick(std::size(texts))];
                return {text, oracle::data(text)};
            }
        }
    }

    Twin make_list(int depth) {
        Values ours;
        oracle::data theirs(oracle::data::type::list);
        for (std::size_t i = pick(4); i > 0; --i) {
            Twin twin = make_value(depth);
            ours.push_back(std::move(twin.ours));
            theirs.push_back(twin.theirs);
        }
        return {std::move(ours), std::move(theirs)};
    }

    Chance chance_;
    bool has_dot_ = true;  // false directly inside an inverted section
};

// One template rendered by both.
struct TwinRendering {
    std::string text;
    std::string ours;
    std::string theirs;
    bool has_errors = false;
};

inline TwinRendering render_twins(Chance chance) {
    TwinWriter writer(std::move(chance));
    TwinRendering made;
    made.text = writer.make_template(3);
    const Twin data = writer.make_object(3);
    Diagnostics out;
    stache::TemplateSet set;
    set.add("page", std::make_shared<const Source>(Source{"page", made.text}), out);
    set.compile_lenient("page", out).render(data.ours, made.ours);
    made.has_errors = out.has_errors();
    oracle::mustache page(made.text);
    page.set_custom_escape([](const std::string& raw) { return escape_html(raw); });
    made.theirs = page.render(data.theirs);
    return made;
}

}  // namespace vitrina::test
