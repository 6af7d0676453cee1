// On a real folder: the kernel's events are what is tested. Waits are long and end early.
#include <condition_variable>
#include <fstream>
#include <functional>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include <doctest/doctest.h>

#include "base/disk_file_system.h"
#include "preview/watcher.h"
#include "support/temp_dir.h"

namespace vitrina {
namespace {

using namespace std::chrono_literals;

class Watching {
public:
    // `hold` is called with each change, before anything else is looked at.
    Watching(const test::TempDir& folder, bool poll, std::chrono::milliseconds look_time,
             std::function<void()> hold = [] {})
        : hold_(std::move(hold)), watcher_(files_, {.folders = {folder.path(), {}, ""},
                                                    .poll = poll,
                                                    .look_time = look_time,
                                                    .poll_time = look_time}) {
        thread_ = std::thread([this] {
            watcher_.run({.changed = [this](const std::vector<std::string>& paths) { take(paths); },
                          .tick = {},
                          .polls = {}});
        });
    }
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
    ~Watching() {
        watcher_.stop();
        thread_.join();
    }

    bool tells(const std::string& path) {
        std::unique_lock lock(mutex_);
        return told_.wait_for(lock, 20s, [&] { return paths_.contains(path); });
    }

    void forget() {
        const std::scoped_lock lock(mutex_);
        paths_.clear();
    }
    int calls() {
        const std::scoped_lock lock(mutex_);
        return calls_;
    }

private:
    void take(const std::vector<std::string>& paths) {
        hold_();
        const std::scoped_lock lock(mutex_);
        paths_.insert(paths.begin(), paths.end());
        ++calls_;
        told_.notify_all();
    }

    std::function<void()> hold_;
    DiskFileSystem files_;
    Watcher watcher_;
    std::mutex mutex_;
    std::condition_variable told_;
    std::set<std::string> paths_;
    int calls_ = 0;
    std::thread thread_;
};

constexpr auto never = 3600s;

}  // namespace

TEST_SUITE("preview/watcher") {
    TEST_CASE("every way of saving is seen by events") {
        const test::TempDir folder;
        folder.write("site.yaml", "");
        folder.write("memos/a.md", "1");
        folder.write("memos/b.md", "1");
        folder.write("memos/c.md", "1");
        Watching watching(folder, false, never);
        folder.write("memos/a.md", "truncated and written");
        CHECK(watching.tells(folder / "memos/a.md"));
        folder.write("memos/.b.md.tmp", "renamed over");
        std::filesystem::rename(folder / "memos/.b.md.tmp", folder / "memos/b.md");
        CHECK(watching.tells(folder / "memos/b.md"));
        // With a backup: the file is moved away, and a new one is written in its place.
        folder.write("memos/d.md", "1");
        CHECK(watching.tells(folder / "memos/d.md"));
        watching.forget();
        std::filesystem::rename(folder / "memos/d.md", folder / "memos/d.md~");
        folder.write("memos/d.md", "written anew");
        CHECK(watching.tells(folder / "memos/d.md"));
        std::filesystem::remove(folder / "memos/c.md");
        CHECK(watching.tells(folder / "memos/c.md"));
    }

    TEST_CASE("new and renamed folders are watched") {
        const test::TempDir folder;
        folder.write("site.yaml", "");
        folder.write("memos/a.md", "1");
        Watching watching(folder, false, never);
        folder.write("plans/2026/x.yaml", "1");
        CHECK(watching.tells(folder / "plans/2026/x.yaml"));
        std::filesystem::rename(folder / "memos", folder / "pages");
        CHECK(watching.tells(folder / "pages/a.md"));
        CHECK(watching.tells(folder / "memos/a.md"));
        folder.write("pages/a.md", "22");
        folder.write("pages/late.md", "3");
        CHECK(watching.tells(folder / "pages/late.md"));
    }

    TEST_CASE("a file that is being written is waited for") {
        const test::TempDir folder;
        folder.write("site.yaml", "");
        folder.write("memos/a.md", "1");
        Watching watching(folder, false, never);
        {
            std::ofstream file(folder / "memos/a.md");
            for (int i = 0; i < 10; ++i) {
                file << "a piece\n" << std::flush;
                std::this_thread::sleep_for(5ms);
            }
        }
        CHECK(watching.tells(folder / "memos/a.md"));
        CHECK(watching.calls() <= 2);
    }

    TEST_CASE("when the kernel's queue runs over everything is looked at") {
        std::size_t most = 0;
        std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> most;
        if (most == 0 || most > 100'000)
            return;
        const test::TempDir folder;
        folder.write("site.yaml", "");
        folder.write("memos/a.md", "1");
        std::promise<void> is_held;
        std::promise<void> may_go;
        bool is_first = true;
        Watching watching(folder, false, never, [&] {
            if (std::exchange(is_first, false)) {
                is_held.set_value();
                may_go.get_future().wait();
            }
        });
        folder.write("memos/a.md", "22");
        is_held.get_future().wait();
        // Nobody reads events now; those of the last file are lost.
        for (std::size_t i = 0; i <= most / 4; ++i) {
            std::filesystem::rename(folder / "memos/a.md", folder / "memos/b.md");
            std::filesystem::rename(folder / "memos/b.md", folder / "memos/a.md");
        }
        folder.write("acts/2026/late.md", "3");
        may_go.set_value();
        CHECK(watching.tells(folder / "acts/2026/late.md"));
        folder.write("acts/2026/later.md", "4");
        CHECK(watching.tells(folder / "acts/2026/later.md"));
    }

    TEST_CASE("file systems of networks and of other systems tell nothing") {
        CHECK(silent_type(0x6969) == "NFS");
        CHECK(silent_type(0xFF534D42) == "CIFS");
        CHECK(silent_type(0x01021997) == "9p");
        CHECK(silent_type(0x65735546) == "FUSE");
        CHECK(!silent_type(0xEF53));      // ext4
        CHECK(!silent_type(0x01021994));  // tmpfs
    }

    TEST_CASE("without events changes are found by looking") {
        const test::TempDir folder;
        folder.write("site.yaml", "");
        folder.write("memos/a.md", "1");
        Watching watching(folder, true, 20ms);
        folder.write("memos/a.md", "22");
        CHECK(watching.tells(folder / "memos/a.md"));
    }
}

}  // namespace vitrina
