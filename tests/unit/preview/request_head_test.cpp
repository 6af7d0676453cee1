#include <doctest/doctest.h>

#include "preview/request_head.h"

namespace vitrina {
namespace {

int refusal_of(const std::string& head) {
    return judge_head(head + "\r\n\r\n").refusal;
}

std::string get(const std::string& fields) {
    return "GET / HTTP/1.1\r\nHost: localhost:4000" + fields;
}

}  // namespace

TEST_SUITE("preview/request_head") {
    TEST_CASE("the end of a head is found behind its empty line") {
        CHECK(end_of_head("GET / HTTP/1.1\r\n\r\nrest") == 18);
        CHECK(end_of_head("GET / HTTP/1.1\n\nrest") == 16);
        CHECK(end_of_head("GET / HTTP/1.1\r\nHost: a\r\n") == std::string_view::npos);
    }

    TEST_CASE("of a good head only the known fields go on") {
        const RequestHead judged = judge_head(
            "GET /a?b HTTP/1.1\r\nHost: localhost:4000\r\nRange: bytes=0-1\r\n"
            "Accept-Encoding: gzip\r\nIF-NONE-MATCH:  \"x\" \r\nREMOTE_ADDR: 1.2.3.4\r\n\r\n");
        CHECK(judged.refusal == 0);
        CHECK(judged.canonical == "GET /a?b HTTP/1.1\r\nhost: localhost:4000\r\n"
                                  "if-none-match: \"x\"\r\n\r\n");
    }

    TEST_CASE("other methods, bodies and broken lines are refused") {
        CHECK(refusal_of("POST / HTTP/1.1\r\nHost: a") == 405);
        CHECK(refusal_of("OPTIONS * HTTP/1.1\r\nHost: a") == 405);
        CHECK(refusal_of("GET / HTTP/2.0\r\nHost: a") == 400);
        CHECK(refusal_of("GET /") == 400);
        CHECK(refusal_of("GET http://evil/ HTTP/1.1\r\nHost: a") == 400);
        CHECK(refusal_of("GET /\x01 HTTP/1.1\r\nHost: a") == 400);
        CHECK(refusal_of("GET /\xD0\xB0 HTTP/1.1\r\nHost: a") == 400);
        CHECK(refusal_of("GET / HTTP/1.1") == 400);
        CHECK(refusal_of(get("\r\nhost: evil")) == 400);
        CHECK(refusal_of(get("\r\nno colon")) == 400);
        CHECK(refusal_of(get("\r\n folded: 1")) == 400);
        CHECK(refusal_of(get("\r\nName : 1")) == 400);
        CHECK(refusal_of(get(std::string("\r\nName: \0", 9))) == 400);
        CHECK(refusal_of(get("\r\nContent-Length: 5")) == 413);
        CHECK(refusal_of(get("\r\nContent-Length: -2")) == 413);
        CHECK(refusal_of(get("\r\nTransfer-Encoding: chunked")) == 413);
        CHECK(refusal_of(get("\r\nContent-Length: 0")) == 0);
    }

    TEST_CASE("long targets and many lines are refused") {
        CHECK(refusal_of("GET /" + std::string(5000, 'a') + " HTTP/1.1\r\nHost: a") == 414);
        std::string lines;
        for (std::size_t i = 0; i < most_head_lines; ++i)
            lines += "\r\nX: y";
        CHECK(refusal_of(get(lines)) == 431);
    }
}

}  // namespace vitrina
