// Whether two files of weights say how the mark of one class and subject is found.
#include <algorithm>

#include "base/text.h"
#include "kinds/validity.h"
#include "kinds/weights.h"

namespace vitrina {
namespace {

bool names(const std::vector<SubjectName>& list, std::string_view subject) {
    const std::string wanted = fold_case(subject);
    return std::ranges::any_of(
        list, [&](const SubjectName& one) { return fold_case(one.name) == wanted; });
}

bool takes(const WeightsScope& scope, std::string_view subject) {
    return (scope.subjects.empty() || names(scope.subjects, subject)) &&
           !names(scope.except_subjects, subject);
}

// A class of both, the narrower label of the two; a scope without classes is for all.
std::optional<ClassLabel> shared_class(const WeightsScope& a, const WeightsScope& b) {
    if (a.classes.empty() || b.classes.empty()) {
        const ClassList& named = a.classes.empty() ? b.classes : a.classes;
        return named.empty() ? ClassLabel{} : named.labels.front();
    }
    for (const ClassLabel& one : a.classes.labels)
        for (const ClassLabel& other : b.classes.labels)
            if (do_meet(one, other))
                return one.letter.empty() ? other : one;
    return std::nullopt;
}

// A subject of both; empty when both are for any subject at all.
std::optional<std::string> shared_subject(const WeightsScope& a, const WeightsScope& b) {
    if (a.subjects.empty() && b.subjects.empty())
        return std::string();
    const WeightsScope& listed = a.subjects.empty() ? b : a;
    for (const SubjectName& subject : listed.subjects)
        if (takes(a, subject.name) && takes(b, subject.name))
            return subject.name;
    return std::nullopt;
}

std::optional<WeightsOverlap> overlap_of(const Record* first,
                                         const Record* second,
                                         SchoolYear now) {
    if (!do_meet(validity_of({}, first->common, now), validity_of({}, second->common, now)))
        return std::nullopt;
    const WeightsScope& a = as<Weights>(*first).applies;
    const WeightsScope& b = as<Weights>(*second).applies;
    const auto label = shared_class(a, b);
    const auto subject = shared_subject(a, b);
    if (!label || !subject)
        return std::nullopt;
    return WeightsOverlap{first, second, *label, *subject};
}

}  // namespace

bool applies_to(const WeightsScope& scope, std::string_view subject, const ClassLabel& label) {
    const bool has_class = scope.classes.empty() ||
                           std::ranges::any_of(scope.classes.labels, [&](const ClassLabel& one) {
                               return do_meet(one, label);
                           });
    return has_class && takes(scope, subject);
}

std::vector<WeightsOverlap> find_overlaps(std::span<const Record* const> files, SchoolYear now) {
    std::vector<WeightsOverlap> found;
    for (std::size_t second = 1; second < files.size(); ++second) {
        for (std::size_t first = 0; first < second; ++first) {
            if (const auto overlap = overlap_of(files[first], files[second], now)) {
                found.push_back(*overlap);
                break;
            }
        }
    }
    return found;
}

void report_overlap(const WeightsOverlap& overlap, Diagnostics& out) {
    const Span place = overlap.second->common.title.text.span;
    const std::string label = overlap.label.number == 0 ? "" : overlap.label.text();
    Diagnostic& message =
        out.error(ids::weights_overlap, overlap.second->place(place), overlap.first->id, label);
    Diagnostics::note(message, ids::note_first_here,
                      overlap.first->place(overlap.first->common.title.text.span));
}

}  // namespace vitrina
