// What a row of a returned table says of its execution: «выполнено 20.04.2026, приказ № 5».
#pragma once

#include <string>

#include "base/dates.h"
#include "cli/draft_evidence.h"
#include "cli/plan_draft.h"

namespace vitrina {

struct DraftProgress {
    std::string status;  // a word of `status`; empty: not said
    Date done;
    std::string report;   // inline Markdown: the column for it
    std::string remarks;  // inline Markdown: what else the columns of the state and the day say
    DraftEvidence evidence;
    bool is_unclear = false;  // the state's cell names no state; its text is a remark
    bool has_no_day = false;  // the same of the day's cell

    // What a plan without a report may take for one.
    std::string whole_report() const;
};
DraftProgress draft_progress(const DraftRow& row);

}  // namespace vitrina
