// The field tables of criteria.
#include "kinds/criteria.h"

namespace vitrina {

template <>
const WordList<MarkingModel>& word_list<MarkingModel>() {
    static const WordList<MarkingModel> words = {
        {MarkingModel::Points, "points", "баллы", ""},
        {MarkingModel::Errors, "errors", "ошибки", ""},
        {MarkingModel::Descriptor, "descriptor", "описание", ""},
        {MarkingModel::Credit, "credit", "зачёт", ""},
    };
    return words;
}

template <>
const WordList<ErrorKind>& word_list<ErrorKind>() {
    static const WordList<ErrorKind> words = {
        {ErrorKind::Orthographic, "orthographic", "орфографические", "орфографическая"},
        {ErrorKind::Punctuation, "punctuation", "пунктуационные", "пунктуационная"},
        {ErrorKind::Grammatical, "grammatical", "грамматические", "грамматическая"},
        {ErrorKind::Gross, "gross", "грубые", "грубая"},
        {ErrorKind::Minor, "minor", "негрубые", "негрубая"},
        {ErrorKind::Flaw, "flaw", "недочёты", "недочёт"},
    };
    return words;
}

template <>
const FieldTable<MarkingRule>& field_table<MarkingRule>() {
    static const FieldTable<MarkingRule> table = {
        {field("work", &MarkingRule::works, {"виды работ; * — любая", "kinds of work; * is any"})
             .with_alias("works"),
         field("programme", &MarkingRule::programme, {"программа: ООП ООО, АООП", "programme"}),
         field("group", &MarkingRule::group, {"группа: базовый, углублённый", "group"}),
         field("model", &MarkingRule::model,
               {"как оценивают: баллы, ошибки, описание, зачёт", "how work is marked"}),
         field("volume", &MarkingRule::volume, {"объём работы", "volume of the work"}),
         field("max", &MarkingRule::max, {"наибольшая сумма баллов", "highest sum of points"}),
         field("parts", &MarkingRule::parts, {"критерии К1 … Kn", "parts К1 … Kn"})
             .with_alias("part"),
         field("scale", &MarkingRule::scale,
               {"с какого балла ставится отметка", "lowest points of each mark"}),
         field("scale_percent", &MarkingRule::scale_percent,
               {"с какого процента ставится отметка", "lowest percent of each mark"}),
         field("error_kinds", &MarkingRule::error_kinds,
               {"какие ошибки считают", "kinds of errors"})
             .with_alias("error_kind"),
         field("marks", &MarkingRule::marks,
               {"за что ставится отметка", "what a mark is given for"})
             .with_alias("mark"),
         field("no_mark", &MarkingRule::no_mark, {"отметок не ставят", "no marks are given"}),
         field("pass", &MarkingRule::pass, {"когда зачтено", "what is needed to pass"}),
         field("conditions", &MarkingRule::conditions, {"дополнительные условия", "conditions"})
             .with_alias("condition"),
         field("text", &MarkingRule::text, {"пояснение", "explanation"})},
        "",
    };
    return table;
}

template <>
const FieldTable<CriteriaRecord>& field_table<CriteriaRecord>() {
    static const FieldTable<CriteriaRecord> table = [] {
        FieldTable<CriteriaRecord> all = {
            {field("id", &CriteriaRecord::id, {"постоянный ид", "stable id"}),
             field("subjects", &CriteriaRecord::subjects, {"учебные предметы", "school subjects"})
                 .with_alias("subject"),
             field("classes", &CriteriaRecord::classes, {"классы: 4, 5-9, 5А", "classes"})
                 .with_alias("class"),
             field("valid", &CriteriaRecord::valid, {"когда действует", "period in force"}),
             field("approved_by", &CriteriaRecord::approved_by,
                   {"каким пунктом какого акта утверждено", "approved by"})
                 .with_alias("act")},
            "",
        };
        add_fields(all.fields, field_table<MarkingRule>(), &CriteriaRecord::rule);
        return all;
    }();
    return table;
}

// What stands in the file is the default of its records, and published with each of them.
template <>
const FieldTable<Criteria>& field_table<Criteria>() {
    static const FieldTable<Criteria> table = [] {
        FieldTable<Criteria> all;
        add_fields(all.fields, field_table<MarkingRule>(), &Criteria::defaults);
        for (Field<Criteria>& one : all.fields)
            one.visibility = Visibility::Hidden;
        all.fields.push_back(
            field("records", &Criteria::records, {"критерии по классам и работам", "records"})
                .with_alias("record")
                .required());
        return all;
    }();
    return table;
}

}  // namespace vitrina
