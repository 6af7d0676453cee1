// Scales as authors write them, `{5: 17, 4: 13, 3: 8}`, and their faults as messages.
#pragma once

#include <optional>
#include <vector>

#include "kinds/kind.h"
#include "kinds/marks.h"

namespace vitrina {

// The lowest value of each mark.
using MarkThresholds = Pairs<int, Decimal>;

Scale scale_of(const MarkThresholds& written);

struct WrittenScale {
    const Record& record;
    const MarkThresholds& thresholds;
    Span whole;  // where a message stands that concerns no written mark
    std::optional<Decimal> max;
};

// One message per fault, at the mark it concerns.
void report_faults(const WrittenScale& scale,
                   const std::vector<ScaleFault>& faults,
                   Diagnostics& out);

}  // namespace vitrina
