#include "formats/ics.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace vitrina;

namespace {

CalendarEvent event_of(DateTime from, DateTime to) {
    return {.uid = "plans/2026#r01-1@school3.example.org",
            .summary = "Обучение",
            .from = from,
            .to = to,
            .changed = {2026, 1, 15}};
}

std::string line_of(const std::string& text, const std::string& name) {
    const std::size_t begin = text.find("\r\n" + name);
    if (begin == std::string::npos)
        return {};
    return text.substr(begin + 2, text.find("\r\n", begin + 2) - begin - 2);
}

std::string calendar_of(CalendarEvent event) {
    return ics_text({.name = "План", .time_zone = "Europe/Moscow", .events = {std::move(event)}});
}

}  // namespace

TEST_SUITE("formats/ics") {
    TEST_CASE("a calendar of days is written whole") {
        Calendar calendar{.name = "План, «объективность»",
                          .url = "https://school3.example.org/plans/2026/",
                          .time_zone = "Europe/Moscow",
                          .events = {event_of({{2026, 3, 1}, {}}, {{2026, 3, 31}, {}})}};
        calendar.events.front().description = "Учителя; методисты\nвторая строка";
        calendar.events.front().url = "https://school3.example.org/plans/2026/#r01";
        calendar.events.front().sequence = 2;

        CHECK(ics_text(calendar) ==
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//vitrina//vitrina//RU\r\n"
              "METHOD:PUBLISH\r\n"
              "NAME:План\\, «объективность»\r\n"
              "X-WR-CALNAME:План\\, «объективность»\r\n"
              "URL:https://school3.example.org/plans/2026/\r\n"
              "BEGIN:VEVENT\r\n"
              "UID:plans/2026#r01-1@school3.example.org\r\n"
              "DTSTAMP:20260115T000000Z\r\n"
              "LAST-MODIFIED:20260115T000000Z\r\n"
              "SEQUENCE:2\r\n"
              "DTSTART;VALUE=DATE:20260301\r\n"
              "DTEND;VALUE=DATE:20260401\r\n"
              "TRANSP:TRANSPARENT\r\n"
              "SUMMARY:Обучение\r\n"
              "DESCRIPTION:Учителя\\; методисты\\nвторая строка\r\n"
              "URL:https://school3.example.org/plans/2026/#r01\r\n"
              "END:VEVENT\r\n"
              "END:VCALENDAR\r\n");
    }

    TEST_CASE("the end of days is the day after the last and always later than the beginning") {
        CHECK(line_of(calendar_of(event_of({{2026, 12, 31}, {}}, {})), "DTEND") ==
              "DTEND;VALUE=DATE:20270101");
        CHECK(line_of(calendar_of(event_of({{2026, 3, 5}, {}}, {{2026, 3, 1}, {}})), "DTEND") ==
              "DTEND;VALUE=DATE:20260306");
        CHECK(line_of(calendar_of(event_of({{2026, 3, 5}, {}}, {{2026, 3, 6}, 900})), "DTEND") ==
              "DTEND;VALUE=DATE:20260307");
    }

    TEST_CASE("a time of the zone is written in UTC") {
        const std::string text =
            calendar_of(event_of({{2026, 3, 19}, 18 * 60}, {{2026, 3, 19}, 19 * 60 + 30}));
        CHECK(line_of(text, "DTSTART") == "DTSTART:20260319T150000Z");
        CHECK(line_of(text, "DTEND") == "DTEND:20260319T163000Z");
        CHECK(line_of(text, "TRANSP").empty());
    }

    TEST_CASE("a time without an end has none and a last day without a time counts whole") {
        CHECK(line_of(calendar_of(event_of({{2026, 3, 19}, 18 * 60}, {})), "DTEND").empty());
        CHECK(line_of(calendar_of(event_of({{2026, 3, 19}, 18 * 60}, {{2026, 3, 19}, 17 * 60})),
                      "DTEND")
                  .empty());
        CHECK(line_of(calendar_of(event_of({{2026, 3, 19}, 18 * 60}, {{2026, 3, 20}, {}})),
                      "DTEND") == "DTEND:20260320T210000Z");
    }

    TEST_CASE("an event without a date of change is stamped by its day") {
        CalendarEvent event = event_of({{2026, 3, 19}, {}}, {});
        event.changed = {};
        CHECK(line_of(calendar_of(event), "DTSTAMP") == "DTSTAMP:20260319T000000Z");
    }

    TEST_CASE("long lines are folded at 75 octets and never inside a character") {
        CalendarEvent event = event_of({{2026, 3, 19}, {}}, {});
        for (int i = 0; i < 60; ++i)
            event.summary += i % 7 == 0 ? "🎓€ " : "ёжик";
        const std::string text = calendar_of(event);

        std::string unfolded;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find("\r\n", begin);
            const std::string_view line = std::string_view(text).substr(begin, end - begin);
            CHECK(line.size() <= 75);
            CHECK(is_utf8(line));
            unfolded += line.starts_with(' ') ? line.substr(1) : line;
            begin = end + 2;
        }

        CHECK(unfolded.find("SUMMARY:" + event.summary) != std::string::npos);
    }

    TEST_CASE("a line of any length ends in one CRLF") {
        CalendarEvent event = event_of({{2026, 3, 19}, {}}, {});
        event.url = "https://school3.example.org/";
        for (int i = 0; i < 200; ++i) {
            event.url += "a";
            const std::string text = calendar_of(event);
            CAPTURE(event.url);
            CHECK(text.find("\r\r") == std::string::npos);
            CHECK(text.find("\n\n") == std::string::npos);
            CHECK(text.find(" \n") == std::string::npos);
        }
    }

    TEST_CASE("hostile texts stay texts") {
        CalendarEvent event = event_of({{2026, 3, 19}, {}}, {});
        event.summary = "a\r\nEND:VEVENT\\;\x01,\t\"b\"";
        CHECK(line_of(calendar_of(event), "SUMMARY") == "SUMMARY:a\\nEND:VEVENT\\\\\\;\\,\t\"b\"");
    }
}
