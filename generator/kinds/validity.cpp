#include "kinds/validity.h"

namespace vitrina {
namespace {

bool is_before(const Validity& one, const Validity& other) {
    return one.to.is_set() && other.from.is_set() && one.to < other.from;
}

}  // namespace

Validity validity_of(const Validity& own, const Common& file, SchoolYear now) {
    for (const Validity& said : {own, file.valid})
        if (said.from.is_set() || said.to.is_set())
            return said;
    if (file.school_year.is_set())
        return {file.school_year.begin(), file.school_year.end()};
    return {now.is_set() ? now.begin() : Date{}, {}};
}

bool do_meet(const Validity& a, const Validity& b) {
    return !is_before(a, b) && !is_before(b, a);
}

bool do_meet(const ClassLabel& a, const ClassLabel& b) {
    return a.number == b.number && (a.letter == b.letter || a.letter.empty() || b.letter.empty());
}

}  // namespace vitrina
