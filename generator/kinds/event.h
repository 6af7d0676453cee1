// Events: meetings, conferences, consultations. Source: formats §3.
#pragma once

#include <string>
#include <vector>

#include "kinds/duty.h"
#include "kinds/kind.h"

namespace vitrina {

struct ProgrammeItem {
    std::string time;  // as printed: 18:00
    InlineText text;
};

struct EventDecision {
    BlockText text;
    DeadlineField deadline;
    BodyList responsible;
    Reference plan;
};

struct Event {
    Located<DateTime> start;
    Located<DateTime> end;
    InlineText place;
    WebAddress online;
    std::vector<ProgrammeItem> programme;
    std::vector<Evidence> materials;
    std::vector<EventDecision> decisions;
    InlineText group;
};
template <> const FieldTable<ProgrammeItem>& field_table<ProgrammeItem>();
template <> const FieldTable<EventDecision>& field_table<EventDecision>();
template <> const FieldTable<Event>& field_table<Event>();
Kind event_kind();

}  // namespace vitrina
