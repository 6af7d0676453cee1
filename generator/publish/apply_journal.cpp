#include <functional>
#include <set>

#include "publish/file_list.h"
#include "publish/journal.h"

namespace vitrina {
namespace {

class Commit {
public:
    Commit(FileSystem& files, const CommitFolders& folders) : files_(files), folders_(folders) {}

    Result<void> set_aside(const std::string& path);
    Result<void> remove(const std::vector<RecordedFile>& removals);
    Result<void> add(const std::string& path);
    Result<void> replace(const std::string& path);
    Result<void> publish_list(const std::string& name);

private:
    std::string published(const std::string& path) const { return folders_.out + "/" + path; }
    std::string staged(const std::string& path) const { return folders_.stage + "/" + path; }
    Result<bool> exists(const std::string& path) const;
    template <class Move>
    Result<void> arrive(const std::string& path, const Move& move);
    Result<void> remove_one(const RecordedFile& file);
    Result<void> remove_emptied(const std::set<std::string, std::greater<>>& folders);

    FileSystem& files_;
    const CommitFolders& folders_;
};

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

template <class Paths, class Step>
Result<void> for_each(const Paths& paths, const Step& step) {
    for (const auto& path : paths)
        if (auto done = step(path); !done)
            return done;
    return {};
}

Result<bool> Commit::exists(const std::string& path) const {
    return files_.stat(path).map([](const auto& stat) { return stat.has_value(); });
}

Result<void> Commit::set_aside(const std::string& path) {
    const auto waiting = exists(staged(path));
    const auto standing = exists(published(path));
    if (!waiting || !standing)
        return tl::unexpected(!waiting ? waiting.error() : standing.error());
    // The new file has arrived already, or the old one has gone already.
    if (!*waiting || !*standing)
        return {};
    const std::string place = folders_.set_aside + "/" + path;
    if (auto made = files_.make_folders(folder_of(place)); !made)
        return made;
    return files_.rename(published(path), place);
}

// Only the very file that was looked at when the commit was planned.
Result<void> Commit::remove_one(const RecordedFile& file) {
    const auto stat = files_.stat(published(file.path));
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat || !agrees(file, **stat))
        return {};
    return files_.remove_file(published(file.path));
}

Result<void> Commit::remove(const std::vector<RecordedFile>& removals) {
    // Backwards, so that a folder comes before the one that holds it.
    std::set<std::string, std::greater<>> folders;
    for (const RecordedFile& file : removals) {
        if (auto removed = remove_one(file); !removed)
            return removed;
        for (std::string folder = folder_of(file.path); !folder.empty(); folder = folder_of(folder))
            folders.insert(folder);
    }
    return remove_emptied(folders);
}

Result<void> Commit::remove_emptied(const std::set<std::string, std::greater<>>& folders) {
    return for_each(folders, [this](const std::string& folder) -> Result<void> {
        const auto stat = files_.stat(published(folder));
        if (!stat)
            return tl::unexpected(stat.error());
        if (!*stat || (*stat)->type != FileType::Directory)
            return {};
        return files_.remove_empty_folder(published(folder)).map([](bool) {});
    });
}

// What has left the stage has arrived. A folder that somebody removed since is made again.
template <class Move>
Result<void> Commit::arrive(const std::string& path, const Move& move) {
    const auto waiting = exists(staged(path));
    if (!waiting)
        return tl::unexpected(waiting.error());
    if (!*waiting)
        return {};
    Result<void> moved = move();
    if (moved || moved.error().id != ids::file_missing)
        return moved;
    if (auto made = files_.make_folders(folder_of(published(path))); !made)
        return made;
    return move();
}

Result<void> Commit::add(const std::string& path) {
    return arrive(path, [&]() -> Result<void> {
        auto moved = files_.rename_new(staged(path), published(path));
        if (moved && !*moved) {
            // An empty folder is all that an interrupted removal may have left there.
            auto removed = remove_emptied({path});
            if (!removed)
                return removed;
            moved = files_.rename_new(staged(path), published(path));
        }
        if (!moved)
            return tl::unexpected(moved.error());
        if (!*moved)
            return failure(ids::output_in_the_way, {published(path), ""}, ExitCode::Refused);
        return {};
    });
}

Result<void> Commit::replace(const std::string& path) {
    return arrive(path, [&] { return files_.rename(staged(path), published(path)); });
}

Result<void> Commit::publish_list(const std::string& name) {
    const std::string from = folders_.lists + "/" + name;
    const auto waiting = exists(from);
    if (!waiting)
        return tl::unexpected(waiting.error());
    if (!*waiting)
        return {};
    return files_.rename(from, published(std::string(file_list_name)));
}

}  // namespace

// New files first, so that no page leads to one that is not there yet; removals last for the same
// reason. While it lasts, the list names the files of both sites: whatever is found is known as
// ours.
Result<void> apply_journal(FileSystem& files,
                           const Journal& journal,
                           const CommitFolders& folders) {
    Commit commit(files, folders);
    return commit.publish_list("list-both")
        .and_then([&] {
            return for_each(journal.set_aside, [&](auto& path) { return commit.set_aside(path); });
        })
        .and_then([&] { return commit.remove(journal.make_way); })
        .and_then([&] {
            return for_each(journal.new_paths, [&](auto& path) { return commit.add(path); });
        })
        .and_then([&] {
            return for_each(journal.changed, [&](auto& path) { return commit.replace(path); });
        })
        .and_then([&] { return commit.remove(journal.removals); })
        .and_then([&] { return commit.publish_list("list"); });
}

}  // namespace vitrina
