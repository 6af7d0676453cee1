#include <algorithm>
#include <chrono>
#include <csignal>

#include <pthread.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "cli/progress.h"

namespace vitrina {
namespace {

// What is left to the kernel the leak checker would take for lost.
#ifdef __SANITIZE_ADDRESS__
constexpr bool leaves_memory = false;
#else
constexpr bool leaves_memory = true;
#endif

// While files are renamed into place an interruption waits: what is published is old or new.
class HeldSignals {
public:
    void hold() {
        sigset_t ending;
        sigemptyset(&ending);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
            sigaddset(&ending, signal);
        if (!held_)
            held_ = pthread_sigmask(SIG_BLOCK, &ending, &before_) == 0;
    }
    void release() {
        if (held_)
            pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        held_ = false;
    }

private:
    sigset_t before_{};
    bool held_ = false;
};

std::string site_line(const CommonOptions& common, const SiteReport& site, BuildMode mode) {
    const BilingualText published = {
        "{0}: {1} {1|page|pages} and files: {2} written, {3} removed, {4} unchanged",
        "{0}: {1} {1|страница|страницы|страниц}; файлов записано {2}, удалено {3}, без изменений "
        "{4}"};
    const BilingualText checked = {
        "{0}: {1} {1|page|pages}: {2} would be written, {3} removed",
        "{0}: {1} {1|страница|страницы|страниц}; было бы записано {2}, удалено {3}"};
    return sentence(common, mode == BuildMode::Publish ? published : checked, site.out, site.pages,
                    site.written.size(), site.removed.size(), site.unchanged);
}

void print_paths(const std::vector<std::string>& paths, std::string_view mark) {
    for (const std::string& path : paths)
        print_line("  " + std::string(mark) + " " + escape_controls(path));
}

struct Cost {
    std::int64_t milliseconds = 0;
    std::int64_t memory = 0;  // KiB
};

void print_summary(const CommonOptions& common,
                   const BuildOptions& options,
                   const BuildReport& report,
                   const Cost& cost) {
    std::optional<Date> next;
    for (const SiteReport& site : report.sites) {
        print_line(site_line(common, site, options.mode));
        if (common.verbose) {
            print_paths(site.written, "+");
            print_paths(site.removed, "-");
        }
        if (site.next_change && (!next || *site.next_change < *next))
            next = site.next_change;
    }
    if (next)
        print_line(sentence(common,
                            {"the next publication date: {0}; build on that day again",
                             "следующая дата публикации: {0}; соберите в этот день снова"},
                            display_date(common.language, *next)));
    print_line(sentence(common, {"{0} ms, {1} MiB", "{0} мс, {1} МиБ"}, cost.milliseconds,
                        (cost.memory + 1023) / 1024));
}

// Passes in the order in which they begin, some beside each other; of what threads share, their sum.
void print_profile(const CommonOptions& common, const Profile& profile) {
    for (const Profile::Row& row : profile.rows()) {
        const std::string spent = fmt::format("{:10.1f}", row.seconds * 1000);
        print_line(
            sentence(common, {"{0} ms {1} ×{2}", "{0} мс {1} ×{2}"}, spent, row.name, row.count));
    }
}

JsonArray string_array(const std::vector<std::string>& texts) {
    JsonArray array;
    for (const std::string& text : texts)
        array.push_back(text);
    return array;
}

JsonValue number(std::size_t value) {
    return JsonValue::number(static_cast<std::int64_t>(value));
}

void print_summary_json(const BuildReport& report, const Diagnostics& messages, const Cost& cost) {
    JsonArray sites;
    for (const SiteReport& site : report.sites) {
        JsonObject one;
        one.add("folder", site.folder);
        one.add("out", site.out);
        one.add("published", site.published);
        one.add("pages", number(site.pages));
        one.add("files", number(site.outputs));
        one.add("unchanged", number(site.unchanged));
        one.add("written", string_array(site.written));
        one.add("removed", string_array(site.removed));
        one.add("stale_dates", string_array(site.stale_dates));
        if (site.next_change)
            one.add("next_change", iso_date(*site.next_change));
        sites.push_back(std::move(one));
    }
    JsonObject whole;
    whole.add("exit", JsonValue::number(static_cast<std::int64_t>(report.exit)));
    whole.add("errors", number(messages.error_count() + report.errors.size()));
    whole.add("warnings", number(messages.warning_count()));
    whole.add("sites", std::move(sites));
    whole.add("milliseconds", JsonValue::number(cost.milliseconds));
    whole.add("peak_memory_kib", JsonValue::number(cost.memory));
    print_json(whole);
}

void print_stale_dates(const CommonOptions& common, const BuildReport& report) {
    for (const SiteReport& site : report.sites)
        for (const std::string& id : site.stale_dates)
            print_note(common,
                       sentence(common,
                                {"{0} changed but kept its date: vitrina touch FILE",
                                 "{0}: запись изменилась, а дата прежняя: vitrina touch ФАЙЛ"},
                                escape_controls(id)));
}

}  // namespace

ExitCode run_build(const CommonOptions& common, BuildOptions options, FileSystem& files) {
    const auto start = std::chrono::steady_clock::now();
    HeldSignals signals;
    ProgressLine line(common);
    options.ends_process = leaves_memory;
    options.progress = [&](const BuildProgress& progress) {
        line.show(progress);
        if (progress.pass == "publish")
            signals.hold();
    };
    Diagnostics messages;
    const BuildReport report = build_workspace(options, files, messages);
    line.clear();
    signals.release();
    const auto spent = std::chrono::steady_clock::now() - start;
    const Cost cost{std::chrono::duration_cast<std::chrono::milliseconds>(spent).count(),
                    peak_memory()};
    print_messages(common, files, messages, report.errors);
    print_stale_dates(common, report);
    if (common.format != MessageFormat::Text)
        print_summary_json(report, messages, cost);
    else if (!common.quiet && report.exit == ExitCode::Done)
        print_summary(common, options, report, cost);
    if (options.profile != nullptr && common.format == MessageFormat::Text)
        print_profile(common, *options.profile);
    return report.exit;
}

}  // namespace vitrina
