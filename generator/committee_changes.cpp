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

// By what one rule or row is known through the versions: its id, and its words while it has none.
struct KnownBy {
    std::string id;
    std::string words;
};

KnownBy known_by(const CriteriaRecord& record) {
    return {record.id.value, rule_title(record)};
}

KnownBy known_by(const PublishedRow& row) {
    return {row.id, comparable_text(row.measure)};
}

// What was each of `now` before.
template <class One>
struct Pairing {
    std::vector<const One*> before;  // beside `now`; null: it is new
    std::vector<const One*> removed;
};

// What stands twice under one id or words is paired in its order.
template <class One>
Pairing<One> pair_up(const std::vector<One>& old, const std::vector<One>& now) {
    using Index = std::multimap<std::string, std::size_t>;
    Index by_id;
    Index by_words;          // of those without an id
    Index by_words_with_id;  // of the others
    for (std::size_t i = 0; i < old.size(); ++i) {
        const KnownBy name = known_by(old[i]);
        (name.id.empty() ? by_words : by_words_with_id).emplace(name.words, i);
        if (!name.id.empty())
            by_id.emplace(name.id, i);
    }
    Pairing<One> pairs;
    pairs.before.resize(now.size());
    std::vector<bool> is_taken(old.size());
    const auto take = [&](Index& index, const std::string& key, std::size_t at) {
        for (auto found = index.lower_bound(key); found != index.end() && found->first == key;
             found = index.erase(found)) {
            if (is_taken[found->second])
                continue;
            is_taken[found->second] = true;
            pairs.before[at] = &old[found->second];
            return;
        }
    };
    for (std::size_t i = 0; i < now.size(); ++i)
        if (const KnownBy name = known_by(now[i]); !name.id.empty())
            take(by_id, name.id, i);
    // An id may be given to what had none, or be dropped.
    for (std::size_t i = 0; i < now.size(); ++i) {
        const KnownBy name = known_by(now[i]);
        if (pairs.before[i] == nullptr)
            take(by_words, name.words, i);
        if (pairs.before[i] == nullptr && name.id.empty())
            take(by_words_with_id, name.words, i);
    }
    for (std::size_t i = 0; i < old.size(); ++i)
        if (!is_taken[i])
            pairs.removed.push_back(&old[i]);
    return pairs;
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

// What became of a row of a plan.
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
    const bool was_so = before.status == after.status;
    if (is_done && (!was_so || before.done != after.done))
        tell(Differing::Done, was_so ? day(before.done) : "", day(after.done));
    else if (is_moved && (!was_so || before.moved_to != after.moved_to))
        tell(Differing::Moved, was_so ? day(before.moved_to) : "", day(after.moved_to));
    else if (!was_so)
        tell(Differing::Status, before.status, after.status);
    add_text(Differing::Deadline, before.deadline, after.deadline, differences);
    add_text(Differing::Responsible, before.responsible, after.responsible, differences);
    return differences;
}

// What a new row says; that it is planned goes without saying.
std::vector<Difference> words_of(const PublishedRow& row) {
    PublishedRow none;
    none.status = row.status == "planned" ? row.status : "";
    return differences_of(none, row);
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
    std::string title_of(const MirroredRecord& record) const {
        return shown_title(record.kind, record.title, basis_.language);
    }

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
                    {ChangeKind::Added, seen, id, title_of(*record), url(*record), "", {}});
            else if (known->second->sha256 != record->sha256 ||
                     known->second->title != record->title)
                add_changed(*known->second, *record, now, seen, url(*record));
        }
        for (const auto& [id, record] : old)
            if (!now.contains(id))
                history_.changes.push_back(
                    {ChangeKind::Removed, seen, id, title_of(*record), "", "", {}});
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
        SchoolChange change{
            ChangeKind::Changed, seen, after.id, title_of(after), std::move(url), "", {}};
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
        const auto pairs = pair_up(old->records, now->records);
        for (std::size_t i = 0; i < now->records.size(); ++i) {
            const CriteriaRecord& record = now->records[i];
            if (pairs.before[i] == nullptr) {
                changes.push_back({ChangeKind::Added, rule_title(record), {}});
                continue;
            }
            std::vector<Difference> what = differences_of(*pairs.before[i], record);
            if (!what.empty())
                changes.push_back({ChangeKind::Changed, rule_title(record), std::move(what)});
        }
        for (const CriteriaRecord* record : pairs.removed)
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

    static std::vector<RuleChange> row_changes(const std::string& before, const std::string& after) {
        const auto old = read_published_rows(before);
        const auto now = read_published_rows(after);
        std::vector<RuleChange> changes;
        if (!old || !now)
            return changes;
        const auto pairs = pair_up(*old, *now);
        for (std::size_t i = 0; i < now->size(); ++i) {
            const PublishedRow& row = (*now)[i];
            if (pairs.before[i] == nullptr) {
                changes.push_back({ChangeKind::Added, row_title(row), words_of(row)});
                continue;
            }
            std::vector<Difference> what = differences_of(*pairs.before[i], row);
            if (!what.empty())
                changes.push_back({ChangeKind::Changed, row_title(row), std::move(what)});
        }
        for (const PublishedRow* row : pairs.removed)
            changes.push_back({ChangeKind::Removed, row_title(*row), {}});
        changes.resize(std::min(changes.size(), most_rules));
        return changes;
    }

    // What approves a record, if it is the same for all of it.
    std::string act_title(const std::string& json, const Records& now) const {
        std::set<std::string> titles;
        for (const PublishedAct& act : read_published_acts(json)) {
            const auto known = now.find(act.ref.substr(0, act.ref.find('#')));
            titles.insert(known == now.end() ? act.title : title_of(*known->second));
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
