// The rules that both file systems keep: each case runs on the disk, on the disk without openat2,
// and in memory.
#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/disk_file_system.h"
#include "base/memory_file_system.h"
#include "support/temp_dir.h"

namespace vitrina {
namespace {

constexpr std::uint64_t no_limit = ~std::uint64_t{0};

struct Ground {
    FileSystem& files;
    std::string root;
    std::function<void(const std::string& path, const std::string& target)> link;
    std::function<void(const std::string& path)> special;

    std::string at(const std::string& path) const { return root + "/" + path; }
};

void on_each(const std::function<void(const Ground&)>& check) {
    for (const KernelSupport support : {KernelSupport::Full, KernelSupport::OpenAtOnly}) {
        CAPTURE(static_cast<int>(support));
        const test::TempDir folder;
        DiskFileSystem disk(support);
        check({disk, folder.path(),
               [](auto& path, auto& target) { std::filesystem::create_symlink(target, path); },
               [](auto& path) { REQUIRE(::mkfifo(path.c_str(), 0644) == 0); }});
    }
    INFO("in memory");
    MemoryFileSystem memory;
    memory.put_folder("root");
    check({memory, "/root", [&](auto& path, auto& target) { memory.put_link(path, target); },
           [&](auto& path) { memory.put_special(path); }});
}

template <class T>
MessageId reason(const Result<T>& result) {
    REQUIRE(!result.has_value());
    return result.error().id;
}

}  // namespace

TEST_SUITE_BEGIN("base/file_system");

TEST_CASE("what was written is read again") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("a/b")));
        REQUIRE(g.files.create(g.at("a/b/c.txt"), "витрина"));

        CHECK(g.files.read(g.at("a/b/c.txt"), no_limit) == "витрина");
        CHECK(g.files.digest(g.at("a/b/c.txt")) == FileDigest{content_hash("витрина"), 14});
        CHECK((*g.files.stat(g.at("a/b/c.txt")))->size == 14);
        CHECK((*g.files.stat(g.at("a")))->type == FileType::Directory);
        CHECK(*g.files.stat(g.at("a/b/c.txt/d")) == std::nullopt);
    });
}

TEST_CASE("an opened file is read from any place and stays the same file") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.create(g.at("a.txt"), "0123456789"));
        REQUIRE(g.files.create(g.at("b.txt"), "other"));

        const auto opened = g.files.open(g.at("a.txt"));
        REQUIRE(opened);
        REQUIRE(g.files.rename(g.at("b.txt"), g.at("a.txt")));

        CHECK((*opened)->stat().size == 10);
        std::array<char, 4> piece{};
        CHECK((*opened)->read_at(3, piece) == 4U);
        CHECK(std::string_view(piece.data(), 4) == "3456");
        CHECK((*opened)->read_at(8, piece) == 2U);
        CHECK(std::string_view(piece.data(), 2) == "89");
        CHECK((*opened)->read_at(10, piece) == 0U);
    });
}

TEST_CASE("a folder is listed in the order of bytes") {
    on_each([](const Ground& g) {
        for (const char* name : {"я.md", "b", ".hidden", "a"})
            REQUIRE(g.files.create(g.at(name), ""));
        REQUIRE(g.files.make_folders(g.at("c")));
        g.link(g.at("link"), "a");

        const auto entries = g.files.list(g.root);

        REQUIRE(entries);
        std::string names;
        for (const auto& entry : *entries)
            names += entry.name + " ";
        CHECK(names == ".hidden a b c link я.md ");
        CHECK((*entries)[3].type == FileType::Directory);
        CHECK((*entries)[4].type == FileType::Link);
    });
}

TEST_CASE("a file beyond the limit is refused") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.create(g.at("a"), "12345"));

        CHECK(g.files.read(g.at("a"), 5) == "12345");
        CHECK(reason(g.files.read(g.at("a"), 4)) == ids::file_too_large);
    });
}

TEST_CASE("what is no regular file is told apart and never waited for") {
    on_each([](const Ground& g) {
        g.special(g.at("pipe"));
        g.link(g.at("link"), "pipe");

        CHECK(reason(g.files.read(g.at("none"), no_limit)) == ids::file_missing);
        CHECK(reason(g.files.read(g.root, no_limit)) == ids::path_folder);
        CHECK(reason(g.files.read(g.at("pipe"), no_limit)) == ids::path_special);
        CHECK(reason(g.files.digest(g.at("pipe"))) == ids::path_special);
        CHECK(reason(g.files.open(g.at("pipe"))) == ids::path_special);
        CHECK(reason(g.files.read(g.at("link"), no_limit)) == ids::path_link);
        CHECK((*g.files.stat(g.at("pipe")))->type == FileType::Other);
        CHECK((*g.files.stat(g.at("link")))->type == FileType::Link);
    });
}

TEST_CASE("links on the way are followed before the divider and refused after it") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("real/deep")));
        REQUIRE(g.files.create(g.at("real/deep/a"), "text"));
        g.link(g.at("site"), "real");
        g.link(g.at("real/side"), "deep");

        CHECK(g.files.read(g.at("site/side/a"), no_limit) == "text");
        CHECK(g.files.read(g.at("site/./deep/a"), no_limit) == "text");
        CHECK(reason(g.files.read(g.at("site/./side/a"), no_limit)) == ids::path_link);
        CHECK(reason(g.files.digest(g.at("site/./side/a"))) == ids::path_link);
        CHECK(reason(g.files.open(g.at("site/./side/a"))) == ids::path_link);
        CHECK(reason(g.files.stat(g.at("site/./side/a"))) == ids::path_link);
        CHECK((*g.files.stat(g.at("site/./side")))->type == FileType::Link);
        CHECK(g.files.list(g.at("site/."))->size() == 2);
    });
}

TEST_CASE("what turns into a link and back is read or refused, and never followed") {
    constexpr int reads = 4000;
    constexpr int most_reads = 1'000'000;
    for (const KernelSupport support : {KernelSupport::Full, KernelSupport::OpenAtOnly}) {
        CAPTURE(static_cast<int>(support));
        const test::TempDir folder;
        DiskFileSystem disk(support);
        const std::string root = folder.path();
        REQUIRE(disk.make_folders(root + "/site/folder"));
        REQUIRE(disk.make_folders(root + "/outside"));
        for (const std::string path : {"/site/file", "/site/folder/file"})
            REQUIRE(disk.create(root + path, "text"));
        REQUIRE(disk.create(root + "/outside/file", "secret"));
        std::filesystem::create_symlink(root + "/outside/file", root + "/file");
        std::filesystem::create_symlink(root + "/outside", root + "/folder");

        std::atomic<bool> is_over = false;
        std::thread other([&] {
            while (!is_over)
                for (const std::string name : {"/file", "/folder"})
                    ::renameat2(AT_FDCWD, (root + name).c_str(), AT_FDCWD,
                                (root + "/site" + name).c_str(), RENAME_EXCHANGE);
        });
        int read = 0;
        int refused = 0;
        int followed = 0;
        // A busy machine may let the other thread wait: until both were seen.
        int rounds = 0;
        for (; rounds < reads || (rounds < most_reads && (read == 0 || refused == 0)); ++rounds)
            for (const std::string path : {"/site/./file", "/site/./folder/file"}) {
                const auto text = disk.read(root + path, no_limit);
                read += text == "text" ? 1 : 0;
                refused += text ? 0 : 1;
                followed += text == "secret" ? 1 : 0;
            }
        is_over = true;
        other.join();

        CHECK(read > 0);
        CHECK(refused > 0);
        CHECK(followed == 0);
        CHECK(read + refused == 2 * rounds);
    }
}

TEST_CASE("writing follows no link at all") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("victim")));
        REQUIRE(g.files.create(g.at("victim/a"), "mine"));
        REQUIRE(g.files.create(g.at("new"), "new"));
        g.link(g.at("out"), "victim");

        CHECK(reason(g.files.create(g.at("out/b"), "x")) == ids::path_link);
        CHECK(reason(g.files.make_folders(g.at("out/c"))) == ids::path_link);
        CHECK(reason(g.files.rename(g.at("new"), g.at("out/a"))) == ids::path_link);
        CHECK(reason(g.files.rename_new(g.at("new"), g.at("out/d"))) == ids::path_link);
        CHECK(reason(g.files.remove_file(g.at("out/a"))) == ids::path_link);
        CHECK(g.files.create(g.at("out/b"), "x").error().exit == ExitCode::Refused);
        CHECK(g.files.list(g.at("victim"))->size() == 1);
    });
}

TEST_CASE("many files below one folder are made with the folders they need") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("stage")));
        const auto stage = g.files.write_below(g.at("stage"));
        std::vector<std::string> paths = {"index.html", "memos/x/index.html", "memos/x/y.json",
                                          "memos/index.html", "a/b/c/d/e"};
        for (char folder = 'a'; folder <= 'z'; ++folder)
            paths.push_back(std::string("many/") + folder + "/deep/index.html");
        for (const std::string& path : paths) {
            CAPTURE(path);
            const auto made = stage->create(path, path);
            REQUIRE(made);
            CHECK(*made == **g.files.stat(g.at("stage/" + path)));
            CHECK(g.files.read(g.at("stage/" + path), no_limit) == path);
        }
        CHECK_FALSE(stage->create("memos/x/index.html", "again"));
        CHECK(g.files.read(g.at("stage/memos/x/index.html"), no_limit) == "memos/x/index.html");
        CHECK_FALSE(stage->create("index.html/x", "a file is no folder"));
    });
}

TEST_CASE("many files below one folder go through no link") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("stage/memos")));
        REQUIRE(g.files.make_folders(g.at("victim")));
        g.link(g.at("stage/memos/x"), g.at("victim"));
        g.link(g.at("stage/acts"), g.at("victim"));
        const auto stage = g.files.write_below(g.at("stage"));

        CHECK(reason(stage->create("memos/x/index.html", "x")) == ids::path_link);
        CHECK(reason(stage->create("acts/index.html", "x")) == ids::path_link);
        CHECK(reason(stage->create("acts/y/index.html", "x")) == ids::path_link);
        CHECK(g.files.list(g.at("victim"))->empty());
    });
}

TEST_CASE("a link itself is renamed over and removed, not what it leads to") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.create(g.at("victim"), "mine"));
        REQUIRE(g.files.create(g.at("new"), "new"));
        g.link(g.at("a"), "victim");
        g.link(g.at("b"), "victim");

        REQUIRE(g.files.rename(g.at("new"), g.at("a")));
        REQUIRE(g.files.remove_file(g.at("b")));

        CHECK(g.files.read(g.at("a"), no_limit) == "new");
        CHECK(g.files.read(g.at("victim"), no_limit) == "mine");
        CHECK(*g.files.stat(g.at("b")) == std::nullopt);
    });
}

TEST_CASE("a file is made only where none is") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.create(g.at("a"), "old"));

        CHECK(reason(g.files.create(g.at("a"), "new")) == ids::file_write);
        CHECK(reason(g.files.create(g.at("none/a"), "new")) == ids::file_missing);
        CHECK(g.files.read(g.at("a"), no_limit) == "old");
    });
}

TEST_CASE("a copy tells what it copied") {
    on_each([](const Ground& g) {
        const std::string bytes(300'000, 'z');
        REQUIRE(g.files.create(g.at("a"), bytes));

        const auto copied = g.files.copy(g.at("a"), g.at("b"));

        CHECK(copied == FileDigest{content_hash(bytes), bytes.size()});
        CHECK(g.files.read(g.at("b"), no_limit) == bytes);
    });
}

TEST_CASE("rename_new replaces nothing") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.create(g.at("a"), "a"));
        REQUIRE(g.files.create(g.at("b"), "b"));

        CHECK(g.files.rename_new(g.at("a"), g.at("b")) == false);
        CHECK(g.files.read(g.at("b"), no_limit) == "b");
        CHECK(g.files.rename_new(g.at("a"), g.at("c")) == true);
        CHECK(g.files.read(g.at("c"), no_limit) == "a");
    });
}

TEST_CASE("a folder moves with all that is in it, also onto an empty one") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("a/b")));
        REQUIRE(g.files.create(g.at("a/b/c"), "c"));
        REQUIRE(g.files.make_folders(g.at("empty")));

        REQUIRE(g.files.rename(g.at("a"), g.at("empty")));

        CHECK(g.files.read(g.at("empty/b/c"), no_limit) == "c");
        CHECK(*g.files.stat(g.at("a")) == std::nullopt);
    });
}

TEST_CASE("only an empty folder is removed") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("a/b")));

        CHECK(g.files.remove_empty_folder(g.at("a")) == false);
        CHECK(g.files.remove_empty_folder(g.at("a/b")) == true);
        CHECK(g.files.remove_empty_folder(g.at("a")) == true);
        CHECK(reason(g.files.remove_empty_folder(g.at("a"))) == ids::file_missing);
    });
}

TEST_CASE("the real path is without links, and missing when nothing is there") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("real/deep")));
        g.link(g.at("site"), "real");
        g.link(g.at("loop"), "loop");

        CHECK(*g.files.real_path(g.at("site/deep/..")) == g.at("real"));
        CHECK(*g.files.real_path(g.at("none")) == std::nullopt);
        CHECK(!g.files.real_path(g.at("loop")));
    });
}

TEST_CASE("a lock is held by one and free again when it goes") {
    on_each([](const Ground& g) {
        auto first = g.files.try_lock(g.at("lock"));
        REQUIRE(first);
        CHECK(*first != nullptr);
        CHECK(*g.files.try_lock(g.at("lock")) == nullptr);
        CHECK(!g.files.read(g.at("lock"), no_limit)->empty());

        first->reset();

        CHECK(*g.files.try_lock(g.at("lock")) != nullptr);
    });
}

TEST_CASE("folders of one disk are on one mount") {
    on_each([](const Ground& g) {
        REQUIRE(g.files.make_folders(g.at("a")));

        CHECK(*g.files.same_mount(g.root, g.at("a")));
        CHECK(g.files.is_writable(g.at("a")));
        CHECK(!g.files.is_writable(g.at("none")));
        CHECK(g.files.sync(g.root));
        REQUIRE(g.files.create(g.at("a/b"), "b"));
        CHECK(g.files.sync_file(g.at("a/b")));
    });
}

TEST_SUITE_END();

}  // namespace vitrina
