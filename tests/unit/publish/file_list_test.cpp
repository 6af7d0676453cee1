#include "publish/file_list.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace vitrina {

using namespace std::string_literals;

TEST_SUITE_BEGIN("publish/file_list");

TEST_CASE("a list is written as sorted lines and read back") {
    const std::vector<std::string> paths{"404.html", "files/План.pdf", "index.html"};

    CHECK(format_file_list(paths) == "404.html\nfiles/План.pdf\nindex.html\n");
    CHECK(parse_file_list(format_file_list(paths)) == paths);
}

TEST_CASE("a list that is damaged in any way is no list") {
    const std::vector<std::string> damaged{
        "",                            // lost
        "404.html\nindex.ht",          // cut short
        "../victim\n",                 // leads out
        "a/../../victim\n",            //
        "/etc/passwd\n",               // absolute
        ".git/config\n",               // nobody's
        "a/.htaccess\n",               //
        "a//b\n",                      // an empty part
        "a/\n",                        //
        "b\na\n",                      // unsorted
        "a\na\n",                      // twice
        "a\n\nb\n",                    // an empty line
        "a\r\nb\r\n",                  // another system's ends
        "a\0b\n"s,                     // control characters
        "\xff\xfe\n",                  // no UTF-8
        "# vitrina files 2\na\n",      // of a later version
        std::string(201, 'x') + "\n",  // a part that no disk takes
    };
    for (const std::string& text : damaged) {
        CAPTURE(text);
        CHECK(!parse_file_list(text));
    }
}

TEST_CASE("a path of an output is relative, plain and not hidden") {
    for (const std::string_view path : {"index.html", "memos/x/index.html", "files/План.pdf"}) {
        CAPTURE(path);
        CHECK(is_output_path(path));
    }
    for (const std::string_view path :
         {"", "..", ".", "a/..", "./a", "/a", "a/", ".vitrina-files"}) {
        CAPTURE(path);
        CHECK(!is_output_path(path));
    }
}

TEST_SUITE_END();

}  // namespace vitrina
