#include "mirror/mirror.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/message_text.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/front_matter.h"
#include "content/walk.h"
#include "kinds/sources.h"
#include "mirror/history.h"
#include "mirror/source_files.h"
#include "mirror/source_table.h"

namespace vitrina {
namespace {

// The network is judged by so many hosts before anything is written down.
constexpr std::size_t first_hosts = 200;
constexpr std::size_t least_for_brake = 3;
constexpr std::int64_t failures_for_hurry = 2;
constexpr std::int64_t every_full_try = 5;

std::optional<SourcePtr> read_list(const FileReader& files,
                                   const std::string& folder,
                                   const std::string& name,
                                   Diagnostics& out) {
    const std::string path = join_path(folder, name);
    auto text = files.read(confined_path(folder, name), school_list_limit);
    if (!text) {
        Diagnostic refusal =
            diagnostic_of(text.error(), {std::make_shared<const Source>(Source{path, ""}), {}});
        refusal.args.front() = name;
        out.add(std::move(refusal));
        return std::nullopt;
    }
    auto source = std::make_shared<const Source>(Source{path, std::move(*text)});
    if (!check_encoding(source, out))
        return std::nullopt;
    return source;
}

// One source under way; the thread of its host fills it.
struct Visit {
    const MirrorSource* source = nullptr;
    KeptState before;
    std::optional<Result<TakenSet>> taken;  // nothing: it was not asked
    std::int64_t not_before = 0;
    bool is_asked = false;  // and what came may be written down
};

struct Host {
    std::vector<std::size_t> visits;
    HostPace pace;
};

bool is_mirrored(const MirrorSource& source) {
    return !source.url.value.empty() || !source.path.value.empty() ||
           is_table_file(source.file.value);
}

class Run {
public:
    Run(FileSystem& files, const MirrorOptions& options, const SourceList& list, bool accepts)
        : files_(files),
          options_(options),
          list_(list),
          root_(options.folder + "/mirror"),
          accepts_(accepts) {}

    Result<MirrorRun> run() {
        if (auto prepared = prepare(); !prepared)
            return tl::unexpected(prepared.error());
        std::vector<Host> hosts = by_host();
        const std::size_t judged = std::min(hosts.size(), first_hosts);
        Result<void> done;
        parallel_in_order(
            hosts.size(), options_.jobs, [&](std::size_t i) { visit_host(hosts[i]); },
            [&](std::size_t i) {
                for (const std::size_t index : hosts[i].visits)
                    visits_[index].is_asked = true;
                if (i + 1 == judged)
                    done = judge_network();
                if (done && i + 1 >= judged)
                    done = finish_asked();
                return done.has_value();
            });
        if (!done)
            return tl::unexpected(done.error());
        MirrorRun run;
        for (auto& [index, told] : told_)
            run.sources.push_back(std::move(told));
        return run;
    }

private:
    // What was kept of every school is known before anything is asked: a site belongs to one.
    Result<void> prepare() {
        for (const MirrorSource& source : list_.sources) {
            if (!is_mirrored(source))
                continue;
            Visit visit{.source = &source, .before = {}, .taken = {}, .not_before = 0};
            auto state = kept(source).read_state(files_);
            if (state) {
                visit.before = std::move(*state);
                if (!visit.before.site.empty())
                    owners_.emplace(visit.before.site, source.school.value);
            } else if (state.error().id == ids::mirror_kept_damaged) {
                visit.taken = tl::unexpected(state.error());
            } else {
                return tl::unexpected(state.error());
            }
            visits_.push_back(std::move(visit));
        }
        return {};
    }

    KeptSchool kept(const MirrorSource& source) const { return {root_, source.school.value}; }

    bool is_wanted(const Visit& visit) const {
        return options_.only.empty() || visit.source->school.value == options_.only;
    }

    std::vector<Host> by_host() const {
        std::vector<Host> hosts;
        std::map<std::string, std::size_t> known;
        std::map<std::string, std::int64_t> not_before;
        for (std::size_t i = 0; i < visits_.size(); ++i) {
            const std::string& url = visits_[i].source->url.value;
            const std::string name = url.empty() ? fmt::format("/{}", i) : host_of_url(url);
            std::int64_t& wait = not_before[name];
            wait = std::max(wait, visits_[i].before.not_before);
            if (!is_wanted(visits_[i]))
                continue;
            const auto [at, fresh] = known.emplace(name, hosts.size());
            if (fresh)
                hosts.emplace_back();
            hosts[at->second].visits.push_back(i);
        }
        for (const auto& [name, index] : known)
            hosts[index].pace.not_before = not_before.at(name);
        return hosts;
    }

    void visit_host(Host& host) {
        std::unique_ptr<HttpClient> client;
        for (const std::size_t index : host.visits) {
            visit(visits_[index], host.pace, client);
            const std::size_t done = ++done_;
            if (options_.progress)
                options_.progress(done, visits_.size());
        }
    }

    void visit(Visit& visit, HostPace& host, std::unique_ptr<HttpClient>& client) {
        const MirrorSource& source = *visit.source;
        const bool is_remote = !source.url.value.empty();
        if (visit.taken || (is_remote && options_.offline))
            return;
        if (is_remote && host.not_before > options_.now) {
            visit.taken =
                failure(ids::mirror_wait, {source.school.value, source.url.value,
                                           iso_date_time(utc_date_time(host.not_before)) + "Z"});
            visit.not_before = host.not_before;
            return;
        }
        if (is_remote && !client) {
            auto made = HttpClient::make(options_.http);
            if (!made) {
                visit.taken = tl::unexpected(made.error());
                return;
            }
            client = std::move(*made);
        }
        const auto read = reader_of(visit, host, client);
        visit.taken = read ? take_set(files_, kept(source), visit.before, take_options(source), *read)
                           : Result<TakenSet>(tl::unexpected(read.error()));
        if (host.not_before > options_.now)
            visit.not_before = host.not_before;
    }

    bool is_hurried(const KeptState& before) const {
        return options_.only.empty() && before.failures >= failures_for_hurry &&
               before.failures % every_full_try != 0 &&
               before.reason == message_text(ids::mirror_unreachable).name;
    }

    Result<ReadSourceFile> reader_of(const Visit& visit,
                                     HostPace& host,
                                     const std::unique_ptr<HttpClient>& client) const {
        const MirrorSource& source = *visit.source;
        const std::string& school = source.school.value;
        if (!source.url.value.empty())
            return read_from_site(
                *client, {school, source.url.value, options_.now, is_hurried(visit.before)}, host);
        if (!source.path.value.empty())
            return read_from_folder(files_, school, join_path(options_.folder, source.path.value));
        return read_from_table(files_, school, options_.folder, source.file.value);
    }

    TakeOptions take_options(const MirrorSource& source) const {
        const MirrorLimits& limits = list_.limits;
        TakeOptions take;
        take.school = source.school.value;
        take.site = source.site.empty() ? site_of_url(source.url.value) : source.site;
        take.limits = {static_cast<std::size_t>(limits.max_records.value),
                       static_cast<std::uint64_t>(limits.max_bytes.value)};
        take.vanish_fraction = static_cast<double>(limits.vanish_fraction.value.units);
        for (int i = 0; i < limits.vanish_fraction.value.scale; ++i)
            take.vanish_fraction /= 10;
        take.now = options_.now;
        take.keep = !options_.dry_run;
        take.accepts = accepts_;
        take.reads_all = source.url.value.empty();
        return take;
    }

    // All that have been asked, up to the first of which that is not known.
    Result<void> finish_asked() {
        for (; next_ < visits_.size(); ++next_) {
            if (!is_wanted(visits_[next_]))
                continue;
            if (!visits_[next_].is_asked)
                return {};
            if (auto done = finish(next_); !done)
                return done;
        }
        return {};
    }

    // The fault is here when the first sources are nearly all out of reach.
    Result<void> judge_network() const {
        std::size_t asked = 0;
        std::size_t silent = 0;
        for (const Visit& visit : visits_) {
            if (!visit.is_asked || visit.source->url.value.empty() || !visit.taken)
                continue;
            ++asked;
            const bool failed = !*visit.taken;
            silent += failed && visit.taken->error().id == ids::mirror_unreachable ? 1 : 0;
        }
        if (asked >= least_for_brake && silent * 2 > asked)
            return failure(ids::mirror_network_down,
                           {fmt::to_string(silent), fmt::to_string(asked)});
        return {};
    }

    Result<void> finish(std::size_t index) {
        Visit& visit = visits_[index];
        const std::string& school = visit.source->school.value;
        MirroredSource told{.school = school, .set = visit.before.set, .problem = {}};
        if (visit.taken && *visit.taken) {
            const std::string site = site_of_url((*visit.taken)->site);
            const auto [owner, fresh] = owners_.emplace(site, school);
            if (owner->second != school)
                visit.taken = failure(ids::mirror_site_twice, {site, owner->second});
        }
        Result<void> done;
        if (visit.taken && *visit.taken) {
            told.state = visit.before.set.empty()       ? SourceState::New
                         : (*visit.taken)->is_unchanged ? SourceState::Unchanged
                                                        : SourceState::Changed;
            told.set = (*visit.taken)->hash;
            told.records = (*visit.taken)->records;
            told.fetched = (*visit.taken)->fetched;
            told.missing = (*visit.taken)->missing.size();
            done = options_.dry_run ? done : keep(visit, **visit.taken);
        } else if (visit.taken) {
            const Error& error = visit.taken->error();
            if (!is_of_source(error))
                return tl::unexpected(error);
            told.state = SourceState::Failed;
            told.problem = diagnostic_of(error, list_.place(visit.source->span));
            done = options_.dry_run ? done : remember_failure(visit, error);
        }
        told_.emplace(index, std::move(told));
        visit.taken.reset();
        return done;
    }

    // What the mirror judged is of the source; the rest is of this machine.
    static bool is_of_source(const Error& error) {
        return error.id != ids::mirror_library &&
               message_text(error.id).name.starts_with("mirror-");
    }

    Result<void> keep(const Visit& visit, const TakenSet& taken) const {
        const KeptSchool school = kept(*visit.source);
        KeptState state = visit.before;
        state.failures = 0;
        state.failed = 0;
        state.not_before = 0;
        state.reason.clear();
        state.reason_args.clear();
        state.succeeded = options_.now;
        state.etag = taken.etag;
        state.last_modified = taken.last_modified;
        if (!taken.is_unchanged) {
            const auto journal = school.read_journal(files_);
            if (!journal)
                return tl::unexpected(journal.error());
            TakenVersion version{taken.hash, site_of_url(taken.site), taken.sequence,
                                 options_.now, taken.records};
            // A run that was killed behind the journal has told already when it was.
            if (!journal->versions.empty() && journal->versions.back().set == taken.hash)
                version = journal->versions.back();
            if (auto added = school.add_version(files_, *journal, version); !added)
                return added;
            state.site = version.site;
            state.set = version.set;
            state.sequence = version.sequence;
            state.first_seen = first_seen_of(*journal, version.set).value_or(version.first_seen);
            state.missing = taken.missing;
        }
        return school.write_state(files_, state);
    }

    Result<void> remember_failure(const Visit& visit, const Error& error) const {
        if (error.id == ids::mirror_kept_damaged)
            return {};  // nothing is written over what has to be looked at
        KeptState state = visit.before;
        ++state.failures;
        state.failed = options_.now;
        state.not_before = visit.not_before;
        state.reason = message_text(error.id).name;
        state.reason_args = error.args;
        return kept(*visit.source).write_state(files_, state);
    }

    FileSystem& files_;
    const MirrorOptions& options_;
    const SourceList& list_;
    const std::string root_;
    const bool accepts_;
    std::vector<Visit> visits_;
    std::map<std::string, std::string> owners_;  // site → school
    std::map<std::size_t, MirroredSource> told_;
    std::size_t next_ = 0;  // of the visits, to be written down
    std::atomic<std::size_t> done_ = 0;
};

Result<MirrorRun> run_on_lists(FileSystem& files,
                               const MirrorOptions& options,
                               bool accepts,
                               Diagnostics& out) {
    const auto schools_text = read_list(files, options.folder, "schools.yaml", out);
    const auto sources_text = read_list(files, options.folder, "sources.yaml", out);
    if (!schools_text || !sources_text)
        return MirrorRun();
    const auto schools = read_schools(*schools_text, out);
    const auto list = schools ? read_sources(*sources_text, *schools, out) : std::nullopt;
    if (!list)
        return MirrorRun();
    if (!options.only.empty() && schools->find(options.only) == nullptr)
        return failure(ids::mirror_school_unknown, {options.only, ""}, ExitCode::Usage);
    std::unique_ptr<FileLock> held;
    if (!options.dry_run) {
        auto lock = lock_mirror(files, options.folder);
        if (!lock)
            return tl::unexpected(lock.error());
        held = std::move(*lock);
    }
    return Run(files, options, *list, accepts).run();
}

}  // namespace

bool MirrorRun::has_failures() const {
    return std::ranges::any_of(
        sources, [](const MirroredSource& one) { return one.state == SourceState::Failed; });
}

Result<MirrorRun> run_mirror(FileSystem& files, const MirrorOptions& options, Diagnostics& out) {
    return run_on_lists(files, options, false, out);
}

Result<MirrorRun> accept_school(FileSystem& files, const MirrorOptions& options, Diagnostics& out) {
    return run_on_lists(files, options, true, out);
}

}  // namespace vitrina
