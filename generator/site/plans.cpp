#include "site/plans.h"

#include <map>

namespace vitrina {
namespace {

DeadlineContext deadline_context(const Site& site, const Record& record) {
    const Common& common = record.common;
    DeadlineContext context{
        common.school_year.is_set() ? common.school_year : site.config.school_year, common.date};
    const Reference& approved = common.approved_by;
    const auto act = approved.site.empty() ? site.find(approved.id) : std::nullopt;
    if (act && site.at(*act).common.date.is_set())
        context.document_date = site.at(*act).common.date;
    return context;
}

class Coverage {
public:
    explicit Coverage(Site& site) : site_(site) {}

    void read_plan(RecordId id) {
        const Plan& plan = as<Plan>(site_.at(id));
        for (const PlanSection& section : plan.sections)
            for (const PlanRow& row : section.rows)
                for (const Implementation& one : row.implements)
                    add(one.ref, {id, row.id.value, extent_word(one.extent), one.note.text.text,
                                  row_url(id, row.id.value)});
        for (const NotAdopted& one : plan.not_adopted)
            add(one.ref, {id, "", extent_word(one.extent), one.why.text.text, row_url(id, "")});
    }

private:
    template <class E>
    static std::string extent_word(E extent) {
        return std::string(word_of(extent, Language::English));
    }

    std::string row_url(RecordId id, const std::string& row) const {
        return site_.entry(id).url + (row.empty() ? "" : "#" + row);
    }

    void add(const Reference& measure, Adoption adoption) {
        const auto target = measure.site.empty() ? site_.find(measure.id) : std::nullopt;
        const Plan* plan = target ? std::any_cast<Plan>(&site_.at(*target).data) : nullptr;
        if (plan == nullptr || *target == adoption.plan)
            return;
        const auto [covered, fresh] = site_.coverage.try_emplace(*target);
        if (fresh)
            list_measures(*target, *plan, covered->second);
        const auto part = rows_.find({*target, measure.anchor});
        if (part != rows_.end())
            covered->second[part->second].adoptions.push_back(std::move(adoption));
    }

    // Every measure in the order of the plan: those that nobody took up are seen too.
    void list_measures(RecordId id, const Plan& plan, std::vector<MeasureCoverage>& measures) {
        for (const PlanSection& section : plan.sections) {
            for (const PlanRow& row : section.rows) {
                if (!row.id.value.empty())
                    rows_.emplace(std::pair(id, row.id.value), measures.size());
                measures.push_back({row.id.value, {}});
            }
        }
    }

    Site& site_;
    std::map<std::pair<RecordId, std::string>, std::size_t> rows_;  // of a plan → its measure
};

}  // namespace

void settle_plans(Site& site, Diagnostics& out) {
    Coverage coverage(site);
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        Record& record = site.records[i];
        if (std::any_cast<Plan>(&record.data) == nullptr)
            continue;
        read_deadlines(record, deadline_context(site, record), out);
        coverage.read_plan(static_cast<RecordId>(i));
    }
}

}  // namespace vitrina
