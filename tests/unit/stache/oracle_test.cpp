// The packaged Mustache library as an oracle: random templates and data, in lenient mode.
//
// Left out is what the library does otherwise than the specification: lines of tags alone (it does
// not drop them all), empty texts (it shows their sections), `.` directly inside an inverted
// section (it enters what is not there), dotted names (it goes on looking outside where the rest is
// missing), the indentation of partials, and blocks.
#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <kainjow/mustache.hpp>

#include "base/diagnostics.h"
#include "base/text.h"
#include "stache/template.h"

namespace vitrina::stache {
namespace {

namespace oracle = kainjow::mustache;

struct Twin {
    Value ours;
    oracle::data theirs;
};

class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

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

    std::size_t pick(std::size_t count) { return random_() % count; }
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

    std::mt19937 random_;
    bool has_dot_ = true;  // false directly inside an inverted section
};

}  // namespace

TEST_SUITE("stache/oracle") {
    TEST_CASE("random templates render as in the packaged library") {
        std::size_t differing = 0;
        std::size_t bytes = 0;
        for (unsigned seed = 0; seed < 3000 && differing < 3; ++seed) {
            Generator generator(seed);
            const std::string text = generator.make_template(3);
            const Twin data = generator.make_object(3);

            Diagnostics out;
            TemplateSet set;
            set.add("page", std::make_shared<const Source>(Source{"page", text}), out);
            std::string ours;
            set.compile_lenient("page", out).render(data.ours, ours);
            oracle::mustache page(text);
            page.set_custom_escape([](const std::string& raw) { return escape_html(raw); });
            const std::string theirs = page.render(data.theirs);

            CAPTURE(seed);
            CAPTURE(text);
            CHECK_FALSE(out.has_errors());
            CHECK(ours == theirs);
            differing += ours == theirs ? 0 : 1;
            bytes += ours.size();
        }
        CHECK(bytes > 40'000);
    }
}

}  // namespace vitrina::stache
