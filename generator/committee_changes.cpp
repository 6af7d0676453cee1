// What became different from one kept version of a school's set to the next.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "committee_school.h"
#include "kinds/class_ranges.h"

namespace vitrina {
namespace {

constexpr MirroredLimits no_limits{SIZE_MAX, UINT64_MAX};
constexpr std::size_t most_changes = 60;   // of a school
constexpr std::size_t most_versions = 20;  // that are looked at, newest first
constexpr std::size_t most_rules = 200;    // of one record

using Records = std::map<std::string, const MirroredRecord*, std::less<>>;
using Rules = std::multimap<std::string, const CriteriaRecord*>;

Records records_of(const MirroredSet& set) {
    Records records;
    for (const MirroredRecord& record : set.records)
        records.emplace(record.id, &record);
    return records;
}

template <class Names>
std::string names_of(const Names& names) {
    std::string text;
    for (const auto& one : names)
        text += (text.empty() ? "" : ", ") + one.name;
    return text;
}

std::string rule_title(const CriteriaRecord& record) {
    std::string title = names_of(record.subjects);
    for (const WorkName& work : record.rule.works)
        title += work.name == "*" ? std::string() : ", " + work.name;
    for (const std::string& more : {record.rule.group, record.rule.programme})
        title += more.empty() ? std::string() : ", " + more;
    const std::string classes = class_ranges(record.classes);
    return title + (classes.empty() ? "" : ", " + classes);
}

// One rule through the versions: by its id, or by what it is for.
std::string rule_key(const CriteriaRecord& record) {
    return record.id.value.empty() ? "\n" + rule_title(record) : record.id.value;
}

Rules rules_of(const Criteria& criteria) {
    Rules rules;
    for (const CriteriaRecord& record : criteria.records)
        rules.emplace(rule_key(record), &record);
    return rules;
}

void add_text(Differing what,
              const std::string& before,
              const std::string& after,
              std::vector<Difference>& to) {
    if (comparable_text(before) != comparable_text(after))
        to.push_back({what, Verdict::Different, 0, "", before, after});
}

std::vector<Difference> differences_of(const CriteriaRecord& before, const CriteriaRecord& after) {
    std::vector<Difference> differences =
        compare_rules(before.rule, after.rule, ComparedAs::Written).why;
    add_text(Differing::Subjects, names_of(before.subjects), names_of(after.subjects), differences);
    add_text(Differing::Works, names_of(before.rule.works), names_of(after.rule.works),
             differences);
    add_text(Differing::Classes, class_ranges(before.classes), class_ranges(after.classes),
             differences);
    return differences;
}

// What became of a row of a plan; of a new one what it says.
std::vector<Difference> differences_of(const PublishedRow& before, const PublishedRow& after) {
    std::vector<Difference> differences;
    const auto tell = [&](Differing what, const std::string& ours, const std::string& theirs) {
        differences.push_back({what, Verdict::Different, 0, "", ours, theirs});
    };
    const auto day = [](Date date) { return date.is_set() ? iso_date(date) : std::string(); };
    if (!before.measure.empty())
        add_text(Differing::Measure, before.measure, after.measure, differences);
    const bool is_done = after.status == "done";
    const bool is_moved = after.status == "moved";
    if (is_done && (before.status != "done" || before.done != after.done))
        tell(Differing::Done, "", day(after.done));
    else if (is_moved && (before.status != "moved" || before.moved_to != after.moved_to))
        tell(Differing::Moved, "", day(after.moved_to));
    else if (before.status != after.status)
        tell(Differing::Status, before.status, after.status);
    add_text(Differing::Deadline, before.deadline, after.deadline, differences);
    add_text(Differing::Responsible, before.responsible, after.responsible, differences);
    return differences;
}

std::string row_key(const PublishedRow& row) {
    return row.id.empty() ? "\n" + comparable_text(row.measure) : row.id;
}

std::string row_title(const PublishedRow& row) {
    constexpr std::size_t longest_title = 120;
    return "«" + shorten(row.measure, longest_title) + "»";
}

class ChangeReader {
public:
    ChangeReader(const FileReader& files, const KeptReader& kept, const CommitteeBasis& basis)
        : files_(files), kept_(kept), basis_(basis) {}

    Result<SchoolHistory> read() {
        const auto journal = kept_.read_journal(files_);
        if (!journal)
            return tl::unexpected(journal.error());
        const auto& versions = journal->versions;
        for (std::size_t i = versions.size(); i > 0 && versions.size() - i < most_versions; --i) {
            if (history_.changes.size() >= most_changes)
                break;
            const TakenVersion& version = versions[i - 1];
            auto after = set_of(version.set);
            if (!after)
                return tl::unexpected(after.error());
            if (i == 1) {
                history_.changes.push_back(
                    {ChangeKind::First, version.first_seen, "", after->title, "", "", {}});
                break;
            }
            auto before = set_of(versions[i - 2].set);
            if (!before)
                return tl::unexpected(before.error());
            compare(*before, *after, version.first_seen);
        }
        history_.changes.resize(std::min(history_.changes.size(), most_changes));
        if (!versions.empty())
            history_.known_since = versions.front().first_seen;
        return std::move(history_);
    }

private:
    Result<MirroredSet> set_of(const std::string& sha256) const {
        const auto portal = kept_.read_object(files_, sha256);
        if (!portal)
            return tl::unexpected(portal.error());
        auto set = *portal ? read_mirrored_set(**portal, no_limits)
                           : failure(ids::mirror_kept_damaged, {});
        if (!set)
            return failure(ids::mirror_kept_damaged,
                           {kept_.school(), kept_.folder() + "/objects/" + sha256});
        return set;
    }

    void compare(const MirroredSet& before, const MirroredSet& after, std::int64_t seen) {
        const Records old = records_of(before);
        const Records now = records_of(after);
        const bool is_own = site_of_url(after.base_url) == site_of_url(after.site) &&
                            is_web_address(after.base_url);
        const auto url = [&](const MirroredRecord& record) {
            return is_own ? after.base_url + record.url : std::string();
        };
        for (const auto& [id, record] : now) {
            const auto known = old.find(id);
            if (known == old.end())
                history_.changes.push_back(
                    {ChangeKind::Added, seen, id, record->title, url(*record), "", {}});
            else if (known->second->sha256 != record->sha256 ||
                     known->second->title != record->title)
                add_changed(*known->second, *record, now, seen, url(*record));
        }
        for (const auto& [id, record] : old)
            if (!now.contains(id))
                history_.changes.push_back(
                    {ChangeKind::Removed, seen, id, record->title, "", "", {}});
    }

    // A file whose dates alone are new says what it said before.
    void add_changed(const MirroredRecord& before,
                     const MirroredRecord& after,
                     const Records& now,
                     std::int64_t seen,
                     std::string url) {
        const std::string old_json = text_of(before);
        const std::string new_json = text_of(after);
        const std::string old_substance = published_substance(old_json);
        if (!old_substance.empty() && before.title == after.title &&
            old_substance == published_substance(new_json))
            return;
        SchoolChange change{ChangeKind::Changed, seen, after.id, after.title, std::move(url), "", {}};
        if (after.kind == "criteria")
            change.rules = rule_changes(old_json, new_json);
        else if (after.kind == "weights")
            change.rules = weight_changes(old_json, new_json);
        else if (after.kind == "plan")
            change.rules = row_changes(old_json, new_json);
        change.act = act_title(new_json, now);
        history_.changes.push_back(std::move(change));
    }

    // Of a file that is damaged nothing is told; `mirror verify` and the set that holds now tell it.
    std::string text_of(const MirroredRecord& record) const {
        if (record.json.empty())
            return {};
        auto bytes = kept_.read_object(files_, record.sha256);
        return bytes && *bytes ? std::move(**bytes) : std::string();
    }

    std::vector<RuleChange> rule_changes(const std::string& before, const std::string& after) const {
        const auto old = read_published_criteria(before, basis_.marks);
        const auto now = read_published_criteria(after, basis_.marks);
        std::vector<RuleChange> changes;
        if (!old || !now)
            return changes;
        Rules left = rules_of(*old);
        for (const CriteriaRecord& record : now->records) {
            const auto known = left.find(rule_key(record));
            if (known == left.end()) {
                changes.push_back({ChangeKind::Added, rule_title(record), {}});
                continue;
            }
            std::vector<Difference> what = differences_of(*known->second, record);
            if (!what.empty())
                changes.push_back({ChangeKind::Changed, rule_title(record), std::move(what)});
            left.erase(known);
        }
        for (const auto& [key, record] : left)
            changes.push_back({ChangeKind::Removed, rule_title(*record), {}});
        changes.resize(std::min(changes.size(), most_rules));
        return changes;
    }

    std::vector<RuleChange> weight_changes(const std::string& before,
                                           const std::string& after) const {
        const auto old = read_published_weights(before, basis_.marks);
        const auto now = read_published_weights(after, basis_.marks);
        if (!old || !now)
            return {};
        std::vector<Difference> what =
            compare_weights(old->weights, now->weights, ComparedAs::Written).why;
        for (Difference& difference : compare_terms(old->weights, now->weights).why)
            what.push_back(std::move(difference));
        const WeightsScope& scope = old->weights.applies;
        const WeightsScope& now_scope = now->weights.applies;
        add_text(Differing::Classes, class_ranges(scope.classes), class_ranges(now_scope.classes),
                 what);
        add_text(Differing::Subjects, scope_text(scope, basis_.language),
                 scope_text(now_scope, basis_.language), what);
        if (what.empty())
            return {};
        return {{ChangeKind::Changed, "", std::move(what)}};
    }

    // Rows that stand twice under one id or text are told one by one, in their order.
    static std::vector<RuleChange> row_changes(const std::string& before, const std::string& after) {
        const auto old = read_published_rows(before);
        const auto now = read_published_rows(after);
        std::vector<RuleChange> changes;
        if (!old || !now)
            return changes;
        std::multimap<std::string, const PublishedRow*> left;
        for (const PublishedRow& row : *old)
            left.emplace(row_key(row), &row);
        for (const PublishedRow& row : *now) {
            const auto known = left.lower_bound(row_key(row));
            if (known == left.end() || known->first != row_key(row)) {
                changes.push_back({ChangeKind::Added, row_title(row), differences_of({}, row)});
                continue;
            }
            std::vector<Difference> what = differences_of(*known->second, row);
            if (!what.empty())
                changes.push_back({ChangeKind::Changed, row_title(row), std::move(what)});
            left.erase(known);
        }
        std::set<const PublishedRow*> removed;
        for (const auto& [key, row] : left)
            removed.insert(row);
        for (const PublishedRow& row : *old)
            if (removed.contains(&row))
                changes.push_back({ChangeKind::Removed, row_title(row), {}});
        changes.resize(std::min(changes.size(), most_rules));
        return changes;
    }

    // What approves a record, if it is the same for all of it.
    static std::string act_title(const std::string& json, const Records& now) {
        std::set<std::string> titles;
        for (const PublishedAct& act : read_published_acts(json)) {
            const auto known = now.find(act.ref.substr(0, act.ref.find('#')));
            titles.insert(known == now.end() ? act.title : known->second->title);
        }
        return titles.size() == 1 ? *titles.begin() : std::string();
    }

    const FileReader& files_;
    const KeptReader& kept_;
    const CommitteeBasis& basis_;
    SchoolHistory history_;
};

}  // namespace

Result<SchoolHistory> read_changes(const FileReader& files,
                                   const KeptReader& kept,
                                   const CommitteeBasis& basis) {
    return ChangeReader(files, kept, basis).read();
}

}  // namespace vitrina
