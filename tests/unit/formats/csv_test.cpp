#include "formats/csv.h"

#include <doctest/doctest.h>

using namespace vitrina;

TEST_SUITE("formats/csv") {
    TEST_CASE("a table has a byte order mark, semicolons and CRLF") {
        CHECK(csv_text({{"№", "Мероприятие"}, {"1.", "Обучение"}}) ==
              "\xEF\xBB\xBF№;Мероприятие\r\n1.;Обучение\r\n");
    }

    TEST_CASE("what would break a row is quoted") {
        CHECK(csv_text({{"a;b", "«a»", "say \"x\"", "one\r\ntwo", " c", "d ", "a,b"}}) ==
              "\xEF\xBB\xBF\"a;b\";«a»;\"say \"\"x\"\"\";\"one\ntwo\";\" c\";\"d \";a,b\r\n");
    }

    TEST_CASE("what a spreadsheet would take for a formula gets an apostrophe") {
        CHECK(csv_text({{"=1+1", "+7 (812) 1", "-система", "@cmd", "\tx", "=a;b"}}) ==
              "\xEF\xBB\xBF'=1+1;'+7 (812) 1;'-система;'@cmd;'\tx;\"'=a;b\"\r\n");
    }

    TEST_CASE("plain numbers stay as they are") {
        CHECK(csv_text({{"-5", "-0,5", "+3", "4,65", "-"}}) ==
              "\xEF\xBB\xBF-5;-0,5;+3;4,65;'-\r\n");
    }

    TEST_CASE("a row of one empty cell is still a row") {
        CHECK(csv_text({{"a"}, {""}, {"", ""}}) ==
              "\xEF\xBB\xBF"
              "a\r\n\"\"\r\n;\r\n");
    }

    TEST_CASE("control characters are dropped and bad bytes replaced") {
        CHECK(csv_text({{"a\x01\x1b[31m", "\xFF"}}) ==
              "\xEF\xBB\xBF"
              "a[31m;\uFFFD\r\n");
        CHECK(csv_text({{"\x01=1"}}) == "\xEF\xBB\xBF'=1\r\n");
    }
}
