#include "cli/due_records.h"

#include <algorithm>

#include "cli/plan_progress.h"

namespace vitrina {
namespace {

constexpr int soon = 30;             // days
constexpr int longest_unread = 365;  // days since `reviewed`

void add_plan(const FileReader& files,
              const Record& record,
              Date today,
              std::vector<DueRecord>& due) {
    for (const RowProgress& row : plan_progress(files, record, today)) {
        if (row.group != ProgressGroup::Overdue)
            continue;
        const std::string& part = row.row->id.value;
        due.push_back({DueReason::Overdue, record.kind->name,
                       part.empty() ? record.id : record.id + "#" + part,
                       part_title(row.row->measure.text.text), row.due});
    }
}

// When a record was to be read through again; unset: its author has not said.
Date review_day(const Common& common) {
    if (common.review_by.is_set())
        return common.reviewed < common.review_by ? common.review_by : Date();
    return common.reviewed.is_set() ? add_days(common.reviewed, longest_unread) : Date();
}

}  // namespace

std::vector<DueRecord> due_records(const FileReader& files, const Site& site, Date today) {
    std::vector<DueRecord> due;
    const auto add_expiring = [&](std::string_view kind, const std::string& id,
                                  const std::string& title, Date last) {
        if (last.is_set() && last >= today && last <= add_days(today, soon))
            due.push_back({DueReason::Expiring, kind, id, title, last});
    };
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const Record& record = site.records[i];
        if (!site.entries[i].is_listed())
            continue;
        if (record.kind->name == "plan")
            add_plan(files, record, today, due);
        const std::string& title = site.entries[i].title;
        const Date review = review_day(record.common);
        if (review.is_set() && review <= today)
            due.push_back({DueReason::Unreviewed, record.kind->name, record.id, title, review});
        Date last;
        for (const Date end : {record.common.valid.to, record.common.publish_until,
                               record.common.remove_after, record.common.feedback->until})
            if (end.is_set() && (!last.is_set() || end < last))
                last = end;
        add_expiring(record.kind->name, record.id, title, last);
    }
    for (const Hotline& hotline : site.config.hotlines)
        add_expiring("site", "site.yaml", hotline.title.text.text, hotline.to);
    std::ranges::stable_sort(due, {}, &DueRecord::day);
    return due;
}

}  // namespace vitrina
