#include "preview/site_lists.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "content/markdown.h"
#include "kinds/criteria.h"
#include "kinds/plan.h"
#include "pages/classes_text.h"
#include "preview/address.h"
#include "preview/templates.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Value;
using stache::Values;

constexpr int soon = 31;  // days
constexpr std::size_t longest_line = 120;

class SiteLists {
public:
    SiteLists(const ServedSite& served, const PreviewTemplates& templates)
        : served_(served), site_(served.site()), today_(served.prepared().today),
          templates_(templates) {}

    Values run() {
        add("overdue_title", overdue());
        add("review_title", to_review());
        add("expiring_title", expiring());
        add("hidden_title", hidden());
        add("gaps_title", gaps());
        return std::move(lists_);
    }

private:
    void add(std::string_view title, Values lines) {
        if (!lines.empty())
            lists_.push_back(
                Object{{"title", templates_.text(title)}, {"lines", std::move(lines)}});
    }

    std::string shown(Date date) const { return display_date(templates_.language(), date); }

    // `url` of the site, perhaps with an anchor; empty: nothing to lead to.
    Value line(std::string title, const std::string& url, std::string note) const {
        const std::size_t anchor = std::min(url.find('#'), url.size());
        return Object{{"title", std::move(title)},
                      {"href", url.empty() ? url
                                           : encode_path(served_.mount() + url.substr(1, anchor - 1)) +
                                                 url.substr(anchor)},
                      {"note", std::move(note)}};
    }

    template <class Visit>
    void for_listed(Visit visit) const {
        for (std::size_t i = 0; i < site_.records.size(); ++i)
            if (site_.entries[i].is_listed())
                visit(site_.records[i], site_.entries[i]);
    }

    bool is_overdue(const PlanRow& row) const {
        const bool is_over = row.status == RowStatus::Done || row.status == RowStatus::Cancelled;
        return !is_over && last_day(row).is_set() && last_day(row) < today_;
    }

    static Date last_day(const PlanRow& row) {
        if (row.moved.to.is_set())
            return row.moved.to;
        const Deadline& reading = row.reading;
        return reading.open_end || reading.intervals.empty() ? Date{} : reading.intervals.back().to;
    }

    Values overdue() const {
        Values lines;
        for_listed([&](const Record& record, const Entry& entry) {
            const Plan* plan = std::any_cast<Plan>(&record.data);
            // What is not published of the progress is not known to be late.
            if (plan == nullptr || plan->progress == Progress::Hidden)
                return;
            for (const PlanSection& section : plan->sections)
                for (const PlanRow& row : section.rows)
                    if (is_overdue(row))
                        lines.push_back(
                            line(shorten(flatten_markdown(row.measure.text.text), longest_line),
                                 entry.url + (row.id.value.empty() ? "" : "#" + row.id.value),
                                 entry.title + ", " +
                                     templates_.text("overdue_note", shown(last_day(row)))));
        });
        return lines;
    }

    Values to_review() const {
        Values lines;
        for_listed([&](const Record& record, const Entry& entry) {
            const Date by = record.common.review_by;
            const bool is_reviewed = record.common.reviewed.is_set() && by <= record.common.reviewed;
            if (by.is_set() && by < today_ && !is_reviewed)
                lines.push_back(
                    line(entry.title, entry.url, templates_.text("review_note", shown(by))));
        });
        return lines;
    }

    Values expiring() const {
        Values lines;
        for_listed([&](const Record& record, const Entry& entry) {
            const Common& common = record.common;
            for (const Date end : {common.publish_until, common.remove_after, common.valid.to})
                if (end.is_set() && end >= today_ && days_between(today_, end) <= soon) {
                    lines.push_back(
                        line(entry.title, entry.url, templates_.text("expiring_note", shown(end))));
                    return;
                }
        });
        return lines;
    }

    Values hidden() const {
        Values lines;
        for (std::size_t i = 0; i < site_.records.size(); ++i) {
            const Common& common = site_.records[i].common;
            if (common.draft)
                lines.push_back(line(site_.entries[i].title, site_.entries[i].url,
                                     templates_.text("hidden_draft")));
            else if (common.publish_from > today_)
                lines.push_back(line(site_.entries[i].title, site_.entries[i].url,
                                     templates_.text("hidden_from", shown(common.publish_from))));
        }
        for (const std::string& id : site_.unpublished)
            lines.push_back(line(id, "", templates_.text("hidden_record")));
        return lines;
    }

    std::set<std::pair<std::string, int>> subjects_with_criteria() const {
        std::set<std::pair<std::string, int>> covered;
        for_listed([&](const Record& record, const Entry&) {
            const Criteria* criteria = std::any_cast<Criteria>(&record.data);
            if (criteria == nullptr)
                return;
            for (const CriteriaRecord& one : criteria->records) {
                if (one.valid.to.is_set() && one.valid.to < site_.config.school_year.begin())
                    continue;
                for (const SubjectName& subject : one.subjects)
                    for (const ClassLabel& label : one.classes.labels)
                        covered.emplace(subject.name, label.number);
            }
        });
        return covered;
    }

    // Subjects and classes that anything is published for, and nothing says how they are marked.
    Values gaps() const {
        const auto covered = subjects_with_criteria();
        std::map<std::string, std::set<int>> missing;
        for_listed([&](const Record& record, const Entry& entry) {
            for (const std::string& subject : entry.subjects)
                for (const ClassLabel& label : record.common.classes.labels)
                    if (!covered.contains({subject, label.number}))
                        missing[subject].insert(label.number);
        });
        Values lines;
        for (const auto& [subject, numbers] : missing) {
            ClassList classes;
            for (const int number : numbers)
                classes.labels.push_back({number, ""});
            lines.push_back(
                line(subject, "", classes_text(*served_.prepared().theme, classes)));
        }
        return lines;
    }

    const ServedSite& served_;
    const Site& site_;
    const Date today_;
    const PreviewTemplates& templates_;
    Values lists_;
};

}  // namespace

Values site_lists(const ServedSite& site, const PreviewTemplates& templates) {
    return SiteLists(site, templates).run();
}

}  // namespace vitrina
