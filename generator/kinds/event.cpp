#include "kinds/event.h"

namespace vitrina {
namespace {

void check_event(Record& record, CheckContext& context) {
    const Event& event = as<Event>(record);
    const DateTime& start = event.start.value;
    const DateTime& end = event.end.value;
    if (end.date.is_set() && (end.date < start.date || (end.date == start.date && end < start)))
        context.out.error(ids::event_ends_before, record.place(event.end.span),
                          iso_date_time(end), iso_date_time(start));
}

}  // namespace

template <>
const FieldTable<ProgrammeItem>& field_table<ProgrammeItem>() {
    static const FieldTable<ProgrammeItem> table = {
        {field("time", &ProgrammeItem::time, {"время, как напечатано", "time as printed"}),
         field("text", &ProgrammeItem::text, {"что происходит", "what happens"}).required()},
        "text",
    };
    return table;
}

template <>
const FieldTable<EventDecision>& field_table<EventDecision>() {
    static const FieldTable<EventDecision> table = {
        {field("text", &EventDecision::text, {"что решили", "what was decided"}).required(),
         field("deadline", &EventDecision::deadline, {"срок", "deadline"}),
         field("responsible", &EventDecision::responsible, {"кто отвечает", "responsible"}),
         field("plan", &EventDecision::plan, {"строка плана, которая это исполняет", "plan row"})},
        "text",
    };
    return table;
}

template <>
const FieldTable<Event>& field_table<Event>() {
    static const FieldTable<Event> table = {
        {field("start", &Event::start, {"начало: дата или дата и время", "start"}).required(),
         field("end", &Event::end, {"окончание", "end"}),
         field("place", &Event::place, {"место", "place"}),
         field("online", &Event::online, {"адрес трансляции", "address of the broadcast"}),
         field("programme", &Event::programme, {"программа: время и текст", "programme"}),
         field("materials", &Event::materials, {"материалы", "materials"}).with_alias("material"),
         field("decisions", &Event::decisions, {"решения", "decisions"}).with_alias("decision"),
         field("group", &Event::group, {"для какой группы", "group"})},
        "",
    };
    return table;
}

Kind event_kind() {
    return make_kind<Event>({.name = "event",
                             .folder = "events",
                             .form = FileForm::Markdown,
                             .doc = {"событие", "event"}},
                            check_event);
}

}  // namespace vitrina
