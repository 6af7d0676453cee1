// What a stylesheet takes in stands in it, once, where it was met first.
#include "pages/stylesheet.h"

#include <doctest/doctest.h>

#include <map>
#include <memory>

namespace vitrina {
namespace {

struct Joined {
    std::string text;
    std::set<std::string> taken;
    Diagnostics out;
};

Joined join(const std::map<std::string, std::string>& assets) {
    Joined joined;
    joined.taken = {"site.css"};
    const auto find = [&](std::string_view name) -> SourcePtr {
        const auto found = assets.find(std::string(name));
        if (found == assets.end())
            return nullptr;
        return std::make_shared<const Source>(Source{"assets/" + found->first, found->second});
    };
    joined.text = join_stylesheet(find("site.css"), find, joined.taken, joined.out);
    return joined;
}

}  // namespace

TEST_SUITE("pages/stylesheet") {
    TEST_CASE("files that are taken in stand in the place of their lines") {
        const Joined joined = join({{"site.css", "/* All. */\n@import \"site/a.css\";\n\n@import \"site/b.css\";\np { margin: 0 }\n"},
                                    {"site/a.css", "a { color: red }"},
                                    {"site/b.css", "@import \"site/c.css\";\nb {}"},
                                    {"site/c.css", "c {}"}});
        CHECK(joined.text == "/* All. */\na { color: red }\n\nc {}\nb {}\np { margin: 0 }\n");
        CHECK(joined.taken == std::set<std::string>{"site.css", "site/a.css", "site/b.css", "site/c.css"});
        CHECK(joined.out.error_count() == 0);
    }

    TEST_CASE("a file stands once, and a circle ends") {
        const Joined joined = join({{"site.css", "@import \"a.css\";@import \"b.css\";@import \"a.css\";"},
                                    {"a.css", "@import \"b.css\";a {}"},
                                    {"b.css", "@import \"a.css\";b {}"}});
        CHECK(joined.text == "b {}a {}");
        const Joined back = join({{"site.css", "@import \"a.css\";p {}"}, {"a.css", "@import \"site.css\";a {}"}});
        CHECK(back.text == "a {}p {}");
        CHECK(joined.out.error_count() == 0);
    }

    TEST_CASE("only lines above every rule count, and only of this form") {
        for (const std::string text : {"p {}\n@import \"a.css\";\n", "@import url(a.css);\n", "@import \"\";",
                                       "@import \"a.css\" print;\n", "@import \"a.css", "/* @import \"a.css\"; */\n", "/* @import \"a.css\";"}) {
            CAPTURE(text);
            const Joined joined = join({{"site.css", text}, {"a.css", "a {}"}});
            CHECK(joined.text == text);
            CHECK(joined.taken.size() == 1);
            CHECK(joined.out.error_count() == 0);
        }
    }

    TEST_CASE("a file that is not there is told at its line") {
        const Joined joined = join({{"site.css", "/* All. */\n@import \"site/net.css\";\np {}\n"}});
        REQUIRE(joined.out.items().size() == 1);
        const Diagnostic& told = joined.out.items().front();
        CHECK(told.id == ids::link_unknown);
        CHECK(told.args == std::vector<std::string>{"site/net.css", ""});
        CHECK(told.place.source->path == "assets/site.css");
        CHECK(told.place.span == Span{20, 32});
        CHECK(joined.text == "/* All. */\n\np {}\n");
    }
}

}  // namespace vitrina
