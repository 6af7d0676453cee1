// Calendars (RFC 5545, RFC 7986): lines folded at 75 octets between characters, CRLF, escapes.
// libical is not asked: it folds between CR and LF, and writes to memory that it was refused.
//
// Moments  days stay days (the end in the file is the day after the last); a time of the site's zone
//          is written in UTC, so that no VTIMEZONE is needed.
// Same bytes for the same events: stamps come from records, never from the clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"

namespace vitrina {

struct CalendarEvent {
    std::string uid;          // the same for ever, unlike any other: record, interval, host
    std::string summary;      // plain text, as all texts here
    std::string description;  // may be empty
    std::string location;     // may be empty
    std::string url;          // absolute; may be empty
    DateTime from;
    DateTime to;              // the last day, or the moment of the end; unset: as long as `from` says
    Date changed;             // of the record; unset: the day of `from`
    int sequence = 0;         // grows with each revision
};

struct Calendar {
    std::string name;
    std::string url;        // of the page that it belongs to, absolute; may be empty
    std::string time_zone;  // checked before: a zone of the IANA base
    std::vector<CalendarEvent> events;  // in the order of the file
};

std::string ics_text(const Calendar& calendar);

}  // namespace vitrina
