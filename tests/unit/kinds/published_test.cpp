#include "kinds/published.h"

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE("kinds/published") {
    TEST_CASE("an address of the web has a host and no sign that nobody sees") {
        for (const char* text : {"https://a.example.org", "http://школа.рф/отчёт_(1)", "https://[2001:db8::1]/x",
                                 "https://a.example.org/?q=1#x", "https://localhost:8000"}) {
            CAPTURE(text);
            CHECK(is_web_address(text));
        }
        for (const char* text :
             {"", "https://", "https:///x", "https://?q", "https://#x", "https://@a.example.org", "https://:80", "https://.",
              "ftp://a.example.org", "https://a.example.org/ x", "https://a.example.org/\u00A0", "https://a\u200B.example.org",
              "https://a.example.org/\u202Egro", "https://\uFEFFa.example.org", "https://a.example.org/\u00AD",
              "https://a.example.org/\u3164", "https://a.example.org/\"x\"", "https://a.example.org/\xFF"}) {
            CAPTURE(text);
            CHECK(!is_web_address(text));
        }
    }
}

}  // namespace vitrina
