#include "preview/preview.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "base/heap.h"
#include "preview/http_server.h"
#include "preview/page_check.h"
#include "preview/rebuilder.h"
#include "preview/responder.h"
#include "preview/watcher.h"

namespace vitrina {
namespace {

constexpr int first_port = 4000;
constexpr int last_port = 4019;

// Theme folders are looked at once, however often they are named.
SourceFolders source_folders(const BuildOptions& build, const FileReader& files) {
    SourceFolders folders{build.folder, build.theme_folders, build.out};
    std::set<std::string> seen;
    std::erase_if(folders.themes, [&](const std::string& folder) {
        const auto real = files.real_path(folder);
        return !seen.insert(real && *real ? **real : folder).second;
    });
    return folders;
}

class Preview {
public:
    Preview(const PreviewOptions& options, const FileReader& files, const PreviewEvents& events)
        : options_(options), files_(files), events_(events),
          responder_(files, {.language = options.language,
                             .read_again = [this] { rebuilder_.ask({}); }}),
          server_([this](const PreviewRequest& request) { return responder_.answer(request); }),
          rebuilder_([this](std::vector<std::string> changed) { read(std::move(changed)); },
                     [this] { return check_piece(); }),
          watcher_(files, {.folders = source_folders(options.build, files), .poll = options.poll}) {}

    Result<void> run(const std::function<void()>& wait) {
        read({});
        // What is no site now need not become one.
        if (snapshot_->sites.empty())
            return failure(ids::workspace_empty, {options_.build.folder}, ExitCode::Usage);
        const auto port = open_port();
        if (!port)
            return tl::unexpected<Error>(port.error());
        responder_.set_port(*port);
        events_.ready("http://127.0.0.1:" + std::to_string(*port) + "/");
        if (!watcher_.polling_reason().empty())
            events_.polls(watcher_.polling_reason());
        std::thread serving([this] { server_.run(); });
        std::thread watching([this] {
            watcher_.run(
                {.changed = [this](std::vector<std::string> paths) { rebuilder_.ask(std::move(paths)); },
                 .tick = [this] { look_at_clock(); },
                 .polls = [this](const std::string& reason) { tell(events_.polls, reason); }});
        });
        std::thread rebuilding([this] { rebuilder_.run(); });
        wait();
        rebuilder_.stop();
        watcher_.stop();
        responder_.stop();
        server_.stop();
        for (std::thread* thread : {&serving, &watching, &rebuilding})
            thread->join();
        return {};
    }

private:
    // From whatever thread, one at a time.
    template <class Event, class Told>
    void tell(const Event& event, const Told& told) {
        const std::scoped_lock lock(telling_);
        event(told);
    }

    Result<int> open_port() {
        if (options_.port)
            return server_.open(*options_.port);
        for (int port = first_port;; ++port) {
            auto opened = server_.open(port);
            if (opened || port == last_port || opened.error().id != ids::preview_port_taken)
                return opened;
        }
    }

    void read(std::vector<std::string> changed) {
        BuildOptions build = options_.build;
        build.now = options_.now();
        SnapshotPtr snapshot = read_snapshot(build, files_, snapshot_, std::move(changed));
        // Somebody saved a file meanwhile: it is read again at once.
        for (const Diagnostic& message : snapshot->problems.items())
            if (message.id == ids::file_changed)
                rebuilder_.ask({});
        responder_.show(snapshot);
        check_ = std::make_unique<PageCheck>(snapshot);
        {
            const std::scoped_lock lock(mutex_);
            snapshot_ = snapshot;
        }
        tell(events_.read, *snapshot);
    }

    bool check_piece() {
        if (!check_)
            return false;
        if (check_->step())
            return true;
        responder_.tell_checked(check_->snapshot()->number, check_->messages());
        tell(events_.checked, check_->messages());
        check_ = nullptr;
        // Nobody waits now, and the state before is gone.
        trim_heap();
        return false;
    }

    // A new day opens and closes publication windows.
    void look_at_clock() {
        const std::scoped_lock lock(mutex_);
        const bool is_new_day =
            !options_.build.today &&
            std::ranges::any_of(snapshot_->sites, [this](const ShownSite& site) {
                return site.today.is_set() && site.today != date_in_zone(options_.now(), site.timezone);
            });
        if (is_new_day)
            rebuilder_.ask({});
    }

    const PreviewOptions& options_;
    const FileReader& files_;
    const PreviewEvents& events_;
    Responder responder_;
    HttpServer server_;
    Rebuilder rebuilder_;
    Watcher watcher_;
    std::mutex telling_;
    std::mutex mutex_;      // of `snapshot_`; the rebuilder's thread alone changes it
    SnapshotPtr snapshot_;
    std::unique_ptr<PageCheck> check_;
};

}  // namespace

Result<void> run_preview(const PreviewOptions& options,
                         const FileReader& files,
                         const PreviewEvents& events,
                         const std::function<void()>& wait) {
    share_heap();
    return Preview(options, files, events).run(wait);
}

}  // namespace vitrina
