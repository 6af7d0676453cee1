// A checklist: what an inspector asks for, with a link to it. Source: formats §8, domain §1.8.
#pragma once

#include <string>
#include <vector>

#include "kinds/kind.h"

namespace vitrina {

enum class ChecklistAnswer : std::uint8_t { Yes, No, NotRequired };
template <> const WordList<ChecklistAnswer>& word_list<ChecklistAnswer>();
template <> struct Codec<ChecklistAnswer> : WordCodec<ChecklistAnswer> {};

struct ChecklistItem {
    Located<std::string> no;  // a printed label
    BlockText text;
    std::vector<Evidence> evidence;
    Located<ChecklistAnswer> answer;
    InlineText note;
    Span span;
};

struct Checklist {
    std::vector<ChecklistItem> items;
};
template <> const FieldTable<ChecklistItem>& field_table<ChecklistItem>();
template <> const FieldTable<Checklist>& field_table<Checklist>();
Kind checklist_kind();

}  // namespace vitrina
