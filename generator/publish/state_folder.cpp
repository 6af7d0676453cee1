#include "publish/state_folder.h"

#include <thread>

#include <fmt/format.h>

namespace vitrina {
namespace {

constexpr std::string_view marker = ".vitrina-stage";
constexpr std::uint64_t largest_holder = 64;
constexpr std::chrono::milliseconds lock_pause{50};

Result<void> remove_tree(FileSystem& files, const std::string& folder) {
    const auto entries = files.list(folder);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const DirectoryEntry& entry : *entries) {
        const std::string path = folder + "/" + entry.name;
        auto removed =
            entry.type == FileType::Directory ? remove_tree(files, path) : files.remove_file(path);
        if (!removed)
            return removed;
    }
    return files.remove_empty_folder(folder).map([](bool) {});
}

std::string holder_of(const FileReader& files, const std::string& lock) {
    const auto text = files.read(lock, largest_holder);
    return text ? text->substr(0, text->find('\n')) : std::string();
}

Result<void> remove_if_there(FileSystem& files, const std::string& path) {
    const auto stat = files.stat(path);
    if (!stat)
        return tl::unexpected(stat.error());
    return *stat ? files.remove_file(path) : Result<void>();
}

}  // namespace

Result<std::string> find_state_folder(const FileReader& files,
                                      const OutputFolder& out,
                                      const std::string& state) {
    const std::size_t slash = out.path.rfind('/');
    const std::string beside = out.path.substr(0, slash) + "/.vitrina" + out.path.substr(slash);
    auto path = resolve_path(files, state.empty() ? beside : state);
    if (!path)
        return path;
    // Below the output only under a name with a dot: such names are nobody's, and no page's.
    const bool is_inside = is_within(*path, out.path) && *path != out.path;
    const bool is_hidden = is_inside && (*path)[out.path.size() + 1] == '.';
    if (is_within(out.path, *path) || (is_inside && !is_hidden))
        return failure(ids::output_state_place, {state, out.shown}, ExitCode::Usage);
    return path;
}

Result<std::unique_ptr<FileLock>> StateFolder::lock(std::chrono::milliseconds wait) const {
    if (auto made = files_->make_folders(path_); !made)
        return tl::unexpected(made.error());
    const std::string path = path_ + "/lock";
    const auto deadline = std::chrono::steady_clock::now() + wait;
    while (true) {
        auto held = files_->try_lock(path);
        if (!held && held.error().id == ids::publish_unlocked)
            return nullptr;
        if (!held || *held)
            return held;
        if (std::chrono::steady_clock::now() >= deadline)
            return failure(ids::output_locked, {path, holder_of(*files_, path)}, ExitCode::Refused);
        std::this_thread::sleep_for(lock_pause);
    }
}

bool StateFolder::has_stage() const {
    const auto marked = files_->stat(fmt::format("{}/{}", stage(), marker));
    return marked && marked->has_value();
}

Result<void> StateFolder::remove_stage() const {
    const auto stat = files_->stat(stage());
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat)
        return {};
    const auto entries = files_->list(stage());
    if (!entries)
        return tl::unexpected(entries.error());
    const auto marked = files_->stat(fmt::format("{}/{}", stage(), marker));
    if (!marked)
        return tl::unexpected(marked.error());
    if (!entries->empty() && !*marked)
        return failure(ids::output_stage_foreign, {stage()}, ExitCode::Refused);
    // The marker goes last: a kill in between leaves a stage that is still known as ours.
    for (const DirectoryEntry& entry : *entries) {
        if (entry.name == marker)
            continue;
        const std::string path = stage() + "/" + entry.name;
        auto removed = entry.type == FileType::Directory ? remove_tree(*files_, path)
                                                         : files_->remove_file(path);
        if (!removed)
            return removed;
    }
    return remove_tree(*files_, stage());
}

Result<void> StateFolder::make_stage() const {
    return remove_stage()
        .and_then([&] { return files_->make_folders(stage()); })
        .and_then([&] { return files_->create(fmt::format("{}/{}", stage(), marker), ""); })
        .and_then([&] { return files_->make_folders(staged_files()); });
}

Result<CommitFolders> StateFolder::commit_folders(const std::string& out) const {
    CommitFolders folders{.out = out, .stage = staged_files(), .lists = stage(), .set_aside = {}};
    for (int number = 1; folders.set_aside.empty(); ++number) {
        const std::string place = fmt::format("{}/replaced/{}", path_, number);
        const auto stat = files_->stat(place);
        if (!stat)
            return tl::unexpected(stat.error());
        if (!*stat)
            folders.set_aside = place;
    }
    return folders;
}

Result<std::optional<Journal>> StateFolder::read_journal() const {
    const auto text = files_->read(journal(), largest_text);
    if (text)
        return parse_journal(*text);
    if (text.error().id == ids::file_missing)
        return std::nullopt;
    return tl::unexpected(text.error());
}

// A journal that was not written to its end is none: nothing has been done yet.
Result<void> StateFolder::write_journal(const Journal& planned) const {
    auto written = files_->create(journal(), format_journal(planned)).and_then([&] {
        return files_->sync_file(journal());
    });
    if (!written)
        static_cast<void>(files_->remove_file(journal()));
    return written;
}

Result<void> StateFolder::remove_journal() const {
    return remove_if_there(*files_, journal());
}

OutputRecord StateFolder::read_record(std::uint64_t folder_inode) const {
    const auto text = files_->read(record_file(path_), largest_text);
    auto record = text ? parse_record(*text) : std::nullopt;
    return record && record->folder_inode == folder_inode ? std::move(*record) : OutputRecord();
}

// A record that cannot be written must not stand for the old one: without any, files are compared.
Result<void> StateFolder::write_record(const OutputRecord& record) const {
    const std::string draft = record_file(path_) + ".new";
    auto written = remove_if_there(*files_, draft)
                       .and_then([&] { return files_->create(draft, format_record(record)); })
                       .and_then([&] { return files_->rename(draft, record_file(path_)); });
    if (written)
        return {};
    return remove_if_there(*files_, draft).and_then([&] { return remove_record(); });
}

Result<void> StateFolder::remove_record() const {
    return remove_if_there(*files_, record_file(path_));
}

}  // namespace vitrina
