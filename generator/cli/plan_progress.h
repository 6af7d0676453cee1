// How a plan is carried out, for those who answer for it: also what `progress:` keeps off the
// pages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "site/site.h"

namespace vitrina {

enum class ProgressGroup : std::uint8_t { Overdue, Silent, Open, Closed };

struct RowProgress {
    const PlanSection* section = nullptr;  // of the site's record
    const PlanRow* row = nullptr;          // of the site's record: its deadline as understood
    PlanRow own;                           // as the file has it
    Date due;                              // last day, of a moved row the new one; unset: none
    ProgressGroup group = ProgressGroup::Open;
    bool is_done_later = false;  // than the day that is asked about
};

// «перенесено на 20 мая 2027 г.: нет сметы»; `why` may be empty.
std::string moved_text(Language language, Date to, const std::string& why);

// The rows of a plan in the order of its table; empty if the file cannot be read any more.
std::vector<RowProgress> plan_progress(const FileReader& files, const Record& record, Date today);

}  // namespace vitrina
