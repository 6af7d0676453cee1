// Assessment procedures: ВПР, ОГЭ, НИКО … — what it is, when, who writes what. The record's page is
// the page of the word: what names the procedure by code, title or reference is gathered there.
//
// Source   formats §3, domain §2.6.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kinds/kind.h"

namespace vitrina {

inline constexpr int most_minutes = 600;

// Who writes what: every subject of `subjects`, and one of those in `any_of`.
struct ProcedureClass {
    ClassList classes;
    std::vector<SubjectName> subjects;
    std::vector<SubjectName> any_of;
    Located<int> duration_min;
    Located<Date> date;
    InlineText note;
    Span span;
};

// `counts_for_mark: false` says something, unlike a field that is left out.
enum class MarkUse : std::uint8_t { Unsaid, Counts, DoesNotCount };
VITRINA_CODEC(MarkUse);

struct OfficialLink {
    InlineText title;
    WebAddress url;
};

struct Procedure {
    Located<std::string> code;  // ВПР; empty: the title
    Validity window;
    std::vector<ProcedureClass> by_class;
    MarkUse counts_for_mark = MarkUse::Unsaid;
    std::vector<InlineText> aids;
    std::vector<OfficialLink> official;
};
template <> const FieldTable<ProcedureClass>& field_table<ProcedureClass>();
template <> const FieldTable<OfficialLink>& field_table<OfficialLink>();
template <> const FieldTable<Procedure>& field_table<Procedure>();
Kind procedure_kind();

// The word that gathers: the code, else the title as plain text.
std::string procedure_word(const Record& record);

// What two kinds check alike.
void check_minutes(const Record& record, const Located<int>& minutes, Diagnostics& out);
// Adds what a part concerns to what the whole record concerns.
void add_classes(ClassList& to, const ClassList& from);

}  // namespace vitrina
