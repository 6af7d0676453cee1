#include "site/windows.h"

#include <algorithm>

namespace vitrina {
namespace {

void check_interval(const Record& record, Date from, Date to, Diagnostics& out) {
    if (from.is_set() && to.is_set() && to < from)
        out.error(ids::interval_reversed, record.place(record.common.title.text.span),
                  iso_date(from), iso_date(to));
}

void check_dates(const Record& record, Diagnostics& out) {
    const Common& common = record.common;
    check_interval(record, common.valid.from, common.valid.to, out);
    check_interval(record, common.publish_from, common.publish_until, out);
    check_interval(record, common.publish_from, common.remove_after, out);
}

// The first day on which the record is let in, marked as past, or taken away.
void note_changes(const Common& common, Date today, std::optional<Date>& next) {
    const auto consider = [&](Date day) {
        if (day > today && (!next || day < *next))
            next = day;
    };
    if (common.publish_from.is_set())
        consider(common.publish_from);
    if (common.publish_until.is_set())
        consider(add_days(common.publish_until, 1));
    if (common.remove_after.is_set())
        consider(add_days(common.remove_after, 1));
}

bool is_removed(const Common& common, Date today) {
    return common.remove_after.is_set() && common.remove_after < today;
}

// What was removed by hand and stands here again would be told to committees as gone.
void check_removed(const Site& site, Diagnostics& out) {
    for (const RemovedRecord& removed : site.config.removed)
        if (site.find(removed.id))
            out.warning(ids::removed_present, site.config.place({}), removed.id);
}

}  // namespace

PublicationWindow window_of(const Common& common) {
    return {common.draft, common.publish_from, common.remove_after};
}

bool is_published(const PublicationWindow& window, const AssembleOptions& options) {
    if (window.draft && !options.drafts)
        return false;
    const bool early = !options.scheduled && window.publish_from.is_set() &&
                       options.today < window.publish_from;
    const bool late = window.remove_after.is_set() && window.remove_after < options.today;
    return !early && !late;
}

void keep_published(Site& site, const AssembleOptions& options, Diagnostics& out) {
    site.removed = site.config.removed;
    for (const Record& record : site.records) {
        const Common& common = record.common;
        check_dates(record, out);
        if (!common.draft || options.drafts)
            note_changes(common, options.today, site.next_change);
        if (is_published(window_of(common), options))
            continue;
        site.unpublished.push_back(record.id);
        if (!common.draft && is_removed(common, options.today))
            site.removed.push_back({record.id, add_days(common.remove_after, 1)});
    }
    std::erase_if(site.records, [&](const Record& record) {
        return !is_published(window_of(record.common), options);
    });
    site.ids = NameIndex(site.records.size(), [&](std::size_t i) -> std::string_view {
        return site.records[i].id;
    });
    check_removed(site, out);
    std::ranges::stable_sort(site.removed, {}, &RemovedRecord::id);
}

bool is_expired(const Common& common, Date today) {
    return common.publish_until.is_set() && common.publish_until < today;
}

bool is_archived(const Common& common, SchoolYear now) {
    const bool ended = common.valid.to.is_set() && common.valid.to < now.begin();
    return ended || (common.school_year.is_set() && common.school_year < now);
}

}  // namespace vitrina
