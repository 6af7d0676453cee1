// curriculum.yaml: what is taught, subject → class → lessons a year, and how many lessons a day has.
//
// The file stands at the top of the site, not in a folder: its record has the id `curriculum`.
// Source   formats §2.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kinds/kind.h"

namespace vitrina {

// A class or several, as a key: `5А`, `5`, `5-9`.
struct ClassKey {
    ClassList classes;
    Span span;
};
VITRINA_CODEC(ClassKey);

using YearHours = Pairs<ClassKey, Located<int>>;

struct Curriculum {
    Pairs<SubjectName, YearHours> hours;
    // One number for every day, or one each from Monday on.
    Pairs<ClassKey, std::vector<Located<int>>> lessons;
};
template <> const FieldTable<Curriculum>& field_table<Curriculum>();
Kind curriculum_kind();

// Lessons a year of a subject in a class: its own number, else that of the parallel. The name of the
// subject must be canonical.
std::optional<int> hours_of(const Curriculum& curriculum,
                            std::string_view subject,
                            const ClassLabel& label);
// How many lessons the class has on a weekday, 1 Monday … 7 Sunday.
std::optional<int> lessons_on(const Curriculum& curriculum, const ClassLabel& label, int weekday);

// For the site, when the names of subjects are canonical: hours that are given twice.
void check_curriculum_names(const Record& file, Diagnostics& out);

}  // namespace vitrina
