// Texts of deadlines and what they mean, in one line each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "kinds/deadline.h"

namespace vitrina::test {

inline const DeadlineContext year_2020{.school_year = {2020}, .document_date = {}};
inline const DeadlineContext order_of_february{.school_year = {2020}, .document_date = {2021, 2, 25}};

inline std::string kind_name(DeadlineKind kind) {
    switch (kind) {
        case DeadlineKind::Dates:
            return "dates";
        case DeadlineKind::Continuous:
            return "continuous";
        case DeadlineKind::OnDemand:
            return "on demand";
        case DeadlineKind::ByPlan:
            return "by plan";
        case DeadlineKind::Unknown:
            return "unknown";
    }
    return {};
}

// `dates 2020-09-01..2021-08-31; plan ЛОИРО; trigger …; open`.
inline std::string meaning(const Deadline& deadline) {
    std::string text = kind_name(deadline.kind);
    for (const DateRange& days : deadline.intervals)
        text += " " + iso_date(days.from) + ".." + iso_date(days.to);
    for (const std::string& plan : deadline.by_plan)
        text += "; plan " + plan;
    if (!deadline.trigger.empty())
        text += "; trigger " + deadline.trigger;
    return text + (deadline.open_end ? "; open" : "");
}

inline std::string meaning(std::string_view text, const DeadlineContext& context = year_2020) {
    return meaning(read_deadline(text, context).deadline);
}

inline std::vector<MessageId> remarks(std::string_view text, const DeadlineContext& context) {
    std::vector<MessageId> ids;
    for (const DeadlineRemark& remark : read_deadline(text, context).remarks)
        ids.push_back(remark.id);
    return ids;
}

struct Spelling {
    std::string_view text;
    std::string_view meaning;
};

inline void check_all(const std::vector<Spelling>& spellings, const DeadlineContext& context) {
    for (const Spelling& spelling : spellings) {
        CAPTURE(spelling.text);
        const DeadlineReading reading = read_deadline(spelling.text, context);
        CHECK(meaning(reading.deadline) == spelling.meaning);
        CHECK(reading.deadline.text == spelling.text);
        CHECK(reading.remarks.empty());
    }
}

inline constexpr std::string_view all_year = "dates 2020-09-01..2021-08-31";

}  // namespace vitrina::test
