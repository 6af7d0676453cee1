// What became different from one kept version of a school's set to the next.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "committee_school.h"
#include "content/json_read.h"

namespace vitrina {
namespace {

constexpr MirroredLimits no_limits{SIZE_MAX, UINT64_MAX};
constexpr std::size_t most_changes = 60;   // of a school
constexpr std::size_t most_versions = 20;  // that are looked at, newest first

using Records = std::map<std::string, const MirroredRecord*, std::less<>>;

Records records_of(const MirroredSet& set) {
    Records records;
    for (const MirroredRecord& record : set.records)
        records.emplace(record.id, &record);
    return records;
}

std::string rule_title(const CriteriaRecord& record) {
    std::string title;
    for (const SubjectName& subject : record.subjects)
        title += (title.empty() ? "" : ", ") + subject.name;
    for (const WorkName& work : record.rule.works)
        title += work.name == "*" ? std::string() : ", " + work.name;
    if (!record.classes.empty()) {
        title += ", " + record.classes.labels.front().text();
        if (record.classes.labels.size() > 1)
            title += "–" + record.classes.labels.back().text();
    }
    return title;
}

class ChangeReader {
public:
    ChangeReader(const FileReader& files, const KeptReader& kept, const CommitteeBasis& basis)
        : files_(files), kept_(kept), basis_(basis) {}

    Result<std::vector<SchoolChange>> read() {
        const auto journal = kept_.read_journal(files_);
        if (!journal)
            return tl::unexpected(journal.error());
        const auto& versions = journal->versions;
        for (std::size_t i = versions.size(); i > 0 && versions.size() - i < most_versions; --i) {
            if (changes_.size() >= most_changes)
                break;
            const TakenVersion& version = versions[i - 1];
            auto after = set_of(version.set);
            if (!after)
                return tl::unexpected(after.error());
            if (i == 1) {
                changes_.push_back({ChangeKind::First, version.first_seen, "", after->title, "", "", {}});
                break;
            }
            auto before = set_of(versions[i - 2].set);
            if (!before)
                return tl::unexpected(before.error());
            compare(*before, *after, version.first_seen);
        }
        changes_.resize(std::min(changes_.size(), most_changes));
        return std::move(changes_);
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
        const auto url = [&](const MirroredRecord& record) {
            return is_web_address(after.base_url) ? after.base_url + record.url : std::string();
        };
        for (const auto& [id, record] : now) {
            const auto known = old.find(id);
            if (known == old.end())
                changes_.push_back(
                    {ChangeKind::Added, seen, id, record->title, url(*record), "", {}});
            else if (known->second->sha256 != record->sha256 ||
                     known->second->title != record->title)
                add_changed(*known->second, *record, now, seen, url(*record));
        }
        for (const auto& [id, record] : old)
            if (!now.contains(id))
                changes_.push_back({ChangeKind::Removed, seen, id, record->title, "", "", {}});
    }

    void add_changed(const MirroredRecord& before,
                     const MirroredRecord& after,
                     const Records& now,
                     std::int64_t seen,
                     std::string url) {
        SchoolChange change{ChangeKind::Changed, seen, after.id, after.title, std::move(url), "", {}};
        if (after.kind == "criteria" && !before.json.empty() && !after.json.empty()) {
            const std::string old_json = text_of(before.sha256);
            const std::string new_json = text_of(after.sha256);
            change.rules = rule_changes(old_json, new_json);
            change.act = act_of_json(new_json, now);
        }
        changes_.push_back(std::move(change));
    }

    // Of a file that is damaged nothing is told; `mirror verify` and the set that holds now tell it.
    std::string text_of(const std::string& sha256) const {
        auto bytes = kept_.read_object(files_, sha256);
        return bytes && *bytes ? std::move(**bytes) : std::string();
    }

    std::vector<RuleChange> rule_changes(const std::string& before, const std::string& after) const {
        const auto old = read_published_criteria(before, basis_.marks);
        const auto now = read_published_criteria(after, basis_.marks);
        std::vector<RuleChange> changes;
        if (!old || !now)
            return changes;
        for (const CriteriaRecord& record : now->records) {
            const auto known = std::ranges::find_if(old->records, [&](const CriteriaRecord& one) {
                return !one.id.value.empty() && one.id.value == record.id.value;
            });
            if (known == old->records.end())
                continue;
            Comparison comparison = compare_rules(known->rule, record.rule);
            if (!comparison.why.empty())
                changes.push_back({rule_title(record), std::move(comparison.why)});
        }
        return changes;
    }

    // The title of the act in the school's own catalogue.
    static std::string act_of_json(const std::string& json, const Records& now) {
        const auto value = read_json(json, {});
        const JsonObject* object = value ? value->as_object() : nullptr;
        const JsonValue* approved = object != nullptr ? object->find("approved_by") : nullptr;
        const JsonObject* reference = approved != nullptr ? approved->as_object() : nullptr;
        const JsonValue* ref = reference != nullptr ? reference->find("ref") : nullptr;
        if (ref == nullptr || ref->as_string() == nullptr)
            return {};
        const std::string& text = *ref->as_string();
        const auto act = now.find(text.substr(0, text.find('#')));
        return act == now.end() ? std::string() : act->second->title;
    }

    const FileReader& files_;
    const KeptReader& kept_;
    const CommitteeBasis& basis_;
    std::vector<SchoolChange> changes_;
};

}  // namespace

Result<std::vector<SchoolChange>> read_changes(const FileReader& files,
                                               const KeptReader& kept,
                                               const CommitteeBasis& basis) {
    return ChangeReader(files, kept, basis).read();
}

}  // namespace vitrina
