// What of a site asks for somebody's attention on a day: `list --overdue --unreviewed --expiring`.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "site/site.h"

namespace vitrina {

enum class DueReason : std::uint8_t { Overdue, Unreviewed, Expiring };

struct DueRecord {
    DueReason reason{};
    std::string_view kind;
    std::string id;  // with `#row` of a plan
    std::string title;
    Date day;  // the deadline that has passed, when it was to be read, the last day
};

// In the order of days; archived records ask for nothing.
std::vector<DueRecord> due_records(const FileReader& files, const Site& site, Date today);

}  // namespace vitrina
