#include <doctest/doctest.h>

#include "preview/address.h"

namespace vitrina {

TEST_SUITE("preview/address") {
    TEST_CASE("a target is decoded once and without its query") {
        CHECK(decode_target("/memos/x/?a=1") == "/memos/x/");
        CHECK(decode_target("/%D0%B2%D0%BF%D1%80/") == "/впр/");
        CHECK(decode_target("/%252e%252e/") == "/%2e%2e/");
        CHECK(decode_target("/a+b") == "/a+b");
    }

    TEST_CASE("a target that no address can be is refused") {
        for (const std::string_view target :
             {"", "memos/", "http://host/", "/%", "/%4", "/%zz", "/%00", "/a%0d%0ab", "/%7f",
              "/%c0%ae%c0%ae/", "/%ff"}) {
            CAPTURE(target);
            CHECK(!decode_target(target));
        }
    }

    TEST_CASE("a field of the query is found and decoded") {
        CHECK(query_value("/c?page=%2Fmemos%2F&seen=1f", "page") == "/memos/");
        CHECK(query_value("/c?page=%2Fmemos%2F&seen=1f", "seen") == "1f");
        CHECK(query_value("/c?page=%zz", "page").empty());
        CHECK(query_value("/c?xpage=1", "page").empty());
        CHECK(query_value("/c", "page").empty());
    }

    TEST_CASE("a path becomes a target that is decoded to it again") {
        const std::string path = "/памятки/a b\"<%>/";
        CHECK(decode_target(encode_path(path)) == path);
        CHECK(encode_path("/a\r\nb") == "/a%0D%0Ab");
    }

    TEST_CASE("only names of this machine with the port are its own") {
        for (const std::string_view host : {"127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000",
                                            "[::1]:4000"}) {
            CAPTURE(host);
            CHECK(is_own_host(host, 4000));
        }
        for (const std::string_view host :
             {"", "evil.example", "evil.example:4000", "localhost", "localhost:4001", "127.0.0.1",
              "127.0.0.1.evil.example:4000", "localhost.evil.example:4000", "127.0.0.2:4000",
              "0.0.0.0:4000", "evil@localhost:4000", "localhost:40000", "2130706433:4000"}) {
            CAPTURE(host);
            CHECK(!is_own_host(host, 4000));
        }
        CHECK(is_own_host("localhost", 80));
    }

    TEST_CASE("a published file has its media type") {
        CHECK(media_type("memos/x/index.html") == "text/html; charset=utf-8");
        CHECK(media_type("atom.xml") == "application/atom+xml");
        CHECK(media_type("sitemap.xml") == "application/xml");
        CHECK(media_type("files/signed.p7s") == "application/octet-stream");
    }
}

}  // namespace vitrina
