#include "kinds/duty.h"

namespace vitrina {

template <>
const FieldTable<BodyList>& field_table<BodyList>() {
    static const FieldTable<BodyList> table = {
        {field("text", &BodyList::text, {"как напечатано в документе", "as printed"}),
         field("bodies", &BodyList::bodies,
               {"ид из site.yaml, слова audience или названия", "ids, audience words or names"})
             .with_alias("body")},
        "bodies",
    };
    return table;
}

template <>
const FieldTable<DeadlineField>& field_table<DeadlineField>() {
    static const FieldTable<DeadlineField> table = {
        {field("text", &DeadlineField::text, {"срок, как он написан в документе", "as printed"}),
         field("from", &DeadlineField::from, {"первый день срока", "first day"}),
         field("to", &DeadlineField::to, {"последний день срока", "last day"}),
         field("then", &DeadlineField::then, {"что дальше", "what follows"})},
        "text",
    };
    return table;
}

}  // namespace vitrina
