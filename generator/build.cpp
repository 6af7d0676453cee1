#include "build.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/parallel.h"
#include "base/traced_files.h"
#include "content/walk.h"
#include "edit_build.h"
#include "last_build.h"
#include "page_cache.h"
#include "pages/catalogue.h"
#include "prepare.h"
#include "publish/output_paths.h"
#include "publish/publication.h"
#include "record_dates.h"
#include "render.h"
#include "state_file.h"

namespace vitrina {
namespace {

// One site on its way through the passes. What a later pass reads stays at its place.
struct SiteJob {
    std::unique_ptr<PreparedSite> site;
    std::string state;
    SourceCache known_sources;  // what earlier builds remembered
    PageCache known_pages;
    ContentHash digest;  // see `site_digest`
    std::unique_ptr<Publication> publication;
    RenderedSite rendered;
    Diagnostics once;  // what was found in OUT: the next build has nothing of it to tell
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
    return job.error || !job.site->world || messages.has_errors() || job.once.has_errors() ||
           (options.strict && messages.warning_count() + job.once.warning_count() > 0);
}

// What is known of sites, by their names; `file`: where the state of one keeps it.
template <class Cache>
std::map<std::string, Cache> read_caches(const std::string& state,
                                         const std::vector<std::string>& sites,
                                         std::string (*file)(const std::string& state),
                                         const FileReader& files) {
    std::map<std::string, Cache> known;
    for (const std::string& site : sites)
        known[site] = Cache::unpack(read_state_file(files, file(site_state(state, site))));
    return known;
}

SiteJob make_job(const std::string& state,
                 std::unique_ptr<PreparedSite> site,
                 SourceCaches& known_sources,
                 PageCaches& known_pages) {
    SiteJob job;
    job.state = site_state(state, site->name);
    job.known_sources = std::move(known_sources[site->name]);
    job.known_pages = std::move(known_pages[site->name]);
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
void check_portal_date(SiteJob& job, const FileReader& files) {
    constexpr std::uint64_t largest_portal = 64ULL * 1024 * 1024;
    const auto before = files.read(join_path(job.site->out, "portal.json"), largest_portal);
    const Date published = before ? published_date(*before) : Date{};
    const Date now = newest_date(job.site->site);
    if (published.is_set() && now < published)
        job.once.warning(ids::portal_date_falls, job.site->site.config.place({}),
                         iso_date(published), now.is_set() ? iso_date(now) : "—");
}

// What cannot be kept costs the next build time, and nothing else. Before the pages are rendered:
// they need its memory.
void save_sources(SiteJob& job, const BuildOptions& options, FileSystem& files) {
    if (options.mode == BuildMode::Publish) {
        const Stopwatch watch(options.profile, "caches");
        static_cast<void>(save_state_file(files, sources_file(job.state),
                                          job.known_sources.bytes(), job.site->cache));
    }
    job.known_sources = {};
    std::string().swap(job.site->cache);  // `= {}` would keep its memory
}

// False: the job has its error.
bool open_job(SiteJob& job, const BuildOptions& options, FileSystem& files) {
    PublishOptions publishing{.out = job.site->out,
                              .state = job.state,
                              .forbidden = forbidden_outputs(job.site->folder, options),
                              .adopt = options.adopt,
                              .allow_shrink = options.allow_shrink,
                              .dry_run = options.mode == BuildMode::Check,
                              .threads = options.threads};
    auto publication = [&] {
        const Stopwatch watch(options.profile, "open");
        return open_publication(files, publishing, job.once);
    }();
    if (!publication) {
        job.error = std::move(publication.error());
        return false;
    }
    job.publication = std::move(*publication);
    save_sources(job, options, files);
    if (auto checked = check_paths(job); !checked) {
        job.error = std::move(checked.error());
        return false;
    }
    return true;
}

void render_job(SiteJob& job,
                const BuildOptions& options,
                const FileReader& sources,
                FileSystem& files) {
    bool is_open = false;
    run_beside(
        options.threads, [&] { is_open = open_job(job, options, files); },
        [&] { job.digest = site_digest(*job.site, sources); });
    if (!is_open)
        return;
    RenderOptions rendering{options.threads, {}, options.profile};
    if (options.progress)
        rendering.progress = [&](std::size_t done, std::size_t total) {
            tell(options, "render", done, total);
        };
    check_portal_date(job, files);
    if (job.known_pages.site().digest != job.digest)
        job.known_pages = {};
    job.site->search->adopt(job.known_pages.words());
    const Stopwatch watch(options.profile, "render");
    auto rendered = render_outputs({job.site->outputs, job.site->site.records, *job.publication,
                                    sources, job.known_pages, job.digest, job.site->texts, *job.site->search},
                                   rendering, job.messages());
    if (rendered)
        job.rendered = std::move(*rendered);
    else
        job.error = std::move(rendered.error());
}

void save_pages(const SiteJob& job, const BuildOptions& options, FileSystem& files) {
    if (!job.report.published)
        return;
    const Stopwatch watch(options.profile, "caches");
    static_cast<void>(save_state_file(files, pages_file(job.state), job.known_pages.bytes(),
                                      job.rendered.cache));
}

void commit_job(SiteJob& job, const BuildOptions& options, FileSystem& files) {
    tell(options, "publish", 0, 0);
    const Stopwatch watch(options.profile, "publish");
    const Site& site = job.site->site;
    CommitOptions committing;
    for (const RemovedRecord& removed : site.removed)
        committing.removable.push_back(output_path(url_of_id(removed.id)));
    Result<PublishReport> report;
    run_beside(
        options.threads,
        [&] {
            report =
                job.publication->commit(std::move(job.rendered.staged), committing, job.once);
        },
        [&] {
            job.report.stale_dates = find_stale_dates(site, job.site->today, files, job.state);
        });
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

// Sites are rendered even if they will not be published: mistakes that only rendering finds are
// told in the same run.
void render_jobs(std::vector<SiteJob>& jobs,
                 const BuildOptions& options,
                 const FileReader& sources,
                 FileSystem& files) {
    for (SiteJob& job : jobs) {
        if (job.site->world)
            render_job(job, options, sources, files);
        job.is_broken = is_broken(job, options);
    }
}

// For the next build: whether it has anything to do.
void remember(const std::vector<SiteJob>& jobs,
              const BuildOptions& options,
              const std::string& state,
              FileTrace trace,
              FileSystem& files) {
    WholeBuild whole;
    for (const SiteJob& job : jobs) {
        if (!job.report.published || job.error || !job.once.items().empty())
            return;
        whole.sites.push_back({job.report, job.state, job.site->site.config.timezone.value,
                               job.site->today, job.digest});
        for (const Diagnostic& message : job.site->messages.items())
            whole.messages.add(message);
    }
    whole.trace = std::move(trace);
    const Stopwatch watch(options.profile, "remember");
    remember_build(options, last_build_file(state), whole, files);
}

// Giving back the memory of a large site, text by text, takes longer than planning its pages.
void leave_sites(std::vector<SiteJob>& jobs) {
    for (SiteJob& job : jobs)
        static_cast<void>(job.site.release());
}

BuildReport report_of(std::vector<SiteJob>& jobs, Diagnostics& out) {
    BuildReport report;
    report.exit = exit_code(jobs);
    for (SiteJob& job : jobs) {
        out.append(std::move(job.messages()));
        out.append(std::move(job.once));
        if (job.error)
            report.errors.push_back(*job.error);
        report.sites.push_back(std::move(job.report));
    }
    return report;
}

// Nothing has changed.
BuildReport report_again(RecalledBuild build, Diagnostics& out) {
    BuildReport report;
    for (RecalledSite& site : build.sites)
        report.sites.push_back(std::move(site.built.report));
    out.append(std::move(build.messages));
    return report;
}

BuildReport build_once(const BuildOptions& options, FileSystem& files, Diagnostics& out) {
    tell(options, "read", 0, 0);
    auto tracing = std::make_unique<TracedFiles>(files);
    const TracedFiles& sources = *tracing;
    const auto sites = find_sites(sources, options.folder);
    if (!sites || sites->empty()) {
        BuildReport report;
        // A folder that the machine would not list may be full of sites.
        const bool is_refused = !sites && sites.error().id != ids::file_missing &&
                                sites.error().exit == ExitCode::Machine;
        report.errors.push_back(is_refused ? sites.error()
                                           : Error{ids::workspace_empty, {options.folder},
                                                   ExitCode::Usage});
        report.exit = report.errors.back().exit;
        return report;
    }
    const std::string state = workspace_state(files, options.out, options.state);
    SourceCaches known_sources;
    PageCaches known_pages;
    std::vector<std::unique_ptr<PreparedSite>> prepared;
    run_beside(
        options.threads,
        [&] {
            if (options.use_cache)
                known_sources = read_caches<SourceCache>(state, *sites, sources_file, files);
            prepared = prepare_sites(options, *sites, known_sources, sources);
        },
        [&] {
            if (options.use_cache)
                known_pages = read_caches<PageCache>(state, *sites, pages_file, files);
        });
    std::vector<SiteJob> jobs;
    for (std::unique_ptr<PreparedSite>& site : prepared)
        jobs.push_back(make_job(state, std::move(site), known_sources, known_pages));
    // From here on the sites do not change, and every output path is known, once.

    render_jobs(jobs, options, sources, files);
    const bool any_broken = std::ranges::any_of(jobs, &SiteJob::is_broken);
    for (SiteJob& job : jobs)
        if (!job.is_broken && (!any_broken || options.keep_going))
            commit_job(job, options, files);
    // From here on everything that could be published is.

    run_beside(
        options.threads,
        [&] {
            if (options.mode == BuildMode::Publish)
                remember(jobs, options, state, sources.trace(), files);
        },
        [&] {
            for (const SiteJob& job : jobs)
                save_pages(job, options, files);
        });
    BuildReport report = report_of(jobs, out);
    if (options.ends_process) {
        leave_sites(jobs);
        static_cast<void>(tracing.release());  // as large
    }
    return report;
}

}  // namespace

BuildReport build_workspace(const BuildOptions& options, FileSystem& files, Diagnostics& out) {
    if (options.use_cache && options.mode == BuildMode::Publish && options.without.empty()) {
        const std::string file = last_build_file(workspace_state(files, options.out, options.state));
        auto known = [&] {
            const Stopwatch watch(options.profile, "compare");
            auto recalled = recall_build(options, file, files);
            if (recalled && !recalled->has_edited_texts() &&
                !is_output_untouched(*recalled, files, options.threads, [] {}))
                recalled.reset();
            return recalled;
        }();
        if (known && !known->has_edited_texts())
            return report_again(std::move(*known), out);
        if (known)
            if (auto report = edit_build(options, std::move(*known), files, out))
                return std::move(*report);
    }
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
