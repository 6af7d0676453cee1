#include "kinds/checklist.h"

#include "base/year_ids.h"

namespace vitrina {
namespace {

void check_item(const Record& record, const ChecklistItem& item, Diagnostics& out) {
    const bool is_there = item.answer.value == ChecklistAnswer::Yes;
    if (is_there && item.evidence.empty())
        out.error(ids::checklist_evidence, record.place(item.answer.span));
    if (!is_there && !item.evidence.empty())
        out.warning(ids::checklist_contradiction, record.place(item.answer.span),
                    word_of(item.answer.value, Language::Russian));
    for (const Evidence& one : item.evidence)
        if (!one.ref.is_set() && !one.url.is_set() && !one.file.is_set())
            out.error(ids::checklist_evidence, record.place(item.answer.span));
}

void check_checklist(Record& record, CheckContext& context) {
    const Checklist& checklist = as<Checklist>(record);
    if (checklist.items.empty())
        context.out.error(ids::checklist_empty, record.place(record.common.title.text.span));
    for (const ChecklistItem& item : checklist.items)
        check_item(record, item, context.out);
}

}  // namespace

template <>
const WordList<ChecklistAnswer>& word_list<ChecklistAnswer>() {
    static const WordList<ChecklistAnswer> words = {
        {ChecklistAnswer::Yes, "yes", "есть", "да"},
        {ChecklistAnswer::No, "no", "нет", ""},
        {ChecklistAnswer::NotRequired, "not_required", "не требуется", ""},
    };
    return words;
}

template <>
const FieldTable<ChecklistItem>& field_table<ChecklistItem>() {
    static const FieldTable<ChecklistItem> table = {
        {field("no", &ChecklistItem::no, {"номер, как напечатан", "number as printed"}),
         field("text", &ChecklistItem::text, {"что должно быть", "what is asked for"}).required(),
         field("answer", &ChecklistItem::answer,
               {"есть, нет или не требуется", "yes, no or not required"})
             .required(),
         field("evidence", &ChecklistItem::evidence,
               {"чем подтверждается: записи, файлы, адреса", "what shows it"}),
         field("note", &ChecklistItem::note, {"примечание", "note"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Checklist>& field_table<Checklist>() {
    static const FieldTable<Checklist> table = {
        {field("items", &Checklist::items, {"пункты", "the items"}).with_alias("item").required()},
        "",
    };
    return table;
}

Kind checklist_kind() {
    return make_kind<Checklist>({.name = "checklist",
                                 .folder = "checklists",
                                 .form = FileForm::Yaml,
                                 .has_json = true,
                                 .doc = {"перечень для проверки", "checklist"}},
                                check_checklist);
}

}  // namespace vitrina
