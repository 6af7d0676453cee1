#include "preview/snapshot.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/hash.h"
#include "content/walk.h"
#include "preview/address.h"
#include "publish/output_paths.h"

namespace vitrina {
namespace {

// One site stands where it will be published, several under the names of their folders.
std::string mount_of(const PreparedSite& site) {
    if (site.name != ".")
        return "/" + site.name + "/";
    return site.world ? decode_target(site.site.base_path()).value_or("/") : "/";
}

void check_names(PreparedSite& site) {
    std::vector<PlannedOutput> planned;
    planned.reserve(site.outputs.size());
    for (const Output& output : site.outputs)
        planned.push_back({output.path, output.origin});
    check_output_names(std::move(planned), site.messages);
}

const ShownSite* find_site(const SnapshotPtr& snapshot, std::string_view name) {
    if (!snapshot)
        return nullptr;
    const auto found = std::ranges::find(snapshot->sites, name, &ShownSite::name);
    return found == snapshot->sites.end() ? nullptr : &*found;
}

ShownSite show_site(std::unique_ptr<PreparedSite> site,
                    const FileReader& files,
                    const SnapshotPtr& previous,
                    Diagnostics& problems) {
    check_names(*site);
    ShownSite shown{site->name, mount_of(*site), nullptr,
                    site->world && !site->messages.has_errors(), site->today,
                    site->site.config.timezone.value};
    problems.append(std::exchange(site->messages, {}));
    if (shown.is_current) {
        shown.site = std::make_shared<const ServedSite>(std::move(site), shown.mount, files);
        return shown;
    }
    if (const ShownSite* before = find_site(previous, shown.name)) {
        shown.site = before->site;
        shown.mount = before->mount;
    }
    return shown;
}

std::string tag_of_errors(const Diagnostics& problems) {
    std::string text;
    for (const Diagnostic& message : problems.items()) {
        if (message.severity != Severity::Error)
            continue;
        text += message_text(message.id).name;
        if (message.place.source)
            text += message.place.source->path + ':' + std::to_string(message.place.span.begin);
        for (const std::string& argument : message.args)
            text += '\n' + argument;
        text += '\n';
    }
    return text.empty() ? text : hash_text(content_hash(text));
}

std::size_t count_pages(const std::vector<ShownSite>& sites) {
    std::size_t pages = 0;
    for (const ShownSite& shown : sites)
        if (shown.site)
            pages += static_cast<std::size_t>(
                std::ranges::count_if(shown.site->prepared().outputs, [](const Output& output) {
                    return output.path.ends_with(".html");
                }));
    return pages;
}

bool is_told_of(const Diagnostics& messages, const std::string& path) {
    return std::ranges::any_of(messages.items(), [&](const Diagnostic& message) {
        return message.place.source && message.place.source->path == path;
    });
}

bool has_current_sites(const BuildOptions& options, const Snapshot& snapshot) {
    return std::ranges::all_of(snapshot.sites, [&](const ShownSite& shown) {
        return shown.is_current &&
               shown.today == options.today.value_or(date_in_zone(options.now, shown.timezone));
    });
}

const Record* find_source(const ShownSite& shown, const std::string& path) {
    const std::vector<Record>& records = shown.site->site().records;
    const auto found = std::ranges::find_if(
        records, [&](const Record& record) { return record.source->path == path; });
    return found == records.end() ? nullptr : &*found;
}

// By site. Nothing if any of the files is something else, or has changed in more than its text.
std::optional<std::vector<std::vector<EditedRecord>>> read_edited_texts(
    const FileReader& files, const Snapshot& previous, const std::vector<std::string>& changed) {
    std::vector<std::vector<EditedRecord>> edited(previous.sites.size());
    for (const std::string& path : changed) {
        const Record* record = nullptr;
        for (std::size_t i = 0; i < edited.size() && record == nullptr; ++i) {
            const ShownSite& shown = previous.sites[i];
            record = find_source(shown, path);
            if (record == nullptr)
                continue;
            const std::string& folder = shown.site->prepared().folder;
            const std::size_t name = folder.empty() || folder == "." ? 0 : folder.size() + 1;
            const auto text =
                read_edited_text(files, folder, path.substr(name), record->head_hash);
            if (!text)
                return std::nullopt;
            const auto index = record - shown.site->site().records.data();
            edited[i].push_back({static_cast<RecordId>(index), *text});
        }
        // What was told of the file may have concerned its text.
        if (record == nullptr || is_told_of(previous.problems, path))
            return std::nullopt;
    }
    return edited;
}

// Null if everything has to be read.
std::shared_ptr<Snapshot> with_edited_texts(const BuildOptions& options,
                                            const FileReader& files,
                                            const SnapshotPtr& previous,
                                            const std::vector<std::string>& changed) {
    if (!previous || changed.empty() || previous->has_errors() || previous->sites.empty() ||
        !has_current_sites(options, *previous))
        return nullptr;
    const auto edited = read_edited_texts(files, *previous, changed);
    if (!edited)
        return nullptr;
    auto snapshot = std::make_shared<Snapshot>(*previous);
    for (std::size_t i = 0; i < edited->size(); ++i)
        if (!(*edited)[i].empty())
            snapshot->sites[i].site = previous->sites[i].site->with_texts((*edited)[i]);
    return snapshot;
}

// Everything again.
std::shared_ptr<Snapshot> read_sites(const BuildOptions& options,
                                     const FileReader& files,
                                     const SnapshotPtr& previous) {
    auto snapshot = std::make_shared<Snapshot>();
    const auto names = find_sites(files, options.folder);
    if (names && !names->empty())
        for (std::unique_ptr<PreparedSite>& site :
             prepare_sites(options, *names, previous ? previous->sources : SourceCaches(), files)) {
            snapshot->sources[site->name] = SourceCache::unpack(std::exchange(site->cache, {}));
            snapshot->sites.push_back(
                show_site(std::move(site), files, previous, snapshot->problems));
        }
    else
        snapshot->problems.error(ids::workspace_empty, {}, options.folder);
    if (snapshot->sites.empty() && previous)
        snapshot->sites = previous->sites;
    snapshot->problems_tag = tag_of_errors(snapshot->problems);
    snapshot->pages = count_pages(snapshot->sites);
    return snapshot;
}

}  // namespace

const ShownSite* Snapshot::site_at(std::string_view path) const {
    const ShownSite* found = nullptr;
    for (const ShownSite& site : sites)
        if (path.starts_with(site.mount) &&
            (found == nullptr || site.mount.size() > found->mount.size()))
            found = &site;
    return found;
}

SnapshotPtr read_snapshot(const BuildOptions& options,
                          const FileReader& files,
                          const SnapshotPtr& previous,
                          std::vector<std::string> changed) {
    const auto start = std::chrono::steady_clock::now();
    auto snapshot = with_edited_texts(options, files, previous, changed);
    if (!snapshot)
        snapshot = read_sites(options, files, previous);
    snapshot->number = previous ? previous->number + 1 : 1;
    snapshot->built_at = options.now;
    snapshot->changed = std::move(changed);
    snapshot->milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::steady_clock::now() - start)
                                 .count();
    return snapshot;
}

}  // namespace vitrina
