#include "build.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "content/walk.h"
#include "pages/catalogue.h"
#include "prepare.h"
#include "publish/output_paths.h"
#include "publish/publication.h"
#include "record_dates.h"
#include "render.h"

namespace vitrina {
namespace {

// One site on its way through the passes. What a later pass reads stays at its place.
struct SiteJob {
    std::unique_ptr<PreparedSite> site;
    std::string state;
    std::unique_ptr<Publication> publication;
    std::vector<StagedFile> staged;
    std::optional<Error> error;
    bool is_broken = false;  // it may not be published: decided before any site is
    SiteReport report;

    Diagnostics& messages() { return site->messages; }
};

void tell(const BuildOptions& options, std::string_view pass, std::size_t done, std::size_t total) {
    if (options.progress)
        options.progress({pass, done, total});
}

bool is_broken(const SiteJob& job, const BuildOptions& options) {
    const Diagnostics& messages = job.site->messages;
    return job.error || !job.site->world || messages.has_errors() ||
           (options.strict && messages.warning_count() > 0);
}

std::string last_part(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

std::string parent_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

SiteJob make_job(const BuildOptions& options, std::unique_ptr<PreparedSite> site) {
    SiteJob job;
    const std::string state =
        options.state.empty()
            ? join_path(parent_of(options.out), ".vitrina/" + last_part(options.out))
            : options.state;
    job.state = site->name == "." ? state : join_path(state, site->name);
    job.report.folder = site->folder;
    job.report.out = site->out;
    job.report.next_change = site->site.next_change;
    job.report.outputs = site->outputs.size();
    for (const Output& output : site->outputs)
        job.report.pages += output.path.ends_with(".html") ? 1 : 0;
    job.site = std::move(site);
    return job;
}

// Folders that the output must neither be nor hold.
std::vector<std::string> forbidden_outputs(const std::string& site, const BuildOptions& options) {
    std::vector<std::string> folders = options.forbidden;
    folders.insert(folders.end(), {site, options.folder, "."});
    return folders;
}

// Two outputs at one path would silently replace each other: told before anything is rendered.
Result<void> check_paths(SiteJob& job) {
    std::vector<PlannedOutput> planned;
    planned.reserve(job.site->outputs.size());
    for (const Output& output : job.site->outputs)
        planned.push_back({output.path, output.origin});
    return check_output_paths(std::move(planned), *job.publication, job.messages());
}

// Committees refuse a catalogue whose date falls: what made it newer was removed without a word.
void check_portal_date(SiteJob& job, const FileSystem& files) {
    constexpr std::uint64_t largest_portal = 64ULL * 1024 * 1024;
    const auto before = files.read(join_path(job.site->out, "portal.json"), largest_portal);
    const Date published = before ? published_date(*before) : Date{};
    const Date now = newest_date(job.site->site);
    if (published.is_set() && now < published)
        job.messages().warning(ids::portal_date_falls, job.site->site.config.place({}),
                               iso_date(published), now.is_set() ? iso_date(now) : "—");
}

void render_job(SiteJob& job, const BuildOptions& options, FileSystem& files) {
    PublishOptions publishing{.out = job.site->out,
                              .state = job.state,
                              .forbidden = forbidden_outputs(job.site->folder, options),
                              .adopt = options.adopt,
                              .allow_shrink = options.allow_shrink,
                              .dry_run = options.mode == BuildMode::Check,
                              .threads = options.threads};
    auto publication = open_publication(files, publishing, job.messages());
    if (!publication) {
        job.error = std::move(publication.error());
        return;
    }
    job.publication = std::move(*publication);
    if (auto checked = check_paths(job); !checked) {
        job.error = std::move(checked.error());
        return;
    }
    RenderOptions rendering{options.threads, {}};
    if (options.progress)
        rendering.progress = [&](std::size_t done, std::size_t total) {
            tell(options, "render", done, total);
        };
    check_portal_date(job, files);
    auto staged = render_outputs(job.site->outputs, *job.publication, rendering, job.messages());
    if (staged)
        job.staged = std::move(*staged);
    else
        job.error = std::move(staged.error());
}

void commit_job(SiteJob& job, const BuildOptions& options, FileSystem& files) {
    tell(options, "publish", 0, 0);
    const Site& site = job.site->site;
    job.report.stale_dates = find_stale_dates(site, job.site->today, files, job.state);
    CommitOptions committing;
    for (const RemovedRecord& removed : site.removed)
        committing.removable.push_back(output_path(url_of_id(removed.id)));
    auto report = job.publication->commit(std::move(job.staged), committing, job.messages());
    if (!report) {
        job.error = std::move(report.error());
        return;
    }
    job.report.published = options.mode == BuildMode::Publish;
    job.report.unchanged = report->unchanged;
    job.report.written = std::move(report->written);
    job.report.removed = std::move(report->removed);
    if (job.report.published)
        if (auto saved = save_record_dates(site, files, job.state); !saved)
            job.error = std::move(saved.error());
}

bool has_message(const Diagnostics& messages, MessageId id) {
    return std::ranges::find(messages.items(), id, &Diagnostic::id) != messages.items().end();
}

ExitCode exit_code(const std::vector<SiteJob>& jobs) {
    ExitCode exit = ExitCode::Done;
    for (const SiteJob& job : jobs) {
        if (job.error)
            return job.error->exit;
        // A source that the machine would not give is no mistake of its author.
        for (const MessageId id : {ids::file_read, ids::file_missing, ids::file_forbidden,
                                   ids::too_many_open_files})
            if (has_message(job.site->messages, id))
                return ExitCode::Machine;
        if (job.is_broken)
            exit = ExitCode::ContentErrors;
    }
    return exit;
}

BuildReport build_once(const BuildOptions& options, FileSystem& files, Diagnostics& out) {
    BuildReport report;
    tell(options, "read", 0, 0);
    const auto sites = find_sites(files, options.folder);
    if (!sites || sites->empty()) {
        report.errors.push_back({ids::workspace_empty, {options.folder}, ExitCode::Usage});
        report.exit = ExitCode::Usage;
        return report;
    }
    std::vector<SiteJob> jobs;
    for (std::unique_ptr<PreparedSite>& site : prepare_sites(options, *sites, files))
        jobs.push_back(make_job(options, std::move(site)));
    // From here on the sites do not change, and every output path is known, once.

    bool any_broken = false;
    for (SiteJob& job : jobs) {
        // Mistakes that only rendering finds are told in the same run, so a site whose pages could
        // be planned is rendered even if it will not be published.
        if (job.site->world)
            render_job(job, options, files);
        job.is_broken = is_broken(job, options);
        any_broken = any_broken || job.is_broken;
    }
    for (SiteJob& job : jobs)
        if (!job.is_broken && (!any_broken || options.keep_going))
            commit_job(job, options, files);
    // From here on everything that could be published is.

    report.exit = exit_code(jobs);
    for (SiteJob& job : jobs) {
        out.append(std::move(job.messages()));
        if (job.error)
            report.errors.push_back(*job.error);
        report.sites.push_back(std::move(job.report));
    }
    return report;
}

}  // namespace

BuildReport build_workspace(const BuildOptions& options, FileSystem& files, Diagnostics& out) {
    Diagnostics messages;
    BuildReport report = build_once(options, files, messages);
    // Somebody saved a file meanwhile: what was read first is no longer there to be shown.
    if (has_message(messages, ids::file_changed)) {
        messages = {};
        report = build_once(options, files, messages);
    }
    out.append(std::move(messages));
    return report;
}

}  // namespace vitrina
