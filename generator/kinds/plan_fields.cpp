// The field tables of a plan. What is hidden here is published in another shape (plan_json.cpp).
#include "kinds/plan.h"

namespace vitrina {

template <>
const WordList<PlanColumn>& word_list<PlanColumn>() {
    static const WordList<PlanColumn> words = {
        {PlanColumn::No, "no", "номер", ""},
        {PlanColumn::Task, "task", "задача", "задачи"},
        {PlanColumn::Measure, "measure", "мероприятие", "мероприятия"},
        {PlanColumn::Participants, "participants", "участники", ""},
        {PlanColumn::Deadline, "deadline", "срок", "сроки"},
        {PlanColumn::Responsible, "responsible", "ответственный", "ответственные"},
        {PlanColumn::Result, "result", "результат", ""},
        {PlanColumn::Status, "status", "состояние", ""},
    };
    return words;
}

template <>
const WordList<Numbering>& word_list<Numbering>() {
    static const WordList<Numbering> words = {
        {Numbering::PerSection, "per_section", "по разделам", ""},
        {Numbering::Continuous, "continuous", "сквозная", ""},
    };
    return words;
}

template <>
const WordList<Progress>& word_list<Progress>() {
    static const WordList<Progress> words = {
        {Progress::Public, "public", "открыто", ""},
        {Progress::Evidence, "evidence", "документы", ""},
        {Progress::Hidden, "hidden", "скрыто", ""},
    };
    return words;
}

template <>
const WordList<RowStatus>& word_list<RowStatus>() {
    static const WordList<RowStatus> words = {
        {RowStatus::Planned, "planned", "запланировано", ""},
        {RowStatus::InProgress, "in_progress", "выполняется", ""},
        {RowStatus::Done, "done", "выполнено", ""},
        {RowStatus::Cancelled, "cancelled", "отменено", ""},
        {RowStatus::Moved, "moved", "перенесено", ""},
    };
    return words;
}

template <>
const WordList<Extent>& word_list<Extent>() {
    static const WordList<Extent> words = {
        {Extent::Full, "full", "полностью", ""},
        {Extent::Partial, "partial", "частично", ""},
    };
    return words;
}

template <>
const WordList<NotAdoptedExtent>& word_list<NotAdoptedExtent>() {
    static const WordList<NotAdoptedExtent> words = {
        {NotAdoptedExtent::Absent, "absent", "нет", ""},
        {NotAdoptedExtent::NotApplicable, "not_applicable", "не применимо", "не относится"},
    };
    return words;
}

template <>
const FieldTable<Implementation>& field_table<Implementation>() {
    static const FieldTable<Implementation> table = {
        {field("ref", &Implementation::ref, {"рекомендованная мера", "recommended measure"})
             .required(),
         field("extent", &Implementation::extent, {"полностью или частично", "extent"}),
         field("note", &Implementation::note, {"чем отличается", "what differs"})},
        "ref",
    };
    return table;
}

template <>
const FieldTable<NotAdopted>& field_table<NotAdopted>() {
    static const FieldTable<NotAdopted> table = {
        {field("ref", &NotAdopted::ref, {"рекомендованная мера", "recommended measure"}).required(),
         field("extent", &NotAdopted::extent, {"нет или не применимо", "extent"}),
         field("why", &NotAdopted::why, {"почему", "why"})},
        "ref",
    };
    return table;
}

template <>
const FieldTable<Move>& field_table<Move>() {
    static const FieldTable<Move> table = {
        {field("to", &Move::to, {"на какой день перенесено", "new date"}).required(),
         field("why", &Move::why, {"почему", "why"})},
        "",
    };
    return table;
}

template <>
const FieldTable<PlanRow>& field_table<PlanRow>() {
    static const FieldTable<PlanRow> table = {
        {field("id", &PlanRow::id, {"постоянный ид строки", "stable id"}),
         field("no", &PlanRow::no, {"номер, как напечатан", "number as printed"}),
         field("task", &PlanRow::task, {"задача; пусто — как выше", "task; missing: as above"}),
         field("measure", &PlanRow::measure, {"мероприятие", "measure"}).required(),
         field("deadline", &PlanRow::deadline, {"срок, как в документе", "deadline as issued"})
             .hidden(),
         field("responsible", &PlanRow::responsible, {"ответственные", "responsible bodies"})
             .hidden(),
         field("participants", &PlanRow::participants, {"участники", "participants"})
             .with_alias("participant")
             .hidden(),
         field("result", &PlanRow::result, {"ожидаемый результат", "expected result"}),
         field("status", &PlanRow::status, {"ход исполнения", "progress"}),
         field("done", &PlanRow::done, {"когда выполнено", "when done"}),
         field("report", &PlanRow::report, {"что сделано", "what was done"}),
         field("evidence", &PlanRow::evidence, {"подтверждающие документы", "evidence"}).hidden(),
         field("implements", &PlanRow::implements, {"какие меры исполняет", "what it implements"})
             .hidden(),
         field("moved", &PlanRow::moved, {"куда перенесено", "moved to"})},
        "",
    };
    return table;
}

template <>
const FieldTable<PlanSection>& field_table<PlanSection>() {
    static const FieldTable<PlanSection> table = {
        {field("title", &PlanSection::title, {"заголовок раздела", "section title"}),
         field("rows", &PlanSection::rows, {"строки", "rows"}).required()},
        "",
    };
    return table;
}

template <>
const FieldTable<Plan>& field_table<Plan>() {
    static const FieldTable<Plan> table = {
        {field("columns", &Plan::columns, {"какие столбцы печатать и в каком порядке", "columns"})
             .with_alias("column"),
         field("labels", &Plan::labels, {"заголовки столбцов, как в документе", "headings"})
             .with_alias("label"),
         field("numbering", &Plan::numbering, {"как идут номера", "numbering"}),
         field("progress", &Plan::progress, {"что показывать об исполнении", "progress shown"})
             .hidden(),
         field("act", &Plan::act, {"каким актом утверждён", "approved by"}),
         field("source", &Plan::source, {"откуда взят план", "where it was taken from"}),
         field("goals", &Plan::goals, {"цели", "goals"}).with_alias("goal"),
         field("sections", &Plan::sections, {"разделы", "sections"}).with_alias("section").hidden(),
         field("rows", &Plan::rows, {"строки плана без разделов", "rows without sections"})
             .with_alias("row")
             .hidden(),
         field("not_adopted", &Plan::not_adopted, {"какие меры не приняты", "not adopted"})
             .hidden()},
        "",
    };
    return table;
}

}  // namespace vitrina
