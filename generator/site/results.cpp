#include "site/results.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/year_ids.h"
#include "kinds/results.h"

namespace vitrina {
namespace {

Record& record_at(Site& site, RecordId id) {
    return site.records[static_cast<std::size_t>(id)];
}

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

// A class and its whole parallel: their difference would give away the other classes.
struct ClassInParallel {
    Record* letters = nullptr;
    const Record* parallel = nullptr;
    const ClassLabel* label = nullptr;
};

std::vector<ClassInParallel> check_pairs(Site& site,
                                         const std::vector<RecordId>& all,
                                         Diagnostics& out) {
    std::vector<ClassInParallel> found;
    for (std::size_t second = 1; second < all.size(); ++second)
        for (std::size_t first = 0; first < second; ++first) {
            if (!may_be_same_works(site, all[first], all[second]))
                continue;
            Record& a = record_at(site, all[first]);
            Record& b = record_at(site, all[second]);
            if (share_class(a, b)) {
                out.error(ids::results_twice, b.place(b.common.title.text.span), a.id);
                continue;
            }
            for (auto [letters, parallel] : {std::pair{&a, &b}, std::pair{&b, &a}})
                if (const ClassLabel* label = class_within(*letters, *parallel))
                    found.push_back({letters, parallel, label});
        }
    return found;
}

bool is_shown(const Record& record) {
    return as<Results>(record).view.hidden == HiddenWhy::Shown;
}

// What is not shown has no difference with anything. So those come first that nothing can hide any
// more: a record of a parallel and of a class of another may itself be hidden by a third.
void hide_classes_of_parallels(std::vector<ClassInParallel> pairs, Diagnostics& out) {
    while (true) {
        std::erase_if(pairs, [](const ClassInParallel& pair) {
            return !is_shown(*pair.letters) || !is_shown(*pair.parallel);
        });
        if (pairs.empty())
            return;
        const auto certain = std::ranges::find_if(pairs, [&](const ClassInParallel& pair) {
            return std::ranges::none_of(pairs, [&](const ClassInParallel& other) {
                return other.letters == pair.parallel;
            });
        });
        // When all hide one another the first gives way.
        const ClassInParallel& next = certain == pairs.end() ? pairs.front() : *certain;
        out.warning(ids::results_parallel,
                    next.letters->place(next.letters->common.title.text.span), next.label->text(),
                    next.parallel->id);
        as<Results>(*next.letters).view = hidden_view(HiddenWhy::Parallel);
    }
}

// Only of what is shown otherwise: of a hidden record the page says why.
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
    parallel_for(all.size(), threads, [&](std::size_t i) {
        Results& results = as<Results>(record_at(site, all[i]));
        results.view = publish_view(results, site.config.privacy.min_cell);
    });
    hide_classes_of_parallels(check_pairs(site, all, out), out);
    for (const RecordId id : all) {
        tell_what_is_kept_back(site.at(id), out);
        forget_raw_counts(as<Results>(record_at(site, id)));
    }
    // From here on nothing but what may be published is known of any result.
}

}  // namespace vitrina
