// The schedule of assessments («график оценочных процедур»): which class writes what on which day,
// and what was moved and why.
//
// Days     an entry is on a `date`, or stands between `from` and `to`: the latter is one event of the
//          calendar and is not judged by the day.
// Source   formats §8, domain §2.5.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kinds/kind.h"

namespace vitrina {

enum class ScheduleLevel : std::uint8_t { School, Municipal, Regional, Federal };
template <> const WordList<ScheduleLevel>& word_list<ScheduleLevel>();
template <> struct Codec<ScheduleLevel> : WordCodec<ScheduleLevel> {};

struct ScheduleMove {
    Date from;  // the day on which it stood before
    InlineText why;
    Reference act;
    Span span;
};

struct ScheduleEntry {
    Located<std::string> id;
    Located<Date> date;
    Located<Date> from;
    Located<Date> to;
    ClassList classes;
    std::vector<SubjectName> subjects;
    std::vector<SubjectName> any_of;
    std::string form;
    std::vector<ProcedureName> procedures;
    ScheduleLevel level = ScheduleLevel::School;
    std::vector<Located<int>> lessons;
    Located<int> duration_min;
    ScheduleMove moved;
    InlineText note;
    Span span;

    bool is_dated() const { return date.value.is_set(); }
    bool is_moved() const { return moved.from.is_set(); }
    Date first_day() const { return is_dated() ? date.value : from.value; }
    Date last_day() const { return is_dated() ? date.value : to.value; }
};

struct Schedule {
    Reference act;
    std::vector<ScheduleEntry> entries;
};
template <> const FieldTable<ScheduleMove>& field_table<ScheduleMove>();
template <> const FieldTable<ScheduleEntry>& field_table<ScheduleEntry>();
template <> const FieldTable<Schedule>& field_table<Schedule>();
Kind schedule_kind();

// The name of an entry for links: its own id, or one made of what it is, so that it stays the same
// when entries are added or the work is moved. Unlike any other in the file.
std::vector<std::string> entry_anchors(const Record& record);
// «Математика», or «История или Биология» for subjects of which one is drawn.
std::string entry_subjects(const ScheduleEntry& entry, Language language);
// Lessons that the work takes: those of `lessons`, else one for every 45 minutes, at least one.
int entry_hours(const ScheduleEntry& entry);
// By definition an assessment takes 30 minutes at least; shorter works are shown and not judged.
bool is_assessment(const ScheduleEntry& entry);

}  // namespace vitrina
