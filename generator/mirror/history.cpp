#include "mirror/history.h"

#include <algorithm>
#include <set>

#include "kinds/mirrored.h"

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
                                   const std::string& school) {
    const KeptSchool kept(root_of(folder), school);
    auto state = kept.read_state(files);
    if (!state)
        return tl::unexpected(state.error());
    auto journal = kept.read_journal(files);
    if (!journal)
        return tl::unexpected(journal.error());
    return MirrorHistory{std::move(*state), std::move(journal->versions)};
}

Result<TakenVersion> revert_school(FileSystem& files,
                                   const std::string& folder,
                                   const std::string& school,
                                   const std::string& to,
                                   std::int64_t now) {
    const KeptSchool kept(root_of(folder), school);
    auto state = kept.read_state(files);
    if (!state)
        return tl::unexpected(state.error());
    const auto journal = kept.read_journal(files);
    if (!journal)
        return tl::unexpected(journal.error());
    const auto found = std::ranges::find_if(journal->versions, [&](const TakenVersion& version) {
        return to.size() >= least_digits && version.set.starts_with(to);
    });
    if (found == journal->versions.end())
        return failure(ids::usage_option_wrong, {"--to", to, "vitrina mirror log " + school},
                       ExitCode::Usage);
    TakenVersion version = *found;
    version.first_seen = now;
    if (auto added = kept.add_version(files, *journal, version); !added)
        return tl::unexpected(added.error());
    state->set = version.set;
    state->site = version.site;
    state->sequence = version.sequence;
    state->first_seen = now;
    state->etag.clear();
    state->last_modified.clear();
    state->missing.clear();
    if (auto written = kept.write_state(files, *state); !written)
        return tl::unexpected(written.error());
    return version;
}

}  // namespace vitrina
