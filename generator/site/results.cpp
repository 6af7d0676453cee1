#include "site/results.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/year_ids.h"
#include "kinds/results.h"

namespace vitrina {
namespace {

// What is not said may be anything.
bool may_agree(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return a.empty() || b.empty() || std::ranges::find_first_of(a, b) != a.end();
}

// Whether both records may tell of the same works.
bool may_be_same_works(const Site& site, RecordId a, RecordId b) {
    return as<Results>(site.at(a)).year == as<Results>(site.at(b)).year &&
           may_agree(site.entry(a).procedures, site.entry(b).procedures) &&
           may_agree(site.entry(a).subjects, site.entry(b).subjects);
}

bool share_class(const Record& a, const Record& b) {
    return std::ranges::any_of(a.common.classes.labels, [&](const ClassLabel& label) {
        return std::ranges::find(b.common.classes.labels, label) != b.common.classes.labels.end();
    });
}

// The first class of a letter whose whole parallel the other record tells of.
const ClassLabel* class_within(const Record& letters, const Record& parallel) {
    for (const ClassLabel& label : letters.common.classes.labels)
        if (!label.letter.empty() &&
            std::ranges::find(parallel.common.classes.labels, ClassLabel{label.number, ""}) !=
                parallel.common.classes.labels.end())
            return &label;
    return nullptr;
}

void check_pair(Record& first, Record& second, Diagnostics& out) {
    if (share_class(first, second)) {
        out.error(ids::results_twice, second.place(second.common.title.text.span), first.id);
        return;
    }
    for (auto [letters, parallel] : {std::pair{&first, &second}, std::pair{&second, &first}}) {
        const ClassLabel* label = class_within(*letters, *parallel);
        if (label == nullptr)
            continue;
        out.warning(ids::results_parallel, letters->place(letters->common.title.text.span),
                    label->text(), parallel->id);
        ResultsView hidden;
        hidden.hidden = HiddenWhy::Parallel;
        hidden.is_partial = true;
        as<Results>(*letters).view = std::move(hidden);
    }
}

void tell_what_is_kept_back(const Record& record, Diagnostics& out) {
    const Results& results = as<Results>(record);
    if (results.view.tasks_need_scores)
        out.warning(ids::results_tasks_scores, record.place(results.tasks.front().max.span));
}

void forget_raw_counts(Results& results) {
    results.participants.value = 0;
    results.journal_vs_work.items.clear();
    results.primary = {};
    results.tasks.clear();
}

}  // namespace

void settle_results(Site& site, std::size_t threads, Diagnostics& out) {
    std::vector<RecordId> all;
    for (std::size_t i = 0; i < site.records.size(); ++i)
        if (site.records[i].kind->name == "results")
            all.push_back(static_cast<RecordId>(i));
    const auto record = [&](RecordId id) -> Record& {
        return site.records[static_cast<std::size_t>(id)];
    };
    parallel_for(all.size(), threads, [&](std::size_t i) {
        Results& results = as<Results>(record(all[i]));
        results.view = publish_view(results, site.config.privacy.min_cell);
    });
    for (const RecordId id : all)
        tell_what_is_kept_back(record(id), out);
    for (std::size_t second = 1; second < all.size(); ++second)
        for (std::size_t first = 0; first < second; ++first)
            if (may_be_same_works(site, all[first], all[second]))
                check_pair(record(all[first]), record(all[second]), out);
    for (const RecordId id : all)
        forget_raw_counts(as<Results>(record(id)));
    // From here on nothing but what may be published is known of any result.
}

}  // namespace vitrina
