#include "publish/changes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace vitrina {
namespace {

constexpr std::size_t most_percent_gone = 30;

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

bool is_made(const std::vector<StagedFile>& outputs, const std::string& path) {
    return std::ranges::binary_search(outputs, path, {}, &StagedFile::path);
}

// As a rule a build makes the very files that are listed: then none of them has to be looked for.
bool are_the_same(const std::vector<std::string>& list, const std::vector<StagedFile>& outputs) {
    return std::ranges::equal(list, outputs, {}, {}, &StagedFile::path);
}

class Planner {
public:
    Planner(const FileReader& files,
            const PublishedState& published,
            const std::vector<StagedFile>& outputs,
            Diagnostics& out)
        : files_(files),
          published_(published),
          outputs_(outputs),
          are_all_listed_(are_the_same(published.list, outputs)),
          out_(out) {}

    Result<Journal> plan();

private:
    enum class FolderState { There, Missing, Foreign };
    enum class Depth { Top, Inside };

    std::string place(const std::string& path) const {
        return path.empty() ? published_.folder.path : published_.folder.path + "/" + path;
    }
    std::string shown(const std::string& path) const {
        return published_.folder.shown + "/" + path;
    }
    bool is_listed(const std::string& path) const {
        return are_all_listed_ || std::ranges::binary_search(published_.list, path);
    }
    Result<void> plan_removals();
    Result<void> plan_removal(const std::string& path);
    Result<void> plan_output(const StagedFile& output);
    Result<Journal> finish();
    Result<void> plan_replacement(const StagedFile& output, bool is_foreign);
    Result<bool> is_untouched(const std::string& path, const FileStat& stat) const;
    Result<FolderState> folder_state(const std::string& folder);
    Result<FolderState> look_at_folder(const std::string& folder);
    Result<std::optional<std::string>> highest_missing(const std::string& path);
    Result<bool> clear_folder(const std::string& folder, Depth depth);
    Result<void> check_change(const std::string& folder);
    void make_way(const std::string& path);

    const FileReader& files_;
    const PublishedState& published_;
    const std::vector<StagedFile>& outputs_;
    const bool are_all_listed_;
    Diagnostics& out_;
    Journal journal_;
    std::map<std::string, RecordedFile> removals_;
    std::map<std::string, FolderState> folders_;
    std::set<std::string> checked_;
    std::set<std::string> new_paths_;
    std::vector<std::string> collisions_;
};

// --- Files that are no longer made ---

// Ours as we left it. Without a record nobody can tell, and the list is believed.
Result<bool> Planner::is_untouched(const std::string& path, const FileStat& stat) const {
    if (stat.type != FileType::Regular)
        return false;
    const RecordedFile* recorded = published_.record.find(path);
    if (recorded == nullptr)
        return !published_.record.complete;
    if (agrees(*recorded, stat))
        return true;
    return files_.digest(published_.folder.path + "/./" + path).map([&](const FileDigest& digest) {
        return digest == recorded->digest;
    });
}

Result<void> Planner::plan_removal(const std::string& path) {
    const auto stat = files_.stat(published_.folder.path + "/./" + path);
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat)
        return {};
    const auto untouched = is_untouched(path, **stat);
    if (!untouched)
        return tl::unexpected(untouched.error());
    if (*untouched)
        removals_[path] = record_file(path, {.hash = {}, .size = (*stat)->size}, **stat);
    else
        out_.warning(ids::output_kept, {}, shown(path));
    return {};
}

Result<void> Planner::plan_removals() {
    if (are_all_listed_)
        return {};
    auto made = outputs_.begin();
    for (const std::string& path : published_.list) {
        while (made != outputs_.end() && made->path < path)
            ++made;
        if (made != outputs_.end() && made->path == path)
            continue;
        if (auto planned = plan_removal(path); !planned)
            return planned;
    }
    return {};
}

// --- Folders ---

Result<Planner::FolderState> Planner::folder_state(const std::string& folder) {
    const auto known = folders_.find(folder);
    if (known != folders_.end())
        return known->second;
    auto state = look_at_folder(folder);
    if (state)
        folders_[folder] = *state;
    return state;
}

Result<Planner::FolderState> Planner::look_at_folder(const std::string& folder) {
    if (folder.empty())
        return published_.folder.exists ? FolderState::There : FolderState::Missing;
    auto above = folder_state(folder_of(folder));
    if (!above || *above != FolderState::There)
        return above;
    const auto stat = files_.stat(place(folder));
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat)
        return FolderState::Missing;
    if ((*stat)->type == FileType::Directory)
        return FolderState::There;
    if ((*stat)->type == FileType::Link)
        return failure(ids::path_link, {shown(folder)}, ExitCode::Refused);
    if (!removals_.contains(folder))
        return FolderState::Foreign;
    make_way(folder);
    return FolderState::Missing;
}

void Planner::make_way(const std::string& path) {
    auto removal = removals_.extract(path);
    journal_.make_way.push_back(std::move(removal.mapped()));
}

// The folder, or the file itself, that is missing at the top: it moves as a whole. Nothing if a
// file that is not ours stands where a folder belongs.
Result<std::optional<std::string>> Planner::highest_missing(const std::string& path) {
    for (std::size_t end = path.find('/'); end != std::string::npos;
         end = path.find('/', end + 1)) {
        std::string folder = path.substr(0, end);
        const auto state = folder_state(folder);
        if (!state)
            return tl::unexpected(state.error());
        if (*state == FolderState::Foreign) {
            collisions_.push_back(std::move(folder));
            return std::nullopt;
        }
        if (*state == FolderState::Missing)
            return folder;
    }
    return path;
}

// A folder stands where a file belongs: it goes if it is empty or nothing but removals of ours is
// in it. An empty folder deeper inside is somebody's: only folders of removed files go with them.
Result<bool> Planner::clear_folder(const std::string& folder, Depth depth) {
    const auto entries = files_.list(place(folder));
    if (!entries)
        return tl::unexpected(entries.error());
    for (const DirectoryEntry& entry : *entries) {
        const std::string path = folder + "/" + entry.name;
        if (entry.type != FileType::Directory && !removals_.contains(path))
            return false;
        if (entry.type != FileType::Directory)
            continue;
        auto cleared = clear_folder(path, Depth::Inside);
        if (!cleared || !*cleared)
            return cleared;
    }
    for (const DirectoryEntry& entry : *entries)
        if (entry.type != FileType::Directory)
            make_way(folder + "/" + entry.name);
    return depth == Depth::Top || !entries->empty();
}

// The disk should say no before the first change, not in the middle.
Result<void> Planner::check_change(const std::string& folder) {
    if (!published_.folder.exists || !checked_.insert(folder).second)
        return {};
    if (!files_.is_writable(place(folder)))
        return failure(ids::file_forbidden, {shown(folder), "Permission denied"});
    const auto same = files_.same_mount(place(folder), place(""));
    if (!same)
        return tl::unexpected(same.error());
    if (!*same)
        return failure(ids::output_other_disk, {shown(folder), published_.folder.shown},
                       ExitCode::Usage);
    return {};
}

// --- Files that are made ---

Result<void> Planner::plan_output(const StagedFile& output) {
    if (output.standing == Standing::Same && output.is_recorded)
        return {};  // ours, as it was left
    const bool is_there =
        output.standing != Standing::Nothing && output.standing != Standing::Removed;
    // A folder is nobody's by itself: what is in it decides.
    const bool is_foreign = is_there && output.stat.type != FileType::Directory &&
                            !is_listed(output.path);
    if (is_foreign && !published_.adopt) {
        collisions_.push_back(output.path);
        return {};
    }
    if (output.standing == Standing::Same)
        return {};
    journal_.written.push_back({output.path, output.digest});
    auto top = highest_missing(output.path);
    if (!top)
        return tl::unexpected(top.error());
    if (!*top)
        return {};
    if (auto checked = check_change(folder_of(**top)); !checked)
        return checked;
    if (is_there)
        return plan_replacement(output, is_foreign);
    if (output.standing == Standing::Removed)
        out_.warning(ids::output_vanished, {}, shown(output.path));
    new_paths_.insert(**top);
    return {};
}

Result<void> Planner::plan_replacement(const StagedFile& output, bool is_foreign) {
    const std::string& path = output.path;
    const auto stat = files_.stat(place(path));
    if (!stat)
        return tl::unexpected(stat.error());
    if (*stat && (*stat)->type == FileType::Directory) {
        const auto cleared = clear_folder(path, Depth::Top);
        if (!cleared)
            return tl::unexpected(cleared.error());
        if (!*cleared)
            collisions_.push_back(path);
        new_paths_.insert(path);
    } else if (is_foreign) {
        out_.warning(ids::output_set_aside, {}, shown(path));
        journal_.set_aside.push_back(path);
        new_paths_.insert(path);
    } else {
        if (output.standing == Standing::Edited)
            out_.warning(ids::output_changed, {}, shown(path));
        journal_.changed.push_back(path);
    }
    return {};
}

Result<Journal> Planner::plan() {
    if (auto planned = plan_removals(); !planned)
        return tl::unexpected(planned.error());
    for (const StagedFile& output : outputs_)
        if (auto planned = plan_output(output); !planned)
            return tl::unexpected(planned.error());
    return finish();
}

Result<Journal> Planner::finish() {
    if (!collisions_.empty())
        return failure(
            ids::output_in_the_way,
            {shown(collisions_.front()),
             collisions_.size() == 1 ? std::string() : std::to_string(collisions_.size() - 1)},
            ExitCode::Refused);
    for (auto& [path, removal] : removals_) {
        if (auto checked = check_change(folder_of(path)); !checked)
            return tl::unexpected(checked.error());
        journal_.removals.push_back(std::move(removal));
    }
    journal_.new_paths.assign(new_paths_.begin(), new_paths_.end());
    return std::move(journal_);
}

}  // namespace

Result<Journal> plan_changes(const FileReader& files,
                             const PublishedState& published,
                             const std::vector<StagedFile>& outputs,
                             Diagnostics& out) {
    return Planner(files, published, outputs, out).plan();
}

Result<void> check_shrinking(const std::vector<std::string>& list,
                             const std::vector<StagedFile>& outputs,
                             const std::vector<std::string>& removable) {
    constexpr std::string_view page = "index.html";
    if (are_the_same(list, outputs))
        return {};
    const std::set<std::string> expected(removable.begin(), removable.end());
    std::size_t pages = 0;
    std::size_t gone = 0;
    for (const std::string& path : list) {
        if (path != page && !path.ends_with("/index.html"))
            continue;
        ++pages;
        const bool is_gone = !is_made(outputs, path) && !expected.contains(path);
        if (is_gone && path == page)
            return failure(ids::publish_no_home, {}, ExitCode::Refused);
        gone += is_gone ? 1 : 0;
    }
    if (gone * 100 > pages * most_percent_gone)
        return failure(ids::publish_shrinks, {std::to_string(gone), std::to_string(pages)},
                       ExitCode::Refused);
    return {};
}

}  // namespace vitrina
