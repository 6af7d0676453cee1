// Who does it and by when: responsible bodies, participants and deadlines, as plans, acts and events
// write them. Source: formats §4, domain §1.5–1.6.
#pragma once

#include <string>
#include <vector>

#include "kinds/common.h"

namespace vitrina {

// `responsible: [zam-uvr, Руководители РМО]`, or a printed text with the bodies it means:
// `{text: "Заместитель директора по УВР, ВР", bodies: [zam-uvr, zam-vr]}`.
struct BodyList {
    std::string text;              // as issued; empty: the names joined
    std::vector<BodyName> bodies;
    bool empty() const { return bodies.empty() && text.empty(); }
};

// `deadline: "сентябрь - май"`, or with the author's own reading: `{text, from, to}`.
struct DeadlineField {
    InlineText text;
    Date from;
    Date to;
    std::string then;  // what follows the interval: «по мере получения результатов»
    bool empty() const { return text.empty() && !from.is_set() && !to.is_set(); }
};

template <> const FieldTable<BodyList>& field_table<BodyList>();
template <> const FieldTable<DeadlineField>& field_table<DeadlineField>();

}  // namespace vitrina
