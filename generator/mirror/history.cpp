#include "mirror/history.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/committee_ids.h"
#include "base/text.h"
#include "content/front_matter.h"
#include "content/walk.h"
#include "kinds/mirrored.h"
#include "kinds/sources.h"

namespace vitrina {
namespace {

constexpr MirroredLimits no_limits{SIZE_MAX, UINT64_MAX};
constexpr std::size_t least_digits = 6;

std::string root_of(const std::string& folder) {
    return folder + "/mirror";
}

class Verification {
public:
    explicit Verification(const FileReader& files) : files_(files) {}

    void verify(const KeptSchool& school) {
        ++count_.schools;
        const auto state = school.read_state(files_);
        const auto journal = school.read_journal(files_);
        if (!state)
            count_.damages.push_back(state.error());
        if (!journal)
            count_.damages.push_back(journal.error());
        if (!state || !journal)
            return;
        std::set<std::string> seen;
        bool holds = state->set.empty();
        for (const TakenVersion& version : journal->versions) {
            ++count_.versions;
            holds = holds || version.set == state->set;
            verify_set(school, version.set, seen);
        }
        if (!holds)
            damage(school, "state.json");
    }

    MirrorCount take() { return std::move(count_); }

private:
    void damage(const KeptSchool& school, const std::string& name) {
        count_.damages.push_back({ids::mirror_kept_damaged,
                                  {school.school(), school.folder() + "/" + name},
                                  ExitCode::Machine});
    }

    std::optional<std::string> object(const KeptSchool& school,
                                      const std::string& sha256,
                                      std::set<std::string>& seen) {
        const bool is_new = seen.insert(sha256).second;
        auto bytes = school.read_object(files_, sha256);
        if (!bytes && is_new)
            count_.damages.push_back(bytes.error());
        else if (bytes && !*bytes && is_new)
            damage(school, "objects/" + sha256);
        count_.files += is_new ? 1 : 0;
        return bytes ? std::move(*bytes) : std::nullopt;
    }

    void verify_set(const KeptSchool& school, const std::string& sha256, std::set<std::string>& seen) {
        const auto portal = object(school, sha256, seen);
        if (!portal)
            return;
        const auto set = read_mirrored_set(*portal, no_limits);
        if (!set) {
            damage(school, "objects/" + sha256);
            return;
        }
        for (const MirroredRecord& record : set->records)
            if (!record.json.empty() && !seen.contains(record.sha256))
                object(school, record.sha256, seen);
    }

    const FileReader& files_;
    MirrorCount count_;
};

// A school that the committee lists, or of which something was kept.
Result<void> check_school(const FileReader& files,
                          const std::string& folder,
                          const std::string& school,
                          Diagnostics& out) {
    if (is_school_id(school)) {
        const auto kept = files.stat(root_of(folder) + "/" + school);
        if (!kept)
            return tl::unexpected(kept.error());
        if (*kept)
            return {};
    }
    const std::string path = join_path(folder, "schools.yaml");
    auto text = files.read(confined_path(folder, "schools.yaml"), school_list_limit);
    if (!text && text.error().id != ids::file_missing)
        return tl::unexpected(text.error());
    const auto source =
        text ? std::make_shared<const Source>(Source{path, std::move(*text)}) : SourcePtr();
    const auto list =
        source && check_encoding(source, out) ? read_schools(source, out) : std::nullopt;
    std::vector<std::string_view> names;
    if (list)
        for (const School& one : list->schools)
            names.push_back(one.id.value);
    if (list && list->find(school) != nullptr)
        return {};
    return failure(ids::mirror_school_unknown, {school, nearest_name(school, names)},
                   ExitCode::Usage);
}

// The one version whose hash begins so; one that held several times is one.
Result<TakenVersion> find_version(const KeptJournal& journal,
                                  const std::string& school,
                                  const std::string& digits) {
    std::map<std::string_view, const TakenVersion*> found;
    for (const TakenVersion& version : journal.versions)
        if (digits.size() >= least_digits && version.set.starts_with(digits))
            found.emplace(version.set, &version);
    if (found.empty())
        return failure(ids::usage_option_wrong, {"--to", digits, "vitrina mirror log " + school},
                       ExitCode::Usage);
    if (found.size() > 1)
        return failure(ids::mirror_version_unclear, {digits, std::to_string(found.size()), school},
                       ExitCode::Usage);
    return *found.begin()->second;
}

}  // namespace

Result<MirrorCount> verify_mirror(const FileReader& files, const std::string& folder) {
    const auto entries = files.list(root_of(folder));
    if (!entries)
        return tl::unexpected(entries.error());
    Verification verification(files);
    for (const DirectoryEntry& entry : *entries)
        if (entry.type == FileType::Directory && !entry.name.starts_with('.'))
            verification.verify({root_of(folder), entry.name});
    return verification.take();
}

Result<MirrorHistory> read_history(const FileReader& files,
                                   const std::string& folder,
                                   const std::string& school,
                                   Diagnostics& out) {
    if (auto known = check_school(files, folder, school, out); !known)
        return tl::unexpected(known.error());
    const KeptSchool kept(root_of(folder), school);
    auto state = kept.read_state(files);
    if (!state)
        return tl::unexpected(state.error());
    auto journal = kept.read_journal(files);
    if (!journal)
        return tl::unexpected(journal.error());
    return MirrorHistory{std::move(*state), std::move(journal->versions)};
}

Result<TakenVersion> revert_school(FileSystem& files, const RevertOptions& options, Diagnostics& out) {
    const auto& [folder, school, to, now] = options;
    if (auto known = check_school(files, folder, school, out); !known)
        return tl::unexpected(known.error());
    const auto lock = lock_mirror(files, folder);
    if (!lock)
        return tl::unexpected(lock.error());
    const KeptSchool kept(root_of(folder), school);
    auto state = kept.read_state(files);
    if (!state)
        return tl::unexpected(state.error());
    const auto journal = kept.read_journal(files);
    if (!journal)
        return tl::unexpected(journal.error());
    auto found = find_version(*journal, school, to);
    if (!found)
        return tl::unexpected(found.error());
    TakenVersion version = std::move(*found);
    // It was first seen when it was; the journal tells when it was made to hold again.
    state->first_seen = first_seen_of(*journal, version.set).value_or(now);
    version.first_seen = now;
    if (auto added = kept.add_version(files, *journal, version); !added)
        return tl::unexpected(added.error());
    state->set = version.set;
    state->site = version.site;
    state->sequence = version.sequence;
    state->succeeded = 0;  // no source has confirmed it since
    state->etag.clear();
    state->last_modified.clear();
    state->missing.clear();
    if (auto written = kept.write_state(files, *state); !written)
        return tl::unexpected(written.error());
    return version;
}

}  // namespace vitrina
