// What search engines read of a page.
#include "pages/json_ld.h"

#include <doctest/doctest.h>

#include "support/built_site.h"

using namespace vitrina;
using test::BuiltSite;

namespace {

std::string block_of(const BuiltSite& site, const std::string& path) {
    const std::string text = site.text(path);
    constexpr std::string_view mark = "<script type=\"application/ld+json\">";
    const std::size_t begin = text.find(mark);
    if (begin == std::string::npos)
        return {};
    return text.substr(begin + mark.size(), text.find("</script>", begin) - begin - mark.size());
}

std::string demo(std::string_view answers) {
    return "-- demos/x.yaml --\ntitle: Проба\nanswers: " + std::string(answers) +
           "\nitems:\n"
           "  - {no: 1, type: single, stem: Раз, options: [{text: альфа, right: true}, {text: "
           "бета}]}\n"
           "  - {no: 2, type: text, stem: Два, answer: тайна}\n";
}

}  // namespace

TEST_SUITE("pages/json_ld") {
    TEST_CASE("the home page names the organisation, other pages the way to them") {
        const BuiltSite site(
            "-- memos/x.md --\n---\ntitle: Памятка\ndate: 2026-02-01\n---\nТекст.\n");
        CHECK(block_of(site, "index.html").find("\"@type\":\"WebSite\"") != std::string::npos);
        const std::string memo = block_of(site, "memos/x/index.html");
        INFO(memo);
        CHECK(memo.find("\"@type\":\"Article\"") != std::string::npos);
        CHECK(memo.find("\"headline\":\"Памятка\"") != std::string::npos);
        CHECK(memo.find("\"datePublished\":\"2026-02-01\"") != std::string::npos);
        CHECK(memo.find("\"position\":3,\"name\":\"Памятка\"") != std::string::npos);
    }

    TEST_CASE("a title cannot end the block") {
        const BuiltSite site("-- memos/x.md --\n---\ntitle: 'a </script><b> & b'\n---\nТекст.\n");
        const std::string block = block_of(site, "memos/x/index.html");
        CHECK(block.ends_with("]}"));
        CHECK(block.find('<') == std::string::npos);
    }

    TEST_CASE("the page's policy names the block, and no page without one has a hash") {
        // The example of FIPS 180-2, in base64.
        CHECK(policy_hash("abc") == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        CHECK(policy_hash("").empty());
        const BuiltSite site(demo("after"));
        const std::string page = site.text("demos/x/index.html");
        CHECK(page.find("script-src 'self' '" + policy_hash(block_of(site, "demos/x/index.html")) +
                        "';") != std::string::npos);
        CHECK(site.has("demos/x/print/index.html", "script-src 'self';"));
    }

    TEST_CASE("answers stand in the block as far as they stand on the page") {
        const BuiltSite after(demo("after"));
        CHECK(block_of(after, "demos/x/index.html").find("тайна") != std::string::npos);
        for (const char* mode : {"separate", "none"}) {
            CAPTURE(mode);
            const BuiltSite site(demo(mode));
            const std::string block = block_of(site, "demos/x/index.html");
            CHECK(block.find("\"@type\":\"Quiz\"") != std::string::npos);
            CHECK(block.find("тайна") == std::string::npos);
            CHECK(block.find("acceptedAnswer") == std::string::npos);
            CHECK(block.find("альфа") != std::string::npos);
        }
    }

    TEST_CASE("pages that search engines must not list have no block") {
        const BuiltSite site(demo("after"));
        CHECK(block_of(site, "404.html").empty());
        CHECK(block_of(site, "demos/x/print/index.html").empty());
    }
}
