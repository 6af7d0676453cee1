#include "cli/plan_progress.h"

#include "cli/author_file.h"

namespace vitrina {
namespace {

// The plan as its file has it, before the checks keep anything back.
std::optional<Plan> read_own_plan(const FileReader& files, const Record& record) {
    const auto source = read_author_file(files, record.source->path);
    if (!source)
        return std::nullopt;
    Diagnostics told_by_build;
    const auto root =
        read_yaml(*source, {0, static_cast<std::uint32_t>((*source)->text.size())}, told_by_build);
    if (!root)
        return std::nullopt;
    Record own;
    own.id = record.id;
    own.kind = record.kind;
    own.source = *source;
    DecodeContext decoding{*source, told_by_build};
    if (!own.kind->decode(*root, decoding, own))
        return std::nullopt;
    return as<Plan>(own);
}

ProgressGroup group_of(const RowProgress& row, Date today) {
    const RowStatus status = row.is_done_later ? RowStatus::InProgress : row.own.status;
    if (status == RowStatus::Done || status == RowStatus::Cancelled)
        return ProgressGroup::Closed;
    if (row.due.is_set() && row.due < today)
        return ProgressGroup::Overdue;
    return status == RowStatus::None ? ProgressGroup::Silent : ProgressGroup::Open;
}

Date due_of(const RowProgress& row) {
    if (row.own.status == RowStatus::Moved && row.own.moved.to.is_set())
        return row.own.moved.to;
    const Deadline& reading = row.row->reading;
    if (reading.kind != DeadlineKind::Dates || reading.intervals.empty() || reading.open_end)
        return {};
    return reading.intervals.back().to;
}

}  // namespace

std::string moved_text(Language language, Date to, const std::string& why) {
    const std::string_view moved = language == Language::Russian ? "перенесено на " : "moved to ";
    return std::string(moved) + display_date(language, to) + (why.empty() ? "" : ": " + why);
}

std::vector<RowProgress> plan_progress(const FileReader& files, const Record& record, Date today) {
    std::vector<RowProgress> rows;
    auto own = read_own_plan(files, record);
    if (!own)
        return rows;
    std::vector<PlanRow*> own_rows;
    for (PlanRow& row : own->rows)
        own_rows.push_back(&row);
    for (PlanSection& section : own->sections)
        for (PlanRow& row : section.rows)
            own_rows.push_back(&row);
    for (const PlanSection& section : as<Plan>(record).sections) {
        for (const PlanRow& row : section.rows) {
            if (rows.size() == own_rows.size())
                return rows;
            RowProgress one{&section, &row, *own_rows[rows.size()], {}, {}};
            // What was done later was still to be done on that day.
            one.is_done_later = one.own.status == RowStatus::Done && today < one.own.done;
            one.due = due_of(one);
            one.group = group_of(one, today);
            rows.push_back(std::move(one));
        }
    }
    return rows;
}

}  // namespace vitrina
