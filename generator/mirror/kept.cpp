#include "mirror/kept.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/sealed_text.h"

namespace vitrina {
namespace {

JsonValue number(std::int64_t value) {
    return JsonValue::number(value);
}

std::string state_text(const KeptState& state) {
    JsonObject object;
    object.add("school", state.school);
    object.add_unless_empty("site", state.site);
    object.add_unless_empty("set", state.set);
    object.add("sequence", number(state.sequence));
    object.add("first_seen", number(state.first_seen));
    object.add("succeeded", number(state.succeeded));
    object.add("failures", number(state.failures));
    object.add("failed", number(state.failed));
    object.add("not_before", number(state.not_before));
    object.add_unless_empty("reason", state.reason);
    object.add_unless_empty("reason_args",
                            JsonArray(state.reason_args.begin(), state.reason_args.end()));
    object.add_unless_empty("etag", state.etag);
    object.add_unless_empty("last_modified", state.last_modified);
    JsonArray missing;
    for (const MissingRecord& record : state.missing) {
        JsonObject one;
        one.add("id", record.id);
        one.add_unless_empty("sha256", record.sha256);
        one.add("since", number(record.since));
        missing.push_back(std::move(one));
    }
    object.add_unless_empty("missing", std::move(missing));
    return seal_text(kept_seal, json_text(object, JsonForm::Indented));
}

// A file appears under its name only when all its bytes are there.
Result<void> place_file(FileSystem& files, const std::string& path, std::string_view bytes) {
    const std::string draft = path + ".new";
    const auto left_over = files.stat(draft);
    if (left_over && *left_over)
        if (auto removed = files.remove_file(draft); !removed)
            return removed;
    return files.create(draft, bytes)
        .and_then([&] { return files.sync_file(draft); })
        .and_then([&] { return files.rename(draft, path); });
}

}  // namespace

Result<void> KeptSchool::add_object(FileSystem& files,
                                    std::string_view sha256,
                                    std::string_view bytes) const {
    const std::string path = fmt::format("{}/objects/{}", folder(), sha256);
    const auto there = files.stat(path);
    if (!there)
        return tl::unexpected(there.error());
    if (*there)
        return {};
    return files.make_folders(folder() + "/objects").and_then([&] {
        return place_file(files, path, bytes);
    });
}

Result<void> KeptSchool::add_version(FileSystem& files,
                                     const KeptJournal& journal,
                                     const TakenVersion& version) const {
    if (!journal.versions.empty() && journal.versions.back().set == version.set)
        return {};
    const std::string text =
        journal.text + kept_version_line(version, journal.versions.size(), kept_chain_hash(journal.text)) +
        "\n";
    return place_file(files, folder() + "/journal.jsonl", text);
}

Result<void> KeptSchool::write_state(FileSystem& files, const KeptState& state) const {
    return files.make_folders(folder()).and_then([&] {
        return place_file(files, folder() + "/state.json", state_text(state));
    });
}

Result<std::unique_ptr<FileLock>> lock_mirror(FileSystem& files, const std::string& folder) {
    const std::string root = folder + "/mirror";
    const std::string path = root + "/.lock";
    if (auto made = files.make_folders(root); !made)
        return tl::unexpected(made.error());
    auto lock = files.try_lock(path);
    if (!lock && lock.error().id == ids::publish_unlocked)
        return nullptr;
    if (!lock || *lock)
        return lock;
    const auto holder = files.read(path, 64);
    return failure(ids::mirror_locked,
                   {path, holder ? holder->substr(0, holder->find('\n')) : std::string()},
                   ExitCode::Refused);
}

std::optional<std::int64_t> first_seen_of(const KeptJournal& journal, const std::string& set) {
    const auto first = std::ranges::find(journal.versions, set, &TakenVersion::set);
    return first == journal.versions.end() ? std::nullopt : std::optional(first->first_seen);
}

}  // namespace vitrina
