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
    std::string report;       // inline Markdown
    DraftEvidence evidence;   // its words are in the report too
    bool is_unclear = false;  // the state's cell names no state; its text is in the report
    bool has_no_day = false;  // the same of the day's cell
};
DraftProgress draft_progress(const DraftRow& row);

}  // namespace vitrina
