#include "formats/ics.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_line = 75;  // octets without CRLF; RFC 5545 §3.1

bool is_control(char byte) {
    return static_cast<unsigned char>(byte) < ' ' || byte == '\x7f';
}

// A value of the type TEXT; RFC 5545 §3.3.11.
std::string escaped(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (const char byte : clean_text(text)) {
        if (byte == '\n')
            made += "\\n";
        else if (byte == '\\' || byte == ';' || byte == ',')
            (made += '\\') += byte;
        else if (byte == '\t' || !is_control(byte))
            made += byte;
    }
    return made;
}

std::string without_controls(std::string_view address) {
    std::string made = clean_text(address);
    std::erase_if(made, is_control);
    return made;
}

std::string day_text(Date day) {
    return fmt::format("{:04}{:02}{:02}", day.year, day.month, day.day);
}

// What is neither a day nor local time is UTC.
std::string utc_text(const DateTime& moment) {
    const int minutes = moment.minutes.value_or(0);
    return day_text(moment.date) + fmt::format("T{:02}{:02}00Z", minutes / 60, minutes % 60);
}

std::string utc_text(const DateTime& moment, std::string_view time_zone) {
    const auto seconds = unix_seconds(moment, time_zone);
    assert(seconds);
    return utc_text(utc_date_time(seconds.value_or(0)));
}

// The moment at which the event is over; nothing when it has no length.
std::optional<DateTime> end_of(const CalendarEvent& event) {
    const bool is_timed = event.from.minutes.has_value();
    const bool has_end = event.to.date.is_set() && event.to >= event.from;
    const DateTime& last = has_end ? event.to : event.from;
    if (!is_timed || !last.minutes)
        return DateTime{add_days(last.date, 1), std::nullopt};
    // An hour of beginning only: how long it takes is not known.
    return event.to > event.from ? std::optional(event.to) : std::nullopt;
}

// Content lines in the order in which they are put.
class Lines {
public:
    void put(std::string_view name, std::string_view value) {
        line_.assign(name) += ':';
        line_ += value;
        fold();
    }
    void put_text(std::string_view name, std::string_view text) {
        if (!text.empty())
            put(name, escaped(text));
    }
    void put_address(std::string_view name, std::string_view address) {
        if (!address.empty())
            put(name, without_controls(address));
    }

    std::string take() { return std::move(text_); }

private:
    // Between characters; the blank in front of what goes on counts.
    void fold() {
        std::string_view rest = line_;
        for (std::size_t room = longest_line; rest.size() > room; room = longest_line - 1) {
            std::size_t cut = room;
            while ((static_cast<unsigned char>(rest[cut]) & 0xC0) == 0x80)
                --cut;
            (text_ += rest.substr(0, cut)) += "\r\n ";
            rest.remove_prefix(cut);
        }
        (text_ += rest) += "\r\n";
    }

    std::string line_;
    std::string text_;
};

void put_times(Lines& to, const CalendarEvent& event, std::string_view time_zone) {
    const bool is_timed = event.from.minutes.has_value();
    const auto put = [&](std::string name, const DateTime& moment) {
        if (is_timed)
            to.put(name, utc_text(moment, time_zone));
        else
            to.put(name + ";VALUE=DATE", day_text(moment.date));
    };
    put("DTSTART", event.from);
    if (const auto end = end_of(event))
        put("DTEND", *end);
    // A term of many days does not make its reader busy.
    if (!is_timed)
        to.put("TRANSP", "TRANSPARENT");
}

void put_event(Lines& to, const CalendarEvent& event, std::string_view time_zone) {
    const Date changed = event.changed.is_set() ? event.changed : event.from.date;
    const std::string stamp = utc_text({changed, std::nullopt});
    to.put("BEGIN", "VEVENT");
    to.put_text("UID", event.uid);
    to.put("DTSTAMP", stamp);
    to.put("LAST-MODIFIED", stamp);
    to.put("SEQUENCE", std::to_string(event.sequence));
    put_times(to, event, time_zone);
    to.put_text("SUMMARY", event.summary);
    to.put_text("DESCRIPTION", event.description);
    to.put_text("LOCATION", event.location);
    to.put_address("URL", event.url);
    to.put("END", "VEVENT");
}

}  // namespace

std::string ics_text(const Calendar& calendar) {
    Lines lines;
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//vitrina//vitrina//RU");
    lines.put("METHOD", "PUBLISH");
    const std::string name = collapse_spaces(calendar.name);
    lines.put_text("NAME", name);
    lines.put_text("X-WR-CALNAME", name);  // what Google and Apple read instead of NAME
    lines.put_address("URL", calendar.url);
    for (const CalendarEvent& event : calendar.events)
        put_event(lines, event, calendar.time_zone);
    lines.put("END", "VCALENDAR");
    return lines.take();
}

}  // namespace vitrina
