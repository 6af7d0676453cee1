#include "mirror/source_files.h"

#include <array>

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE_BEGIN("mirror/source_files");

TEST_CASE("a host is one whatever stands around its name") {
    constexpr std::array<std::string_view, 6> spellings = {
        "https://school.example.org/",       "http://school.example.org/one/",
        "https://www.school.example.org/",   "https://School.Example.org:443/",
        "http://school.example.org:8080/a/", "http://www.school.example.org:8080/",
    };
    for (const std::string_view url : spellings) {
        CAPTURE(url);
        CHECK(host_of_url(url) == "school.example.org");
    }
    CHECK(host_of_url("http://127.0.0.1:8080/one/") == "127.0.0.1");
    CHECK(host_of_url("http://[::1]:8080/") == "[::1]");
    CHECK(host_of_url("http://[::1]/") == "[::1]");
}

TEST_SUITE_END();

}  // namespace vitrina
