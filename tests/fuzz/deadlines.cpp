// Deadlines of plans: whatever was written, days in order or a remark at a word of it.
#include <string>

#include "base/text.h"
#include "fuzz/target.h"
#include "kinds/deadline.h"

namespace vitrina::fuzz {
namespace {

// What the plan around it knows.
DeadlineContext context_of(unsigned char byte) {
    DeadlineContext context;
    if ((byte & 1) == 0)
        context.school_year = {2025};
    if ((byte & 2) != 0)
        context.document_date = {2025, 8, 28};
    return context;
}

void check_part(Span part, std::string_view text) {
    require(part.begin <= part.end && part.end <= text.size(), "a remark stands within the text");
    require(is_utf8(text.substr(part.begin, part.end - part.begin)),
            "a remark does not cut a letter");
}

void check_deadline(const Deadline& deadline, std::string_view text) {
    require(deadline.text == text, "a deadline keeps its text");
    require(is_utf8(deadline.trigger), "triggers are UTF-8");
    for (const std::string& plan : deadline.by_plan)
        require(is_utf8(plan), "plans are UTF-8");
    require(deadline.intervals.empty() || deadline.kind == DeadlineKind::Dates,
            "only dates have days");
    const DateRange* before = nullptr;
    for (const DateRange& range : deadline.intervals) {
        for (const Date& date : {range.from, range.to})
            require(is_valid_date(date.year, date.month, date.day), "days are days");
        require(range.from <= range.to, "an interval does not end before it begins");
        require(before == nullptr || before->from < range.from ||
                    (before->from == range.from && before->to < range.to),
                "intervals stand in the order of time, none twice");
        before = &range;
    }
    require(!deadline_sort_key(deadline).empty(), "every deadline has its place in a column");
}

}  // namespace

void fuzz_deadlines(std::string_view bytes) {
    if (bytes.empty())
        return;
    const DeadlineContext context = context_of(static_cast<unsigned char>(bytes.front()));
    const std::string text(bytes.substr(1));
    if (!is_utf8(text) || find_control(text))
        return;
    const DeadlineReading reading = read_deadline(text, context);
    check_deadline(reading.deadline, text);
    for (const DeadlineRemark& remark : reading.remarks)
        check_part(remark.part, text);
    if (reading.slip)
        check_part(reading.slip->word, text);
    Diagnostics out;
    const SourcePtr source = source_of("plan.yaml", text);
    report_remarks(reading, {source, whole(source)}, {text, whole(source), {}}, out);
    check_messages(out, source);
    check_deadline(fixed_deadline(text, {2025, 9, 1}, {}, context), text);
    check_deadline(fixed_deadline(text, {2025, 9, 1}, {2026, 5, 31}, context), text);
}

}  // namespace vitrina::fuzz
