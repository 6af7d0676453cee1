#include "preview/responder.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "base/json.h"
#include "preview/address.h"
#include "preview/files.h"
#include "preview/message_view.h"
#include "preview/nearest.h"
#include "preview/state_page.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Value;
using stache::Values;
using Clock = std::chrono::steady_clock;

constexpr std::string_view own = "/_vitrina/";
constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr int most_readings = 3;  // for one answer
constexpr std::size_t most_overlaid = 20;
constexpr std::size_t most_nearest = 5;
constexpr std::size_t most_origins = 10'000;

PreviewAnswer text_answer(int status, std::string text) {
    return {.status = status, .body = std::make_shared<const std::string>(std::move(text))};
}

PreviewAnswer redirect(std::string_view path) {
    return {.status = 302, .location = encode_path(path)};
}

PreviewAnswer html_answer(int status, std::string html, std::string tag) {
    return {.status = status,
            .type = html_type,
            .tag = std::move(tag),
            .body = std::make_shared<const std::string>(std::move(html))};
}

bool is_known(const std::string& if_none_match, const std::string& tag) {
    return !tag.empty() && (if_none_match == '"' + tag + '"' || if_none_match == "W/\"" + tag + '"');
}

const Record* record_of(const ShownSite& shown, std::string_view path) {
    if (!shown.site || !path.starts_with(shown.mount))
        return nullptr;
    const std::string url = "/" + std::string(path.substr(shown.mount.size()));
    const auto id = shown.site->site().find_url(url);
    return id ? &shown.site->site().at(*id) : nullptr;
}

}  // namespace

Responder::Responder(const FileReader& files, ResponderOptions options)
    : files_(files), options_(std::move(options)), templates_(options_.language) {}

void Responder::show(SnapshotPtr snapshot) {
    const std::scoped_lock lock(mutex_);
    snapshot_ = std::move(snapshot);
    checked_ = nullptr;
    changed_.notify_all();
}

void Responder::tell_checked(std::uint64_t snapshot, Diagnostics messages) {
    const std::scoped_lock lock(mutex_);
    checked_number_ = snapshot;
    checked_ = std::make_shared<const Diagnostics>(std::move(messages));
    changed_.notify_all();
}

void Responder::stop() {
    const std::scoped_lock lock(mutex_);
    is_ending_ = true;
    changed_.notify_all();
}

SnapshotPtr Responder::current() const {
    const std::scoped_lock lock(mutex_);
    return snapshot_;
}

SnapshotPtr Responder::newer_than(std::uint64_t number, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, wait, [&] { return is_ending_ || snapshot_->number > number; });
    return snapshot_;
}

PreviewAnswer Responder::answer(const PreviewRequest& request) {
    if (!is_own_host(request.host, options_.port))
        return text_answer(421, "421 this is another host\n");
    const auto path = decode_target(request.target);
    PreviewAnswer answer;
    if (!path)
        answer = text_answer(404, "404\n");
    else if (path->starts_with(own))
        answer = answer_own(request, *path);
    else
        answer = answer_page(*path);
    if (answer.status == 200 && is_known(request.if_none_match, answer.tag))
        answer.status = 304;
    return answer;
}

PreviewAnswer Responder::answer_own(const PreviewRequest& request, std::string_view path) {
    const std::string_view name = path.substr(own.size());
    if (name == "reload.js" || name == "preview.css") {
        PreviewAnswer answer = text_answer(200, std::string(preview_file(name)));
        answer.type = media_type(name);
        answer.tag = hash_text(content_hash(*answer.body));
        return answer;
    }
    if (name == "changes")
        return request.fetch_site == "cross-site" || request.fetch_site == "same-site"
                   ? text_answer(403, "403\n")
                   : answer_changes(request);
    return name.empty() ? state_page(current()) : text_answer(404, "404\n");
}

PreviewAnswer Responder::answer_page(std::string_view path) {
    SnapshotPtr snapshot = current();
    for (int readings = 0;; ++readings) {
        const Found found = find(*snapshot, path);
        if (!found.location.empty())
            return redirect(found.location);
        Page page = make_page(*snapshot, path, found);
        if (!page.is_stale || readings == most_readings)
            return std::move(page.answer);
        // What was read is no longer there: the next reading shows what is.
        if (options_.read_again)
            options_.read_again();
        const SnapshotPtr newer = newer_than(snapshot->number, options_.stale_wait);
        if (newer == snapshot)
            return std::move(page.answer);
        snapshot = newer;
    }
}

Responder::Found Responder::find(const Snapshot& snapshot, std::string_view path) const {
    Found found;
    found.site = snapshot.site_at(path);
    if (found.site == nullptr) {
        const ShownSite* nearest = snapshot.site_at(std::string(path) + "/");
        if (nearest != nullptr)
            found.location = nearest->mount;
        else if (path == "/" && !snapshot.sites.empty())
            found.location = snapshot.sites.size() == 1 ? snapshot.sites[0].mount : own;
        found.status = 404;
        return found;
    }
    if (!found.site->site) {
        found.status = 503;
        return found;
    }
    std::string name(path.substr(found.site->mount.size()));
    if (name.empty() || name.ends_with('/'))
        name += "index.html";
    found.output = found.site->site->find(name);
    if (found.output)
        return found;
    // The index of search is one output of many files.
    if (name.starts_with("search/") && name.ends_with(".js")) {
        found.output = found.site->site->find("search/index.js");
        found.beside = name;
        return found;
    }
    if (found.site->site->find(name + "/index.html"))
        found.location = std::string(path) + "/";
    found.status = 404;
    return found;
}

Responder::Page Responder::make_page(const Snapshot& snapshot,
                                     std::string_view path,
                                     const Found& found) {
    if (found.status == 503)
        return make_unready(snapshot);
    if (!found.output)
        return make_missing(snapshot, path, found);
    const ServedSite& site = *found.site->site;
    const std::string& name = site.prepared().outputs[*found.output].path;
    const ServedFilePtr file = site.file(*found.output);
    if (!file)
        return {text_answer(404, "404\n")};
    if (!found.beside.empty()) {
        const auto beside = std::ranges::find(file->facts.beside, found.beside, &BesideFile::path);
        if (beside == file->facts.beside.end())
            return {text_answer(404, "404\n")};
        return {PreviewAnswer{.type = media_type(beside->path),
                              .tag = hash_text(content_hash(beside->bytes)),
                              .body = std::shared_ptr<const std::string>(file, &beside->bytes)},
                false};
    }
    if (!name.ends_with(".html")) {
        PreviewAnswer answer{.type = media_type(name), .tag = file->tag, .content = file->content};
        if (!file->content)
            answer.body = std::shared_ptr<const std::string>(file, &file->bytes);
        return {std::move(answer), file->is_stale && found.site->is_current};
    }
    const Additions additions = additions_of(snapshot, found, *file);
    const std::string tag = tag_of_page(file->tag, additions);
    // An older state stays as it is until the mistakes of its sources are mended.
    return {html_answer(200, put_in(file->bytes, additions, tag), tag),
            file->is_stale && found.site->is_current};
}

Responder::Page Responder::make_missing(const Snapshot& snapshot,
                                        std::string_view path,
                                        const Found& found) {
    const ShownSite* shown = found.site;
    const auto output = shown != nullptr ? shown->site->find("404.html") : std::nullopt;
    const ServedFilePtr file = output ? shown->site->file(*output) : nullptr;
    Additions additions;
    additions.problems = problems_of(snapshot, nullptr);
    if (!file) {
        const std::string html = templates_.plain(Object{{"title", templates_.text("not_found")},
                                                         {"lead", ""},
                                                         {"messages", Values()},
                                                         {"more", ""}});
        const std::string tag = tag_of_page("404", additions);
        return {html_answer(404, put_in(html, additions, tag), tag)};
    }
    additions.nearest = nearest_of(*shown, path);
    const std::string tag = tag_of_page(file->tag, additions);
    const std::string published =
        decode_target(shown->site->site().base_path()).value_or("/");
    return {html_answer(404,
                        put_in(move_root(file->bytes, published, shown->mount), additions, tag),
                        tag)};
}

Responder::Page Responder::make_unready(const Snapshot& snapshot) {
    const std::vector<Diagnostic> sorted = snapshot.problems.sorted();
    const std::string html = templates_.plain(
        Object{{"title", templates_.text("plain_title")},
               {"lead", templates_.text("plain_lead")},
               {"messages", message_views(sorted, files_, options_.language, most_overlaid)},
               {"more", sorted.size() > most_overlaid
                            ? templates_.text("more_messages", sorted.size() - most_overlaid)
                            : std::string()}});
    const std::string tag = tag_of_page("503" + snapshot.problems_tag, {});
    return {html_answer(503, put_in(html, {}, tag), tag)};
}

Additions Responder::additions_of(const Snapshot& snapshot,
                                  const Found& found,
                                  const ServedFile& file) {
    Additions additions;
    const bool is_of_sources = found.site->is_current || !file.is_stale;
    additions.problems = problems_of(snapshot, is_of_sources ? &file.facts.messages : nullptr);
    const ServedSite& site = *found.site->site;
    const Output& output = site.prepared().outputs[*found.output];
    const std::string_view url = std::string_view(output.path).substr(0, output.path.rfind('/') + 1);
    const auto id = output.path.ends_with("index.html")
                        ? site.site().find_url("/" + std::string(url))
                        : std::nullopt;
    if (!id)
        return additions;
    const Common& common = site.site().at(*id).common;
    if (common.draft)
        additions.ribbon = templates_.text("ribbon_draft");
    else if (common.publish_from > site.prepared().today)
        additions.ribbon = templates_.text(
            "ribbon_scheduled", display_date(options_.language, common.publish_from));
    return additions;
}

// Mistakes of the sources keep every page as it was; those of the page itself are shown on it.
std::string Responder::problems_of(const Snapshot& snapshot, const Diagnostics* page) {
    Diagnostics errors;
    for (const Diagnostics* some : {&snapshot.problems, page})
        if (some != nullptr)
            for (const Diagnostic& message : some->items())
                if (message.severity == Severity::Error)
                    errors.add(message);
    if (!errors.has_errors())
        return {};
    const std::vector<Diagnostic> sorted = errors.sorted();
    return templates_.problems(Object{
        {"title", templates_.text("problems_title", sorted.size())},
        {"note", snapshot.has_errors() ? templates_.text("problems_old") : std::string()},
        {"messages", message_views(sorted, files_, options_.language, most_overlaid)},
        {"more", sorted.size() > most_overlaid
                     ? templates_.text("more_messages", sorted.size() - most_overlaid)
                     : std::string()}});
}

std::string Responder::nearest_of(const ShownSite& shown, std::string_view path) {
    Values links;
    const Site& site = shown.site->site();
    for (const RecordId id :
         nearest_pages(site, "/" + std::string(path.substr(shown.mount.size())), most_nearest)) {
        const std::string url = shown.mount + site.entry(id).url.substr(1);
        links.push_back(Object{{"title", site.entry(id).title},
                               {"href", encode_path(url)},
                               {"url", url}});
    }
    return links.empty() ? std::string()
                         : templates_.nearest(Object{{"links", std::move(links)}});
}

PreviewAnswer Responder::state_page(const SnapshotPtr& snapshot) {
    std::shared_ptr<const Diagnostics> checked;
    {
        const std::scoped_lock lock(mutex_);
        if (checked_number_ == snapshot->number)
            checked = checked_;
    }
    const std::string tag = tag_at(snapshot, own);
    return html_answer(
        200, put_in(render_state_page({*snapshot, checked.get(), files_}, templates_), {}, tag),
        tag);
}

std::string Responder::tag_at(const SnapshotPtr& snapshot, std::string_view path) {
    if (path == own) {
        const std::scoped_lock lock(mutex_);
        const bool is_checked = checked_ && checked_number_ == snapshot->number;
        return tag_of_page(std::to_string(snapshot->built_at) + '/' +
                               std::to_string(snapshot->number) + (is_checked ? "+" : "-"),
                           {});
    }
    return make_page(*snapshot, path, find(*snapshot, path)).answer.tag;
}

void Responder::remember_origin(const Snapshot& snapshot, const std::string& path) {
    const ShownSite* shown = snapshot.site_at(path);
    const Record* record = shown != nullptr ? record_of(*shown, path) : nullptr;
    if (record == nullptr)
        return;
    const std::scoped_lock lock(mutex_);
    if (origins_.size() < most_origins || origins_.contains(path))
        origins_[path] = {shown->name, record->source->path, shown->site->source_hash(*record)};
}

// By the file that made it, else by the same text in another file; empty: nowhere.
std::string Responder::moved_to(const Snapshot& snapshot, const std::string& path) {
    Origin origin;
    {
        const std::scoped_lock lock(mutex_);
        const auto known = origins_.find(path);
        if (known == origins_.end())
            return {};
        origin = known->second;
    }
    const auto shown = std::ranges::find(snapshot.sites, origin.site, &ShownSite::name);
    if (shown == snapshot.sites.end() || !shown->site || record_of(*shown, path) != nullptr)
        return {};
    const Site& site = shown->site->site();
    const auto by_file = std::ranges::find_if(site.records, [&](const Record& record) {
        return record.source->path == origin.source;
    });
    const Record* found =
        by_file != site.records.end() ? &*by_file : shown->site->find_source(origin.hash);
    if (found == nullptr)
        return {};
    const auto index = static_cast<std::size_t>(found - site.records.data());
    return shown->mount + site.entries[index].url.substr(1);
}

PreviewAnswer Responder::answer_changes(const PreviewRequest& request) {
    const auto path = decode_target(query_value(request.target, "page"));
    const std::string seen = query_value(request.target, "seen");
    if (!path || seen.empty())
        return text_answer(400, "400\n");
    const auto deadline = Clock::now() + options_.longest_wait;
    JsonObject answer;
    for (;;) {
        SnapshotPtr snapshot;
        std::uint64_t checked = 0;
        {
            const std::scoped_lock lock(mutex_);
            snapshot = snapshot_;
            checked = checked_number_;
        }
        const std::string tag = tag_at(snapshot, *path);
        const std::string moved = moved_to(*snapshot, *path);
        if (moved.empty())
            remember_origin(*snapshot, *path);
        std::unique_lock lock(mutex_);
        if (tag != seen || !moved.empty() || is_ending_ || Clock::now() >= deadline) {
            answer.add("seen", tag);
            answer.add_unless_empty("moved", encode_path(moved));
            break;
        }
        changed_.wait_until(lock, deadline, [&] {
            return is_ending_ || snapshot_ != snapshot || checked_number_ != checked;
        });
    }
    PreviewAnswer json = text_answer(200, json_text(answer, JsonForm::Compact));
    json.type = media_type(".json");
    return json;
}

}  // namespace vitrina
