#include "stache/value.h"

#include <memory>
#include <string>

#include <doctest/doctest.h>

namespace vitrina::stache {

TEST_SUITE("stache/value") {
    TEST_CASE("null and false and empty texts and lists are not truthy") {
        CHECK_FALSE(Value().is_truthy());
        CHECK_FALSE(Value(false).is_truthy());
        CHECK_FALSE(Value("").is_truthy());
        CHECK_FALSE(Value(Html{}).is_truthy());
        CHECK_FALSE(Value(Values{}).is_truthy());
        CHECK(Value(true).is_truthy());
        CHECK(Value("x").is_truthy());
        CHECK(Value(Html{"x"}).is_truthy());
        CHECK(Value(Values{Value()}).is_truthy());
        CHECK(Value(Object{}).is_truthy());
    }

    TEST_CASE("a literal is a text and a number is asked for by name") {
        CHECK(*Value("0").as_text() == "0");
        CHECK(*Value::number(-5).as_text() == "-5");
    }

    TEST_CASE("writing an object down moves its values") {
        std::string text(100, 'x');
        const char* bytes = text.data();
        const Object object{{"text", std::move(text)}};
        CHECK(object.find("text")->as_text()->data() == bytes);
    }

    TEST_CASE("a field is found whatever the hint") {
        const Object object{{"a", "1"}, {"b", "2"}, {"c", "3"}};
        for (const std::size_t hint : {0U, 1U, 2U, 3U, 100U}) {
            CAPTURE(hint);
            CHECK(*object.find("a", hint)->as_text() == "1");
            CHECK(*object.find("c", hint)->as_text() == "3");
            CHECK(object.find("d", hint) == nullptr);
        }
        CHECK(Object().find("a") == nullptr);
    }

    TEST_CASE("a shared value reads as the value itself") {
        const auto inner = std::make_shared<const Value>(Object{{"a", "1"}});
        const Value shared = Value::share(std::make_shared<const Value>(Value::share(inner)));
        REQUIRE(shared.as_object() != nullptr);
        CHECK(shared.as_object() == inner->as_object());
        CHECK(shared.is_truthy());
    }
}

}  // namespace vitrina::stache
