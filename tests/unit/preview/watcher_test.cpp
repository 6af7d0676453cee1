// On a real folder: the kernel's events are what is tested. Waits are long and end early.
#include <condition_variable>
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
    Watching(const test::TempDir& folder, bool poll, std::chrono::milliseconds look_time)
        : watcher_(files_, {.folders = {folder.path()},
                            .poll = poll,
                            .look_time = look_time,
                            .poll_time = look_time}) {
        thread_ = std::thread([this] {
            watcher_.run([this](const std::vector<std::string>& paths) { take(paths); }, [] {});
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

private:
    void take(const std::vector<std::string>& paths) {
        const std::scoped_lock lock(mutex_);
        paths_.insert(paths.begin(), paths.end());
        told_.notify_all();
    }

    DiskFileSystem files_;
    Watcher watcher_;
    std::mutex mutex_;
    std::condition_variable told_;
    std::set<std::string> paths_;
    std::thread thread_;
};

constexpr auto never = 3600s;

}  // namespace

TEST_SUITE("preview/watcher") {
    TEST_CASE("every way of saving is seen by events") {
        const test::TempDir folder;
        folder.write("memos/a.md", "1");
        folder.write("memos/b.md", "1");
        folder.write("memos/c.md", "1");
        Watching watching(folder, false, never);
        folder.write("memos/a.md", "truncated and written");
        CHECK(watching.tells(folder / "memos/a.md"));
        folder.write("memos/.b.md.tmp", "renamed over");
        std::filesystem::rename(folder / "memos/.b.md.tmp", folder / "memos/b.md");
        CHECK(watching.tells(folder / "memos/b.md"));
        std::filesystem::remove(folder / "memos/c.md");
        CHECK(watching.tells(folder / "memos/c.md"));
    }

    TEST_CASE("new and renamed folders are watched") {
        const test::TempDir folder;
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

    TEST_CASE("without events changes are found by looking") {
        const test::TempDir folder;
        folder.write("memos/a.md", "1");
        Watching watching(folder, true, 20ms);
        folder.write("memos/a.md", "22");
        CHECK(watching.tells(folder / "memos/a.md"));
    }
}

}  // namespace vitrina
