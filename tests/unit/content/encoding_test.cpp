#include <doctest/doctest.h>

#include "content/front_matter.h"
#include "unit/content/yaml_reading.h"

namespace vitrina {
namespace {

using namespace std::string_literals;

struct Refusal {
    bool accepted = false;
    Diagnostics messages;
};

Refusal check(std::string bytes) {
    Refusal refusal;
    refusal.accepted = check_encoding(test::source_of(std::move(bytes)), refusal.messages);
    return refusal;
}

void check_refusal(const std::string& bytes,
                   MessageId id,
                   std::uint32_t at,
                   const std::string& argument) {
    CAPTURE(bytes);
    const Refusal refusal = check(bytes);
    CHECK_FALSE(refusal.accepted);
    REQUIRE(refusal.messages.items().size() == 1);
    const Diagnostic& item = refusal.messages.items()[0];
    CHECK(message_text(item.id).name == message_text(id).name);
    CHECK(item.place.span == Span{at, at + 1});
    CHECK((item.args.empty() ? "" : item.args.front()) == argument);
}

// «title: Памятка для родителей» with a line end.
const std::string windows_1251 =
    "title: \xCF\xE0\xEC\xFF\xF2\xEA\xE0 \xE4\xEB\xFF \xF0\xEE\xE4\xE8\xF2\xE5\xEB\xE5\xE9\n";
const std::string koi8_r =
    "title: \xF0\xC1\xCD\xD1\xD4\xCB\xC1 \xC4\xCC\xD1 \xD2\xCF\xC4\xC9\xD4\xC5\xCC\xC5\xCA\n";
const std::string utf_8 = "title: Памятка для родителей\n";

std::string utf_16(bool is_little) {
    std::string bytes;
    for (const char16_t unit : std::u16string_view(u"title: Памятка для родителей\n")) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xFFU);
        bytes += is_little ? low : high;
        bytes += is_little ? high : low;
    }
    return bytes;
}

}  // namespace

TEST_SUITE("content/encoding") {
    TEST_CASE("UTF-8 with or without a mark is accepted") {
        CHECK(check(utf_8).accepted);
        CHECK(check("\xEF\xBB\xBF" + utf_8).accepted);
        CHECK(check("").accepted);
        CHECK(check("a\tb\r\nc\r😀 \u00A0\u200B").accepted);
    }

    TEST_CASE("the encodings of older editors are named with the file to convert") {
        check_refusal(windows_1251, ids::encoding_windows_1251, 7, "plan.yaml");
        check_refusal(koi8_r, ids::encoding_koi8_r, 7, "plan.yaml");
        check_refusal("\xCF\xD0\xC8\xCA\xC0\xC7 \xCE\xC1 \xCE\xD6\xC5\xCD\xC8\xC2\xC0\xCD\xC8\xC8",
                      ids::encoding_windows_1251, 0, "plan.yaml");
    }

    TEST_CASE("UTF-16 is named with or without its mark") {
        check_refusal("\xFF\xFE" + utf_16(true), ids::encoding_utf_16, 0, "plan.yaml");
        check_refusal("\xFE\xFF" + utf_16(false), ids::encoding_utf_16, 0, "plan.yaml");
        check_refusal(utf_16(true), ids::encoding_utf_16, 0, "plan.yaml");
        check_refusal("t\0i\0t\0l\0e\0:\0"s, ids::encoding_utf_16, 0, "plan.yaml");
        check_refusal("\0t\0i\0t\0l\0e\0:"s, ids::encoding_utf_16, 0, "plan.yaml");
    }

    TEST_CASE("bytes of no known encoding are reported at the first one") {
        check_refusal("title: Раз \xFF", ids::encoding_not_utf8, 14, "FF");
        check_refusal("Тема \xC0\xAF", ids::encoding_not_utf8, 9, "C0");
        check_refusal("Тема \xED\xA0\x80", ids::encoding_not_utf8, 9, "ED");
        check_refusal("Тема \xF4\x90\x80\x80", ids::encoding_not_utf8, 9, "F4");
        check_refusal("Тема \xD0", ids::encoding_not_utf8, 9, "D0");
    }

    TEST_CASE("NUL and control characters are reported at the first one") {
        check_refusal("Тема\0x"s, ids::encoding_nul, 8, "");
        check_refusal("Тема\x1B]0;x", ids::encoding_control, 8, "1B");
        check_refusal("a\x0Bz\x7F", ids::encoding_control, 1, "0B");
        check_refusal("a\x7F", ids::encoding_control, 1, "7F");
    }

    TEST_CASE("signs that turn a line and signs that are none are reported like controls") {
        const std::string start(60, 'x');  // beyond the first block
        for (const auto& [sign, name] :
             {std::pair("\u202E", "U+202E"), {"\u2066", "U+2066"}, {"\u200F", "U+200F"},
              {"\u061C", "U+061C"}, {"\u0085", "U+0085"}, {"\uFDD0", "U+FDD0"}, {"\uFFFE", "U+FFFE"},
              {"\U0010FFFF", "U+10FFFF"}}) {
            CAPTURE(name);
            for (const std::string& before : {std::string(), start + "я"}) {
                const Refusal refusal = check(before + sign + "z\x01");
                CHECK_FALSE(refusal.accepted);
                REQUIRE(refusal.messages.items().size() == 1);
                const Diagnostic& item = refusal.messages.items()[0];
                CHECK(item.id == ids::encoding_control);
                CHECK(item.args == std::vector<std::string>{name});
                const auto at = static_cast<std::uint32_t>(before.size());
                const auto end = static_cast<std::uint32_t>(before.size() + std::string(sign).size());
                CHECK(item.place.span == Span{at, end});
            }
        }
        CHECK(check("— « » № ё \u00A0 \u00AD \u200B \u2060 \uFEFF \uFFFD 😀 ‍ ثم\n" + start).accepted);
    }

    TEST_CASE("a known encoding is converted") {
        CHECK(convert_to_utf8(windows_1251) == utf_8);
        CHECK(convert_to_utf8(koi8_r) == utf_8);
        CHECK(convert_to_utf8("\xFF\xFE" + utf_16(true)) == utf_8);
        CHECK(convert_to_utf8(utf_16(false)) == utf_8);
        CHECK(convert_to_utf8("\xFF\xFE\x3D\xD8\x00\xDE"s) == "😀");
        CHECK(
            convert_to_utf8("\xB9 5 \xAB\xEF\xEB\xE0\xED\xBB \x97 \xE3\xEE\xE4\xEE\xE2\xEE\xE9") ==
            "№ 5 «план» — годовой");
    }

    TEST_CASE("what is UTF-8 already or unknown or damaged is not converted") {
        CHECK_FALSE(convert_to_utf8(utf_8));
        CHECK_FALSE(convert_to_utf8("Раз \xFF"));
        CHECK_FALSE(convert_to_utf8("\xFF\xFE\x3D\xD8"s));
        CHECK_FALSE(convert_to_utf8("\xFF\xFE\x00"s));
        CHECK_FALSE(convert_to_utf8(windows_1251 + "\x98"));
    }
}

}  // namespace vitrina
