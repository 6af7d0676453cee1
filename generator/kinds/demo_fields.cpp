// The field tables of demo tests.
#include "kinds/demo.h"

namespace vitrina {

template <>
const WordList<AnswerMode>& word_list<AnswerMode>() {
    static const WordList<AnswerMode> words = {
        {AnswerMode::After, "after", "после", ""},
        {AnswerMode::Separate, "separate", "отдельно", ""},
        {AnswerMode::None, "none", "нет", ""},
    };
    return words;
}

template <>
const FieldTable<DemoItem>& field_table<DemoItem>() {
    static const FieldTable<DemoItem> table = [] {
        FieldTable<DemoItem> all = {
            {field("id", &DemoItem::id, {"постоянный ид задания", "stable id"}),
             field("no", &DemoItem::no, {"номер, как напечатан", "number as printed"}),
             field("use", &DemoItem::use,
                   {"задание из банка: tasks/имя#ид", "a task of the bank"})},
            "",
        };
        add_fields(all.fields, field_table<Question>(), &DemoItem::question);
        return all;
    }();
    return table;
}

template <>
const FieldTable<DemoSection>& field_table<DemoSection>() {
    static const FieldTable<DemoSection> table = {
        {field("title", &DemoSection::title, {"заголовок части", "section title"}),
         field("items", &DemoSection::items, {"задания", "items"}).with_alias("item").required()},
        "",
    };
    return table;
}

template <>
const FieldTable<Demo>& field_table<Demo>() {
    static const FieldTable<Demo> table = {
        {field("duration_min", &Demo::duration_min, {"время работы, минут", "duration in minutes"}),
         field("aids", &Demo::aids, {"чем можно пользоваться", "what may be used"})
             .with_alias("aid"),
         field("instructions", &Demo::instructions, {"инструкция", "instructions"}),
         field("scale", &Demo::scale,
               {"с какого балла ставится отметка", "lowest points of each mark"}),
         field("criteria", &Demo::criteria,
               {"критерии, по которым ставится отметка", "criteria instead of a scale"}),
         field("answers", &Demo::answers,
               {"где ответы: after, separate, none", "where answers stand"}),
         field("sections", &Demo::sections, {"части работы", "sections"}).with_alias("section"),
         field("items", &Demo::items, {"задания работы без частей", "items without sections"})
             .with_alias("item")},
        "",
    };
    return table;
}

}  // namespace vitrina
