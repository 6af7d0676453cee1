#include "formats/ics.h"

#include <cassert>
#include <cstdlib>
#include <memory>
#include <optional>

#include <libical/ical.h>

#include "base/text.h"

namespace vitrina {
namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype day_of(Date date) {
    icaltimetype time = icaltime_null_time();
    time.year = date.year;
    time.month = date.month;
    time.day = date.day;
    time.is_date = 1;
    return time;
}

icaltimetype utc_moment(const DateTime& moment) {
    icaltimetype time = day_of(moment.date);
    time.is_date = 0;
    time.hour = moment.minutes.value_or(0) / 60;
    time.minute = moment.minutes.value_or(0) % 60;
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

icaltimetype moment_in(const DateTime& moment, std::string_view time_zone) {
    const auto seconds = unix_seconds(moment, time_zone);
    assert(seconds);
    return utc_moment(utc_date_time(seconds.value_or(0)));
}

void add_text(icalcomponent* to, icalproperty* (*make)(const char*), std::string_view text) {
    if (!text.empty())
        icalcomponent_add_property(to, make(clean_text(text).c_str()));
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

void add_times(icalcomponent* to, const CalendarEvent& event, std::string_view time_zone) {
    const bool is_timed = event.from.minutes.has_value();
    const auto time_of = [&](const DateTime& moment) {
        return is_timed ? moment_in(moment, time_zone) : day_of(moment.date);
    };
    icalcomponent_add_property(to, icalproperty_new_dtstart(time_of(event.from)));
    if (const auto end = end_of(event))
        icalcomponent_add_property(to, icalproperty_new_dtend(time_of(*end)));
    // A term of many days does not make its reader busy.
    if (!is_timed)
        icalcomponent_add_property(to, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
}

icalcomponent* make_event(const CalendarEvent& event, std::string_view time_zone) {
    icalcomponent* made = icalcomponent_new_vevent();
    const Date changed = event.changed.is_set() ? event.changed : event.from.date;
    const icaltimetype stamp = utc_moment({changed, std::nullopt});
    add_text(made, icalproperty_new_uid, event.uid);
    icalcomponent_add_property(made, icalproperty_new_dtstamp(stamp));
    icalcomponent_add_property(made, icalproperty_new_lastmodified(stamp));
    icalcomponent_add_property(made, icalproperty_new_sequence(event.sequence));
    add_times(made, event, time_zone);
    add_text(made, icalproperty_new_summary, event.summary);
    add_text(made, icalproperty_new_description, event.description);
    add_text(made, icalproperty_new_location, event.location);
    add_text(made, icalproperty_new_url, event.url);
    return made;
}

icalproperty* new_calendar_name(const char* name) {
    // What Google and Apple read instead of NAME.
    icalproperty* made = icalproperty_new_x(name);
    icalproperty_set_x_name(made, "X-WR-CALNAME");
    return made;
}

// libical folds a line that ends at the very limit between its CR and its LF.
std::string with_whole_line_ends(std::string text) {
    constexpr std::string_view broken = "\r\r\n \n";
    for (std::size_t at = text.find(broken); at != std::string::npos; at = text.find(broken, at))
        text.replace(at, broken.size(), "\r\n");
    return text;
}

}  // namespace

std::string ics_text(const Calendar& calendar) {
    const Component made(icalcomponent_new_vcalendar());
    icalcomponent_add_property(made.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_property(made.get(), icalproperty_new_prodid("-//vitrina//vitrina//RU"));
    icalcomponent_add_property(made.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
    const std::string name = collapse_spaces(calendar.name);
    add_text(made.get(), icalproperty_new_name, name);
    add_text(made.get(), new_calendar_name, name);
    add_text(made.get(), icalproperty_new_url, calendar.url);
    for (const CalendarEvent& event : calendar.events)
        icalcomponent_add_component(made.get(), make_event(event, calendar.time_zone));
    const std::unique_ptr<char, decltype(&std::free)> text(
        icalcomponent_as_ical_string_r(made.get()), &std::free);
    return with_whole_line_ends(text.get());
}

}  // namespace vitrina
