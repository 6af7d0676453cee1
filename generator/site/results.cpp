#include "site/results.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/year_ids.h"
#include "kinds/results.h"

namespace vitrina {
namespace {

constexpr int least_cell = 3;

// What two records must share to tell of the same works.
using WorkKey = std::tuple<std::vector<std::string>, std::vector<std::string>, int>;

WorkKey key_of(const Site& site, RecordId id) {
    std::vector<std::string> procedures = site.entry(id).procedures;
    std::vector<std::string> subjects = site.entry(id).subjects;
    std::ranges::sort(procedures);
    std::ranges::sort(subjects);
    return {std::move(procedures), std::move(subjects), as<Results>(site.at(id)).year};
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

void forget_raw_counts(Results& results) {
    results.participants.value = 0;
    results.journal_vs_work.items.clear();
    results.primary = {};
    results.tasks.clear();
}

}  // namespace

void settle_results(Site& site, Diagnostics& out) {
    const int min_cell = site.config.privacy.min_cell;
    if (min_cell < least_cell)
        out.error(ids::privacy_cell, site.config.place({}), min_cell);
    std::map<WorkKey, std::vector<RecordId>> same_works;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const auto id = static_cast<RecordId>(i);
        if (site.records[i].kind->name != "results")
            continue;
        Results& results = as<Results>(site.records[i]);
        results.view = publish_view(results, std::max(min_cell, least_cell));
        same_works[key_of(site, id)].push_back(id);
    }
    for (const auto& [key, records] : same_works)
        for (std::size_t second = 1; second < records.size(); ++second)
            for (std::size_t first = 0; first < second; ++first)
                check_pair(site.records[static_cast<std::size_t>(records[first])],
                           site.records[static_cast<std::size_t>(records[second])], out);
    for (Record& record : site.records)
        if (record.kind->name == "results")
            forget_raw_counts(as<Results>(record));
    // From here on nothing but what may be published is known of any result.
}

}  // namespace vitrina
