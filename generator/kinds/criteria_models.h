// The checks of the four models of marking (criteria.h), one record at a time.
#pragma once

#include "kinds/criteria.h"

namespace vitrina {

struct ModelCheck {
    const Record& file;
    Place place;  // of the record: where a message stands that concerns no written field
    CheckContext& context;
};

// Fields that the record's model does not know, before defaults are added.
void check_foreign_fields(const ModelCheck& check, const MarkingRule& rule);
// Sets what was left out (max, scale, error kinds), sorts the marks, reports what is wrong.
void check_model(const ModelCheck& check, MarkingRule& rule);

}  // namespace vitrina
