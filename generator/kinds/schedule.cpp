#include "kinds/schedule.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "base/year_ids.h"
#include "kinds/procedure.h"

namespace vitrina {
namespace {

constexpr int most_lessons = 10;
constexpr int lesson_minutes = 45;
constexpr int least_minutes = 30;
constexpr int sunday = 7;

Place head_of(const Record& record, Span span) {
    return record.place({span.begin, span.begin + 1});
}

void check_days(const Record& record, const ScheduleEntry& entry, Diagnostics& out) {
    const bool has_interval = entry.from.value.is_set() && entry.to.value.is_set();
    const bool has_part = entry.from.value.is_set() || entry.to.value.is_set();
    if (entry.is_dated() && has_part)
        out.error(ids::schedule_when_twice, head_of(record, entry.span));
    else if (!entry.is_dated() && !has_interval)
        out.error(ids::schedule_when, head_of(record, entry.span));
    else if (has_interval && entry.to.value < entry.from.value)
        out.error(ids::days_reversed, record.place(entry.to.span), iso_date(entry.from.value),
                  iso_date(entry.to.value));
    if (entry.is_dated() && iso_weekday(entry.date.value) == sunday)
        out.warning(ids::schedule_sunday, record.place(entry.date.span), iso_date(entry.date.value));
}

void check_year(const Record& record, const ScheduleEntry& entry, SchoolYear year, Diagnostics& out) {
    for (const Located<Date>* day : {&entry.date, &entry.from, &entry.to})
        if (day->value.is_set() && (day->value < year.begin() || day->value > year.end()))
            out.warning(ids::schedule_outside_year, record.place(day->span), iso_date(day->value),
                        school_year_name(year));
}

void check_move(const Record& record, const ScheduleEntry& entry, Diagnostics& out) {
    if (!entry.is_moved())
        return;
    if (entry.moved.from == entry.first_day())
        out.warning(ids::schedule_moved, head_of(record, entry.moved.span));
    if (entry.moved.why.empty())
        out.warning(ids::schedule_no_reason, head_of(record, entry.moved.span));
}

void check_entry(const Record& record, const ScheduleEntry& entry, SchoolYear year, Diagnostics& out) {
    check_days(record, entry, out);
    check_year(record, entry, year, out);
    check_move(record, entry, out);
    check_minutes(record, entry.duration_min, out);
    if (entry.subjects.empty() && entry.any_of.empty())
        out.error(ids::schedule_subject, head_of(record, entry.span));
    for (const Located<int>& lesson : entry.lessons)
        if (lesson.value < 1 || lesson.value > most_lessons)
            out.error(ids::schedule_lesson, record.place(lesson.span), lesson.value);
}

void check_ids(Record& record, const Schedule& schedule, Diagnostics& out) {
    std::map<std::string, Span> seen;
    for (const ScheduleEntry& entry : schedule.entries) {
        if (entry.id.value.empty())
            continue;
        const auto [first, fresh] = seen.emplace(entry.id.value, entry.id.span);
        if (fresh) {
            check_part_id(record, entry.id, out);
            record.anchors.push_back(entry.id.value);
            continue;
        }
        Diagnostic& message =
            out.error(ids::schedule_id_twice, record.place(entry.id.span), entry.id.value);
        Diagnostics::note(message, ids::note_first_here, record.place(first->second));
    }
}

template <class Name>
void add_names(std::vector<Name>& to, const std::vector<Name>& from) {
    for (const Name& one : from)
        if (std::ranges::find(to, one.name, &Name::name) == to.end())
            to.push_back(one);
}

// Pages of classes, subjects and procedures find the schedule by the common fields.
void gather(Common& common, const Schedule& schedule) {
    for (const ScheduleEntry& entry : schedule.entries) {
        add_classes(common.classes, entry.classes);
        add_names(common.subjects, entry.subjects);
        add_names(common.subjects, entry.any_of);
        add_names(common.procedures, entry.procedures);
    }
}

void check_schedule(Record& record, CheckContext& context) {
    Schedule& schedule = as<Schedule>(record);
    Common& common = record.common;
    if (schedule.act.is_set() && !common.approved_by->is_set())
        common.approved_by = schedule.act;
    const SchoolYear year =
        common.school_year.is_set() ? common.school_year : context.school_year;
    if (schedule.entries.empty())
        context.out.error(ids::schedule_empty, record.place(common.title.text.span));
    for (const ScheduleEntry& entry : schedule.entries)
        check_entry(record, entry, year, context.out);
    check_ids(record, schedule, context.out);
    gather(common, schedule);
}

// What the work is, wherever it stands and whenever it is held.
std::string made_anchor(const ScheduleEntry& entry) {
    std::string what;
    for (const ClassLabel& label : entry.classes.labels)
        what += label.text() + ",";
    for (const auto& list : {entry.subjects, entry.any_of})
        for (const SubjectName& subject : list)
            what += fold_case(subject.name) + ",";
    what += fold_case(entry.form) + ",";
    what += iso_date(entry.is_moved() ? entry.moved.from : entry.first_day());
    return "e" + hash_text(content_hash(what)).substr(0, 10);
}

std::string joined(const std::vector<SubjectName>& subjects, std::string_view between) {
    std::string text;
    for (const SubjectName& subject : subjects)
        text.append(text.empty() ? "" : between).append(subject.name);
    return text;
}

}  // namespace

template <>
const WordList<ScheduleLevel>& word_list<ScheduleLevel>() {
    static const WordList<ScheduleLevel> words = {
        {ScheduleLevel::School, "school", "школа", "школьный"},
        {ScheduleLevel::Municipal, "municipal", "муниципальный", "район"},
        {ScheduleLevel::Regional, "regional", "региональный", "регион"},
        {ScheduleLevel::Federal, "federal", "федеральный", "федерация"},
    };
    return words;
}

template <>
const FieldTable<ScheduleMove>& field_table<ScheduleMove>() {
    static const FieldTable<ScheduleMove> table = {
        {field("from", &ScheduleMove::from, {"с какого дня", "from which day"}).required(),
         field("why", &ScheduleMove::why, {"почему", "why"}),
         field("act", &ScheduleMove::act, {"каким актом", "by which act"})},
        "",
    };
    return table;
}

template <>
const FieldTable<ScheduleEntry>& field_table<ScheduleEntry>() {
    static const FieldTable<ScheduleEntry> table = {
        {field("id", &ScheduleEntry::id, {"постоянное имя для ссылок", "permanent name for links"}),
         field("date", &ScheduleEntry::date, {"день работы", "the day"}),
         field("from", &ScheduleEntry::from, {"не раньше какого дня", "not before"}),
         field("to", &ScheduleEntry::to, {"не позже какого дня", "not after"}),
         field("classes", &ScheduleEntry::classes, {"какие классы пишут", "which classes"})
             .with_alias("class")
             .required(),
         field("subjects", &ScheduleEntry::subjects, {"предмет", "subject"}).with_alias("subject"),
         field("any_of", &ScheduleEntry::any_of,
               {"из каких предметов выбирают один", "subjects of which one is drawn"}),
         field("form", &ScheduleEntry::form, {"вид работы словами", "the kind of work in words"})
             .required(),
         field("procedures", &ScheduleEntry::procedures, {"оценочная процедура", "procedure"})
             .with_alias("procedure"),
         field("level", &ScheduleEntry::level, {"чей уровень: школа, федеральный", "level"}),
         field("lessons", &ScheduleEntry::lessons, {"на каком уроке", "on which lesson"})
             .with_alias("lesson"),
         field("duration_min", &ScheduleEntry::duration_min,
               {"сколько минут длится", "duration in minutes"}),
         field("moved", &ScheduleEntry::moved, {"перенос: с какого дня и почему", "a move"}),
         field("note", &ScheduleEntry::note, {"примечание", "note"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Schedule>& field_table<Schedule>() {
    static const FieldTable<Schedule> table = {
        {field("act", &Schedule::act, {"каким актом утверждён", "the act that approves it"}),
         field("entries", &Schedule::entries, {"работы", "the works"})
             .with_alias("entry")
             .required()},
        "",
    };
    return table;
}

Kind schedule_kind() {
    Kind kind = make_kind<Schedule>({.name = "schedule",
                                     .folder = "schedule",
                                     .form = FileForm::Yaml,
                                     .has_json = true,
                                     .doc = {"график оценочных процедур", "schedule of assessments"}},
                                    check_schedule);
    kind.parts = [](const Record& record) {
        std::vector<PartName> parts;
        for (const ScheduleEntry& entry : as<Schedule>(record).entries)
            if (!entry.id.value.empty())
                parts.push_back({entry.id.value,
                                 entry_subjects(entry, Language::Russian) + ", " + entry.form});
        return parts;
    };
    return kind;
}

std::vector<std::string> entry_anchors(const Record& record) {
    std::vector<std::string> anchors;
    std::set<std::string> taken;
    for (const ScheduleEntry& entry : as<Schedule>(record).entries) {
        const std::string made = entry.id.value.empty() ? made_anchor(entry) : entry.id.value;
        std::string anchor = made;
        for (int number = 2; !taken.insert(anchor).second; ++number)
            anchor = made + "-" + std::to_string(number);
        anchors.push_back(anchor);
    }
    return anchors;
}

std::string entry_subjects(const ScheduleEntry& entry, Language language) {
    const std::string drawn =
        joined(entry.any_of, language == Language::Russian ? " или " : " or ");
    const std::string all = joined(entry.subjects, ", ");
    return all.empty() || drawn.empty() ? all + drawn : all + "; " + drawn;
}

int entry_hours(const ScheduleEntry& entry) {
    if (entry.lessons.size() > 1)
        return static_cast<int>(entry.lessons.size());
    return std::max(1, (entry.duration_min.value + lesson_minutes - 1) / lesson_minutes);
}

bool is_assessment(const ScheduleEntry& entry) {
    return entry.duration_min.value == 0 || entry.duration_min.value >= least_minutes;
}

}  // namespace vitrina
