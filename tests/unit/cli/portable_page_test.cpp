#include "cli/portable_page.h"

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE("cli/portable_page") {
    TEST_CASE("an address of a folder names the page in it") {
        CHECK(portable_address("../plans/x/") == "../plans/x/index.html");
        CHECK(portable_address("../plans/x/#r1") == "../plans/x/index.html#r1");
        CHECK(portable_address("./?q=1") == "./index.html?q=1");
        CHECK(portable_address("..") == "../index.html");
        CHECK(portable_address("../plans/x.csv") == "../plans/x.csv");
    }

    TEST_CASE("other addresses stay") {
        for (const char* address : {"", "#main", "/plans/", "https://a.example/", "//a.example/",
                                    "mailto:a@example.org", "tel:+7"})
            CHECK(portable_address(address) == address);
    }

    TEST_CASE("only attributes of a page are changed") {
        CHECK(portable_page("<a href=\"../x/\">href=\"../x/\"</a><form action=\"search/\">") ==
              "<a href=\"../x/index.html\">href=\"../x/\"</a><form action=\"search/index.html\">");
        CHECK(portable_page("<meta http-equiv=\"refresh\" content=\"0; url=../new/\">") ==
              "<meta http-equiv=\"refresh\" content=\"0; url=../new/index.html\">");
        CHECK(portable_page("<a href=\"") == "<a href=\"");
    }
}

}  // namespace vitrina
