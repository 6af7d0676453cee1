#include "site/marking.h"

#include <algorithm>
#include <set>

#include "kinds/criteria.h"
#include "kinds/demo.h"
#include "kinds/weights.h"

namespace vitrina {
namespace {

// What the references of a demo test lead to. Other sites' parts cannot be copied.
class DemoParts {
public:
    DemoParts(const Site& site, const Record& demo, Diagnostics& out)
        : site_(site), demo_(demo), out_(out) {}

    // `find` looks for the part in a record; `missing` tells that the record has no such parts.
    template <class Part>
    const Part* resolve(const Reference& reference,
                        const Part* (*find)(const Record&, std::string_view),
                        MessageId missing) const {
        const Place place = demo_.place(reference.span);
        if (!reference.site.empty()) {
            out_.error(ids::reference_elsewhere, place, reference.text());
            return nullptr;
        }
        const auto found = site_.find(reference.id);
        if (!found)
            return nullptr;  // reported with the references
        const Part* part = find(site_.at(*found), reference.anchor);
        if (part == nullptr && !lacks_part(site_.at(*found), reference.anchor))
            out_.error(missing, place, reference.text());
        return part;
    }

private:
    // Whether the pass over references has told already.
    static bool lacks_part(const Record& record, const std::string& anchor) {
        return record.kind->form == FileForm::Yaml && !anchor.empty() &&
               std::ranges::find(record.anchors, anchor) == record.anchors.end();
    }

    const Site& site_;
    const Record& demo_;
    Diagnostics& out_;
};

void complete_demos(Site& site, Diagnostics& out) {
    for (Record& record : site.records) {
        if (std::any_cast<Demo>(&record.data) == nullptr)
            continue;
        const DemoParts parts(site, record, out);
        DemoSources sources;
        sources.task = [&](const Reference& reference) {
            return parts.resolve(reference, find_task, ids::reference_no_task);
        };
        sources.criterion = [&](const Reference& reference) {
            return parts.resolve(reference, find_criterion, ids::reference_no_criterion);
        };
        CheckContext context{site.config.school_year, site.config.marks, out};
        complete_demo(record, sources, context);
    }
}

struct MarkingFiles {
    std::vector<CriteriaUse> criteria;
    std::vector<const Record*> weights;
};

MarkingFiles marking_files(const Site& site) {
    MarkingFiles files;
    for (const Record& record : site.records) {
        if (const Criteria* criteria = std::any_cast<Criteria>(&record.data))
            for (const CriteriaRecord& one : criteria->records)
                files.criteria.push_back({&record, &one});
        if (std::any_cast<Weights>(&record.data) != nullptr)
            files.weights.push_back(&record);
    }
    return files;
}

bool gives_marks(const CriteriaRecord& record) {
    return record.rule.model.value != MarkingModel::Credit && !record.rule.no_mark.value;
}

// Where the class has weights, every kind of work that is marked should be among them.
class WeightCheck {
public:
    WeightCheck(const Site& site, const MarkingFiles& files, Diagnostics& out) : out_(out) {
        for (const Record* file : files.weights)
            if (is_current(site, *file))
                weights_.push_back(&as<Weights>(*file));
        for (const CriteriaUse& use : files.criteria)
            if (is_current(site, *use.file) && gives_marks(*use.record))
                check(use);
    }

private:
    static bool is_current(const Site& site, const Record& record) {
        return site.entry(*site.find(record.id)).is_listed();
    }

    void check(const CriteriaUse& use) {
        for (const WorkName& work : use.record->rule.works)
            for (const SubjectName& subject : use.record->subjects)
                for (const ClassLabel& label : use.record->classes.labels)
                    if (work.name != "*" && is_missing(work.name, subject.name, label))
                        report(use, work, subject.name, label);
    }

    bool is_missing(const std::string& work,
                    const std::string& subject,
                    const ClassLabel& label) const {
        bool any = false;
        for (const Weights* weights : weights_) {
            if (!applies_to(weights->applies, subject, label))
                continue;
            if (weight_of(*weights, work) != nullptr)
                return false;
            any = true;
        }
        return any;
    }

    // A file's default stands in many records: it is told once.
    void report(const CriteriaUse& use,
                const WorkName& work,
                const std::string& subject,
                const ClassLabel& label) {
        if (reported_.emplace(use.file, work.span.begin).second)
            out_.warning(ids::work_without_weight, use.file->place(work.span), work.name, subject,
                         label.text());
    }

    Diagnostics& out_;
    std::vector<const Weights*> weights_;
    std::set<std::pair<const Record*, std::uint32_t>> reported_;
};

}  // namespace

void settle_marking(Site& site, Diagnostics& out) {
    complete_demos(site, out);
    const MarkingFiles files = marking_files(site);
    for (const CriteriaOverlap& overlap : find_overlaps(files.criteria, site.config.school_year))
        report_overlap(overlap, out);
    for (const WeightsOverlap& overlap : find_overlaps(files.weights, site.config.school_year))
        report_overlap(overlap, out);
    for (const Record* file : files.weights)
        check_weight_names(*file, out);
    WeightCheck(site, files, out);
}

}  // namespace vitrina
