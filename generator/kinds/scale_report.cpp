#include "kinds/scale_report.h"

#include <algorithm>

namespace vitrina {
namespace {

std::string printed(const std::optional<Decimal>& value) {
    return value ? decimal_text(*value, ',') : std::string();
}

// What is said of one mark: its threshold, and that of the next lower mark.
class FaultReport {
public:
    FaultReport(const WrittenScale& scale, int mark, Diagnostics& out)
        : scale_(scale), mark_(mark), out_(out) {
        for (const auto& [written, from] : scale.thresholds.items) {
            if (written.value == mark) {
                here_ = from;
                place_ = written.span;
            }
            if (written.value < mark && (!below_ || written.value > lower_)) {
                below_ = from;
                lower_ = written.value;
            }
        }
    }

    void say(ScaleProblem problem) {
        switch (problem) {
            case ScaleProblem::Empty:
                return at(scale_.whole, ids::scale_empty);
            case ScaleProblem::UnknownMark:
                return at(place_, ids::scale_mark_unknown);
            case ScaleProblem::RepeatedMark:
                return at(place_, ids::scale_mark_twice);
            case ScaleProblem::MissingMark:
                return at(first_place(), ids::scale_mark_missing);
            case ScaleProblem::NotFalling:
                return at(place_, ids::scale_not_falling);
            case ScaleProblem::Overlap:
                return at(place_, ids::scale_overlap);
            case ScaleProblem::BelowZero:
                return at(place_, ids::scale_below_zero);
            case ScaleProblem::AboveMax:
                return at(place_, ids::scale_above_max);
            case ScaleProblem::StartsAboveZero:
                return at(place_, ids::scale_starts_above_zero);
            case ScaleProblem::TooFine:
                return at(place_, ids::scale_too_fine);
        }
    }

private:
    Span first_place() const {
        const auto& items = scale_.thresholds.items;
        return items.empty() ? scale_.whole : items.front().first.span;
    }

    // {0} the mark, {1} its threshold, {2} the next lower mark, {3} that one's threshold, {4} the
    // max.
    void at(Span span, MessageId id) {
        out_.error(id, scale_.record.place(span), mark_, printed(here_), lower_, printed(below_),
                   printed(scale_.max));
    }

    const WrittenScale& scale_;
    int mark_;
    Diagnostics& out_;
    Span place_ = scale_.whole;
    std::optional<Decimal> here_;
    int lower_ = 0;
    std::optional<Decimal> below_;
};

}  // namespace

Scale scale_of(const MarkThresholds& written) {
    Scale scale;
    for (const auto& [mark, from] : written.items)
        scale.thresholds.push_back({mark.value, from});
    return scale;
}

void report_faults(const WrittenScale& scale,
                   const std::vector<ScaleFault>& faults,
                   Diagnostics& out) {
    for (const ScaleFault& fault : faults)
        FaultReport(scale, fault.mark, out).say(fault.problem);
}

}  // namespace vitrina
